"""Conditions in process files: a closed language, parsed with `ast` and never run by Python."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from .expression_parts import BadExpression, Evaluate, build

__all__ = ["BadExpression", "Expression", "compiled", "syntax"]

MAX_LENGTH = 2_000
MAX_DEPTH = 50
WRAPPER = re.compile(r"\A[$#]\{(?P<inside>[^{}]*)\}\Z", re.DOTALL)
PIECE = re.compile(
    r"""(?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"|(?P<sign>&&|\|\||[=!<>]=|=|!)"
    r"|(?P<word>(?<![\w.])(?:true|false|null)(?!\w))"
)
MEANING = {
    "&&": " and ",
    "||": " or ",
    "!": " not ",
    "=": "==",
    "true": "True",
    "false": "False",
    "null": "None",
}


class Expression:
    """A condition that has been read; call it with data."""

    __slots__ = ("_evaluate", "names", "text")

    def __init__(self, text: str, evaluate: Evaluate, names: frozenset[str]) -> None:
        """Keep the text for messages and the names for whoever lists what a model reads."""
        self.text = text
        self.names = names
        self._evaluate = evaluate

    def __call__(self, data: Mapping[str, Any]) -> Any:
        """Evaluate over data; a missing name is None; raises `BadExpression`."""
        try:
            return self._evaluate(data)
        except BadExpression as problem:
            raise BadExpression(str(problem), self.text) from None
        except (TypeError, ValueError, ArithmeticError, RecursionError):
            raise BadExpression("这几个值的类型不能这样计算或比较", self.text) from None


@lru_cache(maxsize=4096)
def compiled(text: str) -> Expression:
    """Read an expression; raises `BadExpression` for anything outside the language."""
    try:
        return _read(text)
    except BadExpression as problem:
        raise BadExpression(str(problem), text) from None
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise BadExpression("看不懂这个条件", text) from None


def syntax(text: str) -> ast.expr:
    """Return the tree of an expression for rooms that give it a meaning of their own.

    Nothing in it is run. Raises `BadExpression` when it cannot be read or is too deep.
    """
    try:
        return _tree(text)
    except (SyntaxError, ValueError, MemoryError, RecursionError) as problem:
        if isinstance(problem, BadExpression):
            raise
        raise BadExpression(f"看不懂“{text}”", text) from None


def _read(text: str) -> Expression:
    tree = _tree(text)
    return Expression(text, build(tree), _names(tree))


def _tree(text: str) -> ast.expr:
    if len(text) > MAX_LENGTH:
        raise BadExpression(f"条件太长，最多 {MAX_LENGTH} 个字符", text)
    plain = _in_our_dialect(text)
    if not plain:
        raise BadExpression("条件是空的", text)
    # Brackets are counted first: deep nesting must not reach the parser's own recursion.
    _check_nesting(plain)
    tree = ast.parse(plain, mode="eval").body
    _check_depth(tree)
    return tree


def _in_our_dialect(text: str) -> str:
    text = text.strip()
    wrapped = WRAPPER.match(text)
    if wrapped:
        text = wrapped["inside"].strip()
    elif text.startswith("=") and not text.startswith("=="):
        text = text[1:].strip()
    # A line break inside a condition means nothing to a modeller.
    return PIECE.sub(_meaning, " ".join(text.split("\n"))).strip()


def _meaning(piece: re.Match[str]) -> str:
    found = piece.group()
    return found if piece["text"] else MEANING.get(found, found)


def _check_nesting(text: str) -> None:
    depth = 0
    for character in text:
        depth += (character in "([") - (character in ")]")
        if depth > MAX_DEPTH:
            raise BadExpression(f"括号套得太深，最多 {MAX_DEPTH} 层", text)
    if len(re.findall(r"\bnot\b|\bif\b|[-+]", text)) > 4 * MAX_DEPTH:
        raise BadExpression("条件太复杂", text)


def _check_depth(tree: ast.AST) -> None:
    level = [tree]
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return
    raise BadExpression(f"条件套得太深，最多 {MAX_DEPTH} 层", "")


def _names(tree: ast.AST) -> frozenset[str]:
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return frozenset(
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in called
    )
