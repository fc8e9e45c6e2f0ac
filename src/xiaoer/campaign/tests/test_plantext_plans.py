"""Whole plans of different styles against what a careful reader finds in them."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from opencc import OpenCC

from xiaoer.campaign.planfiles import read
from xiaoer.campaign.plantext import Plan, Target, compile

PLANS = Path(__file__).parent / "plans"
NAMES = ("plan-2022.txt", "articles.txt", "county.txt", "hongkong.txt", "unnumbered.txt",
         "figures.md", "wrapped.txt", "decimal.txt", "items.txt", "chengjiang.txt", "haijin.txt", "longyuan.docx",
         "provisions.txt", "three-years.md", "points.txt", "tasks.txt", "hundred-days.txt", "bay.txt")  # fmt: skip


def printed(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f")


def level(target: Target) -> str:
    number = "m" if target.masked else printed(target.value)
    number += f"-{printed(target.value2)}" if target.value2 is not None else ""
    return f"{target.comparator} {number} {target.unit or ''}".strip()


def row(target: Target) -> str:
    fields = (target.id, level(target), target.per or "", target.deadline or "", target.quote)
    return "\t".join(fields)


def plan(name: str) -> Plan:
    source = read(PLANS / name)
    return compile(source.text, source.headings)


@pytest.mark.parametrize("name", NAMES)
def test_every_target_of_a_plan_is_found_and_nothing_else(name: str) -> None:
    gold = (PLANS / name).with_suffix(".gold.tsv").read_text(encoding="utf-8").splitlines()
    assert [row(target) for target in plan(name).targets] == gold


def test_the_plan_of_2022_has_its_headings_measures_and_targets() -> None:
    found = plan("plan-2022.txt")
    assert (len(found.headings), len(found.measures), len(found.targets)) == (44, 27, 83)
    assert Counter(t.masked for t in found.targets) == {False: 35, True: 48}
    assert (found.year, found.script) == (2022, "traditional")


def test_the_headings_of_2022_keep_the_printed_numbers() -> None:
    found = plan("plan-2022.txt")
    assert found.headings[0].title == "2022年全面優化營商環境攻堅行動方案"
    parts = Counter((m.part, m.number) for m in found.measures)
    wanted = [
        (f"2.{part}", n) for part, last in ((1, 12), (2, 6), (3, 9)) for n in range(1, last + 1)
    ]
    assert parts == Counter(wanted)


def test_headings_in_the_middle_of_a_line_are_found() -> None:
    found = {h.id: h for h in plan("plan-2022.txt").headings}
    assert found["3.2"].title == "建立聯動工作機制"
    assert found["4"].title == "工作要求"
    assert found["4.4"].marker == "(四)"


def test_the_reporting_rhythms_of_2022_are_cadences() -> None:
    schedules = Counter(c.schedule for c in plan("plan-2022.txt").cadences)
    assert schedules["monthly:25"] == 2
    assert schedules["event+15d"] == 1
    assert {"weekly", "event+week", "quarterly", "yearly:end"} <= set(schedules)


def test_goals_belong_to_their_heading_and_to_no_measure() -> None:
    goals = [t for t in plan("plan-2022.txt").targets if t.measure is None]
    assert len(goals) == 15
    assert {t.heading for t in goals} == {"1.1", "1.2", "1.3"}


def test_the_same_targets_are_found_in_both_scripts() -> None:
    for name in NAMES:
        text = read(PLANS / name).text
        other = OpenCC("s2t" if name != "hongkong.txt" else "t2s").convert(text)
        assert [level(t) for t in compile(other).targets] == [
            level(t) for t in compile(text).targets
        ]


def test_articles_name_their_responsible_units() -> None:
    first, second, *_ = plan("articles.txt").measures
    assert first.responsible_units == ("省市场监管局", "省公安厅", "省税务局", "各市人民政府")
    assert second.responsible_units[0] == "省财政厅"


def test_rows_of_a_task_table_are_measures_with_units_and_deadlines() -> None:
    found = plan("figures.md")
    rows = [m for m in found.measures if ".t1." in m.id]
    assert [m.title for m in rows] == ["建设政务大模型", "清理拖欠账款"]
    last = found.targets[-1]
    assert (last.responsible_units, last.deadline) == (("市工信局",), "2024-12-31")


def test_a_plan_without_numbering_has_its_short_lines_as_headings() -> None:
    found = plan("unnumbered.txt")
    assert [m.title for m in found.measures] == ["优化政务服务", "强化要素保障", "优化法治环境"]
    assert "no_numbering" in {w.code for w in found.warnings}


def test_duplicate_numbers_get_ids_of_their_own_and_a_warning() -> None:
    found = compile("测试方案\n一、任务\n1.甲事。办理。\n1.乙事。办理。\n3.丙事。办理。\n")
    assert [m.id for m in found.measures] == ["1.1", "1.1-2", "1.3"]
    assert {"duplicate_number", "number_gap"} <= {w.code for w in found.warnings}


def test_headings_behind_a_missing_full_stop_are_found() -> None:
    found = compile("测试方案\n一、任务\n(一)甲事\n办好甲事(二)乙事\n办好乙事三、保障措施\n")
    assert "1.2" in {h.id for h in found.headings}
    assert "missing_full_stop" in {w.code for w in found.warnings}


def test_numbers_in_brackets_and_full_width_digits_are_markers() -> None:
    found = compile("测试方案\n一、任务\n（１）甲事。达到９５％以上。\n（２）乙事。不超过３天。\n")
    assert [m.number for m in found.measures] == [1, 2]
    assert [level(t) for t in found.targets] == [">= 95 %", "<= 3 天"]


def test_an_empty_text_gives_an_empty_plan_with_a_warning() -> None:
    assert [w.code for w in compile(" \n").warnings] == ["empty"]


def test_a_heading_that_begins_with_a_word_for_clauses_is_still_a_heading() -> None:
    text = (
        "计划\n一、任务\n（一）市场准入\n按《条例》第(二)项办理。\n（二）项目审批\n（三）条块联动\n"
    )
    titles = [heading.title for heading in compile(text).headings]
    assert titles == ["计划", "任务", "市场准入", "项目审批", "条块联动"]
