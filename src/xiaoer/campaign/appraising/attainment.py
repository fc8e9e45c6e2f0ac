"""How far an indicator has come from last year's value to its target (campaign §8). Pure.

States of an indicator without a figure are those of services-and-law §0.4: `N` no usable
value, `U` no target yet. Neither is ever shown green.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from xiaoer.indicators.colours import Colour

from .figures import ONE, ZERO, BadFigure, Weighed, clamped, exact, weighted_mean

MOST = Fraction(11, 10)  # what can be attained beyond the target
SLACK = Fraction(1, 5)  # how much worse than a kept target is worth nothing
YELLOW_FROM = Fraction(9, 10)
GRACE = 1  # periods without a value that are forgiven


class Direction(StrEnum):
    """Which way an indicator gets better."""

    UP = "up"
    DOWN = "down"


class Left(StrEnum):
    """Why an indicator is not counted, or counts as nothing."""

    COUNTED = ""
    NO_TARGET = "U"
    GRACE = "N_grace"
    NO_VALUE = "N"


def attained(direction: str, value: Decimal, baseline: Decimal | None, target: Decimal) -> Fraction:
    """Return the attained share, 0 to 1.1, of the way from baseline to target (campaign §8).

    Figures are in the indicator's own unit. A baseline that already meets the target leaves no
    way to go: 1 while it is kept, falling linearly to 0 at 20 % worse than the target. Without
    a baseline the same holds, because the way is not known.
    """
    sign = {Direction.UP.value: 1, Direction.DOWN.value: -1}.get(str(direction))
    if sign is None:
        raise BadFigure(f"方向只有 up 和 down，没有“{direction}”")
    now, aim = sign * exact(value), sign * exact(target)
    if baseline is None or sign * exact(baseline) >= aim:
        return _kept(now, aim)
    start = sign * exact(baseline)
    return clamped((now - start) / (aim - start), 0, MOST)


def _kept(now: Fraction, aim: Fraction) -> Fraction:
    if now >= aim:
        return ONE
    slack = SLACK * abs(aim)
    # Of a target of 0 nothing is a fifth: the first miss is worth nothing.
    return clamped(1 - (aim - now) / slack, 0, 1) if slack else ZERO


def band(attained_share: Fraction) -> Colour:
    """Return green from 1, yellow from 0.9, red below (campaign §8)."""
    if attained_share >= 1:
        return Colour.GREEN
    return Colour.YELLOW if attained_share >= YELLOW_FROM else Colour.RED


@dataclass(frozen=True, slots=True)
class Reading:
    """An indicator that a unit owns, at the end of a period.

    `missing_periods`: how many periods in a row, this one included, brought no usable value.
    `source`: where the figure comes from, such as `indicator:12`.
    """

    source: str
    name: str
    direction: str
    value: Decimal | None
    target: Decimal | None
    baseline: Decimal | None = None
    missing_periods: int = 0
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Attainment:
    """What a reading comes to; `share` is none for one that is left out, `left` says why."""

    reading: Reading
    share: Fraction | None
    left: Left = Left.COUNTED

    @property
    def colour(self) -> Colour:
        """Return the band; grey where nothing is known, also when it counts as 0."""
        if self.share is None or self.left is not Left.COUNTED:
            return Colour.GREY
        return band(self.share)


def attainment(reading: Reading) -> Attainment:
    """Return what a reading comes to: `U` is left out, `N` is 0 after one grace period."""
    if reading.target is None:
        return Attainment(reading, None, Left.NO_TARGET)
    if reading.value is None:
        if reading.missing_periods <= GRACE:
            return Attainment(reading, None, Left.GRACE)
        return Attainment(reading, ZERO, Left.NO_VALUE)
    share = attained(reading.direction, reading.value, reading.baseline, reading.target)
    return Attainment(reading, share)


@dataclass(frozen=True, slots=True)
class MeanAttainment:
    """The mean over the counted indicators, and those that were left out, to be listed."""

    share: Fraction | None
    counted: tuple[Attainment, ...]
    excluded: tuple[Attainment, ...]


def mean_attainment(readings: Iterable[Reading]) -> MeanAttainment:
    """Return the mean attainment, weighted where the indicators have weights (campaign §8, §10)."""
    found = [attainment(reading) for reading in readings]
    counted = tuple(one for one in found if one.share is not None)
    parts = [Weighed(one.share or ZERO, exact(one.reading.weight)) for one in counted]
    left_out = tuple(one for one in found if one.share is None)
    return MeanAttainment(weighted_mean(parts), counted, left_out)
