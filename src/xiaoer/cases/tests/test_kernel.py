"""A case from submission to its end: steps, clocks, events, bundles, refusals."""

from __future__ import annotations

import pytest

from xiaoer.cases.chain import Link, broken_at
from xiaoer.cases.clocks import NotNow
from xiaoer.cases.models import Case, Paper, Todo
from xiaoer.cases.services import drafts
from xiaoer.cases.services.opening import Application, open_case
from xiaoer.cases.services.sweeping import sweep
from xiaoer.cases.services.tasks import Done, Overtaken, claim, complete_task
from xiaoer.cases.services.verbs import (
    close_gap,
    extend,
    resume,
    supply_correction,
    suspend,
    verify,
    withdraw,
)
from xiaoer.packs.library import sources
from xiaoer.packs.services import install
from xiaoer.people.access import Refused
from xiaoer.people.queries import viewer_of

from .conftest import at

pytestmark = pytest.mark.django_db
ANSWERS = {"area_m2": 120}


@pytest.fixture
def apply(pack, clerks, applicant, enterprise):
    """Hand in an application as the applicant."""

    def opened(item="plain_licence", when="2022-09-29 10:00", key=None, **more):
        application = Application(item, ANSWERS, enterprise=enterprise, **more)
        return open_case(viewer_of(applicant), application, key, at(when))

    return opened


def todo(case, key):
    return Todo.objects.get(case=case, key=key, state__in=["open", "waiting"])


@pytest.fixture
def do(as_, clerks):
    """Complete a step as somebody."""

    def done(case, who, key, outcome, when, reason="", officers=(), request_key=None):
        others = tuple(clerks[name].pk for name in officers)
        return complete_task(
            as_(who), todo(case, key).pk, Done(outcome, reason, others), request_key, at(when)
        )

    return done


def kinds(case):
    return list(case.events.order_by("sequence").values_list("kind", flat=True))


def test_a_plain_licence_goes_from_submission_to_grant_on_its_clock(apply, do):
    case = apply()
    assert (case.state, case.due_kind, case.due_at) == (
        "receipt",
        "receipt",
        at("2022-10-11 17:00"),
    )
    case = do(case, "builder", "accept", "accepted", "2022-09-30 15:00")
    assert (case.state, case.due_at) == ("running", at("2022-10-12 17:00"))
    do(case, "builder", "review", "pass", "2022-10-09 09:00", officers=["builder-2"])
    case = do(case, "builder-head", "decide", "granted", "2022-10-10 11:00")
    assert (case.state, case.outcome) == ("ended", "granted")
    assert kinds(case) == [
        "submitted", "task_completed", "accepted", "task_completed", "task_completed", "decided",
        "ended",
    ]  # fmt: skip
    assert not Todo.objects.filter(case=case, state="open").exists()
    assert list(Paper.objects.values_list("kind", flat=True)) == ["acceptance", "granted"]


def test_the_chain_of_events_is_whole_and_a_changed_row_breaks_it(apply, do):
    case = do(apply(), "builder", "accept", "accepted", "2022-09-30 15:00")
    links = [
        (Link(case.number, e.sequence, e.kind, e.at, e.actor_id, e.payload), e.hash)
        for e in case.events.order_by("sequence")
    ]
    assert broken_at(links) is None
    forged = Link(case.number, 2, "task_completed", links[1][0].at, 1, {"outcome": "other"})
    assert broken_at([links[0], (forged, links[1][1]), links[2]]) == 2


def test_events_cannot_be_changed_or_deleted_in_the_database(apply):
    from django.db import ProgrammingError, transaction

    case = apply()
    for change in (lambda r: r.update(kind="x"), lambda r: r.delete()):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change(case.events.all())


def test_the_same_request_gives_the_same_case(apply):
    assert apply(key="form-1").pk == apply(key="form-1").pk
    assert Case.objects.count() == 1


def test_a_repeated_step_changes_nothing_and_a_second_officer_is_told(apply, do, as_):
    case = apply()
    step = todo(case, "accept").pk
    complete_task(as_("builder"), step, Done("accepted"), "k1", at("2022-09-30 15:00"))
    again = complete_task(as_("builder"), step, Done("accepted"), "k1", at("2022-09-30 15:01"))
    assert again.events.count() == 3
    with pytest.raises(Overtaken, match="何小满"):
        complete_task(as_("builder-2"), step, Done("accepted"), "k2", at("2022-09-30 15:02"))


def test_nobody_outside_the_unit_or_role_acts(apply, as_, stranger):
    case = apply()
    step = todo(case, "accept").pk
    for viewer in (as_("planner"), as_("builder-head"), viewer_of(stranger)):
        with pytest.raises(Refused):
            complete_task(viewer, step, Done("accepted"), None, at("2022-09-30 15:00"))
        with pytest.raises(Refused):
            claim(viewer, step)


