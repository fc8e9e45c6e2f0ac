"""The rule file of cards: read, checked, and known by its fingerprint (campaign §9.1). Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from xiaoer.packs.faults import Unreadable
from xiaoer.packs.yamlfile import Document, parse
from xiaoer.process.expressions import BadExpression

from .card_expressions import Value, evaluate, names
from .month_score import Group

FILE = "card_rules.yaml"


class Colour(StrEnum):
    """Cards from best to worst; deciding may move one step along this line."""

    GREEN = "green"
    NONE = "none"
    YELLOW = "yellow"
    RED = "red"


COLOUR_NAMES = {
    Colour.GREEN: "绿牌",
    Colour.NONE: "不亮牌",
    Colour.YELLOW: "黄牌",
    Colour.RED: "红牌",
}
FACT_NAMES = {
    "Q": "季度得分",
    "rank_in_group": "组内名次",
    "n": "组内参评单位数",
    "severe_lag_tasks": "严重滞后的重点任务数",
    "red_indicators_owned": "红色指标数",
    "indicators_owned": "负责的指标数",
    "missing_reports_in_quarter": "本季缺报次数",
    "ledger_overdue_30d": "超期 30 天以上的交办事项数",
    "mystery_score": "暗访得分",
    "falsified_data_confirmed": "查实数据造假",
    "retaliation_against_complainant_confirmed": "查实打击报复投诉人",
    "illegal_fee_or_forced_service_confirmed": "查实违规收费或强制服务",
    "three_hards_confirmed": "查实门难进、脸难看、事难办的次数",
    "leak_of_sample_or_bids_confirmed": "查实泄露样本或标底",
}
DERIVED_NAMES = {"veto": "一票否决", "consecutive_yellow": "连续黄牌季数（含本季）"}
LIFT_NAMES = {"triggers_gone": "原来的触发条件已消除", "correction_verified": "整改已核实"}
TEXTS = {**FACT_NAMES, **DERIVED_NAMES, **LIFT_NAMES}
YES_OR_NO = frozenset(
    {"falsified_data_confirmed", "retaliation_against_complainant_confirmed",
     "illegal_fee_or_forced_service_confirmed", "leak_of_sample_or_bids_confirmed",
     "veto", *LIFT_NAMES}
)  # fmt: skip
# Tried once when read, so that a number in the place of a condition is found before a quarter.
SAMPLE: dict[str, Value] = {name: True if name in YES_OR_NO else Fraction(1) for name in TEXTS}
ALLOWED = {
    "veto": frozenset(FACT_NAMES),
    "yellow": frozenset({*FACT_NAMES, "veto"}),
    "red": frozenset({*FACT_NAMES, *DERIVED_NAMES}),
    "green": frozenset({*FACT_NAMES, *DERIVED_NAMES}),
    "lift": frozenset({*FACT_NAMES, *LIFT_NAMES}),
}


class BadRules(ValueError):
    """A rule file that cannot be used; `faults` name the line and the reason."""

    def __init__(self, faults: list[tuple[int, str]]) -> None:
        self.faults = faults
        super().__init__("；".join(f"第 {line} 行：{reason}" for line, reason in faults))


@dataclass(frozen=True, slots=True)
class CardRules:
    """The rules by which cards are proposed; `fingerprint` changes when any rule does."""

    version: int
    groups: tuple[Group, ...]
    green: tuple[str, ...]
    yellow: tuple[str, ...]
    red: tuple[str, ...]
    veto: tuple[str, ...]
    lift: Mapping[Colour, str]
    min_n: Mapping[str, int]
    hearing_days: int

    @property
    def fingerprint(self) -> str:
        """Return a short hash of everything in the rules."""
        plain = {
            "version": self.version, "groups": self.groups, "green": self.green,
            "yellow": self.yellow, "red": self.red, "veto": self.veto,
            "lift": dict(self.lift), "min_n": dict(self.min_n), "hearing_days": self.hearing_days,
        }  # fmt: skip
        text = json.dumps(plain, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@cache
def default_rules() -> CardRules:
    """Return the rules that come with the product (campaign §9.1)."""
    return read_rules(files("xiaoer.campaign.appraising").joinpath(f"data/{FILE}").read_bytes())


def read_rules(data: bytes) -> CardRules:
    """Read a rule file; raises `BadRules` with every fault and its line."""
    try:
        document = parse(data, FILE)
    except Unreadable as problem:
        raise BadRules([(problem.fault.line, problem.fault.reason)]) from None
    return _Reader(document).rules()


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.faults: list[tuple[int, str]] = []

    def rules(self) -> CardRules:
        found = CardRules(
            self.whole("version"),
            tuple(self.groups()),
            self.conditions("green", "green", "all"),
            self.conditions("yellow", "yellow", "any"),
            self.conditions("red", "red", "any"),
            self.conditions("veto", "veto"),
            self.lift(),
            {name: self.whole("min_n", name) for name in ("survey", "mystery")},
            self.whole("hearing_days_wd"),
        )
        if self.faults:
            raise BadRules(sorted(set(self.faults)))
        return found

    def at(self, *path: str) -> Any:
        value: Any = self.document.value
        for step in ("card_rules", *path):
            value = value.get(step) if isinstance(value, dict) else None
        return value

    def fault(self, path: tuple[Any, ...], reason: str) -> None:
        self.faults.append((self.document.place.at(("card_rules", *path)).line, reason))

    def whole(self, *path: str) -> int:
        value = self.at(*path)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.fault(path, f"{'.'.join(path)} 要写 0 或更大的整数")
            return 0
        return value

    def groups(self) -> Iterable[Group]:
        value = self.at("groups")
        known = {group.value: group for group in Group if group is not Group.JUDICIAL}
        for name in value if isinstance(value, list) else [""]:
            if name in known:
                yield known[name]
            else:
                self.fault(("groups",), f"groups 只能写 {'、'.join(known)}；司法机关不亮牌")

    def conditions(self, kind: str, *path: str) -> tuple[str, ...]:
        value = self.at(*path)
        if not isinstance(value, list) or not value:
            self.fault(path, f"{'.'.join(path)} 要写成条件的清单")
            return ()
        return tuple(self.condition(kind, text, (*path, n)) for n, text in enumerate(value))

    def condition(self, kind: str, text: object, path: tuple[Any, ...]) -> str:
        if not isinstance(text, str):
            self.fault(path, "条件要写成文字，加引号")
            return ""
        try:
            strange = sorted(names(text) - ALLOWED[kind])
            tried = evaluate(text, SAMPLE).value
        except BadExpression as problem:
            self.fault(path, str(problem))
            return text
        if strange:
            self.fault(path, f"这里没有“{'、'.join(strange)}”这个事实")
        elif tried is not None and not isinstance(tried, bool):
            self.fault(path, f"“{text}”是数，不是条件")
        return text

    def lift(self) -> dict[Colour, str]:
        return {
            colour: self.condition("lift", self.at("lift", colour), ("lift", colour.value))
            for colour in (Colour.YELLOW, Colour.RED)
        }
