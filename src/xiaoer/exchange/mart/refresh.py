"""Renewing the mart: only the months that changed, one after the other, then one commit.

A refresh that is stopped half way leaves the old mart in force; what it wrote is swept away by
the next. Two refreshes do not run at once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa
from django.conf import settings
from django.utils import timezone

from xiaoer.cases.calendars import reckoner
from xiaoer.clock import WorkCalendar
from xiaoer.packs.models import PackVersion
from xiaoer.packs.queries import LoadedPack, packs_on, version
from xiaoer.packs.schema import FeedSpec

from . import case_rows, event_rows, feed_rows, item_rows
from .case_rows import CLOSED, Wanted
from .formula_names import wanted_by
from .places import with_dates, with_instants
from .reading import asked, copied
from .shelves import shelf_at
from .store import OPEN, Manifest, Part, Store

LOCK = 0x6D617274  # "mart"
LATE = 10_000  # ids looked at again: a slow transaction may commit a lower id later
ROW_GROUP = 40_000
Progress = Callable[[str, int, int], None]


class Busy(Exception):
    """Another refresh is running."""


@dataclass(frozen=True)
class Refreshed:
    """What a refresh did: which parts it wrote, and the mart that came of it."""

    manifest: Manifest
    before: Manifest
    written: tuple[tuple[str, str], ...]  # (table, month)

    def months(self, table: str) -> set[str]:
        """Return the months of a table that were written."""
        return {month for name, month in self.written if name == table}


def mart_store() -> Store:
    """Return the mart of this installation."""
    return Store(shelf_at(settings.MART_ROOT))


def refresh(store: Store | None = None, progress: Progress | None = None) -> Refreshed:
    """Bring the mart up to date; raises `Busy` while another refresh runs."""
    store = store or mart_store()
    if not asked("SELECT pg_try_advisory_lock(%s)", [LOCK])[0][0]:
        raise Busy("另一次刷新还没做完，等它做完再来")
    try:
        return _Refresh(store, progress or (lambda *_: None)).run()
    finally:
        asked("SELECT pg_advisory_unlock(%s)", [LOCK])


class _Refresh:
    def __init__(self, store: Store, progress: Progress) -> None:
        self.store = store
        self.progress = progress
        self.calendar: WorkCalendar = reckoner().calendar
        self.packs = [version(pk) for pk in PackVersion.objects.values_list("pk", flat=True)]
        self.wanted = wanted_by(loaded.pack for loaded in self.packs)
        self.duck = duckdb.connect()
        store.shelf.show_to(self.duck)
        self.duck.execute("SET TimeZone = 'UTC'")
        self.duck.register("items", item_rows.items_of(self.packs))
        self.before = store.manifest()
        self.manifest = self._start()
        self.settled = asked("SELECT COALESCE(max(pgh_id), 0) FROM exchange_findingevent")[0][0]
        self.written: list[tuple[str, str]] = []

    def _start(self) -> Manifest:
        """Return the mart to go on from: an empty one when columns or calendar changed."""
        known = self.before
        shape = _shape(self.packs, self.wanted)
        if (known.shape, known.calendar) == (shape, self.calendar.version):
            return known
        return Manifest(known.version, self.calendar.version, shape)

    def run(self) -> Refreshed:
        """Write what changed and commit."""
        upto = asked("SELECT COALESCE(max(id), 0) FROM cases_caseevent")[0][0]
        self._cases(upto)
        self._events(upto)
        self._feeds()
        self._catalogue()
        self._findings()
        marks = {**self.manifest.marks, "events": upto, "findings": self.settled}
        done = replace(self.manifest, version=self.manifest.version + 1, marks=marks)
        self.store.commit(done)
        return Refreshed(done, self.before, tuple(self.written))

    # --- cases ---------------------------------------------------------------------------

    def _cases(self, upto: int) -> None:
        months = _touched_months(self.manifest.marks, upto, self.settled)
        for number, month in enumerate(months):
            self.progress("办件", number, len(months))
            self._write_cases(month)

    def _write_cases(self, month: str | None) -> None:
        cases = copied(case_rows.cases_sql(self.wanted, month), case_rows.TYPES)
        cases = with_instants(cases, case_rows.INSTANTS, self.calendar)
        children = copied(case_rows.children_sql(month), case_rows.CHILD_TYPES)
        steps = copied(case_rows.steps_sql(self.wanted, month), case_rows.STEP_TYPES)
        parts = {
            "cases": with_dates(cases, ["registered_on"], self.calendar),
            "children": with_instants(children, ("started_at", "closed_at"), self.calendar),
            "steps": with_instants(steps, ("since", "done_at"), self.calendar),
        }
        self._write("cases", month or OPEN, case_rows.FACTS, parts)

    # --- the others ----------------------------------------------------------------------

    def _events(self, upto: int) -> None:
        above = self.manifest.marks.get("events", 0)
        if upto <= above:
            return
        rows = copied(event_rows.events_sql(above, upto), event_rows.TYPES)
        self._write("events", f"{upto:012d}", "SELECT * FROM raw ORDER BY event_id", {"raw": rows})

    def _feeds(self) -> None:
        marks = {
            "feed_rows": asked("SELECT COALESCE(max(id), 0) FROM exchange_feedrow")[0][0],
            "feed_changes": asked("SELECT COALESCE(max(pgh_id), 0) FROM exchange_feedrowevent")[0][
                0
            ],
        }
        feeds = {feed.key: feed for loaded in self.packs for feed in loaded.pack.feeds}
        touched = _touched_feeds(self.manifest.marks, {**marks, "findings": self.settled})
        for number, (key, month) in enumerate(touched):
            self.progress("外部数据", number, len(touched))
            if key in feeds:
                self._write_feed(feeds[key], month)
        self.manifest = replace(self.manifest, marks={**self.manifest.marks, **marks})

    def _write_feed(self, feed: FeedSpec, month: str) -> None:
        raw = copied(feed_rows.rows_sql(feed.key, month), feed_rows.TYPES)
        self.duck.register("raw", raw)
        typed = self.duck.sql(feed_rows.typed_sql(feed)).to_arrow_table()
        typed = with_instants(typed, feed_rows.of_kind(feed.columns, "datetime"), self.calendar)
        dates = {"period_start", "period_end", *feed_rows.of_kind(feed.columns, "date")}
        typed = with_dates(typed, sorted(dates), self.calendar)
        self._write(feed_rows.table_of(feed.key), month, "SELECT * FROM typed", {"typed": typed})

    def _catalogue(self) -> None:
        if not self.packs:
            return
        first = min(loaded.pack.effective_from for loaded in self.packs)
        for day in item_rows.month_ends(first, timezone.localdate()):
            rows = item_rows.catalogue_of(day, packs_on(day))
            self._write_dated("catalogue", day, pa.Table.from_pylist(rows, item_rows.CATALOGUE))

    def _write_dated(self, table: str, day: date, rows: pa.Table) -> None:
        month = f"{day:%Y-%m}"
        known = self.manifest.months(table).get(month)
        if known is None or day == timezone.localdate():
            placed = with_dates(rows, ["as_of"], self.calendar)
            self._write(table, month, "SELECT * FROM raw", {"raw": placed})

    def _findings(self) -> None:
        types = {
            **dict.fromkeys(("kind", "state", "measure", "county"), pa.string()),
            **dict.fromkeys(("found_on", "settled_on"), pa.date32()),
        }
        sql = """SELECT kind, state, measure, county_code,
          (found_at AT TIME ZONE 'Asia/Shanghai')::date,
          (settled_at AT TIME ZONE 'Asia/Shanghai')::date FROM exchange_integrityfinding"""
        rows = with_dates(copied(sql, types), ["found_on", "settled_on"], self.calendar)
        self._write("findings", "all", "SELECT * FROM raw", {"raw": rows})

    # --- writing -------------------------------------------------------------------------

    def _write(self, table: str, month: str, sql: str, parts: dict[str, pa.Table]) -> None:
        for name, rows in parts.items():
            self.duck.register(name, rows)
        name, path = self.store.new_file(table, month)
        count = self.duck.execute(
            f"COPY ({sql}) TO '{path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
        ).fetchone()
        self.manifest = self.manifest.with_part(table, month, Part(name, int(count[0])))
        self.written.append((table, month))


def _touched_months(before: Mapping[str, int], upto: int, settled: int) -> list[str | None]:
    """Return the months of cases with new events or settled findings, open ones (`None`) last."""
    above, seen = before.get("events", 0), before.get("findings", 0)
    if (upto, settled) == (above, seen):
        return []
    since = max(above - LATE, 0)
    which = (
        f"(c.id IN (SELECT case_id FROM cases_caseevent WHERE id > {int(since)}) OR c.id IN "
        "(SELECT i.case_id FROM exchange_findingevent e JOIN exchange_integrityfinding i "
        f"ON i.id = e.pgh_obj_id WHERE e.pgh_id > {int(max(seen - LATE, 0))}))"
        if above
        else "true"
    )
    rows = asked(
        f"SELECT DISTINCT to_char({CLOSED} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM') "
        f"FROM cases_case c WHERE {CLOSED} IS NOT NULL AND {which} ORDER BY 1"
    )
    return [*(month for (month,) in rows), None]


def _touched_feeds(before: Mapping[str, int], now: Mapping[str, int]) -> list[tuple[str, str]]:
    """Return feeds and months with new rows, or rows that changed, since the last refresh."""
    if all(before.get(name, 0) == mark for name, mark in now.items()):
        return []
    return asked(
        """SELECT DISTINCT r.feed_key, to_char(r.period_start, 'YYYY-MM') FROM exchange_feedrow r
        WHERE r.id > %(rows)s OR r.id IN (
          SELECT e.pgh_obj_id FROM exchange_feedrowevent e WHERE e.pgh_id > %(changes)s)
        OR r.id IN (
          SELECT i.row_id FROM exchange_findingevent e JOIN exchange_integrityfinding i
            ON i.id = e.pgh_obj_id WHERE e.pgh_id > %(findings)s)
        ORDER BY 1, 2""",
        {
            "rows": max(before.get("feed_rows", 0) - LATE, 0),
            "changes": max(before.get("feed_changes", 0) - LATE, 0),
            "findings": max(before.get("findings", 0) - LATE, 0),
        },
    )


def _shape(packs: Iterable[LoadedPack], wanted: Wanted) -> str:
    """Return a fingerprint of everything that decides the mart's columns."""
    feeds = sorted(
        (feed.key, feed.model_dump_json()) for loaded in packs for feed in loaded.pack.feeds
    )
    made: list[Any] = [case_rows.FACTS, case_rows.CASES, feeds, sorted(wanted.answers)]
    text = json.dumps([*made, sorted(wanted.steps)], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