def test_a_check_of_substance_needs_two_and_the_reviewer_does_not_decide(apply, do, clerks, bodies):
    from xiaoer.people.roles import Role
    from xiaoer.people.services import grant

    from .conftest import FOUNDED

    case = do(apply(), "builder", "accept", "accepted", "2022-09-30 15:00")
    with pytest.raises(NotNow, match="2 人"):
        do(case, "builder", "review", "pass", "2022-10-08 09:00")
    do(case, "builder", "review", "pass", "2022-10-08 09:00", officers=["builder-2"])
    for name in ("builder", "builder-2"):
        grant(clerks[name], Role.APPROVER, bodies["housing-construction"], FOUNDED)
        with pytest.raises(NotNow, match="换一个人"):
            do(case, name, "decide", "granted", "2022-10-08 10:00")


def test_a_correction_is_told_and_supplied(apply, do, applicant):
    case = do(apply(), "builder", "accept", "correct", "2022-09-30 09:00", reason="缺说明")
    assert case.state == "correction"
    assert todo(case, "accept").state == "waiting"
    case = supply_correction(
        viewer_of(applicant), case.pk, {"remark": "补上了"}, None, at("2022-10-10 09:00")
    )
    assert (case.state, case.due_at) == ("receipt", at("2022-10-17 17:00"))
    assert case.answers["remark"] == "补上了"
    assert todo(case, "accept").state == "open"
    with pytest.raises(NotNow):
        supply_correction(viewer_of(applicant), case.pk, {}, None, at("2022-10-10 09:01"))


def test_silence_is_acceptance_from_the_day_of_receipt(apply):
    case = apply()
    assert sweep(at("2022-10-11 16:59")) == 1  # the warning of 80 percent, nothing else
    assert Case.objects.get().state == "receipt"
    sweep(at("2022-10-11 17:00"))
    case.refresh_from_db()
    assert (case.state, case.accepted_at) == ("running", at("2022-09-29 10:00"))
    assert case.due_at == at("2022-10-11 17:00")
    assert "deemed_accepted" in kinds(case)
    assert todo(case, "review").state == "open"


def test_a_hearing_holds_the_clock_and_is_told_how_long(apply, do, as_):
    case = do(apply(), "builder", "accept", "accepted", "2022-09-30 15:00")
    case = suspend(as_("builder"), case.pk, "hearing", "利害关系人申请听证", at("2022-10-08 09:00"))
    assert (case.state, case.due_at) == ("held", None)
    case = resume(as_("builder"), case.pk, "维持", at("2022-10-14 09:00"))
    assert (case.state, case.due_at) == ("running", at("2022-10-20 17:00"))
    assert (case.held_wday, Paper.objects.filter(kind="special").count()) == (6, 1)


def test_an_extension_is_the_approvers_and_counts_once(apply, do, as_):
    case = do(apply(), "builder", "accept", "accepted", "2022-09-30 15:00")
    with pytest.raises(Refused):
        extend(as_("builder"), case.pk, "情况复杂", at("2022-10-10 09:00"))
    case = extend(as_("builder-head"), case.pk, "情况复杂", at("2022-10-10 09:00"))
    assert case.due_at == at("2022-10-26 17:00")
    with pytest.raises(NotNow, match="一次"):
        extend(as_("builder-head"), case.pk, "还是复杂", at("2022-10-11 09:00"))


def test_a_gap_that_is_not_closed_returns_the_case(apply, do, as_):
    case = do(apply(), "builder", "accept", "gap", "2022-09-30 15:00")
    sweep(at("2022-10-10 17:00"))
    case.refresh_from_db()
    assert (case.state, case.outcome) == ("ended", "returned")
    assert "gap_broken" in kinds(case)
    kept = do(apply(when="2022-09-29 11:00"), "builder", "accept", "gap", "2022-09-30 15:00")
    with pytest.raises(NotNow, match="还没交：说明"):
        close_gap(as_("builder"), kept.pk, at("2022-10-09 08:00"))
    close_gap(as_("builder"), kept.pk, at("2022-10-09 09:00"), on_paper=True)
    sweep(at("2022-10-10 17:00"))
    kept.refresh_from_db()
    assert kept.outcome == ""


def test_a_commitment_opens_a_window_to_verify_and_bad_credit_bars_it(apply, do, as_, enterprise):
    case = do(apply(commitment=True), "builder", "accept", "accepted", "2022-09-30 15:00")
    do(case, "builder", "review", "pass", "2022-10-08 09:00", officers=["builder-2"])
    case = do(case, "builder-head", "decide", "granted", "2022-10-08 10:00")
    assert todo(case, "verification").due_at == at("2022-12-01 17:00")
    verify(as_("builder"), case.pk, "confirmed", at=at("2022-10-20 09:00"))
    enterprise.credit_class = "D"
    enterprise.save()
    with pytest.raises(NotNow, match="告知承诺"):
        apply(commitment=True)


