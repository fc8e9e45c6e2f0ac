"""Exact figures: from numbers to fractions, rounded once, written the same way every time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction

Number = int | Decimal | Fraction
WIDE = Context(prec=60)
HUNDRED = Fraction(100)
ZERO, ONE = Fraction(0), Fraction(1)


class BadFigure(ValueError):
    """A figure that cannot be used; the message says which and why."""


def exact(value: Number) -> Fraction:
    """Return a number as a fraction; raises `BadFigure` for what is not finite."""
    if isinstance(value, Decimal) and not value.is_finite():
        raise BadFigure(f"{value} 不是一个有限的数")
    return Fraction(value)


def rounded(value: Number, places: int = 2) -> Decimal:
    """Return a number rounded half up, away from zero at the half, to decimal places."""
    share = exact(value)
    step = 10**places
    doubled = abs(share) * step * 2
    whole = (doubled.numerator + doubled.denominator) // (2 * doubled.denominator)
    signed = whole if share >= 0 else -whole
    return Decimal(signed).scaleb(-places, context=WIDE)


def clamped(value: Fraction, low: Number, high: Number) -> Fraction:
    """Return the nearest figure between two bounds."""
    return min(max(value, exact(low)), exact(high))


def mean(values: Sequence[Number]) -> Fraction | None:
    """Return the plain mean; none of nothing."""
    return sum(map(exact, values), ZERO) / len(values) if values else None


def share(part: Number, whole: Number) -> Fraction | None:
    """Return part ÷ whole; none where there is nothing to be a part of."""
    return exact(part) / exact(whole) if whole else None


def plain(value: Number) -> str:
    """Write a figure without an exponent or idle zeros; four decimals where it never ends."""
    number = exact(value)
    if number.denominator == 1:
        return str(number.numerator)
    text = _terminating(number) or f"{rounded(number, 4):f}"
    return text.rstrip("0").rstrip(".") or "0"


def _terminating(number: Fraction) -> str:
    for places in range(1, 13):
        if (number * 10**places).denominator == 1:
            return f"{rounded(number, places):f}"
    return ""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A share (0 to 1, a little more where a rule allows) with its weight."""

    share: Fraction
    weight: Fraction = ONE


def weighted_mean(parts: Iterable[Weighed]) -> Fraction | None:
    """Return Σ weight × share ÷ Σ weight; none where nothing weighs anything."""
    known = list(parts)
    total = sum((part.weight for part in known), ZERO)
    if not total:
        return None
    return sum((part.weight * part.share for part in known), ZERO) / total
