"""Elapsed, due, remaining: the three questions that every clock answers (time-law 1, 2, 5).

Every profile maps instants onto one axis, counts there, and maps back:
working-day ordinals, working seconds, calendar days or seconds. Pauses are stretches of
the same axis, so each answer is a few subtractions.
"""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from math import ceil
from zoneinfo import ZoneInfo

from .calendar import WorkCalendar
from .hours import DAY_SECONDS, DEFAULT_HOURS, ServiceHours
from .limits import BadLimit, ClockProfile, Limit, LimitUnit
from .pauses import BadPause, Stretch, merged, paused_until, pushed

CHINA = ZoneInfo("Asia/Shanghai")
LONG_HOLIDAY_DAYS = 3
LONGEST = 100_000  # of any unit: beyond every law
BEYOND = "算出来的日子超出了公元 9999 年，换一个早些的起算日或短些的时限"
Moment = date | datetime


class NaiveInstant(ValueError):
    """An instant without a time zone."""


class EndBeforeStart(ValueError):
    """A stretch of time that would run backwards."""


SUB_DAY = frozenset(
    {ClockProfile.WD_FRACTION, ClockProfile.HOURS_24X7, ClockProfile.HOURS_BUSINESS}
)


class Amount(StrEnum):
    """The unit in which an elapsed amount is counted."""

    WORKING_DAY = "working_day"
    WORKING_SECOND = "working_second"
    CALENDAR_DAY = "calendar_day"
    SECOND = "second"


@dataclass(frozen=True, slots=True)
class Pause:
    """A suspension from one moment to another; no end means it still runs."""

    start: Moment
    end: Moment | None


@dataclass(frozen=True, slots=True)
class Elapsed:
    """An amount of time under a profile; `amount` counts `unit`s."""

    profile: ClockProfile
    amount: int
    unit: Amount
    day_seconds: int = DAY_SECONDS
    provisional: bool = False

    @property
    def days(self) -> Decimal:
        """Return the amount in days of this clock (a working day is `day_seconds` long)."""
        if self.unit in (Amount.WORKING_DAY, Amount.CALENDAR_DAY):
            return Decimal(self.amount)
        return Decimal(self.amount) / Decimal(self.day_seconds)


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends. `moment` is `None` while a pause without end holds the clock."""

    profile: ClockProfile
    moment: datetime | None
    provisional: bool = False

    @property
    def day(self) -> date | None:
        """Return the date of the due moment; 24:00 of a whole day belongs to that day."""
        if self.moment is None:
            return None
        ends_a_day = self.profile not in SUB_DAY and self.moment.time() == time()
        return (self.moment - timedelta(days=1) if ends_a_day else self.moment).date()


def local_day(moment: Moment) -> date:
    """Return the date in China of a date or an aware instant; raises `NaiveInstant`."""
    if not isinstance(moment, datetime):
        return moment
    return aware(moment).date()


def aware(moment: datetime) -> datetime:
    """Return an instant in China's time; raises `NaiveInstant` for one without a zone."""
    if moment.tzinfo is None:
        raise NaiveInstant("时刻要带时区，例如 2022-05-07T09:30+08:00")
    return moment.astimezone(CHINA)


def instant(moment: Moment) -> datetime:
    """Return a moment as an instant; a bare date means its first second."""
    if isinstance(moment, datetime):
        return aware(moment)
    return datetime.combine(moment, time(), CHINA)


