"""Typed numbers against computed ones, and the five points of a report's quality."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.campaign.reporting.quality import Problem, Written, quality
from xiaoer.campaign.reporting.typed_numbers import Known, contradictions

RATE = Known("indicator:rate", "按期办结率", Decimal("97.28"), ("%",))
TASK = Known("task:7", "T-3-01", Decimal(60), ("%",))
DAYS = Known("indicator:days", "平均用时", Decimal("3.5"), ("个工作日", "工作日"))


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("按期办结率达到 99%，比上月好", ["99"]),
        ("按期办结率 97.3%", []),
        ("按期办结率97.28％", []),
        ("按期办结率９９％", ["99"]),
        ("按期办结率目标 99%", []),
        ("按期办结率上月 90%，本月 97.3%", []),
        ("平均用时 2 个工作日；按期办结率 98%", ["2", "98"]),
        ("平均用时压减 40%", []),
        ("T-3-01 进度 80%", ["80"]),
        ("T-3-01 进度 60%。办了 80 场培训", []),
        ("其他事项 99%", []),
        ("", []),
    ],
)
def test_a_typed_number_that_differs_is_found(text: str, typed: list[str]) -> None:
    found = contradictions(text, [RATE, TASK, DAYS])
    assert [one.typed for one in found] == typed
    for one in found:
        assert text[one.start : one.end].translate(str.maketrans("９", "9")) == one.typed


@given(st.decimals(0, 100, places=2), st.integers(0, 2))
def test_what_the_system_itself_would_write_never_contradicts(value: Decimal, places: int) -> None:
    known = Known("k", "办结率", value, ("%",))
    written = f"{value:.{places}f}"
    step = Decimal(1).scaleb(-places)
    half_up = value.quantize(step, "ROUND_HALF_UP")
    assert contradictions(f"办结率{half_up}%", [known]) == []
    if Decimal(written) != half_up:  # Python's own rounding is half-even
        assert len(contradictions(f"办结率{written}%", [known])) == 1


def _written(**values: object) -> Written:
    usual: dict[str, object] = {
        "results": "做成一件事", "no_change": False, "late_tasks": 0, "done_milestones": 2,
        "with_evidence": 2, "problems": (), "unexplained": 0, "copied": False, "on_time": True,
    }  # fmt: skip
    return Written(**{**usual, **values})


@pytest.mark.parametrize(
    ("values", "lost"),
    [
        ({}, None),
        ({"results": " "}, "complete"),
        ({"late_tasks": 1}, "complete"),
        ({"with_evidence": 1}, "evidence"),
        ({"unexplained": 1}, "consistent"),
        ({"copied": True}, "consistent"),
        ({"problems": (Problem("卡住"),)}, "clear"),
        ({"on_time": False}, "punctual"),
    ],
)
def test_each_point_is_lost_by_itself(values: dict[str, object], lost: str | None) -> None:
    points = quality(_written(**values))
    assert points.points == (5 if lost is None else 4)
    assert lost is None or not getattr(points, lost)


def test_a_late_task_wants_a_problem_that_somebody_can_act_on() -> None:
    problem = Problem("图审意见没出", "定审图分工", "市住房城乡建设局", date(2022, 7, 1))
    assert quality(_written(late_tasks=1, problems=(problem,))).points == 5
