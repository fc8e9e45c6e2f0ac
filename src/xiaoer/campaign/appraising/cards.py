"""Card proposals: the colour, the rules that fired, and why, recomputable (campaign §9.1). Pure.

The engine proposes; people decide (`card_decisions`). A proposal is kept as canonical JSON, so
that it can be reckoned anew from the rule file and compared byte for byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .card_expressions import Explained, Value, evaluate, shown, some
from .card_facts import CardFacts, Fact, written
from .card_rules import COLOUR_NAMES, TEXTS, CardRules, Colour
from .month_score import GROUP_NAMES, Group


class BadRecord(ValueError):
    """A stored proposal that cannot be read, or that other rules made."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A rule and what it came to: true, false, or none where a fact is not known."""

    kind: str
    rule: str
    holds: bool | None
    filled: str
    facts: tuple[str, ...]
    rows: tuple[str, ...]

    def said(self, values: Mapping[str, Value]) -> str:
        """Say the rule with its facts and values in plain words."""
        word = {True: "成立", False: "不成立", None: "无法判断"}[self.holds]
        facts = "，".join(f"{TEXTS.get(f, f)}（{f}）= {shown(values.get(f))}" for f in self.facts)
        return f"{self.rule}：{facts}；代入 {self.filled}，{word}"


@dataclass(frozen=True, slots=True)
class CardProposal:
    """A proposed card with the facts it stands on and the outcome of every rule."""

    facts: CardFacts
    colour: Colour
    outcomes: tuple[Outcome, ...]
    rules_version: int
    rules_fingerprint: str
    note: str = ""

    @property
    def fired(self) -> tuple[Outcome, ...]:
        """Return the rules that made the colour."""
        kinds = {self.colour.value} | ({"veto"} if self.colour is Colour.RED else set())
        return tuple(one for one in self.outcomes if one.kind in kinds and one.holds)

    @property
    def open(self) -> tuple[Outcome, ...]:
        """Return the rules that nobody can judge, because a fact is not known."""
        return tuple(one for one in self.outcomes if one.holds is None)

    @property
    def rows(self) -> tuple[str, ...]:
        """Return the source keys behind the rules that fired."""
        return tuple(dict.fromkeys(row for one in self.fired for row in one.rows))

    def values(self) -> dict[str, Value]:
        """Return all values, those that follow from others included."""
        return _all_values(self.facts, self.outcomes)

    def explain(self) -> list[str]:
        """Say in plain Chinese what is proposed and by which rules and values."""
        facts, values = self.facts, self.values()
        lines = [
            f"{facts.name}（{GROUP_NAMES[facts.group]}）{facts.period}：建议{COLOUR_NAMES[self.colour]}"
        ]
        lines += [self.note] if self.note else []
        lines += [f"触发 {one.said(values)}" for one in self.fired]
        lines += [f"未决 {one.said(values)}{_whys(one, facts)}" for one in self.open]
        return [*lines, f"规则第 {self.rules_version} 版（{self.rules_fingerprint}）"]

    def to_record(self) -> str:
        """Return the proposal as canonical JSON."""
        found = {
            **_facts_record(self.facts),
            "colour": self.colour.value,
            "note": self.note,
            "outcomes": [_outcome_record(one) for one in self.outcomes],
            "rules": {"fingerprint": self.rules_fingerprint, "version": self.rules_version},
        }
        return json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def propose(rules: CardRules, facts: CardFacts) -> CardProposal:
    """Propose a card: red before yellow before green; unknown facts cause none (campaign §9.1)."""
    if facts.group not in rules.groups:
        why = "司法机关不亮牌" if facts.group is Group.JUDICIAL else "这一组不参加亮牌"
        return _proposal(rules, facts, Colour.NONE, (), why)
    outcomes = _judged(rules, facts)
    return _proposal(rules, facts, _colour(outcomes, facts.monthly), outcomes, _note(facts))


def _proposal(
    rules: CardRules, facts: CardFacts, colour: Colour, outcomes: tuple[Outcome, ...], note: str
) -> CardProposal:
    return CardProposal(facts, colour, outcomes, rules.version, rules.fingerprint, note)


def _note(facts: CardFacts) -> str:
    return "月中只能建议黄牌，其余季度再定" if facts.monthly else ""


def _judged(rules: CardRules, facts: CardFacts) -> tuple[Outcome, ...]:
    values = facts.values()
    veto = _outcomes("veto", rules.veto, values, facts)
    values["veto"] = some([one.holds for one in veto])
    yellow = _outcomes("yellow", rules.yellow, values, facts)
    values["consecutive_yellow"] = _streak(facts, yellow)
    if facts.monthly:
        return (*veto, *yellow)
    red = _outcomes("red", rules.red, values, facts)
    return (*veto, *red, *yellow, *_outcomes("green", rules.green, values, facts))


