"""What every page knows: the city, today, the rail, the languages, the look."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from xiaoer.clock import WorkCalendar

from .navigation import rail, tabs


def _today(day: date) -> dict[str, Any]:
    calendar = WorkCalendar.china()
    first = date(day.year, 1, 1)
    working = calendar.is_working(day)
    ordinal = calendar.working_days_between(first, day) + int(calendar.is_working(first))
    return {"day": day, "working": working, "ordinal": ordinal}


def _look(request: HttpRequest) -> dict[str, str]:
    user = getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    theme = request.COOKIES.get("theme") or (user.theme if known else "auto")
    large = request.COOKIES.get("text") or ("large" if known and user.large_text else "normal")
    themes = {"light", "dark", "auto"}
    return {
        "theme": theme if theme in themes else "auto",
        "text": "large" if large == "large" else "normal",
    }


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the variables of the page frame."""
    viewer = getattr(request, "viewer", None)
    groups = SimpleLazyObject(lambda: rail(viewer, request.path) if viewer else [])
    return {
        "city_name": settings.CITY_NAME,
        "demo": settings.DEMO,
        "viewer": viewer,
        "today": SimpleLazyObject(lambda: _today(timezone.localdate())),
        "rail": groups,
        "phone_tabs": SimpleLazyObject(lambda: tabs(groups)),
        "look": _look(request),
        "languages": settings.LANGUAGES,
    }
