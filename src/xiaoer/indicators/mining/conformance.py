"""Cases against the drawing of their process: which step was skipped, repeated, out of order.

Each order of activities is explained once, as cheaply as can be (`alignment`). From that:

- an activity that is missing where the process demands it and done where it does not is *out of
  order*; one that is only missing is *skipped*;
- one that is done where the process does not allow it is *repeated* when it was also done where
  it belongs, else *unexpected*; one that the process does not know is *unknown*.

Fitness is 1 minus the cost over the worst cost, which is that of doing everything in the case
and, beside it, the shortest way through the process; the way PM4Py defines it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from xiaoer.exchange.logs.log import Ints

from .alignment import MOST_STATES, Alignment, align
from .drawn import CannotCheck
from .net import Net
from .trails import Trails, only_activities
from .variants import Variant, variant_list

KINDS: Final = ("skipped", "repeated", "out_of_order", "unexpected", "unknown")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One order of activities and how it fits; `None` for `alignment` when it took too long."""

    activities: tuple[str, ...]
    trails: Ints
    alignment: Alignment | None
    fitness: float | None
    deviations: dict[str, Counter[str]] = field(default_factory=dict)

    def count(self, kind: str, activity: str) -> int:
        """Return how often an activity deviates in a way."""
        return self.deviations.get(kind, Counter())[activity]


@dataclass(frozen=True, slots=True)
class Conformance:
    """All orders of activities against the process."""

    judgements: list[Judgement]
    cases: int
    fitting: int  # cases without any deviation
    unjudged: int  # cases that took too long to explain
    fitness: float | None  # of all cases together: costs over worst costs
    mean_fitness: float | None  # of a case
    trails: Trails  # that were judged: cases with no activity of the process are not among them

    def deviations(self) -> dict[str, dict[str, int]]:
        """Return for each way of deviating in how many cases each activity does."""
        found: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
        for judgement in self.judgements:
            for kind, activities in judgement.deviations.items():
                for activity in activities:
                    found[kind][activity] += len(judgement.trails)
        return {kind: dict(counted.most_common()) for kind, counted in found.items()}

    def trails_with(self, kind: str, activity: str) -> Ints:
        """Return the numbers of the cases in which an activity deviates in a way."""
        found = [j.trails for j in self.judgements if j.count(kind, activity)]
        return np.sort(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)

    def as_json(self) -> dict[str, Any]:
        """Return the outcome as plain data."""
        return {
            "cases": self.cases,
            "fitting": self.fitting,
            "unjudged": self.unjudged,
            "fitness": self.fitness,
            "mean_fitness": self.mean_fitness,
            **self.deviations(),
        }


def conformance(
    trails: Trails,
    net: Net,
    only: Collection[str] | None = None,
    most_states: int = MOST_STATES,
) -> Conformance:
    """Judge all cases; with `only`, activities that the log may have beside the process fall away.

    Raises `CannotCheck` when the process has no way from its begin to its end.
    """
    shortest = align(net, ())
    if shortest is None:
        raise CannotCheck("流程从开始走不到结束，没法和日志比对")
    looked_at = _only(trails, only) if only is not None else trails
    found = [
        _judged(looked_at, variant, net, shortest.cost, most_states)
        for variant in variant_list(looked_at)
    ]
    return _summed(found, shortest.cost, looked_at)


def _only(trails: Trails, names: Collection[str]) -> Trails:
    wanted = np.array([name in names for name in trails.activity_names], dtype=bool)
    return only_activities(trails, wanted)


def _judged(trails: Trails, variant: Variant, net: Net, shortest: int, most: int) -> Judgement:
    names = variant.names(trails)
    alignment = align(net, names, most)
    if alignment is None:
        return Judgement(names, variant.trails, None, None)
    fitness = 1 - alignment.cost / worst if (worst := len(names) + shortest) else 1.0
    return Judgement(names, variant.trails, alignment, fitness, deviations(alignment, net))


def deviations(alignment: Alignment, net: Net) -> dict[str, Counter[str]]:
    """Return what deviates in an explanation, by kind, and how often."""
    steps = {kind: Counter[str]() for kind in ("both", "log", "model")}
    for step in alignment.steps:
        steps[step.kind][step.activity] += 1
    moved = steps["log"] & steps["model"]
    extra = steps["log"] - moved
    known = set(net.labels)
    done = steps["both"] + moved
    found = {
        "skipped": steps["model"] - moved,
        "out_of_order": moved,
        "repeated": Counter({a: n for a, n in extra.items() if a in known and done[a]}),
        "unexpected": Counter({a: n for a, n in extra.items() if a in known and not done[a]}),
        "unknown": Counter({a: n for a, n in extra.items() if a not in known}),
    }
    return {kind: counted for kind, counted in found.items() if counted}


def _summed(found: list[Judgement], shortest: int, trails: Trails) -> Conformance:
    judged = [(j, len(j.trails), j.alignment) for j in found]
    known = [(j, n, a.cost) for j, n, a in judged if a is not None]
    cases = sum(n for _, n, _ in known)
    worst = sum(n * (len(j.activities) + shortest) for j, n, _ in known)
    cost = sum(n * c for _, n, c in known)
    return Conformance(
        judgements=found,
        cases=sum(n for _, n, _ in judged),
        fitting=sum(n for _, n, c in known if c == 0),
        unjudged=sum(n for _, n, a in judged if a is None),
        fitness=(1 - cost / worst if worst else 1.0) if cases else None,
        mean_fitness=sum(n * (j.fitness or 0.0) for j, n, _ in known) / cases if cases else None,
        trails=trails,
    )
