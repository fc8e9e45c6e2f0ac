"""Every figure of logs that PM4Py made is the one that PM4Py itself works out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from xiaoer.exchange.logs.files import Reading, read_log
from xiaoer.exchange.logs.log import EventLog
from xiaoer.indicators.mining.graph import graph_of
from xiaoer.indicators.mining.log_statistics import statistics, worked
from xiaoer.indicators.mining.trails import Trails, trails_of
from xiaoer.indicators.mining.variants import variant_list
from xiaoer.indicators.mining.worktime import WorkTime

from .foreign import TREES, Foreign, flattened, played, pm4py, seconds, with_starts, written

LOGS = [
    (tree, name, seed) for seed, tree in enumerate(TREES) for name in ("a.xes", "a.xes.gz", "a.csv")
]
near = pytest.approx


@pytest.fixture(scope="module", params=LOGS, ids=lambda p: f"{p[0]}-{p[1]}")
def foreign(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Foreign:
    """A log of PM4Py in a file."""
    tree, name, seed = request.param
    return written(played(tree, seed), tmp_path_factory.mktemp("foreign") / name)


@pytest.fixture(scope="module")
def trails(foreign: Foreign) -> Trails:
    """The same log as we read it."""
    return trails_of(read_log(foreign.path))


def test_counts_starts_ends_and_rework_agree(foreign: Foreign, trails: Trails) -> None:
    found, frame = statistics(trails), foreign.frame
    assert found.cases == frame["case:concept:name"].nunique()
    assert found.events == len(frame)
    assert found.activities == frame["concept:name"].nunique()
    assert found.start_activities == pm4py.get_start_activities(frame)
    assert found.end_activities == pm4py.get_end_activities(frame)
    assert found.rework == pm4py.get_rework_cases_per_activity(frame)
    assert found.warnings == ()


def test_variants_agree(foreign: Foreign, trails: Trails) -> None:
    ours = {variant.names(trails): variant.cases for variant in variant_list(trails)}
    assert ours == pm4py.get_variants(foreign.frame)
    assert statistics(trails).variants == len(ours)


def test_durations_agree(foreign: Foreign, trails: Trails) -> None:
    theirs, found = seconds(foreign.frame), statistics(trails).throughput
    assert np.sort(trails.throughput()) / 1e6 == near(theirs, rel=1e-12)
    assert found.mean == near(np.mean(theirs), rel=1e-12)
    assert found.median == near(np.median(theirs), rel=1e-12)
    assert found.p90 == near(np.percentile(theirs, 90), rel=1e-12)
    assert (found.min, found.max) == (near(min(theirs)), near(max(theirs)))


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("Mon-Fri 07:00-17:00", [(d * 86400 + 25200, d * 86400 + 61200) for d in range(5)]),
        ("周六 08:30-12:00，13:00-24:00; Sun 00:00-24:00",
         [(5 * 86400 + 30600, 5 * 86400 + 43200), (5 * 86400 + 46800, 7 * 86400)]),
    ],
)  # fmt: skip
def test_working_times_agree(foreign: Foreign, trails: Trails, text: str, slots: list) -> None:
    theirs = seconds(foreign.frame, business_hours=True, business_hour_slots=slots)
    ours = np.sort(worked(trails, WorkTime.parse(text))) / 1e6
    assert ours == near(theirs, rel=1e-12, abs=1e-5)


def test_the_graph_agrees(foreign: Foreign, trails: Trails) -> None:
    graph = graph_of(trails)
    inner = [e for e in graph.edges.values() if e.source >= 0 and e.target >= 0]
    names = {(graph.name(e.source), graph.name(e.target)): e for e in inner}
    theirs = pm4py.discover_dfg(foreign.frame.copy())[0]
    assert {ends: edge.frequency for ends, edge in names.items()} == theirs
    times = pm4py.discover_performance_dfg(foreign.frame.copy())[0]
    assert names.keys() == times.keys()
    for ends, edge in names.items():
        figures = times[ends]
        assert edge.wait.mean == near(figures["mean"], rel=1e-9)
        assert edge.wait.median == near(figures["median"], rel=1e-9)
        assert edge.total == near(figures["sum"], rel=1e-9)
        assert (edge.wait.min, edge.wait.max) == (near(figures["min"]), near(figures["max"]))


def test_without_starts_no_work_takes_time(foreign: Foreign, trails: Trails) -> None:
    ours = {name: found.mean for name, found in statistics(trails).sojourn.items()}
    assert ours == pm4py.get_service_time(foreign.frame.copy())


@pytest.mark.parametrize("tree", TREES)
def test_times_of_work_agree_where_starts_are_known(tree: str, tmp_path: Path) -> None:
    foreign = written(with_starts(played(tree, 5), 5), tmp_path / "a.xes")
    found = statistics(trails_of(read_log(foreign.path))).sojourn
    for measure in ("mean", "median"):
        theirs = pm4py.get_service_time(
            foreign.frame.copy(), aggregation_measure=measure, start_timestamp_key="start_timestamp"
        )
        ours = {name: getattr(one, measure) for name, one in found.items()}
        assert ours == near(theirs, rel=1e-9)


@pytest.mark.parametrize("tree", TREES)
def test_pairs_of_start_and_complete_agree(tree: str, tmp_path: Path) -> None:
    from pm4py.objects.log.util import interval_lifecycle

    apart = interval_lifecycle.to_lifecycle(
        pm4py.convert_to_event_log(with_starts(played(tree, 6), 6))
    )
    path = tmp_path / "a.xes"
    pm4py.write_xes(apart, str(path))
    joined = pm4py.convert_to_dataframe(
        interval_lifecycle.to_interval(pm4py.read_xes(str(path), return_legacy_log_object=True))
    )
    theirs = pm4py.get_service_time(joined, start_timestamp_key="start_timestamp")
    log = read_log(path, Reading(keep=True))
    found = statistics(trails_of(log, paired=True))
    assert found.events == len(joined)
    assert {name: one.mean for name, one in found.sojourn.items()} == near(theirs, rel=1e-9)
    assert statistics(trails_of(log)).events == 2 * len(joined)  # unpaired, every event counts


def objects_of(frame) -> pm4py.OCEL:
    """A log whose cases share a second kind of object: who did the work."""
    known = frame.dropna(subset=["org:resource"])
    return pm4py.convert_log_to_ocel(known, object_types=["case:concept:name", "org:resource"])


@pytest.mark.parametrize("ending", ["jsonocel", "xmlocel", "sqlite"])
@pytest.mark.parametrize("type_", ["case:concept:name", "org:resource"])
def test_objects_flatten_alike(tmp_path: Path, ending: str, type_: str) -> None:
    path, format_ = tmp_path / f"a.{ending}", ending.removesuffix("ocel")
    made = objects_of(played("permit", 7, 40, ties=False))
    getattr(pm4py, f"write_ocel2_{format_}")(made, str(path))
    frame = flattened(getattr(pm4py, f"read_ocel2_{format_}")(str(path)), type_)
    trails = trails_of(read_log(path, Reading(object_type=type_)))
    found = statistics(trails)
    assert found.cases == frame["case:concept:name"].nunique()
    assert found.events == len(frame)
    assert found.start_activities == pm4py.get_start_activities(frame)
    assert {v.names(trails): v.cases for v in variant_list(trails)} == pm4py.get_variants(frame)
    assert np.sort(trails.throughput()) / 1e6 == near(seconds(frame))


@pytest.mark.parametrize("ending", ["xes", "xes.gz", "jsonocel", "xmlocel", "sqlite"])
def test_pm4py_reads_what_we_write(tmp_path: Path, ending: str) -> None:
    from xiaoer.exchange.logs.files import write_any

    first = written(played("claim", 8, ties=False), tmp_path / "first.xes")
    log: EventLog = read_log(first.path, Reading(keep=True))
    path = tmp_path / f"ours.{ending}"
    assert write_any(log, path) == ()
    if ending.startswith("xes"):
        back = pm4py.format_dataframe(pm4py.read_xes(str(path)))
    else:
        reader = getattr(pm4py, f"read_ocel2_{ending.removesuffix('ocel')}")
        back = flattened(reader(str(path)), "case")
    assert pm4py.get_variants(back) == pm4py.get_variants(first.frame)
    assert seconds(back) == near(seconds(first.frame))
