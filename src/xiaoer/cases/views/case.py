"""The case page of the desk: materials, decision, process, history, clock."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiaoer.packs.queries import version
from xiaoer.packs.schema import Form
from xiaoer.packs.steps import ClockEvent, Step
from xiaoer.people.access import Refused, needs
from xiaoer.people.models import Organisation, User
from xiaoer.people.roles import Capability, Role
from xiaoer.registry.identifiers import masked_phone, masked_ric
from xiaoer.web.ids import row_id, row_ids

from .. import queries
from ..answers import Invalid
from ..clocks import NotNow
from ..facts import Facts, acts_of, facts_of
from ..models import Case, Todo
from ..services import tasks, verbs
from ..services.overdue import REASONS, explain_overdue
from ..services.owing import asked_of, gap_of
from ..services.tasks import Done, Overtaken
from ..versions import item_in
from .answers_in import read_answers
from .places import places_of_case
from .questions import step_questions


def case_or_404(request: HttpRequest, number: str) -> Case:
    """Return the case when the viewer may open it; there is no telling it from no case."""
    try:
        return queries.case_of(request.viewer, number)
    except Case.DoesNotExist:
        raise Http404 from None


@needs(Capability.READ_CASES)
def case_page(request: HttpRequest, number: str) -> HttpResponse:
    """Show a case to those who work on it."""
    case = case_or_404(request, number)
    facts = facts_of(case)
    return render(request, "cases/case.html", _context(request, facts))


def _context(
    request: HttpRequest, facts: Facts, kept: Mapping[str, object] | None = None
) -> dict[str, object]:
    """Return what the page shows; `kept` is what was entered for a step that could not end."""
    viewer, case = request.viewer, facts.case
    acts = acts_of(viewer, facts)
    return {
        "facts": facts,
        "case": case,
        "item": facts.item,
        "pack": facts.pack,
        "acts": acts,
        "waiting": [t for t in facts.open_todos if t not in [a[0] for a in acts]],
        "materials": case.materials.filter(replaced=False),
        "missing": _missing(facts),
        "related": queries.related(viewer, case),
        "repeated": queries.repeated_applications(case),
        "ratings": case.ratings.all(),
        "answers": _answers(facts, whole=bool(acts)),
        "places": places_of_case(facts),
        "drawn": _drawn(facts),
        "verbs": _verbs(request, facts),
        "reasons": REASONS,
        "colleagues": queries.colleagues(viewer, [a[0] for a in acts]) if acts else [],
        "organisations": Organisation.objects.filter(valid_to__isnull=True).order_by("name")
        if acts
        else [],
        "step_questions": {
            t.pk: step_questions(facts, step, entered_for(t, kept)) for t, step in acts if step
        },
        "kept": kept or {},
        "askable": asked_of(facts.item, case.answers),
        "may_lack": {t.pk: _may_lack(step) for t, step in acts if step},
        "gap": gap_of(case, facts.item) if facts.clocks.gap_open else None,
        "request_key": secrets.token_hex(12),
    }


def entered_for(todo: Todo, kept: Mapping[str, object] | None) -> Mapping[str, object]:
    """Return the answers that were entered for this step and could not be taken."""
    mine = kept and kept.get("todo") == todo.pk
    answers = kept.get("answers") if kept and mine else None
    return answers if isinstance(answers, Mapping) else {}


def _may_lack(step: Step) -> bool:
    """Say whether an outcome of the step names materials: a correction, a gap."""
    naming = (ClockEvent.CORRECTION_REQUESTED, ClockEvent.ACCEPTED_WITH_GAP)
    return any(outcome.event in naming for outcome in step.outcomes)


def _missing(facts: Facts) -> list[object]:
    have = set(facts.case.materials.filter(replaced=False).values_list("key", flat=True))
    return [m for m in facts.item.materials if m.key not in have and m.source == "applicant"]


def _answers(facts: Facts, *, whole: bool) -> list[tuple[object, object]]:
    """Return what was applied for; `whole`: to those whose step it is, else masked."""
    form = facts.pack.form_of(facts.item)
    if form is None:
        return []
    shown = facts.case.answers
    return [
        (field, shown[field.key] if whole else masked(field.kind, shown[field.key]))
        for field in form.fields()
        if field.key in shown
    ]


def masked(kind: str, value: object) -> object:
    """Return a telephone or identity number as it is shown to those who only look."""
    if kind == "phone":
        return masked_phone(str(value))
    return masked_ric(str(value)) if kind == "identity_number" else value


def _drawn(facts: Facts) -> dict[str, str] | None:
    if not facts.item.process:
        return None
    held = [t.key for t in facts.open_todos if t.held or t.state == Todo.State.WAITING]
    now = [t.key for t in facts.open_todos if t.key not in held]
    return {"done": " ".join(facts.passed), "now": " ".join(now), "hold": " ".join(held)}


def _verbs(request: HttpRequest, facts: Facts) -> dict[str, bool]:
    viewer, clocks = request.viewer, facts.clocks
    organisation = facts.case.organisation_id

    def holds(role: Role) -> bool:
        return any(r.role is role and r.covers(organisation) for r in viewer.reaches)

    running = clocks.running and clocks.open_hold is None
    return {
        "suspend": running and bool(facts.item.special) and holds(Role.REVIEWER),
        "extend": running
        and bool(facts.terms.extension)
        and not clocks.extended_at
        and holds(Role.APPROVER),
        "close_gap": clocks.gap_open and not facts.case.ended_at and holds(Role.REVIEWER),
        "deliver": bool(clocks.delivering_from)
        and not clocks.delivered_at
        and holds(Role.WINDOW_CLERK),
    }


def step_form(todo: Todo) -> Form | None:
    """Return the form of a to-do's step, when it has one."""
    pack = version(todo.case.pack_version_id)
    step = item_in(pack, todo.case.item_key).step(todo.key)
    return pack.form_of(step) if step else None


