"""Lost points, recovery, and changing indicators (campaign §8, §10, §14.5)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.campaign.appraising.dynamic_indicators import (
    Ground,
    QuarterOfIndicator,
    WeightSet,
    in_force,
    lines,
    next_month,
    quarter_start,
    retirement_reasons,
    set_faults,
    weighed_score,
)
from xiaoer.campaign.appraising.figures import BadFigure
from xiaoer.campaign.appraising.lost_points import (
    Cause,
    Diagnosis,
    Outlook,
    lost_points,
    points_at_stake,
    recovery,
)
from xiaoer.campaign.appraising.report_rows import BadReport, ReportRow, report_rows

D = Decimal
HEAD = "indicator_code,name,full,got,peer_avg,peer_best,source_page\n"
FILE = HEAD + "A,开办企业,10,6,7,9.5,12\nB,纳税,20,19,,,13\nC,获得电力,10,3,,,14\n"


def rows(text: str = FILE) -> list[ReportRow]:
    return report_rows(text.encode())


def test_a_report_is_read() -> None:
    first, second, _ = rows()
    assert first == ReportRow(2, "A", "开办企业", D(10), D(6), D(7), D("9.5"), "12")
    assert (first.lost, first.behind_best) == (D(4), D("3.5"))
    assert second.behind_best is None


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_files_as_offices_save_them(encoding: str) -> None:
    assert len(report_rows(FILE.encode(encoding))) == 3


def test_all_faults_are_named_by_line() -> None:
    text = HEAD + "A,甲,10,11,,,\nA,乙,x,1,,,\n,丙,5,1,,,\nD,丁,0,0,,,\nE,,5,1,6,,\nD,戊,5,1,,8,\n"
    with pytest.raises(BadReport) as problem:
        rows(text)
    assert problem.value.faults == [
        "第 2 行：得分要在 0 和满分 10 之间，现在 11",
        "第 3 行：full 要是一个数，现在是“x”",
        "第 4 行：没有 indicator_code",
        "第 5 行：满分要大于 0，现在 0",
        "第 6 行：没有 name",
        "第 7 行：同类最高分要在 0 和满分 5 之间，现在 8",
        "第 7 行：D 在第 5 行写过了",
    ]


@pytest.mark.parametrize("text", ["", HEAD, "code,name\nA,b\n"])
def test_a_file_without_rows_or_columns_is_refused(text: str) -> None:
    with pytest.raises(BadReport):
        rows(text)


def test_losses_by_size() -> None:
    said = {"C": Diagnosis(Cause.EVIDENCE_WEAK, "张三", "task:3", D("0.5"))}
    found = lost_points(rows(), said)
    assert [(loss.row.code, loss.running) for loss in found.losses] == [
        ("C", D("58.33")), ("A", D("91.67")), ("B", D("100.00")),
    ]  # fmt: skip
    assert found.losses[0].gaps == []
    assert found.losses[1].gaps == ["原因", "责任人", "任务"]
    # 28 of 40; 3.5 of the 7 come back: half of that at worst, a quarter more at best
    assert found.outlook == Outlook(D("70.00"), D("74.38"), D("78.75"), D("80.94"))


def test_perception_moves_slowly() -> None:
    said = {"C": Diagnosis(Cause.PERCEPTION, recovery=D(1))}
    assert lost_points(rows(), said).outlook.base == D("75.25")  # 28 + 7·0.3


def test_a_target_is_tested_by_three_numbers() -> None:
    outlook = Outlook(D(70), D(72), D(75), D(80))
    found = [outlook.against(D(target)) for target in ("72", "75", "80", "80.01")]
    assert found == ["safe", "likely", "possible", "out_of_reach"]


def test_binary_sums_do_not_miss_a_target() -> None:
    text = HEAD + "".join(f"I{n},x,0.3,0.21,,,\n" for n in range(10))
    assert lost_points(rows(text), {}).outlook.low >= D(70)


def test_nothing_lost_and_nothing_at_all() -> None:
    assert lost_points(rows(HEAD + "A,甲,10,10,,,\n"), {}).losses == ()
    assert lost_points([], {}).outlook is None


def test_more_than_was_lost_cannot_come_back() -> None:
    with pytest.raises(BadFigure):
        Diagnosis(recovery=D("1.1"))


def test_points_at_stake() -> None:
    found = points_at_stake(rows(), {"A": Fraction(11, 10), "B": Fraction(1, 3)})
    # 10 + 6.67 + the 3 of last year
    assert (found.full, found.expected, found.at_stake) == (D(40), D("19.67"), D("20.33"))
    assert found.unknown == ("C",)


def test_recovery() -> None:
    after = HEAD + "A,甲,20,16,,,\nB,乙,20,18,,,\n"
    found = recovery(rows(), rows(after))
    # A lost 4 and now 4 of 20, that is 2 of 10: 2 back of 5; B lost one more; C is gone
    assert (found.lost, found.recovered, found.rate) == (D(5), D(2), D(40))
    assert (found.worse, found.gone) == (D(1), ("C",))
    assert recovery(rows(HEAD + "A,甲,10,10,,,\n"), rows()).rate is None


POINTS = st.lists(st.tuples(st.integers(1, 100), st.integers(0, 100)), min_size=1, max_size=8)


@given(POINTS, st.decimals(0, 1, places=2))
def test_an_outlook_is_in_order_and_in_bounds(points: list, share: D) -> None:
    known = [
        ReportRow(n + 2, str(n), "x", D(full), min(D(got), D(full)))
        for n, (full, got) in enumerate(points)
    ]
    found = lost_points(known, {row.code: Diagnosis(recovery=share) for row in known}).outlook
    assert 0 <= found.got <= found.low <= found.base <= found.high <= 100


@given(POINTS)
def test_the_running_share_ends_at_all(points: list) -> None:
    known = [
        ReportRow(n + 2, str(n), "x", D(full), min(D(got), D(full)))
        for n, (full, got) in enumerate(points)
    ]
    losses = lost_points(known, {}).losses
    assert [loss.running for loss in losses] == sorted(loss.running for loss in losses)
    assert not losses or losses[-1].running == 100
    back = recovery(known, known)
    assert (back.recovered, back.worse) == (0, 0)


# --- dynamic indicators ------------------------------------------------------------------

OLD = WeightSet(1, date(2022, 6, 1), date(2022, 7, 1), {"scjg": {"a": D(60), "b": D(40)}})


def changed(**values: object) -> WeightSet:
    known: dict[str, object] = {
        "version": 2, "decided_on": date(2022, 9, 30), "effective": date(2022, 10, 1),
        "weights": {"scjg": {"a": D(20), "b": D(80)}},
    }  # fmt: skip
    return WeightSet(**{**known, **values})


LAW = {"ground": Ground.LEGAL_CHANGE, "document": "国令第 746 号", "decided_on": date(2022, 8, 15)}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, []),
        ({"decided_on": date(2022, 10, 1)}, ["季度开始"]),
        ({"effective": date(2022, 11, 1)}, ["季度第一天"]),
        ({**LAW, "effective": date(2022, 9, 1)}, []),
        ({**LAW, "effective": date(2022, 8, 16)}, ["从下个月（2022-09-01）起"]),
        ({**LAW, "effective": date(2022, 9, 1), "document": " "}, ["文号"]),
        ({"weights": {"scjg": {"a": D("99.99")}}}, ["合计 99.99"]),
        ({"weights": {"scjg": {"a": D(120), "b": D(-20)}}}, ["b 权重要大于 0"]),
        ({"version": 4}, ["接着第 1 版"]),
        ({"effective": date(2022, 4, 1), "decided_on": date(2022, 3, 1)}, ["不能早于"]),
    ],
)
def test_a_change_of_weights(values: dict, said: list[str]) -> None:
    faults = set_faults(changed(**values), OLD)
    assert len(faults) == len(said)
    assert all(part in fault for part, fault in zip(said, faults, strict=True))


def test_thirds_that_do_not_come_to_a_hundred_are_seen() -> None:
    thirds = {"scjg": dict.fromkeys("abc", D("33.33"))}
    assert set_faults(changed(weights=thirds)) == ["scjg 的权重合计 99.99，要等于 100"]


def test_the_old_line_is_kept() -> None:
    attained = {"a": Fraction(1), "b": Fraction(1, 2)}
    found = lines(
        [OLD, changed()], "scjg", {date(2022, 9, 1): attained, date(2022, 10, 1): attained}
    )
    assert [(p.month.month, p.version, p.score, p.in_force) for p in found] == [
        (9, 1, D(80), True), (9, 2, D(60), False), (10, 1, D(80), False), (10, 2, D(60), True),
    ]  # fmt: skip


def test_which_set_is_in_force() -> None:
    sets = [OLD, changed()]
    days = (date(2022, 6, 30), date(2022, 7, 1), date(2022, 12, 31))
    assert [getattr(in_force(sets, day), "version", None) for day in days] == [None, 1, 2]


def test_an_indicator_without_data_hands_its_weight_on() -> None:
    weights = {"a": D(60), "b": D(40)}
    assert weighed_score(weights, {"b": Fraction(1, 4)}) == D(25)
    assert weighed_score(weights, {}) is None


def test_quarters_and_months() -> None:
    assert quarter_start(date(2022, 12, 31)) == date(2022, 10, 1)
    assert [next_month(day) for day in (date(2022, 12, 31), date(2022, 1, 31))] == [
        date(2023, 1, 1), date(2022, 2, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("quarters", "reasons"),
    [
        ([(20, 19, None), (20, 19, None)], 1),
        ([(20, 19, None), (20, 18, None)], 0),
        ([(20, 20, None)], 0),
        ([(20, 20, None), (20, 1, None), (20, 20, None)], 0),
        ([(0, 0, None), (0, 0, None)], 0),
        ([(20, 1, D("89.9"))], 1),
        ([(20, 1, D(90))], 0),
        ([], 0),
    ],
)
def test_retirement(quarters: list, reasons: int) -> None:
    assert len(retirement_reasons([QuarterOfIndicator(*one) for one in quarters])) == reasons
