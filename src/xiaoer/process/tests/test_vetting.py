"""What is accepted, what is refused, and why."""

from __future__ import annotations

import pytest

from xiaoer.process import CannotRun, Model, Run, vet

from . import foreign
from .drawing import (
    HEAD,
    boundary,
    chain,
    do,
    end,
    event,
    flow,
    keys,
    node,
    process,
    start,
    table,
    timer,
    user,
)


def reasons(*body: str, roots: str = "", **files: bytes) -> dict[str, str]:
    """Return element -> reasons of a process."""
    more = {name.replace("_", "."): source for name, source in files.items()}
    report = vet({"p.bpmn": process(*body, roots=roots), **more})
    found: dict[str, str] = {}
    for problem in report.problems:
        found[problem.element] = found.get(problem.element, "") + problem.reason
    assert report.executable is not bool(found)
    return found


def between(part: str, key: str = "x") -> tuple[str, ...]:
    """Put one node between a start and an end."""
    return (start(), part, end(), chain("s", key, "e"))


def test_the_json_of_a_report_is_the_promised_one():
    report = vet({"p.bpmn": process(start(), user("a"), end(), chain("s", "a", "e"))})
    assert report.as_json() == {
        "valid": True,
        "executable": True,
        "processes": ["p"],
        "elements": {"startEvent": 1, "userTask": 1, "endEvent": 1, "sequenceFlow": 2},
        "problems": [],
    }


def test_a_problem_names_element_reason_file_and_line():
    report = vet({"p.bpmn": process(*between(node("scriptTask", "x")))})
    assert report.valid
    assert not report.executable
    found = report.as_json()["problems"][0]
    assert (found["element"], found["file"], found["line"]) == ("x", "p.bpmn", 1)
    assert "脚本任务不能执行" in found["reason"]


@pytest.mark.parametrize(
    ("part", "reason"),
    [
        (node("scriptTask", "x", "<bpmn:script>import os</bpmn:script>"), "脚本任务"),
        (node("complexGateway", "x"), "复杂网关"),
        (node("adHocSubProcess", "x"), "临时子流程"),
        (node("serviceTask", "x", camunda__class="com.example.Delegate"), "别的引擎"),
        (node("serviceTask", "x", camunda__expression="${bean.run()}"), "别的引擎"),
        (node("serviceTask", "x", flowable__delegateExpression="${bean}"), "别的引擎"),
        (node("serviceTask", "x", camunda__type="external", camunda__topic="t"), "别的引擎"),
        (node("serviceTask", "x", implementation="com.example.Pay"), "implementation"),
        (
            node(
                "serviceTask",
                "x",
                '<bpmn:extensionElements><zeebe:taskDefinition type="pay"/></bpmn:extensionElements>',
            ),
            "别的引擎",
        ),
        (
            node(
                "userTask",
                "x",
                '<bpmn:extensionElements><camunda:executionListener event="start">'
                '<camunda:script scriptFormat="groovy">1</camunda:script>'
                "</camunda:executionListener></bpmn:extensionElements>",
            ),
            "监听器或脚本",
        ),
        (
            node(
                "userTask",
                "x",
                "<bpmn:extensionElements><camunda:inputOutput>"
                '<camunda:inputParameter name="a">${b}</camunda:inputParameter>'
                "</camunda:inputOutput></bpmn:extensionElements>",
            ),
            "参数映射",
        ),
        (node("userTask", "x", flowable__skipExpression="${true}"), "跳过条件"),
        (node("callActivity", "x", calledElement="nowhere"), "不在文件里"),
        (node("callActivity", "x"), "没有写调用哪个流程"),
        (node("callActivity", "x", calledElement="${where}"), "不在文件里"),
        (node("businessRuleTask", "x", camunda__decisionRef="grading"), "不在文件里"),
        (node("businessRuleTask", "x"), "没有写用哪张决策表"),
        (node("businessRuleTask", "x", camunda__class="a.B"), "别的引擎"),
        (node("userTask", "x", isForCompensation="true"), "补偿"),
        (node("intermediateThrowEvent", "x", event("compensate")), "补偿"),
        (node("intermediateCatchEvent", "x", event("conditional")), "条件事件"),
        (node("intermediateCatchEvent", "x", timer("R3/PT1H", "timeCycle")), "循环定时器"),
        (node("intermediateCatchEvent", "x", timer("__import__('os')")), "看不懂时间"),
        (node("intermediateCatchEvent", "x", timer("P1X")), "看不懂时间"),
        (node("intermediateCatchEvent", "x", timer("")), "没有写时间"),
        (node("intermediateCatchEvent", "x", timer("share(0)")), "百分数"),
        (node("intermediateCatchEvent", "x"), "不能放在这里"),
        (node("intermediateCatchEvent", "x", event("signal") + event("message")), "一个定义"),
        (node("userTask", "x", "<bpmn:multiInstanceLoopCharacteristics/>"), "没有写要对哪个清单"),
        (
            node(
                "userTask",
                "x",
                "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>"
                "__import__('os').system('x')</bpmn:loopCardinality>"
                "</bpmn:multiInstanceLoopCharacteristics>",
            ),
            "次数",
        ),
        (
            node(
                "callActivity",
                "x",
                '<bpmn:extensionElements><camunda:in sourceExpression="${a.b()}" target="c"/>'
                "</bpmn:extensionElements>",
                calledElement="p",
            ),
            "数据映射里有表达式",
        ),
        (node("callActivity", "x", calledElement="p"), "不在文件里"),
    ],
)
def test_refused_with_the_element_and_a_reason(part, reason):
    if 'calledElement="p"' in part and "in source" not in part:
        assert "调用了自己" in reasons(*between(part))["p"]
        return
    assert reason in reasons(*between(part))["x"]


