"""Working time between instants: a weekly window, on all weeks or on a work calendar's days.

As in the clock, every instant gets a coordinate, the working time that has run since some day;
the working time between two instants is the difference of theirs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, timedelta, tzinfo
from typing import Final

import numpy as np

from xiaoer.clock import BadHours, OutsideCalendar, ServiceHours, WorkCalendar
from xiaoer.exchange.logs.instants import DAY, EPOCH, SECOND
from xiaoer.exchange.logs.log import Ints

Slots = tuple[tuple[int, int], ...]  # seconds of the day
MONDAY: Final = 3  # 1970-01-01 was a Thursday
DAYS: Final = {
    name: place
    for place, names in enumerate(
        (
            ("mon", "monday", "周一", "星期一"),
            ("tue", "tuesday", "周二", "星期二"),
            ("wed", "wednesday", "周三", "星期三"),
            ("thu", "thursday", "周四", "星期四"),
            ("fri", "friday", "周五", "星期五"),
            ("sat", "saturday", "周六", "星期六"),
            ("sun", "sunday", "周日", "周天", "星期日", "星期天"),
        )
    )
    for name in names
}
WRITE: Final = "工作时间写成 Mon-Fri 07:00-17:00，或 周一至周五 09:00-12:00,14:00-17:00"
PART: Final = re.compile(r"(?P<days>[^\d:]+?)\s*(?P<hours>\d.*)")


class BadWorkTime(ValueError):
    """A working time that cannot be read; the sentence says how to write it."""


@dataclass(frozen=True)
class WorkTime:
    """The slots of each weekday (Monday first), in a zone, perhaps on a calendar's days only."""

    week: tuple[Slots, ...]
    zone: tzinfo = UTC
    calendar: WorkCalendar | None = None

    @classmethod
    def parse(cls, text: str, zone: tzinfo = UTC, calendar: WorkCalendar | None = None) -> WorkTime:
        """Read `Mon-Fri 07:00-17:00; Sat 09:00-12:00`; raises `BadWorkTime`."""
        week: list[Slots] = [()] * 7
        for part in re.split(r"[;；]", text):
            found = PART.fullmatch(part.strip())
            if found is None:
                raise BadWorkTime(f"看不懂“{part.strip()}”。{WRITE}")
            slots = _slots(found["hours"])
            for day in _days(found["days"]):
                if week[day]:
                    raise BadWorkTime(f"同一天写了两次：“{part.strip()}”。{WRITE}")
                week[day] = slots
        return cls(tuple(week), zone, calendar)

    def between(self, start: Ints, end: Ints) -> Ints:
        """Return the working microseconds between instants; raises `OutsideCalendar`."""
        both = self.coordinates(np.concatenate((start, end)))
        return both[len(start) :] - both[: len(start)]

    def coordinates(self, instants: Ints) -> Ints:
        """Return the working microseconds that have run by each instant."""
        if not len(instants):
            return instants
        local = instants + _offsets(instants, self.zone)
        days = local // DAY
        first = int(days.min())
        kinds, patterns = self._kinds(first, int(days.max()))
        totals = np.array([sum(b - a for a, b in slots) for slots in patterns]) * SECOND
        before = np.append(0, np.cumsum(totals[kinds])[:-1])
        found: Ints = before[days - first]
        of_day, second = kinds[days - first], local - days * DAY
        for kind, slots in enumerate(patterns):
            here = of_day == kind
            for opening, closing in slots:
                run = second[here] - opening * SECOND
                found[here] += np.clip(run, 0, (closing - opening) * SECOND)
        return found

    def _kinds(self, first: int, last: int) -> tuple[Ints, list[Slots]]:
        """Return for each day which pattern of slots it has, and the patterns."""
        days = np.arange(first, last + 1)
        weekday = (days + MONDAY) % 7
        if self.calendar is None:
            return weekday, list(self.week)
        rest, extra = 7, 8
        usual = next((slots for slots in self.week if slots), ())
        kinds = np.where(self._works(first, last), weekday, rest)
        empty = np.array([not slots for slots in self.week] + [False])
        # a make-up day has the hours of an ordinary day although its weekday has none
        kinds[empty[kinds]] = extra
        return kinds, [*self.week, (), usual]

    def _works(self, first: int, last: int) -> Ints:
        calendar = self.calendar
        if calendar is None:
            raise ValueError("no calendar")
        origin = (calendar.first - EPOCH.date()).days
        for day in (first, last):
            if not 0 <= day - origin < len(calendar.days):
                raise OutsideCalendar(
                    EPOCH.date() + timedelta(days=day), calendar.first, calendar.last
                )
        rows = calendar.days[first - origin : last - origin + 1]
        return np.array([row.is_working for row in rows], dtype=np.int64)


def _slots(text: str) -> Slots:
    padded = re.sub(r"(?<![\d:])(\d:\d\d)", r"0\1", text)
    try:
        return ServiceHours.parse(padded).slots
    except BadHours as problem:
        raise BadWorkTime(f"{problem}。{WRITE}") from None


def _days(text: str) -> list[int]:
    found: list[int] = []
    for part in re.split(r"[,，、\s]+", text.strip().lower()):
        ends = [DAYS.get(end.strip()) for end in re.split(r"[-–—~至到]", part)]
        if part in ("daily", "每天"):
            ends = [0, 6]
        known = [end for end in ends if end is not None]
        if len(known) != len(ends) or len(known) > 2:
            raise BadWorkTime(f"看不懂“{part}”。{WRITE}")
        first, last = known[0], known[-1]
        found += [day % 7 for day in range(first, last + 1 + (7 if last < first else 0))]
    return list(dict.fromkeys(found))


def _offsets(instants: Ints, zone: tzinfo) -> Ints:
    """Return each instant's distance from UTC; looked up once a day, or quarter hour of change."""
    if zone is UTC:
        return np.zeros_like(instants)
    quarter = 900 * SECOND
    days, place = np.unique(instants // DAY, return_inverse=True)
    begins = np.array([_offset(day * DAY, zone) for day in days.tolist()])
    ends = np.array([_offset((day + 1) * DAY, zone) for day in days.tolist()])
    found: Ints = begins[place]
    changing = np.flatnonzero((begins != ends)[place])
    if len(changing):
        parts, place = np.unique(instants[changing] // quarter, return_inverse=True)
        exact = np.array([_offset(part * quarter, zone) for part in parts.tolist()])
        found[changing] = exact[place]
    return found


def _offset(instant: int, zone: tzinfo) -> int:
    away = (EPOCH + timedelta(microseconds=instant)).astimezone(zone).utcoffset()
    return 0 if away is None else (away.days * 86_400 + away.seconds) * SECOND
