"""Where the time of all cases goes: waits between activities and work on them, longest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from .figures import Summary, total_seconds
from .graph import Graph, graph_of
from .log_statistics import worked
from .trails import Trails
from .worktime import WorkTime

Kind = Literal["wait", "work"]


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """A wait before `target` (after `source`), or the work on `target`.

    `share` is its part of the time of all cases from begin to end. Shares of waits add up to 1
    where nothing overlaps and the log does not tell work apart.
    """

    kind: Kind
    source: str
    target: str
    frequency: int
    cases: int
    time: Summary
    total: float
    share: float | None

    def as_json(self) -> dict[str, Any]:
        """Return the bottleneck as plain data."""
        return {
            "kind": self.kind,
            "source": self.source,
            "target": self.target,
            "frequency": self.frequency,
            "cases": self.cases,
            "seconds": self.time.as_json(),
            "total_seconds": self.total,
            "share": self.share,
        }


def bottlenecks(trails: Trails, worktime: WorkTime | None = None) -> list[Bottleneck]:
    """Return all waits and works that took any time, those with the most time in all first."""
    spent = worked(trails, worktime) if worktime else trails.throughput()
    whole = total_seconds(spent)
    found = [*_waits(graph_of(trails, worktime), whole), *_works(trails, whole)]
    return sorted(found, key=lambda one: (-one.total, one.kind, one.source, one.target))


def _waits(graph: Graph, whole: float) -> list[Bottleneck]:
    return [
        Bottleneck(
            "wait",
            graph.name(edge.source),
            graph.name(edge.target),
            edge.frequency,
            edge.cases,
            edge.wait,
            edge.total,
            _share(edge.total, whole),
        )
        for edge in graph.edges.values()
        if edge.total > 0
    ]


def _works(trails: Trails, whole: float) -> list[Bottleneck]:
    return [
        Bottleneck(
            "work",
            "",
            node.name,
            node.frequency,
            node.cases,
            node.sojourn,
            node.total,
            _share(node.total, whole),
        )
        for node in graph_of(trails).nodes.values()
        if node.total > 0
    ]


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None
