"""Moments: dates and aware instants, read in China's time (time-law 9.10)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
UNIX_EPOCH = datetime(1970, 1, 1, tzinfo=ZoneInfo("UTC"))
SECOND = timedelta(seconds=1)
Moment = date | datetime


class ClockError(ValueError):
    """A question the clock cannot answer; the message is one sentence for the user."""


class NaiveInstantError(ClockError):
    """An instant without a time zone."""


class EndBeforeStartError(ClockError):
    """A stretch of time that would run backwards."""


class DateNotInstantError(ClockError):
    """A bare date where the profile counts minutes or hours."""


def aware(moment: datetime) -> datetime:
    """Return an instant in China's time; raises `NaiveInstantError` for one without a zone."""
    if moment.tzinfo is None:
        raise NaiveInstantError("时刻要带时区，例如 2022-05-07T09:30+08:00")
    try:
        return moment.astimezone(CHINA)
    except OverflowError:
        raise ClockError(f"{moment} 太远，日期要在公元 1 年到 9999 年之间") from None


def local_day(moment: Moment) -> date:
    """Return the date in China of a date or an aware instant."""
    return aware(moment).date() if isinstance(moment, datetime) else moment


def instant(moment: Moment) -> datetime:
    """Return an aware instant in China's time; raises `DateNotInstantError` for a date."""
    if isinstance(moment, datetime):
        return aware(moment)
    raise DateNotInstantError(f"这种时钟按分钟计，{moment} 要写到时刻，例如 {moment}T09:30")


def at_second(day: date, second: int) -> datetime:
    """Return the instant `second` seconds after midnight in China; 86400 is 24:00."""
    return datetime.combine(day, time(), CHINA) + second * SECOND


def second_of_day(moment: datetime) -> int:
    """Return the whole seconds since midnight."""
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def unix_seconds(moment: datetime) -> int:
    """Return the whole seconds since 1970, rounded down, exactly."""
    return (moment - UNIX_EPOCH) // SECOND


def runs_backwards(start: Moment, end: Moment) -> bool:
    """Say whether `end` is before `start`; a date and an instant are compared by day."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        return aware(end) < aware(start)
    return local_day(end) < local_day(start)
