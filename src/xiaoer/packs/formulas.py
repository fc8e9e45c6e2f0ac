"""Formulas of indicators: a small closed language over the columns of one source.

A formula is read into a typed tree; engines turn the tree into their own expressions and never
see the text. Numbers are whole numbers of a named scale (working seconds of a day, hundredths),
so that every engine adds up the same integers; only finished sums are divided (time-law 9.9).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import lcm

from xiaoer.clock.hours import DEFAULT_HOURS
from xiaoer.process.expressions import BadExpression, syntax

DAY = DEFAULT_HOURS.seconds  # working seconds of one day: the scale of `wd_fraction`
HOUR = 3600


class BadFormula(ValueError):
    """A formula that cannot be computed; the message says which part and why."""


class Kind(StrEnum):
    """What a formula gives."""

    BOOL = "bool"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    INSTANT = "instant"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a source. `scale`: stored units for 1; `counted`: has working-time places."""

    kind: Kind
    scale: int = 1
    counted: bool = False


@dataclass(frozen=True)
class Columns:
    """What the formulas of one source may name: columns, and maps by their key."""

    columns: Mapping[str, Column]
    maps: Mapping[str, Column] = field(default_factory=dict)


# --- the tree ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a formula: what it gives and, for numbers, in which scale."""

    kind: Kind
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """A value that is written down; a number as a whole number of its scale, none as missing."""

    value: str | int | bool | None = None


@dataclass(frozen=True, slots=True)
class Named(Node):
    """A column, or `key` of a map column."""

    name: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Place(Node):
    """Where a moment stands on the working-time axis: `wday` or `wclk` of a column."""

    name: str = ""
    axis: str = "wday"


@dataclass(frozen=True, slots=True)
class Joined(Node):
    """`and`, `or` over conditions."""

    word: str = "and"
    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Negated(Node):
    """`not` of a condition."""

    part: Node = Node(Kind.BOOL)


@dataclass(frozen=True, slots=True)
class Compared(Node):
    """Two values of one kind, compared; numbers stand in one scale."""

    sign: str = "=="
    left: Node = Node(Kind.BOOL)
    right: Node = Node(Kind.BOOL)


@dataclass(frozen=True, slots=True)
class Among(Node):
    """A text that is one of several."""

    part: Node = Node(Kind.TEXT)
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reckoned(Node):
    """Two whole numbers added, subtracted or multiplied."""

    sign: str = "+"
    left: Node = Node(Kind.NUMBER)
    right: Node = Node(Kind.NUMBER)


@dataclass(frozen=True, slots=True)
class Scaled(Node):
    """A number in a finer scale."""

    part: Node = Node(Kind.NUMBER)
    times: int = 1


@dataclass(frozen=True, slots=True)
class Read(Node):
    """A text read as a date, an instant or a number; missing where it is none."""

    part: Node = Node(Kind.TEXT)


@dataclass(frozen=True, slots=True)
class Between(Node):
    """Calendar days or clock seconds from one moment to another."""

    start: Node = Node(Kind.DATE)
    end: Node = Node(Kind.DATE)


@dataclass(frozen=True, slots=True)
class Filled(Node):
    """A number, 0 where it is missing: time that did not pass, money that was not paid."""

    part: Node = Node(Kind.NUMBER)


@dataclass(frozen=True, slots=True)
class Chosen(Node):
    """A number where a condition holds, 0 where it does not."""

    when: Node = Node(Kind.BOOL)
    part: Node = Node(Kind.NUMBER)


# --- reading -----------------------------------------------------------------------------

SIGNS: dict[type[ast.AST], str] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*",
}  # fmt: skip
MOMENTS = (Kind.DATE, Kind.INSTANT)
FINEST = 10_000  # the scale of amounts read from texts


def formula(text: str, source: Columns) -> Node:
    """Read a formula over a source; raises `BadFormula` with the reason."""
    try:
        tree = syntax(text)
    except BadExpression as problem:
        raise BadFormula(str(problem)) from None
    return _Reader(source).read(tree)


def condition(text: str, source: Columns) -> Node:
    """Read a formula that must be true or false."""
    found = formula(text, source)
    if found.kind is not Kind.BOOL:
        raise BadFormula(f"“{text}”不是条件，条件要能说是或不是")
    return found


def number(text: str, source: Columns) -> Node:
    """Read a formula that must give a number."""
    found = formula(text, source)
    if found.kind is not Kind.NUMBER:
        raise BadFormula(f"“{text}”算不出数")
    return found


