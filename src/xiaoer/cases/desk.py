"""The order of a desk: what is late, due today, due soon, held. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_FLOOR, Decimal

from xiaoer.clock.reckoning import CHINA

from .clocks import Reckoner


@dataclass(frozen=True, slots=True)
class Bucket:
    """A stretch of due moments: from (inclusive) to (exclusive); `held` has neither."""

    key: str
    start: datetime | None
    end: datetime | None


def _midnight(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), CHINA)


def buckets(now: datetime, reckoner: Reckoner) -> list[Bucket]:
    """Return the stretches of a desk, the latest work first."""
    today = now.astimezone(CHINA).date()
    days = reckoner.calendar
    ordinal = days.ordinal(today)
    tonight = _midnight(today)
    in_two = max(_midnight(days.nth(ordinal + 2)), tonight)
    in_five = _midnight(days.nth(ordinal + 5))
    return [
        Bucket("late", None, now),
        Bucket("today", now, tonight),
        Bucket("two", tonight, in_two),
        Bucket("five", in_two, in_five),
        Bucket("later", in_five, None),
        Bucket("held", None, None),
    ]


def bucket_of(due: datetime | None, held: bool, found: Sequence[Bucket]) -> str:
    """Return the stretch that a due moment lies in."""
    if held or due is None:
        return "held"
    for bucket in found:
        if bucket.key != "held" and (bucket.end is None or due < bucket.end):
            return bucket.key
    return "later"


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a limit, for people: working days, or minutes on the last day."""

    state: str  # none, hold, bad, warn, ok
    days: int = 0  # working days left; below 0: over the limit
    minutes: int = 0  # business minutes left, when the limit is shorter than two days
    share: float = 0.0  # used part of the limit, 0 to 1

    @property
    def late(self) -> int:
        """Return the working days over the limit."""
        return -self.days if self.days < 0 else 0


def left(
    due: datetime | None,
    now: datetime,
    held: bool,
    reckoner: Reckoner,
    since: datetime | None = None,
) -> Left:
    """Return what is left until a due moment; the used share counts from `since`."""
    if held:
        return Left("hold")
    if due is None:
        return Left("none")
    days = reckoner.calendar
    due_day, today = due.astimezone(CHINA).date(), now.astimezone(CHINA).date()
    if due.astimezone(CHINA).time() == time():
        due_day -= timedelta(days=1)
    count = days.ordinal(due_day) - days.ordinal(today)
    if now > due:
        return Left("bad", min(count, 0), 0, 1.0)
    used = _used(due, now, since, reckoner)
    minutes = _minutes(due, now, reckoner)
    if due_day <= today:
        return Left("bad", 0, minutes, used)
    return Left("warn" if count <= 2 else "ok", count, minutes, used)


def left_of_sum(limit: Decimal, used: Decimal, *, standing: bool) -> Left:
    """Return what is left of a limit that is used up by parts; `standing`: none of them runs.

    Both in working days: a whole project counts the government's days of its stages alone.
    """
    rest = int((limit - used).to_integral_value(ROUND_FLOOR))
    share = float(min(used / limit, Decimal(1))) if limit else 1.0
    if rest < 0:
        return Left("bad", rest, 0, 1.0)
    if standing:
        return Left("hold", rest, 0, share)
    return Left("warn" if rest <= 2 else "ok", rest, 0, share)


def _coordinate(moment: datetime, reckoner: Reckoner) -> int:
    from xiaoer.clock.limits import ClockProfile

    return reckoner.clock(ClockProfile.WD_FRACTION).coordinate(moment)[0]


def _minutes(due: datetime, now: datetime, reckoner: Reckoner) -> int:
    return max(_coordinate(due, reckoner) - _coordinate(now, reckoner), 0) // 60


def _used(due: datetime, now: datetime, since: datetime | None, reckoner: Reckoner) -> float:
    if since is None:
        return 0.0
    start, end = _coordinate(since, reckoner), _coordinate(due, reckoner)
    if end <= start:
        return 1.0
    return min(max((_coordinate(now, reckoner) - start) / (end - start), 0.0), 1.0)