@pytest.mark.parametrize(
    "part",
    [
        node("serviceTask", "x", name="系统登记"),
        node("serviceTask", "x", implementation="##WebService"),
        node("manualTask", "x"),
        node("sendTask", "x"),
        node("receiveTask", "x", name="等付款"),
        node("transaction", "x", start("si") + end("ei") + chain("si", "ei")),
        node("intermediateCatchEvent", "x", timer("share(50)")),
        node("intermediateCatchEvent", "x", timer("5wd")),
        node("intermediateCatchEvent", "x", timer("5个工作日")),
        node("intermediateCatchEvent", "x", timer("PT72H")),
        node("intermediateCatchEvent", "x", timer("P1Y2M10DT2H30M")),
        node("intermediateCatchEvent", "x", timer("2026-01-01T00:00:00+08:00", "timeDate")),
        node("intermediateCatchEvent", "x", timer("${deadline}", "timeDate")),
        node("intermediateThrowEvent", "x"),
        node("userTask", "x", camunda__assignee="${initiator}", camunda__formKey="a"),
    ],
)
def test_accepted(part):
    assert reasons(*between(part)) == {}


def test_an_event_subprocess_is_refused_with_what_to_draw_instead():
    inner = node("startEvent", "es", event("message"), isInterrupting="true")
    part = node("subProcess", "x", inner + end("ee") + chain("es", "ee"), triggeredByEvent="true")
    found = reasons(start(), user("a"), end(), chain("s", "a", "e"), part)
    assert "边界事件" in found["x"]


def test_boundary_events_hang_where_something_can_throw_them():
    body = (start(), user("a"), end(), end("e2"), chain("s", "a", "e"), chain("b", "e2"))
    assert "子流程" in reasons(*body, boundary("b", "a", event("error")))["b"]
    assert "不能放在这里" in reasons(*body, boundary("b", "a", event("link")))["b"]
    assert "取消事件" in reasons(*body, boundary("b", "a", event("cancel")))["b"]
    assert "没有挂在" in reasons(*body, boundary("b", "zzz", event("message")))["b"]


def test_the_shape_of_a_drawing():
    assert "没有开始事件" in reasons(user("a"), end(), chain("a", "e"))["p"]
    assert "没有结束事件" in reasons(start(), user("a"), chain("s", "a"))["p"]
    found = reasons(start(), user("a", "b", "c"), end(), chain("s", "a", "e"), chain("b", "e"))
    assert found == {"b": "从开始走不到这里", "c": "从开始走不到这里"}
    loop = reasons(
        start(),
        user("a", "b"),
        node("exclusiveGateway", "g", default="g_e"),
        end(),
        chain("s", "g", "e"),
        flow("g", "a", "x"),
        chain("a", "b", "a"),
    )
    assert loop == {"a": "从这里走不到结束", "b": "从这里走不到结束"}


def test_gateways_need_conditions_or_a_default():
    body = (start(), user("a", "b"), end(), chain("s", "g"), chain("a", "e"), chain("b", "e"))
    both = flow("g", "a", "x > 1") + flow("g", "b")
    assert "没有条件，也不是默认" in reasons(*body, node("exclusiveGateway", "g"), both)["g"]
    assert reasons(*body, node("exclusiveGateway", "g", default="g_b"), both) == {}
    wrong = reasons(*body, node("exclusiveGateway", "g", default="zzz"), both)
    assert "不是从这里出去的" in wrong["g"]
    bad = flow("g", "a", "().__class__.__mro__") + flow("g", "b")
    assert "不能用" in reasons(*body, node("inclusiveGateway", "g", default="g_b"), bad)["g_a"]


