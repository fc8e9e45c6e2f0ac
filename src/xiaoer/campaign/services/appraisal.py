"""Locking a quarter, and a card's way: proposed, heard, decided, in force (campaign §9.1)."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xiaoer.people.access import require
from xiaoer.people.models import Organisation
from xiaoer.people.roles import Capability, Viewer

from ..appraisal_facts import quarter_evidence
from ..appraising.card_decisions import Decision, Hearing, decision_faults
from ..appraising.card_rules import Colour, default_rules
from ..appraising.cards import from_record
from ..appraising.quarter_record import canonical, results, results_record, unit_record
from ..models import Card, Programme, QuarterLock
from ..reporting.days import quarter_days
from .record import NotNow, locked_programme, record

State = Card.State


def rules_text() -> str:
    """Return the card rules in force as the file has them."""
    from importlib.resources import files

    source = files("xiaoer.campaign.appraising").joinpath("data/card_rules.yaml")
    return source.read_text(encoding="utf-8")


def digest_of_texts(*texts: str) -> str:
    """Return the SHA-256 of texts, each ended by a line break."""
    return hashlib.sha256("".join(f"{text}\n" for text in texts).encode()).hexdigest()


@transaction.atomic
def lock_quarter(
    viewer: Viewer, programme: int, year: int, quarter: int, at: datetime | None = None
) -> QuarterLock:
    """Lock a quarter's evidence, compute from it, and propose the cards.

    `at`: when it was locked, for quarters that are taken over from before; now otherwise.
    """
    row = locked_programme(viewer, programme, Capability.FREEZE_BASELINE)
    now = at or timezone.now()
    if not row.is_frozen:
        raise NotNow(_("方案还没定稿，没有可以评的。"))
    if timezone.localdate(now) <= quarter_days(year, quarter)[1]:
        raise NotNow(_("季度还没结束，结束后再锁定。"))
    if row.quarter_locks.filter(year=year, quarter=quarter).exists():
        raise NotNow(_("这个季度已经锁定，锁定后不能重算。"))
    lock = _lock(viewer, row, year, quarter, now)
    record(row, "quarter_locked", viewer, {"period": lock.period, "digest": lock.digest})
    return lock


def _lock(
    viewer: Viewer, programme: Programme, year: int, quarter: int, now: datetime
) -> QuarterLock:
    evidence = quarter_evidence(programme, year, quarter, now)
    if not any(unit.months for unit in evidence):
        raise NotNow(_("方案印发前的季度不评。"))
    rules, period = default_rules(), f"{year}Q{quarter}"
    found = results(evidence, period, rules)
    texts = (
        canonical([unit_record(unit) for unit in evidence]),
        canonical(results_record(found)),
        rules_text(),
    )
    lock = QuarterLock.objects.create(
        programme=programme,
        year=year,
        quarter=quarter,
        evidence=texts[0],
        results=texts[1],
        rules=texts[2],
        digest=digest_of_texts(*texts),
        locked_by_id=viewer.user_id,
        locked_at=now,
    )
    units = dict(Organisation.objects.values_list("code", "pk"))
    Card.objects.bulk_create(
        Card(
            lock=lock,
            unit_id=units[one.quarter.unit],
            proposal=one.proposal.to_record(),
            proposed=one.proposal.colour.value,
            changed_by_id=viewer.user_id,
        )
        for one in found
        if one.proposal.colour is not Colour.NONE
    )
    return lock


def _locked_card(pk: int) -> tuple[Programme, Card]:
    card = Card.objects.select_for_update(of=("self",)).select_related("lock__programme").get(pk=pk)
    return card.lock.programme, card


def _save(card: Card, viewer: Viewer, kind: str, programme: Programme, **details: str) -> Card:
    card.changed_by_id = viewer.user_id
    card.save()
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    named = {"unit": str(card.unit), "card": card.get_colour_display(), **details}
    record(locked, kind, viewer, named)
    return card


def hearing_of(card: Card) -> Hearing:
    """Return the card's hearing: when its unit was told, and until when it may speak."""
    return Hearing(card.notified_at, default_rules().hearing_days, card.answered_at)


