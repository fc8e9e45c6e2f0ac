"""Locked quarters and cards: computed again, heard first, decided by people, read by whom."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone
from typer.testing import CliRunner

from xiaoer.campaign.appraisal_facts import quarter_evidence
from xiaoer.campaign.appraisal_queries import cards_for, computed, proof_of
from xiaoer.campaign.appraising.card_rules import default_rules
from xiaoer.campaign.appraising.quarter_record import (
    canonical,
    read_unit,
    results,
    results_record,
    unit_record,
)
from xiaoer.campaign.card_commands import app
from xiaoer.campaign.models import Card, Milestone, Programme, QuarterLock
from xiaoer.campaign.services import appraisal, tasks
from xiaoer.campaign.services.record import NotNow

pytestmark = pytest.mark.django_db
State = Card.State
LOCKED = datetime(2022, 10, 18, 2, tzinfo=UTC)
TOLD = datetime(2022, 10, 19, 2, tzinfo=UTC)  # a Wednesday; the window ends on 26 October
HEARD = datetime(2022, 10, 27, 2, tzinfo=UTC)


@pytest.fixture
def lock(frozen: Programme, seen_as) -> QuarterLock:
    """The third quarter of 2022: one unit did all its work, the others nothing."""
    for mark in Milestone.objects.filter(task__lead__code="market-supervision"):
        tasks.report_milestone(seen_as("market"), mark.pk, "见附件", mark.due)
        tasks.verify_milestone(seen_as("office"), mark.pk)
    return appraisal.lock_quarter(seen_as("office"), frozen.pk, 2022, 3, at=LOCKED)


@pytest.fixture
def card(lock: QuarterLock, seen_as) -> Card:
    """A red card of the unit that did nothing, told on 19 October."""
    row = lock.cards.get(unit__code="housing-construction")
    return appraisal.notify_card(seen_as("office"), row.pk, at=TOLD)


def test_a_lock_scores_by_rows_and_proposes(lock) -> None:
    found = {one.quarter.unit: one for one in computed(lock)}
    good, bad = found["market-supervision"], found["housing-construction"]
    # tasks in full, no report came in: 35 of 45 points
    assert good.months[8].score == Decimal("77.78")
    assert bad.months[8].score == 0
    assert bad.proposal.colour == "red"
    assert good.proposal.colour == "yellow"  # two reports missing
    assert good.rank.rank == 1
    assert {card.proposed for card in lock.cards.all()} <= {"green", "yellow", "red"}


def test_a_judicial_body_is_never_carded_and_its_cases_never_read(frozen, seen_as, bodies) -> None:
    court = bodies["intermediate-court"]
    frozen.tasks.filter(lead__code="housing-construction").update(lead=court)
    lock = appraisal.lock_quarter(seen_as("office"), frozen.pk, 2022, 3, at=LOCKED)
    assert not lock.cards.filter(unit=court).exists()
    unit = next(one for one in json.loads(lock.evidence) if one["unit"] == court.code)
    assert unit["group"] == "G3"
    for month in unit["months"].values():
        read = {name for name, rows in month.items() if rows}
        assert read <= {"reports", "ledger", "feeds"}
    assert unit["milestones"] == []


def test_evidence_survives_its_record(frozen) -> None:
    units = quarter_evidence(frozen, 2022, 3, LOCKED)
    again = [read_unit(json.loads(canonical(unit_record(unit)))) for unit in units]
    assert [unit_record(one) for one in again] == [unit_record(one) for one in units]
    rules = default_rules()
    first = results_record(results(units, "2022Q3", rules))
    assert canonical(results_record(results(again, "2022Q3", rules))) == canonical(first)


def test_a_lock_is_the_same_byte_for_byte_and_stays(lock, frozen) -> None:
    assert proof_of(lock, computed(lock)).sound
    evidence = canonical([unit_record(u) for u in quarter_evidence(frozen, 2022, 3, LOCKED)])
    assert evidence == lock.evidence
    Milestone.objects.filter(task__programme=frozen).update(verified_at=None, verified_by=None)
    assert proof_of(lock, computed(lock)).sound
    with pytest.raises(ProgrammingError), transaction.atomic():
        QuarterLock.objects.filter(pk=lock.pk).update(evidence="[]")


def test_a_lock_that_was_changed_behind_our_back_says_so(lock) -> None:
    lock.evidence = lock.evidence.replace('"progress":"0"', '"progress":"100"')
    proof = proof_of(lock, computed(lock))
    assert not proof.untouched
    assert not proof.reproduced


def test_a_quarter_is_locked_once_and_not_before_its_end(lock, frozen, seen_as) -> None:
    with pytest.raises(NotNow, match="已经锁定"):
        appraisal.lock_quarter(seen_as("office"), frozen.pk, 2022, 3, at=LOCKED)
    early = datetime(2022, 12, 31, 12, tzinfo=UTC)
    with pytest.raises(NotNow, match="还没结束"):
        appraisal.lock_quarter(seen_as("office"), frozen.pk, 2022, 4, at=early)
    with pytest.raises(NotNow, match="印发前"):
        appraisal.lock_quarter(seen_as("office"), frozen.pk, 2022, 1, at=LOCKED)
    with pytest.raises(PermissionDenied):
        appraisal.lock_quarter(seen_as("market-head"), frozen.pk, 2022, 4)


def test_nobody_decides_before_the_unit_was_heard(card, seen_as) -> None:
    office, leader = seen_as("office"), seen_as("leader")
    assert appraisal.hearing_of(card).ends.date() == date(2022, 10, 26)
    with pytest.raises(NotNow, match="5 个工作日"):
        appraisal.give_opinion(office, card.pk, "照办", at=TOLD + timedelta(days=6))
    with pytest.raises(NotNow, match="还没写意见"):
        appraisal.decide_card(leader, card.pk, "red", at=HEARD)
    appraisal.give_opinion(office, card.pk, "照办", at=HEARD)
    with pytest.raises(NotNow, match="之前不能决定"):
        appraisal.decide_card(leader, card.pk, "red", at=TOLD + timedelta(days=1))
    done = appraisal.decide_card(leader, card.pk, "red", at=HEARD)
    assert (done.state, done.decided) == (State.DECIDED, "red")


def test_the_database_refuses_a_decision_without_a_hearing(lock, people) -> None:
    row = lock.cards.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Card.objects.filter(pk=row.pk).update(
            decided=row.proposed, decided_at=timezone.now(), decided_by=people["leader"]
        )


def test_one_step_at_most_and_only_with_a_reason(card, seen_as) -> None:
    leader = seen_as("leader")
    appraisal.give_opinion(seen_as("office"), card.pk, "照办", at=HEARD)
    with pytest.raises(NotNow, match="写明理由"):
        appraisal.decide_card(leader, card.pk, "yellow", at=HEARD)
    with pytest.raises(NotNow, match="一档"):
        appraisal.decide_card(leader, card.pk, "green", "特殊情况", at=HEARD)
    done = appraisal.decide_card(leader, card.pk, "yellow", "台风停工 20 天", at=HEARD)
    assert done.colour == "yellow"
    with pytest.raises(PermissionDenied):
        appraisal.decide_card(seen_as("office"), card.pk, "red", at=HEARD)


def test_the_unit_speaks_within_its_days(card, seen_as) -> None:
    unit = seen_as("housing")
    with pytest.raises(NotNow, match="已过"):
        appraisal.answer_card(unit, card.pk, "晚了", at=HEARD)
    said = appraisal.answer_card(unit, card.pk, "两个节点已完成", at=TOLD + timedelta(days=1))
    assert said.answered_by.username == "housing"
    with pytest.raises(PermissionDenied):
        appraisal.answer_card(seen_as("market"), card.pk, "别人的牌")


def test_a_unit_reads_its_own_card_and_others_only_in_force(card, seen_as, client_of) -> None:
    address = f"/programmes/{card.lock.programme_id}/cards/{card.pk}/"
    assert cards_for(seen_as("housing")).filter(pk=card.pk).exists()
    assert client_of("housing").get(address).status_code == 200
    assert not cards_for(seen_as("market")).filter(pk=card.pk).exists()
    assert client_of("market").get(address).status_code == 404
    assert client_of("market").post(f"{address}answer/", {"words": "x"}).status_code == 404
    appraisal.give_opinion(seen_as("office"), card.pk, "照办", at=HEARD)
    appraisal.decide_card(seen_as("leader"), card.pk, "red", at=HEARD)
    appraisal.put_in_force(seen_as("office"), card.pk)
    assert client_of("market").get(address).status_code == 200


def test_two_yellow_cards_in_a_row_become_red(lock, frozen, seen_as) -> None:
    row = lock.cards.get(unit__code="market-supervision")
    office, leader = seen_as("office"), seen_as("leader")
    appraisal.notify_card(office, row.pk, at=TOLD)
    appraisal.give_opinion(office, row.pk, "照办", at=HEARD)
    appraisal.decide_card(leader, row.pk, "yellow", at=HEARD)
    late = datetime(2023, 1, 20, tzinfo=UTC)
    after = appraisal.lock_quarter(office, frozen.pk, 2022, 4, at=late)
    again = after.cards.get(unit=row.unit)
    assert again.proposed == "red"
    assert "consecutive_yellow" in again.proposal


def test_a_card_is_lifted_with_a_reason_and_stays_on_record(card, seen_as) -> None:
    office, leader = seen_as("office"), seen_as("leader")
    appraisal.give_opinion(office, card.pk, "照办", at=HEARD)
    appraisal.decide_card(leader, card.pk, "red", at=HEARD)
    with pytest.raises(NotNow):
        appraisal.end_card(leader, card.pk, "lifted", "还没生效")
    appraisal.put_in_force(office, card.pk)
    with pytest.raises(NotNow, match="写明理由"):
        appraisal.end_card(leader, card.pk, "lifted", " ")
    done = appraisal.end_card(leader, card.pk, "lifted", "整改已核实")
    assert (done.state, done.decided) == (State.LIFTED, "red")
    with pytest.raises(NotNow):
        appraisal.end_card(leader, card.pk, "annulled", "再来")


def test_anybody_can_compute_a_card_again(card, monkeypatch) -> None:
    monkeypatch.setattr("xiaoer.runtime.serving.prepare", lambda migrate: None)
    said = CliRunner().invoke(app, ["explain", str(card.pk)])
    assert said.exit_code == 0
    assert "触发 Q < 60" in said.output
    assert "重算结果与记录一致" in said.output
    record = json.loads(CliRunner().invoke(app, ["explain", str(card.pk), "--json"]).output)
    assert record["reproduced"]
    Card.objects.filter(pk=card.pk).update(proposal=card.proposal.replace('"Q < 60"', '"Q < 61"'))
    assert CliRunner().invoke(app, ["explain", str(card.pk)]).exit_code == 3
    assert CliRunner().invoke(app, ["explain", "999999"]).exit_code == 2


def test_the_pages_lead_to_the_rows(card, client_of, lock) -> None:
    client, base = client_of("office"), f"/programmes/{lock.programme_id}"
    listed = client.get(f"{base}/quarters/").content.decode()
    assert "建议红牌" in listed
    assert "重算了一遍" in client.get(f"{base}/quarters/2022/3/").content.decode()
    unit = client.get(f"{base}/quarters/2022/3/housing-construction/").content.decode()
    task = lock.programme.tasks.filter(lead__code="housing-construction").first()
    assert f'href="{base}/tasks/{task.pk}/"' in unit
    assert f"{base}/reports/{card.unit_id}/2022/8/" in unit
    shown = client.get(f"{base}/cards/{card.pk}/").content.decode()
    assert "Q &lt; 60" in shown
    assert "重算一致" in shown
    assert f"{base}/quarters/2022/3/housing-construction/" in shown
    assert client.get(f"{base}/quarters/2022/2/").status_code == 404


def test_the_rows_behind_a_score_are_the_units_own(lock, client_of) -> None:
    base = f"/programmes/{lock.programme_id}/quarters/2022/3/"
    seen = client_of("market").get(base).content.decode()
    assert f'href="{base}market-supervision/"' in seen
    assert f'href="{base}housing-construction/"' not in seen
    assert client_of("market").get(f"{base}market-supervision/").status_code == 200
    assert client_of("market").get(f"{base}housing-construction/").status_code == 404
    assert client_of("team-market").get(f"{base}housing-construction/").status_code == 200
