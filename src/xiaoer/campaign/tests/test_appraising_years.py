"""The year score and the grades (campaign §10)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.campaign.appraising.figures import BadFigure
from xiaoer.campaign.appraising.month_score import Group
from xiaoer.campaign.appraising.year_score import (
    PlanNumber,
    YearEvidence,
    YearScore,
    grades,
    year_score,
)

D = Decimal
WHOLE = {
    "quarters": [D(80), D(85), D(90), D("86.50")],
    "targets": (PlanNumber("target:1", True, D(3)), PlanNumber("target:2", False)),
    "items": (10, 9, 1),
    "score_rate": D(70),
}


def test_a_year() -> None:
    # 0.5·85.375 + 0.2·75 + 0.1·80 + 0.15·70 + 0.05·60 = 42.6875 + 15 + 8 + 10.5 + 3
    found = year_score(YearEvidence(**WHOLE, briefs_province=1, briefs_nation=1))
    assert found.score == D("79.19")
    assert found.notes() == []


def test_points_on_and_off() -> None:
    found = year_score(
        YearEvidence(**WHOLE, briefs_province=3, greens=1, reds=1, vetoes=1, interviews=2)
    )
    # 79.1875 + 1 − 3 − 5 − 4
    assert found.score == D("68.19")
    assert [(one.times, one.points) for one in found.adjustments] == [
        (1, D(1)), (1, D(-3)), (1, D(-5)), (2, D(-4)),
    ]  # fmt: skip


def test_innovation_stops_at_five_points() -> None:
    scores = {year_score(YearEvidence(**WHOLE, briefs_nation=n)).score for n in (3, 4, 90)}
    assert len(scores) == 1


def test_a_missing_term_hands_its_weight_on() -> None:
    found = year_score(YearEvidence(quarters=[D(95)], briefs_nation=3))
    assert found.score == D("95.45")  # (47.5 + 5) / 0.55
    assert found.notes() == [
        "年度目标、交办事项、省评得分率没有数据，不计；权重折算为：季度得分平均 90.91%、创新 9.09%"
    ]


def test_no_data_is_no_score() -> None:
    assert year_score(YearEvidence(briefs_nation=9, greens=4)).score is None


def test_it_ends_at_0_and_110() -> None:
    assert year_score(YearEvidence(quarters=[D(100)], briefs_nation=9, greens=99)).score == D(110)
    assert year_score(YearEvidence(quarters=[D(10)], vetoes=9)).score == D(0)


def test_items_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(BadFigure, match="对不上"):
        year_score(YearEvidence(items=(3, 4, 0)))


def year(score: str | None, falsified: bool = False) -> YearScore:
    return YearScore(None if score is None else D(score), (), (), falsified)


def graded(*years: YearScore) -> list[str | None]:
    rows = [(f"u{n}", Group.LEADS, one) for n, one in enumerate(years)]
    return [one.grade for one in grades(rows)]


def test_grades() -> None:
    five = [year(score) for score in ("95", "93", "80", "60", "59.99")]
    assert graded(*five) == ["excellent", "good", "good", "qualified", "unqualified"]


def test_a_fifth_is_rounded_down() -> None:
    assert graded(*[year("99")], *[year("85")] * 3) == ["good"] * 4
    assert graded(*[year(str(91 + n)) for n in range(9)]).count("excellent") == 1


def test_nobody_is_excellent_below_90() -> None:
    assert graded(*[year("89.99")] * 5) == ["good"] * 5


def test_a_tie_across_the_border_is_good_for_all() -> None:
    assert graded(year("95"), year("95"), year("70"), year("70"), year("70"))[:2] == ["good"] * 2


def test_falsified_data_is_unqualified_and_takes_no_place() -> None:
    found = graded(year("99", falsified=True), year("91"), year("85"), year("85"), year("85"))
    assert found[:2] == ["unqualified", "excellent"]
    assert graded(year(None, falsified=True)) == ["unqualified"]


def test_without_a_score_there_is_no_grade() -> None:
    assert graded(year(None)) == [None]


YEARS = st.lists(
    st.tuples(st.sampled_from(list(Group)), st.integers(0, 110), st.booleans()), max_size=25
)


@given(YEARS, st.randoms())
def test_grades_do_not_depend_on_the_order_and_keep_the_quota(rows: list, random: object) -> None:
    given_ = [(f"u{n}", g, year(str(s), f)) for n, (g, s, f) in enumerate(rows)]
    mixed = list(given_)
    random.shuffle(mixed)
    found = {one.unit: one.grade for one in grades(given_)}
    assert found == {one.unit: one.grade for one in grades(mixed)}
    for group in Group:
        units = [unit for unit, g, _ in given_ if g is group]
        assert sum(found[unit] == "excellent" for unit in units) * 5 <= len(units)
