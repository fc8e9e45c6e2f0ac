"""A locked quarter: what was known of every unit, and all that follows from it. Pure.

The evidence is kept as plain data; scores, ranks, and proposed cards are computed from it, so
anybody can compute them again from the record and compare byte for byte (campaign §8, §9.1).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import Any

from .attainment import Attainment, Reading, attainment
from .card_facts import CardFacts, Confirmed, Overdue, QuarterEvidence, card_facts
from .card_rules import CardRules
from .cards import CardProposal, propose
from .figures import plain
from .month_score import Group, MonthEvidence, MonthScore, month_score
from .quarter_score import Measured, QuarterScore, Rank, quarter_score, ranks
from .score_blocks import Counted, LedgerItem, ReportMark, TaskProgress

KINDS: Mapping[str, type] = {
    "tasks": TaskProgress,
    "readings": Reading,
    "reports": ReportMark,
    "ledger": LedgerItem,
    "ratings": Counted,
    "appeals": Counted,
    "hotline": Counted,
    "replies": Counted,
    "publicity": Counted,
    "feeds": Counted,
}
FIGURES = frozenset(
    {"progress", "planned", "weight", "quality", "value", "target", "baseline", "score"}
)


@dataclass(frozen=True, slots=True)
class UnitQuarter:
    """What is known of a unit in a quarter; months by their number."""

    unit: str
    name: str
    group: Group
    months: Mapping[int, MonthEvidence]
    milestones: tuple[Overdue, ...] = ()
    missing_reports: tuple[str, ...] = ()
    ledger: tuple[Overdue, ...] | None = None
    survey: Measured | None = None
    mystery: Measured | None = None
    confirmed: tuple[Confirmed, ...] = ()
    yellow_before: int = 0


@dataclass(frozen=True, slots=True)
class UnitResult:
    """A unit's scores, its place in its group, and the card that the rules propose."""

    quarter: UnitQuarter
    months: Mapping[int, MonthScore]
    score: QuarterScore
    rank: Rank
    proposal: CardProposal


# --- evidence to plain data and back -----------------------------------------------------


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value


def unit_record(quarter: UnitQuarter) -> dict[str, Any]:
    """Return a unit's evidence as plain data: numbers as text, months by name."""
    found: dict[str, Any] = _plain(asdict(quarter))
    return found


def _row(kind: type, row: Mapping[str, Any]) -> Any:
    names = {field.name for field in fields(kind)}
    values = {
        name: Decimal(value) if name in FIGURES and isinstance(value, str) else value
        for name, value in row.items()
        if name in names
    }
    return kind(**values)


def _rows(kind: type, rows: Sequence[Mapping[str, Any]] | None) -> tuple[Any, ...] | None:
    return None if rows is None else tuple(_row(kind, row) for row in rows)


def _month(found: Mapping[str, Any]) -> MonthEvidence:
    return MonthEvidence(**{name: _rows(kind, found[name]) or () for name, kind in KINDS.items()})


def _measured(found: Mapping[str, Any] | None) -> Measured | None:
    return None if found is None else _row(Measured, found)


def read_unit(found: Mapping[str, Any]) -> UnitQuarter:
    """Return a unit's evidence from plain data."""
    return UnitQuarter(
        unit=found["unit"],
        name=found["name"],
        group=Group(found["group"]),
        months={int(number): _month(month) for number, month in found["months"].items()},
        milestones=_rows(Overdue, found["milestones"]) or (),
        missing_reports=tuple(found["missing_reports"]),
        ledger=_rows(Overdue, found["ledger"]),
        survey=_measured(found["survey"]),
        mystery=_measured(found["mystery"]),
        confirmed=_rows(Confirmed, found["confirmed"]) or (),
        yellow_before=found["yellow_before"],
    )


# --- what follows ------------------------------------------------------------------------


def _attained(quarter: UnitQuarter) -> tuple[Attainment, ...] | None:
    """Return the indicators as the quarter's last month has them."""
    readings = [month.readings for _number, month in sorted(quarter.months.items())]
    last = next((found for found in reversed(readings) if found), None)
    return None if last is None else tuple(attainment(reading) for reading in last)


def _facts(quarter: UnitQuarter, rank: Rank, period: str, rules: CardRules) -> CardFacts:
    evidence = QuarterEvidence(
        rank=rank,
        quarter_source=f"quarter:{period}:{quarter.unit}",
        milestones=quarter.milestones,
        indicators=_attained(quarter),
        missing_reports=quarter.missing_reports,
        ledger=quarter.ledger,
        mystery=quarter.mystery,
        confirmed=quarter.confirmed,
    )
    facts = card_facts(evidence, rules.min_n)
    return CardFacts(
        quarter.unit, quarter.name, quarter.group, period, facts, quarter.yellow_before
    )


def results(units: Sequence[UnitQuarter], period: str, rules: CardRules) -> list[UnitResult]:
    """Return scores, ranks and proposals of a quarter, best of each group first."""
    months = {
        one.unit: {n: month_score(one.group, found) for n, found in sorted(one.months.items())}
        for one in units
    }
    scores = {
        one.unit: quarter_score(
            [month.score for month in months[one.unit].values()], one.survey, one.mystery,
            rules.min_n,
        )
        for one in units
    }  # fmt: skip
    by_unit = {one.unit: one for one in units}
    placed = ranks([(one.unit, one.group, scores[one.unit].score) for one in units])
    return [
        UnitResult(
            by_unit[rank.unit], months[rank.unit], scores[rank.unit], rank,
            propose(rules, _facts(by_unit[rank.unit], rank, period, rules)),
        )
        for rank in placed
    ]  # fmt: skip


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def results_record(found: Sequence[UnitResult]) -> dict[str, Any]:
    """Return what was computed as plain data: what a snapshot is compared by."""
    return {
        one.quarter.unit: {
            "months": {str(n): _number(month.score) for n, month in one.months.items()},
            "Q": _number(one.score.score),
            "rank": one.rank.rank,
            "n": one.rank.n,
            "card": one.proposal.colour.value,
        }
        for one in found
    }


def canonical(record: object) -> str:
    """Return plain data as the one text that stands for it."""
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
