"""Indicators of the appraisal that change during the year (campaign §10). Pure.

Sets of weights are versioned per quarter. A change starts before its quarter, or by decision of
HQ for a change of law or of the province; the line under the old weights is kept beside the new.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from .figures import HUNDRED, ZERO, Number, Weighed, clamped, exact, plain, rounded, weighted_mean

FULL = Fraction(100)
CEILING = Fraction(95, 100)  # of the units green
CEILING_QUARTERS = 2
LEAST_QUALITY = Fraction(90, 100)


class Ground(StrEnum):
    """On what a set of weights stands."""

    REGULAR = "regular"
    LEGAL_CHANGE = "legal_change"
    PROVINCIAL_CHANGE = "provincial_change"


def quarter_start(day: date) -> date:
    """Return the first day of a date's quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def next_month(day: date) -> date:
    """Return the first day of the month after a date's."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


@dataclass(frozen=True, slots=True)
class WeightSet:
    """A version of weights: unit → indicator → weight; each unit's weights sum to 100.

    `document`: the decision or the rule behind a change within a quarter.
    """

    version: int
    decided_on: date
    effective: date
    weights: Mapping[str, Mapping[str, Decimal]]
    ground: Ground = Ground.REGULAR
    document: str = ""


def set_faults(new: WeightSet, before: WeightSet | None = None) -> list[str]:
    """Return why a set of weights cannot stand; nothing when it can (campaign §10)."""
    faults = [fault for unit, own in sorted(new.weights.items()) for fault in _sums(unit, own)]
    faults += _timing(new)
    if before is not None and new.version != before.version + 1:
        faults.append(f"版本要接着第 {before.version} 版，现在是第 {new.version} 版")
    if before is not None and new.effective < before.effective:
        faults.append(f"生效日不能早于上一版的 {before.effective}")
    return faults


def _sums(unit: str, own: Mapping[str, Decimal]) -> list[str]:
    total = sum(map(exact, own.values()), ZERO)
    wrong = [code for code, weight in own.items() if weight <= 0]
    faults = [f"{unit} 的权重合计 {plain(total)}，要等于 100"] if total != FULL else []
    return faults + [f"{unit} 的 {code} 权重要大于 0" for code in wrong]


def _timing(new: WeightSet) -> list[str]:
    if new.ground is Ground.REGULAR:
        if new.effective != quarter_start(new.effective):
            return ["没有法律或省里的变化，只能从季度第一天起生效"]
        if new.decided_on >= new.effective:
            return [f"要在季度开始（{new.effective}）之前定"]
        return []
    faults = [] if new.document.strip() else ["写明依据的文号"]
    if new.effective != next_month(new.decided_on):
        faults.append(f"因法律或省里变化的调整从下个月（{next_month(new.decided_on)}）起生效")
    return faults


def in_force(sets: Iterable[WeightSet], day: date) -> WeightSet | None:
    """Return the newest set in force on a day; none before the first."""
    known = [one for one in sets if one.effective <= day]
    return max(known, key=lambda one: (one.effective, one.version), default=None)


# --- both lines --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Point:
    """A unit's indicator score of a month, 0 to 100, under one version of the weights."""

    month: date
    version: int
    score: Decimal | None
    in_force: bool


def weighed_score(weights: Mapping[str, Decimal], attained: Mapping[str, Number]) -> Decimal | None:
    """Return Σ weight × attainment of the indicators with data, weights rescaled to 100."""
    parts = [
        Weighed(exact(attained[code]), exact(weight))
        for code, weight in weights.items()
        if code in attained
    ]
    found = weighted_mean(parts)
    return None if found is None else rounded(clamped(found, 0, 1) * HUNDRED)


def lines(
    sets: Sequence[WeightSet], unit: str, attained: Mapping[date, Mapping[str, Number]]
) -> list[Point]:
    """Return every month under every version, so that a change of weights cannot hide a fall.

    `attained`: first day of a month → indicator → attained share.
    """
    found = []
    for month, values in sorted(attained.items()):
        current = in_force(sets, month)
        for one in sets:
            score = weighed_score(one.weights.get(unit, {}), values)
            found.append(Point(month, one.version, score, one is current))
    return found


# --- retirement --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QuarterOfIndicator:
    """An indicator in a quarter: its units, how many green; data quality in percent."""

    units: int
    green: int
    quality: Decimal | None = None


def retirement_reasons(quarters: Sequence[QuarterOfIndicator]) -> list[str]:
    """Return why an indicator may be retired; nothing when it may not (campaign §10).

    `quarters`: oldest first. Ceiling: ≥ 95 % of units green in each of the last two quarters;
    or data quality below 90 % in the last one.
    """
    last = quarters[-CEILING_QUARTERS:]
    reasons = []
    if len(last) == CEILING_QUARTERS and all(_at_ceiling(one) for one in last):
        reasons.append("连续两个季度 95% 以上的单位是绿色，已经分不出高低")
    quality = quarters[-1].quality if quarters else None
    if quality is not None and exact(quality) < LEAST_QUALITY * HUNDRED:
        reasons.append(f"数据质量 {plain(quality)}%，不到 90%")
    return reasons


def _at_ceiling(one: QuarterOfIndicator) -> bool:
    return one.units > 0 and Fraction(one.green, one.units) >= CEILING
