"""Mean, median, 90th percentile, least and most of times; also by group, all groups at once.

Times go in as whole microseconds and come out as seconds. Percentiles are interpolated linearly
between the two nearest values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from xiaoer.exchange.logs.instants import SECOND
from xiaoer.exchange.logs.log import Ints

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Summary:
    """Seconds; all `None` when there is nothing to sum up."""

    mean: float | None = None
    median: float | None = None
    p90: float | None = None
    min: float | None = None
    max: float | None = None

    def as_json(self) -> dict[str, float | None]:
        """Return the summary as plain data."""
        return asdict(self)


def total_seconds(values: Ints) -> float:
    """Return the sum in seconds; whole seconds and the rest are summed apart, so none is lost."""
    return float(np.sum(values // SECOND)) + float(np.sum(values % SECOND)) / SECOND


def summary(values: Ints) -> Summary:
    """Sum up times."""
    if not len(values):
        return Summary()
    median, p90 = np.percentile(values, (50, 90)) / SECOND
    least, most = int(values.min()) / SECOND, int(values.max()) / SECOND
    return Summary(total_seconds(values) / len(values), float(median), float(p90), least, most)


@dataclass(frozen=True, slots=True)
class Grouped:
    """Times by group: how many, their sum, and their summary."""

    count: int
    total: float
    summary: Summary


def by_group(values: Ints, group: Ints) -> Mapping[int, Grouped]:
    """Sum up times by the number of their group."""
    if not len(values):
        return {}
    order = np.lexsort((values, group))
    ranked, sorted_groups = values[order], group[order]
    begins = np.flatnonzero(np.append(True, sorted_groups[1:] != sorted_groups[:-1]))
    counts = np.diff(np.append(begins, len(ranked)))
    totals = np.add.reduceat(ranked // SECOND, begins) + (
        np.add.reduceat(ranked % SECOND, begins) / SECOND
    )
    median = _quantile(ranked, begins, counts, 0.5)
    p90 = _quantile(ranked, begins, counts, 0.9)
    least, most = ranked[begins] / SECOND, ranked[begins + counts - 1] / SECOND
    columns = (sorted_groups[begins], counts, totals, totals / counts, median, p90, least, most)
    return {
        key: Grouped(count, total, Summary(*rest))
        for key, count, total, *rest in zip(*(c.tolist() for c in columns), strict=True)
    }


def _quantile(ranked: Ints, begins: Ints, counts: Ints, share: float) -> Floats:
    place = share * (counts - 1)
    below = np.floor(place).astype(np.int64)
    above = np.minimum(below + 1, counts - 1)
    low, high = ranked[begins + below], ranked[begins + above]
    found: Floats = (low + (place - below) * (high - low)) / SECOND
    return found
