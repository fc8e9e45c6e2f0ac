"""Numbers that a writer typed and that contradict what was computed. Pure.

Source rule: campaign §3.1, "pre-fill": such a number is refused or carries a reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CLAUSE = re.compile(r"[^，,、。；;！!？?\n]+")
NUMBER = re.compile(r"(?<![\d.\-])\d+(?:\.\d+)?")
WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")  # one for one: places stay
# what a number is when it is not today's level: a goal, or the past
ELSEWHERE = re.compile(r"目标|力争|计划|要求|上月|上年|去年|同期|基数|提高|增加|下降|减少|压减")


@dataclass(frozen=True, slots=True)
class Known:
    """A figure that the system computed; `units` are the ways to write its unit."""

    key: str
    name: str
    value: Decimal
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A typed number beside the computed one, with its place in the text."""

    key: str
    name: str
    typed: str
    computed: Decimal
    unit: str
    start: int
    end: int


def _agrees(typed: str, value: Decimal) -> bool:
    """Compare at the precision that was typed: 97.3 is what 97.28 is written as."""
    number = Decimal(typed)
    places = number.as_tuple().exponent
    step = Decimal(1).scaleb(places if isinstance(places, int) else 0)
    return value.quantize(step, ROUND_HALF_UP) == number


def _unit_at(text: str, at: int, units: tuple[str, ...]) -> str | None:
    rest = text[at:].lstrip()
    return next((unit for unit in units if rest.startswith(unit)), None)


def _in_clause(clause: str, offset: int, known: Known) -> Iterator[Contradiction]:
    named = clause.find(known.name)
    if named < 0:
        return
    after = named + len(known.name)
    for found in NUMBER.finditer(clause, after):
        unit = _unit_at(clause, found.end(), known.units)
        elsewhere = ELSEWHERE.search(clause, after, found.start())
        if unit is None or elsewhere or _agrees(found[0], known.value):
            continue
        yield Contradiction(
            known.key, known.name, found[0], known.value, unit,
            offset + found.start(), offset + found.end(),
        )  # fmt: skip


def contradictions(text: str, known: Iterable[Known]) -> list[Contradiction]:
    """Return the typed numbers that differ from the computed ones, in the order of the text.

    A number counts when it follows the figure's name in the same clause and carries its
    unit; goals and past levels do not.
    """
    level = text.translate(WIDE)
    figures = [one for one in known if one.name in level]
    found = [
        one
        for clause in CLAUSE.finditer(level)
        for figure in figures
        for one in _in_clause(clause[0], clause.start(), figure)
    ]
    return sorted(found, key=lambda one: (one.start, one.key))
