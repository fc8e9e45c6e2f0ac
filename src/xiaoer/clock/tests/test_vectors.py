"""Every golden vector of time-law 6 and the oracles of time-law 4."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import chinese_calendar
import holidays
import pytest

from xiaoer.clock import Clock, ClockProfile, Limit, WorkCalendar, due, elapsed, report_due
from xiaoer.clock.reckoning import CHINA

from . import vectors

CALENDAR = WorkCalendar.china()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(("start", "limit", "expected"), vectors.rows(vectors.WD_ADMIN))
def test_working_days_are_due_as_in_the_rulebook(start: str, limit: str, expected: str) -> None:
    found = due(date.fromisoformat(start), Limit.parse(f"{limit}wd"))
    assert str(found.day) == expected
    assert not found.provisional


@pytest.mark.parametrize(("start", "end", "expected"), vectors.rows(vectors.ELAPSED))
def test_working_days_elapse_as_in_the_rulebook(start: str, end: str, expected: str) -> None:
    found = elapsed(date.fromisoformat(start), date.fromisoformat(end))
    assert found.amount == int(expected)


@pytest.mark.parametrize(("start", "strict", "block"), vectors.rows(vectors.HALF_DAY))
def test_half_a_day_is_due_by_both_conventions(start: str, strict: str, block: str) -> None:
    half = Limit.parse("0.5wd")
    assert Clock(ClockProfile.WD_FRACTION).due(at(start), half).moment == at(strict)
    by_block = Clock(ClockProfile.WD_FRACTION, block=True)
    assert by_block.due(at(start), half).moment == at(block)


@pytest.mark.parametrize(("start", "limit", "expected"), vectors.rows(vectors.CIVIL))
def test_civil_periods_move_past_rest_days(start: str, limit: str, expected: str) -> None:
    assert str(due(date.fromisoformat(start), Limit.parse(limit)).day) == expected


@pytest.mark.parametrize(("start", "expected"), vectors.rows(vectors.TAX))
def test_long_holidays_push_the_filing_day(start: str, expected: str) -> None:
    found = due(date.fromisoformat(start), Limit.parse("15d"), ClockProfile.TAX_PERIOD)
    assert str(found.day) == expected


def test_a_filing_period_without_long_holidays_ends_on_its_day_or_the_next_worked_one() -> None:
    tax = Clock(ClockProfile.TAX_PERIOD)
    assert str(tax.due(date(2022, 6, 30), Limit.parse("15d")).day) == "2022-07-15"
    assert str(tax.due(date(2022, 10, 31), Limit.parse("12d")).day) == "2022-11-14"


def test_a_trial_period_ends_on_its_day_even_on_a_holiday() -> None:
    trial = Clock(ClockProfile.NATURAL_TRIAL)
    assert str(trial.due(date(2022, 4, 5), Limit.parse("6m")).day) == "2022-10-05"


@pytest.mark.parametrize(("day", "expected"), vectors.rows(vectors.REPORTS))
def test_reports_due_on_rest_days_follow_the_rule_that_is_switched_on(
    day: str, expected: str
) -> None:
    written = date.fromisoformat(day)
    assert report_due(CALENDAR, written) == written
    assert str(report_due(CALENDAR, written, "previous_working_day")) == expected


@pytest.mark.parametrize("year", vectors.WORKING_DAYS_BY_MONTH)
def test_each_month_has_the_working_days_of_the_rulebook(year: int) -> None:
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range(366)]
    worked = [d.month for d in days if d.year == year and CALENDAR.is_working(d)]
    counts = tuple(worked.count(month) for month in range(1, 13))
    assert counts == vectors.WORKING_DAYS_BY_MONTH[year]
    assert sum(counts) == vectors.YEAR_TOTALS[year]


def test_the_calendar_agrees_with_both_packages_on_every_day() -> None:
    china = holidays.CN(years=range(2019, 2027))
    days = [date(2019, 1, 1) + timedelta(days=n) for n in range(2922)]
    ours = [CALENDAR.is_working(day) for day in days]
    assert ours == [chinese_calendar.is_workday(day) for day in days]
    assert ours == [china.is_working_day(day) for day in days]
    assert days[-1] == date(2026, 12, 31)


def test_every_date_names_the_notice_that_decides_it() -> None:
    known = [row for row in CALENDAR.days if row.day <= date(2026, 12, 31)]
    assert all(row.notice for row in known)
    assert CALENDAR.on(date(2019, 5, 4)).notice.endswith("〔2019〕3号")
    assert CALENDAR.on(date(2020, 1, 31)).notice.endswith("〔2020〕1号")
    assert CALENDAR.on(date(2020, 1, 30)).notice.endswith("〔2019〕16号")
    assert CALENDAR.on(date(2022, 10, 8)).reason == "make_up"
