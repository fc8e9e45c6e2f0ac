"""Small logs whose figures can be worked out on paper."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.exchange.logs.instants import SECOND
from xiaoer.indicators.mining.bottlenecks import bottlenecks
from xiaoer.indicators.mining.comparing import compared
from xiaoer.indicators.mining.figures import Summary, by_group, summary
from xiaoer.indicators.mining.graph import BEGIN, END, graph_of
from xiaoer.indicators.mining.log_statistics import statistics
from xiaoer.indicators.mining.selecting import (
    ended_between,
    with_activity,
    with_step,
    with_value,
)
from xiaoer.indicators.mining.trails import trails_of
from xiaoer.indicators.mining.variants import variant_list

from .making import HOUR, log_of, trails, words


def test_an_empty_log_has_no_figures() -> None:
    found = statistics(trails()).as_json()
    assert (found["cases"], found["events"], found["variants"]) == (0, 0, 0)
    assert found["throughput_seconds"] == dict.fromkeys(("mean", "median", "p90", "min", "max"))
    assert found["start_activities"] == found["sojourn_seconds"] == found["rework"] == {}
    assert graph_of(trails()).edges == {}
    assert bottlenecks(trails()) == []
    assert variant_list(trails()) == []


def test_a_single_event_takes_no_time() -> None:
    found = statistics(trails([("受理", 9, "甲")]))
    assert (found.cases, found.events, found.handovers) == (1, 1, 0)
    assert found.throughput == Summary(0, 0, 0, 0, 0)
    assert found.start_activities == found.end_activities == {"受理": 1}


def test_equal_instants_keep_the_order_of_the_file_and_others_are_sorted() -> None:
    found = variant_list(trails([("B", 2), ("A", 1), ("D", 3), ("C", 3)]))
    assert [found[0].activities] == [(1, 0, 2, 3)]  # A, B, D, C in the order first seen


def test_only_known_and_different_resources_hand_over() -> None:
    one = [("A", 0, "甲"), ("B", 1, "乙"), ("C", 2, "乙"), ("D", 3), ("E", 4, "甲"), ("F", 5, "丙")]
    assert statistics(trails(one, [("A", 0, "丁")])).handovers == 2


def test_events_without_a_name_or_a_time_are_told_and_left_out() -> None:
    log = log_of([("", 1), ("A", 2)], [("", 1)])
    found = statistics(trails_of(log))
    assert (found.cases, found.events) == (1, 1)
    assert found.warnings == (
        "2 个事件没有活动名称，没有计入",
        "1 个案件没有可用的事件，没有计入",
    )


def test_work_and_waits_are_told_apart() -> None:
    found = trails(
        [("A", 10, "甲", 9), ("B", 14, "甲", 12)],  # A works 1 h, waits 2 h, B works 2 h
        [("A", 10, "甲", 9.5), ("B", 11, "甲", 9)],  # B began before A ended: no wait
    )
    figures = statistics(found)
    assert figures.sojourn["A"].mean == 0.75 * 3600
    assert figures.sojourn["B"].median == 2 * 3600
    edge = graph_of(found).edges[0, 1]
    assert (edge.wait.mean, edge.wait.max, edge.total) == (3600, 7200, 7200)
    assert graph_of(found).nodes[1].total == 4 * 3600


def test_events_without_a_start_do_not_count_where_others_have_one() -> None:
    found = statistics(trails([("A", 10, "甲", 9), ("A", 20, "甲"), ("B", 21, "甲")]))
    assert found.sojourn["A"].mean == 3600
    assert found.sojourn["B"] == Summary()


def test_the_graph_counts_events_and_cases() -> None:
    graph = graph_of(words("ABAB", "AB", "B"))
    a, b = 0, 1
    assert (graph.nodes[a].frequency, graph.nodes[a].cases) == (3, 2)
    assert (graph.edges[a, b].frequency, graph.edges[a, b].cases) == (3, 2)
    assert (graph.edges[b, a].frequency, graph.edges[b, a].cases) == (1, 1)
    assert graph.edges[BEGIN, a].frequency == 2
    assert graph.edges[b, END].frequency == 3


def test_bottlenecks_are_ranked_by_all_the_time_that_goes_there() -> None:
    found = bottlenecks(trails([("A", 0), ("B", 8), ("C", 9)], [("A", 0), ("B", 2), ("C", 5)]))
    assert [(one.source, one.target, one.total / 3600) for one in found] == [
        ("A", "B", 10),
        ("B", "C", 4),
    ]
    assert sum(one.share or 0 for one in found) == pytest.approx(1)


def test_two_parts_are_compared_step_by_step() -> None:
    log = log_of([("A", 0), ("B", 2)], [("A", 0), ("B", 5), ("C", 6)])
    both = trails_of(log)
    north, south = (with_value(both, log, "county", {county}) for county in ("北", "南"))
    found = compared(north, south)
    assert [side.cases for side in found.sides] == [1, 1]
    assert found.sides[1].throughput.mean == 6 * 3600
    first = found.steps[0]
    assert (first.source, first.target, first.difference) == ("A", "B", 3 * 3600)
    assert sum(change.difference for change in found.steps) == 4 * 3600
    new = next(change for change in found.activities if change.target == "C")
    assert new.shares == (0, 1)
    assert new.few


def test_cases_are_chosen_by_their_end_and_by_what_is_in_them() -> None:
    from datetime import UTC, datetime

    found = words("AB", "ABC", "BA")
    day = datetime(2022, 6, 6, tzinfo=UTC)
    assert len(ended_between(found, day, day.replace(hour=2))) == 2
    assert len(ended_between(found, day, day.replace(hour=2, minute=1))) == 3
    assert with_activity(found, "C").case.tolist() == [1]
    assert with_activity(found, "Z").case.tolist() == []
    assert with_step(found, "A", "B").case.tolist() == [0, 1]
    assert statistics(with_step(found, "B", "A")).start_activities == {"B": 1}


MICROSECONDS = st.integers(-10 * HOUR, 10**15)


@given(st.lists(st.tuples(MICROSECONDS, st.integers(0, 4)), max_size=40))
def test_figures_by_group_are_the_figures_of_each_group(pairs: list[tuple[int, int]]) -> None:
    values = np.array([value for value, _ in pairs], dtype=np.int64)
    groups = np.array([group for _, group in pairs], dtype=np.int64)
    found = by_group(values, groups)
    assert sorted(found) == sorted(set(groups.tolist()))
    for group, figures in found.items():
        alone = values[groups == group]
        whole = summary(alone)
        assert figures.count == len(alone)
        assert figures.total == pytest.approx(sum(alone.tolist()) / SECOND)
        for name in ("mean", "median", "p90", "min", "max"):
            assert getattr(figures.summary, name) == pytest.approx(getattr(whole, name)), name
