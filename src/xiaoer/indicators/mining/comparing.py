"""Two parts of a log side by side: two periods, two counties. What takes longer, what is new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from .figures import Summary, summary
from .graph import Edge, Graph, Node, graph_of
from .log_statistics import worked
from .trails import Trails
from .worktime import WorkTime

FEW: Final = 10  # cases; below that a difference is told but not to be relied on


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: how many cases, how long they took."""

    cases: int
    events: int
    throughput: Summary


@dataclass(frozen=True, slots=True)
class Change:
    """An activity (`source` is empty) or a step from one to another, on both sides.

    Shares are of cases that have it, 0 to 1; `per_case` is its time in all divided by all cases,
    in seconds, so differences of `per_case` over all steps explain the difference of the mean.
    """

    source: str
    target: str
    shares: tuple[float, float]
    means: tuple[float | None, float | None]
    per_case: tuple[float, float]
    few: bool

    @property
    def difference(self) -> float:
        """Return how many seconds a case gains (below 0) or loses here on the other side."""
        return self.per_case[1] - self.per_case[0]

    def as_json(self) -> dict[str, Any]:
        """Return the change as plain data."""
        return {
            "source": self.source,
            "target": self.target,
            "shares": self.shares,
            "mean_seconds": self.means,
            "seconds_per_case": self.per_case,
            "difference_seconds": self.difference,
            "few": self.few,
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides and their differences, the largest first."""

    sides: tuple[Side, Side]
    activities: list[Change]
    steps: list[Change]


def compared(one: Trails, other: Trails, worktime: WorkTime | None = None) -> Comparison:
    """Compare two parts of one log (their activities have the same numbers)."""
    sides = _side(one, worktime), _side(other, worktime)
    graphs = graph_of(one, worktime), graph_of(other, worktime)
    cases = len(one), len(other)
    names = one.activity_names
    activities = [
        _change("", names[key], cases, [graph.nodes.get(key) for graph in graphs])
        for key in _keys(graphs[0].nodes, graphs[1].nodes)
    ]
    steps = [
        _change(_name(names, key[0]), _name(names, key[1]), cases, _both(graphs, key))
        for key in _keys(graphs[0].edges, graphs[1].edges)
    ]
    return Comparison(sides, sorted(activities, key=_weight), sorted(steps, key=_weight))


def _side(trails: Trails, worktime: WorkTime | None) -> Side:
    times = worked(trails, worktime) if worktime else trails.throughput()
    return Side(len(trails), len(trails.activity), summary(times))


def _keys(one: dict[Any, Any], other: dict[Any, Any]) -> list[Any]:
    return list(dict.fromkeys([*one, *other]))


def _both(graphs: tuple[Graph, Graph], key: tuple[int, int]) -> list[Edge | None]:
    return [graph.edges.get(key) for graph in graphs]


def _name(names: list[str], code: int) -> str:
    return names[code] if code >= 0 else ""


def _change(source: str, target: str, cases: tuple[int, int], found: list[Any]) -> Change:
    shares = tuple(
        _ratio(part.cases if part else 0, n) for part, n in zip(found, cases, strict=True)
    )
    totals = tuple(
        _ratio(part.total if part else 0, n) for part, n in zip(found, cases, strict=True)
    )
    means = tuple(_mean(part) for part in found)
    few = min(part.cases if part else 0 for part in found) < FEW
    return Change(source, target, shares, means, totals, few)  # type: ignore[arg-type]


def _mean(part: Node | Edge | None) -> float | None:
    if part is None:
        return None
    return part.sojourn.mean if isinstance(part, Node) else part.wait.mean


def _ratio(part: float, whole: int) -> float:
    return part / whole if whole else 0.0


def _weight(change: Change) -> tuple[float, float, str, str]:
    moved = abs(change.shares[1] - change.shares[0])
    return -abs(change.difference), -moved, change.source, change.target
