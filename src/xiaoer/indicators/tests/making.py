"""A month-by-month mart of made-up work orders, and definitions over it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from xiaoer.clock import WorkCalendar
from xiaoer.exchange.mart.places import with_dates, with_instants
from xiaoer.exchange.mart.store import Manifest, Part, Store
from xiaoer.indicators.definitions import Definition, defined
from xiaoer.packs.schema import Exclusion, FeedSpec, IndicatorSpec, Pack

COLUMNS: list[dict[str, Any]] = [
    {"key": "kind", "kind": "enum", "values": ["a", "b", "c"]},
    {"key": "start", "kind": "datetime"},
    {"key": "end", "kind": "datetime"},
    {"key": "users", "kind": "integer"},
    {"key": "total", "kind": "integer"},
    {"key": "amount", "kind": "decimal"},
    {"key": "good", "kind": "bool"},
    {"key": "weight", "kind": "integer"},
    {"key": "project", "kind": "string"},
]
FEED = FeedSpec.model_validate(
    {"key": "orders", "title": "工单", "producer": "power", "rhythm": "daily", "columns": COLUMNS}
)


@dataclass(frozen=True)
class Row:
    """A row as the slow reader sees it."""

    month: str
    county: str
    kind: str
    start: int
    end: int | None
    users: int
    total: int
    amount: int  # ten-thousandths
    good: bool
    weight: int
    project: str


def made(seed: int, count: int = 600) -> list[Row]:
    rng = random.Random(seed)  # noqa: S311
    rows = []
    for _row in range(count):
        day = date(2022, 1, 1) + timedelta(days=rng.randrange(420))
        start = int((day - date(1970, 1, 1)).days) * 86_400 + rng.randrange(60_000)
        rows.append(
            Row(
                f"{day:%Y-%m}",
                rng.choice(["441501", "441502", "441521"]),
                rng.choice("abc"),
                start,
                None if rng.random() < 0.1 else start + rng.randrange(3_000_000),
                rng.randrange(500),
                rng.choice([1000, 2000]),
                rng.randrange(10**7),
                rng.random() < 0.8,
                rng.randrange(1, 5),
                rng.choice(["", "p1", "p2", "p3"]),
            )
        )
    return rows


def stored(store: Store, rows: list[Row]) -> Manifest:
    calendar = WorkCalendar.china()
    manifest = Manifest(1)
    for month in sorted({row.month for row in rows}):
        mine = [row for row in rows if row.month == month]
        first = date.fromisoformat(f"{month}-01")
        table = pa.table(
            {
                "county": [r.county for r in mine],
                "row_key": [str(i) for i in range(len(mine))],
                "period_start": [first] * len(mine),
                "period_end": [first] * len(mine),
                "month_hours": [720] * len(mine),
                "kind": [r.kind for r in mine],
                "start": pa.array([r.start * 10**6 for r in mine], pa.int64()),
                "end": pa.array([r.end and r.end * 10**6 for r in mine], pa.int64()),
                "users": [r.users for r in mine],
                "total": [r.total for r in mine],
                "amount": [r.amount for r in mine],
                "good": [r.good for r in mine],
                "weight": [r.weight for r in mine],
                "project": [r.project for r in mine],
            }
        )
        table = with_dates(table, ["period_start", "period_end"], calendar)
        table = with_instants(table, ["start", "end"], calendar)
        name, path = store.new_file("feed_orders", month)
        pq.write_table(table, path)
        manifest = manifest.with_part("feed_orders", month, Part(name, len(mine)))
    return manifest


def definition(**spec: Any) -> Definition:
    given = {
        "id": "mkt98_x", "title": "x", "source": "orders", "unit": "count", "direction": "track",
        **spec,
    }  # fmt: skip
    pack = Pack.model_construct(
        key="mkt98",
        feeds=(FEED,),
        exclusions=(Exclusion.model_validate({"key": "bad", "title": "差", "when": "not good"}),),
        indicators=(),
    )
    found = defined(IndicatorSpec.model_validate(given), pack)
    assert found is not None
    return found
