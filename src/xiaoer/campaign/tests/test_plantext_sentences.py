"""Single sentences: which levels each one demands, or that it demands none."""

from __future__ import annotations

from pathlib import Path

import pytest

from xiaoer.campaign.plantext import Target, compile

SOURCE = Path(__file__).parent / "plans" / "sentences.tsv"
HEAD = "2024年优化营商环境工作方案\n一、工作措施\n1.深化改革。\n"


def level(target: Target) -> str:
    first, last = (
        "" if value is None else format(value.normalize(), "f")
        for value in (target.value, target.value2)
    )
    number = "m" if target.masked else f"{first}-{last}" if last else first
    return f"{target.comparator} {number} {target.unit or ''}".strip()


def vectors() -> list[tuple[str, str]]:
    lines = SOURCE.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("\t") for line in lines if line and not line.startswith("#"))
    return [(sentence, levels.strip()) for sentence, _, levels in pairs]


@pytest.mark.parametrize(("sentence", "levels"), vectors())
def test_a_sentence_demands_these_levels(sentence: str, levels: str) -> None:
    found = compile(HEAD + sentence).targets
    assert "; ".join(level(target) for target in found) == levels


@pytest.mark.parametrize(
    ("sentence", "per"),
    [
        ("每季度至少开展2次座谈。", "quarter"),
        ("每万人拥有企业达到300户。", "10k_persons"),
        ("原则上一年不超过1次的抽查频次。", "year"),
        ("每家企业入企检查不超过2次。", "enterprise"),
        ("各县（市、区）至少建设1个示范点。", "county"),
    ],
)
def test_the_period_or_base_of_a_level_is_read(sentence: str, per: str) -> None:
    assert [t.per for t in compile(HEAD + sentence).targets] == [per]


@pytest.mark.parametrize(
    ("sentence", "deadline"),
    [
        ("到2025年底，网办率达到95%。", "2025-12-31"),
        ("6月底前，网办率达到95%。", "2024-06-30"),
        ("2024年9月15日前网办率达到95%。", "2024-09-15"),
        ("网办率达到95%。", None),
    ],
)
def test_the_deadline_of_a_level_is_read(sentence: str, deadline: str | None) -> None:
    assert [t.deadline for t in compile(HEAD + sentence).targets] == [deadline]


def test_the_phrase_names_the_indicator() -> None:
    found = compile(HEAD + "力争到2024年底，“一网通办”率由80%提高到95%以上。").targets
    assert [t.phrase for t in found] == ["“一网通办”率"]


def test_the_qualifier_keeps_the_softening_words() -> None:
    found = compile(HEAD + "力争进出口增长8%左右。").targets
    assert [t.qualifier for t in found] == ["力争、左右"]


def test_radicals_that_a_printer_put_for_characters_are_read_as_meant() -> None:
    """Browsers print ⼯ for 工: the same plan must come out, at the same places."""
    meant = (
        HEAD
        + "截至2024年底，一般工业项目审批时间压减至21个工作日以内，风险覆盖率达到百分之九十五以上。"
    )
    swaps = {"工": "⼯", "日": "⽇", "目": "⽬", "一": "⼀", "十": "⼗", "风": "⻛", "长": "⻓"}
    printed = meant.translate(str.maketrans(swaps))
    assert printed != meant
    assert len(printed) == len(meant)
    ours, theirs = compile(meant), compile(printed)
    assert [(level(t), t.start, t.end, t.deadline) for t in theirs.targets] == [
        (level(t), t.start, t.end, t.deadline) for t in ours.targets
    ]
    assert len(ours.targets) == 2
    assert [(m.start, m.end) for m in theirs.measures] == [(m.start, m.end) for m in ours.measures]


def test_a_zero_event_is_named_once() -> None:
    found = compile(HEAD + "实现办件零超时、零差错。").targets
    assert not any(t.phrase.endswith(("超时超时", "差错差错")) for t in found)
    assert len(found) == 2
