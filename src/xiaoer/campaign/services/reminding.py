"""The reminder on day 12 and the late list on day 16 of the breakdown (P-C-1 step 8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from ..breakdown import BREAKDOWN_DAYS, REMIND_DAYS, days_after
from ..models import Notice, Programme, UnitBreakdown


def due_kind(issued: date, today: date) -> Notice.Kind | None:
    """Return what today's notice would be: day 12 to 15 soon, from day 16 late, before none."""
    if today > days_after(issued, BREAKDOWN_DAYS):
        return Notice.Kind.LATE
    return Notice.Kind.SOON if today >= days_after(issued, REMIND_DAYS) else None


def units_behind(programme: Programme) -> set[int]:
    """Return the units that lead tasks and have not signed (or not since a change)."""
    leads = programme.tasks.exclude(lead=None).exclude(decision="cancelled")
    done = programme.breakdowns.exclude(
        state__in=[UnitBreakdown.State.DRAFTING, UnitBreakdown.State.CHANGED]
    )
    return set(leads.values_list("lead_id", flat=True)) - set(
        done.values_list("unit_id", flat=True)
    )


def _due(today: date) -> Iterator[Notice]:
    waiting = Programme.objects.filter(closed_at=None, state=Programme.State.BREAKDOWN)
    for programme in waiting:
        kind = due_kind(programme.issue_date, today)
        for unit in units_behind(programme) if kind else ():
            yield Notice(
                programme=programme,
                unit_id=unit,
                kind=kind,
                due=days_after(programme.issue_date, BREAKDOWN_DAYS),
                written_on=today,
            )


@transaction.atomic
def remind_breakdown(today: date) -> int:
    """Write one notice a unit and kind for the breakdowns due; return how many are new.

    Safe to run at any time and any number of times a day; no scheduler is needed.
    """
    before = Notice.objects.count()
    Notice.objects.bulk_create(_due(today), ignore_conflicts=True)
    return Notice.objects.count() - before
