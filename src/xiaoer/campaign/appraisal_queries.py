"""What the pages of quarters and cards read; every reading passes the viewer's access."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from xiaoer.people.models import Organisation
from xiaoer.people.roles import Capability, Viewer

from .appraising.card_rules import read_rules
from .appraising.cards import CardProposal, from_record, reproduces
from .appraising.month_score import GROUP_NAMES
from .appraising.quarter_record import (
    UnitResult,
    canonical,
    read_unit,
    results,
    results_record,
)
from .models import Card, Programme, QuarterLock
from .queries import programmes_for
from .services.appraisal import digest_of_texts


def locks_for(viewer: Viewer) -> QuerySet[QuarterLock]:
    """Return the locked quarters of the programmes the viewer may read."""
    if not viewer.can(Capability.READ_REPORTS):
        return QuarterLock.objects.none()
    return QuarterLock.objects.filter(programme__in=programmes_for(viewer))


def lock_for(viewer: Viewer, programme: Programme, year: int, quarter: int) -> QuarterLock:
    """Return one locked quarter, or 404."""
    rows = locks_for(viewer).filter(programme=programme, year=year, quarter=quarter)
    found = rows.select_related("locked_by").first()
    if found is None:
        raise Http404
    return found


def cards_for(viewer: Viewer) -> QuerySet[Card]:
    """Return the cards a viewer may read.

    The office, leaders and teams read those they watch; a unit reads its own before the
    decision, and all that are in force: those are published inside the system.
    """
    rows = Card.objects.filter(lock__in=locks_for(viewer)).select_related(
        "lock__programme", "unit", "answered_by", "opinion_by", "decided_by"
    )
    reach = viewer.organisations_for(Capability.READ_REPORTS)
    if reach is None:
        return rows
    published = rows.filter(state__in=[Card.State.IN_FORCE, Card.State.LIFTED])
    return rows.filter(unit_id__in=reach) | published


def card_for(viewer: Viewer, pk: int) -> Card:
    """Return one card, or 404."""
    found = cards_for(viewer).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def rows_open_to(viewer: Viewer, found: Iterable[UnitResult]) -> set[str]:
    """Return the units whose rows behind a score the viewer may read, by code.

    Places and scores are known to all; what they are made of is the unit's own, and open to
    the office, the leaders and the unit's team.
    """
    reach = viewer.organisations_for(Capability.READ_REPORTS)
    codes = [one.quarter.unit for one in found]
    if reach is None:
        return set(codes)
    return set(
        Organisation.objects.filter(pk__in=reach, code__in=codes).values_list("code", flat=True)
    )


def computed(lock: QuarterLock) -> list[UnitResult]:
    """Compute a quarter's results again from its evidence and its own rules."""
    units = [read_unit(found) for found in json.loads(lock.evidence)]
    return results(units, lock.period, read_rules(lock.rules.encode()))


@dataclass(frozen=True, slots=True)
class Proof:
    """Whether a locked quarter stands as it was locked."""

    untouched: bool  # the digest is that of the stored texts
    reproduced: bool  # computing again gives the stored results byte for byte

    @property
    def sound(self) -> bool:
        """Say whether both hold."""
        return self.untouched and self.reproduced


def proof_of(lock: QuarterLock, found: Iterable[UnitResult]) -> Proof:
    """Check a locked quarter against its digest and against its results computed again."""
    return Proof(
        untouched=digest_of_texts(lock.evidence, lock.results, lock.rules) == lock.digest,
        reproduced=canonical(results_record(list(found))) == lock.results,
    )


def card_reproduced(card: Card) -> bool:
    """Say whether the proposal comes out again byte for byte under the rules of its quarter."""
    return reproduces(read_rules(card.lock.rules.encode()), card.proposal)


def proposal_of(card: Card) -> CardProposal:
    """Return the card's proposal."""
    return from_record(card.proposal)


@dataclass(frozen=True, slots=True)
class GroupRows:
    """The units of a group, best first."""

    name: str
    rows: list[UnitResult]


def by_group(found: Iterable[UnitResult]) -> list[GroupRows]:
    """Group a quarter's results as they are ranked."""
    groups: dict[str, list[UnitResult]] = {}
    for one in found:
        groups.setdefault(GROUP_NAMES[one.rank.group], []).append(one)
    return [GroupRows(name, rows) for name, rows in groups.items()]


def row_address(programme: Programme, source: str) -> str:
    """Return the page of the row that a source key names; empty when there is none."""
    kind, _colon, rest = source.partition(":")
    if kind == "task":
        return reverse("task", args=[programme.pk, int(rest)])
    if kind == "indicator":
        return reverse("indicator", args=[rest])
    if kind == "report":
        return reverse("report", args=[programme.pk, *(int(part) for part in rest.split(":"))])
    if kind == "quarter":
        period, _colon, unit = rest.partition(":")
        year, _q, quarter = period.partition("Q")
        return reverse("unit-quarter", args=[programme.pk, int(year), int(quarter), unit])
    return ""
