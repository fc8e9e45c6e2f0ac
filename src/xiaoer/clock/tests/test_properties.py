"""The algebra of clocks, against a reference that walks day by day and minute by minute."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiaoer.clock import Clock, ClockProfile, Limit, LimitUnit, OutsideCalendar, Pause, WorkCalendar
from xiaoer.clock.batch import EPOCH, BatchClock
from xiaoer.clock.reckoning import CHINA

from . import reference

FIRST, LAST = date(2019, 1, 1), date(2026, 6, 30)
WD = Clock(ClockProfile.WD_ADMIN)
FRACTION = Clock(ClockProfile.WD_FRACTION)
AROUND = Clock(ClockProfile.HOURS_24X7)
BATCH = BatchClock(WorkCalendar.china())

days = st.dates(FIRST, LAST)
minutes = st.datetimes(datetime(2019, 1, 1), datetime(2026, 6, 30)).map(  # noqa: DTZ001
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=CHINA)
)


def spans(points: st.SearchStrategy, longest: timedelta) -> st.SearchStrategy:
    lengths = st.integers(0, int(longest.total_seconds() // 60)).map(lambda m: timedelta(minutes=m))
    return st.tuples(points, lengths).map(lambda pair: (pair[0], pair[0] + pair[1]))


@st.composite
def paused_days(draw: st.DrawFn) -> tuple[date, list[tuple[date, date]]]:
    """A start day and pauses around it, overlapping and touching as they come."""
    start = draw(days)
    offsets = draw(st.lists(st.tuples(st.integers(-5, 30), st.integers(0, 12)), max_size=4))
    pauses = [(start + timedelta(days=a), start + timedelta(days=a + n)) for a, n in offsets]
    return start, pauses


def as_pauses(pairs: list) -> list[Pause]:
    return [Pause(a, b) for a, b in pairs]


def working_days(n: int) -> Limit:
    return Limit.parse(f"{n}wd")


@given(paused_days(), st.integers(0, 40))
def test_elapsed_days_agree_with_the_walk(case: tuple, length: int) -> None:
    start, pauses = case
    end = start + timedelta(days=length)
    found = WD.elapsed(start, end, as_pauses(pauses))
    assert found.amount == reference.elapsed_days(start, end, pauses)


@given(paused_days(), st.integers(1, 30))
def test_due_days_agree_with_the_walk(case: tuple, limit: int) -> None:
    start, pauses = case
    found = WD.due(start, working_days(limit), as_pauses(pauses))
    assert found.day == reference.due_day(start, limit, pauses)


@given(paused_days(), st.integers(1, 60))
def test_due_and_elapsed_days_are_inverse(case: tuple, limit: int) -> None:
    start, pauses = case
    due = WD.due(start, working_days(limit), as_pauses(pauses)).day
    assert due is not None
    assert WD.elapsed(start, due, as_pauses(pauses)).amount == limit
    day_before = due - timedelta(days=1)
    assert WD.elapsed(start, day_before, as_pauses(pauses)).amount == limit - 1


@settings(max_examples=60, deadline=None)
@given(
    minutes,
    st.integers(0, 4000),
    st.lists(st.tuples(st.integers(-600, 3000), st.integers(0, 900)), max_size=3),
)
def test_elapsed_minutes_agree_with_the_walk(start: datetime, length: int, offsets: list) -> None:
    end = start + timedelta(minutes=length)
    pauses = [(start + timedelta(minutes=a), start + timedelta(minutes=a + n)) for a, n in offsets]
    found = FRACTION.elapsed(start, end, as_pauses(pauses))
    assert found.amount == 60 * reference.elapsed_minutes(start, end, pauses)


@settings(max_examples=60, deadline=None)
@given(minutes, st.integers(1, 720))
def test_due_minutes_agree_with_the_walk(start: datetime, limit: int) -> None:
    found = FRACTION.moment_of_coordinate(FRACTION.position(start) + limit * 60)
    assert found == reference.due_minute(start, limit)


@given(minutes, st.decimals("0.1", "20", places=1))
def test_due_and_elapsed_service_time_are_inverse(start: datetime, amount: object) -> None:
    limit = Limit.parse(f"{amount}wd")
    due = FRACTION.due(start, limit).moment
    assert due is not None
    assert FRACTION.elapsed(start, due).days == limit.amount


@given(days, st.integers(0, 60), st.integers(0, 60))
def test_elapsed_days_add_up(start: date, first: int, second: int) -> None:
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)
    parts = WD.elapsed(start, middle).amount + WD.elapsed(middle, end).amount
    assert parts == WD.elapsed(start, end).amount


@given(days, st.integers(0, 60), st.integers(0, 60))
def test_longer_limits_are_never_due_earlier(start: date, limit: int, more: int) -> None:
    early = WD.due(start, working_days(limit)).day
    late = WD.due(start, working_days(limit + more)).day
    assert early is not None
    assert late is not None
    assert early <= late


@given(paused_days(), st.integers(0, 40), st.integers(0, 12), st.randoms())
def test_pauses_count_once_whatever_their_order_or_cut(
    case: tuple, length: int, cut: int, random: object
) -> None:
    start, pauses = case
    end = start + timedelta(days=length)
    whole = WD.elapsed(start, end, as_pauses(pauses)).amount
    pieces = []
    for a, b in pauses:
        middle = min(a + timedelta(days=cut), b)
        pieces += [(a, middle), (middle, b)]
    shuffled = pieces + pauses
    random.shuffle(shuffled)
    assert WD.elapsed(start, end, as_pauses(shuffled)).amount == whole


@given(paused_days(), st.integers(0, 40))
def test_more_pauses_never_make_more_time_run(case: tuple, length: int) -> None:
    start, pauses = case
    end = start + timedelta(days=length)
    fewer = WD.elapsed(start, end, as_pauses(pauses[1:])).amount
    assert WD.elapsed(start, end, as_pauses(pauses)).amount <= fewer


@given(minutes, st.integers(0, 500), st.integers(0, 200))
def test_hours_around_the_clock_skip_only_pauses(start: datetime, hours: int, paused: int) -> None:
    pause = Pause(start, start + timedelta(hours=paused))
    due = AROUND.due(start, Limit.parse(f"{hours}h"), [pause]).moment
    expected = start + timedelta(hours=hours + (paused if hours else 0))
    assert due == expected


@given(paused_days(), st.integers(1, 40), st.integers(0, 60))
def test_what_remains_and_what_ran_make_the_limit(case: tuple, limit: int, ran: int) -> None:
    start, pauses = case
    now = start + timedelta(days=ran)
    left = WD.remaining(now, start, working_days(limit), as_pauses(pauses))
    assert left + WD.elapsed(start, now, as_pauses(pauses)).amount == limit


@settings(deadline=None)
@given(st.lists(st.tuples(days, st.integers(0, 200), st.integers(0, 20)), min_size=1, max_size=50))
def test_batches_of_days_agree_with_single_cases(cases: list) -> None:
    start = np.array([(a - EPOCH).days for a, _n, _l in cases])
    end = start + np.array([n for _a, n, _l in cases])
    limits = np.array([limit + 1 for _a, _n, limit in cases])
    found = BATCH.elapsed_days(start, end)
    singles = [WD.elapsed(a, a + timedelta(days=n)).amount for a, n, _l in cases]
    assert found.tolist() == singles
    due = [EPOCH + timedelta(days=int(d)) for d in BATCH.due_days(start, limits)]
    assert due == [WD.due(a, working_days(limit + 1)).day for a, _n, limit in cases]


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(minutes, st.integers(0, 40_000), st.integers(1, 9_000)), min_size=1, max_size=50
    )
)
def test_batches_of_instants_agree_with_single_cases(cases: list) -> None:
    start = np.array([int(a.timestamp()) for a, _n, _l in cases])
    end = start + 60 * np.array([n for _a, n, _l in cases])
    limits = np.array([limit for _a, _n, limit in cases])
    singles = [FRACTION.elapsed(a, a + timedelta(minutes=n)).amount for a, n, _l in cases]
    assert BATCH.elapsed_seconds(start, end).tolist() == singles
    due = [datetime.fromtimestamp(int(d), UTC) for d in BATCH.due_seconds(start, limits)]
    alone = [FRACTION.moment_of_coordinate(FRACTION.position(a) + limit) for a, _n, limit in cases]
    assert due == alone


def test_pauses_of_many_cases_are_summed_by_case() -> None:
    day = (date(2022, 10, 8) - EPOCH).days
    start, end = np.array([day, day, day + 3]), np.array([day + 2, day + 1, day + 5])
    found = BATCH.paused_days(3, np.array([0, 2, 2]), start, end)
    assert found.tolist() == [2, 0, 3]
    elapsed = BATCH.elapsed_days(np.array([day - 8]), np.array([day + 4]), found[:1])
    walked = reference.elapsed_days(
        date(2022, 9, 30), date(2022, 10, 12), [(date(2022, 10, 8), date(2022, 10, 10))]
    )
    assert elapsed.tolist() == [walked]


def test_batches_refuse_days_outside_the_calendar_and_name_provisional_ones() -> None:
    with pytest.raises(OutsideCalendar):
        BATCH.ordinals(np.array([(date(1999, 1, 1) - EPOCH).days]))
    with pytest.raises(OutsideCalendar):
        BATCH.due_days(np.array([(date(2035, 12, 1) - EPOCH).days]), 100)
    known = np.array([(d - EPOCH).days for d in (date(2026, 12, 31), date(2027, 1, 1))])
    assert BATCH.provisional(known).tolist() == [False, True]


def test_every_unit_of_limits_fits_some_profile() -> None:
    from xiaoer.clock.limits import FITTING

    assert set(FITTING) == set(LimitUnit)
