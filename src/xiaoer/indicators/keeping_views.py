"""Keeping the figures: closing months, other figures for closed ones, targets, outside scores."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiaoer.people.access import needs
from xiaoer.people.roles import Capability

from .catalogue import Known, known, one
from .models import CityAim, ClosedMonth, EnteredValue, Revision
from .services import NotNow, close_month, enter_value, set_aim, settle_revision

MONTHS = 13
FIRST_YEAR, LAST_YEAR = 2019, 2100


@dataclass(frozen=True)
class MonthLine:
    """A month that is over: closed or not."""

    year: int
    month: int
    closed: ClosedMonth | None


@dataclass(frozen=True)
class AimLine:
    """An indicator whose target the city fills in, with what it filled in."""

    known: Known
    aim: CityAim | None


@dataclass(frozen=True)
class EnteredLine:
    """An indicator that an outside body publishes, with its last value."""

    known: Known
    value: EnteredValue | None


@needs(Capability.KEEP_FIGURES)
def keeping(request: HttpRequest) -> HttpResponse:
    """Show everything that the office keeps by hand."""
    year = timezone.localdate().year
    revisions = Revision.objects.filter(state=Revision.State.WAITING).select_related("value")
    context = {
        "months": _months(timezone.localdate()),
        "revisions": [(row, one(row.value.indicator)) for row in revisions[:100]],
        "aims": _aims(year),
        "entered": _entered(),
        "year": year,
    }
    return render(request, "indicators/keeping.html", context)


def _months(today: date) -> list[MonthLine]:
    closed = {(row.year, row.month): row for row in ClosedMonth.objects.select_related("closed_by")}
    found, day = [], today.replace(day=1)
    for _number in range(MONTHS):
        day = (day - timedelta(days=1)).replace(day=1)
        found.append(MonthLine(day.year, day.month, closed.get((day.year, day.month))))
    return found


def _aims(year: int) -> list[AimLine]:
    aims = {row.indicator: row for row in CityAim.objects.filter(year=year)}
    return [
        AimLine(k, aims.get(k.spec.id)) for k in known() if k.spec.target_status == "set_by_city"
    ]


def _entered() -> list[EnteredLine]:
    last: dict[str, EnteredValue] = {}
    for row in EnteredValue.objects.order_by("year", "entered_at"):
        last[row.indicator] = row
    return [EnteredLine(k, last.get(k.spec.id)) for k in known() if k.definition is None]


def _done(request: HttpRequest, work: Callable[[], object]) -> HttpResponse:
    try:
        work()
        messages.success(request, _("记下了。"))
    except NotNow as problem:
        messages.error(request, str(problem))
    return redirect("keeping")


def _number(request: HttpRequest, name: str) -> float:
    text = request.POST.get(name, "").strip()
    try:
        found = float(text)
    except ValueError:
        raise NotNow(_("“%s”不是一个数") % text) from None
    if not -1e15 < found < 1e15:  # also refuses what is no number at all
        raise NotNow(_("“%s”不是一个数") % text)
    return found


def _whole(request: HttpRequest, name: str, low: int, high: int) -> int:
    text = request.POST.get(name, "")
    if not (text.isascii() and text.isdigit() and low <= int(text[:6]) <= high):
        raise Http404
    return int(text)


@require_POST
@needs(Capability.KEEP_FIGURES)
def close(request: HttpRequest) -> HttpResponse:
    """Close a month."""
    year = _whole(request, "year", FIRST_YEAR, LAST_YEAR)
    month = _whole(request, "month", 1, 12)
    return _done(request, lambda: close_month(request.viewer, year, month))


@require_POST
@needs(Capability.KEEP_FIGURES)
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Let another figure in, or keep the old one."""
    if not Revision.objects.filter(pk=pk).exists():
        raise Http404
    apply = request.POST.get("apply") == "yes"
    reason = request.POST.get("reason", "")
    return _done(request, lambda: settle_revision(request.viewer, pk, apply, reason))


@require_POST
@needs(Capability.KEEP_FIGURES)
def aim(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Fill in a target."""
    found = one(indicator_id)
    if found is None or found.spec.target_status != "set_by_city":
        raise Http404
    year = _whole(request, "year", FIRST_YEAR, LAST_YEAR)
    document = request.POST.get("document", "")
    return _done(
        request,
        lambda: set_aim(request.viewer, indicator_id, year, _number(request, "target"), document),
    )


@require_POST
@needs(Capability.KEEP_FIGURES)
def enter(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Enter a figure that an outside body published."""
    found = one(indicator_id)
    if found is None or found.definition is not None:
        raise Http404
    year = _whole(request, "year", FIRST_YEAR, LAST_YEAR)
    document, page = request.POST.get("document", ""), request.POST.get("page", "")
    return _done(
        request,
        lambda: enter_value(
            request.viewer, indicator_id, year, _number(request, "value"), document, page[:40]
        ),
    )