@transaction.atomic
def notify_card(viewer: Viewer, pk: int, at: datetime | None = None) -> Card:
    """Tell the unit what is proposed; its five working days begin (P-C-9a step 2)."""
    programme, card = _locked_card(pk)
    require(viewer, Capability.KEEP_SCORES, programme.owner_id)
    if card.state != State.PROPOSED or card.notified_at is not None:
        raise NotNow(_("已经告知过单位。"))
    card.notified_at = at or timezone.now()
    return _save(card, viewer, "card_notified", programme)


@transaction.atomic
def answer_card(viewer: Viewer, pk: int, words: str, at: datetime | None = None) -> Card:
    """The unit speaks to the proposal, within the hearing window."""
    programme, card = _locked_card(pk)
    require(viewer, Capability.EDIT_TASK, card.unit_id)
    now = at or timezone.now()
    if card.state != State.PROPOSED or card.notified_at is None:
        raise NotNow(_("现在不是听取意见的时候。"))
    if hearing_of(card).over(now):
        raise NotNow(_("听取意见的 5 个工作日已过。"))
    if not words.strip():
        raise NotNow(_("写明意见，例如 哪个节点其实已经完成，附什么材料。"))
    card.answer, card.answered_by_id, card.answered_at = words.strip(), viewer.user_id, now
    return _save(card, viewer, "card_answered", programme)


@transaction.atomic
def give_opinion(viewer: Viewer, pk: int, words: str, at: datetime | None = None) -> Card:
    """The office weighs what the unit said; only after the window has ended (P-C-9a step 3)."""
    programme, card = _locked_card(pk)
    require(viewer, Capability.KEEP_SCORES, programme.owner_id)
    if card.state != State.PROPOSED:
        raise NotNow(_("办公室意见已经写过。"))
    if not hearing_of(card).over(at or timezone.now()):
        raise NotNow(_("要先告知单位，等 5 个工作日的听取意见期满。"))
    if not words.strip():
        raise NotNow(_("写明办公室意见，例如 意见不成立，建议照规则亮牌。"))
    card.opinion, card.opinion_by_id, card.state = words.strip(), viewer.user_id, State.HEARD
    return _save(card, viewer, "card_heard", programme)


@transaction.atomic
def decide_card(
    viewer: Viewer, pk: int, colour: str, reason: str = "", at: datetime | None = None
) -> Card:
    """The headquarters decides: as proposed, or one step off with a reason (P-C-9a step 4)."""
    programme, card = _locked_card(pk)
    require(viewer, Capability.DECIDE_CARD, programme.owner_id)
    if card.state != State.HEARD:
        raise NotNow(_("办公室还没写意见，不能定。"))
    now = at or timezone.now()
    decision = Decision(Colour(colour), now, reason)
    faults = decision_faults(from_record(card.proposal), decision, hearing_of(card))
    if faults:
        raise NotNow("；".join(faults))
    card.decided, card.decision_reason = colour, reason.strip()[:500]
    card.decided_by_id, card.decided_at, card.state = viewer.user_id, now, State.DECIDED
    return _save(card, viewer, "card_decided", programme, reason=card.decision_reason)


@transaction.atomic
def put_in_force(viewer: Viewer, pk: int) -> Card:
    """The office records the card and its effects (P-C-9a step 5)."""
    programme, card = _locked_card(pk)
    require(viewer, Capability.KEEP_SCORES, programme.owner_id)
    if card.state != State.DECIDED:
        raise NotNow(_("还没决定，不能生效。"))
    card.state = State.IN_FORCE
    return _save(card, viewer, "card_in_force", programme)


@transaction.atomic
def end_card(viewer: Viewer, pk: int, state: str, reason: str, at: datetime | None = None) -> Card:
    """Lift a card in force, or annul one that should not stand; the reason stays with it."""
    programme, card = _locked_card(pk)
    require(viewer, Capability.DECIDE_CARD, programme.owner_id)
    ended = {State.LIFTED: {State.IN_FORCE}, State.ANNULLED: set(State) - {State.LIFTED}}
    if state not in ended or card.state not in ended[State(state)] or card.ended_at:
        raise NotNow(_("这张牌现在不能这样处理。"))
    if not reason.strip():
        raise NotNow(_("写明理由，例如 整改已核实，下季度得分达标。"))
    card.state, card.ended_reason = state, reason.strip()[:500]
    card.ended_at = at or timezone.now()
    return _save(card, viewer, f"card_{state}", programme, reason=card.ended_reason)
