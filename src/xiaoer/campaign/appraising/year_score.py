"""The year-end appraisal: Y, 0 to 110, and the grades inside a group (campaign §10). Pure.

Fine sums, arrests, case outcomes and the number of inspections never enter (Administrative
Penalty Law art. 74 for fines): there is no place for them here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from .figures import (
    HUNDRED,
    ONE,
    ZERO,
    BadFigure,
    Weighed,
    clamped,
    exact,
    mean,
    plain,
    rounded,
    weighted_mean,
)
from .month_score import Group

QUARTERS, TARGETS, ITEMS = "quarters", "targets", "items"
SCORE_RATE, INNOVATION = "score_rate", "innovation"
YEAR_WEIGHTS: Mapping[str, Fraction] = {
    QUARTERS: Fraction(1, 2),
    TARGETS: Fraction(1, 5),
    ITEMS: Fraction(1, 10),
    SCORE_RATE: Fraction(3, 20),
    INNOVATION: Fraction(1, 20),
}
TERM_NAMES = {
    QUARTERS: "季度得分平均",
    TARGETS: "年度目标",
    ITEMS: "交办事项",
    SCORE_RATE: "省评得分率",
    INNOVATION: "创新",
}
PROVINCE, NATION, MOST_INNOVATION = 1, 2, 5
GREEN_BONUS = Fraction(1)
RED_CARD, VETO, OPEN_INTERVIEW = Fraction(3), Fraction(5), Fraction(2)
MOST = Fraction(110)
EXCELLENT, GOOD, QUALIFIED = Decimal(90), Decimal(80), Decimal(60)
EXCELLENT_SHARE = Fraction(1, 5)


@dataclass(frozen=True, slots=True)
class PlanNumber:
    """A number of the plan that a unit answers for, on 31 December; `weight` by importance."""

    source: str
    reached: bool
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class YearEvidence:
    """What is known of a unit's year; none where there is no data.

    `items`: assigned items as (all, closed on time, relapsed). `score_rate`: percent, of the
    provincial evaluation or the last one known. `greens`, `reds`: cards in force in the year;
    `vetoes`: confirmed ones; `interviews`: interviews whose demands are not met.
    """

    quarters: Sequence[Decimal | None] = ()
    targets: tuple[PlanNumber, ...] = ()
    items: tuple[int, int, int] | None = None
    score_rate: Decimal | None = None
    briefs_province: int = 0
    briefs_nation: int = 0
    greens: int = 0
    reds: int = 0
    vetoes: int = 0
    interviews: int = 0
    falsified: bool = False


@dataclass(frozen=True, slots=True)
class Term:
    """A term of Y: its value 0 to 100, its weight before and after rescaling."""

    code: str
    value: Decimal | None
    weight: Fraction
    counted_weight: Fraction

    @property
    def name(self) -> str:
        """Return the term's name."""
        return TERM_NAMES[self.code]


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Points on or off: what for, how often, how many in all (below 0: off)."""

    name: str
    times: int
    points: Decimal


@dataclass(frozen=True, slots=True)
class YearScore:
    """Y, 0 to 110 with two decimals; none where no term is known."""

    score: Decimal | None
    terms: tuple[Term, ...]
    adjustments: tuple[Adjustment, ...]
    falsified: bool = False

    def notes(self) -> list[str]:
        """Say which terms were left out and how the weights were rescaled."""
        out = [term.name for term in self.terms if term.value is None]
        if not out or self.score is None:
            return ["没有任何数据，不打分"] if self.score is None else []
        weights = "、".join(
            f"{term.name} {plain(rounded(term.counted_weight * HUNDRED))}%"
            for term in self.terms
            if term.value is not None
        )
        return [f"{'、'.join(out)}没有数据，不计；权重折算为：{weights}"]


def year_score(evidence: YearEvidence) -> YearScore:
    """Return Y = 0.5·mean(Q) + 0.2·targets + 0.1·items + 0.15·score rate + 0.05·innovation ± (§10).

    A term without data hands its weight on. Innovation is never without data: no brief is 0.
    """
    values = _values(evidence)
    total = sum((YEAR_WEIGHTS[code] for code, value in values.items() if value is not None), ZERO)
    known = {QUARTERS, TARGETS, ITEMS, SCORE_RATE} & {c for c, v in values.items() if v is not None}
    terms = tuple(_term(code, value, total) for code, value in values.items())
    adjustments = _adjustments(evidence)
    if not known:
        return YearScore(None, terms, adjustments, evidence.falsified)
    earned = sum(
        (YEAR_WEIGHTS[code] * value / total for code, value in values.items() if value is not None),
        ZERO,
    )
    more = sum((exact(one.points) for one in adjustments), ZERO)
    return YearScore(
        rounded(clamped(earned + more, 0, MOST)), terms, adjustments, evidence.falsified
    )


def _term(code: str, value: Fraction | None, total: Fraction) -> Term:
    weight = YEAR_WEIGHTS[code]
    if value is None:
        return Term(code, None, weight, ZERO)
    return Term(code, rounded(value), weight, weight / total)


def _values(evidence: YearEvidence) -> dict[str, Fraction | None]:
    quarters = mean([score for score in evidence.quarters if score is not None])
    return {
        QUARTERS: quarters,
        TARGETS: _targets(evidence.targets),
        ITEMS: _items(evidence.items),
        SCORE_RATE: _rate(evidence.score_rate),
        INNOVATION: _innovation(evidence),
    }


def _targets(found: Iterable[PlanNumber]) -> Fraction | None:
    parts = [Weighed(ONE if one.reached else ZERO, exact(one.weight)) for one in found]
    share = weighted_mean(parts)
    return None if share is None else share * HUNDRED


def _items(found: tuple[int, int, int] | None) -> Fraction | None:
    """Closed on time ÷ all, minus relapses: each relapse takes one closed item back."""
    if found is None or found[0] == 0:
        return None
    every, on_time, relapsed = found
    if not 0 <= on_time <= every or relapsed < 0:
        raise BadFigure(f"交办事项：按期 {on_time}、全部 {every}、反弹 {relapsed} 对不上")
    return clamped(Fraction(on_time - relapsed, every), 0, 1) * HUNDRED


def _rate(found: Decimal | None) -> Fraction | None:
    if found is None:
        return None
    if not 0 <= found <= HUNDRED:
        raise BadFigure(f"得分率在 0 到 100 之间，现在 {plain(found)}")
    return exact(found)


def _innovation(evidence: YearEvidence) -> Fraction:
    points = PROVINCE * evidence.briefs_province + NATION * evidence.briefs_nation
    return Fraction(min(points, MOST_INNOVATION), MOST_INNOVATION) * HUNDRED


def _adjustments(evidence: YearEvidence) -> tuple[Adjustment, ...]:
    wanted = (
        ("绿牌加分", evidence.greens, GREEN_BONUS),
        ("红牌扣分", evidence.reds, -RED_CARD),
        ("一票否决扣分", evidence.vetoes, -VETO),
        ("约谈未整改扣分", evidence.interviews, -OPEN_INTERVIEW),
    )
    return tuple(
        Adjustment(name, times, rounded(points * times)) for name, times, points in wanted if times
    )


class Grade(StrEnum):
    """The grades of the year-end appraisal."""

    EXCELLENT = "excellent"
    GOOD = "good"
    QUALIFIED = "qualified"
    UNQUALIFIED = "unqualified"


GRADE_NAMES = {
    Grade.EXCELLENT: "优秀",
    Grade.GOOD: "良好",
    Grade.QUALIFIED: "合格",
    Grade.UNQUALIFIED: "不合格",
}


@dataclass(frozen=True, slots=True)
class Graded:
    """A unit's grade; none without a score, unless a falsification settles it."""

    unit: str
    group: Group
    score: Decimal | None
    grade: Grade | None
    why: str


