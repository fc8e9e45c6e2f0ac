"""The pure rules: sentences, highlights, breakdown checks, status, charts."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from xiaoer.campaign.breakdown import (
    Frame,
    MilestoneFacts,
    TaskFacts,
    TaskStatus,
    check_programme,
    check_task,
    progress_percent,
    quarter_of,
    quarterly_plan,
    quarters_between,
    status,
)
from xiaoer.campaign.charts import Row, gantt, two_paths
from xiaoer.campaign.commitments import propose_units, sentences
from xiaoer.campaign.highlight import Mark, Outline, paragraphs
from xiaoer.campaign.measure_map import measure_map

FRAME = Frame(date(2022, 5, 20), date(2022, 12, 31))
GOOD = tuple(MilestoneFacts(w, d) for d, w in quarterly_plan(date(2022, 5, 20), date(2022, 12, 31)))


def a_task(**values: object) -> TaskFacts:
    facts: dict[str, object] = {
        "number": "T-1-01", "measure": "1", "commitment": 7, "lead": 1,
        "start": date(2022, 5, 20), "finish": date(2022, 12, 31), "evidence_type": "文件",
        "linked_targets": 1, "no_target_reason": "", "milestones": GOOD,
    }  # fmt: skip
    return TaskFacts(**{**facts, **values})


def codes(task: TaskFacts) -> set[str]:
    return {finding.code for finding in check_task(task, FRAME)}


def test_a_whole_task_has_no_finding() -> None:
    assert codes(a_task()) == set()


def test_each_rule_is_checked() -> None:
    assert codes(a_task(lead=None)) == {"no_lead"}
    assert codes(a_task(evidence_type="")) == {"no_evidence_type"}
    assert codes(a_task(linked_targets=0)) == {"no_target_nor_reason"}
    assert codes(a_task(linked_targets=0, no_target_reason="机制")) == set()
    assert codes(a_task(start=date(2022, 5, 1))) == {"start_before_issue"}
    assert "finish_after_year" in codes(a_task(finish=date(2023, 1, 5)))
    assert codes(a_task(milestones=GOOD[:-1])) == {"quarter_without_milestone", "weights_not_100"}
    assert codes(a_task(finish=date(2022, 6, 30), milestones=())) == {"no_milestone"}
    outside = (*GOOD[:-1], MilestoneFacts(GOOD[-1].weight, date(2023, 1, 1)))
    assert "milestone_outside_task" in codes(a_task(milestones=outside))


def test_a_short_task_needs_no_milestone_in_each_quarter() -> None:
    short = a_task(finish=date(2022, 7, 10), milestones=(MilestoneFacts(100, date(2022, 7, 1)),))
    assert codes(short) == set()


def test_a_cancelled_task_covers_nothing_and_breaks_nothing() -> None:
    cancelled = a_task(lead=None, decision="cancelled")
    found = check_programme([cancelled], [7], FRAME)
    assert [finding.code for finding in found] == ["commitment_without_task"]


def test_sub_tasks_all_on_the_last_day_are_a_warning() -> None:
    children = [a_task(number=f"T-1-01.{n}", parent="T-1-01", commitment=None) for n in (1, 2)]
    found = check_programme([a_task(), *children], [7], FRAME)
    assert [(f.code, f.severity) for f in found] == [("back_loaded", "warning")]


@given(st.dates(date(2022, 1, 1), date(2022, 12, 31)), st.integers(0, 364))
def test_a_quarterly_plan_always_keeps_the_rules(start: date, length: int) -> None:
    finish = min(start + timedelta(days=length), date(2022, 12, 31))
    plan = quarterly_plan(start, finish)
    assert sum(weight for _due, weight in plan) == 100
    assert {quarter_of(due) for due, _weight in plan} == quarters_between(start, finish)
    assert all(start <= due <= finish for due, _weight in plan)


def test_status_follows_milestones() -> None:
    done = tuple(MilestoneFacts(m.weight, m.due, True, True) for m in GOOD)
    assert status(a_task(milestones=done), date(2022, 12, 1)) is TaskStatus.DONE
    assert status(a_task(), date(2022, 5, 1)) is TaskStatus.NOT_STARTED
    assert status(a_task(), date(2022, 7, 1)) is TaskStatus.LATE
    assert status(a_task(), date(2022, 6, 20)) is TaskStatus.AT_RISK
    assert status(a_task(), date(2022, 5, 25)) is TaskStatus.ON_TRACK
    assert status(a_task(), date(2022, 5, 25), red=True) is TaskStatus.AT_RISK
    assert status(a_task(decision="suspended"), date(2022, 7, 1)) is TaskStatus.SUSPENDED
    assert progress_percent(done[:1]) == GOOD[0].weight


def test_sentences_leave_out_the_line_that_only_names_units() -> None:
    text = "推行一网通办，减到0.5天。免费刻章！（责任单位：市市场监管局；配合单位：市税务局）"
    found = [s.text for s in sentences(text, 0, len(text))]
    assert found == ["推行一网通办，减到0.5天。"] or found == [
        "推行一网通办，减到0.5天。",
        "免费刻章！",
    ]
    assert all("责任单位" not in words for words in found)


@given(st.text(alphabet="优化。；！\n（）责任单位:：a1 ", max_size=80))
def test_sentences_are_where_they_say(text: str) -> None:
    for sentence in sentences(text, 0, len(text)):
        assert text[sentence.start : sentence.end] == sentence.text


def test_every_measure_of_the_published_plan_has_a_proposed_lead() -> None:
    titles = [
        "推进企业登记全生命周期便利化",
        "深化获得电力便利化",
        "筑牢公平公正司法防线",
        "深化“无证明城市”改革",
    ]
    leads = [propose_units(title, measure_map()).lead for title in titles]
    assert leads == ["market-supervision", "power-supply", "procuratorate", "justice"]
    assert propose_units("别的事", measure_map()).lead is None


spans = st.lists(st.tuples(st.integers(0, 90), st.integers(1, 30)), max_size=6)


@given(st.text(alphabet="一二三。\n目标xx", min_size=1, max_size=90), spans, spans)
def test_highlighted_text_is_the_text_with_nothing_lost(
    text: str, marks: list, heads: list
) -> None:
    size = len(text)
    clipped = [(a, min(a + n, size)) for a, n in marks if a < size]
    outline = [Outline(str(a), 1, a, min(a + n, size)) for a, n in heads if a < size]
    found = paragraphs(text, outline, [Mark(a, b, f"{a}", "draft") for a, b in clipped])
    shown = "".join(piece.text for block in found for piece in block.pieces)
    assert "".join(shown.split()) == "".join(text.split())
    for block in found:
        for piece in block.pieces:
            assert all(m.start <= m.end for m in piece.marks)


def test_a_heading_inside_a_line_begins_a_block_and_keeps_its_full_stop() -> None:
    text = "工作落细。四、工作要求。健全机制"
    blocks = paragraphs(text, [Outline("4", 1, 5, 11)], [])
    assert ["".join(p.text for p in b.pieces) for b in blocks] == [
        "工作落细。",
        "四、工作要求。",
        "健全机制",
    ]
    assert [b.level for b in blocks] == [None, 1, None]


def test_the_two_paths_share_one_scale() -> None:
    ends = [(date(2022, month, 28), month) for month in range(1, 13)]
    paths = two_paths(ends, ends[:3])
    assert paths.ticks[-1] == (20, 12.0)
    assert paths.planned.startswith("M30.0")
    assert paths.area.endswith("Z")
    assert two_paths([], []).done == ""


def test_bars_lie_within_the_year_and_the_late_come_first() -> None:
    rows = [
        Row("A", "a", "", date(2021, 6, 1), date(2022, 3, 1), "done", 100, ()),
        Row("B", "b", "", date(2022, 6, 1), date(2023, 3, 1), "late", 0, (date(2022, 7, 1),)),
    ]
    drawn = gantt(rows, 2022, date(2022, 7, 2))
    assert [bar.row.number for bar in drawn.bars] == ["B", "A"]
    assert all(bar.left >= 0 and bar.left + bar.width <= 100.7 for bar in drawn.bars)
    assert 49 < drawn.today < 51
