"""Runs: messages, timers, signals, withdrawal, errors, escalation, termination, links."""

from __future__ import annotations

import pytest

from xiaoer.process import Model, NoSuchStep, Run

from .drawing import (
    boundary,
    chain,
    do,
    end,
    event,
    flow,
    keys,
    loaded,
    node,
    start,
    step,
    tell,
    timer,
    user,
)

WITHDRAW = '<bpmn:message id="m1" name="withdraw"/>'
SIGNAL = '<bpmn:signal id="s1" name="pause"/>'
ERROR = '<bpmn:error id="e1" name="bad" errorCode="BAD"/>'
ESCALATION = '<bpmn:escalation id="x1" name="slow" escalationCode="SLOW"/>'


def withdrawable() -> Model:
    """Two parallel steps in a sub-process that a withdrawal ends."""
    body = (
        start("si")
        + node("parallelGateway", "sp")
        + user("a", "b")
        + node("parallelGateway", "jo")
        + end("granted")
        + chain("si", "sp", "a", "jo", "granted")
        + chain("sp", "b", "jo")
    )
    return loaded(
        start(),
        node("subProcess", "main", body),
        boundary("w", "main", event("message", "m1")),
        boundary("warn", "main", timer("share(50)"), interrupting=False),
        user("note"),
        end("withdrawn"),
        end("closed"),
        end("noted"),
        chain("s", "main", "closed"),
        chain("w", "withdrawn"),
        chain("warn", "note", "noted"),
        roots=WITHDRAW,
    )


def test_withdrawal_ends_everything_inside():
    run = do(Run.start(withdrawable(), {}), "a")
    run = tell(run, "message", "withdraw", why="不办了")
    assert run.ended
    assert run.end_keys == ["withdrawn"]
    assert run.data == {"why": "不办了"}


def test_withdrawal_is_over_once_the_work_is_done():
    run = do(do(Run.start(withdrawable(), {}), "a"), "b")
    assert run.ended
    assert run.end_keys == ["granted", "closed"]
    assert not run.deliver("message", "withdraw")


def test_a_timer_is_told_as_written_and_fires_only_when_delivered():
    run = Run.start(withdrawable(), {})
    warn = step(run, "warn")
    assert (warn.kind, warn.timer, warn.attached_to, warn.interrupting) == (
        "timer",
        "share(50)",
        "main",
        False,
    )
    run = tell(run, "timer", warn.id)
    assert keys(run) == ["w", "a", "b", "note"] or set(keys(run)) == {"w", "a", "b", "note"}
    assert "warn" not in keys(run)
    run = do(do(run, "a"), "b")
    assert keys(run) == ["note"]
    assert do(run, "note").ended


def test_a_timer_cannot_be_named_by_its_key():
    assert not Run.start(withdrawable(), {}).deliver("timer", "warn")


def test_nothing_waiting_is_told():
    run = Run.start(withdrawable(), {})
    assert not run.deliver("message", "nobody", {"x": 1})
    assert run.data == {}


def test_an_event_is_not_completed_like_a_task():
    run = Run.start(withdrawable(), {})
    with pytest.raises(NoSuchStep):
        run.complete(step(run, "w").id)


def test_an_interrupting_timer_takes_the_other_way():
    model = loaded(
        start(),
        user("a", "late"),
        boundary("t", "a", timer("5wd")),
        end(),
        chain("s", "a", "e"),
        chain("t", "late", "e"),
    )
    run = Run.start(model, {})
    run = tell(run, "timer", step(run, "t").id)
    assert keys(run) == ["late"]
    assert do(Run.start(model, {}), "a").ended


