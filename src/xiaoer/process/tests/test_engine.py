"""Runs: gateways, joins, loops, sub-processes, calls, repeats, decisions."""

from __future__ import annotations

import pytest

from xiaoer.process import Model, NoSuchStep, Run, StuckProcess
from xiaoer.process.engine import BadData, BadState

from .drawing import (
    chain,
    do,
    end,
    flow,
    keys,
    loaded,
    node,
    process,
    start,
    step,
    table,
    user,
)


def test_a_line_of_steps_runs_to_its_end():
    run = Run.start(loaded(start(), user("a", "b"), end(), chain("s", "a", "b", "e")), {"x": 1})
    assert keys(run) == ["a"]
    assert run.waiting()[0].name == "步骤a"
    assert run.current() == ["a"]
    run = do(run, "a", y=2)
    run = do(run, "b")
    assert run.ended
    assert run.end_keys == ["e"]
    assert run.data == {"x": 1, "y": 2}
    assert run.passed() == ["s", "a", "b", "e"]
    assert run.current() == []
    assert run.waiting() == []


def test_a_step_is_done_only_once():
    run = Run.start(loaded(start(), user("a"), end(), chain("s", "a", "e")), {})
    first = step(run, "a").id
    run.complete(first)
    with pytest.raises(NoSuchStep, match="没有等着办的步骤"):
        run.complete(first)


def choosing(default: str = "g_c") -> Model:
    return loaded(
        start(),
        node("exclusiveGateway", "g", **({"default": default} if default else {})),
        user("a", "b", "c"),
        end(),
        flow("s", "g"),
        flow("g", "a", "${area > 100 && kind == 'shop'}"),
        flow("g", "b", "area > 100"),
        flow("g", "c", "" if default else "area <= 5"),
        chain("a", "e"),
        chain("b", "e"),
        chain("c", "e"),
    )


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({"area": 200, "kind": "shop"}, "a"),
        ({"area": 200}, "b"),
        ({"area": 3}, "c"),
        ({}, "c"),
    ],
)
def test_the_first_true_condition_wins_and_nothing_true_takes_the_default(data, key):
    assert keys(Run.start(choosing(), data)) == [key]


def test_a_gateway_without_a_way_says_where_it_is_stuck():
    with pytest.raises(StuckProcess, match="没有一个条件成立") as caught:
        Run.start(choosing(default=""), {"area": 50})
    assert caught.value.element == "g"


def test_a_condition_that_cannot_be_computed_says_so():
    with pytest.raises(StuckProcess, match="算不出来"):
        Run.start(choosing(), {"area": "很大"})


def parallel(again: bool = False) -> Model:
    return loaded(
        start(),
        user("a", "b"),
        node("parallelGateway", "split"),
        node("parallelGateway", "join"),
        node("exclusiveGateway", "h", default="h_e"),
        end(),
        node("exclusiveGateway", "m"),
        chain("s", "m", "split", "a", "join", "h", "e"),
        chain("split", "b", "join"),
        flow("h", "m", "again") if again else "",
    )


def test_data_of_one_branch_is_there_after_the_join():
    run = Run.start(parallel(), {})
    assert keys(run) == ["a", "b"]
    run = do(run, "b", fire="ok")
    assert keys(run) == ["a"]
    assert not run.ended
    run = do(run, "a", land="ok")
    assert run.ended
    assert run.data == {"fire": "ok", "land": "ok"}


def test_a_join_waits_for_both_branches_in_every_round_of_a_loop():
    run = Run.start(parallel(again=True), {"again": True})
    for _ in range(50):
        run = do(run, "a")
        assert keys(run) == ["b"]
        run = do(run, "b")
        assert keys(run) == ["a", "b"]
    size = len(run.dumps())
    run = do(do(run, "a"), "b", again=False)
    assert run.ended
    assert size < 700


def test_a_loop_that_never_waits_is_stopped():
    model = loaded(
        start(),
        node("exclusiveGateway", "g", default="g_e"),
        node("task", "t"),
        node("exclusiveGateway", "h"),
        end(),
        chain("s", "t", "h", "g", "e"),
        flow("g", "h", "true"),
    )
    run = Run.start(model, {})
    with pytest.raises(StuckProcess, match="绕了太多圈"):
        run.complete(run.waiting()[0].id)


