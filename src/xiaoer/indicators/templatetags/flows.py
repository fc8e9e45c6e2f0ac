"""Pieces of markup of the pages about the course of cases."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from xiaoer.cases.models import Case

from ..flows import Course
from ..mining.comparing import Change
from .figures import FIRST_YEAR

register = template.Library()
KEPT = ("item", "year", "month", "county")
DAY, HOUR, MINUTE = 86_400, 3_600, 60


@register.filter
def took(seconds: float | None) -> str:
    """Write a time as people say it: days, hours or minutes."""
    if seconds is None:
        return "—"
    size = abs(seconds)
    if size >= DAY:
        return _("%(n)s 天") % {"n": f"{seconds / DAY:.1f}"}
    if size >= HOUR:
        return _("%(n)s 小时") % {"n": f"{seconds / HOUR:.1f}"}
    return _("%(n)s 分钟") % {"n": f"{seconds / MINUTE:.0f}"}


@register.filter
def percent(share: float | None) -> str:
    """Write a share from 0 to 1 in percent."""
    return "—" if share is None else f"{100 * share:.1f}%"


@register.filter
def case_result(outcome: str | None) -> str:
    """Return how a case ended, in words."""
    return str(dict(Case.Outcome.choices).get(outcome, outcome or "")) if outcome else ""


@register.simple_tag
def named(course: Course, activity: str) -> str:
    """Return an activity in the page's language; the ends of a case have no name of their own."""
    return course.named(activity) if activity else _("开始或结束")


@register.simple_tag(takes_context=True)
def keep(context: template.Context, **more: object) -> str:
    """Return a query string with what the page is about, and what comes to it."""
    request: HttpRequest = context["request"]
    kept = {name: request.GET[name] for name in KEPT if request.GET.get(name)}
    kept |= {name: str(value) for name, value in more.items()}
    return f"?{urlencode(kept)}" if kept else ""


@register.inclusion_tag("indicators/flow/period_fields.html", takes_context=True)
def period_fields(context: template.Context, prefix: str = "") -> dict[str, Any]:
    """Choose a year, a month and a county inside a form."""
    this_year = timezone.localdate().year
    return {
        "prefix": prefix,
        "years": range(this_year, max(FIRST_YEAR, this_year - 5) - 1, -1),
        "months": range(1, 13),
        "period": context[f"{prefix}period"],
        "county": context[f"{prefix}county"],
        "counties": context["counties"],
    }


@register.simple_tag(takes_context=True)
def kept_fields(context: template.Context) -> list[tuple[str, str]]:
    """Return what a second form has to carry on."""
    request: HttpRequest = context["request"]
    return [(name, request.GET[name]) for name in KEPT if request.GET.get(name)]


@register.simple_tag
def flow_edges(drawing: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """Return the edges of a map with the names of their ends, the most frequent first."""
    names = {node["id"]: node["name"] for node in drawing["nodes"]}
    edges = sorted(drawing["edges"], key=lambda edge: -edge["count"])
    return [(names[edge["from"]], names[edge["to"]], edge) for edge in edges]


@register.simple_tag
def share_bar(share: float | None) -> SafeString:
    """Draw a share as a bar with its figure."""
    part = 100 * (share or 0.0)
    return mark_safe(  # noqa: S308 - numbers only
        f'<svg class="sharebar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{part:.1f}" height="8"/></svg> <span>{part:.1f}%</span>'
    )


@register.simple_tag
def more_time(step: Change) -> str:
    """Say how much longer this side takes at a step than the other, over all cases."""
    return ("+" if step.difference < 0 else "") + took(-step.difference)


@register.simple_tag
def percent_bar(part: float) -> SafeString:
    """Draw a percentage as a bar with its figure."""
    return share_bar(part / 100)


@register.simple_tag
def score_bar(score: float) -> SafeString:
    """Draw a score from 0 to 100 as a bar with its figure."""
    return mark_safe(  # noqa: S308 - numbers only
        f'<svg class="sharebar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{score:.1f}" height="8"/></svg> <b>{score:.1f}</b>'
    )
