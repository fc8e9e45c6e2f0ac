"""Packs made at random: plain items, and drawings of sequences, choices and parallel blocks."""

from __future__ import annotations

import itertools

from hypothesis import strategies as st

from xiaoer.packs.reading import PackSource, parsed

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="defs" targetNamespace="urn:random">
"""
FORM = """key: way
title: 走哪条路
pages:
  - key: way
    title: 走哪条路
    fields:
      - {key: way, title: 第几条, kind: integer}
"""
UNITS = ("housing-construction", "natural-resources", "fire-rescue")
ROLES = {"clerk": "acceptance_officer", "reviewer": "reviewer", "head": "approver"}


class Drawing:
    """A process being drawn: blocks are chained from where the last one ended."""

    def __init__(self) -> None:
        self.nodes: list[str] = []
        self.flows: list[str] = []
        self.steps: list[str] = []
        self._count = 0

    def name(self, kind: str) -> str:
        """Return a name that was not used yet."""
        self._count += 1
        return f"{kind}{self._count}"

    def flow(self, source: str, target: str, condition: str = "") -> str:
        """Draw an arrow."""
        name = self.name("f")
        body = (
            f'<conditionExpression xsi:type="tFormalExpression">{condition}</conditionExpression>'
            if condition
            else ""
        )
        self.flows.append(
            f'<sequenceFlow id="{name}" sourceRef="{source}" targetRef="{target}">{body}</sequenceFlow>'
        )
        return name

    def block(self, shape: object) -> tuple[str, str]:
        """Draw a shape; return where it begins and where it ends."""
        if shape == "task":
            name = self.name("step_")
            self.nodes.append(f'<userTask id="{name}" name="{name}"/>')
            self.steps.append(name)
            return name, name
        kind, parts = shape  # type: ignore[misc]
        if kind == "sequence":
            return self._sequence(parts)
        return self._split(kind, parts)

    def _sequence(self, parts: list[object]) -> tuple[str, str]:
        ends = [self.block(part) for part in parts]
        for before, after in itertools.pairwise(ends):
            self.flow(before[1], after[0])
        return ends[0][0], ends[-1][1]

    def _split(self, kind: str, parts: list[object]) -> tuple[str, str]:
        split, join = self.name("split"), self.name("join")
        gateway = "parallelGateway" if kind == "parallel" else "exclusiveGateway"
        blocks = [self.block(part) for part in parts]
        default = ""
        for number, (begin, end) in enumerate(blocks):
            condition = f"answers.way == {number}" if kind == "choice" and number else ""
            name = self.flow(split, begin, condition)
            default = default or (name if kind == "choice" else "")
            self.flow(end, join)
        said = f' default="{default}"' if default else ""
        self.nodes += [f'<{gateway} id="{split}"{said}/>', f'<{gateway} id="{join}"/>']
        return split, join


SHAPES = st.recursive(
    st.just("task"),
    lambda inner: st.tuples(
        st.sampled_from(["sequence", "parallel", "choice"]), st.lists(inner, min_size=2, max_size=3)
    ),
    max_leaves=5,
)


def _outcomes(draw: st.DrawFn, key: str) -> str:
    may = draw(st.sampled_from(["", "correct"]))
    lines = ["          - {key: done, title: 办完}"]
    if may == "correct":
        lines.append(
            "          - {key: ask, title: 补正, event: correction_requested, reason: true}"
        )
    return "\n".join(lines)


def _step(draw: st.DrawFn, key: str) -> str:
    role = draw(st.sampled_from(sorted(ROLES)))
    unit = draw(st.sampled_from(UNITS))
    limit = draw(
        st.sampled_from(["", "        limit: 2wd\n        ladder: true\n", "        limit: 1wd\n"])
    )
    return (
        f"      - key: {key}\n        title: {key}\n        role: {role}\n"
        f"        organisation: {unit}\n{limit}        outcomes:\n{_outcomes(draw, key)}\n"
    )


ACCEPT = """      - key: accept
        title: 受理
        role: clerk
        outcomes:
          - {key: accepted, title: 受理, event: accepted}
          - {key: gap, title: 容缺, event: accepted_with_gap}
          - {key: ask, title: 补正, event: correction_requested, reason: true}
          - {key: no, title: 不予受理, event: not_accepted, result: not_accepted, reason: true}
