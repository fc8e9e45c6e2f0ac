"""The pack of the dispatch meeting: what is in it, where it comes from, who sees it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from xiaoer.campaign.meeting_queries import meeting_pack
from xiaoer.campaign.models import Milestone, Programme
from xiaoer.campaign.report_queries import period_of_month
from xiaoer.campaign.services import appraisal, reports

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 9, 2, 3, tzinfo=UTC)


@pytest.fixture
def reported(frozen: Programme, seen_as, bodies) -> Programme:
    """The market bureau reported August with a problem; the housing bureau did not report."""
    Milestone.objects.filter(task__lead__code="market-supervision").update(due=date(2022, 12, 1))
    unit, writer = bodies["market-supervision"].pk, seen_as("market")
    row = reports.open_report(writer, frozen.pk, unit, 2022, 8)
    problems = [
        {"cause": "人手不够", "decision": "", "whom": "", "until": ""},
        {"cause": "接口没通", "decision": "定接口", "whom": "市政数局", "until": "2022-09-10"},
    ]
    values = {"results": "办成了", "problems": problems}
    row = reports.save_report(writer, row.pk, row.revision, values)
    reports.send_report(writer, row.pk)
    sent = datetime(2022, 8, 24, 3, tzinfo=UTC)
    reports.approve_report(seen_as("market-head"), row.pk, at=sent)
    return frozen


def test_the_pack_holds_what_the_rows_say(reported, seen_as) -> None:
    pack = meeting_pack(seen_as("office"), reported, period_of_month(2022, 8), NOW)
    assert [one.cause for one in pack.stuck] == ["接口没通", "人手不够"]
    assert pack.stuck[0].until == date(2022, 9, 10)
    assert not pack.stuck[1].can_be_decided
    behind = {row.unit.code: row.standing.days_late for row in pack.behind}
    assert behind["housing-construction"] == 6
    assert "market-supervision" not in behind
    assert {one.line.task.lead.code for one in pack.late} == {"housing-construction"}
    assert pack.late[0].days == (date(2022, 8, 25) - date(2022, 6, 30)).days
    assert [unit.code for unit in pack.called] == ["housing-construction"]


def test_cards_that_wait_are_in_the_pack(reported, seen_as) -> None:
    at = datetime(2022, 10, 18, 2, tzinfo=UTC)
    lock = appraisal.lock_quarter(seen_as("office"), reported.pk, 2022, 3, at=at)
    pack = meeting_pack(seen_as("office"), reported, period_of_month(2022, 8), NOW)
    assert {card.pk for card in pack.cards} == set(lock.cards.values_list("pk", flat=True))


def test_a_unit_sees_its_own_part_only(reported, seen_as, client_of) -> None:
    pack = meeting_pack(seen_as("housing"), reported, period_of_month(2022, 8), NOW)
    assert pack.stuck == []
    assert {row.unit.code for row in pack.behind} == {"housing-construction"}
    address = f"/programmes/{reported.pk}/months/2022/8/meeting/"
    assert "接口没通" not in client_of("housing").get(address).content.decode()
    assert "接口没通" in client_of("office").get(address).content.decode()
    assert client_of("office").get(f"/programmes/{reported.pk}/months/2022/13/").status_code == 404
