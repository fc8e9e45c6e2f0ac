"""One month of the campaign: who has reported, and what the calendar holds."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from xiaoer.cases.calendars import reckoner
from xiaoer.people.access import needs
from xiaoer.people.models import Organisation
from xiaoer.people.roles import Capability

from ..campaign_calendar import calendar_file, feed_token, read_token
from ..meeting_queries import meeting_pack
from ..models import Programme
from ..report_queries import (
    counted,
    current_month,
    first_month,
    month_events,
    period_of_month,
    running_programme,
    unit_months,
)
from .frame import opened, page


@require_GET
@needs(Capability.READ_REPORTS)
def this_month(request: HttpRequest) -> HttpResponse:
    """Go to the month that is being written, of the programme that is being run."""
    programme = running_programme(request.viewer)
    if programme is None:
        messages.info(request, _("还没有定稿的方案。定稿后这里看每个月的月报和日程。"))
        return redirect("programmes")
    return redirect("months", programme.pk)


@require_GET
@needs(Capability.READ_REPORTS)
def now(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to the month whose report is being written."""
    return redirect("month", opened(request, pk).pk, *current_month(timezone.localdate()))


def _neighbours(year: int, month: int) -> dict[str, tuple[int, int]]:
    before = (year - 1, 12) if month == 1 else (year, month - 1)
    after = (year + 1, 1) if month == 12 else (year, month + 1)
    return {"before": before, "after": after}


def _own_unit(request: HttpRequest) -> int | None:
    """Return the unit whose days a viewer's feed holds; the office has all of them."""
    reach = request.viewer.organisations_for(Capability.READ_REPORTS)
    return None if reach is None else request.viewer.organisation


def _feed(request: HttpRequest, programme: Programme) -> str:
    token = feed_token(programme.pk, _own_unit(request))
    return request.build_absolute_uri(reverse("calendar-feed", args=[token]))


@require_GET
@needs(Capability.READ_REPORTS)
def month(request: HttpRequest, pk: int, year: int, month: int) -> HttpResponse:
    """Show a month: its report's due moment, the units, the calendar."""
    programme = opened(request, pk)
    period = period_of_month(year, month)
    today = timezone.localdate()
    rows = unit_months(request.viewer, programme, year, month, timezone.now())
    context: dict[str, Any] = {
        "year": year,
        "month": month,
        "period": period,
        "rows": rows,
        "counts": counted(rows),
        "days_left": reckoner().calendar.working_days_between(today, period.due_day),
        "over": today > period.due_day,
        "events": month_events(programme, year, month),
        "now_day": today,
        "owed": month >= first_month(programme, year),
        "feed": _feed(request, programme),
        **_neighbours(year, month),
    }
    return page(request, "month", programme, **context)


@require_GET
@needs(Capability.READ_REPORTS)
def meeting(request: HttpRequest, pk: int, year: int, month: int) -> HttpResponse:
    """Show the pack of a month's dispatch meeting."""
    programme = opened(request, pk)
    pack = meeting_pack(request.viewer, programme, period_of_month(year, month), timezone.now())
    return page(request, "meeting", programme, pack=pack, year=year, month=month)


@require_GET
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give a calendar program the days of a programme; the address itself is the key."""
    try:
        programme, unit = read_token(token)
    except signing.BadSignature as broken:
        raise Http404 from broken
    row = get_object_or_404(Programme, pk=programme)
    own = get_object_or_404(Organisation, pk=unit) if unit else None
    content = calendar_file(row, own, timezone.now())
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
