"""Conditions of forms, materials and gateways: can they be read, and is what they name known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from xiaoer.process.expressions import BadExpression, compiled

# Facts of the case itself that a condition may use.
CASE_FACTS = frozenset(
    {"channel", "commitment", "corrections", "credit_class", "entity_type", "gap"}
)
QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'")
DOTTED = re.compile(r"\b(answers|outcome|case)\s*\.\s*([A-Za-z_]\w*)")
COMPARED = re.compile(r"\boutcome\s*\.\s*([A-Za-z_]\w*)\s*(?:==|!=|=)\s*(?:\"([^\"]*)\"|'([^']*)')")
WORDS = {"answers": "表单里没有这一项", "outcome": "没有这个环节", "case": "办件没有这一项"}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a condition may name."""

    answers: frozenset[str] = frozenset()
    outcomes: dict[str, frozenset[str]] = field(default_factory=dict)  # step → its outcomes
    others: frozenset[str] = frozenset()  # DMN results and data set by outcomes
    tables: dict[str, frozenset[str]] = field(default_factory=dict)  # whole answer → its outputs
    facts: frozenset[str] = CASE_FACTS

    def known(self, root: str) -> Iterable[str]:
        """Return what may follow `answers.`, `outcome.` or `case.`."""
        return {"answers": self.answers, "outcome": self.outcomes, "case": self.facts}[root]


def problems(text: str, scope: Scope) -> list[str]:
    """Return what is wrong with a condition, in words."""
    try:
        compiled(text)
    except BadExpression as problem:
        return [f"条件“{text}”看不懂：{problem}"]
    return unknown(text, scope)


def unknown(text: str, scope: Scope) -> list[str]:
    """Return what a condition names and cannot know; nothing when it cannot be read."""
    try:
        names = compiled(text).names
    except BadExpression:
        return []  # whoever read the file has told it
    roots = {str(name).split(".")[0] for name in names}
    wrong = [*_members(text, scope), *_answers(text, scope), *_roots(roots, scope)]
    return wrong + [line for name in sorted(roots) for line in _outputs(text, name, scope)]


def _members(text: str, scope: Scope) -> list[str]:
    found = dict.fromkeys(DOTTED.findall(QUOTED.sub('""', text)))
    return [
        f"条件用到 {root}.{name}，{WORDS[root]}{_near(name, scope.known(root))}"
        for root, name in found
        if name not in scope.known(root)
    ]


def _answers(text: str, scope: Scope) -> list[str]:
    """Check that an outcome is compared with one that its step has."""
    wrong = []
    for step, double, single in COMPARED.findall(text):
        value = double or single
        allowed = scope.outcomes.get(step)
        if allowed and value not in allowed:
            wrong.append(f"环节 {step} 没有“{value}”这个结果，只有 {'、'.join(sorted(allowed))}")
    return wrong


def _outputs(text: str, name: str, scope: Scope) -> list[str]:
    """Check that of a table's whole answer an output is named that the table has."""
    outputs = scope.tables.get(name)
    if outputs is None:
        return []
    allowed = "、".join(f"{name}.{output}" for output in sorted(outputs))
    found = re.findall(rf"(?<![\w.]){name}\b(?:\s*\.\s*(\w+))?", QUOTED.sub('""', text))
    wrong = [part for part in found if part not in outputs]
    return [f"{name} 是决策表的整个结果，条件里写 {allowed}"] if wrong else []


def _roots(roots: set[str], scope: Scope) -> list[str]:
    known = {"answers", "outcome", "case"} | scope.others
    hint = "写成 answers.字段、outcome.环节 或 case.事实"
    return [f"条件用到 {name}，没有这个名字；{hint}" for name in sorted(roots - known)]


def over_answers(fields: Iterable[str]) -> Scope:
    """Return what a condition of a form or a material may name: answers, nothing of a case."""
    names = frozenset(fields)
    return Scope(names, others=names, facts=frozenset())


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), 1)
    return f"，是不是 {near[0]}" if near else ""