def _streak(facts: CardFacts, yellow: Iterable[Outcome]) -> Fraction | None:
    """Count this quarter's yellow too: two in a row are red, a good quarter ends the row."""
    now = some([one.holds for one in yellow])
    if now is None:
        return None
    return Fraction(facts.yellow_before + 1) if now else Fraction(0)


def _all_values(facts: CardFacts, outcomes: Iterable[Outcome]) -> dict[str, Value]:
    known = list(outcomes)
    veto = some([one.holds for one in known if one.kind == "veto"])
    streak = _streak(facts, [one for one in known if one.kind == "yellow"])
    return {**facts.values(), "veto": veto, "consecutive_yellow": streak}


def _outcomes(
    kind: str, texts: Iterable[str], values: Mapping[str, Value], facts: CardFacts
) -> tuple[Outcome, ...]:
    return tuple(_outcome(kind, text, evaluate(text, values), facts) for text in texts)


def _outcome(kind: str, text: str, found: Explained, facts: CardFacts) -> Outcome:
    used = tuple(leaf.text for leaf in found.leaves())
    rows = [row for name in used if name in facts.facts for row in facts.facts[name].rows]
    holds = found.value if isinstance(found.value, bool) else None
    return Outcome(kind, text, holds, found.filled, used, tuple(dict.fromkeys(rows)))


def _colour(outcomes: Iterable[Outcome], monthly: bool) -> Colour:
    known = list(outcomes)
    if not monthly and any(one.holds for one in known if one.kind in ("red", "veto")):
        return Colour.RED
    if any(one.holds for one in known if one.kind == "yellow"):
        return Colour.YELLOW
    green = [one.holds for one in known if one.kind == "green"]
    return Colour.GREEN if green and all(green) else Colour.NONE


def _whys(one: Outcome, facts: CardFacts) -> str:
    found = [facts.facts[name].why for name in one.facts if name in facts.facts]
    words = "；".join(dict.fromkeys(why for why in found if why))
    return f"（{words}）" if words else ""


# --- records -----------------------------------------------------------------------------


def _facts_record(facts: CardFacts) -> dict[str, Any]:
    kept = {
        name: {"rows": list(fact.rows), "value": written(fact.value), "why": fact.why}
        for name, fact in facts.facts.items()
    }
    return {
        "facts": kept, "group": facts.group.value, "name": facts.name, "period": facts.period,
        "unit": facts.unit, "yellow_before": facts.yellow_before,
    }  # fmt: skip


def _outcome_record(one: Outcome) -> dict[str, Any]:
    return {
        "facts": list(one.facts), "filled": one.filled, "holds": one.holds, "kind": one.kind,
        "rows": list(one.rows), "rule": one.rule,
    }  # fmt: skip


def from_record(text: str) -> CardProposal:
    """Return the proposal of a record; raises `BadRecord`."""
    try:
        found = json.loads(text)
        outcomes = tuple(
            Outcome(
                one["kind"], one["rule"], one["holds"], one["filled"], tuple(one["facts"]),
                tuple(one["rows"]),
            )
            for one in found["outcomes"]
        )  # fmt: skip
        rules = found["rules"]
        return CardProposal(
            _facts(found), Colour(found["colour"]), outcomes, rules["version"],
            rules["fingerprint"], found["note"],
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError) as problem:
        raise BadRecord("亮牌建议的记录读不懂，可能被改过") from problem


def _facts(found: dict[str, Any]) -> CardFacts:
    facts = {
        name: Fact(_read(one["value"]), tuple(one["rows"]), one["why"])
        for name, one in found["facts"].items()
    }
    return CardFacts(
        found["unit"], found["name"], Group(found["group"]), found["period"], facts,
        found["yellow_before"],
    )  # fmt: skip


def _read(value: object) -> Decimal | bool | None:
    if value is None or isinstance(value, bool):
        return value
    if not isinstance(value, str) or not Decimal(value).is_finite():
        raise BadRecord(f"{value} 不是一个写成文字的数")
    return Decimal(value)


def recomputed(rules: CardRules, record: str) -> CardProposal:
    """Propose anew from a record's facts; raises `BadRecord` when other rules made it."""
    stored = from_record(record)
    if stored.rules_fingerprint != rules.fingerprint:
        raise BadRecord(
            f"记录按第 {stored.rules_version} 版规则（{stored.rules_fingerprint}）算，"
            f"现在给的是第 {rules.version} 版（{rules.fingerprint}）"
        )
    return propose(rules, stored.facts)


def reproduces(rules: CardRules, record: str) -> bool:
    """Say whether a record comes out again byte for byte."""
    return recomputed(rules, record).to_record() == record
