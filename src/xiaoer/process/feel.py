"""The part of FEEL that decision tables use: literals, and tests of one input value."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Any

Test = Callable[[Any], bool]


class BadCell(ValueError):
    """A cell of a decision table that cannot be read."""


TEXT = r'"(?:[^"\\]|\\.)*"'
NUMBER = r"[-+]?(?:\d+(?:\.\d+)?|\.\d+)"
LITERAL = re.compile(
    rf"(?P<text>{TEXT})|(?P<number>{NUMBER})|(?P<word>true|false|null)"
    rf"|(?:date|date and time|time|duration)\s*\(\s*(?P<moment>{TEXT})\s*\)"
)
RANGE = re.compile(
    r"(?P<open>[\[\](])\s*(?P<low>.+?)\s*\.\.\s*(?P<high>.+?)\s*(?P<close>[\[\])])", re.DOTALL
)
COMPARISON = re.compile(r"(?P<sign><=|>=|!=|<|>|=)\s*(?P<value>.+)", re.DOTALL)
SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "<=": operator.le,
    ">=": operator.ge,
    "<": operator.lt,
    ">": operator.gt,
}
WORDS = {"true": True, "false": False, "null": None}
MAX_CELL = 4_000
MAX_NESTING = 5


def literal(text: str) -> Any:
    """Read a literal; raises `BadCell`."""
    text = text.strip()
    found = LITERAL.fullmatch(text)
    if not found or len(text) > MAX_CELL:
        raise BadCell(f"“{text[:60]}”不是能用的值：文字加双引号，数直接写，真假写 true、false")
    if found["number"]:
        return _number(found["number"])
    if found["word"]:
        return WORDS[found["word"]]
    return _unquoted(found["text"] or found["moment"])


def _number(text: str) -> int | float:
    if len(text) > 18:
        raise BadCell("数太长了")
    return float(text) if "." in text else int(text)


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", lambda mark: {"n": "\n", "t": "\t"}.get(mark[1], mark[1]), text[1:-1])


def output(text: str) -> Any:
    """Read an output cell: nothing, a literal, or a list of literals; raises `BadCell`."""
    text = text.strip()
    if text in ("", "-"):
        return None
    if text.startswith("[") and text.endswith("]"):
        inside = text[1:-1].strip()
        return [literal(part) for part in split(inside)] if inside else []
    parts = split(text)
    return literal(text) if len(parts) == 1 else [literal(part) for part in parts]


def split(text: str) -> list[str]:
    """Split at the commas that stand outside quotes and brackets."""
    parts, depth, here = [], 0, 0
    for mark in re.finditer(rf"{TEXT}|[\[\](),]", text):
        if mark.group() == "," and depth == 0:
            parts.append(text[here : mark.start()])
            here = mark.end()
        elif mark.group() == "(":
            depth += 1
        elif mark.group() == ")":
            depth -= 1
    return [*parts, text[here:]]


def unary_tests(text: str, depth: int = 0) -> Test | None:
    """Read an input cell; None means that any value fits; raises `BadCell`."""
    text = text.strip()
    if len(text) > MAX_CELL or depth > MAX_NESTING:
        raise BadCell("格子里的内容太长或套得太深")
    if text in ("", "-"):
        return None
    if text.startswith("not") and text[3:].lstrip().startswith("(") and text.endswith(")"):
        return _negated(unary_tests(text[3:].strip()[1:-1], depth + 1))
    tests = [_one_test(part.strip()) for part in split(text)]
    return tests[0] if len(tests) == 1 else lambda value: any(test(value) for test in tests)


def _negated(test: Test | None) -> Test:
    if test is None:
        return lambda value: False
    return lambda value: not test(value)


def _one_test(text: str) -> Test:
    found = RANGE.fullmatch(text)
    if found:
        return _range(found)
    compared = COMPARISON.fullmatch(text)
    if compared:
        return _comparison(compared["sign"], literal(compared["value"]))
    wanted = literal(text)
    return lambda value: same(value, wanted)


def same(value: Any, wanted: Any) -> bool:
    """Tell whether a value is the wanted one; a list fits when it holds it; 1 is not true."""
    if isinstance(value, list | tuple):
        return any(same(item, wanted) for item in value)
    return isinstance(value, bool) is isinstance(wanted, bool) and bool(value == wanted)


def _comparison(sign: str, wanted: Any) -> Test:
    if sign == "=":
        return lambda value: same(value, wanted)
    if sign == "!=":
        return lambda value: not same(value, wanted)
    compare = SIGNS[sign]
    return lambda value: _comparable(value, wanted) and compare(value, wanted)


def _comparable(value: Any, wanted: Any) -> bool:
    if isinstance(value, bool) or isinstance(wanted, bool):
        return False
    numbers = isinstance(value, int | float) and isinstance(wanted, int | float)
    return numbers or (isinstance(value, str) and isinstance(wanted, str))


def _range(found: re.Match[str]) -> Test:
    low, high = literal(found["low"]), literal(found["high"])
    if not _comparable(low, high) or low > high:
        raise BadCell(f"“{found.group()}”不是从小到大的范围")
    # In FEEL `]1..5[` is another way to write `(1..5)`.
    above = operator.ge if found["open"] == "[" else operator.gt
    below = operator.le if found["close"] == "]" else operator.lt
    return lambda value: _comparable(value, low) and above(value, low) and below(value, high)
