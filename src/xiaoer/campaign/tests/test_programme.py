"""From a plan file to a frozen baseline, by the services and by the pages."""

from __future__ import annotations

import io
import threading
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from xiaoer.campaign.coverage import coverage
from xiaoer.campaign.forms import TargetForm
from xiaoer.campaign.models import Baseline, Programme, ProgrammeEvent, Target, Task
from xiaoer.campaign.planfiles import PlanFileError
from xiaoer.campaign.services import baseline, date_changes, snapshot, targets, tasks
from xiaoer.campaign.services.importing import Upload, import_plan
from xiaoer.campaign.services.record import Conflict, NotNow
from xiaoer.conftest import PLAN
from xiaoer.people.access import Refused

pytestmark = pytest.mark.django_db


def ready(programme: Programme, seen_as) -> None:
    """Bring a programme to where units sign: reviewed, every task filled in."""
    office = seen_as("office")
    for row in programme.targets.filter(masked=True, value=None):
        targets.edit_target(office, row.pk, row.revision, {"value": Decimal(5)})
    keys = list(programme.targets.values_list("key", flat=True))
    targets.accept_waiting(office, programme.pk, keys)
    targets.finish_review(office, programme.pk)
    for task in programme.tasks.all():
        values = {"evidence_type": "印发的文件", "no_target_reason": "机制建设类"}
        tasks.edit_task(office, task.pk, task.revision, values)
    for unit in set(programme.tasks.values_list("lead_id", flat=True)):
        tasks.plan_by_quarter(office, programme.pk, unit)


def frozen(programme: Programme, seen_as, bodies) -> Baseline:
    """Bring a programme through signature, clearance and registration."""
    ready(programme, seen_as)
    for who, code in (
        ("market-head", "market-supervision"),
        ("housing-head", "housing-construction"),
    ):
        baseline.sign_breakdown(seen_as(who), programme.pk, bodies[code].pk)
        baseline.clear_breakdown(seen_as("team-market"), programme.pk, bodies[code].pk)
    return baseline.freeze_baseline(seen_as("office"), programme.pk)


def test_an_imported_plan_has_measures_targets_tasks_and_their_places(programme) -> None:
    assert programme.title == "2022年优化营商环境行动方案"
    assert [m.lead.short_name for m in programme.measures.all()] == [
        "市市场监管局",
        "市住房城乡建设局",
    ]
    text = programme.plan.text
    assert all(text[t.start : t.end] == t.quote for t in programme.targets.all())
    assert {t.number for t in programme.tasks.all()} == {
        "T-2.1-01", "T-2.1-02", "T-2.2-01", "T-2.2-02",
    }  # fmt: skip
    linked = programme.tasks.get(number="T-2.2-01").targets.get()
    assert (linked.comparator, linked.value, linked.unit) == ("<=", Decimal(21), "工作日")
    assert programme.tasks.get(number="T-2.1-01").coops.get().code == "taxation"
    assert programme.cadences.get().schedule == "monthly:25"


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4 nothing here", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600]
)
def test_a_file_that_cannot_be_read_saves_nothing(bodies, seen_as, content: bytes) -> None:
    upload = Upload("plan.docx", content, date(2022, 5, 20), bodies["hq-office"])
    with pytest.raises(PlanFileError):
        import_plan(seen_as("office"), upload)
    assert not Programme.objects.exists()


def test_an_import_that_breaks_half_way_saves_nothing(bodies, seen_as, monkeypatch) -> None:
    def broken(*_args: object) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr("xiaoer.campaign.services.importing._draft_tasks", broken)
    upload = Upload("plan.txt", PLAN.encode(), date(2022, 5, 20), bodies["hq-office"])
    with pytest.raises(DatabaseError):
        import_plan(seen_as("office"), upload)
    assert not Programme.objects.exists()


def test_a_liaison_may_not_import_or_review(programme, bodies, seen_as) -> None:
    upload = Upload("plan.txt", PLAN.encode(), date(2022, 5, 20), bodies["hq-office"])
    target = programme.targets.first()
    with pytest.raises(Refused):
        import_plan(seen_as("market"), upload)
    with pytest.raises(Refused):
        targets.judge_target(seen_as("market"), target.pk, 1, "accepted")


