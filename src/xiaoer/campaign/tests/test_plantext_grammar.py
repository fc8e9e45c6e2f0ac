"""Phrases, deadlines, outlines and tables as plans print them, sentence by sentence."""

from __future__ import annotations

import re
import time
from decimal import Decimal
from pathlib import Path

import pytest

from xiaoer.campaign.plantext import Plan, compile

PLANS = Path(__file__).parent / "plans"
HEAD = "2024年优化营商环境工作方案\n一、工作措施\n1.深化改革。\n"


def titles(plan: Plan) -> dict[str, str]:
    return {heading.id: heading.title for heading in plan.headings if heading.id != "0"}


def levels(plan: Plan) -> list[tuple[str, str, Decimal | None, str | None]]:
    return [(t.phrase, t.comparator, t.value, t.unit) for t in plan.targets]


# Deadlines


@pytest.mark.parametrize(
    ("sentence", "deadline"),
    [
        ("2024年三季度末，网办率达到95%。", "2024-09-30"),
        ("第二季度前，网办率达到95%。", "2024-06-30"),
        ("网办率于2024年11月15日前达到95%。", "2024-11-15"),
        ("两年内网办率达到95%。", "2025-12-31"),
        ("下半年网办率达到95%。", "2024-12-31"),
        ("到9月底网办率达到95%。", "2024-09-30"),
        ("年内网办率达到95%。", "2024-12-31"),
        ("网办率达到95%（市数据局牵头，10月底前完成）。", "2024-10-31"),
        ("网办率达到95%。（责任单位：市数据局；完成时限：2024年4月）", "2024-04-30"),
        ("网办率较2024年提高3个百分点。", None),
    ],
)
def test_a_deadline_is_read_in_every_wording(sentence: str, deadline: str | None) -> None:
    assert [t.deadline for t in compile(HEAD + sentence).targets] == [deadline]


def test_each_level_of_a_list_of_years_has_its_own_year() -> None:
    found = compile(HEAD + "2024、2025年好评率分别达到95%、97%。").targets
    assert [(t.phrase, t.deadline) for t in found] == [
        ("好评率", "2024-12-31"),
        ("好评率", "2025-12-31"),
    ]


def test_a_day_in_the_note_of_responsible_units_is_no_unit() -> None:
    found = compile(HEAD + "网办率达到95%。（责任单位：市数据局、市税务局，完成时限：6月底前）\n")
    assert found.measures[0].responsible_units == ("市数据局", "市税务局")
    assert found.targets[0].deadline == "2024-06-30"


def test_a_note_with_a_day_says_nothing_of_the_words_before_another_note() -> None:
    words = (
        "网办率达到95%（牵头单位：市数据局）；满意率达到90%（牵头单位：市信访局，完成时限：5月）。"
    )
    assert [t.deadline for t in compile(HEAD + words).targets] == [None, "2024-05-31"]


# Phrases


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        ("网办率较上年提高3个百分点。", ["网办率"]),
        ("第三季度网办率达到95%。", ["网办率"]),
        ("第一批公布30项事项。", ["第一批公布事项"]),
        ("欠款于9月30日前清偿80%。", ["欠款清偿"]),
        ("合同期限一般不超过30日，最长不超过60日。", ["合同期限", "合同期限"]),
        ("综合评价进入全省前5。", ["综合评价"]),
        ("企业诉求当日响应、3日办结。", ["企业诉求响应", "企业诉求办结"]),
        (
            "一审、二审平均审理周期分别不超过60天、40天。",
            ["一审平均审理周期", "二审平均审理周期"],
        ),
        (
            "水、电、气报装时间分别压减至4个、3个、5个工作日以内。",
            ["水报装时间", "电报装时间", "气报装时间"],
        ),
        (
            "事项网上可办率、一窗受理率和一次办好率分别达到99%、98%和95%。",
            ["事项网上可办率", "一窗受理率", "一次办好率"],
        ),
        ("经营主体总量突破12万户，较上年增长10%以上。", ["经营主体总量", "经营主体总量"]),
    ],
)
def test_the_phrase_is_the_indicator_and_nothing_else(sentence: str, phrases: list[str]) -> None:
    assert [t.phrase for t in compile(HEAD + sentence).targets] == phrases


