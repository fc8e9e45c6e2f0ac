"""Pages of enterprises; personal data is masked until somebody says why it is needed."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xiaoer.people.access import needs
from xiaoer.people.roles import Capability

from .identifiers import masked_name, masked_ric
from .models import Enterprise
from .services import unmask_person

PER_PAGE = 50


@require_GET
@needs(Capability.READ_REGISTRY)
def enterprises(request: HttpRequest) -> HttpResponse:
    """Find enterprises by name or credit code."""
    words = request.GET.get("q", "").replace("\0", "").strip()
    rows = Enterprise.objects.select_related("address")
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(uscc__startswith=words.upper()))
    found = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "registry/enterprises.html", {"found": found, "words": words})


@require_GET
@needs(Capability.READ_REGISTRY)
def enterprise(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one enterprise."""
    return _enterprise(request, _row(pk))


def _row(pk: int) -> Enterprise:
    rows = Enterprise.objects.select_related("address", "legal_representative")
    return get_object_or_404(rows, pk=pk)


def _enterprise(request: HttpRequest, row: Enterprise, open_person: bool = False) -> HttpResponse:
    person = row.legal_representative
    shown = None
    if person:
        name = person.name if open_person else masked_name(person.name)
        number = person.identity_number if open_person else masked_ric(person.identity_number)
        shown = {"name": name, "number": number}
    context = {
        "enterprise": row,
        "person": shown,
        "open": open_person,
        "may_unmask": request.viewer.can(Capability.UNMASK_PERSON),
    }
    return render(request, "registry/enterprise.html", context)


@require_POST
@needs(Capability.UNMASK_PERSON)
def unmask(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person's full data once, and write down who looked and why."""
    row = _row(pk)
    reason = request.POST.get("reason", "").strip()
    if not reason or row.legal_representative is None:
        messages.error(request, _("写明为什么要看，才能看完整信息。"))
        return redirect("registry:enterprise", pk)
    unmask_person(request.viewer, row.legal_representative, reason)
    return _enterprise(request, row, open_person=True)
