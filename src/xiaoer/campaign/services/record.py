"""The programme's own journal, and the refusal of a change made on an old page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db.models import F, Max, Model
from django.utils.translation import gettext as _

from xiaoer.people.access import require
from xiaoer.people.roles import Capability, Viewer

from ..models import Programme, ProgrammeEvent

Row = TypeVar("Row", bound=Model)


class Conflict(Exception):
    """Somebody else changed the row first; `current` is what stands now."""

    def __init__(self, current: Model) -> None:
        super().__init__("changed by somebody else")
        self.current = current


class NotNow(Exception):
    """The programme is not at the stage where this can be done; the message says why."""


def locked(programme: int) -> Programme:
    """Lock a programme's row for a change; a withdrawn or archived one takes none."""
    row = Programme.objects.select_for_update().get(pk=programme)
    if row.closed_at is not None:
        raise NotNow(_("这份方案已经撤回或归档，只能看。"))
    return row


def locked_programme(viewer: Viewer, programme: int, capability: Capability) -> Programme:
    """Lock a programme's row for a change and check that the viewer may make it."""
    row = locked(programme)
    require(viewer, capability, row.owner_id)
    return row


def plain(value: object) -> str:
    """Return a value as the journal keeps it: words, not ids, and no idle zeros."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def difference(row: Model, values: Mapping[str, object]) -> dict[str, list[str]]:
    """Return field → [old, new] for the values that differ from the row."""
    pairs = {name: [plain(getattr(row, name)), plain(new)] for name, new in values.items()}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def record(
    programme: Programme, kind: str, viewer: Viewer, payload: Mapping[str, object] | None = None
) -> ProgrammeEvent:
    """Append one event. The programme's row must be locked, so sequences cannot collide."""
    last = ProgrammeEvent.objects.filter(programme=programme).aggregate(Max("sequence"))
    return ProgrammeEvent.objects.create(
        programme=programme,
        sequence=(last["sequence__max"] or 0) + 1,
        kind=kind,
        actor_id=viewer.user_id,
        payload=dict(payload or {}),
    )


def change(row: Row, revision: int, viewer: Viewer, values: Mapping[str, object]) -> Row:
    """Write values if the row still has the revision that the page showed.

    Raises `Conflict` with the row as it stands otherwise; nothing is written then.
    """
    manager = type(row)._default_manager
    written = manager.filter(pk=row.pk, revision=revision).count()
    if not written:
        raise Conflict(manager.get(pk=row.pk))
    for name, value in values.items():
        setattr(row, name, value)
    row.revision = F("revision") + 1
    row.changed_by_id = viewer.user_id
    row.save()
    row.refresh_from_db()
    return row
