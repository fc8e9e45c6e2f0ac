"""The calendar of a campaign year (campaign §15)."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from xiaoer.campaign.reporting.year import Event, campaign_year
from xiaoer.clock import WorkCalendar

CALENDAR = WorkCalendar.china()


def year_2022(issued: date = date(2022, 5, 13)) -> dict[str, Event]:
    return {event.id: event for event in campaign_year(2022, CALENDAR, issued)}


def test_the_year_of_a_plan_issued_on_13_may_2022() -> None:
    events = year_2022()
    assert events["2022-breakdown"].at == datetime(2022, 5, 28, 16, tzinfo=UTC)
    assert events["2022-monthly_report-06"].day == date(2022, 6, 25)
    assert events["2022-report_reminder-12"].day == date(2022, 12, 23)
    assert events["2022-bulletin-06"].day == date(2022, 6, 28)
    assert events["2022-dispatch_meeting-07"].last_day == date(2022, 7, 29)
    assert events["2022-minutes-07"].day == date(2022, 8, 2)
    assert events["2022-lock-Q3"].day == date(2022, 10, 19)
    assert events["2022-fieldwork-Q3"].day == date(2022, 8, 12)
    assert events["2022-fieldwork-Q3"].last_day == date(2022, 9, 15)
    assert events["2022-appraisal"].last_day == date(2023, 1, 31)
    assert events["2022-snapshot"].at == datetime(2022, 12, 31, 16, tzinfo=UTC)


def test_nothing_is_due_before_the_plan_was_issued() -> None:
    events = year_2022()
    assert "2022-double_random_plan" not in events
    assert "2022-monthly_report-04" not in events
    assert "2022-notice-Q1" not in events
    assert events["2022-notice-Q2"].day == date(2022, 8, 2)
    assert "2022-double_random_plan" in year_2022(date(2021, 5, 13))
    assert "2022-breakdown" not in year_2022(date(2021, 5, 13))
    assert not campaign_year(2022, CALENDAR, date(2024, 1, 1))


@given(st.integers(2020, 2030))
def test_every_year_is_whole_sorted_and_the_same_again(year: int) -> None:
    events = campaign_year(year, CALENDAR, date(year - 1, 12, 1))
    assert events == campaign_year(year, CALENDAR, date(year - 1, 12, 1))
    assert [e.day for e in events] == sorted(e.day for e in events)
    assert len({e.id for e in events}) == len(events)
    kinds = [e.kind for e in events]
    monthly = ("monthly_report", "reconciliation", "bulletin", "dispatch_meeting", "feeds")
    assert {kinds.count(kind) for kind in monthly} == {12}
    assert {kinds.count(k) for k in ("lock", "hearing", "notice", "fieldwork")} == {4}
    assert kinds.count("weekly_brief") in (52, 53)
    assert all(e.last_day >= e.day and e.title and e.who and e.rule for e in events)
