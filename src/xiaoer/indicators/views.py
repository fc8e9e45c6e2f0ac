"""The city's overview, one indicator, the rows behind a figure, warnings to act on."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from xiaoer.exchange.mart.refresh import mart_store
from xiaoer.people.access import needs
from xiaoer.people.roles import Capability

from . import overview, queries
from .catalogue import Known, one
from .drill import FIRST_ROWS, rows_behind
from .engine import DuckEngine
from .export import workbook
from .queries import Period, period_of


def _period(request: HttpRequest) -> Period:
    return period_of(_whole(request.GET.get("year")), _whole(request.GET.get("month")))


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 5 else None


def _known(indicator: str) -> Known:
    found = one(indicator)
    if found is None:
        raise Http404
    return found


def _county(request: HttpRequest) -> str:
    """Return the county that was asked for, nothing for one that does not exist."""
    asked = request.GET.get("county", "")
    return asked if any(c.division_code == asked for c in queries.counties()) else queries.CITY


@needs(Capability.READ_FIGURES)
def cockpit(request: HttpRequest) -> HttpResponse:
    """Show the city, or one county, on a page and a half."""
    period, county = _period(request), _county(request)
    return render(
        request,
        "indicators/cockpit.html",
        {
            "period": period,
            "county": county,
            "counties": queries.counties(),
            "overview": overview.of(period, county),
            "today": timezone.localdate(),
        },
    )


@needs(Capability.READ_FIGURES)
def indicators(request: HttpRequest) -> HttpResponse:
    """List all indicators, measure by measure."""
    period, county = _period(request), _county(request)
    return render(
        request,
        "indicators/list.html",
        {
            "period": period,
            "county": county,
            "counties": queries.counties(),
            "groups": overview.by_pack(queries.figures(period, county)),
            "today": timezone.localdate(),
        },
    )


@needs(Capability.READ_FIGURES)
def indicator(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Show one indicator: value, months, counties, spread, how it is computed."""
    known, period, county = _known(indicator_id), _period(request), _county(request)
    figure = next(f for f in queries.figures(period, county) if f.known.spec.id == indicator_id)
    return render(
        request,
        "indicators/indicator.html",
        {
            "figure": figure,
            "spec": known.spec,
            "known": known,
            "period": period,
            "county": county,
            "counties": queries.counties(),
            "by_county": [] if county else queries.by_county(known, period),
            "words": overview.formula_words(known),
            "closed": queries.is_closed(period),
            "today": timezone.localdate(),
        },
    )


@needs(Capability.READ_FIGURES)
def rows(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Show the rows behind a figure, those of the viewer's reach."""
    known, period, county = _known(indicator_id), _period(request), _county(request)
    if known.definition is None:
        raise Http404
    store = mart_store()
    engine = DuckEngine(store, store.manifest())
    offset = _whole(request.GET.get("from")) or 0
    found = rows_behind(engine, request.viewer, known.definition, period, county, offset)
    if request.GET.get("format") == "xlsx":
        return workbook(known, period, county, found)
    context = {
        "spec": known.spec,
        "known": known,
        "period": period,
        "county": county,
        "found": found,
        "offset": offset,
        "following": offset + FIRST_ROWS if found.total > offset + FIRST_ROWS else None,
        "counties": {c.division_code: c.short_name for c in queries.counties()},
    }
    return render(request, "indicators/rows.html", context)
