"""Rows of a batch: every cell read, every rule of the feed asked, duplicates found. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time

from xiaoer.clock import WorkCalendar
from xiaoer.clock.reckoning import CHINA, Clock
from xiaoer.packs.formula_values import counted, value
from xiaoer.packs.formulas import Node, condition
from xiaoer.packs.schema import FeedSpec
from xiaoer.packs.sources import columns_of_feed

from .cells import BadCell, cell
from .tables import ROW_KEY, columns_of

LONGEST_KEY = 120
Faults = list[tuple[str, str]]  # (column, what is wrong)


@dataclass(frozen=True)
class ReadRow:
    """A row as it is stored, with what is wrong in it."""

    line: int
    key: str
    county: str
    values: dict[str, str | None]
    faults: Faults


class RowReader:
    """Reads the rows of one feed; a key that comes twice in a batch is a fault of the second."""

    def __init__(self, feed: FeedSpec, counties: Collection[str], calendar: WorkCalendar) -> None:
        """Read the feed's rules once; `calendar` counts the working time that they ask for."""
        self.feed = feed
        self.counties = counties
        columns = columns_of_feed(feed.columns)
        self.rules: list[tuple[Node, str, str]] = [
            (condition(check.when, columns), check.column, str(check.message))
            for check in feed.checks
        ]
        self.counted = {name for rule, _column, _said in self.rules for name in counted(rule)}
        self.clock = Clock(calendar=calendar)
        self.seen: dict[str, int] = {}

    def read(self, rows: Iterable[tuple[int, Mapping[str, object]]]) -> Iterator[ReadRow]:
        """Yield every row, good or not."""
        for line, cells in rows:
            yield self.one(line, cells)

    def one(self, line: int, cells: Mapping[str, object]) -> ReadRow:
        """Read one row."""
        values: dict[str, str | None] = {}
        faults: Faults = []
        for column in columns_of(self.feed):
            try:
                values[column.key] = cell(column, cells.get(column.key), self.counties)
            except BadCell as problem:
                faults.append((column.key, str(problem)))
                raw = cells.get(column.key)
                values[column.key] = None if raw is None else str(raw)[:200]
        if not faults:
            placed = self._placed(values)
            faults += [
                (column, message) for rule, column, message in self.rules if value(rule, placed)
            ]
        key = self._key(line, cells, values, faults)
        return ReadRow(line, key, self._county(values, faults), values, faults)

    def _placed(self, values: Mapping[str, str | None]) -> dict[str, str | None]:
        """Return the values with the places in working time that the rules ask for."""
        placed = dict(values)
        for name in self.counted:
            text = values.get(name)
            if text:
                wclk, wday = self.clock.coordinate(_moment(text))
                placed |= {f"{name}__wclk": str(wclk), f"{name}__wday": str(wday)}
        return placed

    def _key(
        self,
        line: int,
        cells: Mapping[str, object],
        values: Mapping[str, str | None],
        faults: Faults,
    ) -> str:
        given = str(cells.get(ROW_KEY) or "").strip()
        key = given or "/".join(str(values.get(name) or "") for name in self.feed.keys)
        if not key.strip("/"):
            faults.append((ROW_KEY, "没有行号"))
            return f"line-{line}"
        key = key[:LONGEST_KEY]
        first = self.seen.setdefault(key, line)
        if first != line:
            faults.append((ROW_KEY, f"和第 {first} 行重复"))
        return key

    def _county(self, values: Mapping[str, str | None], faults: Faults) -> str:
        wrong = {column for column, _reason in faults}
        return "" if "county_code" in wrong else (values.get("county_code") or "")


def _moment(text: str) -> datetime:
    """Return the moment of a stored text; a date stands at its first second in China."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else datetime.combine(found.date(), time(), CHINA)
