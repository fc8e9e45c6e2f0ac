"""What clocks refuse, what they mark provisional, overlays, pauses, the command line."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from typer.testing import CliRunner

from xiaoer.clock import (
    BadHours,
    BadLimit,
    BadPause,
    Clock,
    ClockProfile,
    EndBeforeStart,
    Limit,
    NaiveInstant,
    OutsideCalendar,
    Overlay,
    Pause,
    ServiceHours,
    WorkCalendar,
    coordinate,
    due,
    elapsed,
    remaining,
    year_of_notice,
)
from xiaoer.clock.commands import app
from xiaoer.clock.reckoning import CHINA
from xiaoer.clock.table import coordinate_table

CHINESE = WorkCalendar.china()
run = CliRunner().invoke


@pytest.mark.parametrize("text", ["5", "wd", "-1wd", "1.5d", "0.5m", "5 weeks", "", "五天"])
def test_a_limit_that_cannot_be_read_is_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(BadLimit, match=r"写|负数"):
        Limit.parse(text)


@pytest.mark.parametrize(
    ("text", "profile"),
    [
        ("1wd", ClockProfile.WD_ADMIN),
        ("0.5wd", ClockProfile.WD_FRACTION),
        ("15日", ClockProfile.NATURAL_CIVIL),
        ("6个月", ClockProfile.NATURAL_CIVIL),
        ("2小时", ClockProfile.HOURS_24X7),
        ("4wh", ClockProfile.HOURS_BUSINESS),
    ],
)
def test_each_unit_has_its_usual_profile(text: str, profile: ClockProfile) -> None:
    assert Limit.parse(text).usual_profile is profile


def test_a_unit_that_does_not_fit_the_profile_is_refused() -> None:
    with pytest.raises(BadLimit):
        due(date(2022, 5, 6), Limit.parse("5d"), ClockProfile.WD_ADMIN)


def test_naive_instants_backward_stretches_and_backward_pauses_are_refused() -> None:
    fraction = Clock(ClockProfile.WD_FRACTION)
    with pytest.raises(NaiveInstant):
        fraction.coordinate(datetime(2022, 5, 6, 9))  # noqa: DTZ001
    with pytest.raises(EndBeforeStart):
        elapsed(date(2022, 5, 6), date(2022, 5, 5))
    with pytest.raises(BadPause):
        elapsed(date(2022, 5, 6), date(2022, 5, 9), [Pause(date(2022, 5, 8), date(2022, 5, 7))])


def test_dates_beyond_the_calendar_are_refused_not_guessed() -> None:
    with pytest.raises(OutsideCalendar, match="2018-12-29"):
        due(date(2017, 1, 1), Limit.parse("5wd"))
    with pytest.raises(OutsideCalendar):
        due(date(2035, 12, 20), Limit.parse("60wd"))


def test_a_due_date_in_a_year_without_a_notice_is_provisional_until_it_is_entered() -> None:
    limit = Limit.parse("5wd")
    before = Clock().due(date(2026, 12, 30), limit)
    assert before.provisional
    off = {date(2027, 1, 1) + timedelta(days=n): "元旦" for n in range(4)}
    notice = year_of_notice(2027, "某号", off, [date(2027, 1, 9)])
    after = Clock(calendar=CHINESE.with_notice(notice)).due(date(2026, 12, 30), limit)
    assert not after.provisional
    assert (str(before.day), str(after.day)) == ("2027-01-07", "2027-01-08")


def test_entering_a_notice_changes_the_version_of_the_calendar() -> None:
    notice = year_of_notice(2027, "某号", {date(2027, 2, 8): "春节"}, [])
    assert CHINESE.with_notice(notice).version != CHINESE.version
    assert CHINESE.with_notice([]).version == CHINESE.version


def test_an_overlay_holds_for_its_profiles_only() -> None:
    rest = {date(2020, 2, d): False for d in range(3, 8)}
    overlay = Overlay("延迟复工", "粤府明电〔2020〕9号", frozenset({"wd_fraction"}), rest)
    calendar = CHINESE.with_overlay(overlay)
    start, end = date(2020, 1, 23), date(2020, 2, 10)
    assert Clock(ClockProfile.WD_ADMIN, calendar).elapsed(start, end).amount == 6
    assert Clock(ClockProfile.WD_FRACTION, calendar).elapsed(start, end).days == 1


def test_a_pause_within_one_day_stops_minutes_but_no_whole_day() -> None:
    start = datetime(2022, 5, 6, 9, 0, tzinfo=CHINA)
    pause = Pause(start + timedelta(hours=1), start + timedelta(hours=2))
    end = start + timedelta(days=1)
    assert Clock(ClockProfile.WD_ADMIN).elapsed(start, end, [pause]).amount == 1
    assert Clock(ClockProfile.WD_FRACTION).elapsed(start, end, [pause]).amount == 5 * 3600


def test_a_pause_without_an_end_holds_the_clock() -> None:
    start, limit = date(2022, 5, 6), Limit.parse("5wd")
    hold = [Pause(date(2022, 5, 10), None)]
    assert due(start, limit, pauses=hold).moment is None
    assert remaining(date(2022, 6, 30), start, limit, pauses=hold) == 2
    assert elapsed(start, date(2022, 6, 30), hold).amount == 3


def test_a_pause_that_starts_after_the_due_day_changes_nothing() -> None:
    pause = [Pause(date(2022, 5, 13), date(2022, 5, 20))]
    assert str(due(date(2022, 5, 6), Limit.parse("5wd"), pauses=pause).day) == "2022-05-12"


def test_the_same_instant_in_two_zones_has_one_coordinate() -> None:
    here = datetime(2022, 5, 6, 9, 30, tzinfo=CHINA)
    assert coordinate(here) == coordinate(here.astimezone(UTC))


def test_service_hours_may_reach_midnight_and_must_not_overlap() -> None:
    assert ServiceHours.parse("00:00-24:00").seconds == 86_400
    for wrong in ("12:00-09:00", "09:00-12:00,11:00-15:00", "morning", "09:00"):
        with pytest.raises(BadHours):
            ServiceHours.parse(wrong)


def test_other_halls_have_other_half_days() -> None:
    hours = ServiceHours.parse("08:30-12:00,14:30-17:30")
    start = datetime(2022, 5, 6, 8, 30, tzinfo=CHINA)
    due_at = Clock(ClockProfile.WD_FRACTION, hours=hours).due(start, Limit.parse("0.5wd")).moment
    assert due_at == datetime(2022, 5, 6, 11, 45, tzinfo=CHINA)


def test_the_coordinate_table_gives_sql_the_same_coordinates() -> None:
    table = coordinate_table(CHINESE).to_pylist()
    row = next(r for r in table if r["date"] == date(2022, 10, 8))
    noon = datetime(2022, 10, 8, 12, 0, tzinfo=CHINA)
    assert (row["wclk_before"] + 3 * 3600, row["wday"]) == coordinate(noon)
    assert row["version"] == CHINESE.version


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["due", "2022-09-30", "5wd"], "2022-10-12（周三）"),
        (["due", "2022-05-07T09:30", "0.5wd"], "2022-05-07（周六） 14:30，调休上班"),
        (["due", "2022-05-07T09:30", "0.5wd", "--block"], "2022-05-07（周六） 17:00，调休上班"),
        (["elapsed", "2022-09-30", "2022-10-12"], "5 个工作日"),
        (["elapsed", "2022-09-30", "2022-10-12", "--pause", "2022-10-08/2022-10-10"], "3 个工作日"),
        (["due", "2022-09-30", "5wd", "--pause", "2022-10-08/"], "暂停没有结束，还没有到期日"),
        (["due", "2027-09-30", "5wd"], "2027-10-08（周五），暂定：这一年的放假通知还没出"),
    ],
)
def test_the_command_answers_in_one_line(words: list[str], expected: str) -> None:
    answer = run(app, words)
    assert answer.exit_code == 0
    assert answer.stdout.strip() == expected


@pytest.mark.parametrize(
    "words",
    [
        ["due", "yesterday", "5wd"],
        ["due", "2022-09-30", "5"],
        ["due", "2022-09-30", "5wd", "--pause", "2022-10-08"],
        ["due", "1999-09-30", "5wd"],
        ["due", "2022-09-30", "0.5wd", "--profile", "wd_admin"],
        ["elapsed", "2022-10-12", "2022-09-30"],
        ["elapsed", "2022-10-01", "2022-10-30", "--pause", "2022-10-09/2022-10-08"],
    ],
)
def test_the_command_refuses_in_one_sentence(words: list[str]) -> None:
    answer = run(app, words)
    assert answer.exit_code == 2
    assert answer.stdout == ""
    assert len(answer.stderr.strip().splitlines()) == 1


def test_json_is_all_that_json_prints() -> None:
    answer = run(app, ["due", "2022-09-30", "5wd", "--json"])
    assert json.loads(answer.stdout)["due"] == "2022-10-12"


def test_an_hour_limit_that_ends_at_midnight_is_due_on_the_new_day() -> None:
    found = due(datetime(2022, 5, 7, 22, 0, tzinfo=CHINA), Limit.parse("2h"))
    assert str(found.day) == "2022-05-08"


def test_what_a_running_pause_will_still_hold_is_not_counted_yet() -> None:
    start, limit = date(2022, 5, 6), Limit.parse("5wd")
    known_end = [Pause(date(2022, 5, 10), date(2022, 5, 20))]
    assert remaining(date(2022, 5, 12), start, limit, pauses=known_end) == 2
    two_open = [Pause(date(2022, 5, 10), None), Pause(date(2022, 5, 12), None)]
    assert remaining(date(2022, 6, 30), start, limit, pauses=two_open) == 2


def test_half_days_of_a_hall_without_a_break_split_its_service_time() -> None:
    hours = ServiceHours.parse("09:00-17:00")
    block = Clock(ClockProfile.WD_FRACTION, hours=hours, block=True)
    start = datetime(2022, 5, 6, 10, 0, tzinfo=CHINA)
    assert block.due(start, Limit.parse("0.5wd")).moment == start.replace(hour=17)
    with pytest.raises(BadLimit):
        block.due(start, Limit.parse("0.3wd"))


def test_a_fraction_of_a_second_is_given_to_the_office_not_taken_from_it() -> None:
    start = datetime(2022, 5, 6, 9, 0, tzinfo=CHINA)
    found = due(start, Limit.parse("0.33333wd")).moment
    assert found == start + timedelta(seconds=7200)


def test_limits_beyond_all_laws_are_refused_in_one_sentence() -> None:
    for text in ("99999999999d", "999999999h", "9999999m", "99999999wd"):
        answer = run(app, ["due", "2022-05-06", text])
        assert answer.exit_code == 2
        assert "太长" in answer.stderr


def test_a_notice_must_be_named_fit_the_calendar_and_not_contradict_itself() -> None:
    with pytest.raises(ValueError, match="又放假又上班"):
        year_of_notice(2027, "某号", {date(2027, 2, 8): "春节"}, [date(2027, 2, 8)])
    with pytest.raises(ValueError, match="通知"):
        CHINESE.with_notice(year_of_notice(2027, "", {}, []))
    with pytest.raises(OutsideCalendar):
        CHINESE.with_notice(year_of_notice(2040, "某号", {}, []))
    with pytest.raises(ValueError, match="文号"):
        Overlay("延迟复工", "", frozenset({"wd_admin"}))


@pytest.mark.parametrize(
    "words",
    [
        ["2036-01-01", "5d"],
        ["9999-12-31", "5d"],
        ["9999-12-31T23:00", "2h"],
        ["2022-09-30", "100000y"],
        ["2022-09-30", "-5wd"],
        ["2022-09-30", "99999wd"],
    ],
)
def test_a_date_that_cannot_be_is_one_sentence(words: list[str]) -> None:
    result = run(app, ["due", *words])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