@pytest.mark.parametrize(
    ("sentence", "per"),
    [("停电时间不超过3.5小时/户。", "household"), ("配备导办人员不少于2名/厅。", "厅")],
)
def test_the_base_behind_a_level_is_read(sentence: str, per: str) -> None:
    assert [t.per for t in compile(HEAD + sentence).targets] == [per]


def test_a_day_within_the_last_month_of_a_quarter_is_a_rhythm() -> None:
    found = compile(HEAD + "各单位于每季度末月20日前报送进展。")
    assert [c.schedule for c in found.cadences] == ["quarterly:end-20"]


def test_a_number_alone_in_brackets_is_a_target_or_a_warning() -> None:
    found = compile(HEAD + "培育企业（40）家。落实改革要求（7）。")
    assert levels(found) == [("培育企业", ">=", Decimal(40), "家")]
    assert [w.message for w in found.warnings if w.code == "number_in_brackets"] == [
        "括号里的数字“(7)”没有读成目标，请人工确认"
    ]


# Outlines


def test_titles_that_begin_with_a_digit_are_headings() -> None:
    text = "方案\n一、任务\n1．5G建设。甲。\n2．12345热线。乙。\n3、24小时自助服务。丙。\n4.3C认证。丁。\n"
    assert list(titles(compile(text)).values()) == [
        "任务", "5G建设", "12345热线", "24小时自助服务", "3C认证",
    ]  # fmt: skip


def test_titles_that_begin_with_a_numeral_are_headings() -> None:
    text = "方案\n一、三农服务\n甲。\n二、一件事改革\n乙。\n"
    assert titles(compile(text)) == {"1": "三农服务", "2": "一件事改革"}


def test_a_broken_line_that_begins_with_an_amount_is_no_heading() -> None:
    text = "方案\n一、任务\n1.甲事。\n2.乙事。新增贷款\n3.5亿元以上。\n"
    assert list(titles(compile(text))) == ["1", "1.1", "1.2"]


def test_a_decimal_outline_nests_by_its_points() -> None:
    text = "2025年方案\n1 工作目标\n甲。\n2 主要任务\n2.1 开办企业\n2.1.1 5G窗口\n乙。\n2.2 纳税\n丙。\n3 保障措施\n丁。\n"
    found = compile(text)
    assert [(h.id, h.level) for h in found.headings[1:]] == [
        ("1", 1), ("2", 1), ("2.1", 2), ("2.1.1", 3), ("2.2", 2), ("3", 1),
    ]  # fmt: skip
    assert [m.id for m in found.measures] == ["2.1.1", "2.2"]


def test_items_inside_a_line_are_headings_but_no_measures() -> None:
    text = "方案\n一、任务\n1.甲事。①新增企业10家，②引进人才20名，③建成基地3个。\n"
    found = compile(text)
    assert [h.title for h in found.headings[3:]] == ["新增企业10家", "引进人才20名", "建成基地3个"]
    assert [m.id for m in found.measures] == ["1.1"]
    assert [t.phrase for t in found.targets] == ["新增企业", "引进人才", "建成基地"]


def test_a_marker_out_of_sequence_is_a_warning() -> None:
    found = compile("方案\n一、任务\n1.甲事。\n9、24小时服务。\n")
    assert "unread_marker" in {w.code for w in found.warnings}


def test_lines_that_the_file_sets_as_headings_are_headings() -> None:
    text = "某县方案\n工作目标\n网办率达到95%。\n主要任务\n开办企业\n不超过1天。\n"
    styled = [(text.index(w), text.index(w) + len(w), n) for w, n in
              (("某县方案", 0), ("工作目标", 1), ("主要任务", 1), ("开办企业", 2))]  # fmt: skip
    found = compile(text, styled)
    assert titles(found) == {"1": "工作目标", "2": "主要任务", "2.1": "开办企业"}
    assert [m.id for m in found.measures] == ["2.1"]


