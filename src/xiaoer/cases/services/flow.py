"""How a case moves: a step ends with an outcome, the process runs on, new steps open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from xiaoer.clock.reckoning import CHINA
from xiaoer.packs.items import Item, Material
from xiaoer.packs.steps import ClockEvent, Outcome, Result, Step
from xiaoer.people.bodies import organisation_id

from ..clocks import NotNow
from ..models import Todo
from ..running import NoSuchStep, Waiting
from ..versions import people_role
from .owing import GAP, GAP_CHECK, RECTIFY, ask_gap, ask_to_mend, mended, named
from .papers import print_slip
from .places import give_up, settle_in, take_up
from .work import OPEN, Work

MOST_AUTOMATIC = 50  # steps in a row that the program may take itself
BARRED = ("C", "D")  # credit classes without gaps and commitments (time-law T23, T24)
KEPT = frozenset(
    {"verification", "overdue_reason", "resume", GAP, GAP_CHECK, RECTIFY}
)  # not of the drawn process
CLOSING = {
    ClockEvent.NOT_ACCEPTED: Result.NOT_ACCEPTED,
    ClockEvent.RETURNED: Result.RETURNED,
    ClockEvent.WITHDRAWN: Result.WITHDRAWN,
}


def data_of(work: Work) -> dict[str, Any]:
    """Return what the conditions of the process may ask about."""
    case = work.case
    enterprise = case.enterprise
    return {
        "answers": case.answers,
        "outcome": case.outcomes,
        "case": {
            "commitment": case.commitment,
            "channel": case.channel,
            "gap": work.clocks.gap_from is not None,
            "corrections": work.clocks.corrections,
            "entity_type": enterprise.form if enterprise else "",
            "credit_class": enterprise.credit_class if enterprise else "",
        },
    }


def place_of_item(item: Item) -> int:
    """Return the department of an item; raises `NotNow` when the city has no such body."""
    found = organisation_id(item.owner)
    if found is None:
        raise NotNow(f"“{item.title}”的主管部门还没有录入，找业务管理员")
    return found


def place(work: Work, step: Step) -> int:
    """Return the organisation that does a step: its own, or the item's department."""
    if step.organisation is None:
        return place_of_item(work.item)
    found = organisation_id(step.organisation)
    if found is None:
        raise NotNow(f"“{step.title}”由谁办还没有录入，找业务管理员")
    return found


def step_of(work: Work, waiting: Waiting) -> Step:
    """Return the pack's description of a waiting step; raises `NotNow` when it has none."""
    step = work.item.step(waiting.key)
    if step is None:
        raise NotNow(f"流程图里的“{waiting.key}”在事项里没有说明，找业务管理员")
    return step


def take(
    work: Work,
    todo: Todo,
    step: Step,
    outcome: Outcome,
    fields: Mapping[str, Any],
    event: ClockEvent | None = None,
    at: datetime | None = None,
    request_key: str | None = None,
) -> None:
    """End a step with an outcome: record it, let the clocks know, run the process on.

    `event` stands in for the outcome's own when the clock acts instead of a person
    (deemed acceptance).
    """
    payload = {"step": todo.step, "key": step.key, "outcome": outcome.key, **dict(fields)}
    done = work.record("task_completed", payload, at, request_key)
    happened = event or outcome.event
    notice = dict(fields)
    if happened:
        owed = _owed(work, happened, fields)
        notice["lacking"] = [str(material.title) for material in owed]
        work.happen(happened, _effect(work, step, outcome, fields, owed), at)
    if happened is ClockEvent.ACCEPTED_WITH_GAP:
        notice["until"] = _begin_gap(work, todo)
    elif happened is ClockEvent.RECTIFICATION_STARTED:
        ask_to_mend(work, todo.step)
    elif happened is ClockEvent.RECTIFICATION_ENDED:
        mended(work)
    if outcome.premises:
        settle_in(work, outcome.premises)
    if outcome.slip:
        print_slip(work, outcome.slip, done, notice)
    if happened is ClockEvent.CORRECTION_REQUESTED:
        ask_applicant(work, todo, fields)
        return
    _finish(work, todo, outcome)
    if happened in CLOSING:
        end(work, CLOSING[happened])
        return
    advance(work, todo.step, step, outcome, fields)


def _owed(work: Work, happened: ClockEvent, fields: Mapping[str, Any]) -> list[Material]:
    """Return the materials that a correction or an acceptance with a gap names."""
    if happened is ClockEvent.ACCEPTED_WITH_GAP:
        _may_owe(work)
    elif happened is not ClockEvent.CORRECTION_REQUESTED:
        return []
    return named(work, happened, tuple(fields.get("lacking", ())))


def _effect(
    work: Work, step: Step, outcome: Outcome, fields: Mapping[str, Any], owed: list[Material]
) -> dict[str, Any]:
    """Return what goes into the event that moves the clocks."""
    effect: dict[str, Any] = {"step": step.key, "reason": fields.get("reason", "")}
    if owed:
        effect["lacking"] = [material.key for material in owed]
    if outcome.event is ClockEvent.CORRECTION_REQUESTED and work.clocks.corrections:
        effect["second_notice"] = True  # all points are told at once (time-law T2)
    if outcome.special:
        effect["special"] = outcome.special
    if outcome.result:
        effect["result"] = outcome.result.value
    return effect


def _begin_gap(work: Work, todo: Todo) -> str:
    """Ask the applicant for what is owed; return the day by which it is, as it is printed."""
    found = (d.at for d in work.deadlines() if d.kind == "supplement" and d.share == 100)
    until = next(found, None)
    ask_gap(work, todo.step, until)
    day = f"{until.astimezone(CHINA):%Y-%m-%d}" if until else ""
    work.tell("gap", f"先受理了，缺的材料在 {day} 前补齐"[:300])
    return day


