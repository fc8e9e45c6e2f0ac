"""Signing, clearing, registering: the breakdown becomes the baseline (P-C-1 steps 5 to 9)."""

from __future__ import annotations

import hashlib
import json
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xiaoer.people.access import Refused, require
from xiaoer.people.roles import Capability, Viewer

from ..breakdown import TEAM_SHIFT_DAYS, Finding, Severity, check_programme
from ..facts import frame_of, task_facts, with_facts
from ..models import Baseline, ChangeRequest, Programme, Task, UnitBreakdown
from .record import NotNow, locked_programme, record
from .tasks import locked_task


class Unsound(Exception):
    """The breakdown breaks rules; `findings` says which."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


def findings_of(programme: Programme, unit: int | None = None) -> list[Finding]:
    """Check the breakdown of a programme, or of the tasks that one unit leads."""
    rows = programme.tasks.filter(lead_id=unit) if unit else programme.tasks.all()
    tasks = [task_facts(task) for task in with_facts(rows)]
    commitments = [] if unit else list(programme.commitments.values_list("pk", flat=True))
    return check_programme(tasks, commitments, frame_of(programme))


def _errors(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def _move(
    viewer: Viewer, programme: Programme, unit: int, state: UnitBreakdown.State, reason: str = ""
) -> UnitBreakdown:
    row, _created = UnitBreakdown.objects.update_or_create(
        programme=programme,
        unit_id=unit,
        defaults={"state": state, "changed_by_id": viewer.user_id, "returned_reason": reason},
    )
    record(programme, f"breakdown_{state}", viewer, {"unit": unit, "reason": reason})
    return row


def _state_of(programme: Programme, unit: int) -> str:
    row = UnitBreakdown.objects.filter(programme=programme, unit_id=unit).first()
    return row.state if row else UnitBreakdown.State.DRAFTING


@transaction.atomic
def sign_breakdown(viewer: Viewer, programme: int, unit: int) -> UnitBreakdown:
    """The unit's principal signs; raises `Unsound` while a rule is broken."""
    row = Programme.objects.select_for_update().get(pk=programme)
    require(viewer, Capability.SIGN_TASKS, unit)
    if row.state != Programme.State.BREAKDOWN:
        raise NotNow(_("现在不是分解阶段，不用签字。"))
    if _state_of(row, unit) != UnitBreakdown.State.DRAFTING:
        raise NotNow(_("本单位已经签过字。"))
    errors = _errors(findings_of(row, unit))
    if errors:
        raise Unsound(errors)
    return _move(viewer, row, unit, UnitBreakdown.State.SIGNED)


@transaction.atomic
def clear_breakdown(viewer: Viewer, programme: int, unit: int) -> UnitBreakdown:
    """The special team finds no overlap or gap (P-C-1 step 6)."""
    row = Programme.objects.select_for_update().get(pk=programme)
    _require_team(viewer, row, unit)
    if _state_of(row, unit) != UnitBreakdown.State.SIGNED:
        raise NotNow(_("单位签字后专班才能审。"))
    return _move(viewer, row, unit, UnitBreakdown.State.CLEARED)


@transaction.atomic
def return_breakdown(viewer: Viewer, programme: int, unit: int, reason: str) -> UnitBreakdown:
    """The special team or the office sends a signed breakdown back with a reason."""
    row = Programme.objects.select_for_update().get(pk=programme)
    _require_team(viewer, row, unit)
    if not reason.strip():
        raise NotNow(_("写明退回理由，单位好改。"))
    if _state_of(row, unit) == UnitBreakdown.State.DRAFTING:
        raise NotNow(_("单位还没签字，不用退回。"))
    if row.state == Programme.State.BASELINED:
        raise NotNow(_("已经定稿，不能再退回。"))
    return _move(viewer, row, unit, UnitBreakdown.State.DRAFTING, reason.strip())


def _require_team(viewer: Viewer, programme: Programme, unit: int) -> None:
    office = viewer.can_for(Capability.FREEZE_BASELINE, programme.owner_id)
    if not office and not viewer.can_for(Capability.CLEAR_TASKS, unit):
        raise Refused


def snapshot_of(programme: Programme) -> list[dict[str, object]]:
    """Return the task list as plain data, in a fixed order."""
    rows = with_facts(programme.tasks.all()).order_by("number")
    return [_frozen_task(task) for task in rows]


def _frozen_task(task: Task) -> dict[str, object]:
    return {
        "number": task.number,
        "measure": task.measure.key,
        "text": task.text,
        "lead": task.lead.code if task.lead else None,
        "start": task.start.isoformat(),
        "finish": task.finish.isoformat(),
        "decision": task.decision,
        "milestones": [[m.name, m.weight, m.due.isoformat()] for m in task.milestones.all()],
    }


