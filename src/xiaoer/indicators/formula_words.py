"""Formulas in plain words, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

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

from .column_names import COLUMNS

SIGNS = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥", "*": "×", "-": "−"}
Titles = Callable[[str, str], str]  # (column, value) → what people call the value


class Words:
    """Writes formulas; `titles` knows what values of columns are called."""

    def __init__(self, columns: dict[str, str], titles: Titles) -> None:
        """Take what a feed calls its columns, and what values are called."""
        self.columns = columns
        self.titles = titles

    def of(self, node: Node) -> str:
        """Return a formula in words."""
        return WRITERS[type(node)](self, node)

    def column(self, name: str) -> str:
        """Return what a column is called."""
        return str(self.columns.get(name) or COLUMNS.get(name) or name)

    def constant(self, node: Constant) -> str:
        if node.value is None:
            return _("空")
        if node.kind is Kind.BOOL:
            return _("全部") if node.value else _("没有")
        if node.kind is Kind.NUMBER:
            return f"{float(Fraction(int(node.value), node.scale)):g}"
        return _("“%s”") % node.value if node.value else _("空")

    def named(self, node: Named) -> str:
        if not node.key:
            return self.column(node.name)
        forms = {
            "answers": _("申请表里的“%s”"),
            "outcome": _("环节“%s”的结果"),
            "step_wd": _("环节“%s”的工作日"),
            "step_fraction": _("环节“%s”的工作日"),
        }
        return forms[node.name] % self.titles(node.name, node.key)

    def place(self, node: Place) -> str:
        return self.column(node.name)

    def joined(self, node: Joined) -> str:
        word = _("，并且") if node.word == "and" else _("，或者")
        return word.join(self.of(part) for part in node.parts)

    def negated(self, node: Negated) -> str:
        return _("不是（%s）") % self.of(node.part)

    def compared(self, node: Compared) -> str:
        left = self.of(node.left)
        if isinstance(node.right, Constant) and node.right.kind is Kind.TEXT:
            right = self._value(node.left, node.right)
        else:
            right = self.of(node.right)
        return f"{left} {SIGNS.get(node.sign, node.sign)} {right}"

    def _value(self, left: Node, right: Constant) -> str:
        name = left.name if isinstance(left, Named) and not left.key else ""
        value = str(right.value or "")
        return _("“%s”") % self.titles(name, value) if value else _("空")

    def among(self, node: Among) -> str:
        name = node.part.name if isinstance(node.part, Named) and not node.part.key else ""
        values = _("、").join(_("“%s”") % self.titles(name, value) for value in node.values)
        return _("%(part)s 是 %(values)s 之一") % {"part": self.of(node.part), "values": values}

    def reckoned(self, node: Reckoned) -> str:
        if isinstance(node.left, Place) and isinstance(node.right, Place):
            ends = {"start": self.of(node.right), "end": self.of(node.left)}
            return _("从%(start)s到%(end)s的工作日") % ends
        return f"{self.of(node.left)} {SIGNS.get(node.sign, node.sign)} {self.of(node.right)}"

    def scaled(self, node: Scaled) -> str:
        return self.of(node.part)

    def filled(self, node: Filled) -> str:
        return _("%s（没有就算 0）") % self.of(node.part)

    def chosen(self, node: Chosen) -> str:
        words = {"part": self.of(node.part), "when": self.of(node.when)}
        return _("%(part)s（只算%(when)s的）") % words

    def read(self, node: Read) -> str:
        return self.of(node.part)

    def between(self, node: Between) -> str:
        ends = {"start": self.of(node.start), "end": self.of(node.end)}
        form = (
            _("从%(start)s到%(end)s的天数")
            if node.scale == 1
            else _("从%(start)s到%(end)s的小时数")
        )
        return form % ends


WRITERS: dict[type[Node], Callable[[Words, Any], str]] = {
    Constant: Words.constant,
    Named: Words.named,
    Place: Words.place,
    Joined: Words.joined,
    Negated: Words.negated,
    Compared: Words.compared,
    Among: Words.among,
    Reckoned: Words.reckoned,
    Scaled: Words.scaled,
    Filled: Words.filled,
    Chosen: Words.chosen,
    Read: Words.read,
    Between: Words.between,
}
