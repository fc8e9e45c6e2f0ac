"""A holiday notice entered late: open clocks are worked out anew, closed cases stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from xiaoer.clock import year_of_notice
from xiaoer.packs.queries import version
from xiaoer.people.access import require
from xiaoer.people.roles import NOBODY, Capability, Viewer

from .. import calendars
from ..clocks import NotNow
from ..models import CalendarNotice, Case
from .work import Work


@transaction.atomic
def enter_notice(
    viewer: Viewer,
    year: int,
    document: str,
    off: Mapping[date, str],
    make_up: Iterable[date],
) -> CalendarNotice:
    """Enter the notice of a year; call `rederive` afterwards (the worker does it as well).

    Raises `NotNow` when the notice contradicts itself.
    """
    require(viewer, Capability.MANAGE_PEOPLE)
    days = list(make_up)
    try:
        year_of_notice(year, document, off, days)
    except ValueError as problem:
        raise NotNow(str(problem)) from problem
    row, _created = CalendarNotice.objects.update_or_create(
        year=year,
        defaults={
            "document": document,
            "off": {day.isoformat(): name for day, name in off.items()},
            "make_up": [day.isoformat() for day in days],
            "entered_by_id": viewer.user_id,
            "entered_at": timezone.now(),
        },
    )
    transaction.on_commit(calendars.forget)
    return row


def rederive(at: datetime | None = None, most: int = 100_000) -> int:
    """Work out open clocks again that still follow an older calendar; return how many."""
    current = calendars.reckoner().calendar.version
    for done in range(most):
        if not _rederive_one(current, at or timezone.now()):
            return done
    return most


@transaction.atomic
def _rederive_one(current: str, at: datetime) -> bool:
    stale = Case.objects.select_for_update(skip_locked=True).filter(ended_at__isnull=True)
    case = stale.exclude(calendar_version=current).order_by("pk").first()
    if case is None:
        return False
    work = Work.on(case, version(case.pack_version_id), NOBODY, at)
    before, old = case.due_at, case.calendar_version
    work.write()
    if case.due_at != before:
        # one audit row for each due date that moved (time-law 4.3 rule 3)
        moved = Work.on(case, work.pack, NOBODY, at)
        moved.record(
            "clock_rederived",
            {
                "from": before.isoformat() if before else None,
                "to": case.due_at.isoformat() if case.due_at else None,
                "calendar_from": old,
                "calendar_to": current,
            },
        )
        moved.write()
    return True
