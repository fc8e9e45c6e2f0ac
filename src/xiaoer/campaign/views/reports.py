"""One unit's report of one month: filled in by the system, explained by the unit."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from xiaoer.people.access import needs
from xiaoer.people.models import Organisation
from xiaoer.people.roles import Capability

from ..models import MonthlyReport, Programme
from ..report_forms import ProblemForms, ReportForm, problem_rows
from ..report_queries import (
    contradicted,
    facts_for,
    period_of_month,
    quality_of,
    reporting_unit,
    reports_for,
    standing,
)
from ..reporting.days import Punctuality
from ..reporting.similarity import COPIED_ABOVE
from ..services import reports as services
from ..services.record import Conflict, NotNow
from .frame import opened, overtaken, page, posted, revision_of, spoken

State = MonthlyReport.State


def _abilities(request: HttpRequest, report: MonthlyReport | None, unit: int) -> dict[str, bool]:
    """Say what this viewer may do with the report as it stands."""
    viewer = request.viewer
    state = report.state if report else None
    approver = viewer.can_for(Capability.APPROVE_REPORT, unit)
    return {
        "write": viewer.can_for(Capability.EDIT_TASK, unit) and state == State.DRAFTING,
        "begin": viewer.can_for(Capability.EDIT_TASK, unit) and report is None,
        "approve": approver and state == State.AT_VICE,
        "sign": viewer.can_for(Capability.SIGN_TASKS, unit) and state == State.AT_PRINCIPAL,
        "give_back": approver and state in {State.AT_VICE, State.AT_PRINCIPAL},
        "correct": viewer.can_for(Capability.EDIT_TASK, unit) and state == State.SUBMITTED,
    }


def _forms(request: HttpRequest, report: MonthlyReport, facts: dict[str, Any]) -> tuple[Any, Any]:
    data = request.POST if request.method == "POST" else None
    return (
        ReportForm(data, report, contradicted(report, facts)),
        ProblemForms(data, initial=report.problems, prefix="problem"),
    )


@require_http_methods(["GET", "POST"])
@needs(Capability.READ_REPORTS)
def report(request: HttpRequest, pk: int, unit: int, year: int, month: int) -> HttpResponse:
    """Show a month's report, and take what its writer saves."""
    programme = opened(request, pk)
    body = reporting_unit(request.viewer, programme, unit)
    versions = list(
        reports_for(request.viewer, programme)
        .filter(unit=body, year=year, month=month)
        .select_related("drafted_by", "approved_by", "countersigned_by", "changed_by")
    )
    row = versions[0] if versions else None
    if request.method == "POST":
        if row is None:
            raise Http404
        return _saved(request, programme, body, row, versions)
    return _page(request, programme, body, (year, month), versions)


def _page(
    request: HttpRequest,
    programme: Programme,
    unit: Organisation,
    when: tuple[int, int],
    versions: list[MonthlyReport],
    forms: tuple[Any, Any] | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    period = period_of_month(*when)
    row = versions[0] if versions else None
    stands = standing(versions, period, timezone.now())
    if row is not None:
        facts = facts_for(row)
        form, problems = forms or _forms(request, row, facts)
        points = quality_of(row, facts, stands.state == Punctuality.ON_TIME)
        context |= {"facts": facts, "form": form, "problems": problems, "quality": points}
        context |= {"missing": services.lacks(row, facts) if row.state == State.DRAFTING else []}
        context |= {"copied": (row.similarity or 0) > COPIED_ABOVE}
    return page(
        request,
        "report",
        programme,
        status=status,
        unit=unit,
        report=row,
        versions=versions,
        period=period,
        standing=stands,
        can=_abilities(request, row, unit.pk),
        year=when[0],
        month=when[1],
        **context,
    )


def _saved(
    request: HttpRequest,
    programme: Programme,
    unit: Organisation,
    row: MonthlyReport,
    versions: list[MonthlyReport],
) -> HttpResponse:
    forms = _forms(request, row, facts_for(row))
    again: dict[str, Any] = {"forms": forms, "status": 422}
    sound = [form.is_valid() for form in forms]  # both, so that both say what is wrong
    if all(sound):
        values = {**forms[0].values(), "problems": problem_rows(forms[1])}
        try:
            services.save_report(request.viewer, row.pk, revision_of(request), values)
            messages.success(request, _("已保存。"))
            return redirect("report", programme.pk, unit.pk, row.year, row.month)
        except Conflict as conflict:
            row.refresh_from_db()
            again |= {"status": 409, "conflict_note": overtaken(conflict)}
        except NotNow as reason:
            messages.error(request, str(reason))
            return redirect("report", programme.pk, unit.pk, row.year, row.month)
    return _page(request, programme, unit, (row.year, row.month), versions, **again)


@require_POST
@needs(Capability.READ_REPORTS)
def begin(request: HttpRequest, pk: int, unit: int, year: int, month: int) -> HttpResponse:
    """Begin a month's report."""
    programme = opened(request, pk)
    period_of_month(year, month)
    with spoken(request):
        services.open_report(request.viewer, programme.pk, unit, year, month)
    return redirect("report", programme.pk, unit, year, month)


def _step(request: HttpRequest, row: MonthlyReport, step: str) -> None:
    viewer = request.viewer
    if step == "send":
        services.send_report(viewer, row.pk)
        messages.success(request, _("已送分管领导审。"))
    elif step == "approve":
        done = services.approve_report(viewer, row.pk)
        words = (
            _("已报送指挥部办公室。") if done.state == State.SUBMITTED else _("已转主要领导签。")
        )
        messages.success(request, words)
    elif step == "sign":
        services.countersign_report(viewer, row.pk)
        messages.success(request, _("已报送指挥部办公室。"))
    elif step == "return":
        services.return_report(viewer, row.pk, posted(request, "reason"))
        messages.success(request, _("已退回起草人。"))
    else:
        services.correct_report(viewer, row.pk, posted(request, "reason"))
        messages.success(request, _("更正稿已建好，改完再送审。"))


@require_POST
@needs(Capability.READ_REPORTS)
def step(request: HttpRequest, pk: int, report_pk: int, step: str) -> HttpResponse:
    """Send on, approve, sign, give back or correct a report."""
    programme = opened(request, pk)
    if step not in {"send", "approve", "sign", "return", "correct"}:
        raise Http404
    row = get_object_or_404(reports_for(request.viewer, programme), pk=report_pk)
    try:
        with spoken(request):
            _step(request, row, step)
    except services.Lacking as lacking:
        for sentence in lacking.sentences:
            messages.error(request, sentence)
    return redirect("report", programme.pk, row.unit_id, row.year, row.month)
