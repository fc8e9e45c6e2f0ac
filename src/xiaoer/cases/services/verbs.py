"""The verbs that work at any step and need no drawing (ARCHITECTURE 4, time-law 2.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from xiaoer.packs.queries import version
from xiaoer.packs.steps import ClockEvent, Result, Slip
from xiaoer.people.access import Refused
from xiaoer.people.roles import Role, Viewer

from ..access import may_act, require_party, require_role
from ..clocks import NotNow
from ..models import Case, Material, Todo
from . import children
from .flow import end, place_of_item, release
from .owing import GAP, GAP_CHECK, RECTIFY, Owed, ask_gap, gap_of, require_something
from .papers import print_slip
from .places import take_up
from .work import OPEN, Work


def _work(viewer: Viewer, case: int, at: datetime | None) -> Work:
    row = Case.objects.select_for_update().get(pk=case)
    return Work.on(row, version(row.pack_version_id), viewer, at or timezone.now())


def _todo(work: Work, key: str) -> Todo:
    found = next((t for t in work.todos if t.key == key and t.state in OPEN), None)
    if found is None:
        raise NotNow("没有等着办的这一步，刷新看看现在到哪了")
    return found


def _repeated(work: Work, request_key: str | None) -> bool:
    return bool(request_key) and work.case.events.filter(request_key=request_key).exists()


@transaction.atomic
def supply_correction(
    viewer: Viewer,
    case: int,
    answers: Mapping[str, Any] | None = None,
    request_key: str | None = None,
    at: datetime | None = None,
) -> Case:
    """The applicant supplies what was asked for; a new receipt clock of 5 wd starts."""
    work = _work(viewer, case, at)
    require_party(viewer, work.case)
    if _repeated(work, request_key):
        return work.case
    asked = _todo(work, "correction")
    require_something(work, bool(answers))
    if answers:
        take_up(work, answers)
    work.record("correction_answered", {"answers": sorted(answers or {})}, request_key=request_key)
    work.happen(ClockEvent.CORRECTION_SUPPLIED)
    release(work, asked)
    return children.finish(work)


@transaction.atomic
def resume(viewer: Viewer, case: int, finding: str = "", at: datetime | None = None) -> Case:
    """End the hold that runs (special procedure, applicant's pause) and go on counting."""
    work = _work(viewer, case, at)
    asked = _todo(work, "resume")
    if not may_act(viewer, asked, work.case):
        raise Refused
    _end_hold(work, finding)
    release(work, asked)
    return children.finish(work)


def _end_hold(work: Work, finding: str) -> None:
    held = work.clocks.open_hold
    if held is None:
        raise NotNow("没有暂停的环节")
    kinds = {
        "special": ClockEvent.SPECIAL_PROCEDURE_ENDED,
        "applicant": ClockEvent.APPLICANT_PAUSE_ENDED,
        "rectification": ClockEvent.RECTIFICATION_ENDED,
    }
    work.happen(kinds[held.kind], {"special": held.special, "finding": finding})


@transaction.atomic
def suspend(
    viewer: Viewer, case: int, special: str, reason: str, at: datetime | None = None
) -> Case:
    """Start a special procedure that the item registers; the applicant is told how long."""
    work = _work(viewer, case, at)
    require_role(viewer, Role.REVIEWER, work.case.organisation_id)
    spec = next((s for s in work.item.special if s.key == special), None)
    if spec is None:
        raise NotNow("这个环节没有登记为不计时的特别程序")
    if not reason.strip():
        raise NotNow("写明为什么要走这个环节")
    event = work.happen(
        ClockEvent.SPECIAL_PROCEDURE_STARTED, {"special": special, "reason": reason}
    )
    print_slip(work, Slip.SPECIAL, event, {"reason": reason, "special": special})
    _hold_todo(work, f"{spec.title}：登记结果", "reviewer")
    work.tell("special", f"{spec.title}开始，最长 {spec.max_limit}，这段时间不计入办理时限")
    return children.finish(work)


def _hold_todo(work: Work, title: str, role: str) -> None:
    work.add_todo(
        Todo(
            case=work.case,
            step="hold!resume",
            key="resume",
            title=title,
            role=role,
            organisation_id=place_of_item(work.item),
            since=work.at,
        )
    )


@transaction.atomic
def pause_for_applicant(viewer: Viewer, case: int, reason: str, at: datetime | None = None) -> Case:
    """The applicant asks in writing to wait; only the promise stops, not the law's limit."""
    work = _work(viewer, case, at)
    require_party(viewer, work.case)
    if not reason.strip():
        raise NotNow("写明为什么要暂停")
    work.happen(ClockEvent.APPLICANT_PAUSE_STARTED, {"reason": reason})
    _hold_todo(work, "申请人暂停：等申请人恢复", "applicant")
    return children.finish(work)


@transaction.atomic
def extend(viewer: Viewer, case: int, reason: str, at: datetime | None = None) -> Case:
    """Extend the limit once, by the approver, with reasons that the applicant reads (T6)."""
    work = _work(viewer, case, at)
    require_role(viewer, Role.APPROVER, work.case.organisation_id)
    if not reason.strip():
        raise NotNow("延长要写明理由，告知申请人")
    due = work.case.due_at
    if due and work.at > due:
        raise NotNow("已经超过时限，不能再延长")
    event = work.happen(ClockEvent.EXTENDED, {"reason": reason})
    print_slip(work, Slip.EXTENSION, event, {"reason": reason})
    work.tell("extended", f"办理期限延长：{reason}"[:300])
    return children.finish(work)


@transaction.atomic
def supply_gap(viewer: Viewer, case: int, at: datetime | None = None) -> Case:
    """The applicant says that every material of the gap is there; an officer looks at it."""
    work = _work(viewer, case, at)
    require_party(viewer, work.case)
    asked = _todo(work, GAP)
    owed = gap_of(work.case, work.item)
    if owed and not owed.complete:
        raise NotNow(f"还没交：{owed.open_titles}")
    work.record("gap_supplied", {})
    _closed(work, asked)
    work.add_todo(
        Todo(
            case=work.case,
            step=asked.step.replace(f"!{GAP}", f"!{GAP_CHECK}"),
            key=GAP_CHECK,
            title="核对补交的材料",
            role="reviewer",
            organisation_id=place_of_item(work.item),
            since=work.at,
            due_at=asked.due_at,
        )
    )
    return children.finish(work)


@transaction.atomic
def report_mended(viewer: Viewer, case: int, words: str, at: datetime | None = None) -> Case:
    """The applicant says what was mended; whoever inspects is told."""
    work = _work(viewer, case, at)
    require_party(viewer, work.case)
    asked = _todo(work, RECTIFY)
    if not words.strip():
        raise NotNow("写明怎么改的，例如 增设一处应急照明")
    work.record("rectification_reported", {"reason": words.strip()})
    _closed(work, asked)
    text = f"{work.case.number} 申请人报告整改好了：{words.strip()}"[:300]
    for todo in work.todos:
        if todo.state in OPEN and todo.role != "applicant":
            work.tell("rectified", text, role=todo.role, organisation_id=todo.organisation_id)
    return children.finish(work)


@transaction.atomic
def close_gap(
    viewer: Viewer,
    case: int,
    at: datetime | None = None,
    *,
    on_paper: bool = False,
    fault: str = "",
) -> Case:
    """Record that the materials owed after acceptance with a gap are there (T20-T23).

    `on_paper`: they came over the counter. `fault`: they do not do; the applicant supplies again.
    """
    work = _work(viewer, case, at)
    require_role(viewer, Role.REVIEWER, work.case.organisation_id)
    if fault.strip():
        return _send_back(work, fault.strip())
    owed = gap_of(work.case, work.item)
    if owed and not owed.complete:
        if not on_paper:
            raise NotNow(f"还没交：{owed.open_titles}")
        Material.objects.bulk_create(_on_paper(work, owed))
    work.happen(ClockEvent.GAP_CLOSED)
    for todo in work.todos:
        if todo.key in (GAP, GAP_CHECK) and todo.state in OPEN:
            _closed(work, todo)
    return children.finish(work)


def _send_back(work: Work, fault: str) -> Case:
    asked = _todo(work, GAP_CHECK)
    work.record("gap_sent_back", {"reason": fault})
    _closed(work, asked)
    ask_gap(work, asked.step.rsplit("!", 1)[0], asked.due_at)
    work.tell("gap", f"补交的材料还要改：{fault}"[:300])
    return children.finish(work)


def _closed(work: Work, todo: Todo) -> None:
    work.change_todo(todo, state=Todo.State.DONE, done_at=work.at, done_by_id=work.viewer.user_id)


def _on_paper(work: Work, owed: Owed) -> Iterator[Material]:
    for spec in owed.materials:
        if spec.key not in owed.supplied:
            yield Material(
                case=work.case,
                key=spec.key,
                title=str(spec.title),
                satisfied_by=Material.By.PAPER,
                source="窗口收到纸质件",
                added_by_id=work.viewer.user_id,
            )


@transaction.atomic
def withdraw(
    viewer: Viewer,
    case: int,
    reason: str = "",
    request_key: str | None = None,
    at: datetime | None = None,
) -> Case:
    """The applicant takes the application back; parts of a bundle end with it."""
    work = _work(viewer, case, at)
    require_party(viewer, work.case)
    if _repeated(work, request_key):
        return work.case
    _withdraw(work, reason, request_key)
    return children.finish(work)


def _withdraw(work: Work, reason: str, request_key: str | None = None) -> None:
    if work.case.ended_at is not None:
        raise NotNow("这件已经办结，不能撤回")
    work.record("withdrawal", {"reason": reason}, request_key=request_key)
    work.happen(ClockEvent.WITHDRAWN, {"reason": reason})
    end(work, Result.WITHDRAWN)
    open_parts = Case.objects.select_for_update().filter(parent=work.case, ended_at__isnull=True)
    for part in open_parts.order_by("pk"):
        inner = Work.on(part, version(part.pack_version_id), work.viewer, work.at)
        if inner.clocks.decided_at is None:
            _withdraw(inner, reason)
            inner.write()


@transaction.atomic
def deliver(viewer: Viewer, case: int, how: str = "", at: datetime | None = None) -> Case:
    """Record that the result reached the applicant; the delivery clock stops (T9)."""
    work = _work(viewer, case, at)
    require_role(viewer, Role.WINDOW_CLERK, work.case.organisation_id)
    if not how.strip():
        raise NotNow("写明怎么送达的，例如 窗口领取、邮寄及单号、电子送达")
    event = work.happen(ClockEvent.DELIVERED, {"how": how})
    print_slip(work, Slip.DELIVERY, event, {"how": how})
    return children.finish(work)


VERIFICATIONS = ("confirmed", "rectify_by", "false_commitment")


@transaction.atomic
def verify(
    viewer: Viewer, case: int, finding: str, reason: str = "", at: datetime | None = None
) -> Case:
    """End the check after a commitment (T26); a false one is told to whoever must revoke."""
    work = _work(viewer, case, at)
    asked = _todo(work, "verification")
    if not may_act(viewer, asked, work.case):
        raise Refused
    if finding not in VERIFICATIONS:
        raise NotNow("核查结果选：属实、限期整改、承诺不实")
    if finding != "confirmed" and not reason.strip():
        raise NotNow("写明查到了什么")
    if finding == "rectify_by":
        work.record("verification_rectify", {"reason": reason})
        work.tell("verification", f"核查要求整改：{reason}"[:300])
        return children.finish(work)
    work.happen(ClockEvent.VERIFIED, {"finding": finding, "reason": reason})
    work.change_todo(
        asked, state=Todo.State.DONE, done_at=work.at, done_by_id=viewer.user_id, outcome=finding
    )
    return children.finish(work)
