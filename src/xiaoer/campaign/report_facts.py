"""Reads rows into what the system fills into a unit's monthly report (campaign §3.1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from xiaoer.indicators.queries import Figure, figures, period_of
from xiaoer.packs.queries import packs_on, version
from xiaoer.people.models import Organisation

from .breakdown import TaskStatus
from .facts import with_facts
from .models import Milestone, Programme, Task
from .queries import TaskLine
from .reporting.days import ReportPeriod
from .reporting.typed_numbers import Known

Row = dict[str, Any]
UNITS = {
    "percent": ("%", "个百分点"),
    "wd": ("个工作日", "工作日"),
    "calendar_days": ("个自然日", "自然日", "天", "日"),
    "hours": ("个小时", "小时"),
    "count": ("个", "件", "家", "户", "项", "次", "宗", "人"),
    "steps": ("个", "步"),
    "score": ("分",),
    "cny": ("元",),
}


def _milestone(mark: Milestone) -> Row:
    return {
        "id": mark.pk,
        "name": mark.name,
        "due": mark.due.isoformat(),
        "done_on": mark.done_on.isoformat() if mark.done_on else None,
        "evidence": mark.evidence,
        "verified": mark.verified_at is not None,
    }


def _within(day: date | None, first: date, last: date) -> bool:
    return day is not None and first <= day <= last


def _task(task: Task, period: ReportPeriod) -> Row:
    first, last = period.period_from, period.period_to
    ahead = last + timedelta(days=1), last + timedelta(days=31)
    line = TaskLine.of(task, last)
    marks = list(task.milestones.all())
    return {
        "id": task.pk,
        "number": task.number,
        "text": task.text,
        "status": str(line.status),
        "progress": line.progress,
        "done": [_milestone(m) for m in marks if _within(m.done_on, first, last)],
        "overdue": [_milestone(m) for m in marks if m.verified_at is None and m.due <= last],
        "next": [_milestone(m) for m in marks if m.verified_at is None and _within(m.due, *ahead)],
    }


def _owned(code: str, day: date) -> set[str]:
    """Return the ids of the indicators that are counted from what this unit sends."""
    packs = [version(loaded.pk).pack for loaded in packs_on(day)]
    return {
        spec.id
        for pack in packs
        for feed in pack.feeds
        if feed.producer == code
        for spec in pack.indicators
        if spec.source == feed.key
    }


def figures_of(unit: Organisation, year: int, month: int) -> list[Figure]:
    """Return the indicators of a month that a unit answers for: a county's, or those it feeds."""
    county = unit.division_code if unit.kind == Organisation.Kind.COUNTY_HQ else ""
    found = figures(period_of(year, month), county)
    owned = None if county else _owned(unit.code, date(year, month, 1))
    return [
        one
        for one in found
        if one.value is not None and (owned is None or one.known.spec.id in owned)
    ]


def _indicator(one: Figure) -> Row:
    return {
        "id": one.known.spec.id,
        "title": str(one.known.spec.title),
        "value": one.value,
        "text": one.text,
        "target": one.target_text,
        "unit": one.known.spec.unit,
        "colour": str(one.standing.colour),
        "rows": one.rows,
    }


def facts_of(programme: Programme, unit: Organisation, period: ReportPeriod) -> Row:
    """Return what the system fills in, as plain data in a fixed order."""
    tasks = with_facts(programme.tasks.filter(lead=unit).exclude(decision="cancelled"))
    last = period.period_to
    before = last.replace(day=1) - timedelta(days=1)  # the latest month that can be closed
    return {
        "from": period.period_from.isoformat(),
        "to": last.isoformat(),
        "tasks": [_task(task, period) for task in tasks.order_by("number")],
        "indicators": [_indicator(one) for one in figures_of(unit, before.year, before.month)],
    }


def known_figures(facts: Row) -> Iterator[Known]:
    """Return the computed figures that a typed number may contradict."""
    for task in facts.get("tasks", ()):
        yield Known(f"task:{task['id']}", task["number"], Decimal(task["progress"]), ("%",))
    for one in facts.get("indicators", ()):
        units = UNITS.get(one["unit"], ())
        if units:
            yield Known(f"indicator:{one['id']}", one["title"], Decimal(str(one["value"])), units)


def late_tasks(facts: Row) -> int:
    """Count the tasks of the report that are late."""
    return sum(task["status"] == TaskStatus.LATE for task in facts.get("tasks", ()))
