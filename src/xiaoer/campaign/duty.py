"""What of the goal breakdown is due: where each unit stands, reminders, the late list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from xiaoer.people.models import Organisation
from xiaoer.people.roles import Capability, Viewer

from .breakdown import BREAKDOWN_DAYS, days_after
from .models import Notice, Programme, Task, UnitBreakdown
from .queries import programmes_for
from .services.reminding import due_kind

OPEN = (UnitBreakdown.State.DRAFTING, UnitBreakdown.State.CHANGED)


def breakdown_due(programme: Programme) -> date:
    """Return the last day of the 15 calendar days after issue (campaign §2)."""
    return days_after(programme.issue_date, BREAKDOWN_DAYS)


def breakdown_units(programme: Programme) -> list[Organisation]:
    """Return the units that lead a task, with where each stands in its breakdown."""
    units = Organisation.objects.filter(tasks_led__programme=programme).distinct()
    states = {
        row.unit_id: row for row in programme.breakdowns.select_related("changed_by", "signed_by")
    }
    rows = list(units.order_by("kind", "id"))
    for unit in rows:
        unit.breakdown = states.get(unit.pk) or UnitBreakdown(programme=programme, unit=unit)
    return rows


@dataclass(frozen=True, slots=True)
class Due:
    """A unit whose breakdown is not signed; `days` are calendar days left, negative when late."""

    programme: Programme
    unit: Organisation
    state: str
    due: date
    days: int
    kind: str

    @property
    def late_by(self) -> int:
        """Return by how many calendar days the unit is late."""
        return max(0, -self.days)


def due_list(programme: Programme, today: date) -> list[Due]:
    """Return the units that have not signed, computed from the dates of today.

    While the office still reviews nobody can sign, so nobody is behind.
    """
    if programme.state != Programme.State.BREAKDOWN or programme.closed_at is not None:
        return []
    due = breakdown_due(programme)
    kind = due_kind(programme.issue_date, today) or ""
    return [
        Due(programme, unit, unit.breakdown.state, due, (due - today).days, str(kind))
        for unit in breakdown_units(programme)
        if unit.breakdown.is_open
    ]


def _concerns(viewer: Viewer, unit: int, owner: int) -> bool:
    office = viewer.can_for(Capability.FREEZE_BASELINE, owner)
    team = viewer.can_for(Capability.CLEAR_TASKS, unit)
    return office or team or viewer.can_for(Capability.EDIT_TASK, unit)


def _watched(viewer: Viewer, today: date) -> list[Programme]:
    """Return the drafts whose breakdown is near its end or over it."""
    waiting = programmes_for(viewer).filter(closed_at=None, state=Programme.State.BREAKDOWN)
    return [programme for programme in waiting if due_kind(programme.issue_date, today)]


def duties_for(viewer: Viewer, today: date) -> list[Due]:
    """Return what the viewer has to see to: the own unit, the team's units, or all of them."""
    rows = [due for programme in _watched(viewer, today) for due in due_list(programme, today)]
    mine = [r for r in rows if _concerns(viewer, r.unit.pk, r.programme.owner_id)]
    return sorted(mine, key=lambda row: (row.due, row.unit.pk))


def duties_of(viewer: Viewer) -> int:
    """Count what the viewer has to see to, for the rail; three queries for all programmes."""
    owners = {p.pk: p.owner_id for p in _watched(viewer, timezone.localdate())}
    if not owners:
        return 0
    leads = Task.objects.filter(programme__in=owners).exclude(lead=None)
    signed = UnitBreakdown.objects.filter(programme__in=owners).exclude(state__in=OPEN)
    waiting = set(leads.values_list("programme_id", "lead_id"))
    waiting -= set(signed.values_list("programme_id", "unit_id"))
    return sum(_concerns(viewer, unit, owners[programme]) for programme, unit in waiting)


def notices_for(viewer: Viewer) -> list[Notice]:
    """Return the notices that were written to the viewer's units."""
    rows: QuerySet[Notice] = Notice.objects.filter(programme__in=programmes_for(viewer))
    read = rows.select_related("programme", "unit")[:200]
    return [n for n in read if _concerns(viewer, n.unit_id, n.programme.owner_id)]
