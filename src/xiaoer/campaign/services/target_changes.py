"""Targets of a baseline change by request: asked with a reason, decided by a leader.

Source rule: campaign §2, P-C-1 step 9; campaign §13 ("targets set low to look green":
the history of a target stays). An agreed request makes a new version of the baseline.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import models, transaction
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from xiaoer.people.access import Refused, require
from xiaoer.people.roles import Capability, Viewer

from ..models import Programme, Target, TargetChange
from .record import NotNow, change, difference, locked, plain, record
from .snapshot import new_version
from .targets import check_editable, new_target, place_of

Kind, State = TargetChange.Kind, TargetChange.State


def may_ask(viewer: Viewer, programme: Programme, target: Target | None = None) -> bool:
    """Say whether the viewer may ask: the office, or the unit that answers for the target."""
    if viewer.can_for(Capability.REVIEW_TARGET, programme.owner_id):
        return True
    unit = target.responsible_id if target else None
    return unit is not None and viewer.can_for(Capability.EDIT_TASK, unit)


def _asking(viewer: Viewer, programme: int, target: Target | None, reason: str) -> Programme:
    row = locked(programme)
    if not may_ask(viewer, row, target):
        raise Refused
    if not row.is_frozen:
        raise NotNow(_("还没定稿，直接改目标就行。"))
    if not reason.strip():
        raise NotNow(_("写明变更理由。"))
    return row


def _kept(values: Mapping[str, object]) -> dict[str, object]:
    """Return values as JSON keeps them: rows as ids, numbers and dates as words."""

    def keep(value: object) -> object:
        if isinstance(value, models.Model):
            return value.pk
        return None if value is None else plain(value)

    return {name: keep(value) for name, value in values.items()}


def _restored(kept: Mapping[str, object]) -> dict[str, object]:
    """Return kept values as the fields of a target take them."""
    values: dict[str, object] = {}
    for name, value in kept.items():
        field = Target._meta.get_field(name)
        if value is None:
            values[name] = None
        elif isinstance(field, models.ForeignKey):
            values[name] = field.related_model._default_manager.get(pk=value)
        elif isinstance(field, models.DecimalField):
            values[name] = Decimal(str(value))
        else:
            values[name] = parse_date(str(value)) if isinstance(field, models.DateField) else value
    return values


def _asked(viewer: Viewer, programme: Programme, **values: object) -> TargetChange:
    target = values.get("target")
    open_ones = programme.target_changes.filter(state=State.OPEN)
    if target is not None and open_ones.filter(target=target).exists():
        raise NotNow(_("这条目标已有一个变更申请在等决定。"))
    asked = TargetChange.objects.create(programme=programme, asked_by_id=viewer.user_id, **values)
    details = {"target": plain(target) or asked.quote, "reason": asked.reason}
    record(programme, "target_change_requested", viewer, details)
    return asked


@transaction.atomic
def ask_change(
    viewer: Viewer, target: int, values: Mapping[str, object], reason: str
) -> TargetChange:
    """Ask for other values of a frozen target; the target stays until it is decided."""
    row = Target.objects.get(pk=target)
    programme = _asking(viewer, row.programme_id, row, reason)
    check_editable(values)
    changed = {name: values[name] for name in difference(row, values)}
    if not changed:
        raise NotNow(_("和现在一样，没有要变更的。"))
    old = {name: getattr(row, name) for name in changed}
    return _asked(
        viewer,
        programme,
        target=row,
        kind=Kind.AMEND,
        old=_kept(old),
        new=_kept(changed),
        reason=reason.strip(),
    )


@transaction.atomic
def ask_drop(viewer: Viewer, target: int, reason: str) -> TargetChange:
    """Ask that a frozen target is no longer one."""
    row = Target.objects.get(pk=target)
    programme = _asking(viewer, row.programme_id, row, reason)
    if row.state == Target.State.REJECTED:
        raise NotNow(_("这条已经不是目标。"))
    return _asked(viewer, programme, target=row, kind=Kind.DROP, reason=reason.strip())


@transaction.atomic
def ask_addition(
    viewer: Viewer, programme: int, quote: str, values: Mapping[str, object], reason: str
) -> TargetChange:
    """Ask for a target that was missed; its words must stand in the plan."""
    row = _asking(viewer, programme, None, reason)
    check_editable(values)
    place_of(row, quote)
    return _asked(viewer, row, kind=Kind.ADD, quote=quote, new=_kept(values), reason=reason.strip())


@transaction.atomic
def decide(viewer: Viewer, request: int, approve: bool) -> TargetChange:
    """Decide a request: a leader of the headquarters, never the one who asked."""
    asked = TargetChange.objects.get(pk=request)
    programme = locked(asked.programme_id)
    require(viewer, Capability.DECIDE_TARGET, programme.owner_id)
    asked = TargetChange.objects.select_for_update(of=("self",)).get(pk=request)
    if asked.state != State.OPEN:
        raise NotNow(_("这个申请已经有决定了。"))
    if viewer.user_id == asked.asked_by_id:
        raise NotNow(_("自己提的申请由别人定。"))
    details = _applied(viewer, programme, asked) if approve else {"target": plain(asked.target)}
    asked.state = State.APPROVED if approve else State.REFUSED
    asked.decided_by_id, asked.decided_at = viewer.user_id, timezone.now()
    asked.save()
    record(programme, f"target_change_{asked.state}", viewer, details)
    if approve:
        new_version(viewer, programme)
    return asked


def _applied(viewer: Viewer, programme: Programme, asked: TargetChange) -> dict[str, object]:
    """Carry an agreed request out; return what the journal says of it."""
    values = _restored(asked.new)
    if asked.target is None:
        added = new_target(viewer, programme, asked.quote, values)
        asked.target = added
        return {"target": added.key}
    row = Target.objects.select_for_update(of=("self",)).get(pk=asked.target_id)
    if asked.kind == Kind.DROP:
        values = {"state": Target.State.REJECTED}
    elif _kept({name: getattr(row, name) for name in asked.old}) != asked.old:
        raise NotNow(_("申请之后这条目标又变过，重新申请。"))
    changes = difference(row, values)
    change(row, row.revision, viewer, values)
    return {"target": row.key, "changes": changes}
