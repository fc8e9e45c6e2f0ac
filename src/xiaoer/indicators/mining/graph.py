"""The directly-follows graph: activities, and which follows which, with how often and how long.

The time on an edge is the wait: from the end of one event to the start of the next, or to its
end where the log does not say when work began. Work that began before the last event ended did
not wait at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from xiaoer.exchange.logs.instants import NO_TIME
from xiaoer.exchange.logs.log import Ints

from .figures import Summary, by_group
from .log_statistics import sojourn_by_activity
from .trails import Trails
from .worktime import WorkTime

BEGIN: Final = -1  # before the first activity of every case
END: Final = -2  # after the last one


@dataclass(frozen=True, slots=True)
class Node:
    """An activity. `sojourn` is the time of work on it, in seconds."""

    activity: int
    name: str
    frequency: int
    cases: int
    sojourn: Summary = field(default_factory=Summary)
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Edge:
    """One activity directly after another; `wait` and `total` in seconds."""

    source: int
    target: int
    frequency: int
    cases: int
    wait: Summary = field(default_factory=Summary)
    total: float = 0.0

    @property
    def ends(self) -> tuple[int, int]:
        """Return the two activities."""
        return self.source, self.target


@dataclass(frozen=True)
class Graph:
    """Nodes by activity, edges by their ends; the begin and end of cases are ends too."""

    nodes: dict[int, Node]
    edges: dict[tuple[int, int], Edge]

    def name(self, activity: int) -> str:
        """Return the name of an end of an edge; begin and end have none."""
        return self.nodes[activity].name if activity >= 0 else ""

    def as_json(self) -> dict[str, Any]:
        """Return the graph as plain data, for a page to draw."""
        return {
            "nodes": [
                {
                    "id": node.activity,
                    "name": node.name,
                    "frequency": node.frequency,
                    "cases": node.cases,
                    "sojourn_seconds": node.sojourn.as_json(),
                }
                for node in self.nodes.values()
            ],
            "edges": [
                {
                    "source": edge.source,
                    "target": edge.target,
                    "frequency": edge.frequency,
                    "cases": edge.cases,
                    "wait_seconds": edge.wait.as_json(),
                    "total_seconds": edge.total,
                }
                for edge in self.edges.values()
            ],
        }


def graph_of(trails: Trails, worktime: WorkTime | None = None) -> Graph:
    """Return the graph of all events, its waits in working time when one is given."""
    return Graph(_nodes(trails), {edge.ends: edge for edge in _edges(trails, worktime)})


def _nodes(trails: Trails) -> dict[int, Node]:
    codes, counts = np.unique(trails.activity, return_counts=True)
    cases = _cases_by(trails.activity.astype(np.int64), trails.trail, len(trails))
    work = sojourn_by_activity(trails) if trails.has_starts else {}
    found = {}
    for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
        times = work.get(code)
        sojourn = (times.summary, times.total) if times else (Summary(), 0.0)
        name = trails.activity_names[code]
        found[code] = Node(code, name, count, cases[code], *sojourn)
    return found


def _edges(trails: Trails, worktime: WorkTime | None) -> list[Edge]:
    width = len(trails.activity_names)
    here = trails.follows
    pair = trails.activity[here].astype(np.int64) * width + trails.activity[here + 1]
    cases = _cases_by(pair, trails.trail[here], len(trails))
    waits = by_group(_waits(trails, here, worktime), pair)
    found = [
        Edge(key // width, key % width, times.count, cases[key], times.summary, times.total)
        for key, times in waits.items()
    ]
    for at_end, places in ((False, trails.first), (True, trails.last)):
        codes, counts = np.unique(trails.activity[places], return_counts=True)
        for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
            source, target = (code, END) if at_end else (BEGIN, code)
            found.append(Edge(source, target, count, count))
    return found


def _waits(trails: Trails, here: Ints, worktime: WorkTime | None) -> Ints:
    start = trails.start[here + 1]
    until = np.where(start == NO_TIME, trails.time[here + 1], start)
    until = np.maximum(until, trails.time[here])
    if worktime is not None:
        return worktime.between(trails.time[here], until)
    return until - trails.time[here]


def _cases_by(key: Ints, trail: Ints, cases: int) -> dict[int, int]:
    """Return in how many cases each key occurs."""
    once = np.unique(key * max(cases, 1) + trail) // max(cases, 1)
    found, counts = np.unique(once, return_counts=True)
    return dict(zip(found.tolist(), counts.tolist(), strict=True))
