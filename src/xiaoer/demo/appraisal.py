"""The locked quarters of the demo's year, and what became of their cards.

Runs after the figures are computed: indicators are part of the evidence.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from xiaoer.campaign.models import Card, Programme
from xiaoer.campaign.reporting.days import quarter_days, quarter_of
from xiaoer.campaign.services import appraisal
from xiaoer.clock.reckoning import CHINA
from xiaoer.people.models import User
from xiaoer.people.roles import Role, Viewer

from .programmes import acting

LOCKED_AFTER, TOLD_AFTER, WEIGHED_AFTER, DECIDED_AFTER = 16, 17, 28, 32  # calendar days
ANSWER = "有两个节点的材料在季末后才补齐，请按补齐后的进度看。"
OPINION = "材料在季末以后补，不改本季数据；下季度会体现。建议照规则办。"


def _at(end: date, days: int) -> datetime:
    return datetime.combine(end + timedelta(days=days), time(10), CHINA)


def _ended(programme: Programme, today: date) -> list[tuple[int, int]]:
    """Return the quarters since the plan's issue whose cards can all be decided by now."""
    year, first = quarter_of(programme.issue_date)
    quarters = [(year, quarter) for quarter in range(first, 5)]
    return [
        pair for pair in quarters if quarter_days(*pair)[1] + timedelta(days=DECIDED_AFTER) <= today
    ]


def lock_past_quarters(today: date) -> None:
    """Lock the ended quarters of the running programme; the newest cards wait for the office."""
    programme = Programme.objects.filter(state=Programme.State.BASELINED).first()
    if programme is None:
        return
    office = acting(User.objects.get(username="office"), Role.HQ_OFFICE)
    leader = acting(User.objects.get(username="leader"), Role.HQ_LEADER)
    ended = _ended(programme, today)
    for number, (year, quarter) in enumerate(ended):
        end = quarter_days(year, quarter)[1]
        locked = _at(end, LOCKED_AFTER)
        lock = appraisal.lock_quarter(office, programme.pk, year, quarter, at=locked)
        for card in lock.cards.order_by("pk"):
            _told(office, card, end)
            if number < len(ended) - 1:
                _decided(office, leader, card, end)


def _told(office: Viewer, card: Card, end: date) -> None:
    appraisal.notify_card(office, card.pk, at=_at(end, TOLD_AFTER))
    if card.proposed in {Card.Colour.YELLOW, Card.Colour.RED}:
        liaison = card.unit.appointments.filter(post="liaison").select_related("user").first()
        if liaison is not None:
            unit = acting(liaison.user, Role.LIAISON)
            appraisal.answer_card(unit, card.pk, ANSWER, at=_at(end, TOLD_AFTER + 2))


def _decided(office: Viewer, leader: Viewer, card: Card, end: date) -> None:
    appraisal.give_opinion(office, card.pk, OPINION, at=_at(end, WEIGHED_AFTER))
    appraisal.decide_card(leader, card.pk, card.proposed, at=_at(end, DECIDED_AFTER))
    appraisal.put_in_force(office, card.pk)
