"""Working time in a weekly window and on a calendar's days."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.clock import Clock, ClockProfile, OutsideCalendar, WorkCalendar
from xiaoer.exchange.logs.instants import SECOND, microseconds
from xiaoer.indicators.mining.worktime import BadWorkTime, WorkTime

CHINA = ZoneInfo("Asia/Shanghai")
WINDOW = "Mon-Fri 07:00-17:00"


def hours(worktime: WorkTime, start: str, end: str, zone: ZoneInfo | type[UTC] = UTC) -> float:
    ends = [datetime.fromisoformat(text).replace(tzinfo=zone) for text in (start, end)]
    first, last = (np.array([microseconds(end)]) for end in ends)
    return int(worktime.between(first, last)[0]) / SECOND / 3600


@pytest.mark.parametrize(
    ("start", "end", "wanted"),
    [
        ("2022-06-06 06:00", "2022-06-06 08:00", 1),
        ("2022-06-06 16:30", "2022-06-07 07:15", 0.75),
        ("2022-06-10 16:00", "2022-06-13 08:00", 2),  # over a weekend
        ("2022-06-11 10:00", "2022-06-12 20:00", 0),
        ("2022-06-06 08:00", "2022-06-20 08:00", 100),
        ("1969-12-31 08:00", "1970-01-02 08:00", 20),  # before time began
    ],
)
def test_a_weekly_window(start: str, end: str, wanted: float) -> None:
    assert hours(WorkTime.parse(WINDOW), start, end) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("周一至周五 9:00-12:00,14:00-17:00", 30),
        ("mon,wed,Fri 08:00-09:00", 3),
        ("每天 00:00-24:00", 168),
        ("Sat-Mon 10:00-11:00", 3),
        ("星期二、星期四 07:00-08:00；周日 01:00-03:00", 4),
    ],
)
def test_windows_are_written_in_many_ways(text: str, wanted: float) -> None:
    assert hours(WorkTime.parse(text), "2022-06-06 00:00", "2022-06-13 00:00") == wanted


@pytest.mark.parametrize(
    "text",
    ["", "Mon", "07:00-17:00", "Mon-Fri 17:00-07:00", "Mon 07:00-17:00; Mon 08:00-09:00",
     "Mon-Wed-Fri 07:00-08:00", "Someday 07:00-08:00", "Mon 07:00-08:00;"],
)  # fmt: skip
def test_what_cannot_be_read_is_told_how_to_write_it(text: str) -> None:
    with pytest.raises(BadWorkTime, match="Mon-Fri 07:00-17:00"):
        WorkTime.parse(text)


def test_a_zone_moves_the_window() -> None:
    window = WorkTime.parse(WINDOW, CHINA)
    assert hours(window, "2022-06-06 06:00", "2022-06-06 08:00", CHINA) == 1
    amsterdam = ZoneInfo("Europe/Amsterdam")  # summer time began on Sunday, 27 March
    window = WorkTime.parse("Sun 00:00-24:00", amsterdam)
    assert hours(window, "2022-03-26 12:00", "2022-03-28 12:00", amsterdam) == 24


def test_the_calendar_knows_holidays_and_make_up_days() -> None:
    window = WorkTime.parse(WINDOW, CHINA, WorkCalendar.china())
    # 1 to 7 October 2022 are free; Saturday 8 and Sunday 9 are worked
    assert hours(window, "2022-10-01 00:00", "2022-10-08 00:00", CHINA) == 0
    assert hours(window, "2022-10-08 00:00", "2022-10-10 00:00", CHINA) == 20
    with pytest.raises(OutsideCalendar):
        hours(window, "1980-01-01 00:00", "2022-01-01 00:00", CHINA)


FIRST = datetime(2019, 1, 2, tzinfo=CHINA)
MOMENTS = st.integers(0, 2500 * 86400).map(lambda second: FIRST + timedelta(seconds=second))


@given(MOMENTS, st.integers(0, 90 * 86400))
def test_on_the_calendar_it_is_the_clocks_own_working_time(start: datetime, length: int) -> None:
    end = start + timedelta(seconds=length)
    window = WorkTime.parse("每天 09:00-12:00,14:00-17:00", CHINA, WorkCalendar.china())
    found = window.between(np.array([microseconds(start)]), np.array([microseconds(end)]))
    assert int(found[0]) == Clock(ClockProfile.WD_FRACTION).elapsed(start, end).amount * SECOND
