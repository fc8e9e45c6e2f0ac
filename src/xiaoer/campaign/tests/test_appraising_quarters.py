"""Quarter scores, rescaling and ranks (campaign §8)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.campaign.appraising.figures import BadFigure
from xiaoer.campaign.appraising.month_score import Group
from xiaoer.campaign.appraising.quarter_score import Measured, quarter_score, ranks

D = Decimal
SURVEY = Measured(D("80"), 97, "survey:1")
MYSTERY = Measured(D("70"), 4, "mystery:1")


def test_a_quarter() -> None:
    # months 80.00, 90.00, 85.01 → 85.00333…; 42.501667 + 24 + 14
    found = quarter_score([D("80"), D("90"), D("85.01")], SURVEY, MYSTERY)
    assert found.score == D("80.50")
    assert found.notes() == []


def test_it_is_rounded_once() -> None:
    # 0.5·(80.01 + 80.00)/2 + 24 + 14 = 78.0025, from a rounded mean it would be 78.005 → 78.01
    assert quarter_score([D("80.01"), D("80.00")], SURVEY, MYSTERY).score == D("78.00")


def test_a_missing_component_hands_its_weight_on() -> None:
    found = quarter_score([D(90)], None, MYSTERY)
    assert found.score == D("84.29")  # (45 + 14) / 0.7
    assert [c.counted_weight for c in found.components] == [Fraction(5, 7), 0, Fraction(2, 7)]
    assert found.notes() == [
        "第三方测评不计：本季没有结果",
        "权重折算为：月度得分平均 71.43%、暗访 28.57%",
    ]


@pytest.mark.parametrize(("n", "counted"), [(29, False), (30, True)])
def test_a_small_survey_counts_for_nothing(n: int, counted: bool) -> None:
    found = quarter_score([D(90)], Measured(D(0), n, "survey:1"), None)
    assert (found.score == D(90)) is not counted


def test_nothing_known_is_no_score() -> None:
    found = quarter_score([None, None, None], None, Measured(D(90), 2, "mystery:1"))
    assert found.score is None
    assert "样本 2 个，不到 3 个" in found.notes()[2]


def test_a_measured_score_has_bounds() -> None:
    with pytest.raises(BadFigure, match="0 到 100"):
        quarter_score([], Measured(D(101), 50, "s"), None)


SCORES = st.decimals(0, 100, places=2)


@given(st.lists(SCORES, min_size=1, max_size=3), SCORES, SCORES)
def test_it_lies_between_its_components(months: list[D], survey: D, mystery: D) -> None:
    parts = (Measured(survey, 30, "s"), Measured(mystery, 3, "m"))
    found = quarter_score(months, *parts).score
    assert min(*months, survey, mystery) <= found <= max(*months, survey, mystery)


def test_ties_share_a_place_and_the_next_is_skipped() -> None:
    found = ranks(
        [("a", Group.LEADS, D(90)), ("b", Group.LEADS, D(95)), ("c", Group.LEADS, D(90)),
         ("d", Group.LEADS, D(80)), ("e", Group.LEADS, None), ("f", Group.COUNTIES, D(10))]
    )  # fmt: skip
    assert [(r.unit, r.rank, r.n) for r in found] == [
        ("b", 1, 4), ("a", 2, 4), ("c", 2, 4), ("d", 4, 4), ("e", None, 4), ("f", 1, 1),
    ]  # fmt: skip


ROWS = st.lists(st.tuples(st.sampled_from(list(Group)), st.none() | SCORES), max_size=12).map(
    lambda rows: [(f"u{n:02}", group, score) for n, (group, score) in enumerate(rows)]
)


@given(ROWS, st.randoms())
def test_the_order_of_units_changes_nothing(rows: list, random: object) -> None:
    other = list(rows)
    random.shuffle(other)
    assert ranks(rows) == ranks(other)
