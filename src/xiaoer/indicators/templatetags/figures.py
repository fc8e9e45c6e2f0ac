"""Pieces of markup of the pages about figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from xiaoer.cases.models import Case
from xiaoer.packs.queries import item_on
from xiaoer.packs.schema import IndicatorSpec
from xiaoer.packs.templatetags.packs import said
from xiaoer.people.models import Organisation

from ..colours import Standing
from ..models import IndicatorValue
from ..queries import Figure
from ..shown import written
from ..spread import Step

register = template.Library()
CSS = {"green": "good", "yellow": "warn", "red": "bad", "grey": "mute"}
FIRST_YEAR = 2019


@register.filter
def css(colour: str) -> str:
    """Return the class of a colour."""
    return CSS.get(str(colour), "")


@register.filter
def shown(value: float | None, spec: IndicatorSpec) -> str:
    """Return a value as figures of its indicator are written."""
    return written(value, spec.unit, float(spec.target) if spec.target is not None else None)


@register.filter
def county_name(code: str, counties: Iterable[Organisation]) -> str:
    """Return the short name of a county."""
    return next((c.short_name for c in counties if c.division_code == code), code)


@register.filter
def item_title(key: str | None) -> str:
    """Return the title of a service item, in the page's language."""
    found = item_on(key, timezone.localdate()) if key else None
    return said(found[1].title) if found else key or ""


@register.inclusion_tag("indicators/period.html", takes_context=True)
def period_form(context: template.Context) -> dict[str, Any]:
    """Choose a year, a month and a county; works without script."""
    this_year = timezone.localdate().year
    return {
        "years": range(this_year, max(FIRST_YEAR, this_year - 5) - 1, -1),
        "months": range(1, 13),
        **{name: context[name] for name in ("period", "county", "counties")},
    }


@register.inclusion_tag("indicators/trend.html")
def trend(figure: Figure, spec: IndicatorSpec) -> dict[str, Any]:
    """Draw the months of a figure with its target; a table lies behind the drawing."""
    known = [(n, v) for n, v in enumerate(figure.months, 1) if v is not None]
    texts = [written(value, spec.unit, figure.aim.target) for value in figure.months]
    return {
        "chart_id": f"trend-{spec.id}",
        "sentence": _sentence(known, spec, figure.aim.target),
        "texts": texts,
        "data": {
            "months": list(range(1, 13)),
            "values": figure.months,
            "target": figure.aim.target if not spec.cumulative else None,
            "target_label": _("目标 %s") % f"{figure.aim.target:g}" if figure.aim.target else "",
            "name": said(spec.title),
        },
    }


def _sentence(known: Sequence[tuple[int, float]], spec: IndicatorSpec, target: float | None) -> str:
    if not known:
        return _("这一年还没有数。")
    (first, start), (last, end) = known[0], known[-1]
    words = {
        "first": first,
        "start": written(start, spec.unit, target),
        "last": last,
        "end": written(end, spec.unit, target),
    }
    if first == last:
        return _("只有 %(last)d 月有数：%(end)s。") % words
    return _("%(first)d 月 %(start)s，%(last)d 月 %(end)s。") % words


@register.inclusion_tag("indicators/distribution.html")
def distribution(steps: Sequence[Step], figure: Figure, spec: IndicatorSpec) -> dict[str, Any]:
    """Draw how the rows are spread, those beyond the target apart."""
    beyond = sum(step.rows for step in steps if step.beyond)
    total = sum(step.rows for step in steps)
    words = {"n": total, "beyond": beyond, "target": figure.target_text}
    return {
        "chart_id": f"spread-{spec.id}",
        "sentence": _("%(n)d 行里有 %(beyond)d 行没到目标 %(target)s。") % words
        if figure.target_text
        else _("一共 %(n)d 行。") % words,
        "data": {
            "labels": [_step_label(step) for step in steps],
            "values": [step.rows for step in steps],
            "beyond": [step.beyond for step in steps],
            "name": _("%s 分布") % said(spec.title),
        },
    }


def _step_label(step: Step) -> str:
    return f">{step.low:g}" if step.high is None else f"{step.low:g}–{step.high:g}"


@dataclass(frozen=True)
class CountyFigure:
    """A county's line: a figure with the county's name and code."""

    figure: Figure
    name: str
    code: str

    def __getattr__(self, name: str) -> Any:
        return getattr(self.figure, name)


@register.simple_tag
def county_rows(
    found: Iterable[tuple[Organisation, IndicatorValue, Standing]], figure: Figure
) -> list[CountyFigure]:
    """Return the counties' figures as the city's is written."""
    return [
        CountyFigure(
            replace(figure, value=row.value, standing=standing, rows=row.rows),
            county.short_name,
            county.division_code,
        )
        for county, row, standing in found
    ]


@register.simple_tag
def row_result(row: dict[str, Any]) -> str:
    """Return how a case ended, in words."""
    outcome = row.get("result")
    return str(dict(Case.Outcome.choices).get(outcome, outcome or "")) if outcome else ""


@register.simple_tag
def row_value(row: dict[str, Any], spec: IndicatorSpec) -> str:
    """Return what a row brings to the figure."""
    if spec.measure == "rate":
        if not row.get("den"):
            return _("不在分母里")
        return _("是") if row.get("num") else _("否")
    if "num" in row:
        return f"{row['num']} / {row['den']}"
    value = row.get("value")
    return written(value, spec.unit, None) if isinstance(value, int | float) else str(value or "")
