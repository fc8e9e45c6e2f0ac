"""What must hold for every text: no exception, true spans, stable ids, linear time."""

from __future__ import annotations

import json
import time
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from xiaoer.campaign.plantext import Plan, compile
from xiaoer.campaign.plantext.script import fold, to_simplified

PLAN = (Path(__file__).parent / "plans" / "plan-2022.txt").read_text(encoding="utf-8")
PIECES = st.sampled_from(
    [
        "一、",
        "二、",
        "(一)",
        "（二）",
        "1.",
        "2、",
        "①",
        "第一条",
        "第二章",
        "达到",
        "不超过",
        "95%",
        "xx%",
        "xx项",
        "3至5",
        "5个工作日",
        "以上",
        "内",
        "由",
        "提高到",
        "每季度",
        "每月25日前",
        "报送",
        "。",
        "，",
        "；",
        "：",
        "\n",
        "\t",
        "“",
        "”",
        "《",
        "》",
        "(",
        ")",
        "零",
        "半",
        "三分之二",
        "九成",
        "翻一番",
        "万",
        "亿元",
        "2024年",
        "〔2022〕",
        "*",
        "_",
        "的",
        "分别",
        "、",
        "全覆盖",
        "责任单位：",
        "前20名",
        "百分之",
        "千",
        "点",
        "○○",
        "1,000",
        "序号\t任务\t责任单位\n",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))


def check_spans(text: str, plan: Plan) -> None:
    for heading in plan.headings:
        assert 0 <= heading.start <= heading.end <= heading.text_end <= len(text)
    for target in plan.targets:
        assert text[target.start : target.end] == target.quote != ""
        assert target.masked or target.value is not None
    for cadence in plan.cadences:
        assert text[cadence.start : cadence.end] == cadence.quote
    for measure in plan.measures:
        assert 0 <= measure.start <= measure.end <= len(text)


@given(TEXTS)
@example("半半%以上")
@example("达到0分之三")
@example("第一条\x00")
@settings(max_examples=600, deadline=None)
def test_any_text_compiles_with_true_spans(text: str) -> None:
    plan = compile(text)
    check_spans(text, plan)
    json.dumps(plan.to_dict(), allow_nan=False)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_the_same_text_gives_the_same_plan_with_ids_once_each(text: str) -> None:
    plan = compile(text)
    assert plan == compile(text)
    for items in (plan.headings, plan.measures, plan.targets):
        ids = [item.id for item in items]
        assert len(ids) == len(set(ids))


@given(st.text(max_size=300))
@settings(deadline=None)
def test_folding_moves_no_offset(text: str) -> None:
    assert len(fold(text)) == len(to_simplified(text)) == len(text)


def test_json_keys_are_the_contract() -> None:
    found = compile(PLAN).to_dict()
    assert list(found) == [
        "title", "year", "script", "headings", "measures", "targets", "cadences", "warnings",
    ]  # fmt: skip
    assert set(found["targets"][0]) == {
        "id", "measure", "heading", "phrase", "comparator", "value", "value2", "unit", "per",
        "masked", "qualifier", "deadline", "responsible_units", "quote", "start", "end",
    }  # fmt: skip


def seconds(text: str) -> float:
    began = time.perf_counter()
    compile(text)
    return time.perf_counter() - began


def test_time_grows_with_the_text_and_no_faster() -> None:
    compile(PLAN)
    small, large = PLAN * 6, PLAN * 24
    least = min(seconds(small) for _ in range(3))
    assert min(seconds(large) for _ in range(3)) < least * 8 + 0.2


def test_hostile_texts_are_still_linear() -> None:
    for piece in (
        "(",
        "第",
        "1.",
        "x",
        "、",
        "不低于",
        "“",
        "《",
        "由从自",
        "95%",
        "一",
        "\t",
        "责任单位",
        "(市局",
    ):
        assert seconds(piece * 8_000) < 4, piece
