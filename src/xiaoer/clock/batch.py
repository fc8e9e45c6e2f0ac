"""The same questions for millions of cases at once, over NumPy arrays.

Hand over `calendar.for_profile(...)` where overlays are switched on. Instants are int64 Unix seconds (UTC), days are int64 day numbers (days since 1970-01-01).
Pauses come either as amounts that were summed before (the case row keeps them), or as
arrays of stretches with the case each belongs to; stretches of one case must not overlap.
Dates outside the calendar raise `OutsideCalendar`; provisional ones are told by
`provisional`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .calendar import PROVISIONAL, OutsideCalendar, WorkCalendar
from .hours import DAY_SECONDS, DEFAULT_HOURS, ServiceHours
from .reckoning import EndBeforeStart

Ints = NDArray[np.int64]
CHINA_OFFSET = 8 * 3600  # all of China is UTC+8, no daylight saving (time-law 9.10)
EPOCH = date(1970, 1, 1)
CHUNK = 1 << 16  # cases at a time, so that intermediate arrays stay in the cache


@dataclass(frozen=True)
class BatchClock:
    """A calendar and a hall's hours compiled into small lookup arrays."""

    calendar: WorkCalendar
    hours: ServiceHours = DEFAULT_HOURS

    @cached_property
    def first(self) -> int:
        """Return the first day number of the calendar."""
        return (self.calendar.first - EPOCH).days

    @cached_property
    def _works(self) -> Ints:
        return np.array([row.is_working for row in self.calendar.days], dtype=np.int64)

    @cached_property
    def _counts(self) -> Ints:
        return np.cumsum(self._works)

    @cached_property
    def _before(self) -> Ints:
        """Working seconds before midnight of each date."""
        return (self._counts - self._works) * self.hours.seconds

    @cached_property
    def _nth(self) -> Ints:
        """Day number of the working day with each ordinal; ordinal 0 has no day."""
        return np.concatenate(([self.first], np.flatnonzero(self._works) + self.first))

    @cached_property
    def _opening(self) -> Ints:
        """Second of the day by which 0, 1, 2, ... service seconds have run."""
        return np.array([self.hours.at(s) for s in range(self.hours.seconds + 1)])

    @cached_property
    def _worked(self) -> Ints:
        """Service seconds that have run by each second of a working day."""
        return np.array([self.hours.worked(s) for s in range(DAY_SECONDS)])

    def _index(self, days: Ints) -> Ints:
        index = days - self.first
        if index.size and (index.min() < 0 or index.max() >= len(self._counts)):
            wrong = days[(index < 0) | (index >= len(self._counts))][0]
            day = EPOCH + timedelta(days=int(wrong))
            raise OutsideCalendar(day, self.calendar.first, self.calendar.last)
        return index

    def ordinals(self, days: Ints) -> Ints:
        """Return the working-day ordinal (`wday`) of each day number."""
        found: Ints = self._counts[self._index(days)]
        return found

    def coordinates(self, instants: Ints) -> Ints:
        """Return the working-second coordinate (`wclk`) of each instant."""
        return _chunked(self._coordinates, instants)

    def _coordinates(self, instants: Ints) -> Ints:
        local = instants + CHINA_OFFSET
        days = local // DAY_SECONDS
        seconds = local - days * DAY_SECONDS
        index = self._index(days)
        found: Ints = self._before[index] + self._works[index] * self._worked[seconds]
        return found

    def elapsed_days(self, start: Ints, end: Ints, paused: Ints | int = 0) -> Ints:
        """Return net working days (`wd_admin`) between day numbers."""
        _forward(start, end)
        return self.ordinals(end) - self.ordinals(start) - paused

    def elapsed_seconds(self, start: Ints, end: Ints, paused: Ints | int = 0) -> Ints:
        """Return net working seconds (`wd_fraction`) between instants."""
        _forward(start, end)
        return self.coordinates(end) - self.coordinates(start) - paused

    def due_days(self, start: Ints, limits: Ints | int, paused: Ints | int = 0) -> Ints:
        """Return the due day numbers of whole-day limits; pauses push by their amount."""
        return self._nth_day(self.ordinals(start) + limits + paused)

    def _nth_day(self, ordinals: Ints) -> Ints:
        if ordinals.size and (ordinals.min() < 0 or ordinals.max() >= len(self._nth)):
            beyond = self.calendar.last + timedelta(days=1)
            raise OutsideCalendar(beyond, self.calendar.first, self.calendar.last)
        found: Ints = self._nth[ordinals]
        return found

    def due_seconds(self, start: Ints, limits: Ints | int, paused: Ints | int = 0) -> Ints:
        """Return the due instants of limits in working seconds (above 0)."""
        return self._instants(self.coordinates(start) + limits + paused)

    def _instants(self, wclk: Ints) -> Ints:
        return _chunked(self._instants_of, wclk)

    def _instants_of(self, wclk: Ints) -> Ints:
        full = (wclk - 1) // self.hours.seconds
        rest = wclk - full * self.hours.seconds
        days = self._nth_day(full + 1)
        found: Ints = days * DAY_SECONDS + self._opening[rest] - CHINA_OFFSET
        return found

    def paused_days(self, cases: int, case: Ints, start: Ints, end: Ints) -> Ints:
        """Sum the working days that stretches pause, by case (`case` counts from 0)."""
        return _summed(cases, case, self.ordinals(end) - self.ordinals(start))

    def paused_seconds(self, cases: int, case: Ints, start: Ints, end: Ints) -> Ints:
        """Sum the working seconds that stretches pause, by case (`case` counts from 0)."""
        return _summed(cases, case, self.coordinates(end) - self.coordinates(start))

    def provisional(self, days: Ints) -> NDArray[np.bool_]:
        """Say for each day number whether no official notice covers it yet."""
        found: NDArray[np.bool_] = self._provisional[self._index(days)]
        return found

    @cached_property
    def _provisional(self) -> NDArray[np.bool_]:
        return np.array([row.reason == PROVISIONAL for row in self.calendar.days])


def _forward(start: Ints, end: Ints) -> None:
    if np.any(end < start):
        raise EndBeforeStart("结束早于开始")


def _summed(cases: int, case: Ints, amounts: Ints) -> Ints:
    """Add integer amounts up by case; float sums are exact below 2**53."""
    return np.bincount(case, weights=amounts, minlength=cases).astype(np.int64)


def _chunked(step: Callable[[Ints], Ints], values: Ints) -> Ints:
    if values.size <= CHUNK:
        return step(values)
    found = np.empty(values.size, dtype=np.int64)
    for begin in range(0, values.size, CHUNK):
        found[begin : begin + CHUNK] = step(values[begin : begin + CHUNK])
    return found
