"""Case events in the mart: an append-only table, one part for each refresh."""

from __future__ import annotations

import pyarrow as pa

from .case_rows import micros

TYPES = {
    "event_id": pa.int64(),
    "case_id": pa.int64(),
    "sequence": pa.int32(),
    "kind": pa.string(),
    "step": pa.string(),
    "at": pa.int64(),
    "wclk": pa.int64(),
    "wday": pa.int32(),
    "organisation_id": pa.int64(),
}
EVENTS = """
SELECT id, case_id, sequence, kind, COALESCE(payload->>'key', ''), {micros_at}, wclk, wday,
  organisation_id
FROM cases_caseevent WHERE id > {above} AND id <= {upto}
"""


def events_sql(above: int, upto: int) -> str:
    """Return the query for the events with ids in `(above, upto]`."""
    return EVENTS.format(micros_at=micros("at"), above=int(above), upto=int(upto))
