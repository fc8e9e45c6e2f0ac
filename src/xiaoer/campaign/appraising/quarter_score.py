"""The quarter score Q and the ranks inside a group (campaign §8). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from .figures import HUNDRED, ZERO, BadFigure, exact, mean, plain, rounded
from .month_score import Group

MONTHS, SURVEY, MYSTERY = "months", "survey", "mystery"
QUARTER_WEIGHTS: Mapping[str, Fraction] = {
    MONTHS: Fraction(1, 2),
    SURVEY: Fraction(3, 10),
    MYSTERY: Fraction(1, 5),
}
COMPONENT_NAMES = {MONTHS: "月度得分平均", SURVEY: "第三方测评", MYSTERY: "暗访"}
MIN_N: Mapping[str, int] = {SURVEY: 30, MYSTERY: 3}


@dataclass(frozen=True, slots=True)
class Measured:
    """A result of measuring a unit, 0 to 100, and from how many answers or visits."""

    score: Decimal
    n: int
    source: str


@dataclass(frozen=True, slots=True)
class Component:
    """One component of Q: its weight before and after rescaling; `why` it was left out."""

    code: str
    weight: Fraction
    score: Decimal | None
    why: str = ""
    counted_weight: Fraction = ZERO

    @property
    def name(self) -> str:
        """Return the component's name."""
        return COMPONENT_NAMES[self.code]


@dataclass(frozen=True, slots=True)
class QuarterScore:
    """Q, 0 to 100 with two decimals; none without any component."""

    score: Decimal | None
    components: tuple[Component, ...]

    def notes(self) -> list[str]:
        """Say in plain words what was left out and how the weights were rescaled."""
        out = [f"{one.name}不计：{one.why}" for one in self.components if one.why]
        if not out or self.score is None:
            return out
        weights = "、".join(
            f"{one.name} {plain(rounded(one.counted_weight * HUNDRED))}%"
            for one in self.components
            if not one.why
        )
        return [*out, f"权重折算为：{weights}"]


def quarter_score(
    months: Sequence[Decimal | None],
    survey: Measured | None,
    mystery: Measured | None,
    min_n: Mapping[str, int] = MIN_N,
) -> QuarterScore:
    """Return Q = 0.5·mean(M) + 0.3·third party + 0.2·mystery from rounded scores.

    A component that is missing, or has too few answers to be ranked, is left out; the others
    carry its weight. So a small sample can neither cause nor prevent a card.
    """
    known = [month for month in months if month is not None]
    average = mean(known)
    parts = [
        _component(MONTHS, None if average is None else rounded(average), "没有月度得分"),
        _measured(SURVEY, survey, min_n),
        _measured(MYSTERY, mystery, min_n),
    ]
    total = sum((part.weight for part in parts if not part.why), ZERO)
    if not total:
        return QuarterScore(None, tuple(parts))
    shared = [_reweighed(part, total) for part in parts]
    # The mean of the months is rounded for the page only: Q is rounded once.
    exactly = {MONTHS: average} | {
        p.code: exact(p.score) for p in shared[1:] if p.score is not None
    }
    weighed = [p.counted_weight * (exactly.get(p.code) or ZERO) for p in shared]
    return QuarterScore(rounded(sum(weighed, ZERO)), tuple(shared))


def _reweighed(part: Component, total: Fraction) -> Component:
    counted = ZERO if part.why else part.weight / total
    return Component(part.code, part.weight, part.score, part.why, counted)


def _component(code: str, score: Decimal | None, lacking: str) -> Component:
    return Component(code, QUARTER_WEIGHTS[code], score, lacking if score is None else "")


def _measured(code: str, found: Measured | None, min_n: Mapping[str, int]) -> Component:
    if found is None:
        return _component(code, None, "本季没有结果")
    if not 0 <= found.score <= HUNDRED:
        raise BadFigure(f"{COMPONENT_NAMES[code]}得分在 0 到 100 之间，现在 {plain(found.score)}")
    least = min_n.get(code, 0)
    if found.n < least:
        return _component(code, None, f"样本 {found.n} 个，不到 {least} 个")
    return _component(code, rounded(found.score), "")


@dataclass(frozen=True, slots=True)
class Rank:
    """A unit's place among `n` ranked units of its group; no place without a score."""

    unit: str
    group: Group
    score: Decimal | None
    rank: int | None
    n: int


def ranks(scores: Iterable[tuple[str, Group, Decimal | None]]) -> list[Rank]:
    """Rank units inside their groups, best first: ties share a place, the next is skipped."""
    rows = list(scores)
    by_group: dict[Group, list[Decimal]] = {}
    for _, group, score in rows:
        if score is not None:
            by_group.setdefault(group, []).append(score)
    found = [_rank(unit, group, score, by_group.get(group, [])) for unit, group, score in rows]
    return sorted(found, key=lambda one: (one.group, one.rank or len(rows) + 1, one.unit))


def _rank(unit: str, group: Group, score: Decimal | None, peers: list[Decimal]) -> Rank:
    place = None if score is None else 1 + sum(peer > score for peer in peers)
    return Rank(unit, group, score, place, len(peers))
