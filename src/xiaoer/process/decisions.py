"""DMN decision tables: read once, evaluated over case data, with the rules that matched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .expressions import BadExpression, Expression, compiled
from .feel import BadCell, Test, output, unary_tests
from .reading import Unreadable, Xml, children, local, namespace, read_xml, text_of

MAX_RULES = 5_000
AGGREGATIONS: dict[str, Callable[[list[Any]], Any]] = {
    "SUM": sum,
    "MIN": min,
    "MAX": max,
    "COUNT": len,
}
SINGLE = frozenset({"UNIQUE", "FIRST", "ANY"})
POLICIES = SINGLE | {"COLLECT", "RULE ORDER"}


class BadDecision(ValueError):
    """A decision table that cannot be read, or that has no single answer; says why."""


@dataclass(frozen=True, slots=True)
class Input:
    """An input column: what is read from the data."""

    label: str
    expression: Expression


@dataclass(frozen=True, slots=True)
class Rule:
    """A row: tests of the inputs, outputs, and what the authors noted beside it."""

    number: int
    tests: tuple[Test | None, ...]
    outputs: dict[str, Any]
    note: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision table."""

    key: str
    name: str
    policy: str
    aggregation: str
    columns: tuple[Input, ...]
    outputs: tuple[str, ...]
    rules: tuple[Rule, ...]

    @property
    def inputs(self) -> tuple[str, ...]:
        """Return the input expressions as written."""
        return tuple(column.expression.text for column in self.columns)

    def matched(self, data: Mapping[str, Any]) -> list[int]:
        """Return the numbers of the rules that fit, from 1."""
        return [rule.number for rule in self._fitting(data)]

    def note(self, number: int) -> str:
        """Return what the authors wrote beside a rule."""
        return self.rules[number - 1].note

    def evaluate(self, data: Mapping[str, Any]) -> dict[str, Any] | list[dict[str, Any]]:
        """Return the answer by the hit policy; no rule gives an empty answer."""
        return self.answer(self._fitting(data))

    def decide(self, data: Mapping[str, Any]) -> tuple[Any, list[int]]:
        """Return the answer and the numbers of the rules behind it."""
        fitting = self._fitting(data)
        used = fitting[:1] if self.policy == "FIRST" else fitting
        return self.answer(fitting), [rule.number for rule in used]

    def answer(self, fitting: list[Rule]) -> dict[str, Any] | list[dict[str, Any]]:
        """Return the answer that some rules give together."""
        found = [dict(rule.outputs) for rule in fitting]
        if self.aggregation:
            return self._aggregated(found)
        if self.policy not in SINGLE:
            return found
        if not found:
            return {}
        self._check_single(fitting)
        return found[0]

    def _fitting(self, data: Mapping[str, Any]) -> list[Rule]:
        values = [self._value(column, data) for column in self.columns]
        return [
            rule
            for rule in self.rules
            if all(
                test is None or test(value) for test, value in zip(rule.tests, values, strict=True)
            )
        ]

    def _value(self, column: Input, data: Mapping[str, Any]) -> Any:
        try:
            return column.expression(data)
        except BadExpression as problem:
            raise BadDecision(f"决策表“{self.key}”的“{column.label}”：{problem}") from None

    def _check_single(self, fitting: list[Rule]) -> None:
        if self.policy == "FIRST" or len(fitting) == 1:
            return
        numbers = "、".join(str(rule.number) for rule in fitting)
        if self.policy == "UNIQUE":
            raise BadDecision(f"决策表“{self.key}”只许一条规则成立，第 {numbers} 条都成立了")
        if any(rule.outputs != fitting[0].outputs for rule in fitting):
            raise BadDecision(f"决策表“{self.key}”第 {numbers} 条规则都成立，结果却不一样")

    def _aggregated(self, found: list[dict[str, Any]]) -> dict[str, Any]:
        name = self.outputs[0]
        values = [row[name] for row in found if row[name] is not None]
        if not values and self.aggregation != "COUNT":
            return {}
        try:
            return {name: AGGREGATIONS[self.aggregation](values)}
        except TypeError:
            raise BadDecision(f"决策表“{self.key}”的结果不是数，不能合计") from None