"""
DECIDE = """      - key: decide
        title: 决定
        role: head
        outcomes:
          - {key: granted, title: 准予, event: decided, result: granted}
          - {key: refused, title: 不予, event: decided, result: refused, reason: true}
"""


def _drawn(draw: st.DrawFn, number: int) -> tuple[str, str]:
    drawing = Drawing()
    begin, end = drawing.block(draw(SHAPES))
    body = "".join(drawing.nodes) + "".join(drawing.flows)
    process = (
        f'{HEAD}<process id="drawn{number}" isExecutable="true"><startEvent id="start"/>'
        '<userTask id="accept"/><exclusiveGateway id="taken" default="yes"/>'
        '<userTask id="decide"/><exclusiveGateway id="decided" default="good"/>'
        '<endEvent id="granted"/><endEvent id="refused"/><endEvent id="not_accepted"/>'
        '<sequenceFlow id="a" sourceRef="start" targetRef="accept"/>'
        '<sequenceFlow id="b" sourceRef="accept" targetRef="taken"/>'
        f'<sequenceFlow id="yes" sourceRef="taken" targetRef="{begin}"/>'
        '<sequenceFlow id="no" sourceRef="taken" targetRef="not_accepted"><conditionExpression '
        'xsi:type="tFormalExpression">outcome.accept == "no"</conditionExpression></sequenceFlow>'
        f'<sequenceFlow id="c" sourceRef="{end}" targetRef="decide"/>'
        '<sequenceFlow id="d" sourceRef="decide" targetRef="decided"/>'
        '<sequenceFlow id="good" sourceRef="decided" targetRef="granted"/>'
        '<sequenceFlow id="bad" sourceRef="decided" targetRef="refused"><conditionExpression '
        'xsi:type="tFormalExpression">outcome.decide == "refused"</conditionExpression></sequenceFlow>'
        f"{body}</process></definitions>"
    )
    steps = ACCEPT + "".join(_step(draw, key) for key in drawing.steps) + DECIDE
    return f"    process: drawn{number}\n    steps:\n{steps}", process


def _plain(draw: st.DrawFn) -> str:
    count = draw(st.integers(0, 3))
    steps = "".join(_step(draw, f"step_{n}") for n in range(count))
    return f"    steps:\n{ACCEPT}{steps}{DECIDE}"


@st.composite
def packs(draw: st.DrawFn) -> PackSource:
    """Draw a pack of one plain and one drawn item, with limits of its own."""
    committed = draw(st.integers(1, 8))
    common = (
        f"    kind: licence\n    owner: {draw(st.sampled_from(UNITS))}\n    profile: wd_admin\n"
        f"    statutory_limit: 20wd\n    committed_limit: {committed}wd\n"
        "    extension: {limit: 10wd, basis: 法}\n    gap: {window: 3wd}\n"
        "    legal_basis: [{document: 法}]\n"
        "    materials: [{key: main, title: 主件}, {key: other, title: 附件, main: false}]\n"
        "    special: [{key: hearing, title: 听证, basis: 法, max_limit: 5wd}]\n"
        "    commitment: {conditions: [符合], consequences: 撤销, verification: 10wd}\n"
        "    result: {title: 证}\n    form: way\n"
    )
    drawn, process = _drawn(draw, 1)
    text = (
        "key: mkt97\ntitle: 随机\nversion: '1'\neffective_from: 2019-01-01\nroles:\n"
        + "".join(f"  - {{key: {k}, title: {k}, people_role: {v}}}\n" for k, v in ROLES.items())
        + f"items:\n  - key: plain_item\n    title: 直列\n{common}{_plain(draw)}"
        + f"  - key: drawn_item\n    title: 画出\n{common}{drawn}"
    )
    files = {"pack.yaml": text, "drawn.bpmn": process, "forms/way.yaml": FORM}
    return parsed("mkt97", {name: body.encode() for name, body in files.items()})
