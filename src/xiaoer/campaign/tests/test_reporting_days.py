"""Due moments and lateness of reports, against days worked by hand (campaign §3)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.campaign.reporting.days import (
    Punctuality,
    breakthrough_due,
    lateness,
    monthly_report,
    quarter_days,
    quarter_of,
    quarter_timeline,
    weekly_briefs,
)
from xiaoer.clock import NaiveInstant, WorkCalendar

CHINA = ZoneInfo("Asia/Shanghai")
CALENDAR = WorkCalendar.china()
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def at(month: int, day: int, hour: int = 12, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2022, month, day, hour, minute, second, tzinfo=CHINA)


def test_a_report_covers_the_26th_to_the_25th() -> None:
    june = monthly_report(2022, 6, CALENDAR)
    assert (june.period_from, june.period_to) == (date(2022, 5, 26), date(2022, 6, 25))
    assert june.due == datetime(2022, 6, 25, 16, tzinfo=UTC)
    assert june.corrections_until == date(2022, 6, 27)
    assert monthly_report(2022, 1, CALENDAR).period_from == date(2021, 12, 26)
    assert monthly_report(2022, 3, CALENDAR).period_from == date(2022, 2, 26)


@pytest.mark.parametrize(("month", "day"), [(6, 24), (9, 23), (12, 23), (5, 24), (7, 22), (10, 24)])
def test_reminders_of_2022(month: int, day: int) -> None:
    assert monthly_report(2022, month, CALENDAR).remind_on == date(2022, month, day)


def test_the_due_day_can_be_moved_by_two_parameters() -> None:
    before = monthly_report(2022, 5, CALENDAR, due_inclusive=False)
    assert before.due == datetime(2022, 5, 24, 16, tzinfo=UTC)
    assert before.remind_on == date(2022, 5, 23)
    moved = monthly_report(2022, 9, CALENDAR, rest_day_rule="previous_working_day")
    assert (moved.due_day, moved.remind_on) == (date(2022, 9, 23), date(2022, 9, 22))
    with pytest.raises(ValueError, match="no such rule"):
        monthly_report(2022, 9, CALENDAR, rest_day_rule="next")


@pytest.mark.parametrize(
    ("submitted", "state", "days"),
    [
        (at(9, 25, 23, 59, 59), Punctuality.ON_TIME, 0),
        (at(9, 26, 0), Punctuality.ON_TIME, 0),
        (at(9, 26, 0, 0, 1), Punctuality.LATE, 1),
        (at(9, 28), Punctuality.LATE, 3),
        (at(9, 29), Punctuality.MISSING, 4),
        (at(10, 6), Punctuality.MISSING, 5),
    ],
)
def test_lateness_in_september_2022(submitted: datetime, state: Punctuality, days: int) -> None:
    period = monthly_report(2022, 9, CALENDAR)
    assert lateness(submitted, at(12, 1), period) == (state, days)


def test_what_was_not_handed_in_is_measured_by_the_clock() -> None:
    period = monthly_report(2022, 6, CALENDAR)
    assert lateness(None, at(6, 25, 23), period) == (Punctuality.WAITING, 0)
    assert lateness(None, at(6, 26, 9), period) == (Punctuality.LATE, 0)
    assert lateness(None, at(6, 30, 9), period) == (Punctuality.MISSING, 4)
    with pytest.raises(NaiveInstant):
        lateness(None, datetime(2022, 6, 26), period)  # noqa: DTZ001


def test_weekly_briefs_are_fridays_with_their_iso_week() -> None:
    briefs = weekly_briefs(date(2021, 12, 31), date(2022, 1, 7))
    assert [(b.year, b.week) for b in briefs] == [(2021, 52), (2022, 1)]
    assert briefs[0].due == datetime(2021, 12, 31, 9, tzinfo=UTC)
    assert weekly_briefs(date(2022, 1, 8), date(2022, 1, 13)) == []
    assert weekly_briefs(date(2022, 1, 8), date(2022, 1, 1)) == []


@pytest.mark.parametrize(
    ("event", "last_day"),
    [((6, 6), (6, 12)), ((6, 10), (6, 12)), ((6, 11), (6, 17)), ((6, 12), (6, 17))],
)
def test_a_breakthrough_is_told_in_the_same_week(
    event: tuple[int, int], last_day: tuple[int, int]
) -> None:
    due = datetime(2022, *last_day, 16, tzinfo=UTC)
    assert breakthrough_due(date(2022, *event)) == due


def test_the_third_quarter_of_2022_by_hand() -> None:
    # after 30 September: the holiday 1-7 October, make-up work on 8 and 9 October
    line = quarter_timeline(2022, 3, CALENDAR)
    assert line.quarter_end == date(2022, 9, 30)
    assert line.lock_on == date(2022, 10, 19)
    assert line.hearing_until == date(2022, 10, 26)
    assert line.meeting_by == date(2022, 11, 2)
    assert line.notice_by == date(2022, 11, 7)
    assert quarter_timeline(2022, 3, CALENDAR, date(2022, 10, 28)).notice_by == date(2022, 11, 2)


def test_quarters() -> None:
    assert quarter_of(date(2022, 12, 31)) == (2022, 4)
    assert quarter_days(2022, 4) == (date(2022, 10, 1), date(2022, 12, 31))
    with pytest.raises(ValueError, match="没有第 5 季度"):
        quarter_days(2022, 5)


@given(st.integers(2020, 2030), st.integers(1, 12), st.booleans())
def test_reminders_lie_on_working_days_before_the_due_day(
    year: int, month: int, inclusive: bool
) -> None:
    period = monthly_report(year, month, CALENDAR, inclusive)
    assert CALENDAR.is_working(period.remind_on)
    assert period.remind_on < period.due_day
    assert not any(
        CALENDAR.is_working(period.remind_on + timedelta(days=n))
        for n in range(1, (period.due_day - period.remind_on).days)
    )


@given(DAYS)
def test_a_breakthrough_has_between_two_and_seven_days(day: date) -> None:
    rest = breakthrough_due(day).astimezone(CHINA).date() - day
    assert 1 <= rest.days <= 7


@given(DAYS, st.integers(0, 400))
def test_there_is_one_brief_in_each_whole_week(first: date, days: int) -> None:
    briefs = weekly_briefs(first, first + timedelta(days=days))
    assert len(briefs) in ((days + 1) // 7, (days + 1) // 7 + 1)
    assert len({(b.year, b.week) for b in briefs}) == len(briefs)
