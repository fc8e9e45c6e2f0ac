"""Statutory time, pure: calendar, profiles, pauses, elapsed, due, remaining (time-law)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from .calendar import CalendarDay, OutsideCalendar, Overlay, WorkCalendar, year_of_notice
from .hours import DEFAULT_HOURS, BadHours, ServiceHours
from .limits import BadLimit, ClockProfile, Limit, LimitUnit
from .pauses import BadPause
from .reckoning import (
    Amount,
    Clock,
    Due,
    Elapsed,
    EndBeforeStart,
    Moment,
    NaiveInstant,
    Pause,
    report_due,
    tax_due,
)

__all__ = [
    "DEFAULT_HOURS",
    "Amount",
    "BadHours",
    "BadLimit",
    "BadPause",
    "CalendarDay",
    "Clock",
    "ClockProfile",
    "Due",
    "Elapsed",
    "EndBeforeStart",
    "Limit",
    "LimitUnit",
    "Moment",
    "NaiveInstant",
    "OutsideCalendar",
    "Overlay",
    "Pause",
    "ServiceHours",
    "WorkCalendar",
    "coordinate",
    "due",
    "elapsed",
    "remaining",
    "report_due",
    "tax_due",
    "year_of_notice",
]


def elapsed(
    start: Moment,
    end: Moment,
    pauses: Sequence[Pause] = (),
    profile: ClockProfile = ClockProfile.WD_ADMIN,
) -> Elapsed:
    """Return the net time between two moments on the national calendar and usual hours."""
    return Clock(profile).elapsed(start, end, pauses)


def due(
    start: Moment, limit: Limit, profile: ClockProfile | None = None, pauses: Sequence[Pause] = ()
) -> Due:
    """Return when a limit ends; without a profile, the one usual for its unit."""
    return Clock(profile or limit.usual_profile).due(start, limit, pauses)


def remaining(
    now: Moment,
    start: Moment,
    limit: Limit,
    profile: ClockProfile | None = None,
    pauses: Sequence[Pause] = (),
) -> int:
    """Return what is left of a limit in the profile's units; below 0 is overdue."""
    return Clock(profile or limit.usual_profile).remaining(now, start, limit, pauses)


def coordinate(moment: datetime) -> tuple[int, int]:
    """Return (`wclk`, `wday`) of an instant: working seconds, working-day ordinal."""
    return Clock().coordinate(moment)
