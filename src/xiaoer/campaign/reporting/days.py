"""When reports are due, and how late one is. Pure.

Source rules: campaign §3.1 (monthly report), §3.2 (weekly brief), §3.3 (breakthrough brief)
and P-C-4b (timeline after a quarter).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from xiaoer.clock.calendar import WorkCalendar
from xiaoer.clock.reckoning import CHINA, aware, local_day, report_due

DUE_DAY = 25  # of the month
FIRST_DAY = 26  # of the month before: a period runs from the 26th to the 25th
CORRECTIONS_DAY = 27  # of the month; a later correction is listed in the next report
MISSING_AFTER = 3  # working days
BULLETIN_DAYS = 2  # working days after the due day
FRIDAY = 5  # ISO weekday
BRIEF_AT = time(17, 0)
ONE_DAY = timedelta(days=1)
LOCK_DAYS, HEARING_DAYS, MEETING_DAYS, NOTICE_DAYS = 10, 5, 20, 3  # working days


class Punctuality(StrEnum):
    """Where a report stands against its due moment; `waiting` is not due and not handed in."""

    WAITING = "waiting"
    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """One monthly report: the days it covers, and the moments around it (campaign §3.1).

    `due` is an instant in UTC; the other fields are dates in China. Bounds are inclusive.
    """

    period_from: date
    period_to: date
    due: datetime
    due_day: date
    remind_on: date
    corrections_until: date
    calendar: WorkCalendar = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class WeeklyBrief:
    """One brief of a weekly window: ISO year and week, and the due instant in UTC."""

    year: int
    week: int
    due: datetime


@dataclass(frozen=True, slots=True)
class QuarterTimeline:
    """The last days of the steps after a quarter's end (P-C-4b), all inclusive."""

    quarter_end: date
    lock_on: date
    hearing_until: date
    meeting_by: date
    notice_by: date


def end_of_day(day: date) -> datetime:
    """Return 24:00 of a date in China as an instant in UTC."""
    return datetime.combine(day + ONE_DAY, time(), CHINA).astimezone(UTC)


def working_days_after(calendar: WorkCalendar, day: date, days: int) -> date:
    """Return the date `days` working days later; the day itself is not counted."""
    return calendar.nth(calendar.ordinal(day) + days)


def monthly_report(
    year: int,
    month: int,
    calendar: WorkCalendar,
    due_inclusive: bool = True,
    rest_day_rule: str = "keep",
) -> ReportPeriod:
    """Return the period and the moments of a month's report (campaign §3.1).

    `due_inclusive` counts the 25th itself; `rest_day_rule` is `keep` or
    `previous_working_day`. The reminder goes out on the last working day before the due day.
    """
    last = date(year, month, DUE_DAY)
    due_day = report_due(calendar, last if due_inclusive else last - ONE_DAY, rest_day_rule)
    return ReportPeriod(
        period_from=(date(year, month, 1) - ONE_DAY).replace(day=FIRST_DAY),
        period_to=last,
        due=end_of_day(due_day),
        due_day=due_day,
        remind_on=calendar.previous_working(due_day - ONE_DAY),
        corrections_until=date(year, month, CORRECTIONS_DAY),
        calendar=calendar,
    )


def lateness(
    submitted_at: datetime | None, now: datetime, period: ReportPeriod
) -> tuple[Punctuality, int]:
    """Return where a report stands and by how many working days it is late (campaign §3.1).

    More than three is `missing`, also when the report came in at last: it is collected, but
    no longer counted as a report. On the rest days after the due day it is late by 0 days.
    """
    at = aware(now if submitted_at is None else submitted_at)
    if at <= period.due:
        return (Punctuality.WAITING if submitted_at is None else Punctuality.ON_TIME), 0
    days = period.calendar.working_days_between(period.due_day, local_day(at))
    return (Punctuality.MISSING if days > MISSING_AFTER else Punctuality.LATE), days


def _fridays(first: date, last: date) -> Iterator[date]:
    ahead = (FRIDAY - first.isoweekday()) % 7
    for ordinal in range(first.toordinal() + ahead, last.toordinal() + 1, 7):
        yield date.fromordinal(ordinal)


def weekly_briefs(first: date, last: date) -> list[WeeklyBrief]:
    """Return the briefs of a window, both days inclusive: Fridays 17:00 (campaign §3.2)."""
    found = []
    for day in _fridays(first, last):
        iso = day.isocalendar()
        due = datetime.combine(day, BRIEF_AT, CHINA).astimezone(UTC)
        found.append(WeeklyBrief(iso.year, iso.week, due))
    return found


def breakthrough_due(event_date: date) -> datetime:
    """Return until when a breakthrough must be reported, an instant in UTC (campaign §3.3).

    Sunday 24:00 of the same ISO week; for an event on a Saturday or Sunday, 24:00 of the
    Friday that follows.
    """
    weekday = event_date.isoweekday()
    days = 7 - weekday if weekday <= FRIDAY else 7 - weekday + FRIDAY
    return end_of_day(event_date + timedelta(days=days))


def quarter_of(day: date) -> tuple[int, int]:
    """Return the (year, quarter 1–4) of a date."""
    return day.year, (day.month - 1) // 3 + 1


def quarter_days(year: int, quarter: int) -> tuple[date, date]:
    """Return the first and the last date of a quarter (1–4)."""
    if quarter not in (1, 2, 3, 4):
        raise ValueError(f"没有第 {quarter} 季度，季度是 1 到 4")
    following = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    return date(year, quarter * 3 - 2, 1), following - ONE_DAY


def quarter_timeline(
    year: int, quarter: int, calendar: WorkCalendar, met_on: date | None = None
) -> QuarterTimeline:
    """Return the last days of the steps after a quarter (P-C-4b), in working days.

    The notice follows the meeting: without `met_on`, the last day on which it may be held.
    """
    end = quarter_days(year, quarter)[1]
    lock = working_days_after(calendar, end, LOCK_DAYS)
    meeting = working_days_after(calendar, end, MEETING_DAYS)
    return QuarterTimeline(
        quarter_end=end,
        lock_on=lock,
        hearing_until=working_days_after(calendar, lock, HEARING_DAYS),
        meeting_by=meeting,
        notice_by=working_days_after(calendar, met_on or meeting, NOTICE_DAYS),
    )
