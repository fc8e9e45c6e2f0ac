"""How the rows of a figure are spread: counts in equal steps, the target on an edge. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

MOST = 14  # steps of a drawing
NICE = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Step:
    """Rows from `low` up to, and with the last step beyond, `high`."""

    low: float
    high: float | None
    rows: int
    beyond: bool  # on the bad side of the target


def width_for(span: float, target: float | None) -> float:
    """Return a step that people read easily and that the target is a multiple of."""
    if target:
        fitting = [n for n in range(8, 0, -1) if span * n / target <= MOST] or [1]
        even = [n for n in fitting if n > 2 and (target / n).is_integer()]
        return target / (even or fitting)[0]
    rough = span / MOST
    scale = 10.0 ** floor(log10(rough))
    return next(scale * nice for nice in NICE if scale * nice >= rough)


def spread(values: Iterable[tuple[float, int]], target: float | None, lower: bool) -> list[Step]:
    """Return the steps of `(value, rows)`; a value on an edge belongs to the step below it.

    So a duration of exactly the limit is within it. Everything beyond the drawing is in the
    last step. `lower`: smaller is better.
    """
    known = [(value, rows) for value, rows in values if rows]
    if not known:
        return []
    top = max(value for value, _rows in known)
    width = width_for(max(top, target or 0) or 1.0, target)
    counts = [0] * MOST
    for value, rows in known:
        counts[min(max(ceil(round(value / width, 9)) - 1, 0), MOST - 1)] += rows
    last = max(i for i, rows in enumerate(counts) if rows)
    open_end = top > width * MOST
    return [
        Step(
            low=i * width,
            high=None if open_end and i == MOST - 1 else (i + 1) * width,
            rows=counts[i],
            beyond=_beyond(i * width, (i + 1) * width, target, lower),
        )
        for i in range(last + 1)
    ]


def _beyond(low: float, high: float, target: float | None, lower: bool) -> bool:
    if target is None:
        return False
    return round(low - target, 9) >= 0 if lower else round(high - target, 9) <= 0
