"""Conditions of card rules: a small closed language with three values (campaign §9.1). Pure.

Names, numbers, + - * /, chained comparisons, and / or / not / no, ceil. What is not known
makes unknown and never true; a division by 0 is not known either. Nothing is run by Python:
the text is parsed by `xiaoer.process.expressions` and read here.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil

from xiaoer.process.expressions import BadExpression, syntax

from .figures import plain

Value = bool | Fraction | None  # none: not known
NO = re.compile(r"\bno\b")
UNKNOWN = "未知"


@dataclass(frozen=True, slots=True)
class Explained:
    """A part of a condition, what it came to, and the same of its own parts."""

    text: str
    value: Value
    filled: str
    parts: tuple[Explained, ...] = ()

    def leaves(self) -> list[Explained]:
        """Return the named facts in it, each once, in the order of the text."""
        if not self.parts:
            return [self] if self.text.isidentifier() else []
        found = {leaf.text: leaf for part in self.parts for leaf in part.leaves()}
        return list(found.values())


def shown(value: Value) -> str:
    """Write a value for people."""
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "是" if value else "否"
    return plain(value)


@lru_cache(maxsize=512)
def condition(text: str) -> ast.expr:
    """Read a condition; raises `BadExpression` for anything outside the language."""
    tree = syntax(NO.sub("not", text))
    _check(tree)
    return tree


def names(text: str) -> frozenset[str]:
    """Return the facts that a condition names."""
    tree = condition(text)
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return frozenset(
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in called
    )


def evaluate(text: str, facts: Mapping[str, Value]) -> Explained:
    """Return what a condition comes to over facts, with every part's value."""
    return _explained(condition(text), facts)


ARITHMETIC: dict[type[ast.operator], tuple[str, Callable[[Fraction, Fraction], Fraction]]] = {
    ast.Add: ("+", operator.add),
    ast.Sub: ("-", operator.sub),
    ast.Mult: ("*", operator.mul),
    ast.Div: ("/", operator.truediv),
}
COMPARISONS: dict[type[ast.cmpop], tuple[str, Callable[[Fraction, Fraction], bool]]] = {
    ast.Lt: ("<", operator.lt),
    ast.LtE: ("<=", operator.le),
    ast.Gt: (">", operator.gt),
    ast.GtE: (">=", operator.ge),
    ast.Eq: ("==", operator.eq),
    ast.NotEq: ("!=", operator.ne),
}


def _check(tree: ast.expr) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            _check_call(node)
        elif isinstance(node, ast.Constant):
            _check_constant(node)
        elif not isinstance(node, ALLOWED):
            raise BadExpression(f"亮牌规则里不能用“{ast.unparse(tree)}”这种写法")


def _check_call(node: ast.Call) -> None:
    ceiling = isinstance(node.func, ast.Name) and node.func.id == "ceil"
    if not ceiling or len(node.args) != 1 or node.keywords:
        raise BadExpression("亮牌规则里只有 ceil(…) 一个算法，括号里一个数")


def _check_constant(node: ast.Constant) -> None:
    value = node.value
    if isinstance(value, bool):
        return
    if not isinstance(value, int | float) or not abs(value) < 10**9:
        raise BadExpression("亮牌规则里只写十亿以内的数和 true、false")


ALLOWED = (
    ast.Name, ast.BinOp, ast.Compare, ast.BoolOp, ast.UnaryOp, ast.Load, ast.And, ast.Or, ast.Not,
    ast.USub, *ARITHMETIC, *COMPARISONS,
)  # fmt: skip


def _explained(node: ast.AST, facts: Mapping[str, Value]) -> Explained:
    return READERS[type(node)](node, facts)


class _Filled(ast.NodeTransformer):
    """Puts values where names stood; `ast.unparse` then keeps exactly the brackets needed."""

    def __init__(self, facts: Mapping[str, Value]) -> None:
        self.facts = facts

    def visit_Call(self, node: ast.Call) -> ast.Call:
        argument: ast.expr = self.visit(node.args[0])
        return ast.Call(node.func, [argument], [])

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(shown(self.facts.get(node.id)))


