"""Cases against a drawing: what was skipped, repeated, out of order, and how well it fits."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiaoer.indicators.mining.alignment import align
from xiaoer.indicators.mining.conformance import Conformance, conformance
from xiaoer.indicators.mining.drawn import CannotCheck, Drawn
from xiaoer.indicators.mining.net import Net
from xiaoer.process.vetting import read_library

from .making import words

MEASURES = sorted((Path(__file__).parents[3] / "measures").glob("*/*.bpmn"))
HEAD = '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d">'


def net(body: str, **more: object) -> Net:
    """The game of a process that is written down as its elements."""
    source = f'{HEAD}<process id="p" isExecutable="true">{body}</process></definitions>'
    library = read_library({"p.bpmn": source.encode()})
    assert library.broken == []
    return Drawn(library.processes["p"], library.processes, **more).net()  # type: ignore[arg-type]


def flows(*ways: str) -> str:
    """Flows such as `s>A`."""
    ends = [way.split(">") for way in ways]
    return "".join(
        f'<sequenceFlow id="f{n}" sourceRef="{source}" targetRef="{target}"/>'
        for n, (source, target) in enumerate(ends)
    )


def tasks(names: str) -> str:
    return "".join(f'<userTask id="{name}" name="{name}"/>' for name in names)


ENDS = '<startEvent id="s"/><endEvent id="e"/>'
LINE = net(ENDS + tasks("ABC") + flows("s>A", "A>B", "B>C", "C>e"))


def cost(model: Net, trace: Sequence[str]) -> int:
    found = align(model, trace)
    assert found is not None
    return found.cost


def judged(model: Net, *cases: str) -> Conformance:
    return conformance(words(*cases), model)


@pytest.mark.parametrize(
    ("case", "kind", "activity"),
    [
        ("AC", "skipped", "B"),
        ("ABBC", "repeated", "B"),
        ("ABXC", "unknown", "X"),
    ],
)
def test_a_deviation_has_its_name(case: str, kind: str, activity: str) -> None:
    found = judged(LINE, case, "ABC")
    assert found.deviations() == {
        k: ({activity: 1} if k == kind else {}) for k in found.deviations()
    }
    assert (found.cases, found.fitting) == (2, 1)
    assert found.trails_with(kind, activity).tolist() == [0]
    assert found.trails_with(kind, "C").tolist() == []


def test_two_that_change_places_are_out_of_order_by_one_of_them() -> None:
    found = judged(LINE, "ACB").deviations()
    assert len(found["out_of_order"]) == 1
    assert found["out_of_order"].keys() <= {"B", "C"}
    assert not found["skipped"]
    assert not found["repeated"]


def test_a_step_of_the_other_branch_is_unexpected() -> None:
    choice = net(
        ENDS + tasks("AB") + '<exclusiveGateway id="x"/>' + flows("s>x", "x>A", "x>B", "A>e", "B>e")
    )
    assert cost(choice, "A") == cost(choice, "B") == 0
    found = judged(choice, "AB").deviations()
    assert sum(found["unexpected"].values()) == 1


def test_fitness_is_worked_out_over_the_worst_case() -> None:
    found = judged(LINE, "ABC", "AC", "AXC")
    fits = [1, 1 - 1 / 5, 1 - 2 / 6]
    assert found.mean_fitness == pytest.approx(sum(fits) / 3)
    assert found.fitness == pytest.approx(1 - 3 / (6 + 5 + 6))


def test_activities_beside_the_process_can_be_left_out() -> None:
    found = conformance(words("AXBYC"), LINE, only={"A", "B", "C"})
    assert found.fitting == 1


def test_an_empty_log_has_no_fitness() -> None:
    found = conformance(words(), LINE)
    assert (found.cases, found.fitness, found.mean_fitness) == (0, None, None)


def test_what_takes_too_long_is_told_and_not_judged() -> None:
    found = conformance(words("ABC"), LINE, most_states=1)
    assert (found.cases, found.unjudged, found.fitness) == (1, 1, None)


# -- what the drawing means ----------------------------------------------------------------------


def test_parallel_branches_go_in_any_order_and_all_of_them() -> None:
    model = net(
        ENDS + tasks("ABCD") + '<parallelGateway id="x"/><parallelGateway id="y"/>'
        + flows("s>x", "x>A", "A>B", "x>C", "B>y", "C>y", "y>D", "D>e")
    )  # fmt: skip
    for case in ("ABCD", "ACBD", "CABD"):
        assert cost(model, case) == 0
    assert cost(model, "ABD") == 1
    assert cost(model, "BACD") == 2


def test_inclusive_branches_wait_for_those_that_were_taken() -> None:
    model = net(
        ENDS + tasks("ABCD") + '<inclusiveGateway id="x"/><inclusiveGateway id="y"/>'
        + flows("s>x", "x>A", "x>B", "x>C", "A>y", "B>y", "C>y", "y>D", "D>e")
    )  # fmt: skip
    for case in ("AD", "BD", "CABD", "BCD"):
        assert cost(model, case) == 0
    assert cost(model, "D") == 1
    assert cost(model, "ADB") == 1  # D would have had to wait for B


def test_a_task_with_conditions_on_its_ways_takes_at_least_one() -> None:
    model = net(
        ENDS + tasks("ABC")
        + '<sequenceFlow id="g" sourceRef="A" targetRef="B"><conditionExpression>x</conditionExpression></sequenceFlow>'
          '<sequenceFlow id="h" sourceRef="A" targetRef="C"><conditionExpression>y</conditionExpression></sequenceFlow>'
        + flows("s>A", "B>e", "C>e")
    )  # fmt: skip
    for case in ("AB", "AC", "ABC", "ACB"):
        assert cost(model, case) == 0
    assert cost(model, "A") == 1


def test_a_loop_back_may_be_taken_again_and_again() -> None:
    model = net(
        ENDS + tasks("AB") + '<exclusiveGateway id="x"/><exclusiveGateway id="y"/>'
        + flows("s>x", "x>A", "A>B", "B>y", "y>x", "y>e")
    )  # fmt: skip
    assert cost(model, "AB" * 20) == 0
    assert cost(model, "ABA") == 1


def test_a_task_over_a_list_repeats_or_has_nothing_to_do() -> None:
    loop = '<multiInstanceLoopCharacteristics collection="x"/>'
    many = f'<userTask id="A" name="A">{loop}</userTask>'.replace(
        "collection", 'xmlns:c="http://camunda.org/schema/1.0/bpmn" c:collection'
    )
    model = net(ENDS + many + tasks("B") + flows("s>A", "A>B", "B>e"))
    for case in ("B", "AB", "AAAB"):
        assert cost(model, case) == 0


BOUNDARY = (
    '<boundaryEvent id="t" attachedToRef="A" cancelActivity="{}"><timerEventDefinition>'
    "<timeDuration>P1D</timeDuration></timerEventDefinition></boundaryEvent>"
)


def test_an_interrupting_event_takes_the_place_of_its_task() -> None:
    model = net(
        ENDS + tasks("ABC") + BOUNDARY.format("true") + flows("s>A", "A>B", "t>C", "B>e", "C>e")
    )
    assert cost(model, "AB") == cost(model, "C") == 0
    assert cost(model, "AC") == 1


def test_a_reminder_runs_beside_its_task() -> None:
    model = net(
        ENDS + tasks("ABC") + BOUNDARY.format("false") + flows("s>A", "A>B", "t>C", "B>e", "C>e")
    )
    for case in ("AB", "CAB", "ACB", "ABC"):
        assert cost(model, case) == 0
    assert cost(model, "C") == 2


def sub(inner: str, loop: str = "") -> str:
    return f'<subProcess id="P">{inner}{loop}</subProcess>'


def test_a_sub_process_is_over_when_nothing_in_it_runs() -> None:
    inner = '<startEvent id="s2"/><endEvent id="e2"/><endEvent id="e3"/><parallelGateway id="x"/>'
    ways = "".join(
        f'<sequenceFlow id="i{n}" sourceRef="{a}" targetRef="{b}"/>'
        for n, (a, b) in enumerate([("s2", "x"), ("x", "A"), ("x", "B"), ("A", "e2"), ("B", "e3")])
    )
    model = net(ENDS + sub(inner + tasks("AB") + ways) + tasks("C") + flows("s>P", "P>C", "C>e"))
    assert cost(model, "ABC") == cost(model, "BAC") == 0
    assert cost(model, "ACB") == 2


def test_an_error_breaks_a_sub_process_off_where_it_is_caught() -> None:
    inner = (
        '<startEvent id="s2"/><endEvent id="e2"/><exclusiveGateway id="x"/>'
        '<endEvent id="e3"><errorEventDefinition/></endEvent>' + tasks("AB")
        + "".join(
            f'<sequenceFlow id="i{n}" sourceRef="{a}" targetRef="{b}"/>'
            for n, (a, b) in enumerate([("s2", "A"), ("A", "x"), ("x", "e3"), ("x", "B"), ("B", "e2")])
        )
    )  # fmt: skip
    caught = '<boundaryEvent id="c" attachedToRef="P"><errorEventDefinition/></boundaryEvent>'
    model = net(ENDS + sub(inner) + caught + tasks("CD") + flows("s>P", "P>C", "c>D", "C>e", "D>e"))
    assert cost(model, "ABC") == cost(model, "AD") == 0
    assert cost(model, "ABD") == 1


def test_terminate_ends_what_runs_beside() -> None:
    stop = '<endEvent id="z"><terminateEventDefinition/></endEvent><parallelGateway id="x"/>'
    model = net(ENDS + stop + tasks("AB") + flows("s>x", "x>A", "x>B", "A>z", "B>e"))
    assert cost(model, "A") == cost(model, "BA") == 0
    assert cost(model, "B") == 1


def test_only_the_kinds_that_a_log_tells_of_are_demanded() -> None:
    rules = '<businessRuleTask id="R" name="R"/>'
    body = ENDS + tasks("A") + rules + flows("s>A", "A>R", "R>e")
    assert cost(net(body), "A") == 1
    assert cost(net(body, shown={"userTask"}), "A") == 0
    assert cost(net(body, shown={"userTask"}, names={"A": "审查"}), ["审查"]) == 0


def test_what_has_no_clear_meaning_is_refused() -> None:
    body = ENDS + tasks("A") + '<complexGateway id="x" name="难"/>' + flows("s>x", "x>A", "A>e")
    with pytest.raises(CannotCheck, match="难"):
        net(body)


def test_a_process_without_a_way_to_its_end_is_refused() -> None:
    stuck = net(
        ENDS + tasks("A") + '<exclusiveGateway id="x"/><parallelGateway id="y"/>'
        + flows("s>x", "x>A", "x>y", "A>y", "y>e")
    )  # fmt: skip
    with pytest.raises(CannotCheck, match="走不到结束"):
        judged(stuck, "A")


# -- every process of the release, and random ones -----------------------------------------------


def walked(model: Net, dice: Sequence[float]) -> list[str] | None:
    """A way through a game by throws of dice; `None` when they are not enough."""
    marking, trace = model.start, []
    for throw in dice:
        moves = list(model.next(marking))
        if not moves:
            break
        label, marking = moves[int(throw * len(moves))]
        if label is not None:
            trace.append(model.labels[label])
    return trace if not marking else None


@pytest.mark.parametrize("path", MEASURES, ids=lambda p: p.stem)
@settings(max_examples=15, deadline=None)
@given(dice=st.lists(st.floats(0, 1, exclude_max=True), min_size=150, max_size=150))
def test_what_a_process_of_the_release_does_fits_it(path: Path, dice: list[float]) -> None:
    library = read_library({path.name: path.read_bytes()})
    for scope in library.processes.values():
        model = Drawn(scope, library.processes, shown={"userTask"}).net()
        trace = walked(model, dice)
        if trace is not None:
            assert cost(model, trace) == 0
            assert cost(model, [*trace, "不认识的活动"]) == 1


TREES = st.recursive(
    st.sampled_from("ABCDEF").map(lambda name: f"'{name}'"),
    lambda below: st.tuples(
        st.sampled_from(["->", "X", "+"]), st.lists(below, min_size=2, max_size=3)
    ).map(lambda pair: f"{pair[0]}( {', '.join(pair[1])} )"),
    max_leaves=6,
)


@settings(max_examples=25, deadline=None)
@given(
    tree=TREES, cases=st.lists(st.text("ABCDEFZ", min_size=1, max_size=7), min_size=1, max_size=4)
)
def test_fitness_is_pm4pys_on_random_processes(tree: str, cases: list[str]) -> None:
    from pm4py.algo.conformance.alignments.petri_net import algorithm as alignments

    from .foreign import pd, pm4py

    process = pm4py.parse_process_tree(tree)
    drawing = pm4py.convert_to_bpmn(process)
    from pm4py.objects.bpmn.exporter.variants.etree import get_xml_string

    source = get_xml_string(drawing)
    library = read_library({"p.bpmn": source if isinstance(source, bytes) else source.encode()})
    scope = next(iter(library.processes.values()))
    ours = conformance(words(*cases), Drawn(scope).net())
    rows = [
        {"case:concept:name": str(n), "concept:name": letter,
         "time:timestamp": pd.Timestamp("2022-01-01", tz="UTC") + pd.Timedelta(hours=hour)}
        for n, case in enumerate(cases) for hour, letter in enumerate(case)
    ]  # fmt: skip
    log = pm4py.convert_to_event_log(pm4py.format_dataframe(pd.DataFrame(rows)))
    found = alignments.apply_log(log, *pm4py.convert_to_petri_net(process))
    theirs = [one["cost"] // 10_000 for one in found]
    costs = {j.activities: j.alignment.cost for j in ours.judgements if j.alignment}
    assert [costs[tuple(case)] for case in cases] == theirs
    assert ours.mean_fitness == pytest.approx(sum(one["fitness"] for one in found) / len(found))
