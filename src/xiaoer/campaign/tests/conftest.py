"""A programme brought to where units sign, and to where its baseline stands."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xiaoer.campaign.models import Programme
from xiaoer.campaign.services import baseline, targets, tasks


@pytest.fixture
def ready(programme: Programme, seen_as) -> Programme:
    """A programme that units can sign: reviewed, every task filled in."""
    office = seen_as("office")
    for row in programme.targets.filter(masked=True, value=None):
        targets.edit_target(office, row.pk, row.revision, {"value": Decimal(5)})
    keys = list(programme.targets.values_list("key", flat=True))
    targets.accept_waiting(office, programme.pk, keys)
    targets.finish_review(office, programme.pk)
    for task in programme.tasks.all():
        values = {"evidence_kind": "document", "no_target_reason": "机制建设类"}
        tasks.edit_task(office, task.pk, task.revision, values)
    for unit in set(programme.tasks.values_list("lead_id", flat=True)):
        tasks.plan_by_quarter(office, programme.pk, unit)
    programme.refresh_from_db()
    return programme


@pytest.fixture
def signed(ready: Programme, seen_as, bodies) -> Programme:
    """A programme that both units signed and the team cleared."""
    for who, code in (
        ("market-head", "market-supervision"),
        ("housing-head", "housing-construction"),
    ):
        baseline.sign_breakdown(seen_as(who), ready.pk, bodies[code].pk)
        baseline.clear_breakdown(seen_as("team-market"), ready.pk, bodies[code].pk)
    return ready


@pytest.fixture
def frozen(signed: Programme, seen_as) -> Programme:
    """A programme whose baseline stands."""
    baseline.freeze_baseline(seen_as("office"), signed.pk)
    signed.refresh_from_db()
    return signed
