"""A unit breaks its goals down: tasks, sub-tasks, milestones, evidence (P-C-1 step 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xiaoer.people.access import Refused, require
from xiaoer.people.roles import Capability, Viewer

from ..breakdown import quarterly_plan
from ..models import Commitment, Milestone, Programme, Task, UnitBreakdown
from .record import NotNow, change, record

PLAIN = frozenset(
    {
        "text",
        "lead",
        "owner_person",
        "start",
        "finish",
        "deliverable",
        "evidence_type",
        "no_target_reason",
        "resources",
        "risks",
        "decision",
    }
)
AFTER_BASELINE = PLAIN - {"text", "lead", "start", "finish", "decision"}


@dataclass(frozen=True, slots=True)
class MilestoneDraft:
    """A milestone as the unit wrote it."""

    name: str
    weight: int
    due: date


def locked_task(viewer: Viewer, task: int) -> tuple[Programme, Task]:
    """Lock a task with its programme; the viewer must be of its lead unit or of the office."""
    programme_id = Task.objects.values_list("programme_id", flat=True).get(pk=task)
    programme = Programme.objects.select_for_update().get(pk=programme_id)
    row = Task.objects.select_for_update().get(pk=task)
    require_editor(viewer, programme, row)
    return programme, row


def require_editor(viewer: Viewer, programme: Programme, row: Task) -> None:
    """Raise `Refused` unless the viewer may edit this task."""
    if viewer.can_for(Capability.FREEZE_BASELINE, programme.owner_id):
        return
    if row.lead_id is None or not viewer.can_for(Capability.EDIT_TASK, row.lead_id):
        raise Refused
    signed = UnitBreakdown.objects.filter(programme=programme, unit_id=row.lead_id)
    if signed.exclude(state=UnitBreakdown.State.DRAFTING).exists() and not _frozen(programme):
        raise NotNow(_("本单位已经签字。要改先请专班退回。"))


def _frozen(programme: Programme) -> bool:
    return programme.state == Programme.State.BASELINED


def _check_editable(programme: Programme, names: set[str]) -> None:
    if names - PLAIN:
        raise ValueError(f"not editable: {sorted(names - PLAIN)}")
    if _frozen(programme) and names - AFTER_BASELINE:
        raise NotNow(_("任务已定稿。改时间走“申请调整”，旧时间会留着。"))


def _changed(row: Task, values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if getattr(row, name) != value}


@transaction.atomic
def edit_task(
    viewer: Viewer,
    task: int,
    revision: int,
    values: Mapping[str, object],
    coops: Sequence[int] | None = None,
    targets: Sequence[int] | None = None,
) -> Task:
    """Change a task; raises `Conflict` on an old page, `NotNow` for what the baseline fixes."""
    programme, row = locked_task(viewer, task)
    changed = _changed(row, values)
    _check_editable(programme, set(changed))
    row = change(row, revision, viewer, changed)
    if coops is not None and not _frozen(programme):
        row.coops.set([pk for pk in coops if pk != row.lead_id])
    if targets is not None:
        row.targets.set(targets)
    record(programme, "task_edited", viewer, {"task": row.number, "fields": sorted(changed)})
    return row


@transaction.atomic
def assign_tasks(viewer: Viewer, programme: int, tasks: Sequence[int], lead: int) -> int:
    """Give several tasks to one lead unit; return how many changed hands."""
    row = Programme.objects.select_for_update().get(pk=programme)
    require(viewer, Capability.FREEZE_BASELINE, row.owner_id)
    if _frozen(row):
        raise NotNow(_("任务已定稿，不能再换牵头单位。"))
    moved = list(row.tasks.select_for_update().filter(pk__in=tasks).exclude(lead_id=lead))
    for task in moved:
        change(task, task.revision, viewer, {"lead_id": lead})
        task.coops.remove(lead)
    if moved:
        record(row, "tasks_assigned", viewer, {"tasks": [t.number for t in moved], "lead": lead})
    return len(moved)


@transaction.atomic
def add_task(viewer: Viewer, commitment: int, lead: int, text: str) -> Task:
    """Add a task under a commitment sentence, for a lead unit."""
    sentence = Commitment.objects.select_related("measure").get(pk=commitment)
    programme = Programme.objects.select_for_update().get(pk=sentence.programme_id)
    require(viewer, Capability.EDIT_TASK, lead)
    if _frozen(programme):
        raise NotNow(_("任务已定稿，新任务走交办事项。"))
    task = Task.objects.create(
        programme=programme,
        number=_free_number(programme, f"T-{sentence.measure.key}-{sentence.number:02d}"),
        commitment=sentence,
        measure=sentence.measure,
        text=text,
        lead_id=lead,
        start=programme.issue_date,
        finish=date(programme.year, 12, 31),
        changed_by_id=viewer.user_id,
    )
    record(programme, "task_added", viewer, {"task": task.number})
    return task


@transaction.atomic
def add_subtask(viewer: Viewer, parent: int, text: str) -> Task:
    """Split a task: the sub-task takes over its measure, dates and lead unit."""
    programme, row = locked_task(viewer, parent)
    if _frozen(programme):
        raise NotNow(_("任务已定稿，不能再拆。"))
    task = Task.objects.create(
        programme=programme,
        number=_free_number(programme, row.number),
        measure_id=row.measure_id,
        parent=row,
        text=text,
        level=Task.Level.UNIT,
        lead_id=row.lead_id,
        start=row.start,
        finish=row.finish,
        changed_by_id=viewer.user_id,
    )
    record(programme, "task_added", viewer, {"task": task.number, "parent": row.number})
    return task


def _free_number(programme: Programme, stem: str) -> str:
    taken = set(programme.tasks.filter(number__startswith=stem).values_list("number", flat=True))
    if stem not in taken:
        return stem
    return next(f"{stem}.{n}" for n in range(1, len(taken) + 2) if f"{stem}.{n}" not in taken)


@transaction.atomic
def set_milestones(
    viewer: Viewer, task: int, revision: int, drafts: Sequence[MilestoneDraft]
) -> Task:
    """Replace a task's milestones; those already verified must stay as they are."""
    programme, row = locked_task(viewer, task)
    if _frozen(programme):
        raise NotNow(_("任务已定稿，节点不能再改。"))
    row = change(row, revision, viewer, {})
    row.milestones.all().delete()
    Milestone.objects.bulk_create(
        Milestone(task=row, name=d.name, weight=d.weight, due=d.due) for d in drafts
    )
    record(programme, "milestones_set", viewer, {"task": row.number, "milestones": len(drafts)})
    return row


