"""What begins elsewhere when something happens in a case (market (一)7 c, early demand)."""

from __future__ import annotations

from django.db import transaction

from xiaoer.packs.queries import packs_on
from xiaoer.packs.schema import Trigger
from xiaoer.people.roles import NOBODY
from xiaoer.process.expressions import compiled

from ..answers import Invalid
from ..clocks import NotNow
from ..models import Case, CaseEvent
from .work import Work

KINDS = {"step_completed": "task_completed"}  # a pack's word → the event's kind


def _fits(trigger: Trigger, work: Work, event: CaseEvent) -> bool:
    here = trigger.item in (None, work.case.item_key)
    step = event.payload.get("key") or event.payload.get("step")
    fits = KINDS.get(trigger.on, trigger.on) == event.kind and here and trigger.step in (None, step)
    return fits and _holds(trigger.when, work)


def _holds(condition: str, work: Work) -> bool:
    answers = work.case.answers
    facts = {**answers, "answers": answers, "outcome": work.case.outcomes}
    return not condition or bool(compiled(condition)(facts))


def follow(work: Work) -> None:
    """Note what the new events of a case begin elsewhere; it is opened once all is written."""
    triggers = [t for pack in packs_on(work.at.date()) for t in pack.pack.triggers]
    if not triggers:
        return
    for event in list(work.new_events):
        for trigger in triggers:
            if _fits(trigger, work, event):
                transaction.on_commit(_opener(work, trigger))


def _opener(work: Work, trigger: Trigger) -> object:
    case, at = work.case, work.at

    def open_it() -> None:
        from .opening import Application, opened

        application = Application(
            trigger.opens,
            answers=case.answers,
            applicant_id=case.applicant_id,
            applicant_name=case.applicant_name,
            enterprise=case.enterprise,
            channel=Case.Channel.SYSTEM,
            county_code=case.county_code,
            previous=case,
            triggered=True,
        )
        key = f"trigger-{case.pk}-{trigger.on}-{trigger.opens}"
        if Case.objects.filter(applicant_id=case.applicant_id, request_key=key).exists():
            return
        try:
            with transaction.atomic():
                found = opened(NOBODY, application, key, at)
        except (NotNow, Invalid) as problem:
            _note(case, work, "trigger_failed", {"title": str(trigger.title), "why": str(problem)})
        else:
            _note(case, work, "triggered", {"title": str(trigger.title), "case": found.number})

    return open_it


def _note(case: Case, work: Work, kind: str, payload: dict[str, str]) -> None:
    with transaction.atomic():
        row = Case.objects.select_for_update().get(pk=case.pk)
        noted = Work.on(row, work.pack, NOBODY, work.at)
        noted.record(kind, payload)
        noted.write()
