"""The clocks of a case as a fold over its events (time-law 2.1, 2.2, 6.1)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from xiaoer.cases.clocks import (
    Clocks,
    Happened,
    NotNow,
    Reckoner,
    after,
    folded,
    restored,
    stored,
)
from xiaoer.cases.deadlines import OpenStep, OpenTimer, case_due, deadlines, pending
from xiaoer.cases.terms import StepTerms, Terms, gap_window
from xiaoer.clock.limits import ClockProfile, Limit
from xiaoer.packs.steps import ClockEvent as E

CHINA = ZoneInfo("Asia/Shanghai")
RECKONER = Reckoner()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


def licence(**changes: object) -> Terms:
    values = {
        "profile": ClockProfile.WD_ADMIN,
        "committed": Limit.parse("5wd"),
        "statutory": Limit.parse("20wd"),
        "receipt": Limit.parse("5wd"),
        "extension": Limit.parse("10wd"),
        "delivery": Limit.parse("10wd"),
        "special": {"hearing": Limit.parse("20wd")},
    }
    return Terms(**(values | changes))


def due(events: list[Happened], terms: Terms) -> datetime | None:
    return RECKONER.decision_due(folded(events, terms), terms)


SUBMIT = Happened(E.SUBMITTED, at("2022-09-29 10:00"))
ACCEPT = Happened(E.ACCEPTED, at("2022-09-30 15:00"))


def test_the_promise_runs_from_acceptance_over_the_national_day_holiday():
    assert due([SUBMIT, ACCEPT], licence()) == at("2022-10-12 17:00")


def test_silence_accepts_from_the_day_of_receipt_not_from_the_sixth_day():
    late = Happened(E.DEEMED_ACCEPTED, at("2022-10-12 17:00"))
    clocks = folded([SUBMIT, late], licence())
    assert clocks.started_at == SUBMIT.at
    assert RECKONER.decision_due(clocks, licence()) == at("2022-10-11 17:00")


def test_a_correction_stops_the_receipt_clock_and_supplying_starts_a_new_one():
    asked = Happened(E.CORRECTION_REQUESTED, at("2022-09-30 09:00"))
    clocks = folded([SUBMIT, asked], licence())
    assert case_due(clocks, licence(), RECKONER) == (None, "")
    supplied = Happened(E.CORRECTION_SUPPLIED, at("2022-10-10 09:00"))
    clocks = after(clocks, supplied, licence())
    assert case_due(clocks, licence(), RECKONER) == (at("2022-10-17 17:00"), "receipt")


def test_a_second_correction_is_counted_so_that_the_breach_can_be_shown():
    asked = Happened(E.CORRECTION_REQUESTED, at("2022-09-30 09:00"))
    supplied = Happened(E.CORRECTION_SUPPLIED, at("2022-10-10 09:00"))
    again = Happened(E.CORRECTION_REQUESTED, at("2022-10-11 09:00"))
    assert folded([SUBMIT, asked, supplied, again], licence()).corrections == 2


def test_a_special_procedure_holds_both_limits():
    held = [
        Happened(E.SPECIAL_PROCEDURE_STARTED, at("2022-10-08 09:00"), special="hearing"),
        Happened(E.SPECIAL_PROCEDURE_ENDED, at("2022-10-14 09:00"), special="hearing"),
    ]
    clocks = folded([SUBMIT, ACCEPT, *held], licence())
    # 8 October is worked; 9, 10, 11, 12, 13, 14 October are held: six working days
    assert RECKONER.decision_due(clocks, licence()) == at("2022-10-20 17:00")
    assert RECKONER.statutory_due(clocks, licence()) == at("2022-11-10 17:00")


def test_an_applicant_pause_holds_the_promise_but_not_the_law():
    pause = [
        Happened(E.APPLICANT_PAUSE_STARTED, at("2022-10-08 09:00")),
        Happened(E.APPLICANT_PAUSE_ENDED, at("2022-10-10 09:00")),
    ]
    clocks = folded([SUBMIT, ACCEPT, *pause], licence())
    assert RECKONER.decision_due(clocks, licence()) == at("2022-10-14 17:00")
    assert RECKONER.statutory_due(clocks, licence()) == at("2022-11-02 17:00")


def test_a_held_clock_has_no_due_moment():
    hold = Happened(E.SPECIAL_PROCEDURE_STARTED, at("2022-10-08 09:00"), special="hearing")
    assert due([SUBMIT, ACCEPT, hold], licence()) is None


def test_an_extension_counts_once():
    longer = Happened(E.EXTENDED, at("2022-10-10 09:00"))
    assert due([SUBMIT, ACCEPT, longer], licence()) == at("2022-10-26 17:00")
    with pytest.raises(NotNow, match="一次"):
        folded([SUBMIT, ACCEPT, longer, longer], licence())


def test_a_case_without_a_legal_extension_cannot_be_extended():
    with pytest.raises(NotNow, match="不能延长"):
        folded(
            [SUBMIT, ACCEPT, Happened(E.EXTENDED, at("2022-10-10 09:00"))], licence(extension=None)
        )


def test_only_registered_special_procedures_hold_the_clock():
    hold = Happened(E.SPECIAL_PROCEDURE_STARTED, at("2022-10-08 09:00"), special="tea_break")
    with pytest.raises(NotNow, match="没有登记"):
        folded([SUBMIT, ACCEPT, hold], licence())


def test_the_gap_window_leaves_the_office_two_days():
    assert gap_window(Limit.parse("21wd")) == Limit.parse("19wd")
    assert gap_window(Limit.parse("30wd")) == Limit.parse("20wd")
    assert gap_window(Limit.parse("2wd")) == Limit.parse("1wd")


def test_no_grant_before_the_gap_is_closed_but_a_refusal_is_possible():
    terms = licence(gap_window=Limit.parse("3wd"))
    gap = Happened(E.ACCEPTED_WITH_GAP, at("2022-09-30 15:00"))
    grant = Happened(E.DECIDED, at("2022-10-08 09:00"), result="granted")
    with pytest.raises(NotNow, match="容缺"):
        folded([SUBMIT, gap, grant], terms)
    refuse = Happened(E.DECIDED, at("2022-10-08 09:00"), result="refused")
    assert folded([SUBMIT, gap, refuse], terms).decided_at == refuse.at


def test_the_delivery_clock_is_another_one():
    grant = Happened(E.DECIDED, at("2022-10-12 16:59"), result="granted")
    clocks = folded([SUBMIT, ACCEPT, grant], licence())
    assert case_due(clocks, licence(), RECKONER) == (at("2022-10-26 17:00"), "delivery")
    assert RECKONER.net(clocks, licence(), at("2023-01-01 00:00")).amount == 5


def test_half_a_day_is_counted_in_business_minutes_from_the_last_signature():
    terms = licence(
        profile=ClockProfile.WD_FRACTION,
        committed=Limit.parse("0.5wd"),
        statutory=None,
        receipt=None,
        starts_on=E.SUBMITTED,
    )
    assert due([Happened(E.SUBMITTED, at("2022-09-30 15:10"))], terms) == at("2022-10-08 10:10")


def test_clocks_survive_their_row():
    hold = Happened(E.SPECIAL_PROCEDURE_STARTED, at("2022-10-08 09:00"), special="hearing")
    clocks = folded([SUBMIT, ACCEPT, hold], licence())
    assert restored(stored(clocks)) == clocks
    assert restored(stored(Clocks())) == Clocks()


def test_the_ladder_of_a_link_is_told_at_each_share_of_its_limit():
    terms = licence(
        steps={"survey": StepTerms(Limit.parse("5wd"), ClockProfile.WD_ADMIN, ladder=True)}
    )
    clocks = folded([SUBMIT, ACCEPT], terms)
    step = OpenStep("survey-1", "survey", at("2022-09-30 15:00"))
    found = {d.share: d.at for d in deadlines(clocks, terms, RECKONER, [step]) if d.kind == "step"}
    assert found == {
        50: at("2022-10-10 09:00"),
        80: at("2022-10-11 09:00"),
        100: at("2022-10-12 17:00"),
        120: at("2022-10-13 17:00"),
    }


def test_a_timer_of_the_drawing_reads_a_share_or_a_limit():
    terms = licence()
    clocks = folded([SUBMIT, ACCEPT], terms)
    timers = [
        OpenTimer("t1", "half", "share(100)", ACCEPT.at),
        OpenTimer("t2", "hold", "2m", ACCEPT.at),
    ]
    found = {
        d.subject: d.at for d in deadlines(clocks, terms, RECKONER, (), timers) if d.kind == "timer"
    }
    assert found == {"t1": at("2022-10-12 17:00"), "t2": at("2022-12-01 00:00")}


def test_a_warning_is_told_once_for_each_moment():
    clocks = folded([SUBMIT, ACCEPT], licence())
    found = deadlines(clocks, licence(), RECKONER)
    told = {d.key: d.at.isoformat() for d in found}
    assert pending(found, told) == []
    longer = after(clocks, Happened(E.EXTENDED, at("2022-10-10 09:00")), licence())
    assert {d.share for d in pending(deadlines(longer, licence(), RECKONER), told)} == {
        50,
        80,
        100,
        120,
    }
