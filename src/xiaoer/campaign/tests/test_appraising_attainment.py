"""Attainment of indicators against values worked by hand (campaign §8)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.campaign.appraising.attainment import (
    Left,
    Reading,
    attained,
    attainment,
    band,
    mean_attainment,
)
from xiaoer.campaign.appraising.figures import BadFigure, exact, plain, rounded
from xiaoer.indicators.colours import Colour

D = Decimal
NUMBERS = st.decimals(-1000, 1000, places=2)


@pytest.mark.parametrize(
    ("direction", "value", "baseline", "target", "expected"),
    [
        ("up", "80", "60", "90", Fraction(2, 3)),
        ("up", "90", "60", "90", Fraction(1)),
        ("up", "95", "60", "90", Fraction(11, 10)),  # 35/30 is cut at 1.1
        ("up", "50", "60", "90", Fraction(0)),
        ("down", "3", "5", "1", Fraction(1, 2)),
        ("down", "0.5", "5", "1", Fraction(11, 10)),  # 4.5/4 is cut at 1.1
        ("down", "0.8", "5", "1", Fraction(21, 20)),
        ("down", "6", "5", "1", Fraction(0)),
        # the baseline already met the target
        ("up", "90", "95", "90", Fraction(1)),
        ("up", "100", "95", "90", Fraction(1)),
        ("up", "81", "95", "90", Fraction(1, 2)),  # 9 of the 18 that are 20 %
        ("up", "72", "95", "90", Fraction(0)),
        ("up", "10", "95", "90", Fraction(0)),
        ("down", "1.1", "0.5", "1", Fraction(1, 2)),
        ("down", "1.2", "0.5", "1", Fraction(0)),
        ("up", "90", "90", "90", Fraction(1)),  # no way to go: nothing is divided by 0
        # a target of 0 has no fifth
        ("down", "0", "0", "0", Fraction(1)),
        ("down", "1", "0", "0", Fraction(0)),
        # a target below 0
        ("up", "-11", "-5", "-10", Fraction(1, 2)),
    ],
)
def test_attained(
    direction: str, value: str, baseline: str, target: str, expected: Fraction
) -> None:
    assert attained(direction, D(value), D(baseline), D(target)) == expected


def test_without_a_baseline_the_target_is_held_against_the_value_alone() -> None:
    assert attained("down", D("1.1"), None, D(1)) == Fraction(1, 2)


def test_a_direction_that_is_not_known_is_refused() -> None:
    with pytest.raises(BadFigure, match="up 和 down"):
        attained("track", D(1), D(1), D(1))


@pytest.mark.parametrize("wrong", ["NaN", "Infinity"])
def test_figures_must_be_finite(wrong: str) -> None:
    with pytest.raises(BadFigure, match="有限"):
        attained("up", D(wrong), D(1), D(2))


@given(st.sampled_from(["up", "down"]), NUMBERS, NUMBERS, NUMBERS)
def test_it_stays_between_0_and_a_tenth_more(
    direction: str, value: D, baseline: D, target: D
) -> None:
    assert 0 <= attained(direction, value, baseline, target) <= Fraction(11, 10)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_a_better_value_never_attains_less(one: D, other: D, baseline: D, target: D) -> None:
    low, high = sorted((one, other))
    up = [attained("up", value, baseline, target) for value in (low, high)]
    down = [attained("down", value, baseline, target) for value in (low, high)]
    assert up[0] <= up[1]
    assert down[0] >= down[1]


@given(NUMBERS, NUMBERS, NUMBERS)
def test_down_is_up_turned_round(value: D, baseline: D, target: D) -> None:
    assert attained("down", value, baseline, target) == attained("up", -value, -baseline, -target)


def test_bands() -> None:
    found = [band(Fraction(n, 1000)) for n in (1100, 1000, 999, 900, 899, 0)]
    assert found == [Colour.GREEN] * 2 + [Colour.YELLOW] * 2 + [Colour.RED] * 2


def reading(**values: object) -> Reading:
    known: dict[str, object] = {
        "source": "indicator:1", "name": "办理时间", "direction": "down",
        "value": D(3), "target": D(1), "baseline": D(5),
    }  # fmt: skip
    return Reading(**{**known, **values})


def test_a_missing_value_is_forgiven_once_and_then_counts_as_nothing() -> None:
    first = attainment(reading(value=None, missing_periods=1))
    second = attainment(reading(value=None, missing_periods=2))
    assert (first.share, first.left, first.colour) == (None, Left.GRACE, Colour.GREY)
    assert (second.share, second.left, second.colour) == (0, Left.NO_VALUE, Colour.GREY)


def test_a_target_that_nobody_set_is_left_out_and_listed() -> None:
    found = mean_attainment([reading(), reading(source="indicator:2", target=None)])
    assert found.share == Fraction(1, 2)
    assert [one.reading.source for one in found.excluded] == ["indicator:2"]


def test_without_indicators_there_is_no_mean() -> None:
    assert mean_attainment([reading(target=None)]).share is None


def test_weights_count() -> None:
    found = mean_attainment([reading(weight=D(75)), reading(value=D(1), weight=D(25))])
    assert found.share == Fraction(5, 8)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0.005", "0.01"),
        ("0.0049", "0.00"),
        ("-0.005", "-0.01"),
        ("2.675", "2.68"),
        ("90", "90.00"),
    ],
)
def test_rounding_is_half_up(value: str, expected: str) -> None:
    assert str(rounded(D(value))) == expected


@given(st.fractions(-1000, 1000))
def test_rounding_is_never_off_by_more_than_half_a_hundredth(value: Fraction) -> None:
    assert abs(exact(rounded(value)) - value) <= Fraction(1, 200)


def test_figures_are_written_plainly() -> None:
    numbers = (D("83.250"), D("1E+2"), Fraction(1, 3), D(0), D("-0.50"))
    assert [plain(number) for number in numbers] == ["83.25", "100", "0.3333", "0", "-0.5"]