def _part(
    node: ast.expr, value: Value, facts: Mapping[str, Value], parts: tuple[Explained, ...]
) -> Explained:
    # A copy: the tree is remembered for the next unit.
    filled = ast.unparse(_Filled(facts).visit(deepcopy(node)))
    return Explained(ast.unparse(node), value, filled, parts)


def _constant(node: ast.Constant, facts: Mapping[str, Value]) -> Explained:
    value = node.value
    # Through the written form: 0.1 is a tenth here, not the nearest binary number.
    found = value if isinstance(value, bool) else Fraction(Decimal(str(value)))
    return Explained(ast.unparse(node), found, shown(found))


def _name(node: ast.Name, facts: Mapping[str, Value]) -> Explained:
    value = facts.get(node.id)
    return Explained(node.id, value, shown(value))


def _number(part: Explained) -> Fraction | None:
    if isinstance(part.value, bool):
        raise BadExpression(f"“{part.text}”是是否，不是数")
    return part.value


def _truth(part: Explained) -> bool | None:
    if part.value is not None and not isinstance(part.value, bool):
        raise BadExpression(f"“{part.text}”是数，不是条件")
    return part.value


def _arithmetic(node: ast.BinOp, facts: Mapping[str, Value]) -> Explained:
    sign, compute = ARITHMETIC[type(node.op)]
    parts = (_explained(node.left, facts), _explained(node.right, facts))
    left, right = map(_number, parts)
    unknown = left is None or right is None or (sign == "/" and right == 0)
    value = None if unknown or left is None or right is None else compute(left, right)
    return _part(node, value, facts, parts)


def _compared(node: ast.Compare, facts: Mapping[str, Value]) -> Explained:
    parts = tuple(_explained(one, facts) for one in (node.left, *node.comparators))
    steps = [
        _step(op, left, right) for op, left, right in zip(node.ops, parts, parts[1:], strict=False)
    ]
    return _part(node, every(steps), facts, parts)


def _step(op: ast.cmpop, left: Explained, right: Explained) -> bool | None:
    sign, compare = COMPARISONS[type(op)]
    if isinstance(left.value, bool) or isinstance(right.value, bool):
        if sign not in ("==", "!="):
            raise BadExpression("是否之间只能问一样不一样")
        a, b = _truth(left), _truth(right)
        return None if a is None or b is None else (a == b) is (sign == "==")
    return None if left.value is None or right.value is None else compare(left.value, right.value)


def every(values: list[bool | None]) -> bool | None:
    """Return whether all hold: one that does not settles it, else one unknown leaves it open."""
    if False in values:
        return False
    return None if None in values else True


def some(values: list[bool | None]) -> bool | None:
    """Return whether any holds: one that does settles it, else one unknown leaves it open."""
    if True in values:
        return True
    return None if None in values else False


def _joined(node: ast.BoolOp, facts: Mapping[str, Value]) -> Explained:
    parts = tuple(_explained(one, facts) for one in node.values)
    word = "and" if isinstance(node.op, ast.And) else "or"
    values = [_truth(part) for part in parts]
    value = every(values) if word == "and" else some(values)
    return _part(node, value, facts, parts)


def _unary(node: ast.UnaryOp, facts: Mapping[str, Value]) -> Explained:
    part = _explained(node.operand, facts)
    if isinstance(node.op, ast.Not):
        truth = _truth(part)
        negated = None if truth is None else not truth
        return _part(node, negated, facts, (part,))
    number = _number(part)
    minus = None if number is None else -number
    return _part(node, minus, facts, (part,))


def _ceiling(node: ast.Call, facts: Mapping[str, Value]) -> Explained:
    part = _explained(node.args[0], facts)
    number = _number(part)
    whole = None if number is None else Fraction(ceil(number))
    return _part(node, whole, facts, (part,))


READERS: dict[type[ast.AST], Callable[..., Explained]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.BinOp: _arithmetic,
    ast.Compare: _compared,
    ast.BoolOp: _joined,
    ast.UnaryOp: _unary,
    ast.Call: _ceiling,
}
