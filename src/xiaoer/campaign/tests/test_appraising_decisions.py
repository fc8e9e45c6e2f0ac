"""Hearing, decision, effects and lifting of cards (campaign §9.1)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from xiaoer.campaign.appraising.card_decisions import (
    NEXT,
    CardState,
    Decision,
    Hearing,
    decision_faults,
    effects,
    hearing_ends,
    lift_check,
)
from xiaoer.campaign.appraising.card_rules import Colour, default_rules
from xiaoer.campaign.appraising.cards import BadRecord, CardProposal, propose
from xiaoer.campaign.appraising.month_score import Group
from xiaoer.campaign.tests.test_appraising_cards import facts
from xiaoer.clock import NaiveInstant

D = Decimal
RULES = default_rules()
CHINA = timezone(timedelta(hours=8))
TOLD = datetime(2022, 9, 28, 10, tzinfo=CHINA)  # a Wednesday before the week of holidays
LATER = datetime(2022, 10, 20, 9, tzinfo=CHINA)
HEARD = Hearing(TOLD)


def card(**changed: object) -> CardProposal:
    return propose(RULES, facts(**changed))


YELLOW = {"Q": D(70)}


def test_a_hearing_runs_for_five_working_days() -> None:
    # 29, 30 September, then 8, 9 (worked for the holiday) and 10 October
    assert hearing_ends(TOLD).date() == date(2022, 10, 10)


def test_nothing_is_printed_before_it_ended() -> None:
    ends = hearing_ends(TOLD)
    assert not HEARD.may_print(TOLD)
    assert not HEARD.may_print(ends)
    assert HEARD.may_print(ends + timedelta(seconds=1))
    assert HEARD.may_print((ends + timedelta(seconds=1)).astimezone(UTC))


def test_a_unit_that_was_not_told_was_not_heard() -> None:
    assert Hearing(None).ends is None
    assert not Hearing(None).may_print(LATER)


def test_an_early_answer_does_not_shorten_it() -> None:
    early = Hearing(TOLD, answered_at=TOLD + timedelta(hours=1))
    assert not early.may_print(TOLD + timedelta(days=1))


def test_a_moment_needs_its_zone() -> None:
    with pytest.raises(NaiveInstant):
        hearing_ends(TOLD.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("decided", "reason", "faults"),
    [
        ("yellow", "", []),
        ("none", "主管系统停机两周，单位已补报", []),
        ("red", "拒不整改", []),
        ("none", "", ["写明理由"]),
        ("red", " …… ", ["写明理由"]),
        ("green", "表现好", ["最多升降一档"]),
        ("green", "", ["最多升降一档", "写明理由"]),
    ],
)
def test_a_meeting_may_move_one_step_with_a_reason(
    decided: str, reason: str, faults: list[str]
) -> None:
    decision = Decision(Colour(decided), LATER, reason)
    found = decision_faults(card(**YELLOW), decision, HEARD)
    assert len(found) == len(faults)
    assert all(part in fault for part, fault in zip(faults, found, strict=True))


def test_steps_have_a_direction() -> None:
    assert Decision(Colour.RED, LATER).steps(card(**YELLOW)) == 1
    assert Decision(Colour.NONE, LATER).steps(card(**YELLOW)) == -1


def test_nobody_decides_before_the_hearing_ended() -> None:
    decision = Decision(Colour.YELLOW, TOLD + timedelta(days=2))
    assert "之前不能决定" in decision_faults(card(**YELLOW), decision, HEARD)[0]
    assert "没有告知" in decision_faults(card(**YELLOW), decision, Hearing(None))[0]


def test_a_court_gets_no_card_by_decision_either() -> None:
    court = card(group=Group.JUDICIAL)
    found = decision_faults(court, Decision(Colour.YELLOW, LATER, "理由"), HEARD)
    assert found == ["司法机关不亮牌"]


def test_effects() -> None:
    day = datetime(2022, 7, 18, 9, tzinfo=CHINA)  # a Monday
    assert [e.points for e in effects(Colour.GREEN, day)] == [1, 0]
    assert [e.due for e in effects(Colour.YELLOW, day)] == [date(2022, 8, 1), date(2022, 7, 25)]
    red = effects(Colour.RED, day)
    assert (red[0].kind, red[0].due) == ("formal_interview", date(2022, 7, 25))
    assert sum(e.points for e in red) == -3
    assert effects(Colour.NONE, day) == ()


def test_states_end() -> None:
    assert NEXT[CardState.PROPOSED] == {CardState.HEARD, CardState.ANNULLED}
    assert not NEXT[CardState.LIFTED]
    assert not NEXT[CardState.ANNULLED]


@pytest.mark.parametrize(
    ("following", "may"),
    [
        ({"Q": D(80)}, True),
        ({"Q": D("79.99")}, False),
        ({"Q": None}, None),
        ({"Q": D(80), "mystery_score": D(60)}, True),  # another trigger makes another card
    ],
)
def test_a_yellow_goes_when_its_triggers_are_gone(following: dict, may: bool | None) -> None:
    found = lift_check(RULES, card(**YELLOW), Colour.YELLOW, facts(**following))
    assert found.may_lift is may


def test_a_trigger_that_still_holds_keeps_the_card() -> None:
    before = card(missing_reports_in_quarter=D(2))
    found = lift_check(
        RULES, before, Colour.YELLOW, facts(Q=D(95), missing_reports_in_quarter=D(2))
    )
    assert found.may_lift is False
    assert found.lines[0] == "missing_reports_in_quarter >= 2：仍然成立"


@pytest.mark.parametrize(
    ("score", "verified", "may"),
    [("75", True, True), ("74.99", True, False), ("90", False, False), ("90", None, None)],
)
def test_a_red_needs_its_correction_verified(score: str, verified: bool | None, may: bool) -> None:
    found = lift_check(RULES, card(Q=D(50)), Colour.RED, facts(Q=D(score)), verified)
    assert found.may_lift is may


def test_there_is_nothing_to_lift_of_a_green() -> None:
    assert lift_check(RULES, card(), Colour.GREEN, facts()).may_lift is None


def test_facts_of_another_unit_lift_nothing() -> None:
    from dataclasses import replace

    with pytest.raises(BadRecord, match="不能解除"):
        lift_check(RULES, card(**YELLOW), Colour.YELLOW, replace(facts(), unit="other"))