def decision(source: bytes, key: str | None = None) -> Decision:
    """Read one decision table of a DMN file; raises `BadDecision`."""
    found = decisions(source)
    if key is None:
        if len(found) != 1:
            raise BadDecision(f"文件里有 {len(found)} 张决策表，要说是哪一张")
        return next(iter(found.values()))
    if key not in found:
        raise BadDecision(f"文件里没有决策表“{key}”")
    return found[key]


@lru_cache(maxsize=64)
def decisions(source: bytes) -> dict[str, Decision]:
    """Read all decision tables of a DMN file; raises `BadDecision`."""
    try:
        root = read_xml(source)
    except Unreadable as problem:
        raise BadDecision(str(problem)) from None
    if local(root) != "definitions" or "/spec/DMN/" not in namespace(root):
        raise BadDecision("这不是 DMN 文件")
    return _tables(root)


def _tables(root: Xml) -> dict[str, Decision]:
    found: dict[str, Decision] = {}
    for element in children(root, "decision"):
        table = _decision(element)
        if table.key in found:
            raise BadDecision(f"决策表“{table.key}”写了两次")
        found[table.key] = table
    if not found:
        raise BadDecision("文件里没有决策表")
    return found


def _decision(element: Xml) -> Decision:
    key = element.get("id") or ""
    if not key:
        raise BadDecision("决策表没有编号")
    required = [box for box in element.iter() if local(box) == "requiredDecision"]
    if required:
        raise BadDecision(f"决策表“{key}”要用别的决策表的结果，请合成一张")
    tables = children(element, "decisionTable")
    if len(tables) != 1:
        raise BadDecision(f"决策“{key}”不是决策表，只能用决策表")
    try:
        return _table(key, element.get("name") or key, tables[0])
    except (BadCell, BadExpression) as problem:
        raise BadDecision(f"决策表“{key}”：{problem}") from None


def _table(key: str, name: str, table: Xml) -> Decision:
    policy = (table.get("hitPolicy") or "UNIQUE").strip().upper().replace("_", " ")
    if policy not in POLICIES:
        raise BadDecision(f"决策表“{key}”的命中策略“{policy}”不支持")
    columns = tuple(_input(element) for element in children(table, "input"))
    outputs = tuple(_output_name(element) for element in children(table, "output"))
    aggregation = (table.get("aggregation") or "").strip().upper() if policy == "COLLECT" else ""
    _check_columns(key, outputs, aggregation)
    rows = children(table, "rule")
    if len(rows) > MAX_RULES:
        raise BadDecision(f"决策表“{key}”太大，最多 {MAX_RULES} 条规则")
    notes = len(columns), outputs
    rules = tuple(_rule(number, row, *notes) for number, row in enumerate(rows, 1))
    return Decision(key, name, policy, aggregation, columns, outputs, rules)


def _check_columns(key: str, outputs: tuple[str, ...], aggregation: str) -> None:
    if not outputs or len(set(outputs)) != len(outputs):
        raise BadDecision(f"决策表“{key}”的结果列没有名字，或重名")
    if aggregation and (aggregation not in AGGREGATIONS or len(outputs) != 1):
        raise BadDecision(f"决策表“{key}”的合计方式不支持")


def _input(element: Xml) -> Input:
    boxes = children(element, "inputExpression")
    written = text_of(boxes[0]) if boxes else ""
    label = element.get("label") or written
    # An input without an expression reads the data of its own label.
    return Input(label, compiled(written or label))


def _output_name(element: Xml) -> str:
    return str(element.get("name") or element.get("label") or "result").strip()


def _rule(number: int, row: Xml, width: int, outputs: tuple[str, ...]) -> Rule:
    cells = [text_of(cell) for cell in children(row, "inputEntry")]
    answers = [text_of(cell) for cell in children(row, "outputEntry")]
    if len(cells) != width or len(answers) != len(outputs):
        raise BadCell(f"第 {number} 条规则的格子数和表头对不上")
    try:
        tests = tuple(unary_tests(cell) for cell in cells)
        values = dict(zip(outputs, (output(answer) for answer in answers), strict=True))
    except BadCell as problem:
        raise BadCell(f"第 {number} 条规则：{problem}") from None
    notes = [text_of(box) for box in children(row, "description", "annotationEntry")]
    return Rule(number, tests, values, "；".join(note for note in notes if note))
