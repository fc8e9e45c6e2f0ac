"""Formulas to Ibis expressions, which DuckDB and Spark run alike.

Every number stays a whole number: divisions happen outside, on finished sums.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import ibis
import ibis.expr.types as ir

from xiaoer.packs.formulas import (
    Among,
    Between,
    Chosen,
    Compared,
    Constant,
    Filled,
    Joined,
    Kind,
    Named,
    Negated,
    Node,
    Place,
    Read,
    Reckoned,
    Scaled,
)

TYPES = {
    Kind.TEXT: "string",
    Kind.NUMBER: "int64",
    Kind.BOOL: "boolean",
    Kind.DATE: "date",
    Kind.INSTANT: "timestamp('UTC')",
}
SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le,
    ">": operator.gt, ">=": operator.ge, "+": operator.add, "-": operator.sub, "*": operator.mul,
}  # fmt: skip


def expression(node: Node, table: ir.Table) -> ir.Value:
    """Return what a formula means over a table; numbers as whole numbers of the node's scale."""
    return WRITERS[type(node)](node, table)


def _constant(node: Constant, table: ir.Table) -> ir.Value:
    if node.value is None:
        return ibis.null(TYPES[node.kind])
    return ibis.literal(node.value, TYPES[node.kind])


def _named(node: Named, table: ir.Table) -> ir.Value:
    if not node.key:
        return table[node.name]
    missing = "" if node.kind is Kind.TEXT else 0
    return table[node.name].get(node.key, missing)


def _place(node: Place, table: ir.Table) -> ir.Value:
    return table[f"{node.name}__{node.axis}"]


def _joined(node: Joined, table: ir.Table) -> ir.Value:
    parts = [expression(part, table) for part in node.parts]
    join = operator.and_ if node.word == "and" else operator.or_
    found = parts[0]
    for part in parts[1:]:
        found = join(found, part)
    return found


def _negated(node: Negated, table: ir.Table) -> ir.Value:
    return ~expression(node.part, table)


def _compared(node: Compared, table: ir.Table) -> ir.Value:
    left = expression(node.left, table)
    if isinstance(node.right, Constant) and node.right.value is None:
        return _missing(node, left)
    return SIGNS[node.sign](left, expression(node.right, table))


def _missing(node: Compared, left: ir.Value) -> ir.Value:
    """A text is missing when it is empty: line systems know no other way to say so."""
    missing = left == "" if node.left.kind is Kind.TEXT else left.isnull()
    return missing if node.sign == "==" else ~missing


def _among(node: Among, table: ir.Table) -> ir.Value:
    return expression(node.part, table).isin(node.values)


def _reckoned(node: Reckoned, table: ir.Table) -> ir.Value:
    left, right = expression(node.left, table), expression(node.right, table)
    return SIGNS[node.sign](left, right)


def _scaled(node: Scaled, table: ir.Table) -> ir.Value:
    return expression(node.part, table) * ibis.literal(node.times, "int64")


def _filled(node: Filled, table: ir.Table) -> ir.Value:
    return expression(node.part, table).fill_null(ibis.literal(0, "int64"))


def _chosen(node: Chosen, table: ir.Table) -> ir.Value:
    part = expression(node.part, table)
    return ibis.ifelse(expression(node.when, table), part, ibis.literal(0, "int64"))


def _read(node: Read, table: ir.Table) -> ir.Value:
    text = expression(node.part, table).nullif("")
    if node.kind is Kind.NUMBER:
        amount = text.try_cast("decimal(18, 4)") * ibis.literal(node.scale, "int64")
        return amount.cast("int64")
    return text.try_cast(TYPES[node.kind])


def _between(node: Between, table: ir.Table) -> ir.Value:
    measured = _day if node.scale == 1 else _second
    return measured(node.end, table) - measured(node.start, table)


def _day(node: Node, table: ir.Table) -> ir.Value:
    """The day number of a moment; the mart keeps an instant's date in China beside it."""
    column = date_column(node.name, node.kind) if isinstance(node, Named) else None
    value = table[column] if column else expression(node, table)
    return value.epoch_days()


def _second(node: Node, table: ir.Table) -> ir.Value:
    return table[f"{getattr(node, 'name', '')}__sec"]


def date_column(name: str, kind: Kind) -> str:
    """Return the column that has the date of a moment."""
    return f"{name}__on" if kind is Kind.INSTANT else name


WRITERS: dict[type[Node], Callable[[Any, ir.Table], ir.Value]] = {
    Constant: _constant,
    Named: _named,
    Place: _place,
    Joined: _joined,
    Negated: _negated,
    Compared: _compared,
    Among: _among,
    Reckoned: _reckoned,
    Scaled: _scaled,
    Filled: _filled,
    Chosen: _chosen,
    Read: _read,
    Between: _between,
}
