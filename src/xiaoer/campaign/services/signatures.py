"""A signature holds for what was signed: when the rows change, it falls (P-C-1 step 5)."""

from __future__ import annotations

from collections.abc import Iterable

from xiaoer.people.roles import Viewer

from ..models import Programme, UnitBreakdown
from .record import record
from .snapshot import unit_digest

State = UnitBreakdown.State
STANDING = (State.SIGNED, State.CLEARED)


def recheck(viewer: Viewer, programme: Programme, units: Iterable[int | None], why: str) -> int:
    """Let fall the signatures of those units whose rows are no longer what was signed.

    Returns how many fell. `why` goes into the journal with the person who changed the rows.
    """
    if programme.is_frozen:
        return 0
    known = {unit for unit in units if unit is not None}
    rows = programme.breakdowns.filter(unit_id__in=known, state__in=STANDING)
    fallen = [row for row in rows if broken(programme, row)]
    for row in fallen:
        _fall(viewer, programme, row, why)
    return len(fallen)


def broken(programme: Programme, row: UnitBreakdown) -> bool:
    """Say whether a unit's rows differ from what it signed."""
    return row.signed_digest != unit_digest(programme, row.unit_id)


def _fall(viewer: Viewer, programme: Programme, row: UnitBreakdown, why: str) -> None:
    row.state = State.CHANGED
    row.returned_reason = why[:300]
    row.changed_by_id = viewer.user_id
    row.save(update_fields=["state", "returned_reason", "changed_by", "changed_at"])
    details = {"unit": row.unit_id, "name": str(row.unit), "reason": why}
    record(programme, "breakdown_changed", viewer, details)