def test_a_message_may_come_again_while_the_work_runs():
    model = loaded(
        start(),
        user("a", "more"),
        boundary("m", "a", event("message", "m1"), interrupting=False),
        end(),
        chain("s", "a", "e"),
        chain("m", "more", "e"),
        roots=WITHDRAW,
    )
    run = tell(tell(Run.start(model, {}), "message", "withdraw"), "message", "withdraw")
    assert sorted(keys(run)) == ["a", "m", "more", "more"]
    run = do(run, "a")
    assert keys(run) == ["more", "more"]
    assert do(do(run, "more"), "more").ended


def gated() -> Model:
    return loaded(
        start(),
        node("eventBasedGateway", "g"),
        node("intermediateCatchEvent", "m", event("message", "m1")),
        node("intermediateCatchEvent", "t", timer("P15D")),
        node("receiveTask", "r", messageRef="m2"),
        user("a", "b", "c"),
        end(),
        chain("s", "g", "m", "a", "e"),
        chain("g", "t", "b", "e"),
        chain("g", "r", "c", "e"),
        roots=WITHDRAW + '<bpmn:message id="m2" name="paid"/>',
    )


def test_the_first_event_takes_the_token():
    run = Run.start(gated(), {})
    assert keys(run) == ["m", "t", "r"]
    assert keys(tell(run, "message", "withdraw")) == ["a"]
    run = Run.start(gated(), {})
    assert keys(tell(run, "timer", step(run, "t").id)) == ["b"]
    assert keys(tell(Run.start(gated(), {}), "message", "paid", sum=3)) == ["c"]


def test_a_message_by_step_id_reaches_that_step():
    run = Run.start(gated(), {})
    assert keys(tell(run, "message", step(run, "r").id)) == ["c"]


def test_a_thrown_signal_reaches_everyone_in_the_run():
    model = loaded(
        start(),
        node("parallelGateway", "sp"),
        node("intermediateCatchEvent", "c1", event("signal", "s1")),
        node("intermediateCatchEvent", "c2", event("signal", "s1")),
        user("a"),
        node("intermediateThrowEvent", "th", event("signal", "s1")),
        end(),
        chain("s", "sp", "a", "th", "e"),
        chain("sp", "c1", "e"),
        chain("sp", "c2", "e"),
        roots=SIGNAL,
    )
    run = do(Run.start(model, {}), "a")
    assert run.ended
    assert run.sent() == [("signal", "pause")]
    assert tell(Run.start(model, {}), "signal", "pause").waiting()[0].key == "a"


def raising(kind: str, root: str, interrupting: bool = True, twice: bool = False) -> Model:
    reference = {"error": "e1", "escalation": "x1"}[kind]
    body = (
        start("si")
        + user("a")
        + node("parallelGateway", "sp")
        + user("b")
        + end("ok")
        + node("endEvent", "bad", event(kind, reference))
        + chain("si", "a", "sp", "b", "ok")
        + chain("sp", "bad")
    )
    other = node("subProcess", "two", start("s2") + user("z") + end("e2") + chain("s2", "z", "e2"))
    return loaded(
        start(),
        node("parallelGateway", "both"),
        node("subProcess", "one", body),
        boundary("on1", "one", event(kind, reference), interrupting),
        other,
        boundary("on2", "two", event(kind, reference), interrupting),
        user("repair", "wrong"),
        end(),
        chain("s", "both", "one", "e"),
        chain("both", "two", "e"),
        chain("on1", "repair", "e"),
        chain("on2", "wrong", "e"),
        roots=root,
    )


def test_an_error_ends_its_own_subprocess_and_no_other():
    run = do(Run.start(raising("error", ERROR), {}), "a")
    assert sorted(keys(run)) == ["repair", "z"]
    assert do(do(run, "z"), "repair").ended


def test_an_escalation_lets_the_work_go_on():
    run = do(Run.start(raising("escalation", ESCALATION, interrupting=False), {}), "a")
    assert sorted(keys(run)) == ["b", "repair", "z"]