def test_a_join_after_a_choice_is_told_as_stuck():
    model = loaded(
        start(),
        user("a", "b"),
        node("exclusiveGateway", "g", default="g_b"),
        node("parallelGateway", "join"),
        end(),
        chain("s", "g", "b", "join", "e"),
        flow("g", "a", "x"),
        chain("a", "join"),
    )
    run = Run.start(model, {})
    with pytest.raises(StuckProcess, match="等不到另一路") as caught:
        do(run, "b")
    assert caught.value.element == "join"


def inclusive() -> Model:
    return loaded(
        start(),
        user("a", "b", "c"),
        node("inclusiveGateway", "split", default="split_c"),
        node("inclusiveGateway", "join"),
        end(),
        chain("s", "split", "c", "join", "e"),
        flow("split", "a", "x"),
        flow("split", "b", "y"),
        chain("a", "join"),
        chain("b", "join"),
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"x": True, "y": True}, ["a", "b"]),
        ({"x": True}, ["a"]),
        ({"y": True}, ["b"]),
        ({}, ["c"]),
    ],
)
def test_an_inclusive_join_waits_for_the_chosen_branches_only(data, expected):
    run = Run.start(inclusive(), data)
    assert keys(run) == expected
    for key in reversed(expected):
        assert not run.ended
        run = do(run, key)
    assert run.ended


def test_an_activity_with_conditional_flows_splits():
    model = loaded(
        start(),
        user("a", "b", "c"),
        end(),
        chain("s", "a"),
        flow("a", "b", "x"),
        flow("a", "c"),
        chain("b", "e"),
        chain("c", "e"),
    )
    assert keys(do(Run.start(model, {}), "a", x=True)) == ["b", "c"]
    assert keys(do(Run.start(model, {}), "a", x=False)) == ["c"]


def test_a_subprocess_and_a_call_work_on_the_data_of_the_case():
    inner = node(
        "subProcess",
        "sub",
        start("si") + user("a") + end("ei") + chain("si", "a", "ei"),
    )
    called = process(start(), user("b"), end(), chain("s", "b", "e"), key="other")
    model = loaded(
        start(),
        inner,
        node("callActivity", "call", calledElement="other"),
        end("done"),
        chain("s", "sub", "call", "done"),
        other_bpmn=called,
    )
    run = do(Run.start(model, {}), "a", x=1)
    assert keys(run) == ["b"]
    run = do(run, "b", y=2)
    assert run.ended
    assert run.data == {"x": 1, "y": 2}
    assert run.end_keys == ["ei", "e", "done"]


def repeated(sequential: bool, inner: str = "", task: str = "") -> Model:
    loop = (
        f'<bpmn:multiInstanceLoopCharacteristics isSequential="{str(sequential).lower()}"'
        f' camunda:collection="units" camunda:elementVariable="unit">{inner}'
        "</bpmn:multiInstanceLoopCharacteristics>"
    )
    task = task or node("userTask", "ask", "{loop}")
    return loaded(
        start(), task.format(loop=loop), user("after"), end(), chain("s", "ask", "after", "e")
    )


def test_parallel_instances_wait_together():
    run = Run.start(repeated(False), {"units": ["消防", "规划", "水务"]})
    assert [found.loop for found in run.waiting()] == ["消防", "规划", "水务"]
    for unit in ("水务", "消防", "规划"):
        assert "after" not in keys(run)
        run = Run.loads(run.model, run.dumps())
        run.complete(next(s.id for s in run.waiting() if s.loop == unit), {})
    assert keys(run) == ["after"]
    assert step(run, "after").loop is None


def test_sequential_instances_come_one_after_the_other():
    run = Run.start(repeated(True), {"units": ["消防", "规划"]})
    assert [found.loop for found in run.waiting()] == ["消防"]
    run = do(run, "ask")
    assert [found.loop for found in run.waiting()] == ["规划"]
    assert keys(do(run, "ask")) == ["after"]


def test_no_items_means_no_instances():
    assert keys(Run.start(repeated(False), {"units": []})) == ["after"]


def test_a_missing_list_is_told():
    with pytest.raises(StuckProcess, match="清单或次数在数据里没有"):
        Run.start(repeated(False), {})


