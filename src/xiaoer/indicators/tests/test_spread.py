"""The steps of a drawing: the target is an edge, every row is in one step."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.indicators.shown import aimed, bullet, line, written
from xiaoer.indicators.spread import MOST, spread


def test_a_duration_of_exactly_the_limit_is_within_it() -> None:
    steps = spread([(21.0, 5), (21.5, 2), (3.0, 1)], 21, lower=True)
    assert sum(s.rows for s in steps if s.beyond) == 2
    assert next(s.low for s in steps if s.beyond) == 21
    assert all(float(s.low).is_integer() for s in steps)


def test_a_better_high_value_is_beyond_below() -> None:
    steps = spread([(80.0, 5), (95.0, 2), (99.0, 1)], 95, lower=False)
    assert sum(s.rows for s in steps if s.beyond) == 7


@given(
    st.lists(st.tuples(st.floats(0, 1e6), st.integers(1, 50)), max_size=60),
    st.one_of(st.none(), st.floats(0.1, 1e4)),
    st.booleans(),
)
def test_no_row_is_lost(values, target, lower) -> None:
    steps = spread(values, target, lower)
    assert sum(s.rows for s in steps) == sum(rows for _value, rows in values)
    assert len(steps) <= MOST
    assert all(a.high == b.low for a, b in pairwise(steps))


@pytest.mark.parametrize(
    ("value", "unit", "target", "text"),
    [
        (0.4725, "wd", 0.5, "0.47"),
        (18.64, "wd", 21, "18.6"),
        (1234.0, "count", None, "1,234"),
        (98.7654, "percent", 95, "98.8"),
        (None, "wd", 21, "—"),
    ],
)
def test_figures_are_written_with_the_decimals_of_their_unit(value, unit, target, text) -> None:
    assert written(value, unit, target) == text


def test_targets_carry_their_sign() -> None:
    assert [aimed(21, d) for d in ("lower", "higher", "zero", "track")] == [
        "≤ 21",
        "≥ 21",
        "= 21",
        "",
    ]


def test_a_bar_holds_its_figure_and_target() -> None:
    found = bullet(42, 21, "lower")
    assert found is not None
    assert (found.value, found.target, found.good_width) == (100, 50, 50)
    assert bullet(None, 21, "lower") is None


def test_a_line_skips_months_without_figures() -> None:
    assert line([1.0, None, 3.0]).count("L") == 1
    assert line([1.0]) == ""