def answers_sent(request: HttpRequest, form: Form | None) -> dict[str, object]:
    """Read the answers to a step's own form."""
    if form is None:
        return {}
    found = {k: v for page in form.pages for k, v in read_answers(page, request.POST).items()}
    return {key: value for key, value in found.items() if value is not None}


def _done(request: HttpRequest, form: Form | None = None) -> Done:
    officers = tuple(row_ids(request.POST.getlist("officers"), most=5))
    return Done(
        outcome=request.POST.get("outcome", ""),
        reason=request.POST.get("reason", "").replace("\x00", "").strip()[:2000],
        officers=officers,
        answers=answers_sent(request, form),
        evidence=request.POST.get("evidence", "").replace("\x00", "").strip()[:300],
        lacking=tuple(key[:64] for key in request.POST.getlist("lacking")[:60]),
    )


def _kept(todo: Todo, done: Done) -> dict[str, object]:
    return {
        "todo": todo.pk,
        "outcome": done.outcome,
        "reason": done.reason,
        "officers": list(done.officers),
        "evidence": done.evidence,
        "lacking": list(done.lacking),
        "answers": dict(done.answers),
    }


@require_POST
@needs(Capability.WORK_CASES)
def complete(request: HttpRequest, todo: int) -> HttpResponse:
    """End a step with the chosen outcome; say what stands in the way otherwise."""
    row = get_object_or_404(Todo.objects.select_related("case"), pk=todo)
    case_or_404(request, row.case.number)
    key = request.POST.get("request_key", "")[:64] or None
    done = _done(request, step_form(row))
    try:
        tasks.complete_task(request.viewer, row.pk, done, key)
    except (NotNow, Invalid) as problem:
        messages.warning(request, str(problem))
        facts = facts_of(case_or_404(request, row.case.number))
        context = _context(request, facts, _kept(row, done))
        return render(request, "cases/case.html", context, status=422)
    except (Overtaken, Refused) as problem:
        messages.warning(request, str(problem) or _("这一步不归您办"))
        return redirect("desk-case", row.case.number)
    messages.success(request, _("%(step)s：已办") % {"step": row.title})
    following = request.POST.get("then", "")
    return redirect("desk") if following == "desk" else redirect("desk-case", row.case.number)


