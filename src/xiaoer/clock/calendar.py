"""The work calendar: which days are worked, by which notice (time-law 4).

Our own data, one row a date. A year without an official notice is *provisional*: the
weekday rule and the fixed-date holidays stand in, and every result says so.
"""

from __future__ import annotations

import csv
import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from importlib.resources import files

ORDINARY, WEEKEND, MAKE_UP, PROVISIONAL = "ordinary", "weekend", "make_up", "provisional"
PLAIN_REASONS = frozenset({ORDINARY, WEEKEND, MAKE_UP, PROVISIONAL})
LAST_PROVISIONAL_YEAR = 2035
FIXED_HOLIDAYS = {(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)}
ONE_DAY = timedelta(days=1)


class OutsideCalendar(ValueError):
    """A date that the calendar does not reach."""

    def __init__(self, day: date, first: date, last: date) -> None:
        super().__init__(f"{day} 不在工作日历里，日历从 {first} 到 {last}")
        self.day = day


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One date: is it worked, why, and by which notice."""

    day: date
    is_working: bool
    reason: str
    notice: str

    @property
    def is_holiday(self) -> bool:
        """Say whether the date lies in an announced holiday block."""
        return not self.is_working and self.reason not in PLAIN_REASONS


@dataclass(frozen=True, slots=True)
class Overlay:
    """A named exception that an authorised user switches on for some clock profiles.

    `days` maps dates to worked or not (time-law 4.2, local exception of 2020).
    """

    name: str
    document: str
    profiles: frozenset[str]
    days: Mapping[date, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse an overlay without a document: nobody could say why it holds."""
        if not self.document:
            raise ValueError("写明依据的文号")


def _provisional_days(first: date, last: date) -> Iterator[CalendarDay]:
    day = first
    while day <= last:
        fixed = (day.month, day.day) in FIXED_HOLIDAYS
        yield CalendarDay(day, day.weekday() < 5 and not fixed, PROVISIONAL, "")
        day += ONE_DAY