def grades(years: Iterable[tuple[str, Group, YearScore]]) -> list[Graded]:
    """Grade units inside their groups: excellent from 90 and for at most a fifth (campaign §10).

    The fifth is of the units with a score, rounded down. Units that tie across its border are
    good, all of them: a place cannot be drawn by lot.
    """
    rows = list(years)
    line = {group: _excellent_line([y for _, g, y in rows if g is group]) for group in Group}
    return [
        Graded(unit, group, year.score, *_grade(year, line[group])) for unit, group, year in rows
    ]


def _excellent_line(years: list[YearScore]) -> Decimal | None:
    """Return the lowest score that is excellent, or none where nobody can be."""
    scored = [year for year in years if year.score is not None]
    places = int(EXCELLENT_SHARE * len(scored))
    able = sorted(
        (
            y.score
            for y in scored
            if y.score is not None and y.score >= EXCELLENT and not y.falsified
        ),
        reverse=True,
    )
    fitting = [score for score in able if sum(other >= score for other in able) <= places]
    return min(fitting, default=None)


def _grade(year: YearScore, line: Decimal | None) -> tuple[Grade | None, str]:
    if year.falsified:
        return Grade.UNQUALIFIED, "查实数据造假"
    if year.score is None:
        return None, "没有得分，不定等次"
    if year.score < QUALIFIED:
        return Grade.UNQUALIFIED, f"{year.score} 不到 60 分"
    if line is not None and year.score >= line:
        return Grade.EXCELLENT, f"{year.score} 达到 90 分，在本组前五分之一"
    if year.score >= GOOD:
        full = "，但本组优秀名额已满" if year.score >= EXCELLENT else ""
        return Grade.GOOD, f"{year.score} 达到 80 分{full}"
    return Grade.QUALIFIED, f"{year.score} 达到 60 分"
