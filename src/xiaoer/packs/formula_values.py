"""Formulas over one row at hand, for checks of what comes in. Pure.

The same trees that engines turn into their own expressions; a missing value makes a comparison
false, as a database would leave the row out.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from .formulas import (
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

SIGNS: dict[str, Callable[[Any, Any], Any]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le,
    ">": operator.gt, ">=": operator.ge, "+": operator.add, "-": operator.sub, "*": operator.mul,
}  # fmt: skip
HOUR = 3600


def value(node: Node, row: Mapping[str, str | None]) -> Any:
    """Return what a formula gives for a row of stored texts; numbers in the node's scale."""
    return READERS[type(node)](node, row)


def _constant(node: Constant, row: Mapping[str, str | None]) -> Any:
    return node.value


def _named(node: Named, row: Mapping[str, str | None]) -> Any:
    text = row.get(node.name)
    if text is None or text == "":
        return "" if node.kind is Kind.TEXT else None
    return _typed(text, node.kind, node.scale)


def _typed(text: str, kind: Kind, scale: int) -> Any:
    if kind is Kind.NUMBER:
        return int(Decimal(text) * scale)
    if kind is Kind.BOOL:
        return text == "true"
    if kind is Kind.DATE:
        return date.fromisoformat(text[:10])
    return datetime.fromisoformat(text) if kind is Kind.INSTANT else text


def counted(node: Node) -> set[str]:
    """Return the columns whose place in working time a formula asks for.

    A row must then carry it as text beside the column: `x__wday` and `x__wclk`, as in the mart.
    """
    if isinstance(node, Place):
        return {node.name}
    found: set[str] = set()
    for part in (getattr(node, field.name) for field in fields(node)):
        for inner in part if isinstance(part, tuple) else (part,):
            found |= counted(inner) if isinstance(inner, Node) else set()
    return found


def _place(node: Place, row: Mapping[str, str | None]) -> int | None:
    text = row.get(f"{node.name}__{node.axis}")
    return int(text) if text else None


def _joined(node: Joined, row: Mapping[str, str | None]) -> bool:
    found = (bool(value(part, row)) for part in node.parts)
    return all(found) if node.word == "and" else any(found)


def _negated(node: Negated, row: Mapping[str, str | None]) -> bool:
    return not value(node.part, row)


def _compared(node: Compared, row: Mapping[str, str | None]) -> bool:
    left = value(node.left, row)
    if isinstance(node.right, Constant) and node.right.value is None:
        missing = left in (None, "")
        return missing if node.sign == "==" else not missing
    right = value(node.right, row)
    if left is None or right is None:
        return False
    return bool(SIGNS[node.sign](left, right))


def _among(node: Among, row: Mapping[str, str | None]) -> bool:
    return value(node.part, row) in node.values


def _reckoned(node: Reckoned, row: Mapping[str, str | None]) -> int | None:
    left, right = value(node.left, row), value(node.right, row)
    return None if left is None or right is None else SIGNS[node.sign](left, right)


def _scaled(node: Scaled, row: Mapping[str, str | None]) -> int | None:
    found = value(node.part, row)
    return None if found is None else found * node.times


def _filled(node: Filled, row: Mapping[str, str | None]) -> int:
    found = value(node.part, row)
    return 0 if found is None else int(found)


def _chosen(node: Chosen, row: Mapping[str, str | None]) -> int | None:
    return value(node.part, row) if value(node.when, row) else 0


def _read(node: Read, row: Mapping[str, str | None]) -> Any:
    text = value(node.part, row)
    try:
        return _typed(text, node.kind, node.scale) if text else None
    except (ValueError, ArithmeticError):
        return None


def _between(node: Between, row: Mapping[str, str | None]) -> int | None:
    start, end = value(node.start, row), value(node.end, row)
    if start is None or end is None:
        return None
    if node.scale == HOUR:
        return int((end - start).total_seconds())
    return int((_day(end) - _day(start)).days)


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


READERS: dict[type[Node], Callable[[Any, Mapping[str, str | None]], Any]] = {
    Constant: _constant,
    Named: _named,
    Joined: _joined,
    Negated: _negated,
    Compared: _compared,
    Among: _among,
    Reckoned: _reckoned,
    Place: _place,
    Scaled: _scaled,
    Filled: _filled,
    Chosen: _chosen,
    Read: _read,
    Between: _between,
}