class _Reader:
    def __init__(self, source: Columns) -> None:
        self.source = source

    def read(self, node: ast.AST) -> Node:
        reader = READERS.get(type(node))
        if reader is None:
            raise BadFormula(f"指标公式里不能用“{ast.unparse(node)}”")
        return reader(self, node)

    def constant(self, node: ast.Constant) -> Node:
        value = node.value
        if isinstance(value, bool):
            return Constant(Kind.BOOL, value=value)
        if isinstance(value, int | float):
            exact = Fraction(Decimal(str(value)))
            return Constant(Kind.NUMBER, exact.denominator, exact.numerator)
        if value is None or isinstance(value, str):
            return Constant(Kind.TEXT, value=value)
        raise BadFormula("指标公式里只写数、文字和是否")

    def name(self, node: ast.Name) -> Node:
        column = self.source.columns.get(node.id)
        if column is None:
            raise BadFormula(f"这个数据源没有 {node.id} 这一列")
        return Named(column.kind, column.scale, node.id)

    def attribute(self, node: ast.Attribute) -> Node:
        root = node.value.id if isinstance(node.value, ast.Name) else ""
        column = self.source.maps.get(root)
        if column is None:
            raise BadFormula(f"看不懂 {ast.unparse(node)}")
        return Named(column.kind, column.scale, root, node.attr)

    def joined(self, node: ast.BoolOp) -> Node:
        word = "and" if isinstance(node.op, ast.And) else "or"
        parts = tuple(self.truth(value) for value in node.values)
        return Joined(Kind.BOOL, word=word, parts=parts)

    def truth(self, node: ast.AST) -> Node:
        found = self.read(node)
        if found.kind is not Kind.BOOL:
            raise BadFormula(f"“{ast.unparse(node)}”不是条件")
        return found

    def unary(self, node: ast.UnaryOp) -> Node:
        if isinstance(node.op, ast.Not):
            return Negated(Kind.BOOL, part=self.truth(node.operand))
        if isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
            found = self.constant(node.operand)
            if isinstance(found, Constant) and isinstance(found.value, int):
                return Constant(Kind.NUMBER, found.scale, -found.value)
        raise BadFormula(f"指标公式里不能用“{ast.unparse(node)}”")

    def reckoned(self, node: ast.BinOp) -> Node:
        sign = SIGNS.get(type(node.op))
        if sign is None:
            raise BadFormula("公式里不写除法：分子写 numerator，分母写 denominator")
        left, right = self.read(node.left), self.read(node.right)
        if left.kind is not Kind.NUMBER or right.kind is not Kind.NUMBER:
            raise BadFormula("只有数能加、减、乘；两个时刻之间用 days、wd 或 hours")
        if sign == "*":
            return Reckoned(Kind.NUMBER, left.scale * right.scale, sign, left, right)
        scale, left, right = _aligned(left, right)
        return Reckoned(Kind.NUMBER, scale, sign, left, right)

    def compared(self, node: ast.Compare) -> Node:
        if len(node.ops) != 1:
            raise BadFormula("一次只比较两个值，用 and 连起来")
        op, left = node.ops[0], self.read(node.left)
        if isinstance(op, ast.In | ast.NotIn):
            found = self.among(left, node.comparators[0])
            return Negated(Kind.BOOL, part=found) if isinstance(op, ast.NotIn) else found
        return _comparison(SIGNS[type(op)], left, self.read(node.comparators[0]))

    def among(self, left: Node, values: ast.AST) -> Node:
        if left.kind is not Kind.TEXT or not isinstance(values, ast.List | ast.Tuple):
            raise BadFormula("in 左边是文字，右边是方括号里的几个文字")
        texts = [v.value for v in values.elts if isinstance(v, ast.Constant)]
        wanted = tuple(text for text in texts if isinstance(text, str))
        if len(wanted) != len(values.elts):
            raise BadFormula("in 的方括号里只写文字")
        return Among(Kind.BOOL, part=left, values=wanted)

    def call(self, node: ast.Call) -> Node:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        function = FUNCTIONS.get(name)
        if function is None or node.keywords:
            raise BadFormula(f"没有“{ast.unparse(node.func)}”这个算法，有 {'、'.join(FUNCTIONS)}")
        arguments = [self.read(argument) for argument in node.args]
        wanted = 1 if name in ONE_VALUE else 2
        if len(arguments) != wanted:
            raise BadFormula(f"{name} 要 {wanted} 个值")
        return function(self, arguments)

    # --- functions -----------------------------------------------------------------------

    def days(self, arguments: list[Node]) -> Node:
        start, end = _moments("days", arguments)
        return Between(Kind.NUMBER, 1, start, end)

    def hours(self, arguments: list[Node]) -> Node:
        start, end = _moments("hours", arguments)
        if not all(isinstance(m, Named) and m.kind is Kind.INSTANT for m in (start, end)):
            raise BadFormula("hours 要数据源自己的两个时刻")
        return Between(Kind.NUMBER, HOUR, start, end)

    def filled(self, arguments: list[Node]) -> Node:
        (part,) = arguments
        if part.kind is not Kind.NUMBER:
            raise BadFormula("or_zero 里是一个数")
        return Filled(Kind.NUMBER, part.scale, part)

    def chosen(self, arguments: list[Node]) -> Node:
        condition_, part = arguments
        if condition_.kind is not Kind.BOOL or part.kind is not Kind.NUMBER:
            raise BadFormula("when 先写条件，再写一个数")
        return Chosen(Kind.NUMBER, part.scale, condition_, part)

    def worked(self, name: str, axis: str, scale: int, arguments: list[Node]) -> Node:
        start, end = _moments(name, arguments)
        places = [self._place(name, moment, axis, scale) for moment in (end, start)]
        return Reckoned(Kind.NUMBER, scale, "-", *places)

    def _place(self, name: str, moment: Node, axis: str, scale: int) -> Node:
        column = self.source.columns.get(getattr(moment, "name", ""))
        if column is None or not column.counted:
            raise BadFormula(f"{name} 只能数数据源自己的时刻")
        return Place(Kind.NUMBER, scale, getattr(moment, "name", ""), axis)


