"""Pauses: stretches in which a clock does not run (time-law 2.1, pausing rule).

On its profile's axis a pause is the half-open stretch (start, end]: on the axis of days
it covers the days after its start day up to and including its end day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .moments import ClockError, Moment, runs_backwards


class BadPauseError(ClockError):
    """A pause that ends before it starts."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A suspension from one moment to another; no end means it still runs."""

    start: Moment
    end: Moment | None

    def __post_init__(self) -> None:
        """Refuse a pause that runs backwards."""
        if self.end is not None and runs_backwards(self.start, self.end):
            raise BadPauseError(f"暂停结束 {self.end} 早于开始 {self.start}，请对调")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A pause as positions on an axis; no end means it still runs."""

    start: int
    end: int | None


def stretches(
    pauses: Iterable[Pause], position: Callable[[Moment], int], start: int
) -> list[Stretch]:
    """Place pauses on an axis, in order and merged; what lies before `start` is cut off."""
    placed = [Stretch(position(p.start), None if p.end is None else position(p.end)) for p in pauses]
    return merged(placed, start)


def merged(placed: Iterable[Stretch], start: int) -> list[Stretch]:
    """Return disjoint stretches from `start` on that cover what the given ones cover."""
    found: list[Stretch] = []
    covered = start
    for stretch in sorted(placed, key=lambda stretch: stretch.start):
        begin = max(stretch.start, covered)
        if stretch.end is None:
            return [*found, Stretch(begin, None)]
        if stretch.end > begin:
            found.append(Stretch(begin, stretch.end))
            covered = stretch.end
    return found


def paused_until(disjoint: Iterable[Stretch], end: int) -> int:
    """Return how much of the disjoint stretches lies before `end`."""
    return sum(
        (end if s.end is None else min(s.end, end)) - s.start for s in disjoint if s.start < end
    )


def pushed(target: int, disjoint: Iterable[Stretch]) -> int | None:
    """Move a target past the stretches before it; `None` while one of them has no end.

    A stretch that begins exactly at the target no longer moves it: the point is reached.
    """
    for stretch in disjoint:
        if stretch.start >= target:
            break
        if stretch.end is None:
            return None
        target += stretch.end - stretch.start
    return target