def test_an_error_that_nobody_catches_is_an_end():
    model = loaded(
        start(), user("a"), end("x", event("error", "e1")), chain("s", "a", "x"), roots=ERROR
    )
    run = do(Run.start(model, {}), "a")
    assert run.ended
    assert run.end_keys == ["x"]


def test_termination_stops_the_other_branches():
    inner = node(
        "subProcess",
        "sub",
        start("si") + user("c") + end("ei") + chain("si", "c", "ei"),
    )
    model = loaded(
        start(),
        node("parallelGateway", "sp"),
        user("a"),
        inner,
        node("endEvent", "refused", event("terminate")),
        end(),
        chain("s", "sp", "a", "refused"),
        chain("sp", "sub", "e"),
    )
    run = do(Run.start(model, {}), "a")
    assert run.ended
    assert run.end_keys == ["refused"]


def test_termination_inside_a_subprocess_ends_only_that():
    body = (
        start("si")
        + node("parallelGateway", "sp")
        + user("a", "b")
        + node("endEvent", "stop", event("terminate"))
        + end("ei")
        + chain("si", "sp", "a", "stop")
        + chain("sp", "b", "ei")
    )
    model = loaded(
        start(), node("subProcess", "sub", body), user("c"), end(), chain("s", "sub", "c", "e")
    )
    assert keys(do(Run.start(model, {}), "a")) == ["c"]


def test_links_join_two_parts_of_a_drawing():
    model = loaded(
        start(),
        node("intermediateThrowEvent", "out", '<bpmn:linkEventDefinition name="L"/>'),
        node("intermediateCatchEvent", "in", '<bpmn:linkEventDefinition name="L"/>'),
        user("a"),
        end(),
        chain("s", "out"),
        chain("in", "a", "e"),
    )
    assert keys(Run.start(model, {})) == ["a"]


def test_a_thrown_message_is_news_for_the_caller():
    model = loaded(
        start(),
        user("a"),
        node("sendTask", "send", messageRef="m1"),
        end("e", event("message", "m1")),
        chain("s", "a", "send", "e"),
        roots=WITHDRAW,
    )
    run = do(Run.start(model, {}), "a")
    assert run.sent() == [("message", "withdraw")] * 2


def test_withdrawal_stops_the_instances_of_a_repeated_subprocess():
    loop = (
        '<bpmn:multiInstanceLoopCharacteristics camunda:collection="units"'
        ' camunda:elementVariable="unit"/>'
    )
    inner = node(
        "subProcess", "each", loop + start("si") + user("a") + end("ei") + chain("si", "a", "ei")
    )
    outer = node("subProcess", "main", start("so") + inner + end("eo") + chain("so", "each", "eo"))
    model = loaded(
        start(),
        outer,
        boundary("w", "main", event("message", "m1")),
        boundary("t", "main", timer("3d"), interrupting=False),
        user("after", "alarm"),
        end(),
        chain("s", "main", "e"),
        chain("w", "after", "e"),
        chain("t", "alarm", "e"),
        roots=WITHDRAW,
    )
    run = Run.start(model, {"units": [1, 2, 3]})
    run = do(run, "a")
    run = tell(run, "message", "withdraw")
    assert keys(run) == ["after"]
    assert do(run, "after").ended


def test_an_inclusive_join_does_not_wait_for_a_timer_that_rests():
    model = loaded(
        start(),
        node("inclusiveGateway", "sp", default="sp_a"),
        user("a", "b", "late"),
        boundary("t", "b", timer("3d"), interrupting=False),
        node("inclusiveGateway", "jo"),
        end(),
        chain("s", "sp", "a", "jo", "e"),
        flow("sp", "b", "x"),
        chain("b", "jo"),
        chain("t", "late", "jo"),
    )
    assert do(Run.start(model, {}), "a").ended
    run = Run.start(model, {"x": True})
    run = tell(run, "timer", step(run, "t").id)
    run = do(run, "b")
    assert keys(run) == ["late"]
    assert do(run, "late").ended