def digest_of(snapshot: list[dict[str, object]]) -> str:
    """Return the SHA-256 of a snapshot in its canonical form."""
    plain = json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


@transaction.atomic
def freeze_baseline(viewer: Viewer, programme: int) -> Baseline:
    """The office registers the breakdown: version 1, frozen (P-C-1 step 7).

    Raises `Unsound` while a rule is broken, `NotNow` while a unit has not been cleared.
    """
    row = locked_programme(viewer, programme, Capability.FREEZE_BASELINE)
    if row.state != Programme.State.BREAKDOWN:
        raise NotNow(_("校对完成、还没定稿时才能定稿。"))
    errors = _errors(findings_of(row))
    if errors:
        raise Unsound(errors)
    _require_all_cleared(row)
    baseline = _freeze(viewer, row)
    row.breakdowns.update(state=UnitBreakdown.State.REGISTERED, changed_by_id=viewer.user_id)
    row.state = Programme.State.BASELINED
    row.save(update_fields=["state"])
    return baseline


def _require_all_cleared(programme: Programme) -> None:
    leads = set(programme.tasks.exclude(lead=None).values_list("lead_id", flat=True))
    done = programme.breakdowns.filter(state=UnitBreakdown.State.CLEARED)
    waiting = leads - set(done.values_list("unit_id", flat=True))
    if waiting:
        raise NotNow(_("还有 %(n)d 个单位没有过专班审核。") % {"n": len(waiting)})


def _freeze(viewer: Viewer, programme: Programme) -> Baseline:
    snapshot = snapshot_of(programme)
    baseline = Baseline.objects.create(
        programme=programme,
        version=programme.baselines.count() + 1,
        snapshot=snapshot,
        digest=digest_of(snapshot),
        frozen_by_id=viewer.user_id,
    )
    details = {"version": baseline.version, "digest": baseline.digest, "tasks": len(snapshot)}
    record(programme, "baseline_frozen", viewer, details)
    return baseline


@transaction.atomic
def request_change(viewer: Viewer, task: int, new_finish: date, reason: str) -> ChangeRequest:
    """A unit asks for another finish date; the old one stays until it is decided."""
    programme, row = locked_task(viewer, task)
    if programme.state != Programme.State.BASELINED:
        raise NotNow(_("还没定稿，直接改任务就行。"))
    if not reason.strip():
        raise NotNow(_("写明调整理由。"))
    if new_finish == row.finish or new_finish < row.start:
        raise NotNow(_("新期限要和原来不同，也不能早于开始日期。"))
    if row.change_requests.filter(state=ChangeRequest.State.OPEN).exists():
        raise NotNow(_("这项任务已有一个调整申请在等决定。"))
    asked = ChangeRequest.objects.create(
        task=row,
        old_finish=row.finish,
        new_finish=new_finish,
        reason=reason.strip(),
        asked_by_id=viewer.user_id,
    )
    record(programme, "change_requested", viewer, {"task": row.number, "to": str(new_finish)})
    return asked


@transaction.atomic
def decide_change(viewer: Viewer, request: int, approve: bool) -> ChangeRequest:
    """Decide a request: the special team up to 15 days, the office beyond (P-C-1 step 9)."""
    asked = ChangeRequest.objects.select_related("task").get(pk=request)
    task = asked.task
    programme = Programme.objects.select_for_update().get(pk=task.programme_id)
    _require_decider(viewer, programme, asked)
    asked = ChangeRequest.objects.select_for_update().get(pk=request)
    if asked.state != ChangeRequest.State.OPEN:
        raise NotNow(_("这个申请已经有决定了。"))
    asked.state = ChangeRequest.State.APPROVED if approve else ChangeRequest.State.REFUSED
    asked.decided_by_id, asked.decided_at = viewer.user_id, timezone.now()
    asked.save()
    if approve:
        Task.objects.filter(pk=task.pk).update(finish=asked.new_finish)
        _freeze(viewer, programme)
    record(programme, f"change_{asked.state}", viewer, {"task": task.number})
    return asked


def _require_decider(viewer: Viewer, programme: Programme, asked: ChangeRequest) -> None:
    shift = abs((asked.new_finish - asked.old_finish).days)
    if viewer.user_id == asked.asked_by_id:
        raise NotNow(_("自己提的申请由别人定。"))
    if shift <= TEAM_SHIFT_DAYS:
        _require_team(viewer, programme, asked.task.lead_id)
    else:
        require(viewer, Capability.FREEZE_BASELINE, programme.owner_id)