def test_the_second_of_two_editors_is_told_and_nothing_is_lost(
    programme, seen_as, client_of
) -> None:
    row = programme.targets.first()
    targets.edit_target(seen_as("office"), row.pk, 1, {"phrase": "先改的"})
    with pytest.raises(Conflict) as conflict:
        targets.edit_target(seen_as("office"), row.pk, 1, {"phrase": "后改的"})
    assert conflict.value.current.phrase == "先改的"
    form = {"revision": 1, "phrase": "后改的", "comparator": "<=", "value": "3"}
    answer = client_of("office").post(f"/programmes/{programme.pk}/targets/{row.pk}/", form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "苏若木 刚改过这条" in page
    assert "先改的" in page
    assert 'value="后改的"' in page
    row.refresh_from_db()
    assert row.phrase == "先改的"


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_at_the_same_moment_exactly_one_wins(programme, seen_as) -> None:
    row, office = programme.targets.first(), seen_as("office")
    outcomes: list[str] = []
    barrier = threading.Barrier(2)

    def edit(phrase: str) -> None:
        barrier.wait()
        try:
            targets.edit_target(office, row.pk, 1, {"phrase": phrase})
            outcomes.append("saved")
        except Conflict:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=edit, args=(p,)) for p in ("甲", "乙")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["saved", "told"]
    row.refresh_from_db()
    assert row.revision == 2


def test_a_missed_target_is_added_at_its_place(programme, seen_as) -> None:
    office = seen_as("office")
    values = {"phrase": "一网通办", "comparator": "=", "value": Decimal(1)}
    added = targets.add_target(office, programme.pk, "推行一网通办", values)
    assert programme.plan.text[added.start : added.end] == "推行一网通办"
    assert added.measure.number == 1
    with pytest.raises(NotNow, match="找不到"):
        targets.add_target(office, programme.pk, "原文没有的话", values)


def test_a_review_ends_only_when_every_target_is_judged(programme, seen_as) -> None:
    with pytest.raises(NotNow, match="没有校对"):
        targets.finish_review(seen_as("office"), programme.pk)


def test_the_database_refuses_a_target_without_a_number_that_the_plan_gives(programme) -> None:
    row = programme.targets.filter(masked=False).first()
    with pytest.raises(DatabaseError), transaction.atomic():
        Target.objects.filter(pk=row.pk).update(value=None)


def test_a_unit_edits_its_own_tasks_and_no_others(programme, seen_as) -> None:
    own = programme.tasks.get(number="T-2.1-01")
    other = programme.tasks.get(number="T-2.2-01")
    market = seen_as("market")
    tasks.edit_task(market, own.pk, 1, {"owner_person": "周清和"})
    with pytest.raises(Refused):
        tasks.edit_task(market, other.pk, 1, {"owner_person": "周清和"})


def test_a_unit_signs_only_what_keeps_the_rules(programme, seen_as, bodies) -> None:
    office, head = seen_as("office"), seen_as("market-head")
    targets.accept_waiting(
        office, programme.pk, list(programme.targets.values_list("key", flat=True))
    )
    targets.finish_review(office, programme.pk)
    unit = bodies["market-supervision"].pk
    with pytest.raises(baseline.Unsound) as unsound:
        baseline.sign_breakdown(head, programme.pk, unit)
    codes = {finding.code for finding in unsound.value.findings}
    assert codes == {
        "no_evidence_type", "quarter_without_milestone", "no_milestone", "target_without_number",
    }  # fmt: skip


