"""The city's overview, one indicator, the rows behind a figure, warnings to act on."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiaoer.cases.access import visible
from xiaoer.exchange.mart.refresh import mart_store
from xiaoer.exchange.queries import origins
from xiaoer.people.access import needs
from xiaoer.people.roles import Capability, Viewer

from . import overview, queries
from .catalogue import Known, one
from .drill import FIRST_ROWS, MOST_ROWS, Behind, rows_behind, spread_of
from .duck import DuckEngine
from .explained import explained
from .export import workbook
from .models import IndicatorWarning
from .queries import Period, period_of
from .services import NotNow
from .spread import Step
from .watching import answer_warning, open_warnings


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
            "words": explained(known),
            "steps": _steps(known, period, county, figure),
            "closed": queries.is_closed(period),
        },
    )


def _steps(known: Known, period: Period, county: str, figure: queries.Figure) -> list[Step]:
    if known.definition is None or not figure.rows:
        return []
    store = mart_store()
    engine = DuckEngine(store, store.manifest())
    return spread_of(engine, known.definition, period, county, figure.aim)


def _may_open(viewer: Viewer, found: Behind) -> set[str]:
    """Return the numbers of the cases among the rows that the viewer may open."""
    numbers = [row["case_no"] for row in found.rows if row.get("case_no")]
    return set(visible(viewer).filter(number__in=numbers).values_list("number", flat=True))


@needs(Capability.READ_FIGURES)
def rows(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Show the rows behind a figure, those of the viewer's reach."""
    known, period, county = _known(indicator_id), _period(request), _county(request)
    if known.definition is None:
        raise Http404
    store = mart_store()
    engine = DuckEngine(store, store.manifest())
    offset = _whole(request.GET.get("from")) or 0
    if request.GET.get("format") == "xlsx":
        every = rows_behind(
            engine, request.viewer, known.definition, period, county, limit=MOST_ROWS
        )
        return workbook(known, period, county, every)
    found = rows_behind(engine, request.viewer, known.definition, period, county, offset)
    context = {
        "spec": known.spec,
        "known": known,
        "period": period,
        "county": county,
        "found": found,
        "offset": offset,
        "following": offset + FIRST_ROWS if found.total > offset + FIRST_ROWS else None,
        "counties": {c.division_code: c.short_name for c in queries.counties()},
        "open": _may_open(request.viewer, found),
        "origins": origins(known.definition.spec.source, found.rows),
    }
    return render(request, "indicators/rows.html", context)


@needs(Capability.READ_FIGURES)
def warnings(request: HttpRequest) -> HttpResponse:
    """List the warnings that stand by indicator, the worst first."""
    found = queries.warned(open_warnings().select_related("seen_by"))
    context = {
        "found": found,
        "counts": {
            "red": sum(w.colour == "red" for w in found),
            "yellow": sum(w.colour == "yellow" for w in found),
        },
        "counties": {c.division_code: c.short_name for c in queries.counties()},
        "may_answer": request.viewer.can(Capability.KEEP_FIGURES),
    }
    return render(request, "indicators/warnings.html", context)


@require_POST
@needs(Capability.KEEP_FIGURES)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a warning up."""
    try:
        answer_warning(request.viewer, pk, request.POST.get("answer", ""))
        messages.success(request, _("记下了。"))
    except NotNow as problem:
        messages.error(request, str(problem))
    except IndicatorWarning.DoesNotExist:
        raise Http404 from None
    return redirect("warnings")
