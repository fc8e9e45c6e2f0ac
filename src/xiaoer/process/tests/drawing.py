"""Write small process drawings in tests."""

from __future__ import annotations

from itertools import pairwise

from xiaoer.process import Model, Run, Step

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"'
    ' xmlns:camunda="http://camunda.org/schema/1.0/bpmn"'
    ' xmlns:flowable="http://flowable.org/bpmn"'
    ' xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' id="d" targetNamespace="x">'
)
DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/"


def node(kind: str, key: str, inner: str = "", **attributes: str) -> str:
    """Write a flow node; `__` in an attribute name stands for the colon of a prefix."""
    written = "".join(f' {k.replace("__", ":")}="{v}"' for k, v in attributes.items())
    return f'<bpmn:{kind} id="{key}"{written}>{inner}</bpmn:{kind}>'


def flow(source: str, target: str, condition: str = "", key: str = "") -> str:
    """Write a sequence flow."""
    inside = (
        f"<bpmn:conditionExpression><![CDATA[{condition}]]></bpmn:conditionExpression>"
        if condition
        else ""
    )
    key = key or f"{source}_{target}"
    return (
        f'<bpmn:sequenceFlow id="{key}" sourceRef="{source}" targetRef="{target}">'
        f"{inside}</bpmn:sequenceFlow>"
    )


def chain(*keys: str) -> str:
    """Write flows from each key to the next."""
    return "".join(flow(a, b) for a, b in pairwise(keys))


def start(key: str = "s") -> str:
    """Write a start event."""
    return node("startEvent", key)


def end(key: str = "e", inner: str = "") -> str:
    """Write an end event."""
    return node("endEvent", key, inner)


def user(*keys: str) -> str:
    """Write user tasks."""
    return "".join(node("userTask", key, name=f"步骤{key}") for key in keys)


def event(kind: str, reference: str = "", inner: str = "") -> str:
    """Write an event definition."""
    pointed = f' {kind}Ref="{reference}"' if reference else ""
    return f"<bpmn:{kind}EventDefinition{pointed}>{inner}</bpmn:{kind}EventDefinition>"


def timer(text: str, form: str = "timeDuration") -> str:
    """Write a timer definition."""
    return event("timer", inner=f"<bpmn:{form}>{text}</bpmn:{form}>")


def boundary(key: str, host: str, inner: str, interrupting: bool = True) -> str:
    """Write a boundary event."""
    return node(
        "boundaryEvent",
        key,
        inner,
        attachedToRef=host,
        cancelActivity="true" if interrupting else "false",
    )


def process(*body: str, key: str = "p", roots: str = "", **attributes: str) -> bytes:
    """Write a file with one process."""
    attributes = {"isExecutable": "true", **attributes}
    inner = node("process", key, "".join(body), **attributes)
    return f"{HEAD}{roots}{inner}</bpmn:definitions>".encode()


def loaded(*body: str, roots: str = "", **files: bytes) -> Model:
    """Load a process from its parts."""
    more = {name.replace("_", "."): source for name, source in files.items()}
    return Model.load({"p.bpmn": process(*body, roots=roots), **more}, "p")


def table(
    rules: list[tuple[list[str], list[str]]],
    inputs: tuple[str, ...] = ("area",),
    outputs: tuple[str, ...] = ("grade",),
    policy: str = "UNIQUE",
    key: str = "grading",
    extra: str = "",
) -> bytes:
    """Write a decision table."""
    columns = "".join(
        f'<input id="i{n}"><inputExpression id="x{n}"><text>{text}</text></inputExpression></input>'
        for n, text in enumerate(inputs)
    )
    answers = "".join(f'<output id="o{n}" name="{name}"/>' for n, name in enumerate(outputs))
    rows = "".join(
        f'<rule id="r{n}"><description>第{n}条</description>'
        + "".join(f"<inputEntry><text><![CDATA[{c}]]></text></inputEntry>" for c in cells)
        + "".join(f"<outputEntry><text><![CDATA[{a}]]></text></outputEntry>" for a in answers_)
        + "</rule>"
        for n, (cells, answers_) in enumerate(rules, 1)
    )
    return (
        f'<definitions xmlns="{DMN}" id="d" name="d" namespace="x">'
        f'<decision id="{key}" name="{key}"><decisionTable hitPolicy="{policy}" {extra}>'
        f"{columns}{answers}{rows}</decisionTable></decision></definitions>"
    ).encode()


def keys(run: Run) -> list[str]:
    """Return the keys of what waits."""
    return [step.key for step in run.waiting()]


def step(run: Run, key: str) -> Step:
    """Return the first waiting step with a key."""
    return next(found for found in run.waiting() if found.key == key)


def do(run: Run, key: str, /, **data: object) -> Run:
    """Complete a step after a round through bytes, as the cases do."""
    again = Run.loads(run.model, run.dumps())
    again.complete(step(again, key).id, data)
    return again


def tell(run: Run, kind: str, name: str, /, **data: object) -> Run:
    """Deliver an event after a round through bytes."""
    again = Run.loads(run.model, run.dumps())
    assert again.deliver(kind, name, data)
    return again