def test_a_signed_unit_is_locked_until_the_team_returns_it(programme, seen_as, bodies) -> None:
    ready(programme, seen_as)
    unit = bodies["market-supervision"].pk
    baseline.sign_breakdown(seen_as("market-head"), programme.pk, unit)
    task = programme.tasks.get(number="T-2.1-01")
    with pytest.raises(NotNow, match="已经签字"):
        tasks.edit_task(seen_as("market"), task.pk, task.revision, {"risks": "无"})
    with pytest.raises(Refused):
        baseline.return_breakdown(seen_as("team-law"), programme.pk, unit, "缺节点")
    baseline.return_breakdown(seen_as("team-market"), programme.pk, unit, "缺节点")
    tasks.edit_task(seen_as("market"), task.pk, task.revision, {"risks": "无"})


def test_a_baseline_is_frozen_once_all_is_cleared_and_never_changes(
    programme, seen_as, bodies
) -> None:
    made = frozen(programme, seen_as, bodies)
    assert made.version == 1
    assert made.digest == snapshot.digest_of(made.snapshot)
    assert {row["number"] for row in made.tasks} == {t.number for t in programme.tasks.all()}
    with pytest.raises(DatabaseError), transaction.atomic():
        Baseline.objects.filter(pk=made.pk).update(digest="0" * 64)
    with pytest.raises(DatabaseError), transaction.atomic():
        ProgrammeEvent.objects.filter(programme=programme).delete()


def test_a_baseline_waits_for_every_unit(programme, seen_as, bodies) -> None:
    ready(programme, seen_as)
    baseline.sign_breakdown(seen_as("market-head"), programme.pk, bodies["market-supervision"].pk)
    with pytest.raises(NotNow, match="2 个单位"):
        baseline.freeze_baseline(seen_as("office"), programme.pk)


def test_a_frozen_date_moves_by_request_and_the_old_one_stays(programme, seen_as, bodies) -> None:
    frozen(programme, seen_as, bodies)
    task = programme.tasks.get(number="T-2.1-01")
    with pytest.raises(NotNow, match="已定稿"):
        tasks.edit_task(seen_as("market"), task.pk, task.revision, {"finish": date(2022, 11, 1)})
    near, far = task.finish - timedelta(days=10), task.finish - timedelta(days=60)
    asked = date_changes.request_change(seen_as("market"), task.pk, near, "提前完成")
    with pytest.raises(NotNow, match="在等决定"):
        date_changes.request_change(seen_as("market"), task.pk, far, "再提前")
    date_changes.decide_change(seen_as("team-market"), asked.pk, approve=True)
    task.refresh_from_db()
    assert task.finish == near
    assert programme.baselines.count() == 2
    assert programme.baselines.first().tasks[0]["finish"] == "2022-12-31"
    asked = date_changes.request_change(seen_as("market"), task.pk, far, "大改")
    with pytest.raises(Refused):
        date_changes.decide_change(seen_as("team-market"), asked.pk, approve=True)
    date_changes.decide_change(seen_as("office"), asked.pk, approve=False)
    task.refresh_from_db()
    assert task.finish == near


def test_progress_is_what_the_office_verified_never_what_is_typed(
    programme, seen_as, bodies, client_of
) -> None:
    frozen(programme, seen_as, bodies)
    task = programme.tasks.get(number="T-2.1-01")
    first = task.milestones.first()
    with pytest.raises(NotNow, match="没有报"):
        tasks.verify_milestone(seen_as("office"), first.pk)
    tasks.report_milestone(seen_as("market"), first.pk, "印发12号文", date(2022, 6, 20))
    page = f"/programmes/{programme.pk}/tasks/{task.pk}/"
    assert 'class="more">0%' in client_of("office").get(page).content.decode()
    with pytest.raises(Refused):
        tasks.verify_milestone(seen_as("market"), first.pk)
    tasks.verify_milestone(seen_as("office"), first.pk)
    assert f'class="more">{first.weight}%' in client_of("office").get(page).content.decode()


def test_a_task_can_be_split_and_the_numbers_stay_unique(programme, seen_as) -> None:
    parent = programme.tasks.get(number="T-2.1-01")
    children = [tasks.add_subtask(seen_as("market"), parent.pk, f"第{n}步") for n in (1, 2)]
    assert [c.number for c in children] == ["T-2.1-01.1", "T-2.1-01.2"]


