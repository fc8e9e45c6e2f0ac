"""Locked quarters: scores by group, a unit's score down to its rows, and cards."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xiaoer.people.access import needs
from xiaoer.people.roles import Capability

from ..appraisal_queries import (
    by_group,
    card_for,
    card_reproduced,
    cards_for,
    computed,
    lock_for,
    locks_for,
    proof_of,
    proposal_of,
    rows_open_to,
)
from ..appraising.card_decisions import effects
from ..appraising.card_rules import Colour
from ..models import Card, Programme
from ..reporting.days import quarter_of
from ..services import appraisal as services
from .frame import opened, page, posted, spoken

State = Card.State


def _to_lock(programme: Programme, taken: set[tuple[int, int]]) -> tuple[int, int] | None:
    """Return the newest ended quarter that is not locked, back to the plan's issue."""
    year, quarter = quarter_of(timezone.localdate())
    for _turn in range(4):
        year, quarter = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
        if (year, quarter) < quarter_of(programme.issue_date):
            return None
        if (year, quarter) not in taken:
            return year, quarter
    return None


@require_GET
@needs(Capability.READ_REPORTS)
def quarters(request: HttpRequest, pk: int) -> HttpResponse:
    """List the locked quarters and the cards that the viewer may read."""
    programme = opened(request, pk)
    locks = list(locks_for(request.viewer).filter(programme=programme).defer("evidence"))
    cards = cards_for(request.viewer).filter(lock__programme=programme)
    taken = {(lock.year, lock.quarter) for lock in locks}
    return page(
        request,
        "quarters",
        programme,
        locks=locks,
        cards=cards.order_by("-lock__year", "-lock__quarter", "unit_id"),
        next_lock=_to_lock(programme, taken),
        keeper=request.viewer.can_for(Capability.KEEP_SCORES, programme.owner_id),
    )


@require_POST
@needs(Capability.KEEP_SCORES)
def lock(request: HttpRequest, pk: int, year: int, quarter: int) -> HttpResponse:
    """Lock a quarter."""
    programme = opened(request, pk)
    if quarter not in (1, 2, 3, 4):
        raise Http404
    with spoken(request):
        services.lock_quarter(request.viewer, programme.pk, year, quarter)
        messages.success(request, _("已锁定。亮牌建议在下面，先告知单位。"))
    return redirect("quarters", programme.pk)


@require_GET
@needs(Capability.READ_REPORTS)
def quarter(request: HttpRequest, pk: int, year: int, quarter: int) -> HttpResponse:
    """Show a quarter's scores, computed again from the locked evidence."""
    programme = opened(request, pk)
    row = lock_for(request.viewer, programme, year, quarter)
    found = computed(row)
    cards = {card.unit.code: card for card in cards_for(request.viewer).filter(lock=row)}
    return page(
        request,
        "quarter",
        programme,
        lock=row,
        groups=by_group(found),
        cards=cards,
        proof=proof_of(row, found),
        readable=rows_open_to(request.viewer, found),
    )


@require_GET
@needs(Capability.READ_REPORTS)
def unit_quarter(request: HttpRequest, pk: int, year: int, quarter: int, code: str) -> HttpResponse:
    """Show a unit's score down to the rows that were counted."""
    programme = opened(request, pk)
    row = lock_for(request.viewer, programme, year, quarter)
    found = next((one for one in computed(row) if one.quarter.unit == code), None)
    if found is None or not rows_open_to(request.viewer, [found]):
        raise Http404
    card = cards_for(request.viewer).filter(lock=row, unit__code=code).first()
    return page(request, "unit_quarter", programme, lock=row, result=found, card=card)


def _abilities(request: HttpRequest, programme: Programme, card: Card) -> dict[str, bool]:
    viewer = request.viewer
    hearing = services.hearing_of(card)
    over = hearing.over(timezone.now())
    keeper = viewer.can_for(Capability.KEEP_SCORES, programme.owner_id)
    decider = viewer.can_for(Capability.DECIDE_CARD, programme.owner_id)
    open_ = card.state == State.PROPOSED
    told = card.notified_at is not None
    own = viewer.can_for(Capability.EDIT_TASK, card.unit_id) and not keeper
    return {
        "notify": keeper and open_ and not told,
        "answer": own and open_ and told and not over,
        "opine": keeper and open_ and over,
        "decide": decider and card.state == State.HEARD,
        "enforce": keeper and card.state == State.DECIDED,
        "lift": decider and card.state == State.IN_FORCE,
        "annul": decider and card.ended_at is None,
    }


@require_GET
@needs(Capability.READ_REPORTS)
def card(request: HttpRequest, pk: int, card_pk: int) -> HttpResponse:
    """Show a card: the rules that fired with their values and rows, and how it went on."""
    programme = opened(request, pk)
    row = card_for(request.viewer, card_pk)
    if row.lock.programme_id != programme.pk:
        raise Http404
    context: dict[str, Any] = {
        "card": row,
        "proposal": proposal_of(row),
        "reproduced": card_reproduced(row),
        "hearing": services.hearing_of(row),
        "can": _abilities(request, programme, row),
        "colours": Card.Colour.choices,
        "effects": effects(Colour(row.decided), row.decided_at) if row.decided_at else (),
    }
    return page(request, "card", programme, **context)


def _step(request: HttpRequest, row: Card, step: str) -> None:
    viewer, words = request.viewer, posted(request, "words")
    if step == "notify":
        services.notify_card(viewer, row.pk)
        messages.success(request, _("已告知单位，5 个工作日内听取意见。"))
    elif step == "answer":
        services.answer_card(viewer, row.pk, words)
        messages.success(request, _("意见已交办公室。"))
    elif step == "opinion":
        services.give_opinion(viewer, row.pk, words)
        messages.success(request, _("已报指挥部定。"))
    elif step == "decide":
        colour = posted(request, "colour")
        if colour not in Card.Colour.values:
            raise Http404
        services.decide_card(viewer, row.pk, colour, words)
        messages.success(request, _("已决定。"))
    elif step == "enforce":
        services.put_in_force(viewer, row.pk)
        messages.success(request, _("已生效，全体单位可见。"))
    else:
        services.end_card(viewer, row.pk, "lifted" if step == "lift" else "annulled", words)
        messages.success(request, _("已解除。") if step == "lift" else _("已撤销。"))


STEPS = ("notify", "answer", "opinion", "decide", "enforce", "lift", "annul")


@require_POST
@needs(Capability.READ_REPORTS)
def card_step(request: HttpRequest, pk: int, card_pk: int, step: str) -> HttpResponse:
    """Take a card one step on."""
    programme = opened(request, pk)
    row = card_for(request.viewer, card_pk)
    if step not in STEPS or row.lock.programme_id != programme.pk:
        raise Http404
    with spoken(request):
        _step(request, row, step)
    return redirect("card", programme.pk, row.pk)
