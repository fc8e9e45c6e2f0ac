"""The applicant's own pages: what waits for him, how far his cases are, papers, rating."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiaoer.people.access import Refused
from xiaoer.people.roles import Capability

from .. import queries
from ..access import APPLICANT, is_party
from ..answers import Invalid
from ..clocks import NotNow
from ..facts import Facts, acts_of, applicant_acts, facts_of
from ..models import Case
from ..services import drafts, tasks, verbs
from ..services.owing import GAP, Owed, correction_of, gap_of, rectification_of
from ..services.ratings import REASONS, rate
from ..services.tasks import Done, Overtaken
from ..sniffing import BadFile
from .case import answers_sent, case_or_404, step_form
from .questions import step_questions


def own_case(request: HttpRequest, number: str) -> Case:
    """Return a case of the viewer's own; for all others there is none."""
    case = case_or_404(request, number)
    if not is_party(request.viewer, case):
        raise Http404
    return case


@login_required
def my(request: HttpRequest) -> HttpResponse:
    """List the applicant's drafts and cases, those that wait for him first."""
    found = Paginator(queries.my_cases(request.viewer), queries.PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "found": found,
        "cards": [facts_of(case) for case in found],
        "drafts": queries.drafts_of(request.viewer),
        "todos": queries.my_todos(request.viewer),
    }
    return render(request, "cases/my.html", context)


@login_required
def progress(request: HttpRequest, number: str) -> HttpResponse:
    """Show how far a case is: the one thing to do, the clock, the steps, the history."""
    case = own_case(request, number)
    facts = facts_of(case)
    return render(request, "cases/progress.html", _context(request, facts))


def _context(request: HttpRequest, facts: Facts) -> dict[str, object]:
    case = facts.case
    acts = acts_of(request.viewer, facts)
    return {
        "facts": facts,
        "case": case,
        "item": facts.item,
        "todos": applicant_acts(request.viewer, facts),
        "acts": [a for a in acts if a[0].role == "applicant" and a[1] is not None],
        "step_questions": {t.pk: step_questions(facts, step) for t, step in acts if step},
        "handlers": [t for t in facts.open_todos if t.role != "applicant"],
        "papers": queries.papers_of(case),
        "parts": list(case.children.select_related("organisation").order_by("id")),
        "part_drafts": list(case.drafts.filter(case__isnull=True)),
        "owed": _owed(facts),
        "found": rectification_of(facts.case),
        "ratable": _ratable(facts),
        "reasons": REASONS,
        "can_withdraw": case.ended_at is None and facts.clocks.decided_at is None,
        "can_pause": facts.clocks.running and facts.clocks.open_hold is None,
    }


def _owed(facts: Facts) -> Owed | None:
    """Return what the applicant is asked to supply now."""
    mine = {todo.key: todo for todo in facts.open_todos if todo.role == APPLICANT}
    if "correction" in mine:
        return correction_of(facts.case, facts.item)
    if GAP in mine:
        return gap_of(facts.case, facts.item, mine[GAP].due_at)
    return None


def _ratable(facts: Facts) -> list[object]:
    rated = set(facts.case.ratings.values_list("step", flat=True))
    done = [s for s in facts.stages() if s.state == "done" and s.step.role != "applicant"]
    return [s for s in done if s.step.key not in rated][-1:]


@login_required
def sent(request: HttpRequest, number: str) -> HttpResponse:
    """Confirm that an application was handed in, and say what happens next."""
    case = own_case(request, number)
    return render(request, "cases/sent.html", {"case": case, "facts": facts_of(case)})


def _say(request: HttpRequest, problem: Exception) -> None:
    messages.warning(request, str(problem) or _("这件不能这样办"))


@require_POST
@login_required
def supply(request: HttpRequest, number: str) -> HttpResponse:
    """Supply what the correction asks for: files, words, or both."""
    case = own_case(request, number)
    try:
        for file in request.FILES.getlist("file")[:10]:
            key = request.POST.get("key", "")
            drafts.add_case_material(request.viewer, case, key, file.name or "", file.read())
        if request.POST.get("gap"):
            verbs.supply_gap(request.viewer, case.pk)
            messages.success(request, _("已交，等经办人核对"))
        elif request.POST.get("done"):
            words = request.POST.get("words", "").replace("\x00", "").strip()[:2000]
            verbs.supply_correction(
                request.viewer, case.pk, {"correction_words": words} if words else {}
            )
            messages.success(request, _("已补齐，重新开始算受理时限"))
    except (BadFile, NotNow, Refused) as problem:
        _say(request, problem)
    return redirect("my-case", number)