@dataclass(frozen=True)
class WorkCalendar:
    """An unbroken run of dates with prefix sums, so that every question is O(1)."""

    jurisdiction: str
    days: tuple[CalendarDay, ...]
    overlays: tuple[Overlay, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a run with a gap: prefix sums over it would be wrong in silence."""
        for before, after in zip(self.days, self.days[1:], strict=False):
            if after.day - before.day != ONE_DAY:
                raise ValueError(f"the calendar has a gap after {before.day}")

    @staticmethod
    def china() -> WorkCalendar:
        """Return the calendar of mainland China with all notices known to this release."""
        return _china()

    @cached_property
    def first(self) -> date:
        """Return the first date of the calendar."""
        return self.days[0].day

    @cached_property
    def last(self) -> date:
        """Return the last date of the calendar."""
        return self.days[-1].day

    @cached_property
    def _origin(self) -> int:
        return self.first.toordinal()

    @cached_property
    def _counts(self) -> array[int]:
        """Working days up to and including each date."""
        counts, total = array("l"), 0
        for row in self.days:
            total += row.is_working
            counts.append(total)
        return counts

    @cached_property
    def _working(self) -> array[int]:
        """The date ordinals of all working days, in order."""
        return array("l", (row.day.toordinal() for row in self.days if row.is_working))

    @cached_property
    def version(self) -> str:
        """Return a fingerprint of the dates; it changes when any date changes."""
        plain = "".join("1" if row.is_working else "0" for row in self.days)
        text = f"{self.jurisdiction}|{self.first}|{plain}"
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def _index(self, day: date) -> int:
        index = day.toordinal() - self._origin
        if not 0 <= index < len(self.days):
            raise OutsideCalendar(day, self.first, self.last)
        return index

    def on(self, day: date) -> CalendarDay:
        """Return the row of a date."""
        return self.days[self._index(day)]

    def is_working(self, day: date) -> bool:
        """Say whether a date is worked."""
        return self.on(day).is_working

    def is_provisional(self, day: date) -> bool:
        """Say whether no official notice covers a date yet."""
        return self.on(day).reason == PROVISIONAL

    def ordinal(self, day: date) -> int:
        """Return how many working days lie up to and including a date."""
        return self._counts[self._index(day)]

    def nth(self, ordinal: int) -> date:
        """Return the date of the working day with this ordinal; inverse of `ordinal`."""
        if not 1 <= ordinal <= len(self._working):
            edge = self.first if ordinal < 1 else self.last + ONE_DAY
            raise OutsideCalendar(edge, self.first, self.last)
        return date.fromordinal(self._working[ordinal - 1])

    def working_days_between(self, start: date, end: date) -> int:
        """Count working days after `start` up to and including `end` (time-law T13)."""
        return self.ordinal(end) - self.ordinal(start)

    def next_working(self, day: date) -> date:
        """Return the date itself when it is worked, else the next one that is."""
        self._index(day)
        return self.nth(bisect_left(self._working, day.toordinal()) + 1)

    def previous_working(self, day: date) -> date:
        """Return the date itself when it is worked, else the last one before that is."""
        return self.nth(self.ordinal(day))

    def for_profile(self, profile: str) -> WorkCalendar:
        """Return the calendar with the overlays that are switched on for a profile."""
        if not self.overlays:
            return self
        changed = {
            day: overlay
            for overlay in self.overlays
            if profile in overlay.profiles
            for day in overlay.days
        }
        return _overlaid(self, tuple(sorted(changed.items()))) if changed else self

    def with_overlay(self, overlay: Overlay) -> WorkCalendar:
        """Return a calendar that also knows the overlay."""
        return WorkCalendar(self.jurisdiction, self.days, (*self.overlays, overlay))

    def with_notice(self, rows: Iterable[CalendarDay]) -> WorkCalendar:
        """Return a calendar in which the rows of a new notice replace what stood there."""
        new = {row.day: row for row in rows}
        for day, row in new.items():
            self._index(day)
            if not row.notice:
                raise ValueError(f"{day} 没写是哪个通知定的")
        days = tuple(new.get(row.day, row) for row in self.days)
        return WorkCalendar(self.jurisdiction, days, self.overlays)

    def __hash__(self) -> int:
        return hash((self.jurisdiction, self.version))


def _overlaid(calendar: WorkCalendar, changed: tuple[tuple[date, Overlay], ...]) -> WorkCalendar:
    rows = [CalendarDay(d, o.days[d], o.name, o.document) for d, o in changed]
    return WorkCalendar(calendar.jurisdiction, calendar.days).with_notice(rows)


def year_of_notice(
    year: int, notice: str, off: Mapping[date, str], make_up: Iterable[date]
) -> list[CalendarDay]:
    """Lay out a whole year from its notice: rest days by holiday name, and make-up days."""
    worked = set(make_up)
    if worked & set(off):
        raise ValueError(f"{min(worked & set(off))} 又放假又上班，照通知再核一遍")
    rows = []
    day = date(year, 1, 1)
    while day.year == year:
        if day in off:
            rows.append(CalendarDay(day, False, off[day], notice))
        elif day in worked:
            rows.append(CalendarDay(day, True, MAKE_UP, notice))
        else:
            weekday = day.weekday() < 5
            rows.append(CalendarDay(day, weekday, ORDINARY if weekday else WEEKEND, notice))
        day += ONE_DAY
    return rows


def read_rows(lines: Iterable[str]) -> list[CalendarDay]:
    """Read the calendar's CSV: date, is_working, reason, notice."""
    return [
        CalendarDay(
            date.fromisoformat(row["date"]),
            row["is_working"] == "1",
            row["reason"],
            row["notice"],
        )
        for row in csv.DictReader(lines)
    ]


@cache
def _china() -> WorkCalendar:
    source = files("xiaoer.clock").joinpath("data/cn.csv")
    with source.open(encoding="utf-8") as lines:
        known = read_rows(lines)
    end = date(LAST_PROVISIONAL_YEAR, 12, 31)
    return WorkCalendar("CN", (*known, *_provisional_days(known[-1].day + ONE_DAY, end)))
