"""Which answers cannot be trusted: all the same, trap missed, too fast, leaned on. Pure.

Source rule: campaign §6.2 (trap items, straight-lining, median time) and §13 (pressure).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

LEAST_ITEMS = 10  # scale answers; below that the same answer throughout says nothing
SAME_SHARE = 0.95  # of the scale answers
FAST_SHARE = 1 / 3  # of the median time of the same mode
LEAST_TIMED = 5  # interviews of a mode before its median means something


class Flag(StrEnum):
    """What is odd about an interview. A flag is looked at by people before it counts."""

    STRAIGHT = "straight"
    TRAP = "trap"
    TOO_FAST = "too_fast"
    CONTACTED = "contacted"


@dataclass(frozen=True, slots=True)
class Interview:
    """One filled questionnaire: scale answers in their order, traps, seconds it took."""

    firm: str
    mode: str
    scale: tuple[int | None, ...]
    traps: Mapping[str, int | None]
    seconds: float
    contacted: bool = False


def is_straight(scale: Sequence[int | None]) -> bool:
    """Say whether nearly all scale answers are the same; "not used" does not count."""
    given = [x for x in scale if x is not None]
    if len(given) < LEAST_ITEMS:
        return False
    return max(given.count(x) for x in set(given)) >= SAME_SHARE * len(given)


def missed_traps(traps: Mapping[str, int | None], expected: Mapping[str, int]) -> list[str]:
    """Return the trap items that were answered otherwise than the question asks for."""
    return sorted(item for item, wanted in expected.items() if traps.get(item) != wanted)


def _median_times(interviews: Iterable[Interview]) -> dict[str, float]:
    times: dict[str, list[float]] = {}
    for interview in interviews:
        times.setdefault(interview.mode, []).append(interview.seconds)
    return {mode: median(t) for mode, t in times.items() if len(t) >= LEAST_TIMED}


def flags(interviews: Sequence[Interview], expected: Mapping[str, int]) -> dict[str, list[Flag]]:
    """Return the flags by firm; firms without any are left out.

    `expected` is what each trap item asks for. The median time is taken for each mode apart:
    a talk on the phone takes longer than a form.
    """
    usual = _median_times(interviews)
    found: dict[str, list[Flag]] = {}
    for interview in interviews:
        fast = interview.seconds < FAST_SHARE * usual.get(interview.mode, 0)
        checks = (
            (Flag.STRAIGHT, is_straight(interview.scale)),
            (Flag.TRAP, bool(missed_traps(interview.traps, expected))),
            (Flag.TOO_FAST, fast),
            (Flag.CONTACTED, interview.contacted),
        )
        raised = [flag for flag, holds in checks if holds]
        if raised:
            found[interview.firm] = raised
    return found
