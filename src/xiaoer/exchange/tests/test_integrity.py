"""Checks of rows: each finds what it is for and nothing else; who may say what of a finding."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pgtrigger
import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from xiaoer.cases import turns
from xiaoer.cases.models import Case, CaseEvent, Paper, Turn
from xiaoer.exchange.integrity import checks
from xiaoer.exchange.integrity.checks import Span
from xiaoer.exchange.integrity.services import NotPossible, look_at, settle
from xiaoer.exchange.mart.refresh import refresh
from xiaoer.exchange.models import FeedReminder, IntegrityFinding
from xiaoer.exchange.queries import EVERYBODY, statuses
from xiaoer.exchange.reminding import late_for, remind
from xiaoer.packs.library import sources
from xiaoer.packs.services import install
from xiaoer.people.access import Refused
from xiaoer.people.models import User
from xiaoer.people.roles import Viewer

TODAY = date(2026, 11, 27)
OCTOBER = Span(date(2026, 10, 1), date(2026, 10, 31))
FOOD = "food_business_licence"


@pytest.fixture
def cases(bodies: Any, people: Any, past: Any) -> list[Case]:
    """Cases of food licences that were decided in October; nothing is wrong with them."""
    known = sources()
    install(known["mkt02"], list(known.values()))
    past(TODAY, (FOOD, 14, 9.0, 6.0))
    return list(
        Case.objects.filter(decided_at__month=10, decided_at__year=2026).order_by("decided_at")
    )


def hits(check: checks.Check) -> list[tuple[str, int | None]]:
    return [(hit.kind, hit.case) for hit in check(OCTOBER)]


def test_an_imported_past_is_not_suspected_of_back_dating(cases: list[Case]) -> None:
    now = timezone.localdate()
    assert list(checks.back_dated(Span(now, now))) == []


def test_an_officers_act_dated_days_before_its_record_is_found(
    cases: list[Case], people: dict[str, User]
) -> None:
    now = timezone.now()
    case = cases[0]
    for sequence, back, payload in (
        (90, timedelta(days=9), {}),
        (91, timedelta(days=9), {"reason": "停电"}),
        (92, timedelta(minutes=90), {}),
    ):
        CaseEvent.objects.create(
            case=case, sequence=sequence, kind="decided", at=now - back, wclk=0, wday=0,
            actor=people["office"], payload=payload, previous_hash="0" * 64, hash="1" * 64,
        )  # fmt: skip
    today = timezone.localdate()
    found = list(checks.back_dated(Span(today, today)))
    assert [hit.case for hit in found] == [case.pk]
    assert case.number in found[0].text


def test_a_span_begins_at_midnight_in_the_city() -> None:
    span = checks.Span(date(2026, 11, 28), date(2026, 11, 28)).values
    assert span["first"] == datetime(2026, 11, 27, 16, tzinfo=UTC)
    assert span["after"] == datetime(2026, 11, 28, 16, tzinfo=UTC)


def test_a_unit_that_returns_far_more_than_the_city_bounces(
    cases: list[Case], bodies: dict[str, Any]
) -> None:
    assert hits(checks.bouncing) == []
    mine = list(Case.objects.filter(submitted_at__month=10, submitted_at__year=2026))
    other = bodies["health"]
    Case.objects.filter(pk__in=[c.pk for c in mine]).update(outcome="granted")
    for number in range(40):
        copy = Case.objects.get(pk=mine[number % len(mine)].pk)
        copy.pk, copy.number, copy.organisation = None, f"B-{number}", other
        copy.outcome = "returned" if number < 30 else "granted"
        copy.save()
    for number in range(60):
        copy = Case.objects.get(pk=mine[number % len(mine)].pk)
        copy.pk, copy.number, copy.organisation = None, f"G-{number}", bodies["fire-rescue"]
        copy.save()
    found = list(checks.bouncing(OCTOBER))
    assert [hit.organisation for hit in found] == [other.pk]
    assert "75%" in found[0].text


def test_the_same_application_again_after_a_return(cases: list[Case]) -> None:
    before, after, other = cases[0], cases[1], cases[2]
    Case.objects.filter(pk=before.pk).update(outcome="returned")
    in_october = timezone.make_aware(timezone.datetime(2026, 10, 9, 10))
    Case.objects.filter(pk=after.pk).update(previous=before, submitted_at=in_october)
    Case.objects.filter(pk=other.pk).update(
        previous=before, submitted_at=in_october, answers={"use": "另一样"}
    )
    assert hits(checks.sent_again) == [("sent_again", after.pk)]


def test_a_case_that_stood_still_most_of_the_time(cases: list[Case]) -> None:
    assert hits(checks.parked) == []
    long = max(cases, key=lambda c: c.decided_at - c.submitted_at)
    Case.objects.filter(pk=long.pk).update(held_wday=5)
    short = next(c for c in cases if c.pk != long.pk)
    Case.objects.filter(pk=short.pk).update(held_wday=1)
    assert hits(checks.parked) == [("parking", long.pk)]


def test_a_decision_without_its_document_or_with_a_later_one(
    cases: list[Case], people: dict[str, User]
) -> None:
    assert hits(checks.closed_early) == []  # nobody here decided them
    bare, late, good = cases[:3]
    for case in (bare, late, good):
        CaseEvent.objects.create(
            case=case, sequence=80, kind="decided", at=case.decided_at, wclk=0, wday=0,
            actor=people["office"], previous_hash="0" * 64, hash="2" * 64,
        )  # fmt: skip
    for case, later in ((late, timedelta(days=2)), (good, timedelta(0))):
        Paper.objects.create(
            case=case, number=f"{case.number}-1", kind="granted", title="决定书",
            event_sequence=80, issued_at=case.decided_at + later,
        )  # fmt: skip
    assert sorted(hits(checks.closed_early)) == sorted(
        [("early_closing", bare.pk), ("early_closing", late.pk)]
    )


def test_durations_that_pile_up_on_one_day(cases: list[Case]) -> None:
    assert hits(checks.clumped) == []
    most = [case.pk for case in cases[: len(cases) * 6 // 10]]
    with pgtrigger.ignore("cases.CaseEvent:case_events_are_kept"), connection.cursor() as cursor:
        cursor.execute(
            """UPDATE cases_caseevent e SET wday = a.wday + 8 FROM cases_caseevent a
            WHERE a.case_id = e.case_id AND a.kind = 'accepted' AND e.kind = 'decided'
              AND e.case_id = ANY(%s)""",
            [most],
        )
    found = list(checks.clumped(OCTOBER))
    assert len(found) == 1
    assert "正好 8 个工作日" in found[0].text


@pytest.fixture
def finding(cases: list[Case]) -> IntegrityFinding:
    """A case that is suspected of having been parked."""
    case = cases[0]
    return IntegrityFinding.objects.create(
        kind="parking", measure="mkt02", subject=case.number, case=case, text="停得太久",
        organisation=case.organisation, county_code=case.county_code,
    )  # fmt: skip


def test_the_same_subject_is_found_once(cases: list[Case]) -> None:
    long = max(cases, key=lambda c: c.decided_at - c.submitted_at)
    Case.objects.filter(pk=long.pk).update(held_wday=9)
    assert look_at(OCTOBER) == 1
    assert look_at(OCTOBER) == 0


def test_a_confirmed_case_leaves_the_figures_and_comes_back_when_it_is_explained(
    finding: IntegrityFinding, seen_as: Callable[[str], Viewer]
) -> None:
    before = refresh().manifest.rows("cases")
    settle(seen_as("office"), finding.pk, "confirmed", "查了档案")
    assert refresh().manifest.rows("cases") == before - 1
    settle(seen_as("office"), finding.pk, "explained", "当事人补来了凭据")
    assert refresh().manifest.rows("cases") == before


def test_states_follow_each_other_and_each_says_why(
    finding: IntegrityFinding, seen_as: Callable[[str], Viewer]
) -> None:
    office = seen_as("office")
    for state, why in (("corrected", "x"), ("open", "x"), ("nonsense", "x"), ("explained", " ")):
        with pytest.raises(NotPossible):
            settle(office, finding.pk, state, why)
    for state in ("explained", "confirmed", "corrected"):
        assert settle(office, finding.pk, state, "理由").state == state
    with pytest.raises(NotPossible):
        settle(office, finding.pk, "explained", "晚了")
    with pytest.raises(IntegrityError), transaction.atomic():
        IntegrityFinding.objects.filter(pk=finding.pk).update(explanation="")


def test_only_the_unit_concerned_explains_and_only_the_office_confirms(
    finding: IntegrityFinding, seen_as: Callable[[str], Viewer]
) -> None:
    with pytest.raises(Refused):
        settle(seen_as("housing-head"), finding.pk, "explained", "不是我们的")
    unit = seen_as("market-head")
    with pytest.raises(Refused):
        settle(unit, finding.pk, "confirmed", "自己查自己")
    assert settle(unit, finding.pk, "explained", "等检测报告").state == "explained"
    with pytest.raises(NotPossible):
        settle(unit, finding.pk, "explained", "再说一遍")


def test_the_page_shows_what_one_may_see(
    finding: IntegrityFinding, client_of: Callable[[str], Client]
) -> None:
    assert "停得太久" in client_of("office").get("/findings/").content.decode()
    assert "停得太久" in client_of("market-head").get("/findings/").content.decode()
    assert "停得太久" not in client_of("housing-head").get("/findings/").content.decode()
    assert client_of("housing-head").post(
        f"/findings/{finding.pk}/", {"state": "explained", "explanation": "x"}
    ).status_code == 404  # fmt: skip
    client_of("office").post(
        f"/findings/{finding.pk}/", {"state": "confirmed", "explanation": "查实"}
    )
    finding.refresh_from_db()
    assert finding.state == "confirmed"
    assert Client().get("/findings/").status_code == 302


# --- late feeds and work that comes round --------------------------------------------------


def test_a_late_feed_is_told_once_and_its_officer_sees_it(
    bodies: Any, people: Any, clerks: dict[str, User], seen_as: Any, reported: Any
) -> None:
    known = sources()
    install(known["mkt06"], list(known.values()))
    assert remind() == 0  # never sent is not late: nothing was due yet
    reported(timezone.localdate() - timedelta(days=200))
    late = {s.feed.key for s in statuses(EVERYBODY) if s.state == "late"}
    assert "tax_monthly" in late
    assert remind() == len(late)
    assert remind() == 0
    assert FeedReminder.objects.filter(feed_key="tax_monthly").count() == 1
    from xiaoer.people.queries import viewer_of

    assert late_for(viewer_of(clerks["tax"])) == len(late)
    assert late_for(viewer_of(clerks["power"])) == 0


@pytest.mark.django_db
def test_work_comes_round_when_its_time_has_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(turns, "_rounds", {})
    turns.register("good", 60, lambda: done.append("good"))
    turns.register("bad", 60, lambda: 1 / 0)
    assert turns.run_due() == 0  # just begun
    Turn.objects.update(taken_at=timezone.now() - timedelta(seconds=61))
    assert turns.run_due() == 2  # one that fails does not keep the others from it
    assert turns.run_due() == 0
    assert done == ["good"]