# Tables

TASKS = """2026年方案
一、任务分工
序号\t类别\t重点任务\t工作目标\t责任单位\t完成时限
1\t登记\t压缩登记时间\t一般登记2个工作日办结，抵押登记1个工作日\t市自然资源局、市税务局\t第三季度
2\t\t优化用电\t新装20户以内批量报装5个工作日送电；停电时间≤3.5小时/户\t市供电公司\t2026年9月
3\t\t调解\t成功率60%+\t市法院\t12月底前
"""


def test_a_task_table_has_its_tasks_as_titles_and_all_levels_of_a_cell() -> None:
    found = compile(TASKS)
    assert [m.title for m in found.measures] == ["压缩登记时间", "优化用电", "调解"]
    assert [(t.comparator, t.value, t.unit, t.per, t.deadline) for t in found.targets] == [
        ("<=", 2, "工作日", None, "2026-09-30"),
        ("<=", 1, "工作日", None, "2026-09-30"),
        ("<=", 5, "工作日", None, "2026-09-30"),
        ("<=", Decimal("3.5"), "小时", "household", "2026-09-30"),
        (">=", 60, "%", None, "2026-12-31"),
    ]
    assert found.targets[0].responsible_units == ("市自然资源局", "市税务局")


INDICATORS = """2025年方案
一、指标
序号\t主要指标\t单位\t2024年实际\t2025年\t2026年\t责任部门
1\t网上可办率\t%\t92\t95\t97\t市数据局
2\t平均办理时间\t小时\t10\t8\t6\t市营商办
3\t新增企业\t万户\t1.2\t1.5\t2\t市市场监管局
4\t检查次数\t次\t1280\t下降20%\txx\t市司法局
"""


def test_a_row_of_an_indicator_table_is_a_target_for_each_year() -> None:
    found = compile(INDICATORS).targets
    assert [(t.phrase, t.comparator, t.value, t.unit, t.deadline) for t in found] == [
        ("网上可办率", ">=", 95, "%", "2025-12-31"),
        ("网上可办率", ">=", 97, "%", "2026-12-31"),
        ("平均办理时间", "<=", 8, "小时", "2025-12-31"),
        ("平均办理时间", "<=", 6, "小时", "2026-12-31"),
        ("新增企业", ">=", 15000, "户", "2025-12-31"),
        ("新增企业", ">=", 20000, "户", "2026-12-31"),
        ("检查次数", "decrease_by", 20, "%", "2025-12-31"),
        ("检查次数", ">=", None, "次", "2026-12-31"),
    ]
    assert {t.responsible_units for t in found[:2]} == {("市数据局",)}


def test_a_base_is_no_target_and_the_unit_may_stand_in_brackets() -> None:
    text = (
        "2026年方案\n一、对照表\n指标\t2025年基数\t2026年目标\t牵头单位\n"
        "新登记经营主体（户）\t5200\t6000\t市市场监管局\n民间投资增速\t6.1%\t8%以上\t市发改委\n"
    )
    assert levels(compile(text)) == [
        ("新登记经营主体", ">=", 6000, "户"),
        ("民间投资增速", ">=", 8, "%"),
    ]


# Speed


@pytest.mark.parametrize(
    "piece",
    ["网办率达到95%，", "由10%", "1.", "1.\n", "零拖欠、", "①甲，②乙，", "企业(100)家，", "一成",
     "A率、B率分别达到95%、98%，", "1\t网办率（%）\t95\n", "(市局牵头,"],
)  # fmt: skip
def test_dense_texts_stay_linear(piece: str) -> None:
    def seconds(count: int) -> float:
        began = time.process_time()
        compile("序号\t指标\t2025年目标\n" + piece * count)
        return time.process_time() - began

    count = 20_000 // len(piece)
    small = min(seconds(count) for _ in range(2))
    assert min(seconds(count * 4) for _ in range(2)) < small * 8 + 0.2