def _moments(name: str, arguments: list[Node]) -> tuple[Node, Node]:
    if any(argument.kind not in MOMENTS for argument in arguments):
        raise BadFormula(f"{name} 要两个日期或时刻；文字先用 date(…) 读成日期")
    start, end = arguments
    return start, end


def _aligned(left: Node, right: Node) -> tuple[int, Node, Node]:
    scale = lcm(left.scale, right.scale)
    return scale, _scaled(left, scale), _scaled(right, scale)


def _scaled(node: Node, scale: int) -> Node:
    times = scale // node.scale
    return node if times == 1 else Scaled(node.kind, scale, node, times)


def _comparison(sign: str, left: Node, right: Node) -> Node:
    if right == Constant(Kind.TEXT, value=None):
        right = Constant(left.kind, left.scale, None)
    if {left.kind, right.kind} == set(MOMENTS):
        raise BadFormula("日期不能和时刻比；用事项的日期列")
    if left.kind is not right.kind:
        right = _as_moment(left, right)
    if left.kind in (Kind.BOOL, Kind.TEXT) and sign not in ("==", "!="):
        raise BadFormula("文字和是否只能问一样不一样")
    if left.kind is Kind.NUMBER and not _missing(right):
        _, left, right = _aligned(left, right)
    return Compared(Kind.BOOL, 1, sign, left, right)


def _as_moment(left: Node, right: Node) -> Node:
    if left.kind in MOMENTS and isinstance(right, Constant) and isinstance(right.value, str):
        return Read(left.kind, part=right)
    raise BadFormula("比较的两个值不是一类")


def _missing(node: Node) -> bool:
    return isinstance(node, Constant) and node.value is None


def _read_as(kind: Kind, scale: int = 1) -> Callable[[_Reader, list[Node]], Node]:
    def function(reader: _Reader, arguments: list[Node]) -> Node:
        if arguments[0].kind is not Kind.TEXT:
            raise BadFormula(f"{kind.value} 读的是文字")
        return Read(kind, scale, arguments[0])

    return function


def _worked(name: str, axis: str, scale: int) -> Callable[[_Reader, list[Node]], Node]:
    return lambda reader, arguments: reader.worked(name, axis, scale, arguments)


ONE_VALUE = frozenset({"date", "instant", "number", "or_zero"})
FUNCTIONS: dict[str, Callable[[_Reader, list[Node]], Node]] = {
    "days": _Reader.days,  # calendar days
    "hours": _Reader.hours,  # hours around the clock
    "wd": _worked("wd", "wday", 1),  # working days, the day of the start is day 0
    "fraction": _worked("fraction", "wclk", DAY),  # working days by the working second
    "work_hours": _worked("work_hours", "wclk", HOUR),
    "date": _read_as(Kind.DATE),
    "instant": _read_as(Kind.INSTANT),
    "number": _read_as(Kind.NUMBER, FINEST),
    "or_zero": _Reader.filled,  # 0 where the number is missing
    "when": _Reader.chosen,  # the number where the condition holds, else 0
}
READERS: dict[type[ast.AST], Callable[[_Reader, ast.AST], Node]] = {
    ast.Constant: _Reader.constant,  # type: ignore[dict-item]
    ast.Name: _Reader.name,  # type: ignore[dict-item]
    ast.Attribute: _Reader.attribute,  # type: ignore[dict-item]
    ast.BoolOp: _Reader.joined,  # type: ignore[dict-item]
    ast.UnaryOp: _Reader.unary,  # type: ignore[dict-item]
    ast.BinOp: _Reader.reckoned,  # type: ignore[dict-item]
    ast.Compare: _Reader.compared,  # type: ignore[dict-item]
    ast.Call: _Reader.call,  # type: ignore[dict-item]
}
