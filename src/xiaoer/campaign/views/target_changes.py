"""Targets of a baseline: asking for a change, and the list that a leader decides."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xiaoer.people.access import needs
from xiaoer.people.roles import Capability

from ..forms import TargetChangeForm
from ..frozen import FieldChange, field_label, shown
from ..models import Target, TargetChange
from ..services.target_changes import ask_change, ask_drop, decide
from .frame import opened, page, posted, spoken
from .review import review_url, show_review


@require_GET
@needs(Capability.READ_PROGRAMME)
def target_changes(request: HttpRequest, pk: int) -> HttpResponse:
    """List the requests to change targets, the open ones first."""
    programme = opened(request, pk)
    rows = programme.target_changes.select_related("target", "asked_by", "decided_by")
    asked = sorted(rows, key=lambda row: row.state != TargetChange.State.OPEN)
    for row in asked:
        row.fields = _fields(row)
        row.may_decide = row.asked_by_id != request.viewer.user_id
    return page(request, "target_changes", programme, asked=asked)


def _fields(row: TargetChange) -> list[FieldChange]:
    return [
        FieldChange(field_label(n), _words(n, row.old.get(n)), _words(n, new))
        for n, new in row.new.items()
        if new not in (None, "") or row.old.get(n) not in (None, "")
    ]


def _words(name: str, value: object) -> str:
    related = Target._meta.get_field(name).related_model
    if related is None or value is None:
        return shown(name, value, {})
    return str(related._default_manager.filter(pk=value).first() or "")


@require_POST
@needs(Capability.READ_PROGRAMME)
def ask(request: HttpRequest, pk: int, target_pk: int) -> HttpResponse:
    """Ask for other values of a frozen target."""
    programme = opened(request, pk)
    row = get_object_or_404(programme.targets, pk=target_pk)
    form = TargetChangeForm(request.POST, instance=Target.objects.get(pk=row.pk))
    if not form.is_valid():
        return show_review(request, programme, form, status=422)
    values = dict(form.cleaned_data)
    reason = values.pop("reason")
    with spoken(request):
        ask_change(request.viewer, row.pk, values, reason)
        messages.success(request, _("变更申请已提交，批准前按原目标算。"))
        return redirect("target-changes", programme.pk)
    return redirect(review_url(programme, row))


@require_POST
@needs(Capability.READ_PROGRAMME)
def drop(request: HttpRequest, pk: int, target_pk: int) -> HttpResponse:
    """Ask that a frozen target is no longer one."""
    programme = opened(request, pk)
    row = get_object_or_404(programme.targets, pk=target_pk)
    with spoken(request):
        ask_drop(request.viewer, row.pk, posted(request, "reason")[:300])
        messages.success(request, _("变更申请已提交，批准前按原目标算。"))
        return redirect("target-changes", programme.pk)
    return redirect(review_url(programme, row))


@require_POST
@needs(Capability.READ_PROGRAMME)
def decide_target(request: HttpRequest, pk: int, request_pk: int) -> HttpResponse:
    """Agree to a request or refuse it."""
    programme = opened(request, pk)
    asked = get_object_or_404(programme.target_changes, pk=request_pk)
    with spoken(request):
        decide(request.viewer, asked.pk, request.POST.get("decision") == "approve")
        messages.success(request, _("已决定。"))
    return redirect("target-changes", programme.pk)
