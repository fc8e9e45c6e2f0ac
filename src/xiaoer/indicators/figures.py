"""From sums to figures: the only place where something is divided. Pure.

An engine hands over whole numbers; the figure is worked out as an exact fraction and turned
into a float once, so every engine that adds up the same rows shows the same figure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import fsum, lcm, sqrt

WHOLE_CITY = ""
WHOLE_YEAR = 0
TENTHS = 10


@dataclass(frozen=True, slots=True)
class Cell:
    """What the rows of a month (0: the year) and a county ("" : the city) add up to.

    `numerator` and `denominator` in the definition's scales; `point` a quantile or extreme as
    the engine interpolated it; `squares` and `weights` for the error of a survey.
    """

    year: int
    month: int
    county: str
    rows: int
    excluded: int = 0
    numerator: int | None = None
    denominator: int | None = None
    point: float | None = None
    squares: int | None = None
    weights: int | None = None
    error: float | None = None  # standard error, where groups were added up already


@dataclass(frozen=True, slots=True)
class Scales:
    """How a definition's whole numbers become its unit."""

    numerator: int = 1
    denominator: int = 1
    times: int = 1  # 100 for percent, 10,000 for a rate of ten thousand
    complement: bool = False


def figure(cell: Cell, scales: Scales) -> float | None:
    """Return the value of a cell; `None` when nothing was counted (time-law 9.5)."""
    if cell.point is not None:
        # halves and tenths between whole numbers are whole tenths: so engines' floats agree
        return float(Fraction(round(cell.point * TENTHS), TENTHS * scales.numerator))
    if cell.numerator is None or not cell.denominator:
        return None
    ratio = Fraction(cell.numerator, scales.numerator) / Fraction(
        cell.denominator, scales.denominator
    )
    if scales.complement:
        ratio = 1 - ratio
    return float(ratio * scales.times)


def margin(cell: Cell, scales: Scales) -> float | None:
    """Return half the width of a survey mean's 95 % interval; `None` below two answers."""
    error = cell.error if cell.error is not None else standard_error(cell)
    return None if error is None else 1.96 * error / scales.numerator


def standard_error(cell: Cell) -> float | None:
    """Return the standard error of a weighted mean, in stored units.

    The variance of the answers over the effective number of them, (Σw)² ÷ Σw².
    """
    if cell.rows < 2 or not cell.denominator or cell.squares is None or not cell.weights:
        return None
    total = Fraction(cell.denominator)
    mean = Fraction(cell.numerator or 0) / total
    spread = Fraction(cell.squares) / total - mean * mean
    effective = total * total / Fraction(cell.weights)
    if effective <= 1:
        return None
    return sqrt(max(spread, Fraction(0)) / (effective - 1))


def groups_added(groups: Iterable[Cell]) -> list[Cell]:
    """Return one cell for the groups of each place: the weighted means of all, added up.

    Answers are as many as the smallest group has; errors add up as if groups were independent.
    """
    found: dict[tuple[int, int, str], list[Cell]] = {}
    for cell in groups:
        found.setdefault((cell.year, cell.month, cell.county), []).append(cell)
    return [_means_added(cells) for cells in found.values()]


def _means_added(cells: list[Cell]) -> Cell:
    whole = lcm(*(cell.denominator or 1 for cell in cells))
    errors = [standard_error(cell) for cell in cells]
    known = [error for error in errors if error is not None]
    return replace(
        cells[0],
        rows=min(cell.rows for cell in cells),
        excluded=sum(cell.excluded for cell in cells),
        numerator=sum((c.numerator or 0) * (whole // (c.denominator or 1)) for c in cells),
        denominator=whole if all(cell.denominator for cell in cells) else 0,
        squares=None,
        weights=None,
        error=sqrt(fsum(error**2 for error in known)) if len(known) == len(cells) else None,
    )


def stocks(cells: Iterable[Cell], flow: bool = True) -> list[Cell]:
    """Return cells whose denominators are stocks, totals made from the counties.

    The stock of a city is the sum of its counties'; that of a year is its last month's. `flow`:
    numerators add up over the year (hours without power); else they stand too (patents).
    """
    months = [c for c in cells if c.month != WHOLE_YEAR and c.county != WHOLE_CITY]
    found = list(months)
    for year, month in sorted({(c.year, c.month) for c in months}):
        found.append(_added([c for c in months if (c.year, c.month) == (year, month)], month))
    counties = {(c.year, c.county) for c in found}
    for year, county in sorted(counties):
        of_year = [c for c in found if (c.year, c.county) == (year, county)]
        last = max(of_year, key=lambda c: c.month)
        total = _added(of_year if flow else [last], WHOLE_YEAR)
        found.append(replace(total, county=county, denominator=last.denominator))
    return found


def years(months: Iterable[Cell], plain: bool) -> list[Cell]:
    """Return the cells of the years that months add up to. `plain`: nothing is divided."""
    found: dict[tuple[int, str], list[Cell]] = {}
    for cell in months:
        found.setdefault((cell.year, cell.county), []).append(cell)
    return [_year(cells, plain) for cells in found.values()]


def extremes(months: Iterable[Cell]) -> list[Cell]:
    """Return the cells of the years whose largest row is the largest of their months."""
    found: dict[tuple[int, str], list[Cell]] = {}
    for cell in months:
        found.setdefault((cell.year, cell.county), []).append(cell)
    return [_largest(cells) for cells in found.values()]


def _largest(cells: list[Cell]) -> Cell:
    known = [cell.numerator for cell in cells if cell.denominator and cell.numerator is not None]
    return replace(
        _added(cells, WHOLE_YEAR),
        county=cells[0].county,
        numerator=max(known) if known else None,
        denominator=1 if known else 0,
    )


def _year(cells: list[Cell], plain: bool) -> Cell:
    added = _added(cells, WHOLE_YEAR)
    return replace(
        added,
        county=cells[0].county,
        denominator=1 if plain else added.denominator,
        squares=sum(c.squares or 0 for c in cells),
        weights=sum(c.weights or 0 for c in cells),
    )


def _added(cells: list[Cell], month: int) -> Cell:
    return Cell(
        cells[0].year,
        month,
        WHOLE_CITY,
        rows=sum(c.rows for c in cells),
        excluded=sum(c.excluded for c in cells),
        numerator=sum(c.numerator or 0 for c in cells),
        denominator=sum(c.denominator or 0 for c in cells),
    )
