"""Pages of organisations, of oneself, and the demo's one-click doors."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from .access import needs
from .addresses import row_id, without_nul
from .forms import DelegationForm
from .manage_views import body_context
from .models import Organisation, User
from .queries import (
    appointments_on,
    delegations_of,
    grants_of,
    organisation_forest,
    organisations,
    staff_of,
    today,
)
from .roles import Capability
from .services import delegate, end_delegation

DEMO_BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_GET
@needs(Capability.READ_PEOPLE)
def organisations_page(request: HttpRequest) -> HttpResponse:
    """Show the organisations that exist today as a tree with their leaders and liaisons."""
    forest = organisation_forest(today())
    context = {
        "forest": forest,
        "count": sum(node.size for node in forest),
        "posts": appointments_on(today()),
        "may_manage": request.viewer.can(Capability.MANAGE_PEOPLE),
    }
    return render(request, "people/organisations.html", context)


@require_GET
@needs(Capability.READ_PEOPLE)
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one organisation: who is on which post, and what it was placed under."""
    row = get_object_or_404(organisations(), pk=pk)
    context = {"organisation": row, "staff": staff_of(row), "placements": _placements(row)}
    if request.viewer.can(Capability.MANAGE_PEOPLE):
        context |= {"may_manage": True, **body_context(row)}
    return render(request, "people/organisation.html", context)


def _placements(row: Organisation) -> list[object]:
    return list(row.placements.select_related("parent").order_by("-valid_from"))


@require_http_methods(["GET", "POST"])
@login_required
def me(request: HttpRequest) -> HttpResponse:
    """Show what I am and may do; lend my grants to somebody for a time."""
    form = DelegationForm(request.POST or None, user=request.user)
    if request.method == "POST" and "end" in request.POST:
        rows = delegations_of(request.user).filter(from_user=request.user)
        row = get_object_or_404(rows, pk=row_id(request.POST["end"]) or 0)
        end_delegation(request.user, row.pk)
        messages.success(request, _("委托已收回。"))
        return redirect("people:me")
    if request.method == "POST" and form.is_valid():
        lent = delegate(request.user, **form.cleaned_data)
        messages.success(request, _("已委托给 %(who)s。") % {"who": lent.to_user})
        return redirect("people:me")
    context = {
        "form": form,
        "grants": grants_of(request.user),
        "delegations": delegations_of(request.user),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "people/me.html", context, status=status)


@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Enter the demo as one of its people; exists in the demo only."""
    if not settings.DEMO:
        raise Http404
    user = get_object_or_404(
        User, username=without_nul(request.POST.get("username")), is_superuser=False
    )
    login(request, user, backend=DEMO_BACKEND)
    return redirect("home")