@transaction.atomic
def plan_by_quarter(viewer: Viewer, programme: int, unit: int) -> int:
    """Lay quarterly milestones on a unit's tasks that have none; return how many tasks."""
    row = Programme.objects.select_for_update().get(pk=programme)
    require(viewer, Capability.EDIT_TASK, unit)
    if _frozen(row):
        raise NotNow(_("任务已定稿，节点不能再改。"))
    bare = list(row.tasks.filter(lead_id=unit, milestones__isnull=True))
    Milestone.objects.bulk_create(
        Milestone(task=task, name=_("%(q)d季度进展") % {"q": due.month // 3}, weight=w, due=due)
        for task in bare
        for due, w in quarterly_plan(task.start, task.finish)
    )
    if bare:
        record(row, "milestones_by_quarter", viewer, {"unit": unit, "tasks": len(bare)})
    return len(bare)


@transaction.atomic
def report_milestone(viewer: Viewer, milestone: int, evidence: str, done_on: date) -> Milestone:
    """A unit says that a milestone is reached and names the evidence."""
    mark = Milestone.objects.select_related("task").get(pk=milestone)
    programme, row = locked_task(viewer, mark.task_id)
    if mark.verified_at:
        raise NotNow(_("这个节点已经核过了。"))
    mark.evidence, mark.done_on = evidence, done_on
    mark.save(update_fields=["evidence", "done_on"])
    record(programme, "milestone_reported", viewer, {"task": row.number, "milestone": mark.name})
    return mark


@transaction.atomic
def verify_milestone(viewer: Viewer, milestone: int) -> Milestone:
    """The office confirms a reported milestone; only then does it count as progress."""
    mark = Milestone.objects.select_for_update(of=("self",)).get(pk=milestone)
    task = Task.objects.select_related("programme").get(pk=mark.task_id)
    programme = Programme.objects.select_for_update().get(pk=task.programme_id)
    require(viewer, Capability.FREEZE_BASELINE, programme.owner_id)
    if mark.done_on is None:
        raise NotNow(_("单位还没有报这个节点完成。"))
    mark.verified_by_id, mark.verified_at = viewer.user_id, timezone.now()
    mark.save(update_fields=["verified_by", "verified_at"])
    record(programme, "milestone_verified", viewer, {"task": task.number, "milestone": mark.name})
    return mark