def _may_owe(work: Work) -> None:
    """Bad credit bars acceptance with a gap until it is repaired (time-law T23)."""
    enterprise = work.case.enterprise
    if enterprise and enterprise.credit_class in BARRED:
        raise NotNow(f"信用风险 {enterprise.credit_class} 类不能容缺受理，材料齐了再受理")


def _finish(work: Work, todo: Todo, outcome: Outcome) -> None:
    work.change_todo(
        todo,
        state=Todo.State.DONE,
        done_at=work.at,
        done_by_id=work.viewer.user_id,
        outcome=outcome.key,
    )


def advance(
    work: Work, at_place: str, step: Step, outcome: Outcome, fields: Mapping[str, Any]
) -> None:
    """Tell the process how a step ended and run on to where it next waits."""
    work.case.outcomes = {**work.case.outcomes, step.key: outcome.key}
    data = {**data_of(work), **outcome.set}
    if outcome.result:
        data["result"] = outcome.result.value
    if fields.get("answers"):
        take_up(work, fields["answers"])
        data["answers"] = work.case.answers
    try:
        work.run.complete(at_place, data)
    except NoSuchStep as lost:
        raise NotNow("流程已经走过这一步，刷新看看现在到哪了") from lost
    settle(work)


def ask_applicant(work: Work, todo: Todo, fields: Mapping[str, Any]) -> None:
    """Keep the step where it is until the applicant has supplied what was asked for, once."""
    work.change_todo(todo, state=Todo.State.WAITING)
    work.tell("correction", f"要补正：{fields.get('reason', '')}"[:300])
    work.add_todo(
        Todo(
            case=work.case,
            step=f"{todo.step}!correction",
            key="correction",
            title="补正材料",
            role="applicant",
            since=work.at,
        )
    )


def release(work: Work, asked: Todo) -> None:
    """Close what was asked for and open the step again that waited for it."""
    work.change_todo(asked, state=Todo.State.DONE, done_at=work.at, done_by_id=work.viewer.user_id)
    waiting = work.open_todo(asked.step.rsplit("!", 1)[0])
    if waiting:
        work.change_todo(waiting, state=Todo.State.OPEN)


def settle(work: Work) -> None:
    """Open to-dos for the steps that wait now; take the automatic ones; notice the end."""
    for traced in work.run.decided():
        # the rule trace of what the program decided by itself (market (一)1 g)
        work.record("decision_made", traced)
    for _turn in range(MOST_AUTOMATIC):
        waiting = [w for w in work.run.waiting() if w.kind == "task"]
        _close_gone(work, {w.id for w in waiting})
        automatic = _open_new(work, waiting)
        if automatic is None:
            break
        todo, step = automatic
        outcome = step.outcome(step.automatic or "")
        if outcome is None:
            raise NotNow(f"“{step.title}”的自动结果没有写明，找业务管理员")
        take(work, todo, step, outcome, {"automatic": True})
        return
    work.keep_timers()
    if work.run.result and work.case.ended_at is None:
        end(work, Result(work.run.result))


def _close_gone(work: Work, present: set[str]) -> None:
    """Cancel the to-dos whose step the process has left (an interrupting event, a join)."""
    for todo in work.todos:
        if todo.state in OPEN and todo.step.split("!")[0] not in present and not _kept(todo):
            work.change_todo(todo, state=Todo.State.CANCELLED)


def _kept(todo: Todo) -> bool:
    return todo.key in KEPT


def _open_new(work: Work, waiting: list[Waiting]) -> tuple[Todo, Step] | None:
    """Open a to-do for each step that has none; return the first that runs by itself."""
    for w in waiting:
        if work.open_todo(w.id):
            continue
        step = step_of(work, w)
        todo = work.add_todo(_todo(work, w, step))
        if step.automatic:
            return todo, step
        if step.opens:
            item = str(w.loop) if step.opens == "each" else step.opens
            work.to_open.append((w.id, step, item))
    return None


def _todo(work: Work, waiting: Waiting, step: Step) -> Todo:
    role = people_role(work.pack, step.role)
    return Todo(
        case=work.case,
        step=waiting.id,
        key=step.key,
        title=str(step.title),
        role=role,
        organisation_id=None if role == "applicant" else place(work, step),
        since=work.at,
        # a child case does this step: nobody has it on the desk
        state=Todo.State.WAITING if step.opens else Todo.State.OPEN,
    )


def end(work: Work, result: Result) -> None:
    """Close a case: its result, its open to-dos, its delivery when that needs nobody."""
    case = work.case
    if result in (Result.GRANTED, Result.REFUSED, Result.TERMINATED) and work.clocks.running:
        work.happen(ClockEvent.DECIDED, {"result": result.value})
    for todo in work.todos:
        if todo.state in OPEN and (todo.key in (GAP, GAP_CHECK, RECTIFY) or not _kept(todo)):
            work.change_todo(todo, state=Todo.State.CANCELLED)
    give_up(work)
    case.outcome, case.ended_at, case.open_steps = result.value, work.at, []
    work.just_ended = True
    if result is Result.GRANTED and work.clocks.verifying_from:
        _open_verification(work)
    work.record("ended", {"result": result.value})
    work.tell("ended", f"{case.item_title}：{case.get_outcome_display()}")


def _open_verification(work: Work) -> None:
    """Open the check after a commitment (time-law T25)."""
    work.add_todo(
        Todo(
            case=work.case,
            step="after!verification",
            key="verification",
            title="核查承诺",
            role="reviewer",
            organisation_id=place_of_item(work.item),
            since=work.at,
            due_at=next(
                (d.at for d in work.deadlines() if d.kind == "verification" and d.share == 100),
                None,
            ),
        )
    )
