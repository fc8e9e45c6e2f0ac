"""Less of a graph: the most frequent activities and connections, with everything still connected.

Two sliders from 0 to 1. Activities that fall away are taken out of the cases, so that what is
left follows each other directly. Of the connections, those on the strongest way from the begin
to each activity and from each activity to the end always stay: no activity hangs loose.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping
from math import ceil

import numpy as np

from .graph import BEGIN, END, Edge, Graph, Node, graph_of
from .trails import Trails, only_activities
from .worktime import WorkTime

Ends = tuple[int, int]


def simplified(
    trails: Trails, activities: float, connections: float, worktime: WorkTime | None = None
) -> Graph:
    """Return the graph with a share of its activities and a share of its connections."""
    return thinned(graph_of(fewer_activities(trails, activities), worktime), connections)


def fewer_activities(trails: Trails, share: float) -> Trails:
    """Return the trails with the activities that occur in the most cases; at least one."""
    nodes = list(graph_of(trails).nodes.values())
    if not nodes:
        return trails

    def rank(node: Node) -> tuple[int, int, int]:
        return -node.cases, -node.frequency, node.activity

    kept = sorted(nodes, key=rank)[: _part(share, len(nodes))]
    wanted = np.zeros(len(trails.activity_names), dtype=bool)
    wanted[[node.activity for node in kept]] = True
    return only_activities(trails, wanted)


def thinned(graph: Graph, share: float) -> Graph:
    """Return the graph with the most frequent connections, and those that hold it together."""
    ranked = sorted(graph.edges.values(), key=lambda edge: (-edge.frequency, edge.ends))
    kept = {edge.ends for edge in ranked[: _part(share, len(ranked))]}
    kept |= backbone(graph)
    return Graph(graph.nodes, {ends: edge for ends, edge in graph.edges.items() if ends in kept})


def _part(share: float, whole: int) -> int:
    return max(1, ceil(min(max(share, 0.0), 1.0) * whole))


def backbone(graph: Graph) -> set[Ends]:
    """Return the connections on the strongest ways from the begin and to the end."""
    forward = _strongest(graph.edges.values(), BEGIN, lambda edge: edge.ends)
    backward = _strongest(graph.edges.values(), END, lambda edge: (edge.target, edge.source))
    return forward | {(source, target) for target, source in backward}


def _strongest(edges: Iterable[Edge], root: int, along: Callable[[Edge], Ends]) -> set[Ends]:
    """Return the tree of ways from a root whose weakest link is as strong as can be."""
    ways: dict[int, list[tuple[int, int]]] = {}
    for edge in edges:
        source, target = along(edge)
        ways.setdefault(source, []).append((target, edge.frequency))
    return _tree(ways, root)


def _tree(ways: Mapping[int, list[tuple[int, int]]], root: int) -> set[Ends]:
    found: dict[int, int] = {}
    waiting = [(0, root, root)]
    while waiting:
        weakest, here, came_from = heapq.heappop(waiting)
        if here in found:
            continue
        found[here] = came_from
        for target, frequency in ways.get(here, ()):
            if target not in found:
                link = -frequency if here == root else max(weakest, -frequency)
                heapq.heappush(waiting, (link, target, here))
    return {(source, here) for here, source in found.items() if here != root}
