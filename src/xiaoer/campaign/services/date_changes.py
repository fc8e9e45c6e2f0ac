"""Dates of a baseline change by request; the old ones stay visible (P-C-1 step 9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xiaoer.people.access import Refused, require
from xiaoer.people.roles import Capability, Viewer

from ..breakdown import TEAM_SHIFT_DAYS, moved_due
from ..facts import frame_of
from ..models import ChangeRequest, Milestone, Programme, Task
from .record import NotNow, change, locked, record
from .snapshot import new_version
from .tasks import locked_task


def frozen_finish(task: Task) -> date:
    """Return the finish of the first baseline: every shift is measured from it.

    Measured from the last date, a date could walk to the end of the year by steps of 15 days.
    """
    first = task.programme.baselines.order_by("version").first()
    rows = first.tasks if first else []
    frozen = next((row["finish"] for row in rows if row["number"] == task.number), None)
    return date.fromisoformat(frozen) if frozen else task.finish


def shift_days(asked: ChangeRequest) -> int:
    """Return by how many calendar days a request leaves the first baseline."""
    return abs((asked.new_finish - frozen_finish(asked.task)).days)


def new_dues(task: Task, finish: date, chosen: Mapping[int, date]) -> dict[str, str]:
    """Return milestone id → new date for the milestones that a new finish moves."""
    moved = {}
    for mark in task.milestones.filter(verified_at=None):
        due = chosen.get(mark.pk) or moved_due(mark.due, task.finish, finish)
        if due != mark.due:
            moved[str(mark.pk)] = due.isoformat()
    return moved


def is_done(task: Task) -> bool:
    """Say whether every milestone of the task is verified: nothing is left to be dated."""
    marks = task.milestones.all()
    return bool(marks) and all(mark.verified_at for mark in marks)


def _check(programme: Programme, task: Task, finish: date, dues: Mapping[str, str]) -> None:
    if finish == task.finish or finish < task.start:
        raise NotNow(_("新期限要和原来不同，也不能早于开始日期。"))
    last = frame_of(programme).last_day
    if finish > last:
        raise NotNow(_("新期限不能晚于 %(d)s：年度任务当年完成。") % {"d": last})
    for mark in task.milestones.all():
        due = date.fromisoformat(dues.get(str(mark.pk), mark.due.isoformat()))
        if not task.start <= due <= finish:
            words = {"name": mark.name, "due": due}
            raise NotNow(_("节点“%(name)s”排在 %(due)s，不在新的起止日期之内。") % words)


@transaction.atomic
def request_change(
    viewer: Viewer,
    task: int,
    new_finish: date,
    reason: str,
    dues: Mapping[int, date] | None = None,
) -> ChangeRequest:
    """A unit asks for another finish date; the old one stays until it is decided.

    `dues` are dates that the unit chose for milestones; the others move as `moved_due` says.
    """
    programme, row = locked_task(viewer, task)
    if not programme.is_frozen:
        raise NotNow(_("还没定稿，直接改任务就行。"))
    if is_done(row):
        raise NotNow(_("任务的节点都核验过了，期限不再调整。"))
    if not reason.strip():
        raise NotNow(_("写明调整理由。"))
    if row.change_requests.filter(state=ChangeRequest.State.OPEN).exists():
        raise NotNow(_("这项任务已有一个调整申请在等决定。"))
    moved = new_dues(row, new_finish, dues or {})
    _check(programme, row, new_finish, moved)
    asked = ChangeRequest.objects.create(
        task=row,
        old_finish=row.finish,
        new_finish=new_finish,
        dues=moved,
        reason=reason.strip(),
        asked_by_id=viewer.user_id,
    )
    record(programme, "change_requested", viewer, {"task": row.number, "to": str(new_finish)})
    return asked


@transaction.atomic
def decide_change(viewer: Viewer, request: int, approve: bool) -> ChangeRequest:
    """Decide a request: the special team up to 15 days in all, the office beyond."""
    asked = ChangeRequest.objects.select_related("task__programme").get(pk=request)
    programme = locked(asked.task.programme_id)
    _require_decider(viewer, programme, asked)
    asked = ChangeRequest.objects.select_for_update(of=("self",)).get(pk=request)
    if asked.state != ChangeRequest.State.OPEN:
        raise NotNow(_("这个申请已经有决定了。"))
    task = Task.objects.select_for_update(of=("self",)).get(pk=asked.task_id)
    changes = _applied(viewer, programme, task, asked) if approve else {}
    asked.state = ChangeRequest.State.APPROVED if approve else ChangeRequest.State.REFUSED
    asked.decided_by_id, asked.decided_at = viewer.user_id, timezone.now()
    asked.save()
    details = {"task": task.number, "changes": changes}
    record(programme, f"change_{asked.state}", viewer, details)
    if approve:
        new_version(viewer, programme)
    return asked


def _applied(
    viewer: Viewer, programme: Programme, task: Task, asked: ChangeRequest
) -> dict[str, list[str]]:
    # A milestone may have been verified since the request: then its date stays.
    waiting = {str(m.pk): m for m in task.milestones.filter(verified_at=None)}
    dues = {pk: due for pk, due in asked.dues.items() if pk in waiting}
    _check(programme, task, asked.new_finish, dues)
    changes = {"finish": [task.finish.isoformat(), asked.new_finish.isoformat()]}
    for pk, due in dues.items():
        mark = waiting[pk]
        changes[mark.name] = [mark.due.isoformat(), due]
        Milestone.objects.filter(pk=mark.pk).update(due=date.fromisoformat(due))
    change(task, task.revision, viewer, {"finish": asked.new_finish})
    return changes


def may_decide_change(viewer: Viewer, programme: Programme, asked: ChangeRequest) -> bool:
    """Say whether this viewer may decide the request."""
    try:
        _require_decider(viewer, programme, asked)
    except (Refused, NotNow):
        return False
    return True


def _require_decider(viewer: Viewer, programme: Programme, asked: ChangeRequest) -> None:
    if viewer.user_id == asked.asked_by_id:
        raise NotNow(_("自己提的申请由别人定。"))
    if shift_days(asked) > TEAM_SHIFT_DAYS:
        require(viewer, Capability.FREEZE_BASELINE, programme.owner_id)
    else:
        require_team(viewer, programme, asked.task.lead_id)


def require_team(viewer: Viewer, programme: Programme, unit: int | None) -> None:
    """Raise `Refused` unless the viewer is the office or the special team of the unit."""
    office = viewer.can_for(Capability.FREEZE_BASELINE, programme.owner_id)
    if not office and not viewer.can_for(Capability.CLEAR_TASKS, unit):
        raise Refused
