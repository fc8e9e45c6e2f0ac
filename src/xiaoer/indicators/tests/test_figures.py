"""Figures from sums, colours, and years from months (time-law 9)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.indicators.colours import (
    Aim,
    Colour,
    Why,
    elapsed_share,
    expected_by,
    forecast,
    standing,
)
from xiaoer.indicators.figures import Cell, Scales, figure, margin, stocks, years


def cell(year=2022, month=6, county="441501", rows=10, **sums) -> Cell:
    return Cell(year, month, county, rows, **sums)


@pytest.mark.parametrize(
    ("sums", "scales", "value"),
    [
        ({"numerator": 54_432, "denominator": 4}, Scales(28_800), 0.4725),
        ({"numerator": 2, "denominator": 3}, Scales(times=100), 200 / 3),
        ({"numerator": 9, "denominator": 45}, Scales(times=100, complement=True), 80.0),
        ({"point": 14_400.0}, Scales(28_800), 0.5),
        ({"numerator": 0, "denominator": 0}, Scales(times=100), None),
        ({"numerator": None, "denominator": 0}, Scales(), None),
        ({"numerator": 7_200, "denominator": 2}, Scales(3600), 1.0),
    ],
)
def test_a_figure_is_divided_once(sums, scales, value) -> None:
    assert figure(cell(**sums), scales) == value


def test_a_rate_over_nothing_is_neither_nought_nor_a_hundred() -> None:
    nothing = figure(cell(numerator=0, denominator=0), Scales(times=100))
    assert standing(nothing, 0, Aim("higher", 95)).why is Why.NOT_APPLICABLE


@given(
    st.lists(
        st.tuples(st.integers(1, 12), st.sampled_from(["", "a", "b"]), st.integers(0, 10**9)),
        unique_by=lambda t: (t[0], t[1]),
    )
)
def test_years_add_up_months(parts) -> None:
    cells = [cell(month=m, county=c, numerator=n, denominator=2, rows=1) for m, c, n in parts]
    found = {(c.year, c.county): c for c in years(cells, plain=False)}
    for county in {c for _m, c, _n in parts}:
        mine = [n for _m, c, n in parts if c == county]
        assert found[(2022, county)].numerator == sum(mine)
        assert found[(2022, county)].denominator == 2 * len(mine)
        assert found[(2022, county)].month == 0


def test_the_stock_of_a_year_is_its_last_months() -> None:
    """SAIDI: hours add up over the year, users are those of the last month (market 0.4)."""
    found = stocks(
        [
            cell(month=1, county="a", numerator=100, denominator=1000),
            cell(month=1, county="b", numerator=50, denominator=3000),
            cell(month=2, county="a", numerator=20, denominator=1100),
        ]
    )
    by = {(c.month, c.county): c for c in found}
    assert figure(by[(1, "")], Scales()) == float(Fraction(150, 4000))
    assert figure(by[(0, "a")], Scales()) == float(Fraction(120, 1100))


def test_the_error_of_a_survey_follows_its_weights() -> None:
    """Equal weights give the usual standard error; a single answer has none."""
    answers = [1, 2, 3, 4, 10]
    sums = {
        "numerator": sum(answers),
        "denominator": 5,
        "squares": sum(a * a for a in answers),
        "weights": 5,
    }
    mean = sum(answers) / 5
    spread = sum((a - mean) ** 2 for a in answers) / 4
    assert margin(cell(rows=5, **sums), Scales()) == pytest.approx(1.96 * sqrt(spread / 5))
    assert margin(cell(rows=1, **sums), Scales()) is None


@pytest.mark.parametrize(
    ("value", "rows", "aim", "colour", "why"),
    [
        (21.0, 30, Aim("lower", 21), Colour.GREEN, Why.NOTHING),
        (23.1, 30, Aim("lower", 21), Colour.YELLOW, Why.NOTHING),
        (23.2, 30, Aim("lower", 21), Colour.RED, Why.NOTHING),
        (12.0, 30, Aim("lower", 10, red=20), Colour.YELLOW, Why.NOTHING),
        (95.0, 30, Aim("higher", 95), Colour.GREEN, Why.NOTHING),
        (85.5, 30, Aim("higher", 95), Colour.YELLOW, Why.NOTHING),
        (85.4, 30, Aim("higher", 95), Colour.RED, Why.NOTHING),
        (0.0, 1, Aim("zero", 0), Colour.GREEN, Why.NOTHING),
        (1.0, 1, Aim("zero", 0), Colour.RED, Why.NOTHING),
        (15.0, 15, Aim("higher", 30, expected=15), Colour.GREEN, Why.NOTHING),
        (12.0, 12, Aim("higher", 30, expected=15), Colour.YELLOW, Why.NOTHING),
        (11.0, 11, Aim("higher", 30, expected=15), Colour.RED, Why.NOTHING),
        (3.0, 4, Aim("lower", 21), Colour.GREY, Why.INSUFFICIENT),
        (3.0, 40, Aim("lower"), Colour.GREY, Why.NO_TARGET),
        (3.0, 40, Aim("track", 5), Colour.GREY, Why.WATCHED),
        (None, 0, Aim("lower", 21), Colour.GREY, Why.NOT_APPLICABLE),
    ],
)
def test_colours_follow_the_rules(value, rows, aim, colour, why) -> None:
    found = standing(value, rows, aim)
    assert (found.colour, found.why) == (colour, why)


def test_a_count_walks_its_path() -> None:
    assert elapsed_share(date(2022, 12, 31)) == 1
    assert expected_by(30, date(2022, 7, 2)) == pytest.approx(30 * 183 / 365)
    assert forecast(15, date(2022, 7, 2)) == pytest.approx(15 * 365 / 183)
    assert elapsed_share(date(2024, 12, 30)) == 365 / 366