@dataclass(frozen=True)
class Clock:
    """One profile on one calendar with one hall's hours.

    `block` switches 0.5-day promises to the half-day block rule (time-law H3).
    """

    profile: ClockProfile = ClockProfile.WD_ADMIN
    calendar: WorkCalendar = field(default_factory=WorkCalendar.china)
    hours: ServiceHours = DEFAULT_HOURS
    block: bool = False

    @property
    def days(self) -> WorkCalendar:
        """Return the calendar with the overlays that hold for this profile."""
        return self.calendar.for_profile(self.profile)

    # --- positions on the axis -----------------------------------------------------------

    def coordinate(self, moment: Moment) -> tuple[int, int]:
        """Return (`wclk`, `wday`): working seconds and working-day ordinal at a moment."""
        at = instant(moment)
        day = at.date()
        count = self.days.ordinal(day)
        if not self.days.is_working(day):
            return count * self.hours.seconds, count
        second = at.hour * 3600 + at.minute * 60 + at.second
        return (count - 1) * self.hours.seconds + self.hours.worked(second), count

    def position(self, moment: Moment) -> int:
        """Return where a moment lies on this profile's own axis."""
        if self.profile is ClockProfile.WD_ADMIN:
            return self.days.ordinal(local_day(moment))
        if self.profile in (ClockProfile.WD_FRACTION, ClockProfile.HOURS_BUSINESS):
            return self.coordinate(moment)[0]
        if self.profile is ClockProfile.HOURS_24X7:
            return int(instant(moment).timestamp())
        return local_day(moment).toordinal()

    def moment_of_coordinate(self, wclk: int) -> datetime:
        """Return the first instant at which `wclk` working seconds have run."""
        full, rest = divmod(wclk, self.hours.seconds)
        if rest == 0:
            full, rest = full - 1, self.hours.seconds
        return self._at(self.days.nth(full + 1), self.hours.at(rest))

    def _at(self, day: date, second: int) -> datetime:
        return datetime.combine(day, time(), CHINA) + timedelta(seconds=second)

    def _stretches(self, pauses: Sequence[Pause], start: Moment) -> list[Stretch[int]]:
        for pause in pauses:
            # on the axis a backward pause over rest days would look empty, so ask the dates
            if pause.end is not None and instant(pause.end) < instant(pause.start):
                raise BadPause("暂停的结束早于开始")
        on_axis = [
            Stretch(self.position(p.start), None if p.end is None else self.position(p.end))
            for p in pauses
        ]
        return merged(on_axis, self.position(start))

    # --- elapsed -------------------------------------------------------------------------

    def elapsed(self, start: Moment, end: Moment, pauses: Sequence[Pause] = ()) -> Elapsed:
        """Return the net time from `start` to `end`, pauses left out.

        Raises `EndBeforeStart`, `NaiveInstant`, `OutsideCalendar`, `BadPause`.
        """
        if instant(end) < instant(start):
            raise EndBeforeStart("结束早于开始")
        to = self.position(end)
        paused = paused_until(self._stretches(pauses, start), to)
        provisional = self._provisional(start, end)
        amount = to - self.position(start) - paused
        return Elapsed(self.profile, amount, self._unit, self._day_seconds, provisional)

    @property
    def _unit(self) -> Amount:
        return {
            ClockProfile.WD_ADMIN: Amount.WORKING_DAY,
            ClockProfile.WD_FRACTION: Amount.WORKING_SECOND,
            ClockProfile.HOURS_BUSINESS: Amount.WORKING_SECOND,
            ClockProfile.HOURS_24X7: Amount.SECOND,
        }.get(self.profile, Amount.CALENDAR_DAY)

    @property
    def _day_seconds(self) -> int:
        working = self._unit is Amount.WORKING_SECOND
        return self.hours.seconds if working else DAY_SECONDS

    def _provisional(self, start: Moment, end: Moment) -> bool:
        if self.profile is ClockProfile.HOURS_24X7:
            return False
        return any(self.days.is_provisional(local_day(m)) for m in (start, end))

    # --- due -----------------------------------------------------------------------------

    def due(self, start: Moment, limit: Limit, pauses: Sequence[Pause] = ()) -> Due:
        """Return when a limit that starts at `start` ends.

        Raises `BadLimit` when the limit's unit does not fit the profile, and the errors of
        `elapsed`.
        """
        if limit.checked_for(self.profile).amount > LONGEST:
            raise BadLimit(f"时限太长，最多 {LONGEST}")
        stretches = self._stretches(pauses, start)
        try:
            moment = self._due_moment(start, limit, stretches)
        except OverflowError:
            raise BadLimit(BEYOND) from None
        if moment is None:
            return Due(self.profile, None)
        found = Due(self.profile, moment)
        return replace(found, provisional=self._provisional(start, found.day or moment))

    def _due_moment(
        self, start: Moment, limit: Limit, stretches: list[Stretch[int]]
    ) -> datetime | None:
        if self.profile is ClockProfile.WD_ADMIN:
            return self._due_in_working_days(start, limit, stretches)
        if self.profile is ClockProfile.WD_FRACTION and self.block:
            return self._due_in_blocks(start, limit, stretches)
        if self.profile in (ClockProfile.WD_FRACTION, ClockProfile.HOURS_BUSINESS):
            return self._due_in_service_time(start, limit, stretches)
        if self.profile is ClockProfile.HOURS_24X7:
            return self._due_around_the_clock(start, limit, stretches)
        return self._due_in_calendar_days(start, limit, stretches)

    def _due_in_working_days(
        self, start: Moment, limit: Limit, stretches: list[Stretch[int]]
    ) -> datetime | None:
        target = pushed(self.position(start) + limit.whole, stretches)
        if target is None:
            return None
        day = local_day(start) if target == self.position(start) else self.days.nth(target)
        return self._at(day, self.hours.closing)

    def _due_in_service_time(
        self, start: Moment, limit: Limit, stretches: list[Stretch[int]]
    ) -> datetime | None:
        day = limit.unit is LimitUnit.WORKING_DAY
        length = self.hours.seconds if day else 3600
        target = pushed(self.position(start) + ceil(limit.amount * length), stretches)
        if target is None:
            return None
        if target == self.position(start):
            return instant(start)
        return self.moment_of_coordinate(target)

    def _due_in_blocks(
        self, start: Moment, limit: Limit, stretches: list[Stretch[int]]
    ) -> datetime | None:
        """Count half days: the half of acceptance is left out (time-law H3)."""
        halves = limit.amount * 2
        if halves != int(halves):
            raise BadLimit("半天段只能按 0.5 天的倍数计，例如 0.5wd、1.5wd")
        in_blocks = [
            Stretch(self._block_of(s.start), None if s.end is None else self._block_of(s.end))
            for s in stretches
        ]
        target = pushed(self._block(start) + int(halves), in_blocks)
        if target is None:
            return None
        day, half = divmod(target, 2)
        return self._at(self.days.nth(day + 1), self.hours.halves[half])

    def _block(self, moment: Moment) -> int:
        at = instant(moment)
        count = self.days.ordinal(at.date())
        if not self.days.is_working(at.date()):
            return count * 2
        second = at.hour * 3600 + at.minute * 60 + at.second
        return (count - 1) * 2 + sum(second >= end for end in self.hours.halves)

    def _block_of(self, wclk: int) -> int:
        return self._block(self.moment_of_coordinate(wclk))

    def _due_around_the_clock(
        self, start: Moment, limit: Limit, stretches: list[Stretch[int]]
    ) -> datetime | None:
        target = pushed(self.position(start) + ceil(limit.amount * 3600), stretches)
        return None if target is None else datetime.fromtimestamp(target, CHINA)

    def _due_in_calendar_days(
        self, start: Moment, limit: Limit, stretches: list[Stretch[int]]
    ) -> datetime | None:
        base = after(local_day(start), limit)
        target = pushed(base.toordinal(), stretches)
        if target is None:
            return None
        day = self._last_day(local_day(start), date.fromordinal(target))
        return self._at(day, DAY_SECONDS)

    def _last_day(self, start: date, base: date) -> date:
        if self.profile is ClockProfile.NATURAL_CIVIL:
            return self.days.next_working(base)
        if self.profile is ClockProfile.TAX_PERIOD:
            return tax_due(self.days, start + timedelta(days=1), base)
        return base

    def remaining(
        self, now: Moment, start: Moment, limit: Limit, pauses: Sequence[Pause] = ()
    ) -> int:
        """Return how much of the limit is left in this profile's units; below 0 is overdue.

        What a pause will still hold back is not known yet, so only what it has held counts.
        """
        held = [p for p in pauses if instant(p.start) <= instant(now)]
        run = self.elapsed(start, now, held).amount
        if self._unit is not Amount.CALENDAR_DAY:
            return self._limit_amount(limit) - run
        whole = self.due(start, limit).day or local_day(start)
        return (whole - local_day(start)).days - run

    def _limit_amount(self, limit: Limit) -> int:
        limit.checked_for(self.profile)
        if self._unit is Amount.WORKING_DAY:
            return limit.whole
        day = limit.unit is LimitUnit.WORKING_DAY
        return ceil(limit.amount * (self.hours.seconds if day else 3600))


