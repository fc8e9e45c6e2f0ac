"""How cases really went: the map, the ways, the waits, two sides compared, against the drawing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from xiaoer.cases.access import visible
from xiaoer.people.access import needs
from xiaoer.people.roles import Capability

from . import flows, queries
from .flow_cases import items_with_cases
from .flows import Course, course_of, facts_of, selection_of
from .mining.bottlenecks import bottlenecks
from .mining.conformance import KINDS
from .queries import period_of

SHARES = (0.1, 0.2, 0.35, 0.5, 0.75, 1.0)
MOST_NUMBERS = 200


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 5 else None


def _share(text: str | None, usual: float) -> float:
    try:
        return min(max(float(text or usual), 0.0), 1.0)
    except ValueError:
        return usual


def _county(text: str | None) -> str:
    known = {county.division_code for county in queries.counties()}
    return text if text in known else queries.CITY


def _asked(request: HttpRequest) -> tuple[Course | None, dict[str, Any]]:
    """Return the course that was asked for and what every page needs."""
    items = items_with_cases()
    keys = [key for key, _title, _cases in items]
    item = request.GET.get("item", "")
    item = item if item in keys else (keys[0] if keys else "")
    period = period_of(_whole(request.GET.get("year")), _whole(request.GET.get("month")))
    county = _county(request.GET.get("county"))
    course = course_of(selection_of(item, period, county)) if item else None
    return course, {
        "items": items,
        "item": item,
        "period": period,
        "county": county,
        "counties": queries.counties(),
        "course": course,
        "facts": facts_of(course) if course else None,
        "view": request.resolver_match.url_name if request.resolver_match else "",
    }


def _page(template: str, filled: Callable[[HttpRequest, Course], dict[str, Any]]) -> Any:
    @needs(Capability.READ_FIGURES)
    def view(request: HttpRequest) -> HttpResponse:
        course, context = _asked(request)
        if course and len(course.trails):
            context |= filled(request, course)
        return render(request, f"indicators/flow/{template}.html", context)

    return view


def _map(request: HttpRequest, course: Course) -> dict[str, Any]:
    activities, paths = _shares(request)
    return {
        "drawing": flows.drawing(course, activities, paths),
        "activities": activities,
        "paths": paths,
    }


def _shares(request: HttpRequest) -> tuple[float, float]:
    return _share(request.GET.get("activities"), 1.0), _share(request.GET.get("paths"), 0.5)


def _ways(request: HttpRequest, course: Course) -> dict[str, Any]:
    return {"ways": flows.ways_of(course)}


def _waits(request: HttpRequest, course: Course) -> dict[str, Any]:
    return {"waits": bottlenecks(course.trails)[:40]}


def _sides(request: HttpRequest, course: Course) -> dict[str, Any]:
    """Compare with another period or county: the year before unless asked otherwise."""
    asked = request.GET
    year = _whole(asked.get("with_year")) or course.selection.first.year - 1
    month = _whole(asked.get("with_month")) or 0
    period = period_of(year, month)
    county = _county(asked.get("with_county"))
    other, comparison = flows.other_course(
        course, selection_of(course.selection.item, period, county)
    )
    return {
        "other": other,
        "comparison": comparison,
        "with_period": period,
        "with_county": county,
        "both": all(side.cases for side in comparison.sides),
    }


def _fit(request: HttpRequest, course: Course) -> dict[str, Any]:
    return {"judged": flows.judged(course), "kinds": KINDS}


flow_map = _page("map", _map)
flow_ways = _page("ways", _ways)
flow_waits = _page("waits", _waits)
flow_sides = _page("sides", _sides)
flow_fit = _page("fit", _fit)


@needs(Capability.READ_FIGURES)
def flow_drawing(request: HttpRequest) -> JsonResponse:
    """Return the map at another level of detail, for the sliders."""
    course, _context = _asked(request)
    empty: dict[str, Any] = {"nodes": [], "edges": []}
    if course is None or not len(course.trails):
        return JsonResponse(empty)
    return JsonResponse(flows.drawing(course, *_shares(request)))


@needs(Capability.READ_FIGURES)
def flow_cases(request: HttpRequest) -> HttpResponse:
    """List the cases of a way or a deviation, those that the viewer may open."""
    course, context = _asked(request)
    numbers: list[str] = []
    kind = request.GET.get("kind", "")
    if course:
        numbers = flows.numbers_of(
            course,
            _whole(request.GET.get("way")),
            kind if kind in KINDS else "",
            request.GET.get("activity", ""),
        )
    mine = visible(request.viewer).filter(number__in=numbers)
    context |= {
        "numbers": numbers,
        "total": len(numbers),
        "hidden": len(numbers) - mine.count(),
        "cases": mine.order_by("-ended_at")[:MOST_NUMBERS],
    }
    return render(request, "indicators/flow/cases.html", context)
