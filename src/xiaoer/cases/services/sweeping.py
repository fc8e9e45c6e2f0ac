"""What happens because time passed: deemed acceptance, lapses, warnings.

Any number of sweepers may run: each claims one case with `SKIP LOCKED`, does what fell due
in it in order, and leaves the next moment to wake. A sweeper that is killed leaves the case
as it was.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from xiaoer.packs.queries import version
from xiaoer.packs.steps import ClockEvent, Outcome, Result, Slip, Step
from xiaoer.people.roles import NOBODY

from ..calendars import reckoner
from ..deadlines import Deadline, pending
from ..models import Case, Todo
from . import children
from .flow import end, place_of_item, settle, take
from .papers import print_slip
from .work import OPEN, Work

ALL = Q()
WORDS = {
    "receipt": "收件",
    "decision": "办理",
    "supplement": "容缺补齐",
    "special": "特别程序",
    "delivery": "送达",
    "verification": "承诺核查",
    "step": "环节",
    "timer": "流程",
}


def sweep(now: datetime | None = None, most: int = 1000, only: Q = ALL) -> int:
    """Do what fell due until `now` in up to `most` cases; return how many were woken.

    `only` narrows the cases that are looked at.
    """
    now = now or timezone.now()
    for woken in range(most):
        if not sweep_one(now, only):
            return woken
    return most


@transaction.atomic
def sweep_one(now: datetime, only: Q = ALL) -> bool:
    """Wake the case that has waited longest; say whether there was one."""
    free = Case.objects.select_for_update(skip_locked=True, of=("self",))
    due = free.filter(only, wake_at__lte=now)
    case = due.order_by("wake_at").first()
    if case is None:
        return False
    work = Work.on(case, version(case.pack_version_id), NOBODY, now)
    due_now = [d for d in pending(work.deadlines(), case.told) if d.at <= now]
    for deadline in due_now:
        case.told = {**case.told, deadline.key: deadline.at.isoformat()}
        if not _outrun(deadline, due_now):
            _pass(work, deadline)
        if deadline.changes_state and deadline.share == 100:
            break  # the case is another now: what is due next is worked out anew
    children.finish(work)
    return True


def _outrun(deadline: Deadline, due_now: list[Deadline]) -> bool:
    """Say whether a warning comes too late to warn: a higher rung fell due as well."""
    return deadline.share < 100 and any(
        (other.kind, other.subject) == (deadline.kind, deadline.subject)
        and other.share > deadline.share
        for other in due_now
    )


def _pass(work: Work, deadline: Deadline) -> None:
    if deadline.share == 100 and deadline.kind == "receipt" and work.terms.silence_accepts:
        _deem_accepted(work, deadline)
    elif deadline.share == 100 and deadline.kind == "supplement":
        _lose_gap(work, deadline)
    elif deadline.kind == "timer":
        work.at = deadline.at  # later timers count from when this one fell due
        work.record("timer", {"step": deadline.subject})
        work.run.deliver("timer", deadline.subject)
        settle(work)
    else:
        _warn(work, deadline)


def _accepting(work: Work) -> tuple[Todo, Step, Outcome] | None:
    for todo in work.todos:
        step = work.item.step(todo.key)
        for outcome in step.outcomes if step and todo.state in OPEN else ():
            if outcome.event is ClockEvent.ACCEPTED:
                return todo, step, outcome
    return None


def _deem_accepted(work: Work, deadline: Deadline) -> None:
    """Nobody answered within the receipt limit: accepted from the day of receipt (T2)."""
    found = _accepting(work)
    if found is None:
        work.happen(ClockEvent.DEEMED_ACCEPTED, {"due": deadline.at.isoformat()})
        return
    todo, step, outcome = found
    take(work, todo, step, outcome, {"automatic": True}, event=ClockEvent.DEEMED_ACCEPTED)
    work.tell("deemed_accepted", "到期没有答复，按规定视为受理，从收到申请那天起算")


def _lose_gap(work: Work, deadline: Deadline) -> None:
    """The promised material did not come: the case goes back, the broken promise is kept."""
    work.record("gap_broken", {"due": deadline.at.isoformat()})
    event = work.happen(ClockEvent.RETURNED, {"reason": "容缺的材料没有按时补齐"})
    print_slip(work, Slip.NOT_ACCEPTED, event, {"reason": "容缺的材料没有按承诺补齐，退回申请"})
    end(work, Result.RETURNED)


def _warn(work: Work, deadline: Deadline) -> None:
    kind = "deadline_near" if deadline.share < 100 else "deadline_missed"
    payload = {
        "clock": deadline.kind,
        "share": deadline.share,
        "step": deadline.subject,
        "due": deadline.at.isoformat(),
    }
    todo = work.open_todo(deadline.subject) if deadline.subject else None
    what = todo.title if todo else WORDS[deadline.kind]
    work.record(kind, {**payload, "title": what})
    text = _words(what, deadline.share)
    for role in _told_at(deadline.share):
        where = todo.organisation_id if todo else work.case.organisation_id
        who = (todo.role if todo else "reviewer") if role == "handler" else role
        work.tell(f"{deadline.kind}_{deadline.share}", text, role=who, organisation_id=where)
    if deadline.kind == "step" and deadline.share == 100 and todo:
        _ask_why(work, todo)


def _words(what: str, share: int) -> str:
    if share < 100:
        return f"{what}：时限已用 {share}%"
    return f"{what}：已超时限" if share == 100 else f"{what}：超时限已达 {share}%，列入通报"


def _told_at(share: int) -> tuple[str, ...]:
    """Return whom each rung of the ladder reaches (market (一)7 c)."""
    ladder = {
        50: ("handler",),
        80: ("handler", "case_supervisor"),
        100: ("handler", "case_supervisor", "county_hq_office"),
        120: ("case_supervisor", "hq_office"),
    }
    return ladder[share]


def _ask_why(work: Work, late: Todo) -> None:
    """An overdue link must say why within one working day."""
    place = f"{late.step}!overdue"
    if not work.terms.steps[late.key].ladder or work.open_todo(place):
        return
    clock = reckoner().clock(work.item.profile)
    next_day = clock.days.nth(clock.days.ordinal(work.at.date()) + 1)
    work.add_todo(
        Todo(
            case=work.case,
            step=place,
            key="overdue_reason",
            title=f"说明超时原因：{late.title}",
            role=late.role,
            organisation_id=late.organisation_id or place_of_item(work.item),
            since=work.at,
            due_at=clock.moment_of_coordinate(clock.days.ordinal(next_day) * clock.hours.seconds),
        )
    )