def test_a_parallel_gateway_that_waits_for_itself():
    found = reasons(
        start(),
        node("parallelGateway", "g"),
        user("a", "b"),
        node("exclusiveGateway", "h", default="h_e"),
        end(),
        chain("s", "g", "a", "h", "e"),
        chain("g", "b", "e"),
        flow("h", "g", "again"),
    )
    assert "先经过这里" in found["g"]


def test_what_breaks_bpmn_is_not_valid():
    dangling = vet({"a": process(start(), end(), chain("s", "e"), flow("s", "nowhere"))})
    twice = vet({"a": process(start(), end(), chain("s", "e"), user("s"))})
    unknown = vet({"a": process(start(), end(), chain("s", "e"), node("teleport", "t"))})
    lost = vet(
        {"a": process(*between(node("intermediateCatchEvent", "x", event("message", "gone"))))}
    )
    for report in (dangling, twice, unknown, lost):
        assert not report.valid
        assert not report.executable


def test_a_process_marked_as_not_executable():
    source = process(start(), end(), chain("s", "e"), isExecutable="false")
    report = vet({"p.bpmn": source})
    assert report.valid
    assert [problem.element for problem in report.problems] == ["p"]
    assert not vet({"p.bpmn": source}, "p").executable
    assert "没有流程" in vet({"p.bpmn": source}, "q").problems[0].reason


HOSTILE = [
    b"",
    b"   ",
    b"not xml",
    b"<a>",
    b"<a/>",
    b"\xff\xfe\x00",
    b"<?xml version='1.0' encoding='klingon'?><a/>",
    b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    b'<!DOCTYPE l [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>',
    '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"),
    b'<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd"><a/>',
    b"<a>" * 300 + b"</a>" * 300,
    b"<a>" * 200_000,
    b"<a " + b"x" * 6_000_000,
]


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_bytes_are_told_and_never_raise(source):
    report = vet({"a.bpmn": source})
    assert not report.valid
    assert report.problems[0].reason


def test_subprocesses_nested_without_end_are_refused():
    inner = "".join(f'<bpmn:subProcess id="n{n}">' for n in range(60)) + "</bpmn:subProcess>" * 60
    assert any("套得太深" in p.reason for p in vet({"a": process(start(), inner)}).problems)


def test_a_model_that_is_refused_cannot_be_loaded():
    with pytest.raises(CannotRun, match="脚本任务") as caught:
        Model.load({"p.bpmn": process(*between(node("scriptTask", "x")))}, "p")
    assert caught.value.report.problems


def test_camunda_7():
    report = vet({"licence.bpmn": foreign.CAMUNDA7.encode()})
    assert report.problems == []
    assert report.elements["boundaryEvent"] == 1
    run = Run.start(Model.load({"licence.bpmn": foreign.CAMUNDA7.encode()}, "licence"), {})
    assert run.waiting()[0].lane == "受理岗"
    assert do(run, "Check", ok=True, area=300).end_keys == ["End_ok"]


def test_camunda_8():
    model = Model.load({"o.bpmn": foreign.CAMUNDA8.encode()}, "order")
    run = Run.start(model, {"units": ["a", "b", "c"], "amount": 10})
    run = do(do(run, "ask", answer="no"), "ask", answer="yes")
    assert run.end_keys == ["e"]
    assert run.data["answers"] == ["no", "yes"]


def test_flowable():
    files = {"l.bpmn": foreign.FLOWABLE.encode(), "t.dmn": table([(["-"], ['"ok"'])])}
    report = vet(files)
    assert report.problems == []
    run = do(Run.start(Model.load(files, "leave"), {"bosses": ["甲", "乙"]}), "apply")
    assert [found.loop for found in run.waiting()] == ["甲"]
    run = do(do(run, "sign"), "sign")
    assert run.ended
    assert run.data["grading"] == {"grade": "ok"}


def test_signavio():
    report = vet({"s.bpmn": foreign.SIGNAVIO.encode()})
    assert report.valid
    assert not report.executable
    assert "isExecutable" in report.problems[0].reason
    source = foreign.SIGNAVIO.replace('isExecutable="false"', "").encode()
    assert {p.element for p in vet({"s.bpmn": source}).problems} == {"sid-g"}


def test_bpmn_io():
    files = {"b.bpmn": foreign.BPMN_IO.encode()}
    assert keys(Run.start(Model.load(files, "Process_1"), {})) == ["Activity_1"]


def test_activiti_programs_are_refused():
    report = vet({"a.bpmn": foreign.ACTIVITI.encode()})
    assert report.valid
    assert {p.element for p in report.problems} == {"call", "ut", "f3", "sc"}


def test_other_xml_is_not_bpmn():
    report = vet({"a.bpmn": b"<definitions/>"})
    assert "不是 BPMN" in report.problems[0].reason
    assert vet({}).problems[0].reason == "没有流程文件"
    assert "没有流程" in vet({"a": (HEAD + "</bpmn:definitions>").encode()}).problems[0].reason