def test_a_completion_condition_cancels_the_rest():
    until = "<bpmn:completionCondition>nrOfCompletedInstances >= 2</bpmn:completionCondition>"
    run = Run.start(repeated(False, until), {"units": [1, 2, 3]})
    run = do(do(run, "ask"), "ask")
    assert keys(run) == ["after"]


def test_results_of_instances_are_collected_in_order():
    out = (
        '<bpmn:loopDataOutputRef>answers</bpmn:loopDataOutputRef><bpmn:outputDataItem id="answer"/>'
    )
    run = Run.start(repeated(False, out), {"units": ["a", "b"]})
    second = next(found for found in run.waiting() if found.loop == "b")
    run.complete(second.id, {"answer": "不同意"})
    run = do(run, "ask", answer="同意")
    assert run.data["answers"] == ["同意", "不同意"]


def test_each_instance_of_a_repeated_subprocess_knows_its_item():
    task = node(
        "subProcess",
        "ask",
        "{loop}"
        + start("si")
        + node("exclusiveGateway", "g", default="g_b")
        + user("a", "b")
        + end("ei")
        + chain("si", "g", "b", "ei")
        + flow("g", "a", "unit == 'x'")
        + chain("a", "ei"),
    )
    run = Run.start(repeated(False, task=task), {"units": ["x", "y"]})
    assert sorted((found.key, found.loop) for found in run.waiting()) == [("a", "x"), ("b", "y")]
    assert keys(do(do(run, "b"), "a")) == ["after"]


def test_a_standard_loop_repeats_while_its_condition_holds():
    loop = (
        "<bpmn:standardLoopCharacteristics><bpmn:loopCondition>more</bpmn:loopCondition>"
        "</bpmn:standardLoopCharacteristics>"
    )
    model = loaded(start(), node("userTask", "a", loop), end(), chain("s", "a", "e"))
    run = do(do(Run.start(model, {}), "a", more=True), "a", more=True)
    assert keys(run) == ["a"]
    assert do(run, "a", more=False).ended


def test_a_decision_table_decides_the_way():
    model = loaded(
        start(),
        node("businessRuleTask", "rule", camunda__decisionRef="grading"),
        node("exclusiveGateway", "g", default="g_b"),
        user("a", "b"),
        end(),
        chain("s", "rule", "g", "b", "e"),
        flow("g", "a", "grading.grade == 'high'"),
        chain("a", "e"),
        t_dmn=table([([">= 1000"], ['"high"']), (["< 1000"], ['"low"'])]),
    )
    run = Run.start(model, {"area": 2000})
    assert keys(run) == ["a"]
    assert run.data["grading"] == {"grade": "high"}
    assert run.decided() == [("rule", "grading", [1])]
    assert keys(Run.start(model, {"area": 2})) == ["b"]


def test_the_result_goes_under_the_name_and_in_the_form_that_was_asked_for():
    rule = node(
        "businessRuleTask",
        "rule",
        camunda__decisionRef="grading",
        camunda__resultVariable="level",
        camunda__mapDecisionResult="singleEntry",
    )
    model = loaded(
        start(), rule, user("a"), end(), chain("s", "rule", "a", "e"),
        t_dmn=table([([">= 1000"], ['"high"'])]),
    )  # fmt: skip
    assert Run.start(model, {"area": 2000}).data["level"] == "high"
    assert Run.start(model, {"area": 1}).data["level"] is None


def test_two_equal_runs_have_equal_steps_and_bytes():
    def played() -> Run:
        run = Run.start(parallel(again=True), {"again": True})
        return do(do(run, "b", z=1), "a", y=[1, 2])

    first, second = played(), played()
    assert first.waiting() == second.waiting()
    assert first.dumps() == second.dumps()


def test_step_ids_stay_the_same_through_bytes():
    run = Run.start(parallel(), {})
    assert Run.loads(run.model, run.dumps()).waiting() == run.waiting()
    before = step(run, "a")
    assert step(do(run, "b"), "a") == before


