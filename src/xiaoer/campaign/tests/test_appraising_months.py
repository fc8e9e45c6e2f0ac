"""The month score and its blocks, with values worked by hand (campaign §8)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.campaign.appraising.attainment import Reading
from xiaoer.campaign.appraising.figures import BadFigure
from xiaoer.campaign.appraising.month_score import (
    COUNTY_WEIGHTS,
    LEAD_WEIGHTS,
    WEIGHTS,
    Group,
    MonthEvidence,
    combined,
    month_score,
)
from xiaoer.campaign.appraising.score_blocks import (
    Block,
    Code,
    Counted,
    LedgerItem,
    Part,
    ReportMark,
    TaskProgress,
    ledger_block,
    report_block,
    task_block,
    user_block,
    wilson_low,
)

D = Decimal


def task(number: int, progress: int, planned: int, late: int = 0, weight: int = 1) -> TaskProgress:
    return TaskProgress(f"task:{number}", f"任务{number}", D(progress), D(planned), D(weight), late)


def report(late: int | None, quality: str | None = "5", weight: str = "1") -> ReportMark:
    return ReportMark(
        "report:1", "5月月报", late, None if quality is None else D(quality), D(weight)
    )


def item(**values: object) -> LedgerItem:
    return LedgerItem(**{"source": "item:1", "name": "2022-L-001", "due": True, **values})


def test_tasks_earn_by_progress_against_the_plan_and_lose_by_late_milestones() -> None:
    # (3·1 + 1·0.5) / 4 = 0.875 of 35 = 30.625, one late milestone −2
    block = task_block([task(1, 60, 50, weight=3), task(2, 20, 40, late=1)], 35)
    assert block.exact_got == Fraction("28.625")
    assert block.got == D("28.63")
    assert [row.source for row in block.rows] == ["task:1", "task:2"]
    assert "逾期节点 1 个，扣 2 分" in block.rows[1].said


def test_late_milestones_do_not_make_a_debt() -> None:
    assert task_block([task(1, 10, 100, late=9)], 35).exact_got == 0


def test_a_task_without_a_plan_yet_is_listed_and_not_counted() -> None:
    block = task_block([task(1, 0, 0), task(2, 30, 60)], 35)
    assert block.exact_got == Fraction("17.5")
    assert block.rows[0].share is None
    assert task_block([task(1, 0, 0)], 35).got is None


@pytest.mark.parametrize(
    ("late", "quality", "points"),
    [
        (0, "5", "10"),
        (-2, "5", "10"),
        (1, "5", "8"),
        (2, "5", "7"),
        (3, "5", "6"),
        (4, "5", "0"),  # later than 3 working days is missing
        (None, None, "0"),
        (0, "2.5", "8"),
        (1, "0", "4"),
    ],
)
def test_reports(late: int | None, quality: str | None, points: str) -> None:
    assert report_block([report(late, quality)], 10).exact_got == Fraction(points)


def test_quality_that_nobody_judged_is_left_out() -> None:
    # 4 of the 6 for punctuality stand for the whole ten
    assert report_block([report(1, None)], 9).exact_got == 6


def test_a_weekly_brief_weighs_half() -> None:
    # punctuality (1 + ½·4/6) / 1.5 = 8/9 of 6, quality 1 of 4
    block = report_block([report(0), report(1, weight="0.5")], 10)
    assert block.exact_got == Fraction(16, 3) + 4


def test_quality_has_its_bounds() -> None:
    with pytest.raises(BadFigure, match="0 到 5"):
        report_block([report(0, "6")], 10).exact_got  # noqa: B018


def test_ledger() -> None:
    items = [
        item(on_time=True, reported=1, closed=1),
        item(source="item:2", on_time=False, reported=3, returned=1),
    ]
    # closing ½ of 6 = 3; returned 1 of 4 → ¾ of 2 = 1.5; reopened 0 of 1 → 2
    assert ledger_block(items, 10).exact_got == Fraction("6.5")


def test_each_extension_costs_a_quarter_of_being_on_time() -> None:
    block = ledger_block([item(on_time=True, extended=2)], 6)
    assert block.exact_got == 3
    assert "延期过 2 次" in block.rows[0].said


def test_a_ledger_without_items_has_no_data() -> None:
    assert ledger_block([], 10).got is None
    assert ledger_block([item(due=False)], 10).got is None


def test_a_relapse_of_an_item_closed_earlier_is_shown() -> None:
    block = ledger_block([item(due=False, reopened=1)], 10)
    assert [row.said for row in block.rows] == ["销号 0 次，重新激活 1 次"]


def test_wilson() -> None:
    assert round(float(wilson_low(9, 10) or 0), 4) == 0.5958
    assert round(float(wilson_low(900, 1000) or 0), 4) == 0.8798
    assert wilson_low(0, 0) is None
    assert wilson_low(0, 5) == 0


@given(st.integers(0, 500), st.integers(0, 500))
def test_wilson_is_below_the_share(good: int, bad: int) -> None:
    low = wilson_low(good, good + bad)
    if low is not None:
        assert 0 <= low <= Fraction(good, good + bad)


def test_more_ratings_with_the_same_share_are_worth_more() -> None:
    small = user_block([Counted("rating:1", "好差评", 9, 10)], [], [], 10).exact_got
    large = user_block([Counted("rating:1", "好差评", 900, 1000)], [], [], 10).exact_got
    assert small < large


def test_more_hits_than_there_are_is_refused() -> None:
    with pytest.raises(BadFigure, match="不成比例"):
        Counted("x:1", "热线", 3, 2)


FULL = MonthEvidence(
    tasks=(task(1, 40, 50),),
    readings=(Reading("indicator:1", "指标", "up", D(75), D(90), D(60)),),
    reports=(report(0),),
    ledger=(item(on_time=True, reported=1, closed=1),),
    appeals=(Counted("appeal:1", "诉求", 8, 10),),
    hotline=(Counted("hotline:1", "热线", 6, 10),),
    replies=(Counted("reply:1", "答复", 1, 2),),
)


def test_a_whole_month_of_a_lead_unit() -> None:
    # 35·0.8 + 30·0.5 + 10 + 10 + 10·0.7 + 5·0.5 = 28 + 15 + 10 + 10 + 7 + 2.5
    found = month_score(Group.LEADS, FULL)
    assert found.score == D("72.50")
    assert found.notes() == []


def test_a_whole_month_of_a_county() -> None:
    # 30·0.8 + 30·0.5 + 10 + 10 + 15·0.7 + 5·0.5
    assert month_score(Group.COUNTIES, FULL).score == D("72.00")


def test_blocks_without_data_hand_their_weight_on_and_it_is_shown() -> None:
    found = month_score(Group.LEADS, MonthEvidence(reports=(report(1),), tasks=(task(1, 1, 2),)))
    # (17.5 + 8) / 45
    assert found.score == D("56.67")
    assert [one.block.code for one in found.excluded] == ["B", "D", "E", "F"]
    assert "其余 45 分折算成 100 分" in found.notes()[0]
    assert sum(one.points or 0 for one in found.blocks) == D("56.67")


def test_a_unit_without_any_data_has_no_score() -> None:
    found = month_score(Group.LEADS, MonthEvidence())
    assert found.score is None
    assert found.notes() == ["各块都没有数据，不打分"]


def test_a_court_is_judged_by_reports_ledger_and_feeds_alone() -> None:
    evidence = MonthEvidence(
        tasks=(task(1, 0, 50, late=5),),
        readings=(Reading("indicator:9", "结案率", "up", D(0), D(90), D(60)),),
        reports=(report(0),),
        ledger=(item(on_time=False),),
        feeds=(Counted("feed:1", "法院数据", 1, 2),),
    )
    found = month_score(Group.JUDICIAL, evidence)
    assert found.score == D("50.00")  # (1 + 0 + ½) / 3
    assert {one.block.code for one in found.blocks} == {"C", "D", "feeds"}


def test_other_blocks_of_a_court_are_refused() -> None:
    block = Block(Code.INDICATORS, Fraction(30), ())
    with pytest.raises(BadFigure, match="司法机关"):
        combined(Group.JUDICIAL, [block])


def test_weights_come_to_a_hundred() -> None:
    assert {sum(weights.values()) for weights in WEIGHTS.values()} == {100}
    assert (LEAD_WEIGHTS[Code.TASKS], COUNTY_WEIGHTS[Code.USERS]) == (35, 15)


SHARES = st.none() | st.fractions(0, 1, max_denominator=1000)


@given(st.lists(st.tuples(SHARES, st.integers(1, 50)), min_size=1, max_size=6))
def test_a_score_stays_in_bounds_whatever_is_missing(parts: list[tuple[Fraction, int]]) -> None:
    codes = list(Code)[: len(parts)]
    blocks = [
        Block(code, Fraction(full), (Part("", Fraction(1), share),))
        for code, (share, full) in zip(codes, parts, strict=True)
    ]
    found = combined(Group.LEADS, blocks)
    if found.score is None:
        assert all(share is None for share, _ in parts)
    else:
        assert 0 <= found.score <= 100


@given(st.fractions(0, 1, max_denominator=97), st.lists(st.integers(1, 50), min_size=1, max_size=6))
def test_equal_shares_give_the_same_score_under_all_weights(
    share: Fraction, weights: list[int]
) -> None:
    alone = combined(
        Group.LEADS, [Block(Code.TASKS, Fraction(35), (Part("", Fraction(1), share),))]
    )
    blocks = [
        Block(code, Fraction(full), (Part("", Fraction(1), share),))
        for code, full in zip(Code, weights, strict=False)
    ]
    assert combined(Group.LEADS, blocks).score == alone.score


@given(st.integers(0, 100), st.integers(0, 100), st.integers(1, 100))
def test_more_progress_never_scores_less(one: int, other: int, planned: int) -> None:
    low, high = sorted((one, other))
    found = [task_block([task(1, p, planned)], 35).exact_got for p in (low, high)]
    assert found[0] <= found[1]