def test_warnings_climb_the_ladder_once_each_and_ask_why(apply, do):
    case = do(apply(), "builder", "accept", "accepted", "2022-09-30 15:00")
    for moment in ("2022-10-09 10:00", "2022-10-10 10:00", "2022-10-10 18:00", "2022-10-14 09:00"):
        for _again in range(2):
            sweep(at(moment))
    told = [
        (e.payload["clock"], e.payload["share"])
        for e in case.events.filter(kind__in=["deadline_near", "deadline_missed"]).order_by(
            "sequence"
        )
    ]
    assert [share for clock, share in told if clock == "step"] == [50, 80, 100, 120]
    assert sorted(set(told)) == sorted(told)
    assert todo(case, "overdue_reason").due_at == at("2022-10-11 17:00")


def test_parallel_branches_join_before_the_decision(apply, do):
    case = do(apply("parallel_licence"), "planner", "accept", "accepted", "2022-09-30 15:00")
    assert set(Todo.objects.filter(case=case, state="open").values_list("key", flat=True)) == {
        "fire",
        "defence",
    }
    do(case, "fire", "fire", "agree", "2022-10-08 09:00")
    assert not Todo.objects.filter(case=case, key="decide").exists()
    do(case, "defence", "defence", "agree", "2022-10-09 09:00")
    case = do(case, "planner-head", "decide", "refused", "2022-10-09 10:00", reason="退线不够")
    assert (case.outcome, case.state) == ("refused", "ended")


def test_a_bundle_waits_for_its_parts_and_an_instant_part_is_done_at_once(apply, do):
    case = apply("bundle")
    parts = {c.item_key: c for c in case.children.all()}
    assert parts["instant_record"].outcome == "granted"
    assert (parts["instant_record"].state, case.outcomes["record_part"]) == ("ended", "granted")
    part = parts["plain_licence"]
    do(part, "builder", "accept", "accepted", "2022-09-30 15:00")
    do(part, "builder", "review", "pass", "2022-10-08 09:00", officers=["builder-2"])
    do(part, "builder-head", "decide", "granted", "2022-10-08 10:00")
    case.refresh_from_db()
    assert case.ended_at is None
    case = do(case, "builder", "hand_over", "granted", "2022-10-08 11:00")
    assert (case.outcome, case.clocks["started_at"]) == ("granted", "2022-09-29T10:00:00+08:00")


def test_withdrawal_ends_the_bundle_with_its_open_parts(apply, applicant, stranger):
    case = apply("bundle")
    with pytest.raises(Refused):
        withdraw(viewer_of(stranger), case.pk, "")
    withdraw(viewer_of(applicant), case.pk, "不办了", at=at("2022-09-30 09:00"))
    case.refresh_from_db()
    assert case.outcome == "withdrawn"
    assert set(case.children.values_list("item_key", "outcome")) == {
        ("plain_licence", "withdrawn"), ("instant_record", "granted")
    }  # fmt: skip
    assert not Todo.objects.filter(state="open").exists()


def test_wrong_answers_and_a_foreign_enterprise_are_refused(
    apply, pack, clerks, stranger, enterprise
):
    from xiaoer.cases.answers import Invalid

    with pytest.raises(Refused, match="委托"):
        open_case(viewer_of(stranger), Application("plain_licence", ANSWERS, enterprise=enterprise))
    with pytest.raises(Invalid) as wrong:
        open_case(viewer_of(stranger), Application("plain_licence", {"area_m2": "很大"}))
    assert wrong.value.faults == {"area_m2": "填数字，例如 120"}
    with pytest.raises(NotNow, match="不能申请"):
        open_case(viewer_of(stranger), Application("nothing", {}))


def test_a_late_sweep_does_not_warn_of_what_is_over_already(apply, do):
    case = do(apply(), "builder", "accept", "accepted", "2022-09-30 15:00")
    sweep(at("2022-10-14 09:00"))
    told = case.events.filter(payload__clock="step").order_by("sequence")
    assert [e.payload["share"] for e in told] == [100, 120]


def test_an_applicant_cannot_begin_what_the_city_opens_itself(applicant, bodies):
    known = sources()
    install(known["mkt02"], list(known.values()))
    with pytest.raises(NotNow, match="自己立项"):
        drafts.begin(viewer_of(applicant), "supervision_task")
    with pytest.raises(NotNow, match="自己立项"):
        open_case(viewer_of(applicant), Application("supervision_task", {}))