def test_lanes_are_told_with_the_steps():
    lanes = (
        '<bpmn:laneSet id="ls"><bpmn:lane id="l1" name="窗口"><bpmn:flowNodeRef>a</bpmn:flowNodeRef>'
        '</bpmn:lane><bpmn:lane id="l2" name="审批科"><bpmn:flowNodeRef>sub</bpmn:flowNodeRef>'
        "</bpmn:lane></bpmn:laneSet>"
    )
    sub = node("subProcess", "sub", start("si") + user("b") + end("ei") + chain("si", "b", "ei"))
    run = Run.start(loaded(lanes, start(), user("a"), sub, end(), chain("s", "a", "sub", "e")), {})
    assert step(run, "a").lane == "窗口"
    assert step(do(run, "a"), "b").lane == "审批科"


def test_bytes_of_another_model_are_refused():
    run = Run.start(parallel(), {})
    with pytest.raises(BadState, match="另一个版本"):
        Run.loads(inclusive(), run.dumps())
    with pytest.raises(BadState, match="坏了"):
        Run.loads(run.model, b"rubbish")


def test_data_that_cannot_be_kept_is_refused_before_anything_moves():
    run = Run.start(parallel(), {})
    with pytest.raises(BadData):
        run.complete(step(run, "a").id, {"x": object()})
    assert keys(run) == ["a", "b"]


def test_a_model_is_loaded_once_for_equal_files():
    files = {"p.bpmn": process(start(), user("a"), end(), chain("s", "a", "e"))}
    assert Model.load(files, "p") is Model.load(dict(files), "p")


def test_a_thousand_steps_in_a_row_need_no_recursion():
    names = [f"t{n}" for n in range(1500)]
    body = [node("parallelGateway", name) for name in names]
    run = Run.start(loaded(start(), *body, user("a"), end(), chain("s", *names, "a", "e")), {})
    assert keys(run) == ["a"]


def test_nothing_of_a_model_is_ever_run_by_python(monkeypatch):
    model = loaded(
        start(),
        node("exclusiveGateway", "g", default="g_b"),
        node("businessRuleTask", "rule", camunda__decisionRef="grading"),
        user("a", "b"),
        end(),
        chain("s", "rule", "g", "b", "e"),
        flow("g", "a", "grading.grade == 'high' and area > 3"),
        chain("a", "e"),
        u_dmn=table([(["> 1000"], ['"high"'])]),
    )
    ran: list[object] = []
    monkeypatch.setattr("builtins.eval", lambda *a: ran.append(a))
    monkeypatch.setattr("builtins.exec", lambda *a: ran.append(a))
    run = Run.start(model, {"area": 5000, "x": "__import__('os').system('id')"})
    assert keys(run) == ["a"]
    run.complete(step(run, "a").id, {"y": "().__class__"})
    assert run.ended
    assert ran == []


def test_the_script_engine_refuses_to_execute():
    run = Run.start(parallel(), {})
    script = run._machine.script
    task = run._machine.open_tasks()[0]
    with pytest.raises(StuckProcess, match="不许带程序"):
        script.execute(task, "import os")
    with pytest.raises(StuckProcess, match="算不出来"):
        script.evaluate(task, "__import__('os')")


def test_a_second_start_event_is_allowed_beside_a_plain_one():
    model = loaded(
        start(),
        node("startEvent", "s2", "<bpmn:messageEventDefinition/>"),
        user("a"),
        end(),
        chain("s", "a", "e"),
        chain("s2", "a"),
    )
    assert keys(Run.start(model, {})) == ["a"]


def test_nested_repeats_know_both_items():
    def repeat(items: str, item: str) -> str:
        return (
            f'<bpmn:multiInstanceLoopCharacteristics camunda:collection="{items}"'
            f' camunda:elementVariable="{item}"/>'
        )

    inner = node("userTask", "ask", repeat("[1, 2]", "n"))
    outer = node(
        "subProcess",
        "each",
        repeat("units", "unit") + start("si") + inner + end("ei") + chain("si", "ask", "ei"),
    )
    run = Run.start(loaded(start(), outer, end(), chain("s", "each", "e")), {"units": ["x", "y"]})
    run = Run.loads(run.model, run.dumps())
    assert [found.loop for found in run.waiting()] == [1, 2, 1, 2]
    for _ in range(4):
        run = do(run, "ask")
    assert run.ended
