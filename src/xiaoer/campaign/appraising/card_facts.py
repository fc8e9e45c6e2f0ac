"""The facts of a unit in a quarter from which cards are proposed (campaign §9.1). Pure.

Each fact keeps the rows behind it, as keys that a page can link (`task:12`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from xiaoer.indicators.colours import Colour

from .attainment import Attainment
from .card_expressions import Value
from .figures import exact, plain
from .month_score import Group
from .quarter_score import MIN_N, MYSTERY, Measured, Rank

SEVERE_LAG = 60  # calendar days over which a key task's milestone lags severely (campaign §9.3)
LEDGER_OVERDUE = 30  # calendar days
VETOES = (
    "falsified_data_confirmed",
    "retaliation_against_complainant_confirmed",
    "illegal_fee_or_forced_service_confirmed",
    "leak_of_sample_or_bids_confirmed",
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact: a number, yes or no, or none with the reason why it is not known."""

    value: Decimal | bool | None
    rows: tuple[str, ...] = ()
    why: str = ""

    @property
    def reckoned(self) -> Value:
        """Return the value that conditions reckon with."""
        if self.value is None or isinstance(self.value, bool):
            return self.value
        return exact(self.value)


@dataclass(frozen=True, slots=True)
class CardFacts:
    """The facts of a unit; `period` is a quarter (`2022Q2`) or a month (`2022-05`).

    `yellow_before`: how many yellow cards in a row were decided for the quarters just before.
    """

    unit: str
    name: str
    group: Group
    period: str
    facts: Mapping[str, Fact]
    yellow_before: int = 0

    @property
    def monthly(self) -> bool:
        """Say whether this is a month, in which only yellow may be proposed."""
        return "Q" not in self.period

    def values(self) -> dict[str, Value]:
        """Return the values by name; a fact that is not there is not known."""
        return {name: fact.reckoned for name, fact in self.facts.items()}


@dataclass(frozen=True, slots=True)
class Overdue:
    """Something that is late: how many calendar days, and whether its task is a key task."""

    source: str
    days: int
    key: bool = True


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A finding that HQ office confirmed after the unit was heard."""

    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class QuarterEvidence:
    """What is known of a unit; none means that nobody looked, which is not the same as nothing.

    `milestones`: overdue ones, several of a task count once. `missing_reports`: their keys.
    """

    rank: Rank | None = None
    quarter_source: str = ""
    milestones: tuple[Overdue, ...] | None = None
    indicators: tuple[Attainment, ...] | None = None
    missing_reports: tuple[str, ...] | None = None
    ledger: tuple[Overdue, ...] | None = None
    mystery: Measured | None = None
    confirmed: tuple[Confirmed, ...] | None = None


def card_facts(evidence: QuarterEvidence, min_n: Mapping[str, int] = MIN_N) -> dict[str, Fact]:
    """Return the facts that the rules name, each with its rows."""
    return {
        **_standing(evidence),
        **_indicators(evidence.indicators),
        "severe_lag_tasks": _late(evidence.milestones, SEVERE_LAG, key_only=True),
        "missing_reports_in_quarter": _listed(evidence.missing_reports),
        "ledger_overdue_30d": _late(evidence.ledger, LEDGER_OVERDUE),
        "mystery_score": _mystery(evidence.mystery, min_n.get(MYSTERY, 0)),
        **_confirmed(evidence.confirmed),
    }


def _unknown(why: str = "没有数据") -> Fact:
    return Fact(None, (), why)


def _standing(evidence: QuarterEvidence) -> dict[str, Fact]:
    rank, rows = evidence.rank, (evidence.quarter_source,) if evidence.quarter_source else ()
    if rank is None or rank.score is None or rank.rank is None:
        n = _unknown("本季没有得分") if rank is None else Fact(Decimal(rank.n), rows)
        return {
            "Q": _unknown("本季没有得分"),
            "rank_in_group": _unknown("没有得分，不排名"),
            "n": n,
        }
    return {
        "Q": Fact(rank.score, rows),
        "rank_in_group": Fact(Decimal(rank.rank), rows),
        "n": Fact(Decimal(rank.n), rows),
    }


def _indicators(found: Iterable[Attainment] | None) -> dict[str, Fact]:
    if found is None:
        return {"red_indicators_owned": _unknown(), "indicators_owned": _unknown()}
    known = [one for one in found if one.share is not None]
    red = [one for one in known if one.share == 0 or one.colour is Colour.RED]
    return {
        "red_indicators_owned": _listed(tuple(one.reading.source for one in red)),
        "indicators_owned": _listed(tuple(one.reading.source for one in known)),
    }


def _listed(sources: tuple[str, ...] | None) -> Fact:
    if sources is None:
        return _unknown()
    rows = tuple(sorted(set(sources)))
    return Fact(Decimal(len(rows)), rows)


def _late(rows: tuple[Overdue, ...] | None, days: int, key_only: bool = False) -> Fact:
    if rows is None:
        return _unknown()
    return _listed(tuple(o.source for o in rows if o.days > days and (o.key or not key_only)))


def _mystery(found: Measured | None, least: int) -> Fact:
    if found is None:
        return _unknown("本季没有暗访")
    if found.n < least:
        return _unknown(f"暗访 {found.n} 次，不到 {least} 次，不能据此亮牌")
    return Fact(found.score, (found.source,))


def _confirmed(found: tuple[Confirmed, ...] | None) -> dict[str, Fact]:
    if found is None:
        return {kind: _unknown("没有查实记录") for kind in (*VETOES, "three_hards_confirmed")}
    rows = {kind: tuple(sorted({o.source for o in found if o.kind == kind})) for kind in VETOES}
    hards = tuple(one.source for one in found if one.kind == "three_hards_confirmed")
    vetoes = {kind: Fact(bool(sources), sources) for kind, sources in rows.items()}
    return {**vetoes, "three_hards_confirmed": _listed(hards)}


def written(value: Decimal | bool | None) -> str | bool | None:
    """Write a value for a record: numbers as plain text, always the same way."""
    return value if value is None or isinstance(value, bool) else plain(Fraction(value))
