"""What the pages about the course of cases show: map, ways, waits, comparison, conformance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from xiaoer.cases.wording import told
from xiaoer.exchange.case_log import step_title
from xiaoer.packs.items import Item
from xiaoer.packs.queries import LoadedPack, item_on
from xiaoer.packs.translations import said

from .case_conformance import conformance_of
from .flow_cases import MOVING, Cases, Selection, cases_of
from .mining.comparing import Comparison, compared
from .mining.conformance import KINDS, Conformance
from .mining.detail import simplified
from .mining.drawn import CannotCheck
from .mining.graph import BEGIN, END, Graph
from .mining.log_statistics import Statistics, statistics
from .mining.trails import Trails
from .mining.variants import Variant, variant_list
from .queries import Period

MOST_WAYS = 50
STATES_OF_A_PAGE = 4_000  # about a quarter of a second for one order of activities


@dataclass(frozen=True)
class Course:
    """The cases that a page is about, and how it calls their activities."""

    selection: Selection
    cases: Cases
    names: dict[str, str]  # activity as the log has it → in the page's language

    @property
    def trails(self) -> Trails:
        """Return the trails of the cases."""
        return self.cases.trails

    def named(self, activity: str) -> str:
        """Return an activity in the page's language."""
        return self.names.get(activity, activity)


def selection_of(item: str, period: Period, county: str) -> Selection:
    """Return the cases of a period that ended in it."""
    first = date(period.year, period.month or 1, 1)
    return Selection(item, first, period.until + timedelta(days=1), county)


def course_of(selection: Selection) -> Course:
    """Return the course of a selection."""
    return Course(selection, cases_of(selection), _names(selection.item))


def pack_of(item: str) -> tuple[LoadedPack, Item] | None:
    """Return the pack and item in effect; `None` for an item that is not offered any more."""
    return item_on(item, timezone.localdate())


def _names(item_key: str) -> dict[str, str]:
    found = pack_of(item_key)
    if found is None:
        return {}
    _pack, item = found
    known = {step_title(item, step.key): said(step.title) for step in item.steps}
    for kind in MOVING[1:]:
        known.setdefault(str(_source(kind, item)), told(kind, {}, item).title)
    return known


def _source(kind: str, item: Item) -> str:
    with override("zh-hans"):
        return told(kind, {}, item).title


@dataclass(frozen=True)
class Facts:
    """The strip above all five pages."""

    statistics: Statistics
    reworked: int  # cases in which anything was done again

    @property
    def share(self) -> float | None:
        """Return the percentage of cases in which something was done again."""
        cases = self.statistics.cases
        return 100 * self.reworked / cases if cases else None


def facts_of(course: Course) -> Facts:
    """Return the strip."""
    ways = variant_list(course.trails)
    again = sum(w.cases for w in ways if len(set(w.activities)) < len(w.activities))
    return Facts(statistics(course.trails), again)


def drawing(course: Course, activities: float, connections: float) -> dict[str, Any]:
    """Return the map as a page draws it: nodes and edges with counts and mean seconds."""
    graph = simplified(course.trails, activities, connections)
    nodes = [
        {"id": str(node.activity), "name": course.named(node.name), "count": node.frequency,
         "cases": node.cases, "seconds": _arrival(graph, node.activity)}
        for node in graph.nodes.values()
    ]  # fmt: skip
    ends = {BEGIN: _("开始"), END: _("结束")}
    nodes += [{"id": str(end), "name": name, "end": True} for end, name in ends.items()]
    edges = [
        {"from": str(edge.source), "to": str(edge.target), "count": edge.frequency,
         "cases": edge.cases, "seconds": edge.wait.mean}
        for edge in graph.edges.values()
    ]  # fmt: skip
    return {"nodes": nodes, "edges": edges}


def _arrival(graph: Graph, activity: int) -> float | None:
    """Return the mean wait before an activity, over all ways that lead to it."""
    known = [edge for edge in graph.edges.values() if edge.target == activity and edge.source >= 0]
    times = sum(edge.frequency for edge in known)
    return sum(edge.total for edge in known) / times if times else None


@dataclass(frozen=True)
class Way:
    """One order of activities, as the list shows it."""

    number: int
    activities: list[str]
    cases: int
    share: float
    median: float | None


def ways_of(course: Course) -> list[Way]:
    """Return the ways, the most taken first."""
    found = variant_list(course.trails)[:MOST_WAYS]
    return [_way(course, number, way) for number, way in enumerate(found, 1)]


def _way(course: Course, number: int, way: Variant) -> Way:
    names = [course.named(name) for name in way.names(course.trails)]
    return Way(
        number, names, way.cases, 100 * way.cases / len(course.trails), way.throughput.median
    )


def other_course(course: Course, selection: Selection) -> tuple[Course, Comparison]:
    """Compare with other cases of the same item."""
    other = course_of(selection)
    return other, compared(*_same_numbers(course.trails, other.trails))


def _same_numbers(one: Trails, other: Trails) -> tuple[Trails, Trails]:
    """Give both sides the same numbers for the same activities."""
    names = list(dict.fromkeys([*one.activity_names, *other.activity_names]))
    places = {name: place for place, name in enumerate(names)}
    renumber = np.array([places[name] for name in other.activity_names], dtype=np.int32)
    moved = renumber[other.activity] if len(other.activity) else other.activity
    return (
        replace(one, activity_names=names),
        replace(other, activity_names=names, activity=moved),
    )


@dataclass(frozen=True)
class Judged:
    """Cases against the drawing; `why_not` when that cannot be done."""

    conformance: Conformance | None
    rows: list[tuple[str, dict[str, int]]]  # activity → how many cases deviate in each way
    why_not: str = ""


def judged(course: Course) -> Judged:
    """Judge the cases against the drawing of their item."""
    if pack_of(course.selection.item) is None:
        return Judged(None, [], _("这个事项现在不办了，没有流程图可比。"))
    try:
        outcome = _outcome(course.selection, course.cases.newest)
    except CannotCheck as problem:
        return Judged(None, [], str(problem))
    return Judged(outcome, _by_activity(outcome.deviations()))


@lru_cache(maxsize=16)
def _outcome(selection: Selection, _newest: int | None) -> Conformance:
    """Judge a selection; the same cases are judged once."""
    found = pack_of(selection.item)
    assert found is not None  # noqa: S101 - asked before
    return conformance_of(cases_of(selection).trails, *found, most_states=STATES_OF_A_PAGE)


def _by_activity(deviations: Mapping[str, Mapping[str, int]]) -> list[tuple[str, dict[str, int]]]:
    rows: dict[str, dict[str, int]] = {}
    for kind in KINDS:
        for activity, cases in deviations[kind].items():
            rows.setdefault(activity, {})[kind] = cases
    return sorted(rows.items(), key=lambda row: -sum(row[1].values()))


def numbers_of(course: Course, way: int | None, kind: str, activity: str) -> list[str]:
    """Return the numbers of the cases of a way, or of those that deviate; all without either."""
    trails = course.trails
    picked: Iterable[int] = range(len(trails))
    if way is not None:
        ways = variant_list(trails)
        picked = ways[way - 1].trails.tolist() if 0 < way <= len(ways) else ()
    elif kind:
        outcome = judged(course).conformance
        picked = outcome.trails_with(kind, activity).tolist() if outcome else ()
        trails = outcome.trails if outcome else trails
    return [trails.case_names[trails.case[place]] for place in picked]
