"""Signing, clearing, registering: the breakdown becomes the baseline (P-C-1 steps 5 to 7)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xiaoer.people.access import require
from xiaoer.people.roles import Capability, Viewer

from ..breakdown import Finding, Severity, check_programme
from ..facts import frame_of, target_facts, task_facts, with_facts
from ..models import Baseline, Programme, UnitBreakdown
from .date_changes import require_team
from .record import NotNow, locked, locked_programme, record
from .signatures import broken
from .snapshot import new_version, targets_of_unit, unit_digest

OPEN = (UnitBreakdown.State.DRAFTING, UnitBreakdown.State.CHANGED)


class Unsound(Exception):
    """The breakdown breaks rules; `findings` says which."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


def findings_of(programme: Programme, unit: int | None = None) -> list[Finding]:
    """Check the breakdown of a programme, or of the tasks that one unit leads."""
    rows = programme.tasks.filter(lead_id=unit) if unit else programme.tasks.all()
    tasks = [task_facts(task) for task in with_facts(rows)]
    commitments = [] if unit else list(programme.commitments.values_list("pk", flat=True))
    bound = targets_of_unit(programme, unit) if unit else programme.targets.all()
    return check_programme(tasks, commitments, frame_of(programme), target_facts(bound))


def _errors(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def _move(
    viewer: Viewer,
    programme: Programme,
    unit: int,
    state: UnitBreakdown.State,
    reason: str = "",
    **values: object,
) -> UnitBreakdown:
    row, _created = UnitBreakdown.objects.update_or_create(
        programme=programme,
        unit_id=unit,
        defaults={
            "state": state,
            "changed_by_id": viewer.user_id,
            "returned_reason": reason,
            **values,
        },
    )
    details = {"unit": unit, "name": str(row.unit), "reason": reason}
    record(programme, f"breakdown_{state}", viewer, details)
    return row


def _state_of(programme: Programme, unit: int) -> str:
    row = UnitBreakdown.objects.filter(programme=programme, unit_id=unit).first()
    return row.state if row else UnitBreakdown.State.DRAFTING


@transaction.atomic
def sign_breakdown(viewer: Viewer, programme: int, unit: int) -> UnitBreakdown:
    """The unit's principal signs what stands now; raises `Unsound` while a rule is broken."""
    row = locked(programme)
    require(viewer, Capability.SIGN_TASKS, unit)
    if row.state != Programme.State.BREAKDOWN:
        raise NotNow(_("现在不是分解阶段，不用签字。"))
    if _state_of(row, unit) not in OPEN:
        raise NotNow(_("本单位已经签过字。"))
    errors = _errors(findings_of(row, unit))
    if errors:
        raise Unsound(errors)
    return _move(
        viewer,
        row,
        unit,
        UnitBreakdown.State.SIGNED,
        signed_digest=unit_digest(row, unit),
        signed_by_id=viewer.user_id,
        signed_at=timezone.now(),
    )


@transaction.atomic
def clear_breakdown(viewer: Viewer, programme: int, unit: int) -> UnitBreakdown:
    """The special team finds no overlap or gap (P-C-1 step 6)."""
    row = locked(programme)
    require_team(viewer, row, unit)
    if _state_of(row, unit) != UnitBreakdown.State.SIGNED:
        raise NotNow(_("单位签字后专班才能审。"))
    return _move(viewer, row, unit, UnitBreakdown.State.CLEARED)


@transaction.atomic
def return_breakdown(viewer: Viewer, programme: int, unit: int, reason: str) -> UnitBreakdown:
    """The special team or the office sends a signed breakdown back with a reason."""
    row = locked(programme)
    require_team(viewer, row, unit)
    if not reason.strip():
        raise NotNow(_("写明退回理由，单位好改。"))
    if _state_of(row, unit) in OPEN:
        raise NotNow(_("单位还没签字，不用退回。"))
    if row.state == Programme.State.BASELINED:
        raise NotNow(_("已经定稿，不能再退回。"))
    return _move(viewer, row, unit, UnitBreakdown.State.DRAFTING, reason.strip()[:300])


@transaction.atomic
def freeze_baseline(viewer: Viewer, programme: int) -> Baseline:
    """The office registers the breakdown: version 1, frozen (P-C-1 step 7).

    Raises `Unsound` while a rule is broken, `NotNow` while a unit has not been cleared.
    """
    row = locked_programme(viewer, programme, Capability.FREEZE_BASELINE)
    if row.state != Programme.State.BREAKDOWN:
        raise NotNow(_("校对完成、还没定稿时才能定稿。"))
    errors = _errors(findings_of(row))
    if errors:
        raise Unsound(errors)
    _require_all_cleared(row)
    baseline = new_version(viewer, row)
    row.breakdowns.update(state=UnitBreakdown.State.REGISTERED, changed_by_id=viewer.user_id)
    row.state = Programme.State.BASELINED
    row.save(update_fields=["state"])
    return baseline


def _require_all_cleared(programme: Programme) -> None:
    leads = set(programme.tasks.exclude(lead=None).values_list("lead_id", flat=True))
    done = programme.breakdowns.filter(state=UnitBreakdown.State.CLEARED)
    waiting = leads - {row.unit_id for row in done if not broken(programme, row)}
    if waiting:
        raise NotNow(
            _("还有 %(n)d 个单位没签字、没过专班审核，或签字后又有改动。") % {"n": len(waiting)}
        )