def after(start: date, limit: Limit) -> date:
    """Return the day on which a limit in calendar units ends; the first day is not counted.

    A month or year ends on the corresponding day, or on the month's last day when there is
    none (time-law C1, C2).
    """
    if limit.unit is LimitUnit.CALENDAR_DAY:
        return start + timedelta(days=limit.whole)
    months = limit.whole * (12 if limit.unit is LimitUnit.YEAR else 1)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > MAXYEAR:
        raise BadLimit(BEYOND)
    last = gregorian.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def long_holiday_days(days: WorkCalendar, first: date, last: date) -> int:
    """Return the holiday days between two dates that lie in runs of three or more."""
    total = run = 0
    for ordinal in range(first.toordinal(), last.toordinal() + 2):
        day = date.fromordinal(ordinal)
        if day <= last and days.on(day).is_holiday:
            run += 1
        else:
            total += run if run >= LONG_HOLIDAY_DAYS else 0
            run = 0
    return total


def tax_due(days: WorkCalendar, first: date, base: date) -> date:
    """Return the last day to file: pushed by long holidays inside the period (time-law 6.3)."""
    push = long_holiday_days(days, first, base)
    if push:
        return days.nth(days.ordinal(base) + push)
    return days.next_working(base)


def report_due(days: WorkCalendar, day: date, rule: str = "keep") -> date:
    """Return when a monthly report is due (campaign 3.1): `keep` or `previous_working_day`."""
    if rule == "keep":
        return day
    if rule == "previous_working_day":
        return days.previous_working(day)
    raise ValueError(f"no such rule: {rule}")
