"""Findings: noting what checks find, explaining, confirming and correcting it (market 0.5)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from xiaoer.people.access import Refused, require
from xiaoer.people.roles import Capability, Viewer

from ..models import IntegrityFinding
from .checks import CHECKS, Hit, Span

State = IntegrityFinding.State
# what may become of a finding in each state
FOLLOWING = {
    State.OPEN: (State.EXPLAINED, State.CONFIRMED),
    State.EXPLAINED: (State.CONFIRMED,),
    State.CONFIRMED: (State.CORRECTED, State.EXPLAINED),
    State.CORRECTED: (),
}


class NotPossible(Exception):
    """Cannot be done as things stand; the message says why."""


def look(today: date | None = None) -> int:
    """Run every check over this month and the last; returns how many findings are new."""
    today = today or timezone.localdate()
    this = today.replace(day=1)
    before = (this - timedelta(days=1)).replace(day=1)
    return sum(look_at(_month(first)) for first in (before, this))


def _month(first: date) -> Span:
    return Span(first, first.replace(day=monthrange(first.year, first.month)[1]))


@transaction.atomic
def look_at(span: Span) -> int:
    """Run every check over a span; a subject that was found before is not found again."""
    before = IntegrityFinding.objects.count()
    rows = [_row(hit) for check in CHECKS for hit in check(span)]
    IntegrityFinding.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    return IntegrityFinding.objects.count() - before


def _row(hit: Hit) -> IntegrityFinding:
    return IntegrityFinding(
        kind=hit.kind, measure=hit.measure, subject=hit.subject[:120], text=hit.text[:300],
        case_id=hit.case, row_id=hit.row, organisation_id=hit.organisation,
        county_code=hit.county,
    )  # fmt: skip


def within(viewer: Viewer) -> QuerySet[IntegrityFinding]:
    """Return the findings that a viewer may see: the office all, others those of their units."""
    rows = IntegrityFinding.objects.select_related("case", "organisation")
    if viewer.can(Capability.KEEP_FIGURES):
        return rows
    reached = viewer.organisations_for(Capability.READ_FIGURES)
    if reached is None:
        return rows
    return rows.filter(Q(organisation_id__in=reached))


def waiting(viewer: Viewer) -> int:
    """Return how many findings nobody has said anything about; only the office is asked to."""
    if not viewer.can(Capability.KEEP_FIGURES):
        return 0
    return IntegrityFinding.objects.filter(state=State.OPEN).count()


@transaction.atomic
def settle(viewer: Viewer, pk: int, state: str, explanation: str) -> IntegrityFinding:
    """Move a finding on, with a sentence that says why; raises `Refused`, `NotPossible`.

    The unit concerned may explain; only the office confirms and says what was corrected.
    """
    found = within(viewer).select_for_update(of=("self",)).filter(pk=pk).first()
    if found is None:
        raise Refused("没有这条疑点，或不归您看")
    if state != State.EXPLAINED:
        require(viewer, Capability.KEEP_FIGURES)
    elif not viewer.can(Capability.KEEP_FIGURES) and found.state != State.OPEN:
        raise NotPossible("指挥部办公室已经定了，要改找他们")
    if state not in FOLLOWING[State(found.state)]:
        raise NotPossible("这一步现在做不了，刷新看看它到哪一步了")
    if not explanation.strip():
        raise NotPossible("写一句说明，以后查得到")
    found.state, found.explanation = state, explanation.strip()[:500]
    found.settled_by_id, found.settled_at = viewer.user_id, timezone.now()
    found.save()
    return found