def test_every_change_is_one_event_in_order(programme, seen_as, bodies) -> None:
    frozen(programme, seen_as, bodies)
    numbers = list(programme.events.order_by("sequence").values_list("sequence", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert programme.events.first().kind == "baseline_frozen"


def test_a_file_dropped_in_on_the_page_becomes_a_programme(client_of) -> None:
    client = client_of("office")
    form = {"file": SimpleUploadedFile("方案.txt", PLAN.encode()), "issue_date": "2022-05-20"}
    answer = client.post("/programmes/import/", form)
    programme = Programme.objects.get()
    assert answer["Location"] == f"/programmes/{programme.pk}/review/"
    again = {"file": SimpleUploadedFile("方案.txt", PLAN.encode()), "issue_date": "2022-05-20"}
    assert client.post("/programmes/import/", again).status_code == 409
    assert Programme.objects.count() == 1


def test_an_upload_that_fails_says_why_beside_the_field(client_of) -> None:
    client = client_of("office")
    empty = {"file": SimpleUploadedFile("方案.docx", b""), "issue_date": ""}
    page = client.post("/programmes/import/", empty)
    assert page.status_code == 422
    assert "这个文件是空的" in page.content.decode()
    assert "填写印发日期" in page.content.decode()
    bomb = io.BytesIO(b"PK\x03\x04 not really a zip")
    form = {"file": SimpleUploadedFile("方案.docx", bomb.read()), "issue_date": "2022-05-20"}
    assert client.post("/programmes/import/", form).status_code == 422
    assert not Programme.objects.exists()


def test_a_file_over_the_limit_is_refused(client_of, settings) -> None:
    settings.PLAN_UPLOAD_LIMIT_BYTES = 1000
    form = {"file": SimpleUploadedFile("方案.txt", b"x" * 2000), "issue_date": "2022-05-20"}
    answer = client_of("office").post("/programmes/import/", form)
    assert answer.status_code == 422
    assert "最多 20 MB" in answer.content.decode()


def test_every_commitment_sentence_shows_its_task(programme, client_of, seen_as) -> None:
    matrix = coverage(programme)
    assert (matrix.total, matrix.uncovered) == (4, 0)
    task = programme.tasks.get(number="T-2.1-02")
    tasks.edit_task(seen_as("office"), task.pk, 1, {"decision": Task.Decision.CANCELLED})
    client = client_of("market")
    page = client.get(f"/programmes/{programme.pk}/coverage/?show=open").content.decode()
    assert coverage(programme).uncovered == 1
    assert "立任务" in page
    client.post(f"/programmes/{programme.pk}/coverage/{task.commitment_id}/")
    assert programme.tasks.filter(commitment=task.commitment_id).count() == 2


def test_a_printed_unit_that_nobody_knows_is_not_replaced_by_a_guess(bodies, seen_as) -> None:
    text = """# 2022年优化营商环境行动方案

## 一、工作措施

（一）提升开办便利度。

| 指标 | 目标值 | 责任单位 |
|---|---|---|
| 企业开办平均用时 | 不超过0.5个工作日 | 市金融办 |
| 新增贷款 | 20亿元以上 | 市市场监管局 |
"""
    upload = Upload("plan.md", text.encode(), date(2022, 5, 20), bodies["hq-office"])
    programme = import_plan(seen_as("office"), upload)
    first, second = programme.targets.order_by("start")
    assert first.responsible is None
    assert "市金融办" in first.note
    assert (second.responsible, second.note) == (bodies["market-supervision"], "")


@pytest.mark.parametrize(
    ("written", "good"),
    [
        ("2026-13-45", False),
        ("2026-02-30", False),
        ("2026-02-28", True),
        ("2026年底", True),
        ("", True),
    ],
)
def test_a_deadline_that_looks_like_a_date_is_one(programme, written, good) -> None:
    target = programme.targets.first()
    data = {
        "phrase": target.phrase, "comparator": target.comparator, "value": "1",
        "deadline": written, "measure": target.measure_id or "",
    }  # fmt: skip
    form = TargetForm(data, instance=target)
    assert ("deadline" not in form.errors) is good
