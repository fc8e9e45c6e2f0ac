"""Who leads a task: the office gives it, a unit only proposes, the other side decides."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xiaoer.people.access import Refused, require
from xiaoer.people.models import Organisation
from xiaoer.people.roles import Capability, Viewer

from ..models import Programme, Task, TaskTransfer
from .record import NotNow, change, locked, locked_programme, record
from .signatures import recheck

State = TaskTransfer.State


def _hand_over(viewer: Viewer, task: Task, unit: int) -> None:
    change(task, task.revision, viewer, {"lead_id": unit})
    task.coops.remove(unit)


@transaction.atomic
def assign_tasks(viewer: Viewer, programme: int, tasks: Sequence[int], lead: int) -> int:
    """Give several tasks to one lead unit; return how many changed hands."""
    row = locked_programme(viewer, programme, Capability.FREEZE_BASELINE)
    if row.is_frozen:
        raise NotNow(_("任务已定稿，不能再换牵头单位。"))
    unit = Organisation.objects.get(pk=lead)
    moved = list(row.tasks.select_for_update(of=("self",)).filter(pk__in=tasks).exclude(lead=unit))
    givers = {task.lead_id for task in moved}
    for task in moved:
        _hand_over(viewer, task, unit.pk)
    if moved:
        numbers = [task.number for task in moved]
        record(row, "tasks_assigned", viewer, {"tasks": numbers, "lead": str(unit)})
        why = _("%(n)d 项任务换了牵头单位") % {"n": len(moved)}
        recheck(viewer, row, {*givers, unit.pk}, why)
    return len(moved)


@transaction.atomic
def propose_transfer(viewer: Viewer, task: int, to_unit: int, reason: str) -> TaskTransfer:
    """The lead unit proposes that another unit leads the task; nothing moves yet."""
    programme = locked(Task.objects.values_list("programme_id", flat=True).get(pk=task))
    row = Task.objects.select_for_update(of=("self",)).get(pk=task)
    if row.lead_id is None:
        raise NotNow(_("这项任务还没定单位，由指挥部办公室交办。"))
    require(viewer, Capability.EDIT_TASK, row.lead_id)
    if programme.is_frozen:
        raise NotNow(_("任务已定稿，不能再换牵头单位。"))
    if not reason.strip() or to_unit == row.lead_id:
        raise NotNow(_("选另一个单位，写明移交理由。"))
    if row.transfers.filter(state=State.OPEN).exists():
        raise NotNow(_("这项任务已有一个移交在等决定。"))
    asked = TaskTransfer.objects.create(
        task=row,
        from_unit_id=row.lead_id,
        to_unit_id=to_unit,
        reason=reason.strip(),
        asked_by_id=viewer.user_id,
    )
    details = {"task": row.number, "to": str(asked.to_unit), "reason": asked.reason}
    record(programme, "transfer_proposed", viewer, details)
    return asked


def may_decide(viewer: Viewer, programme: Programme, asked: TaskTransfer) -> bool:
    """Say whether the viewer decides: the receiving unit, a special team of either, the office."""
    return viewer.user_id != asked.asked_by_id and (
        viewer.can_for(Capability.EDIT_TASK, asked.to_unit_id)
        or viewer.can_for(Capability.CLEAR_TASKS, asked.to_unit_id)
        or viewer.can_for(Capability.CLEAR_TASKS, asked.from_unit_id)
        or viewer.can_for(Capability.FREEZE_BASELINE, programme.owner_id)
    )


@transaction.atomic
def decide_transfer(viewer: Viewer, request: int, accept: bool) -> TaskTransfer:
    """Accept or refuse a proposed transfer; both units sign again when it is accepted."""
    asked = TaskTransfer.objects.select_related("task", "from_unit", "to_unit").get(pk=request)
    programme = locked(asked.task.programme_id)
    if not may_decide(viewer, programme, asked):
        raise Refused
    asked = TaskTransfer.objects.select_for_update(of=("self",)).get(pk=request)
    task = Task.objects.select_for_update(of=("self",)).get(pk=asked.task_id)
    if asked.state != State.OPEN:
        raise NotNow(_("这个移交已经有决定了。"))
    if accept:
        _accept(viewer, programme, task, asked)
    else:
        record(programme, "transfer_refused", viewer, {"task": task.number})
    asked.state = State.APPROVED if accept else State.REFUSED
    asked.decided_by_id, asked.decided_at = viewer.user_id, timezone.now()
    asked.save()
    return asked


def _accept(viewer: Viewer, programme: Programme, task: Task, asked: TaskTransfer) -> None:
    if programme.is_frozen or task.lead_id != asked.from_unit_id:
        raise NotNow(_("牵头单位已经变过或任务已定稿，这个移交作废。"))
    _hand_over(viewer, task, asked.to_unit_id)
    changes = {"lead": [str(asked.from_unit), str(asked.to_unit)]}
    record(programme, "transfer_approved", viewer, {"task": task.number, "changes": changes})
    why = _("%(task)s 移交到 %(unit)s") % {"task": task.number, "unit": asked.to_unit}
    recheck(viewer, programme, {asked.from_unit_id, asked.to_unit_id}, why)
