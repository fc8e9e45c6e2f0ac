"""Time the clock: nanoseconds per case for one case at a time and for millions at once.

Run `python benchmarks/bench_clock.py [SIZE ...]`; sizes default to 1 and 20 million cases.
Cases start in 2019-2025 and last a lognormal time (median 5 days, at most 400); pauses
come 0.6 to a case. Each figure is the best of three runs on one thread.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from xiaoer.clock import Clock, ClockProfile, Limit, Pause, WorkCalendar
from xiaoer.clock.batch import CHINA_OFFSET, DAY_SECONDS, EPOCH, BatchClock
from xiaoer.clock.reckoning import CHINA

SIZES = (1_000_000, 20_000_000)
LONGEST_DAYS = 400
PAUSES_PER_CASE = 0.6
SINGLES = 20_000
RUNS = 3

Ints = NDArray[np.int64]
Measured = tuple[str, Callable[[], object]]


class Cases(NamedTuple):
    """Random cases as instants and days, and the pauses of all of them."""

    start: Ints
    end: Ints
    start_day: Ints
    end_day: Ints
    paused_case: Ints
    pause_start: Ints
    pause_end: Ints


def days_of(instants: Ints) -> Ints:
    """Return the day number in China of each instant."""
    return (instants + CHINA_OFFSET) // DAY_SECONDS


def random_cases(size: int) -> Cases:
    """Draw cases with a fixed seed, so that runs can be compared."""
    draw = np.random.default_rng(20220930)
    first, last = ((date(year, 1, 1) - EPOCH).days * DAY_SECONDS for year in (2019, 2026))
    start = draw.integers(first, last, size)
    length = np.minimum(draw.lognormal(np.log(5), 1.2, size), LONGEST_DAYS - 1) * DAY_SECONDS
    length = length.astype(np.int64)
    case = np.flatnonzero(draw.random(size) < PAUSES_PER_CASE)
    begin = start[case] + length[case] // 4
    end = start + length
    return Cases(start, end, days_of(start), days_of(end), case, begin, begin + length[case] // 4)


def best_seconds(step: Callable[[], object]) -> float:
    """Return the shortest of some runs."""
    found = []
    for _run in range(RUNS):
        begun = time.perf_counter()
        step()
        found.append(time.perf_counter() - begun)
    return min(found)


def report(name: str, cases: int, step: Callable[[], object]) -> None:
    """Print one line: name, nanoseconds per case, seconds in all."""
    seconds = best_seconds(step)
    print(f"  {name:<44}{seconds / cases * 1e9:>10.1f} ns{seconds:>10.3f} s")


def batch_steps(clock: BatchClock, cases: Cases) -> list[Measured]:
    """Return what is measured for whole days and for working seconds."""
    size = len(cases.start)
    pauses = (size, cases.paused_case, cases.pause_start, cases.pause_end)
    in_days = (size, cases.paused_case, days_of(cases.pause_start), days_of(cases.pause_end))
    days, seconds = clock.paused_days(*in_days), clock.paused_seconds(*pauses)
    a, b, day_a, day_b = cases[:4]
    half = clock.hours.seconds // 2
    return [
        ("elapsed, whole days, paused amounts", lambda: clock.elapsed_days(day_a, day_b, days)),
        ("due, whole days, paused amounts", lambda: clock.due_days(day_a, 20, days)),
        (
            "elapsed, whole days, summing pauses",
            lambda: clock.elapsed_days(day_a, day_b, clock.paused_days(*in_days)),
        ),
        ("coordinates of one instant a case", lambda: clock.coordinates(a)),
        ("elapsed, minutes, paused amounts", lambda: clock.elapsed_seconds(a, b, seconds)),
        ("due, 0.5 day, paused amounts", lambda: clock.due_seconds(a, half, seconds)),
        (
            "elapsed, minutes, summing pauses",
            lambda: clock.elapsed_seconds(a, b, clock.paused_seconds(*pauses)),
        ),
    ]


def single_steps() -> list[Measured]:
    """Return what is measured one case at a time, as a web page asks it."""
    admin, fraction = Clock(ClockProfile.WD_ADMIN), Clock(ClockProfile.WD_FRACTION)
    day, at = date(2022, 9, 30), datetime(2022, 9, 30, 15, 10, tzinfo=CHINA)
    later, much_later = day + timedelta(days=12), at + timedelta(days=12)
    pause = [Pause(date(2022, 10, 8), date(2022, 10, 10))]
    five, half = Limit.parse("5wd"), Limit.parse("0.5wd")
    return [
        ("coordinate of an instant", lambda: fraction.coordinate(at)),
        ("elapsed, whole days", lambda: admin.elapsed(day, later)),
        ("elapsed, whole days, one pause", lambda: admin.elapsed(day, later, pause)),
        ("elapsed, minutes", lambda: fraction.elapsed(at, much_later)),
        ("due, 5 working days", lambda: admin.due(day, five)),
        ("due, 5 working days, one pause", lambda: admin.due(day, five, pause)),
        ("due, 0.5 working day", lambda: fraction.due(at, half)),
    ]


def repeated(step: Callable[[], object]) -> Callable[[], None]:
    """Return a step that asks the same question many times."""

    def many() -> None:
        for _time in range(SINGLES):
            step()

    return many


def main(sizes: list[int]) -> None:
    """Print all figures."""
    print("one case at a time")
    for name, step in single_steps():
        report(name, SINGLES, repeated(step))
    clock = BatchClock(WorkCalendar.china())
    clock.coordinates(random_cases(10).start)  # compile the tables before the watch starts
    for size in sizes:
        print(f"{size:,} cases at once")
        for name, step in batch_steps(clock, random_cases(size)):
            report(name, size, step)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
