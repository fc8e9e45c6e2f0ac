"""What officers and applicants do with a to-do: complete, claim, assign, transfer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from xiaoer.packs.queries import version
from xiaoer.packs.steps import Outcome, Step
from xiaoer.people.access import Refused
from xiaoer.people.models import Organisation, User
from xiaoer.people.roles import Viewer

from ..access import APPLICANT, may_act, may_supervise
from ..answers import Invalid, faults_of
from ..clocks import NotNow
from ..models import Case, CaseEvent, Todo
from .children import finish
from .flow import take
from .work import Work


class Overtaken(Exception):
    """Somebody else did it first; `todo` says who and how it ended."""

    def __init__(self, todo: Todo) -> None:
        who = todo.done_by.name if todo.done_by else "系统"
        super().__init__(f"{who} 已经办了这一步，刷新看看现在到哪了")
        self.todo = todo


@dataclass(frozen=True)
class Done:
    """How somebody ends a step: its outcome, the reason, who else was there, answers."""

    outcome: str
    reason: str = ""
    officers: tuple[int, ...] = ()  # further officers of a check that needs two
    answers: Mapping[str, Any] = field(default_factory=dict)
    evidence: str = ""
    lacking: tuple[str, ...] = ()  # keys of the materials that a notice asks for

    def fields(self) -> dict[str, Any]:
        """Return what goes into the event, empty values left out."""
        found = {
            "reason": self.reason,
            "officers": list(self.officers),
            "answers": dict(self.answers),
            "evidence": self.evidence,
            "lacking": list(self.lacking),
        }
        return {name: value for name, value in found.items() if value}


def locked(todo: int, viewer: Viewer, at: datetime) -> tuple[Work, Todo]:
    """Lock a to-do's case and take it up; raises `Todo.DoesNotExist`."""
    row = (
        Todo.objects.select_related("case", "case__enterprise", "case__organisation")
        .select_for_update(of=("self", "case"))
        .get(pk=todo)
    )
    work = Work.on(row.case, version(row.case.pack_version_id), viewer, at)
    mine = next((t for t in work.todos if t.pk == row.pk), row)
    return work, mine


def complete_task(
    viewer: Viewer,
    todo: int,
    done: Done,
    request_key: str | None = None,
    at: datetime | None = None,
) -> Case:
    """End a step with one of its outcomes and run the case on.

    A repeated `request_key` changes nothing and gives the case as it stands. Raises
    `Overtaken`, `Refused`, `NotNow` (a reason or a second officer is missing, or the clocks
    do not allow it).
    """
    with transaction.atomic():
        work, row = locked(todo, viewer, at or timezone.now())
        if row.state != Todo.State.OPEN:
            return _again(work, row, request_key)
        step, outcome = _may_complete(work, row, done)
        take(work, row, step, outcome, done.fields(), request_key=request_key)
        return finish(work)


def _again(work: Work, row: Todo, request_key: str | None) -> Case:
    """Give the case to somebody who asks twice; tell the second of two that he is late."""
    if request_key and work.case.events.filter(request_key=request_key).exists():
        return work.case
    if row.state == Todo.State.WAITING:
        raise NotNow("这一步在等申请人，补齐后再办")
    raise Overtaken(row)


def _may_complete(work: Work, row: Todo, done: Done) -> tuple[Step, Outcome]:
    step = work.item.step(row.key)
    if not may_act(work.viewer, row, work.case):
        raise Refused(f"这件不归您办，在 {row.organisation or '申请人'} 手上")
    if row.assignee_id not in (None, work.viewer.user_id) and row.role != APPLICANT:
        raise Refused(f"{row.assignee.name} 已经领了这件")
    outcome = step.outcome(done.outcome) if step else None
    if step is None or outcome is None:
        raise NotNow("这一步没有这个结果，重新选")
    if outcome.reason and not done.reason.strip():
        raise NotNow("写明理由，申请人会看到")
    _enough_officers(step, done, work.viewer)
    _different_people(work, step, done)
    _answered(work, step, done)
    return step, outcome


def _answered(work: Work, step: Step, done: Done) -> None:
    """A step with a form of its own ends only with its answers (a meter's number)."""
    form = work.pack.form_of(step)
    if form is None:
        return
    faults = faults_of(form, {**work.case.answers, **done.answers}, work.pack.lists)
    if faults:
        raise Invalid(faults)