@require_POST
@login_required
def mend(request: HttpRequest, number: str) -> HttpResponse:
    """Report what was mended after an inspection, with pictures."""
    case = own_case(request, number)
    try:
        for file in request.FILES.getlist("file")[:10]:
            drafts.add_evidence(request.viewer, case, file.name or "", file.read())
        words = request.POST.get("words", "").replace("\x00", "").strip()[:2000]
        verbs.report_mended(request.viewer, case.pk, words)
        messages.success(request, _("已报告，等经办人复查"))
    except (BadFile, NotNow, Refused) as problem:
        _say(request, problem)
    return redirect("my-case", number)


@require_POST
@login_required
def act(request: HttpRequest, number: str) -> HttpResponse:
    """Do the applicant's own step."""
    case = own_case(request, number)
    facts = facts_of(case)
    todo = next((t for t in facts.open_todos if str(t.pk) == request.POST.get("todo")), None)
    if todo is None:
        raise Http404
    reason = request.POST.get("reason", "").replace("\x00", "").strip()[:2000]
    todo.case = case
    answers = answers_sent(request, step_form(todo))
    try:
        done = Done(request.POST.get("outcome", ""), reason, answers=answers)
        tasks.complete_task(request.viewer, todo.pk, done)
    except (NotNow, Overtaken, Refused, Invalid) as problem:
        _say(request, problem)
    return redirect("my-case", number)


@require_POST
@login_required
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Take the application back."""
    case = own_case(request, number)
    try:
        verbs.withdraw(request.viewer, case.pk, request.POST.get("reason", "")[:300])
        messages.success(request, _("已撤回"))
    except (NotNow, Refused) as problem:
        _say(request, problem)
    return redirect("my-case", number)


@require_POST
@login_required
def pause(request: HttpRequest, number: str) -> HttpResponse:
    """Ask to wait, or go on again."""
    case = own_case(request, number)
    try:
        if request.POST.get("go_on"):
            verbs.resume(request.viewer, case.pk)
        else:
            verbs.pause_for_applicant(request.viewer, case.pk, request.POST.get("reason", "")[:300])
    except (NotNow, Refused) as problem:
        _say(request, problem)
    return redirect("my-case", number)


@require_POST
@login_required
def rate_step(request: HttpRequest, number: str) -> HttpResponse:
    """Rate a step that is done."""
    case = own_case(request, number)
    level = request.POST.get("level", "")
    try:
        rate(
            request.viewer,
            case.pk,
            request.POST.get("step", "")[:120],
            int(level) if level in {"1", "2", "3", "4", "5"} else 0,
            request.POST.getlist("reasons")[:10],
            request.POST.get("words", "").replace("\x00", ""),
        )
        messages.success(request, _("谢谢，评价已收到"))
    except (NotNow, Refused) as problem:
        _say(request, problem)
    return redirect("my-case", number)


@login_required
def material(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Give out a file of a case to its parties and to those who work on cases."""
    case = case_or_404(request, number)
    if not (is_party(request.viewer, case) or request.viewer.can(Capability.WORK_CASES)):
        raise Http404
    row = get_object_or_404(case.materials, pk=pk)
    path = Path(settings.MEDIA_ROOT) / row.file
    if not row.file or not path.is_file():
        raise Http404
    shown_inline = row.content_type in {"application/pdf", "image/png", "image/jpeg"}
    extension = mimetypes.guess_extension(row.content_type) or ""
    answer = FileResponse(
        path.open("rb"),
        as_attachment=not shown_inline,
        filename=row.name or f"{row.title}{extension}",
        content_type=row.content_type,
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = "sandbox"
    return answer


@login_required
def paper(request: HttpRequest, number: str, paper_number: str) -> HttpResponse:
    """Show a slip or decision as it was issued."""
    case = case_or_404(request, number)
    row = get_object_or_404(case.papers, number=paper_number)
    return render(request, "cases/paper.html", {"paper": row, "case": case})
