"""Slow and obviously right: walks day by day and minute by minute, no prefix sums."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import chinese_calendar

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
Days = tuple[date, date]
Minutes = tuple[datetime, datetime]


def elapsed_days(start: date, end: date, pauses: Sequence[Days] = ()) -> int:
    """Count working days after start to end that no pause covers."""
    count, day = 0, start + DAY
    while day <= end:
        paused = any(a < day <= b for a, b in pauses)
        count += chinese_calendar.is_workday(day) and not paused
        day += DAY
    return count


def due_day(start: date, limit: int, pauses: Sequence[Days] = ()) -> date:
    """Walk forward until the limit is used up."""
    day = start
    while limit:
        day += DAY
        paused = any(a < day <= b for a, b in pauses)
        limit -= chinese_calendar.is_workday(day) and not paused
    return day


def in_service(minute: datetime) -> bool:
    """Say whether the minute that begins here is service time at the usual hours."""
    open_hours = 9 <= minute.hour < 12 or 14 <= minute.hour < 17
    return open_hours and chinese_calendar.is_workday(minute.date())


def elapsed_minutes(start: datetime, end: datetime, pauses: Sequence[Minutes] = ()) -> int:
    """Count service minutes from start to end that no pause covers."""
    count, minute = 0, start
    while minute < end:
        count += in_service(minute) and not any(a <= minute < b for a, b in pauses)
        minute += MINUTE
    return count


def due_minute(start: datetime, limit: int, pauses: Sequence[Minutes] = ()) -> datetime:
    """Walk forward until the service minutes are used up."""
    minute = start
    while limit:
        limit -= in_service(minute) and not any(a <= minute < b for a, b in pauses)
        minute += MINUTE
    return minute
