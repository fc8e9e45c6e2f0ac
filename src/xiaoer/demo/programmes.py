"""Two programmes for the demo: one waiting for its review, one in the middle of its year.

Everything goes through the services that a real city uses; nothing is written past them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files

from xiaoer.campaign.models import Milestone, Programme, Target, Task
from xiaoer.campaign.services import baseline, importing, targets, tasks
from xiaoer.people.models import Organisation, User
from xiaoer.people.roles import Reach, Role, Viewer

ISSUE_2022 = date(2022, 5, 20)
PROOFS = ("印发的文件", "系统截图和网址", "数据行", "会议纪要", "企业回执")
FINISHES = (6, 9, 12, 10, 12)  # the month in which every fifth task ends, and so on
FILLED = {"%": Decimal(80)}  # what this invented city fills into the numbers left to it


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts in the demo: the office, the teams, the heads of units."""

    office: Viewer
    team: Viewer
    heads: dict[int, Viewer]


def acting(user: User, *roles: Role) -> Viewer:
    return Viewer(user.pk, user.name, None, tuple(Reach(role, None) for role in roles))


def cast_of(people: dict[str, User], heads: dict[int, User]) -> Cast:
    """Give each person the part played in the demo's story."""
    return Cast(
        office=acting(people["office"], Role.HQ_OFFICE),
        team=acting(people["team-market"], Role.TASK_TEAM),
        heads={unit: acting(user, Role.PRINCIPAL) for unit, user in heads.items()},
    )


def _plan(name: str, **words: object) -> bytes:
    text = files("xiaoer.demo").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return (text.format(**words) if words else text).encode()


def import_2022(cast: Cast, owner: Organisation) -> Programme:
    """Import the plan of 2022 as it was published; its targets wait for a review."""
    upload = importing.Upload("plan-2022.txt", _plan("plan-2022.txt"), ISSUE_2022, owner)
    return importing.import_plan(cast.office, upload)


def run_this_year(cast: Cast, owner: Organisation, today: date) -> Programme:
    """Import this year's plan and live it up to today."""
    content = _plan("plan-this-year.txt", year=today.year)
    issued = max(date(today.year, 1, 8), min(date(today.year, 3, 2), today - timedelta(days=40)))
    upload = importing.Upload(f"{today.year}年行动计划.txt", content, issued, owner)
    programme = importing.import_plan(cast.office, upload)
    _review(cast, programme)
    _break_down(cast, programme)
    baseline.freeze_baseline(cast.office, programme.pk)
    _walk(cast, programme, today)
    return programme


def _review(cast: Cast, programme: Programme) -> None:
    for row in programme.targets.filter(measure=None):
        measure = _measure_for(programme, row)
        if measure is not None:
            changes = {"measure": measure, "responsible": measure.lead}
            targets.edit_target(cast.office, row.pk, row.revision, changes)
    for row in programme.targets.filter(masked=True, value=None):
        value = {"value": FILLED.get(row.unit, Decimal(10)), "note": "市里定的数"}
        targets.edit_target(cast.office, row.pk, row.revision, value)
    keys = list(programme.targets.values_list("key", flat=True))
    targets.accept_waiting(cast.office, programme.pk, keys)
    targets.finish_review(cast.office, programme.pk)


def _measure_for(programme: Programme, row: Target) -> object:
    """Find the measure that promises the same level, else the one of most shared characters."""
    words = set(row.phrase + row.unit)
    measures = list(programme.measures.select_related("lead"))
    return max(measures, key=lambda m: len(words & set(m.title)), default=None)


def _break_down(cast: Cast, programme: Programme) -> None:
    for number, task in enumerate(programme.tasks.order_by("number")):
        _fill(cast, task, number)
    leads = set(programme.tasks.values_list("lead_id", flat=True)) - {None}
    for unit in sorted(leads):
        tasks.plan_by_quarter(cast.heads[unit], programme.pk, unit)
        baseline.sign_breakdown(cast.heads[unit], programme.pk, unit)
        baseline.clear_breakdown(cast.team, programme.pk, unit)


def _fill(cast: Cast, task: Task, number: int) -> None:
    values: dict[str, object] = {
        "evidence_type": PROOFS[number % len(PROOFS)],
        "deliverable": "工作成果一份",
    }
    if task.lead is None:
        values["lead"] = Organisation.objects.get(code="government-data")
    if not task.targets.exists():
        values["no_target_reason"] = "机制建设类任务，看成果"
    month = FINISHES[number % len(FINISHES)]
    if month < 12 and date(task.finish.year, month, 28) > task.start:
        values["finish"] = date(task.finish.year, month + 1, 1) - timedelta(days=1)
    tasks.edit_task(cast.office, task.pk, task.revision, values)


def luck(text: str) -> int:
    """Return a number below 100 that is the same at every run."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % 100


def _walk(cast: Cast, programme: Programme, today: date) -> None:
    past = Milestone.objects.filter(task__programme=programme, due__lte=today)
    for mark in past.select_related("task", "task__lead").order_by("due", "pk"):
        lead = mark.task.lead
        slow = lead is not None and lead.code in {"housing-construction", "intermediate-court"}
        if luck(f"{mark.task.number}{mark.due}") < (30 if slow else 4):
            continue
        done = mark.due - timedelta(days=luck(mark.task.number) % 12)
        tasks.report_milestone(cast.heads[mark.task.lead_id], mark.pk, "见附件", done)
        tasks.verify_milestone(cast.office, mark.pk)


def heads_for(units: Sequence[Organisation]) -> dict[str, str]:
    """Return invented names for the heads of units that have nobody yet, by unit code."""
    family = "陈林黄郑吴许谢曾罗温赖卢蔡叶钟潘范邓"
    given = ("予安", "景行", "书白", "怀瑾", "令仪", "思齐", "望舒", "攸宁", "静川", "明远")
    return {
        unit.code: family[n % len(family)] + given[n * 7 % len(given)]
        for n, unit in enumerate(units)
    }
