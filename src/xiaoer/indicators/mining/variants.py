"""Variants: the different orders of activities, each with the cases that went that way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xiaoer.exchange.logs.log import Ints

from .figures import Summary, by_group
from .trails import Trails


@dataclass(frozen=True, slots=True)
class Variant:
    """One order of activities. `trails` are the numbers of the cases that took it."""

    activities: tuple[int, ...]
    trails: Ints
    throughput: Summary

    @property
    def cases(self) -> int:
        """Return how many cases took it."""
        return len(self.trails)

    def names(self, trails: Trails) -> tuple[str, ...]:
        """Return the activities by name."""
        return tuple(trails.activity_names[code] for code in self.activities)


def variants(trails: Trails) -> dict[bytes, list[int]]:
    """Return the numbers of the trails of each variant, by the bytes of its activities."""
    activity = np.ascontiguousarray(trails.activity, dtype=np.int32)
    content, size = activity.tobytes(), activity.itemsize
    found: dict[bytes, list[int]] = {}
    bounds = (trails.bounds * size).tolist()
    for number in range(len(trails)):
        found.setdefault(content[bounds[number] : bounds[number + 1]], []).append(number)
    return found


def variant_list(trails: Trails) -> list[Variant]:
    """Return the variants, those with the most cases first, equal ones by first appearance."""
    known = variants(trails)
    taken = np.empty(len(trails), dtype=np.int64)
    for place, numbers in enumerate(known.values()):
        taken[numbers] = place
    times = by_group(trails.throughput(), taken)
    found = [
        Variant(
            tuple(np.frombuffer(content, dtype=np.int32).tolist()),
            np.array(numbers),
            times[place].summary,
        )
        for place, (content, numbers) in enumerate(known.items())
    ]
    return sorted(found, key=lambda variant: -variant.cases)
