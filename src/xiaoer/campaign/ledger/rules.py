"""Why a move of an assigned item is refused, and what to do about it. Pure.

Source rule: campaign §5, table of states, and the paragraph on abuse.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from xiaoer.clock.calendar import WorkCalendar
from xiaoer.clock.reckoning import local_day

from .evidence import evidence_refusals
from .items import Actor, ItemFacts, Move
from .states import (
    ACKNOWLEDGE_DAYS,
    LEAD,
    MOST_EXTENSIONS,
    MOVES,
    OBJECTION_DAYS,
    PLAN_DAYS,
    RELAPSE_DAYS,
    REVIEW_DAYS,
    ROLE_WORDS,
    STATE_WORDS,
    MoveKind,
    Role,
    State,
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """A move that somebody tries at a moment."""

    item: ItemFacts
    move: Move
    actor: Actor
    now: datetime
    calendar: WorkCalendar

    @property
    def today(self) -> date:
        """Return the date in China."""
        return local_day(self.now)


def _working_days(calendar: WorkCalendar, start: datetime | None, end: datetime) -> int:
    return 0 if start is None else calendar.working_days_between(local_day(start), local_day(end))


# --- who, from where -----------------------------------------------------------------------


def _who(attempt: Attempt) -> Iterator[str]:
    rule, actor = MOVES[attempt.move.kind], attempt.actor
    acting = rule.who & actor.roles
    if acting <= LEAD and actor.unit != attempt.item.lead:
        acting = frozenset()
    if not acting:
        names = "或".join(ROLE_WORDS[role] for role in Role if role in rule.who)
        yield f"只有{names}能{rule.words}，请他们来办"


def _where(attempt: Attempt) -> Iterator[str]:
    rule, state = MOVES[attempt.move.kind], attempt.item.state
    if not rule.starts:
        if state is not None:
            yield f"事项已经是“{STATE_WORDS[state]}”，不用再{rule.words}"
    elif state is None:
        yield "事项还没有交办，先交办"
    elif state not in rule.starts:
        names = "、".join(STATE_WORDS[s] for s in State if s in rule.starts)
        yield f"事项现在是“{STATE_WORDS[state]}”，要在“{names}”时才能{rule.words}"


def _reason(attempt: Attempt) -> Iterator[str]:
    rule = MOVES[attempt.move.kind]
    if rule.needs_reason and not attempt.move.reason.strip():
        yield f"{rule.words}要写明理由"


# --- conditions ------------------------------------------------------------------------------


def _clause(attempt: Attempt) -> Iterator[str]:
    if not attempt.item.minutes_clause.strip():
        yield "没有附纪要条款，写明是哪次会议、哪一条交办的"


def _priority(attempt: Attempt) -> Iterator[str]:
    if attempt.item.priority not in (1, 2, 3):
        yield f"优先级写 1、2 或 3，不能是 {attempt.item.priority}"
    elif attempt.item.priority == 1 and attempt.item.assigning_leader is None:
        yield "一级事项要写明是哪位领导交办的，销号时要他签字"


def _no_objection_waits(attempt: Attempt) -> Iterator[str]:
    if attempt.item.objected_at is not None and not attempt.item.objection_answered:
        yield "异议还没有答复，等指挥部办公室答复后再办"


def _objection(attempt: Attempt) -> Iterator[str]:
    item = attempt.item
    if item.objected_at is not None:
        yield "异议只能提一次，指挥部办公室的答复是最后的答复"
    run = _working_days(attempt.calendar, item.issued_at, attempt.now)
    if run > OBJECTION_DAYS:
        yield f"交办后 {OBJECTION_DAYS} 个工作日内才能提异议，现在已过 {run} 个工作日，按计划办理"


def _answer(attempt: Attempt) -> Iterator[str]:
    item = attempt.item
    if item.objected_at is None:
        yield "牵头单位没有提异议，不用答复"
    elif item.objection_answered:
        yield "异议已经答复过，只答复一次"


def _evidence(attempt: Attempt) -> Iterator[str]:
    item = attempt.item
    if not item.required:
        yield "事项没有定要什么佐证，请指挥部办公室先定下来"
    yield from evidence_refusals(item.required, item.evidence)


def _children(attempt: Attempt) -> Iterator[str]:
    waiting = sum(state.is_open for state in attempt.item.children)
    if waiting:
        yield f"还有 {waiting} 个子事项没有销号，子事项都销号后再办这一项"


def _planned(attempt: Attempt) -> Iterator[str]:
    if attempt.item.planned_at is None:
        yield "还没有办理计划，先填办理计划"


def _vice_signs(attempt: Attempt) -> Iterator[str]:
    alone = Role.LEAD_VICE in attempt.actor.roles
    if attempt.move.signed_by is None and not alone:
        yield "报请销号要本单位分管负责同志签字"


def _apart(attempt: Attempt) -> Iterator[str]:
    item, person = attempt.item, attempt.actor.person
    if person == item.opener:
        yield "核验的人不能是开这一项的人，换办公室另一位同志核验"
    if person in (item.proposer, item.signer):
        yield "核验的人不能是报请销号的人，换办公室另一位同志核验"


def _opener_is_no_proposer(attempt: Attempt) -> Iterator[str]:
    item = attempt.item
    signer = attempt.move.signed_by
    if item.opener in (attempt.actor.person, signer):
        yield "开这一项的人不能报请销号，换本单位另一位同志报"


def _checked(attempt: Attempt) -> Iterator[str]:
    checks = attempt.item.checks
    if not checks.documents:
        yield "佐证材料还没有核对，核对后再销号"
    if checks.field_drawn and not checks.field_done:
        yield "这一项抽中了实地核查，核查完再销号"
    if checks.firm_concerned and not checks.called_back:
        yield "这一项涉及企业或群众，回访当事人后再销号"


def _leader_signs(attempt: Attempt) -> Iterator[str]:
    item = attempt.item
    if item.priority != 1:
        return
    if item.assigning_leader is None or attempt.move.signed_by != item.assigning_leader:
        yield f"一级事项{MOVES[attempt.move.kind].words}，还要交办的领导签字"


def _asked_in_time(attempt: Attempt) -> Iterator[str]:
    item = attempt.item
    asked = item.extension_asked_at
    if item.due is None:
        yield "长期事项没有到期日，不用延期；改的是检查节点"
    elif asked is None:
        yield "牵头单位没有申请延期，先在到期前申请"
    elif local_day(asked) > item.due:
        yield f"延期最迟在到期日 {item.due} 当天申请，现在按逾期办理"


def _asks_in_time(attempt: Attempt) -> Iterator[str]:
    due = attempt.item.due
    if due is None:
        yield "长期事项没有到期日，不用延期；改的是检查节点"
    elif attempt.today > due:
        yield f"延期最迟在到期日 {due} 当天申请，现在按逾期办理"


def _extensions_left(attempt: Attempt) -> Iterator[str]:
    if attempt.item.extensions >= MOST_EXTENSIONS:
        yield f"已经延期 {attempt.item.extensions} 次，最多 {MOST_EXTENSIONS} 次，不能再延"


def _new_due(attempt: Attempt) -> Iterator[str]:
    due, new = attempt.item.due, attempt.move.new_due
    if due is not None and (new is None or new <= due):
        yield f"写明新的到期日，要晚于现在的到期日 {due}"


def _leader_extends(attempt: Attempt) -> Iterator[str]:
    item, actor = attempt.item, attempt.actor
    if item.priority == 1:
        leads = Role.HQ_LEADER in actor.roles and actor.person == item.assigning_leader
        if not leads:
            yield "一级事项的延期由交办的领导批准"
    elif Role.HQ_OFFICE not in actor.roles:
        yield "这一项的延期由指挥部办公室批准"


def _review(attempt: Attempt) -> Iterator[str]:
    review, today = attempt.move.review_on, attempt.today
    last = today + timedelta(days=REVIEW_DAYS)
    if review is None or not today < review <= last:
        yield f"写明复核日期，要在明天到 {last} 之间（最长 {REVIEW_DAYS} 天）"


def _relapse(attempt: Attempt) -> Iterator[str]:
    closed = attempt.item.closed_at
    if closed is None:
        return
    days = (attempt.today - local_day(closed)).days
    if days > RELAPSE_DAYS:
        yield f"销号已过 {days} 天，{RELAPSE_DAYS} 天内才能重新激活；另开一项交办"


Check = Callable[[Attempt], Iterator[str]]
CONDITIONS: Mapping[MoveKind, tuple[Check, ...]] = {
    MoveKind.ISSUE: (_clause, _priority),
    MoveKind.ACKNOWLEDGE: (_no_objection_waits,),
    MoveKind.OBJECT: (_objection,),
    MoveKind.ANSWER_OBJECTION: (_answer,),
    MoveKind.PLAN: (_no_objection_waits,),
    MoveKind.REPORT: (_planned, _vice_signs, _opener_is_no_proposer, _evidence, _children),
    MoveKind.VERIFY: (_apart,),
    MoveKind.CLOSE: (_apart, _evidence, _children, _checked, _leader_signs),
    MoveKind.RETURN: (_apart,),
    MoveKind.REQUEST_EXTENSION: (_asks_in_time, _extensions_left, _new_due),
    MoveKind.EXTEND: (_asked_in_time, _extensions_left, _new_due, _leader_extends),
    MoveKind.SUSPEND: (_review,),
    MoveKind.RESUME: (),
    MoveKind.REOPEN: (_relapse,),
    MoveKind.CANCEL: (_leader_signs,),
}


def refusals(
    item: ItemFacts,
    move: Move,
    actor: Actor,
    now: datetime,
    calendar: WorkCalendar | None = None,
) -> list[str]:
    """Return why a move is refused, each with what to do; empty when it may be made.

    Who and from where come first: when they do not fit, the conditions are not looked at.
    Late acknowledgement and planning are counted (`overdue_steps`), not refused (campaign §5).
    """
    attempt = Attempt(item, move, actor, now, calendar or WorkCalendar.china())
    found = [*_who(attempt), *_where(attempt)]
    if found:
        return found
    checks = (_reason, *CONDITIONS[move.kind])
    return [words for check in checks for words in check(attempt)]


def overdue_steps(
    item: ItemFacts, now: datetime, calendar: WorkCalendar | None = None
) -> list[str]:
    """Return which steps of an open item are late: signing, the plan, the review (campaign §5)."""
    days = calendar or WorkCalendar.china()
    waited = _working_days(days, item.assigned_at or item.issued_at, now)
    found = []
    if item.state is State.ISSUED and waited > ACKNOWLEDGE_DAYS:
        found.append(f"交办已过 {waited} 个工作日还没有签收，{ACKNOWLEDGE_DAYS} 个工作日内要签收")
    planning = _working_days(days, item.acknowledged_at, now)
    if item.state is State.ACKNOWLEDGED and item.planned_at is None and planning > PLAN_DAYS:
        found.append(f"签收已过 {planning} 个工作日还没有办理计划，{PLAN_DAYS} 个工作日内要填")
    if item.state is State.SUSPENDED and item.review_on and local_day(now) > item.review_on:
        found.append(f"挂起的复核日期 {item.review_on} 已过，复核后恢复办理或重新定日期")
    return found