def _enough_officers(step: Step, done: Done, viewer: Viewer) -> None:
    present = {viewer.user_id, *done.officers}
    if len(present) < step.officers:
        raise NotNow(f"实质核查要 {step.officers} 人以上一起办，写上同行的人")
    known = (
        User.objects.filter(pk__in=done.officers, is_active=True).count() if done.officers else 0
    )
    if known != len(set(done.officers)):
        raise NotNow("同行的人里有不认识的，重新选")


def _different_people(work: Work, step: Step, done: Done) -> None:
    """The reviewer is not the approver (market 0.1), and a delegate is not his own check."""
    if not step.different_from:
        return
    acted = CaseEvent.objects.filter(
        case=work.case, kind="task_completed", payload__key__in=list(step.different_from)
    )
    names = {step.key: step.title for step in work.item.steps}
    here = {work.viewer.user_id, *done.officers}
    for actor, payload in acted.values_list("actor_id", "payload"):
        if here & {actor, *payload.get("officers", ())}:
            raise NotNow(f"“{names[payload['key']]}”是您办的，这一步要换一个人")


def _change(viewer: Viewer, todo: int, at: datetime | None) -> tuple[Work, Todo]:
    work, row = locked(todo, viewer, at or timezone.now())
    if row.state not in (Todo.State.OPEN, Todo.State.WAITING):
        raise Overtaken(row)
    return work, row


@transaction.atomic
def claim(viewer: Viewer, todo: int, at: datetime | None = None) -> Todo:
    """Take a to-do of one's own unit; raises `Overtaken` when somebody has it."""
    work, row = _change(viewer, todo, at)
    if not may_act(viewer, row, work.case):
        raise Refused
    if row.assignee_id == viewer.user_id:
        return row
    if row.assignee_id is not None:
        raise NotNow(f"{row.assignee.name} 已经领了这件")
    return _give(work, row, viewer.user_id, "claimed")


@transaction.atomic
def release(viewer: Viewer, todo: int, at: datetime | None = None) -> Todo:
    """Put a to-do back so that a colleague may take it."""
    work, row = _change(viewer, todo, at)
    if row.assignee_id != viewer.user_id and not may_supervise(viewer, row.organisation_id):
        raise Refused
    if row.assignee_id is None:
        raise NotNow("这件没人领，不用退回")
    return _give(work, row, None, "released")


@transaction.atomic
def assign(viewer: Viewer, todo: int, user: User, at: datetime | None = None) -> Todo:
    """Give a to-do to somebody who may do it; for supervisors, or for one's own work."""
    from xiaoer.people.queries import viewer_of

    work, row = _change(viewer, todo, at)
    if row.assignee_id != viewer.user_id and not may_supervise(viewer, row.organisation_id):
        raise Refused
    if not may_act(viewer_of(user), row, work.case):
        raise NotNow(f"{user.name} 不办这一步，换一个人")
    return _give(work, row, user.pk, "assigned")


@transaction.atomic
def transfer(
    viewer: Viewer, todo: int, to: Organisation, reason: str, at: datetime | None = None
) -> Todo:
    """Hand a step to another organisation, with the reason; the clock runs on."""
    work, row = _change(viewer, todo, at)
    if not (may_act(viewer, row, work.case) or may_supervise(viewer, row.organisation_id)):
        raise Refused
    if row.role == APPLICANT:
        raise NotNow("这一步是申请人的，不能转")
    if not reason.strip():
        raise NotNow("写明为什么转")
    work.change_todo(row, organisation_id=to.pk, assignee_id=None)
    work.record(
        "transferred", {"step": row.step, "key": row.key, "to": to.code, "reason": reason.strip()}
    )
    work.write()
    return row


def _give(work: Work, row: Todo, user: int | None, kind: str) -> Todo:
    work.change_todo(row, assignee_id=user)
    work.record(kind, {"step": row.step, "key": row.key, "to": user})
    work.write()
    return row


def claim_all(viewer: Viewer, todos: Iterable[int]) -> tuple[list[int], list[int]]:
    """Claim several to-dos, each for itself; return those taken and those that were not."""
    taken, lost = [], []
    for todo in todos:
        try:
            claim(viewer, todo)
            taken.append(todo)
        except (Overtaken, NotNow, Refused, Todo.DoesNotExist):
            lost.append(todo)
    return taken, lost
