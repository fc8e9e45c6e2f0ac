"""The list of findings, and what becomes of each."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiaoer.cases.access import visible
from xiaoer.people.access import Refused, needs
from xiaoer.people.roles import Capability, Viewer

from ..models import IntegrityFinding
from .checks import kinds
from .services import FOLLOWING, NotPossible, State, settle, within

PAGE = 30


@needs(Capability.READ_FIGURES)
def findings(request: HttpRequest) -> HttpResponse:
    """List the findings of a state, the newest first."""
    asked = request.GET.get("state", State.OPEN)
    state = State(asked) if asked in State.values else State.OPEN
    rows = within(request.viewer)
    page = Paginator(rows.filter(state=state), PAGE).get_page(request.GET.get("page"))
    context = {
        "state": state,
        "tabs": [(s, s.label, rows.filter(state=s).count()) for s in State],
        "page": page,
        "kinds": kinds(),
        "open": _may_open(request.viewer, page),
        "following": _following(request.viewer, state),
    }
    return render(request, "exchange/findings.html", context)


def _may_open(viewer: Viewer, rows: object) -> set[int]:
    cases = [row.case_id for row in rows if row.case_id]  # type: ignore[attr-defined]
    return set(visible(viewer).filter(pk__in=cases).values_list("pk", flat=True))


def _following(viewer: Viewer, state: State) -> list[tuple[str, str]]:
    """Return what the viewer may make of findings in a state."""
    keeps = viewer.can(Capability.KEEP_FIGURES)
    found = [s for s in FOLLOWING[state] if keeps or (s == State.EXPLAINED and state == State.OPEN)]
    return [(s.value, _verbs()[s]) for s in found]


def _verbs() -> dict[IntegrityFinding.State, str]:
    return {
        State.EXPLAINED: _("有正当原因"),
        State.CONFIRMED: _("查实，不算进指标"),
        State.CORRECTED: _("已更正"),
    }


@require_POST
@needs(Capability.READ_FIGURES)
def settle_finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what becomes of a finding."""
    try:
        settle(
            request.viewer, pk, request.POST.get("state", ""), request.POST.get("explanation", "")
        )
        messages.success(request, _("记下了。"))
    except NotPossible as problem:
        messages.error(request, str(problem))
    except Refused:
        raise Http404 from None
    return redirect("findings")
