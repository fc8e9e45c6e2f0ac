"""Bundles: steps that are done by a case of their own, and what its end means for the parent."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from xiaoer.packs.queries import item_on, version
from xiaoer.packs.steps import Step
from xiaoer.people.roles import Viewer

from ..clocks import NotNow
from ..models import Case, Draft, Todo
from .triggers import follow
from .work import Work

if TYPE_CHECKING:
    from .opening import Application


def open_all(work: Work) -> None:
    """Open the child cases that the new steps ask for; the applicant's own start as drafts."""
    for place, step, item_key in work.to_open:
        if step.role == "applicant":
            _draft(work, place, step, item_key)
        else:
            _child(work, place, item_key)
    work.to_open.clear()


def _draft(work: Work, place: str, step: Step, item_key: str) -> None:
    found = item_on(item_key, work.at.date())
    if found is None:
        raise NotNow(f"“{step.title}”要办的事项现在不能申请")
    Draft.objects.create(
        user_id=work.case.applicant_id,
        item_key=item_key,
        pack_version_id=found[0].pk,
        enterprise=work.case.enterprise,
        answers=work.case.answers,
        parent=work.case,
        parent_step=place,
    )


def _child(work: Work, place: str, item_key: str) -> None:
    from .opening import opened

    opened(work.viewer, _application(work.case, place, item_key, work.at), None, work.at)


def _application(parent: Case, place: str, item_key: str, at: datetime) -> Application:
    from .opening import Application

    found = item_on(item_key, at.date())
    # the parts of a bundle that know no commitment go the ordinary way
    promised = parent.commitment and found is not None and found[1].commitment is not None
    return Application(
        item_key=item_key,
        answers=parent.answers,
        applicant_id=parent.applicant_id,
        applicant_name=parent.applicant_name,
        enterprise=parent.enterprise,
        channel=Case.Channel.SYSTEM,
        county_code=parent.county_code,
        commitment=promised,
        parent=parent,
        parent_step=place,
    )


def tell_parent(child: Case, viewer: Viewer, at: datetime) -> None:
    """Complete the parent's step with the child's result, once the child has ended."""
    from .flow import take

    parent = Case.objects.select_for_update().get(pk=child.parent_id)
    if parent.ended_at is not None:
        return
    work = Work.on(parent, version(parent.pack_version_id), viewer, at)
    todo = work.open_todo(child.parent_step)
    if todo is None:
        return
    step = work.item.step(todo.key)
    outcome = step.outcome(child.outcome) if step else None
    if step is None or outcome is None:
        # the pack foresaw no such end: somebody has to look at it
        work.record("child_ended", {"case": child.number, "result": child.outcome})
        work.change_todo(todo, state=Todo.State.OPEN)
    else:
        take(work, todo, step, outcome, {"case": child.number})
    finish(work)


def finish(work: Work) -> Case:
    """Write a case, open what its new steps ask for, and tell its parent when it has ended."""
    follow(work)
    case = work.write()
    open_all(work)
    if case.ended_at is not None and case.parent_id is not None and work.just_ended:
        tell_parent(case, work.viewer, work.at)
    return case
