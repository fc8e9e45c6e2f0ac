"""Fewer activities and connections, and still nothing hangs loose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.indicators.mining.detail import fewer_activities, simplified, thinned
from xiaoer.indicators.mining.graph import BEGIN, END, Graph, graph_of

from .making import words

CASES = st.lists(st.text("ABCDEFG", min_size=1, max_size=9), min_size=1, max_size=12)
SHARES = st.floats(0, 1)


def reached(graph: Graph, root: int, backwards: bool = False) -> set[int]:
    ends = [(t, s) if backwards else (s, t) for s, t in graph.edges]
    seen, waiting = set[int](), [root]
    while waiting:
        here = waiting.pop()
        waiting += [t for s, t in ends if s == here and t not in seen]
        seen.add(here)
    return seen - {root}


@given(CASES, SHARES, SHARES)
def test_every_activity_lies_between_begin_and_end(
    cases: list[str], activities: float, connections: float
) -> None:
    graph = simplified(words(*cases), activities, connections)
    assert graph.nodes
    assert graph.nodes.keys() <= reached(graph, BEGIN)
    assert graph.nodes.keys() <= reached(graph, END, backwards=True)


@given(CASES, SHARES, SHARES)
def test_more_detail_never_takes_anything_away(cases: list[str], one: float, other: float) -> None:
    less, more = sorted((one, other))
    graph = graph_of(words(*cases))
    assert thinned(graph, less).edges.keys() <= thinned(graph, more).edges.keys()
    fewer = graph_of(fewer_activities(words(*cases), less))
    assert fewer.nodes.keys() <= graph_of(fewer_activities(words(*cases), more)).nodes.keys()


@given(CASES)
def test_full_detail_is_the_whole_graph(cases: list[str]) -> None:
    assert simplified(words(*cases), 1, 1) == graph_of(words(*cases))


def test_what_falls_away_is_bridged() -> None:
    graph = simplified(words("ABC", "ABC", "AXC", "AC"), 0.75, 1)
    assert "X" not in {node.name for node in graph.nodes.values()}
    names = {(graph.name(s), graph.name(t)): e.frequency for (s, t), e in graph.edges.items()}
    assert names["A", "C"] == 2  # once really, once where X fell away
    assert graph.edges[0, 1].wait.mean == pytest.approx(3600)


def test_the_strongest_way_is_kept_and_the_weak_shortcut_goes() -> None:
    whole = graph_of(words(*["AB"] * 5, *["AXB"] * 4, "XB"))
    graph = thinned(whole, 0)
    a, x = 0, 2
    assert whole.nodes[x].name == "X"
    assert (BEGIN, x) in whole.edges
    assert (BEGIN, x) not in graph.edges  # one case; four come over A
    assert (a, x) in graph.edges
