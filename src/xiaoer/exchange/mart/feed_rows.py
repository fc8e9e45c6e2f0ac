"""Accepted rows of feeds in the mart, each feed a table with the types of its columns."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from xiaoer.packs.formulas import FINEST
from xiaoer.packs.schema import FeedColumn, FeedSpec

from .case_rows import PLAIN_KEY

TYPES = {
    "row_id": pa.int64(),
    "row_key": pa.string(),
    "county": pa.string(),
    "period_start": pa.date32(),
    "period_end": pa.date32(),
    "data": pa.string(),
}
ROWS = """
SELECT id, row_key, county_code, period_start, period_end, values
FROM exchange_feedrow
WHERE feed_key = '{feed}' AND state = 'accepted'
  AND period_start >= '{month}-01' AND period_start < '{month}-01'::date + interval '1 month'
  AND NOT EXISTS (SELECT 1 FROM exchange_integrityfinding f
                  WHERE f.row_id = exchange_feedrow.id AND f.state = 'confirmed')
"""
CASTS = {
    "integer": "TRY_CAST({text} AS BIGINT)",
    "decimal": f"CAST(round(TRY_CAST({{text}} AS DECIMAL(18, 4)) * {FINEST}) AS BIGINT)",
    "bool": "TRY_CAST({text} AS BOOLEAN)",
    "date": "TRY_CAST({text} AS DATE)",
    "datetime": "epoch_us(TRY_CAST({text} AS TIMESTAMPTZ))",
}
HOURS = "day(last_day(period_start)) * 24"


def table_of(feed_key: str) -> str:
    """Return the name of a feed's table in the mart."""
    if not PLAIN_KEY.match(feed_key):
        raise ValueError("a feed has an odd key")
    return f"feed_{feed_key}"


def rows_sql(feed_key: str, month: str) -> str:
    """Return the query for the accepted rows of a month."""
    return ROWS.format(feed=table_of(feed_key).removeprefix("feed_"), month=month)


def typed_sql(feed: FeedSpec) -> str:
    """Return the query that gives the rows in `raw` their columns' types."""
    columns = [f'{_cast(column)} AS "{column.key}"' for column in feed.columns]
    own = ["row_id", "row_key", "county", "period_start", "period_end"]
    listed = [name for name in own if name not in {column.key for column in feed.columns}]
    return f"SELECT {', '.join([*listed, *columns])}, {HOURS} AS month_hours FROM raw"


def _cast(column: FeedColumn) -> str:
    text = f"json_extract_string(data, '$.\"{column.key}\"')"
    cast = CASTS.get(column.kind)
    return cast.format(text=text) if cast else f"COALESCE({text}, '')"


def of_kind(columns: Sequence[FeedColumn], kind: str) -> list[str]:
    """Return the columns of one kind."""
    return [column.key for column in columns if column.kind == kind]