# Plans typed with blanks around numbers


def spaced(text: str) -> str:
    text = re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)", " ", text)
    return re.sub(r"(?<=[\d%])(?=[\u4e00-\u9fff])", " ", text)


@pytest.mark.parametrize("path", sorted(PLANS.glob("*.txt")), ids=lambda path: path.stem)
def test_blanks_around_numbers_change_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    plain, wide = compile(text), compile(spaced(text))
    assert levels(wide) == levels(plain)
    assert [t.deadline for t in wide.targets] == [t.deadline for t in plain.targets]
    assert [h.id for h in wide.headings] == [h.id for h in plain.headings]
    assert all(spaced(text)[t.start : t.end] == t.quote for t in wide.targets)


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("开办环节 由 4 个 压减 至 1 个。", ("开办环节", "<=", Decimal(1), "个")),
        ("网办率 达到 95 % 以上。", ("网办率", ">=", Decimal(95), "%")),
        ("办结时间不超过半天。", ("办结时间", "<=", Decimal("0.5"), "天")),
        ("停电时间压缩到1小时/户以下。", ("停电时间", "<=", Decimal(1), "小时")),
        ('"一件事"达到3个。', ("“一件事”", ">=", Decimal(3), "个")),
    ],
)
def test_a_level_is_read_as_it_was_typed(
    sentence: str, level: tuple[str, str, Decimal, str]
) -> None:
    assert levels(compile(HEAD + sentence)) == [level]


def test_a_blank_in_brackets_parts_the_day_from_the_units() -> None:
    found = compile(HEAD + "网办率达到95%。[责任单位：市数据局、市税务局  完成时限：2024年6月底]\n")
    assert found.measures[0].responsible_units == ("市数据局", "市税务局")
    assert found.targets[0].deadline == "2024-06-30"


# Markers of other hands


def test_cheque_numerals_and_ordinals_are_markers() -> None:
    plan = compile(
        "某市2024年工作方案\n壹、总体要求\n抓好落实。\n貳、主要任务\n一、开办。\n二、办电。\n"
    )
    assert titles(plan) == {"1": "总体要求", "2": "主要任务", "2.1": "开办", "2.2": "办电"}
    plan = compile("某市2024年工作要点\n第一，压减环节。快办。第二，提升速度。\n第三，强化监管。\n")
    assert titles(plan) == {"1": "压减环节", "2": "提升速度", "3": "强化监管"}


def test_a_heading_may_follow_a_percentage_without_a_full_stop() -> None:
    plan = compile(HEAD + "满意率达到100%2.获得电力。限时办结。\n")
    assert [m.title for m in plan.measures] == ["深化改革", "获得电力"]
    assert [w.code for w in plan.warnings] == ["missing_full_stop"]


def test_a_chapter_of_goals_is_no_measure_beside_the_chapter_of_work() -> None:
    plan = compile(
        "某市2024年工作方案\n一、目标任务\n网办率达到95%。\n二、重点工作\n（一）开办。\n（二）办电。\n"
    )
    assert [m.id for m in plan.measures] == ["2.1", "2.2"]


def test_one_item_with_steps_does_not_make_its_steps_measures() -> None:
    plan = compile(
        "某市2024年工作方案\n一、重点工作\n（一）开办。\n（二）办电。\n1.甲事。\n2.乙事。\n（三）用水。\n"
    )
    assert [m.id for m in plan.measures] == ["1.1", "1.2", "1.3"]


def test_a_number_printed_twice_in_a_table_is_warned_of() -> None:
    rows = "序号\t任务\t责任单位\n1\t压缩开办时间\t市监局\n1\t压缩办电时间\t供电局\n"
    codes = [w.code for w in compile("某市2024年任务清单\n" + rows).warnings]
    assert codes.count("duplicate_number") == 1
