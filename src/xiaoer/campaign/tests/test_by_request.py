"""What a baseline and a signature hold fast, and the ways around that are asked for."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from xiaoer.campaign.models import Target, TargetChange, UnitBreakdown
from xiaoer.campaign.services import (
    baseline,
    closing,
    date_changes,
    snapshot,
    target_changes,
    targets,
    tasks,
    transfers,
)
from xiaoer.campaign.services.record import NotNow
from xiaoer.campaign.services.tasks import MilestoneDraft
from xiaoer.people.access import Refused

pytestmark = pytest.mark.django_db
State = UnitBreakdown.State


def state_of(programme, unit) -> str:
    return programme.breakdowns.get(unit=unit).state


# --- targets of a baseline --------------------------------------------------------------


def test_a_frozen_target_is_not_edited_judged_added_or_accepted(frozen, seen_as) -> None:
    office, row = seen_as("office"), frozen.targets.first()
    for attempt in (
        lambda: targets.edit_target(office, row.pk, row.revision, {"value": Decimal(9)}),
        lambda: targets.judge_target(office, row.pk, row.revision, "rejected"),
        lambda: targets.add_target(office, frozen.pk, "推行一网通办", {"phrase": "x"}),
        lambda: targets.accept_waiting(office, frozen.pk, [row.key]),
    ):
        with pytest.raises(NotNow, match="变更"):
            attempt()
    row.refresh_from_db()
    assert row.revision == Target.objects.get(pk=row.pk).revision


def test_a_frozen_target_moves_by_request_into_a_new_version(frozen, seen_as) -> None:
    row = frozen.targets.get(value=Decimal(21))
    asked = target_changes.ask_change(
        seen_as("office"), row.pk, {"value": Decimal(25), "unit": row.unit}, "省里调整了口径"
    )
    assert (asked.old, asked.new) == ({"value": "21"}, {"value": "25"})
    row.refresh_from_db()
    assert row.value == 21
    with pytest.raises(NotNow, match="在等决定"):
        target_changes.ask_change(seen_as("office"), row.pk, {"value": Decimal(30)}, "再改")
    for who in ("office", "team-market", "housing-head"):
        with pytest.raises(Refused):
            target_changes.decide(seen_as(who), asked.pk, approve=True)
    target_changes.decide(seen_as("leader"), asked.pk, approve=True)
    row.refresh_from_db()
    assert row.value == 25
    assert [b.version for b in frozen.baselines.all()] == [1, 2]
    kept = {t["key"]: t["value"] for t in frozen.baselines.first().targets}
    assert kept[row.key] == "21"
    with pytest.raises(NotNow, match="已经有决定"):
        target_changes.decide(seen_as("leader"), asked.pk, approve=False)


def test_the_unit_that_answers_for_a_target_may_ask_and_no_other(frozen, seen_as) -> None:
    row = frozen.targets.get(value=Decimal(21))
    with pytest.raises(Refused):
        target_changes.ask_drop(seen_as("market"), row.pk, "不做了")
    asked = target_changes.ask_drop(seen_as("housing"), row.pk, "并到另一条")
    target_changes.decide(seen_as("leader"), asked.pk, approve=False)
    row.refresh_from_db()
    assert row.state == Target.State.ACCEPTED
    assert frozen.baselines.count() == 1


def test_a_target_is_dropped_or_added_by_request(frozen, seen_as) -> None:
    office, row = seen_as("office"), frozen.targets.get(value=Decimal(21))
    dropped = target_changes.ask_drop(office, row.pk, "重复")
    target_changes.decide(seen_as("leader"), dropped.pk, approve=True)
    assert row.key not in {t["key"] for t in frozen.baselines.last().targets}
    values = {"phrase": "一网通办", "comparator": "=", "value": Decimal(1)}
    with pytest.raises(NotNow, match="找不到"):
        target_changes.ask_addition(office, frozen.pk, "没有的话", values, "漏了")
    added = target_changes.ask_addition(office, frozen.pk, "推行一网通办", values, "漏了")
    target_changes.decide(seen_as("leader"), added.pk, approve=True)
    assert frozen.targets.filter(phrase="一网通办", state="accepted").exists()
    assert frozen.baselines.count() == 3


def test_a_target_change_goes_through_the_pages(frozen, client_of) -> None:
    row = frozen.targets.get(value=Decimal(21))
    base = f"/programmes/{frozen.pk}"
    office = client_of("office")
    page = office.get(f"{base}/review/?target={row.pk}").content.decode()
    assert "申请变更" in page
    assert "只保存" not in page
    form = {"phrase": row.phrase, "comparator": "<=", "value": "25", "unit": row.unit}
    refused = office.post(f"{base}/targets/{row.pk}/change/", form)
    assert refused.status_code == 422
    assert "写明变更理由" in refused.content.decode()
    office.post(f"{base}/targets/{row.pk}/change/", {**form, "reason": "省里调整"})
    asked = TargetChange.objects.get()
    page = client_of("leader").get(f"{base}/targets/changes/").content.decode()
    assert "<del>21</del>" in page
    assert "<ins>25</ins>" in page
    url = f"{base}/targets/changes/{asked.pk}/"
    assert client_of("market").post(url, {"decision": "approve"}).status_code == 403
    client_of("leader").post(url, {"decision": "approve"})
    row.refresh_from_db()
    assert row.value == 25
    version = office.get(f"{base}/baselines/2/").content.decode()
    assert "和第 1 版比" in version
    assert "<del>21</del>" in version
    assert "指纹核对一致" in version
    direct = office.post(f"{base}/targets/{row.pk}/", {**form, "revision": row.revision})
    assert direct.status_code == 302


def test_the_api_refuses_to_judge_a_frozen_target(frozen, client_of) -> None:
    row = frozen.targets.first()
    url = f"/api/programmes/{frozen.pk}/targets/{row.pk}"
    body = {"state": "rejected", "revision": row.revision}
    assert client_of("office").post(url, body, "application/json").status_code == 409


def test_a_version_keeps_targets_people_deliverables_and_units(frozen) -> None:
    made = frozen.baselines.get()
    task = made.tasks[0]
    assert {"coops", "owner_person", "deliverable", "evidence_kind", "targets"} <= set(task)
    assert {"comparator", "value", "unit", "deadline", "responsible"} <= set(made.targets[0])
    assert snapshot.digest_of(made.snapshot) == made.digest


def test_the_first_form_of_a_version_can_still_be_shown(frozen, client_of) -> None:
    made = frozen.baselines.get()
    made.pk, made.version, made.snapshot = None, 2, made.snapshot["tasks"]
    made.save(force_insert=True)
    page = client_of("office").get(f"/programmes/{frozen.pk}/baselines/2/")
    assert page.status_code == 200
    assert "这一版没有记目标" in page.content.decode()
    assert client_of("office").get(f"/programmes/{frozen.pk}/baselines/9/").status_code == 404


def test_links_of_a_frozen_task_stay(frozen, seen_as) -> None:
    task = frozen.tasks.get(number="T-2.2-01")
    for values in ({"deliverable": "x"}, {"evidence_kind": "data"}, {"no_target_reason": "x"}):
        with pytest.raises(NotNow, match="已定稿"):
            tasks.edit_task(seen_as("office"), task.pk, task.revision, values)
    linked = set(task.targets.all())
    tasks.edit_task(seen_as("office"), task.pk, task.revision, {}, [], [])
    assert set(task.targets.all()) == linked


# --- signatures -------------------------------------------------------------------------


def test_an_edit_by_the_office_lets_the_signature_fall(signed, seen_as, bodies) -> None:
    unit = bodies["market-supervision"]
    task = signed.tasks.get(number="T-2.1-01")
    tasks.edit_task(seen_as("office"), task.pk, task.revision, {"deliverable": "一份新成果"})
    row = signed.breakdowns.get(unit=unit)
    assert (row.state, row.changed_by.username) == (State.CHANGED, "office")
    assert "T-2.1-01" in row.returned_reason
    assert state_of(signed, bodies["housing-construction"]) == State.CLEARED
    event = signed.events.filter(kind="breakdown_changed").get()
    assert event.payload["name"] == "市市场监管局"
    with pytest.raises(NotNow, match="1 个单位"):
        baseline.freeze_baseline(seen_as("office"), signed.pk)
    baseline.sign_breakdown(seen_as("market-head"), signed.pk, unit.pk)
    baseline.clear_breakdown(seen_as("team-market"), signed.pk, unit.pk)
    assert baseline.freeze_baseline(seen_as("office"), signed.pk).version == 1


def test_handing_a_task_over_lets_both_signatures_fall(signed, seen_as, bodies) -> None:
    task = signed.tasks.get(number="T-2.1-01")
    housing = bodies["housing-construction"]
    transfers.assign_tasks(seen_as("office"), signed.pk, [task.pk], housing.pk)
    assert state_of(signed, bodies["market-supervision"]) == State.CHANGED
    assert state_of(signed, housing) == State.CHANGED


@pytest.mark.parametrize("how", ["added", "milestones", "split", "target", "quarters"])
def test_every_change_of_what_was_signed_lets_the_signature_fall(
    signed, seen_as, bodies, how: str
) -> None:
    office, unit = seen_as("office"), bodies["market-supervision"]
    task = signed.tasks.get(number="T-2.1-01")
    if how == "added":
        tasks.add_task(office, task.commitment_id, unit.pk, "另一件")
    elif how == "milestones":
        drafts = [MilestoneDraft("一次", 100, task.finish)]
        tasks.set_milestones(office, task.pk, task.revision, drafts)
    elif how == "split":
        tasks.add_subtask(office, task.pk, "第一步")
    elif how == "target":
        row = task.targets.first()
        targets.edit_target(office, row.pk, row.revision, {"value": Decimal(9)})
    else:
        task.milestones.all().delete()
        tasks.plan_by_quarter(office, signed.pk, unit.pk)
        # the same plan as before is what was signed: nothing fell
        assert state_of(signed, unit) == State.CLEARED
        return
    assert state_of(signed, unit) == State.CHANGED


def test_a_change_past_the_services_is_noticed_when_freezing(signed, seen_as) -> None:
    signed.tasks.filter(number="T-2.1-01").update(deliverable="改过")
    with pytest.raises(NotNow, match="签字后又有改动"):
        baseline.freeze_baseline(seen_as("office"), signed.pk)


def test_a_change_that_the_signature_does_not_cover_lets_it_stand(signed, seen_as, bodies) -> None:
    task = signed.tasks.get(number="T-2.1-01")
    tasks.edit_task(seen_as("office"), task.pk, task.revision, {"risks": "汛期"})
    assert state_of(signed, bodies["market-supervision"]) == State.CLEARED


# --- transfers --------------------------------------------------------------------------


def test_a_liaison_proposes_a_transfer_and_does_not_make_it(ready, seen_as, bodies) -> None:
    task = ready.tasks.get(number="T-2.1-01")
    market, housing = seen_as("market"), bodies["housing-construction"]
    with pytest.raises(NotNow, match="移交"):
        tasks.edit_task(market, task.pk, task.revision, {"lead": housing})
    with pytest.raises(NotNow, match="移交"):
        tasks.edit_task(market, task.pk, task.revision, {"decision": "cancelled"})
    asked = transfers.propose_transfer(market, task.pk, housing.pk, "职责在住建")
    task.refresh_from_db()
    assert task.lead.code == "market-supervision"
    for who in ("market", "market-head", "data", "team-law"):
        with pytest.raises(Refused):
            transfers.decide_transfer(seen_as(who), asked.pk, accept=True)
    transfers.decide_transfer(seen_as("housing"), asked.pk, accept=True)
    task.refresh_from_db()
    assert task.lead == housing
    event = ready.events.filter(kind="transfer_approved").get()
    assert event.payload["changes"]["lead"] == ["市市场监管局", "市住房城乡建设局"]


@pytest.mark.parametrize("who", ["team-market", "office"])
def test_the_team_or_the_office_may_decide_a_transfer(ready, seen_as, bodies, who: str) -> None:
    task = ready.tasks.get(number="T-2.1-01")
    unit = bodies["housing-construction"].pk
    asked = transfers.propose_transfer(seen_as("market"), task.pk, unit, "职责在住建")
    transfers.decide_transfer(seen_as(who), asked.pk, accept=False)
    task.refresh_from_db()
    assert task.lead.code == "market-supervision"
    assert ready.events.filter(kind="transfer_refused").exists()


def test_the_form_of_a_liaison_does_not_change_the_lead(ready, client_of, bodies) -> None:
    task = ready.tasks.get(number="T-2.1-01")
    url = f"/programmes/{ready.pk}/tasks/{task.pk}/"
    form = {
        "revision": task.revision, "text": task.text, "lead": bodies["finance"].pk,
        "start": task.start, "finish": task.finish, "evidence_kind": "document",
    }  # fmt: skip
    client = client_of("market")
    assert client.post(url, form).status_code == 302
    task.refresh_from_db()
    assert task.lead.code == "market-supervision"
    assert "提出移交" in client.get(url).content.decode()
    wrong = client.post(f"{url}transfer/", {"to_unit": ""})
    assert wrong.status_code == 422
    asked = {"to_unit": bodies["finance"].pk, "transfer_reason": "归财政"}
    client.post(f"{url}transfer/", asked)
    request = task.transfers.get()
    client_of("team-market").post(f"{url}transfer/{request.pk}/", {"decision": "approve"})
    task.refresh_from_db()
    assert task.lead.code == "finance"


# --- dates ------------------------------------------------------------------------------


def test_a_date_does_not_walk_away_by_steps_of_fifteen_days(frozen, seen_as) -> None:
    task = frozen.tasks.get(number="T-2.1-01")
    first = task.finish - timedelta(days=15)
    asked = date_changes.request_change(seen_as("market"), task.pk, first, "提前")
    date_changes.decide_change(seen_as("team-market"), asked.pk, approve=True)
    second = first - timedelta(days=15)
    asked = date_changes.request_change(seen_as("market"), task.pk, second, "再提前")
    with pytest.raises(Refused):
        date_changes.decide_change(seen_as("team-market"), asked.pk, approve=True)
    date_changes.decide_change(seen_as("office"), asked.pk, approve=True)
    task.refresh_from_db()
    assert (task.finish, date_changes.frozen_finish(task)) == (second, date(2022, 12, 31))


def test_a_date_never_passes_the_end_of_the_year(frozen, seen_as) -> None:
    task = frozen.tasks.get(number="T-2.1-01")
    with pytest.raises(NotNow, match="不能晚于 2022-12-31"):
        date_changes.request_change(seen_as("market"), task.pk, date(2023, 1, 5), "来不及")


def test_milestones_move_with_the_date_or_where_the_unit_says(frozen, seen_as) -> None:
    task = frozen.tasks.get(number="T-2.1-01")
    *_others, third, last = task.milestones.all()
    new = date(2022, 12, 20)
    chosen = {third.pk: date(2022, 10, 15)}
    asked = date_changes.request_change(seen_as("market"), task.pk, new, "提前", chosen)
    date_changes.decide_change(seen_as("team-market"), asked.pk, approve=True)
    third.refresh_from_db()
    last.refresh_from_db()
    assert (third.due, last.due) == (date(2022, 10, 15), new)
    event = frozen.events.filter(kind="change_approved").get()
    assert event.payload["changes"]["finish"] == ["2022-12-31", "2022-12-20"]
    task.refresh_from_db()
    outside = {last.pk: date(2022, 12, 30)}
    with pytest.raises(NotNow, match="不在新的起止日期"):
        date_changes.request_change(seen_as("market"), task.pk, date(2022, 12, 10), "x", outside)


def test_a_request_is_decided_on_the_page_of_those_who_may(frozen, seen_as, client_of) -> None:
    task = frozen.tasks.get(number="T-2.1-01")
    date_changes.request_change(seen_as("market"), task.pk, date(2022, 12, 20), "提前")
    path = f"/programmes/{frozen.pk}/tasks/{task.pk}/"
    shown = {
        who: "不同意" in client_of(who).get(path).content.decode()
        for who in ("market", "team-market", "office", "leader")
    }
    assert shown == {"market": False, "team-market": True, "office": True, "leader": False}


def test_a_finished_task_keeps_its_date(frozen, seen_as, client_of) -> None:
    task = frozen.tasks.get(number="T-2.1-01")
    for mark in task.milestones.all():
        tasks.report_milestone(seen_as("market"), mark.pk, "印发文件", date(2022, 6, 30))
        tasks.verify_milestone(seen_as("office"), mark.pk)
    with pytest.raises(NotNow, match="都核验过了"):
        date_changes.request_change(seen_as("market"), task.pk, date(2022, 12, 20), "提前")
    page = client_of("market").get(f"/programmes/{frozen.pk}/tasks/{task.pk}/").content.decode()
    assert "申请调整" not in page


# --- the end of a programme -------------------------------------------------------------


def test_a_draft_is_withdrawn_and_can_come_back(programme, seen_as, client_of) -> None:
    office = seen_as("office")
    with pytest.raises(NotNow, match="写明理由"):
        closing.close_programme(office, programme.pk, " ")
    with pytest.raises(Refused):
        closing.close_programme(seen_as("market"), programme.pk, "不要了")
    client = client_of("office")
    client.post(f"/programmes/{programme.pk}/close/", {"reason": "日期填错"})
    assert programme.title not in client.get("/programmes/").content.decode()
    assert programme.title in client.get("/programmes/?show=closed").content.decode()
    assert "已撤回" in client.get(f"/programmes/{programme.pk}/").content.decode()
    row = programme.targets.first()
    with pytest.raises(NotNow, match="只能看"):
        targets.edit_target(office, row.pk, 1, {"phrase": "x"})
    client.post(f"/programmes/{programme.pk}/reopen/")
    targets.edit_target(office, row.pk, 1, {"phrase": "x"})
    kinds = set(programme.events.values_list("kind", flat=True))
    assert {"programme_withdrawn", "programme_reopened"} <= kinds


def test_a_baseline_is_archived_and_never_deleted(frozen, seen_as) -> None:
    closing.close_programme(seen_as("office"), frozen.pk, "年度结束")
    assert frozen.events.first().kind == "programme_archived"
    with pytest.raises(DatabaseError), transaction.atomic():
        frozen.delete()


def test_the_journal_says_what_was_before_and_what_is_now(frozen, client_of) -> None:
    page = client_of("office").get(f"/programmes/{frozen.pk}/journal/?page=1").content.decode()
    assert "佐证类型" in page
    assert "<ins>印发的文件</ins>" in page
