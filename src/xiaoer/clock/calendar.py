"""The work calendar: which days are worked, by which notice (time-law 4).

Our own data, one row a date. A year without an official notice is *provisional*: the
weekday rule and the fixed-date holidays stand in, and every result says so.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from itertools import accumulate, groupby

from .moments import ClockError
from .notices import (
    ONE_DAY,
    BadNoticeError,
    CalendarDay,
    Overlay,
    china_rows,
    provisional_days,
)


class OutsideCalendarError(ClockError):
    """A date that the calendar does not reach."""

    def __init__(self, day: date | str, first: date, last: date) -> None:
        super().__init__(f"{day} 不在工作日历里，日历从 {first} 到 {last}")


@dataclass(frozen=True)
class WorkCalendar:
    """An unbroken run of dates with prefix sums, so that every question is O(1).

    Immutable: a new notice or overlay makes a new calendar with a new `version`.
    """

    jurisdiction: str
    days: tuple[CalendarDay, ...]
    overlays: tuple[Overlay, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a run with a gap: prefix sums over it would be wrong in silence."""
        for place, row in enumerate(self.days):
            if row.day.toordinal() - place != self._origin:
                raise BadNoticeError(f"工作日历在 {row.day} 之前断开，每天要有一行")

    @staticmethod
    def china() -> WorkCalendar:
        """Return the calendar of mainland China with all notices known to this release."""
        return _china()

    # --- what is known of the run ---------------------------------------------------------

    @cached_property
    def first(self) -> date:
        """Return the first date of the calendar."""
        return self.days[0].day

    @cached_property
    def last(self) -> date:
        """Return the last date of the calendar."""
        return self.days[-1].day

    @cached_property
    def version(self) -> str:
        """Return a fingerprint; it changes when any date, or its being certain, changes."""
        plain = "".join("wrWR"[2 * row.is_provisional + (not row.is_working)] for row in self.days)
        text = f"{self.jurisdiction}|{self.first}|{plain}"
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    @cached_property
    def _origin(self) -> int:
        return self.days[0].day.toordinal()

    def _running(self, counted: Callable[[CalendarDay], bool]) -> array[int]:
        """Return how many rows up to and including each date are counted."""
        return array("l", accumulate(map(counted, self.days)))

    @cached_property
    def _worked(self) -> array[int]:
        return self._running(lambda row: row.is_working)

    @cached_property
    def _uncertain(self) -> array[int]:
        return self._running(lambda row: row.is_provisional)

    @cached_property
    def _working(self) -> array[int]:
        """The date ordinals of all working days, in order."""
        return array("l", (row.day.toordinal() for row in self.days if row.is_working))

    @cached_property
    def holiday_runs(self) -> list[tuple[int, int]]:
        """Return the unbroken runs of holiday dates as (first, last) date ordinals."""
        runs = []
        for is_holiday, rows in groupby(self.days, lambda row: row.is_holiday):
            if is_holiday:
                listed = [row.day.toordinal() for row in rows]
                runs.append((listed[0], listed[-1]))
        return runs

    # --- questions ------------------------------------------------------------------------

    def _index(self, day: date) -> int:
        index = day.toordinal() - self._origin
        if not 0 <= index < len(self.days):
            raise OutsideCalendarError(day, self.first, self.last)
        return index

    def on(self, day: date) -> CalendarDay:
        """Return the row of a date; raises `OutsideCalendarError`."""
        return self.days[self._index(day)]

    def is_working(self, day: date) -> bool:
        """Say whether a date is worked."""
        return self.on(day).is_working

    def is_provisional(self, day: date) -> bool:
        """Say whether no official notice covers a date yet."""
        return self.on(day).is_provisional

    def any_provisional(self, first: date, last: date) -> bool:
        """Say whether any date from `first` to `last` still lacks its notice."""
        before = self._uncertain[self._index(first)] - self.is_provisional(first)
        return self._uncertain[self._index(last)] > before

    def ordinal(self, day: date) -> int:
        """Return how many working days lie up to and including a date (`wday`)."""
        return self._worked[self._index(day)]

    def nth(self, ordinal: int) -> date:
        """Return the date of the working day with this ordinal; inverse of `ordinal`."""
        if not 1 <= ordinal <= len(self._working):
            beyond = f"{self.first} 之前" if ordinal < 1 else f"{self.last} 之后"
            raise OutsideCalendarError(beyond, self.first, self.last)
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

    # --- other calendars made from this one -----------------------------------------------

    @cached_property
    def _by_profile(self) -> dict[str, WorkCalendar]:
        return {}

    def for_profile(self, profile: str) -> WorkCalendar:
        """Return the calendar with the overlays that are switched on for a profile."""
        chosen = [overlay for overlay in self.overlays if profile in overlay.profiles]
        if not chosen:
            return self
        if profile not in self._by_profile:
            rows = [row for overlay in chosen for row in overlay.rows()]
            plain = replace(self, overlays=())
            self._by_profile[profile] = plain.with_notice(rows)
        return self._by_profile[profile]

    def with_overlay(self, overlay: Overlay) -> WorkCalendar:
        """Return a calendar that also knows the overlay; it replaces one of the same name."""
        kept = tuple(known for known in self.overlays if known.name != overlay.name)
        return replace(self, overlays=(*kept, overlay))

    def with_notice(self, rows: Iterable[CalendarDay]) -> WorkCalendar:
        """Return a calendar in which the rows of a new notice replace what stood there.

        A notice for a later year lengthens the calendar; raises `BadNoticeError` for a row
        before its first date or without a notice number.
        """
        new = {row.day: row for row in rows}
        if any(row.is_provisional or day < self.first for day, row in new.items()):
            raise BadNoticeError(f"放假通知的每一行要有文号，日期不早于 {self.first}")
        end = max(new, default=self.last)
        longer = (*self.days, *provisional_days(self.last + ONE_DAY, end))
        return replace(self, days=tuple(new.get(row.day, row) for row in longer))

    def for_jurisdiction(self, jurisdiction: str) -> WorkCalendar:
        """Return the same days under another jurisdiction (a city), to be changed there."""
        return replace(self, jurisdiction=jurisdiction)

    def __hash__(self) -> int:
        return hash((self.jurisdiction, self.version))


@cache
def _china() -> WorkCalendar:
    return WorkCalendar("CN", china_rows())
