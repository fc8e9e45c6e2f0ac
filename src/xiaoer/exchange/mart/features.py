"""What the events of a case come to, and whether the facts of the mart say the same.

The event log is the truth and the facts are read from the rows of cases, so the two are two
roads to one number. One pass over the events, sums and subtractions only: what held a clock back
is the places of all ends less the places of all beginnings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from .store import Manifest, Store

SHOWN = 20
BEGINS = ("special_procedure_started", "rectification_started")
ENDS = ("special_procedure_ended", "rectification_ended")
# Where the clock runs from submission, a correction holds it too (time-law 2.1).
FEATURES = """
SELECT case_id, count(*) AS events,
  max(wday) FILTER (WHERE kind = 'decided') AS decided_wday,
  max(wclk) FILTER (WHERE kind = 'decided') AS decided_wclk,
  min(wday) FILTER (WHERE kind IN ('accepted', 'accepted_with_gap')) AS accepted_wday,
  min(wday) FILTER (WHERE kind = 'submitted') AS submitted_wday,
  count(*) FILTER (WHERE kind = 'correction_requested') AS corrections,
  bool_or(kind = 'deemed_accepted') AS deemed,
  sum(CASE WHEN kind IN ({ends}) THEN wday WHEN kind IN ({begins}) THEN -wday ELSE 0 END)
    AS held_wday,
  sum(CASE kind WHEN 'correction_supplied' THEN wday WHEN 'correction_requested' THEN -wday
    ELSE 0 END) AS corrected_wday
FROM {events} GROUP BY case_id
"""
DIFFERENT = """
SELECT c.case_no, c.net_wd, f.decided_wday - f.accepted_wday - f.held_wday AS from_acceptance,
  f.decided_wday - f.submitted_wday - f.held_wday - f.corrected_wday AS from_submission,
  c.corrections, f.corrections AS told
FROM ({facts}) c JOIN ({features}) f ON f.case_id = c.case_id
WHERE c.decided_at IS NOT NULL AND f.decided_wday IS NOT NULL AND NOT f.deemed
  AND (c.corrections <> f.corrections OR c.decided_at__wday <> f.decided_wday
    OR c.net_wd NOT IN (
      greatest(f.decided_wday - f.accepted_wday - f.held_wday, 0),
      greatest(f.decided_wday - f.submitted_wday - f.held_wday - f.corrected_wday, 0)))
ORDER BY c.case_id
"""


@dataclass(frozen=True, slots=True)
class Verified:
    """How many cases were compared, and those whose facts and events disagree."""

    cases: int
    events: int
    different: tuple[dict[str, Any], ...]


def features_sql(events: str) -> str:
    """Return the query for the features of all cases in a table of events."""
    ends, begins = (", ".join(f"'{kind}'" for kind in kinds) for kinds in (ENDS, BEGINS))
    return FEATURES.format(events=events, ends=ends, begins=begins)


def verify(store: Store, duck: duckdb.DuckDBPyConnection | None = None) -> Verified:
    """Compare the facts of every decided case with what its events come to."""
    manifest = store.manifest()
    duck = duck or duckdb.connect()
    store.shelf.show_to(duck)
    if not (manifest.rows("events") and manifest.rows("cases")):
        return Verified(0, 0, ())
    facts, events = (_table(store, manifest, name) for name in ("cases", "events"))
    query = DIFFERENT.format(facts=f"SELECT * FROM {facts}", features=features_sql(events))
    found = duck.execute(f"{query} LIMIT {SHOWN}")
    names = [column[0] for column in found.description or ()]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    compared = _one(duck, f"SELECT count(*) FROM {facts} WHERE decided_at IS NOT NULL")
    return Verified(compared, manifest.rows("events"), tuple(rows))


def _table(store: Store, manifest: Manifest, name: str) -> str:
    return reading(store.paths(manifest, name))


def reading(paths: Iterable[str]) -> str:
    """Return the SQL that reads Parquet files as one table."""
    listed: Sequence[str] = [path.replace("'", "''") for path in paths]
    return "read_parquet([" + ", ".join(f"'{path}'" for path in listed) + "], union_by_name = true)"


def _one(duck: duckdb.DuckDBPyConnection, query: str) -> int:
    found = duck.execute(query).fetchone()
    return int(found[0]) if found else 0
