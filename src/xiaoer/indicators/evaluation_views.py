"""Evaluations: the province's report, the national list, World Bank scores as if."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiaoer.people.access import needs
from xiaoer.people.roles import Capability

from . import evaluation, queries
from .evaluation import Kind
from .queries import period_of
from .services import NotNow

LARGEST = 2 * 1024 * 1024


def _kind(text: str) -> Kind:
    if text not in Kind.values:
        raise Http404
    return Kind(text)


def _asked(request: HttpRequest, kind: Kind) -> dict[str, Any]:
    text = request.GET.get("round", "")
    kept, every = evaluation.latest(kind, int(text) if text.isdigit() and len(text) < 12 else None)
    return {
        "kind": kind,
        "kept": kept,
        "every": every,
        "may_hand_in": request.viewer.can(Capability.KEEP_FIGURES),
        "tab": kind.value,
    }


@needs(Capability.READ_FIGURES)
def report(request: HttpRequest) -> HttpResponse:
    """Show a provincial report: score rate, where points were lost, what may come back."""
    context = _asked(request, Kind.REPORT)
    if context["kept"]:
        context["report"] = evaluation.report_of(context["kept"])
    return render(request, "indicators/evaluation/report.html", context)


@needs(Capability.READ_FIGURES)
def yardstick(request: HttpRequest, kind: str) -> HttpResponse:
    """Show World Bank scores of the city's own values: a self-assessment."""
    known = _kind(kind)
    if known is Kind.REPORT:
        return redirect("evaluation")
    context = _asked(request, known)
    if context["kept"]:
        context["scored"] = evaluation.scored_of(context["kept"])
    return render(request, "indicators/evaluation/yardstick.html", context)


@needs(Capability.READ_FIGURES)
def national(request: HttpRequest) -> HttpResponse:
    """Show the eighteen national indicators and how the figures that speak to them stand."""
    period = period_of(None, None)
    found = evaluation.national_of(queries.figures(period, queries.CITY))
    context = {"found": found, "tab": "national", "period": period}
    return render(request, "indicators/evaluation/national.html", context)


@require_POST
@needs(Capability.KEEP_FIGURES)
def hand_in(request: HttpRequest, kind: str) -> HttpResponse:
    """Take a file of values in."""
    known = _kind(kind)
    file = request.FILES.get("file")
    try:
        if file is None or file.size > LARGEST:
            raise NotNow(_("选一个不超过 2 MB 的 CSV 文件"))
        evaluation.hand_in(
            request.viewer, known, request.POST.get("title", ""), request.POST.get("document", ""),
            file.read(),
        )  # fmt: skip
        messages.success(request, _("收下了。"))
    except NotNow as problem:
        messages.error(request, str(problem))
    if known is Kind.REPORT:
        return redirect("evaluation")
    return redirect("evaluation-yardstick", known)


@needs(Capability.READ_FIGURES)
def form(request: HttpRequest, kind: str) -> HttpResponse:
    """Give out an empty file to fill in."""
    known = _kind(kind)
    answer = HttpResponse("\ufeff" + evaluation.blank_form(known), content_type="text/csv")
    answer["Content-Disposition"] = f'attachment; filename="{known}.csv"'
    return answer