@require_POST
@needs(Capability.WORK_CASES)
def do_verb(request: HttpRequest, number: str, verb: str) -> HttpResponse:
    """Do one of the verbs that work at any step."""
    case = case_or_404(request, number)
    act = VERBS.get(verb)
    if act is None:
        raise Http404
    try:
        act(request, case)
    except (NotNow, Overtaken, Refused, Invalid) as problem:
        messages.warning(request, str(problem) or _("这件不归您办"))
    except Todo.DoesNotExist:
        raise Http404 from None
    else:
        messages.success(request, _("已记下"))
    return redirect("desk-case", number)


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "").replace("\x00", "").strip()[:2000]


def _todo(request: HttpRequest) -> int:
    found = row_id(request.POST.get("todo", ""))
    if found is None:
        raise Http404
    return found


def _explain(request: HttpRequest, case: Case) -> None:
    evidence = request.POST.get("evidence", "")[:300]
    explain_overdue(
        request.viewer, _todo(request), request.POST.get("why", ""), _reason(request), evidence
    )


def _transfer(request: HttpRequest, case: Case) -> None:
    to = get_object_or_404(Organisation, code=request.POST.get("to", "")[:40])
    tasks.transfer(request.viewer, _todo(request), to, _reason(request))


def _assign(request: HttpRequest, case: Case) -> None:
    user = get_object_or_404(User, username=request.POST.get("to", "")[:150])
    tasks.assign(request.viewer, _todo(request), user)


VERBS = {
    "suspend": lambda r, c: verbs.suspend(r.viewer, c.pk, r.POST.get("special", ""), _reason(r)),
    "resume": lambda r, c: verbs.resume(r.viewer, c.pk, _reason(r)),
    "extend": lambda r, c: verbs.extend(r.viewer, c.pk, _reason(r)),
    "close-gap": lambda r, c: verbs.close_gap(
        r.viewer,
        c.pk,
        on_paper=r.POST.get("paper") == "yes",
        fault=_reason(r) if r.POST.get("fault") else "",
    ),
    "deliver": lambda r, c: verbs.deliver(r.viewer, c.pk, _reason(r)),
    "verify": lambda r, c: verbs.verify(r.viewer, c.pk, r.POST.get("finding", ""), _reason(r)),
    "explain": _explain,
    "transfer": _transfer,
    "assign": _assign,
    "claim": lambda r, c: tasks.claim(r.viewer, _todo(r)),
    "release": lambda r, c: tasks.release(r.viewer, _todo(r)),
}


@login_required
def model(request: HttpRequest, number: str) -> HttpResponse:
    """Return the BPMN file of a case for the drawing."""
    facts = facts_of(case_or_404(request, number))
    wanted = (facts.item.process or "").encode()
    for name, data in facts.pack.files.items():
        if name.endswith(".bpmn") and b'id="' + wanted + b'"' in data:
            return HttpResponse(data, content_type="application/xml; charset=utf-8")
    raise Http404


@needs(Capability.READ_CASES)
def search(request: HttpRequest) -> HttpResponse:
    """Find cases by number, applicant or credit code."""
    from django.core.paginator import Paginator
    from django.db.models import Q

    word = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    rows = queries.visible(request.viewer).select_related("organisation")
    if word:
        rows = rows.filter(
            Q(number__startswith=word)
            | Q(applicant_name__contains=word)
            | Q(enterprise__uscc=word)
            | Q(item_title__contains=word)
        )
    found = Paginator(rows.order_by("-submitted_at"), queries.PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "cases/search.html", {"found": found, "word": word})
