"""What is asked for on a task's page and decided there: other dates, another lead unit."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiaoer.people.access import needs
from xiaoer.people.roles import Capability

from ..queries import task_for
from ..services.date_changes import decide_change, request_change
from ..services.transfers import decide_transfer, propose_transfer
from ..task_forms import ChangeAsked, TransferAsked
from .frame import opened, spoken
from .tasks import task_page


@require_POST
@needs(Capability.EDIT_TASK)
def ask_change(request: HttpRequest, pk: int, task_pk: int) -> HttpResponse:
    """Ask for another finish date."""
    programme = opened(request, pk)
    row = task_for(request.viewer, pk, task_pk)
    form = ChangeAsked(request.POST, task=row)
    if not form.is_valid():
        return task_page(request, programme, row, status=422, ask=form)
    with spoken(request):
        data = form.cleaned_data
        request_change(request.viewer, row.pk, data["new_finish"], data["reason"], form.dues())
        messages.success(request, _("调整申请已提交，批准前按原期限算。"))
    return redirect("task", programme.pk, row.pk)


@require_POST
@needs(Capability.READ_PROGRAMME)
def decide(request: HttpRequest, pk: int, task_pk: int, request_pk: int) -> HttpResponse:
    """Decide a request for another date."""
    programme = opened(request, pk)
    row = task_for(request.viewer, pk, task_pk)
    asked = get_object_or_404(row.change_requests, pk=request_pk)
    with spoken(request):
        decide_change(request.viewer, asked.pk, request.POST.get("decision") == "approve")
        messages.success(request, _("已决定。"))
    return redirect("task", programme.pk, row.pk)


@require_POST
@needs(Capability.EDIT_TASK)
def transfer(request: HttpRequest, pk: int, task_pk: int) -> HttpResponse:
    """Propose that another unit leads the task."""
    programme = opened(request, pk)
    row = task_for(request.viewer, pk, task_pk)
    form = TransferAsked(request.POST, task=row)
    if not form.is_valid():
        return task_page(request, programme, row, status=422, transfer=form)
    with spoken(request):
        data = form.cleaned_data
        propose_transfer(request.viewer, row.pk, data["to_unit"].pk, data["transfer_reason"])
        messages.success(request, _("移交已提出，对方单位或专班同意后才换。"))
    return redirect("task", programme.pk, row.pk)


@require_POST
@needs(Capability.READ_PROGRAMME)
def take(request: HttpRequest, pk: int, task_pk: int, request_pk: int) -> HttpResponse:
    """Accept or refuse a proposed transfer."""
    programme = opened(request, pk)
    row = task_for(request.viewer, pk, task_pk)
    asked = get_object_or_404(row.transfers, pk=request_pk)
    with spoken(request):
        decide_transfer(request.viewer, asked.pk, request.POST.get("decision") == "approve")
        messages.success(request, _("已决定。"))
    return redirect("task", programme.pk, row.pk)
