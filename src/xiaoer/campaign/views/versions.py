"""The frozen versions, and the end of a programme: withdrawn or archived."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiaoer.people.access import needs
from xiaoer.people.roles import Capability

from ..forms import Closing
from ..frozen import shown, unit_names, version_changes
from ..services.closing import close_programme, reopen_programme
from ..services.snapshot import digest_of
from .frame import opened, page, spoken

PER_PAGE = 50


@require_GET
@needs(Capability.READ_PROGRAMME)
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show one frozen version: tasks, targets, fingerprint, what it changed."""
    programme = opened(request, pk)
    baseline = get_object_or_404(programme.baselines.select_related("frozen_by"), version=number)
    before = programme.baselines.filter(version=number - 1).first()
    units = unit_names()
    found = Paginator(baseline.tasks, PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "version",
        programme,
        baseline=baseline,
        versions=programme.baselines.values_list("version", flat=True),
        before=before,
        changes=version_changes(baseline, before),
        sound=digest_of(baseline.snapshot) == baseline.digest,
        found=found,
        tasks=[_in_words(row, units) for row in found],
        targets=[_in_words(row, units) for row in baseline.targets],
    )


def _in_words(row: dict[str, Any], units: dict[str, str]) -> dict[str, str]:
    return {name: shown(name, value, units) for name, value in row.items()}


@require_http_methods(["GET", "POST"])
@needs(Capability.FREEZE_BASELINE)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a draft or archive a baseline, with a reason."""
    programme = opened(request, pk)
    form = Closing(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with spoken(request):
            close_programme(request.viewer, programme.pk, form.cleaned_data["reason"])
            done = _("已归档。") if programme.is_frozen else _("已撤回。")
            messages.success(request, done)
        return redirect("programmes")
    status = 422 if request.method == "POST" else 200
    return page(request, "close", programme, status=status, form=form)


@require_POST
@needs(Capability.FREEZE_BASELINE)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a withdrawn or archived programme back."""
    programme = opened(request, pk)
    with spoken(request):
        reopen_programme(request.viewer, programme.pk)
        messages.success(request, _("已恢复。"))
    return redirect("board", programme.pk)
