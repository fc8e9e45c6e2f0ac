"""Pauses: stretches in which a clock does not run (time-law 2.1, pausing rule)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T", bound=float)


class BadPause(ValueError):
    """A pause that ends before it starts."""


@dataclass(frozen=True, slots=True)
class Stretch(Generic[T]):
    """A pause on some axis: days, seconds or working seconds; no end means it still runs."""

    start: T
    end: T | None


def checked(pauses: Iterable[Stretch[T]]) -> list[Stretch[T]]:
    """Return the pauses in order of their start; raises `BadPause` for one that runs back."""
    listed = sorted(pauses, key=lambda pause: pause.start)
    for pause in listed:
        if pause.end is not None and pause.end < pause.start:
            raise BadPause("暂停的结束早于开始")
    return listed


def merged(pauses: Iterable[Stretch[T]], start: T) -> list[Stretch[T]]:
    """Return disjoint stretches after `start` that cover what the pauses cover together."""
    found: list[Stretch[T]] = []
    for pause in checked(pauses):
        if pause.end is not None and pause.end <= start:
            continue
        begin = max(pause.start, start)
        last = found[-1] if found else None
        if last is None or (last.end is not None and begin > last.end):
            found.append(Stretch(begin, pause.end))
        elif last.end is not None:
            end = None if pause.end is None else max(last.end, pause.end)
            found[-1] = Stretch(last.start, end)
    return found


def paused_until(stretches: Iterable[Stretch[int]], end: int) -> int:
    """Return how much of the disjoint stretches lies before `end`."""
    return sum(
        min(end if s.end is None else s.end, end) - s.start for s in stretches if s.start < end
    )


def pushed(target: int, stretches: Iterable[Stretch[int]]) -> int | None:
    """Move a target point past the stretches before it; `None` while one has no end.

    A stretch that begins exactly at the target no longer moves it: the point is reached.
    """
    for stretch in stretches:
        if stretch.start >= target:
            break
        if stretch.end is None:
            return None
        target += stretch.end - stretch.start
    return target
