"""Numbers left to the city, coverage, reminders, dates, and what an address may hold."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.translation import override

from xiaoer.campaign.breakdown import TargetFacts, check_target, moved_due
from xiaoer.campaign.commitments import commitments_of
from xiaoer.campaign.coverage import coverage
from xiaoer.campaign.duty import breakdown_due, due_list, duties_for
from xiaoer.campaign.models import Notice, Programme, Task
from xiaoer.campaign.services import baseline, targets, tasks
from xiaoer.campaign.services.importing import Upload, import_plan
from xiaoer.campaign.services.reminding import remind_breakdown
from xiaoer.campaign.services.tasks import evidence_named
from xiaoer.campaign.task_forms import TaskForm
from xiaoer.campaign.wording import unit_words

pytestmark = pytest.mark.django_db


# --- numbers that the plan leaves to the city -------------------------------------------


def test_an_open_number_needs_who_and_when() -> None:
    def found(**values: object) -> list[str]:
        facts = {"key": "t1", "accepted": True, "open_number": True, **values}
        return [finding.code for finding in check_target(TargetFacts(**facts))]

    assert found() == ["target_without_number"]
    assert found(set_by=3) == ["target_without_number"]
    assert found(set_by=3, set_until=date(2022, 6, 30)) == []
    assert found(open_number=False) == []
    assert found(accepted=False) == []


def test_a_unit_signs_once_the_number_has_who_and_when(ready, seen_as, bodies, client_of) -> None:
    office, unit = seen_as("office"), bodies["market-supervision"]
    row = ready.targets.get(masked=True)
    targets.edit_target(office, row.pk, row.revision, {"value": None})
    with pytest.raises(baseline.Unsound):
        baseline.sign_breakdown(seen_as("market-head"), ready.pk, unit.pk)
    page = client_of("office").get(f"/programmes/{ready.pk}/breakdown/").content.decode()
    assert "也没写由谁、何时定数" in page
    row.refresh_from_db()
    promise = {"set_by": bodies["hq-office"], "set_until": date(2022, 6, 30)}
    targets.edit_target(office, row.pk, row.revision, promise)
    baseline.sign_breakdown(seen_as("market-head"), ready.pk, unit.pk)
    board = client_of("office").get(f"/programmes/{ready.pk}/").content.decode()
    assert "由市里确定" in board
    assert "过了还没定" in board


def test_the_form_wants_who_and_when_together(programme, client_of, bodies) -> None:
    row = programme.targets.get(masked=True)
    form = {
        "revision": 1, "phrase": row.phrase, "comparator": row.comparator,
        "set_by": bodies["finance"].pk,
    }  # fmt: skip
    url = f"/programmes/{programme.pk}/targets/{row.pk}/"
    answer = client_of("office").post(url, form)
    assert answer.status_code == 422
    assert "两样一起填" in answer.content.decode()


# --- coverage ---------------------------------------------------------------------------


def test_a_measure_that_is_all_heading_is_its_own_commitment() -> None:
    text = "1.推行联合验收制度（责任单位：市住建局）\n2.下一项"
    assert [s.text for s in commitments_of(text, (0, 10), 22)] == ["推行联合验收制度"]


def test_headings_table_heads_and_brackets_of_units_promise_nothing() -> None:
    text = (
        "一、改革\n（一）优化审批\n压减材料30%以上（市政数局牵头，市税务局配合）。\n"
        "序号\t任务\t责任单位\n（市财政局、市税务局按职责分工负责）\n"
    )
    start = text.index("\n")
    below = [(start + 1, text.index("批") + 1, len(text))]
    found = [s.text for s in commitments_of(text, (0, start), len(text), below)]
    assert found == ["压减材料30%以上"]


def test_a_row_of_a_table_promises_its_task_and_not_its_unit() -> None:
    text = "1\t用电报装不超过10个工作日\t岚海供电局、市发展改革局\t2024年12月底前"
    end = text.index("日") + 1
    assert [s.text for s in commitments_of(text, (0, end), len(text))] == [
        "用电报装不超过10个工作日"
    ]


def test_the_matrix_names_what_is_missing(programme, client_of) -> None:
    matrix = coverage(programme)
    assert (matrix.total, matrix.uncovered) == (4, 0)
    assert [t.phrase for t in matrix.loose] == [
        t.phrase for t in programme.targets.filter(measure=None)
    ]
    gaps = {gap for row in matrix.sentences for gap in row.gaps}
    assert gaps == {"no_target", "no_number"}
    page = client_of("office").get(f"/programmes/{programme.pk}/coverage/").content.decode()
    assert "没归到举措或没有任务的目标" in page
    assert "没有目标也没写理由" in page
    assert "note good" not in page


def test_a_measure_without_a_sentence_is_a_gap_until_its_heading_has_a_task(
    programme, client_of
) -> None:
    measure = programme.measures.first()
    Task.objects.filter(measure=measure).delete()
    measure.commitments.all().delete()
    assert coverage(programme).uncovered == 1
    url = f"/programmes/{programme.pk}/coverage/measures/{measure.pk}/"
    client_of("office").post(url)
    assert coverage(programme).uncovered == 0
    assert measure.commitments.get().text == measure.title


# --- reminders --------------------------------------------------------------------------


def test_reminders_are_written_on_day_12_and_16_and_once(ready, seen_as, bodies) -> None:
    issued = ready.issue_date
    assert remind_breakdown(issued + timedelta(days=11)) == 0
    assert remind_breakdown(issued + timedelta(days=12)) == 2
    assert remind_breakdown(issued + timedelta(days=13)) == 0
    baseline.sign_breakdown(seen_as("market-head"), ready.pk, bodies["market-supervision"].pk)
    assert remind_breakdown(issued + timedelta(days=15)) == 0
    assert remind_breakdown(issued + timedelta(days=16)) == 1
    late = Notice.objects.get(kind="late")
    assert (late.unit.code, late.due) == ("housing-construction", issued + timedelta(days=15))


def test_the_due_list_says_how_long_a_unit_is_late(ready, seen_as, client_of) -> None:
    rows = due_list(ready, ready.issue_date + timedelta(days=20))
    assert {row.late_by for row in rows} == {5}
    mine = duties_for(seen_as("market"), ready.issue_date + timedelta(days=13))
    assert [(row.unit.code, row.days) for row in mine] == [("market-supervision", 2)]
    assert duties_for(seen_as("data"), ready.issue_date + timedelta(days=13)) == []
    remind_breakdown(ready.issue_date + timedelta(days=16))
    page = client_of("market").get("/programmes/notices/").content.decode()
    assert "没签字，超" in page
    assert "市住房城乡建设局" not in page


# --- dates ------------------------------------------------------------------------------


@pytest.mark.parametrize("day", ["0022-05-20", "1989-12-31", "2099-01-01", "9999-12-31"])
def test_a_day_of_issue_that_nobody_means_is_refused(client_of, day: str) -> None:
    file = SimpleUploadedFile("方案.txt", "一、措施\n1.测试。不超过5天。".encode())
    answer = client_of("office").post("/programmes/import/", {"file": file, "issue_date": day})
    assert answer.status_code == 422
    assert "之间" in answer.content.decode()
    assert not Programme.objects.exists()


def test_a_day_of_issue_far_from_the_plans_year_is_pointed_out(client_of) -> None:
    file = SimpleUploadedFile("方案.txt", "2022年行动方案\n一、措施\n1.测试。不超过5天。".encode())
    form = {"file": file, "issue_date": "2026-05-20"}
    answer = client_of("office").post("/programmes/import/", form, follow=True)
    assert "核对一下" in answer.content.decode()


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31), date(1990, 1, 1)])
@pytest.mark.parametrize("path", ["", "breakdown/", "tasks/", "coverage/", "journal/", "review/"])
def test_pages_open_for_any_stored_day(programme, client_of, day: date, path: str) -> None:
    Programme.objects.filter(pk=programme.pk).update(issue_date=day, year=None)
    assert breakdown_due(Programme.objects.get(pk=programme.pk)) >= day
    client = client_of("office")
    assert client.get(f"/programmes/{programme.pk}/{path}").status_code == 200
    assert client.get("/programmes/notices/").status_code == 200


def test_a_draft_of_a_past_year_alarms_nobody(programme, client_of) -> None:
    page = client_of("office").get(f"/programmes/{programme.pk}/").content.decode()
    assert "现在不算进度" in page
    assert page.count("未定稿") >= 1
    assert 'tag bad">滞后' not in page
    assert "2022年" in page
    listed = client_of("office").get(f"/programmes/{programme.pk}/tasks/").content.decode()
    assert "2022.5.20" in listed


def test_a_late_breakdown_does_not_say_that_there_is_time(signed, client_of) -> None:
    page = client_of("office").get(f"/programmes/{signed.pk}/breakdown/").content.decode()
    assert "都签了字，现在就登记定稿" in page
    assert "可以登记定稿" not in page
    assert "个自然日" in page


def test_milestones_at_the_end_stay_at_the_end() -> None:
    old, new = date(2022, 12, 31), date(2022, 10, 1)
    assert moved_due(old, old, new) == new
    assert moved_due(date(2022, 11, 1), old, new) == new
    assert moved_due(date(2022, 6, 30), old, new) == date(2022, 6, 30)


# --- forms and words --------------------------------------------------------------------


def test_the_task_form_marks_what_is_needed_for_signing(programme, client_of) -> None:
    task = programme.tasks.get(number="T-2.1-01")
    page = client_of("office").get(f"/programmes/{programme.pk}/tasks/{task.pk}/").content.decode()
    assert page.count("签字前要填") >= 4
    assert "data-narrow" in page
    assert "0.5 " in page
    assert "第三方结果" in page


def test_evidence_goes_by_its_type(programme, seen_as) -> None:
    task = programme.tasks.get(number="T-2.1-01")
    with override("en"):
        assert evidence_named("会议纪要") == "minutes"
    tasks.edit_task(seen_as("market"), task.pk, 1, {"evidence_type": "会议纪要"})
    task.refresh_from_db()
    assert task.evidence_kind == Task.Evidence.MINUTES


def test_a_forms_own_sentences_are_ours(programme) -> None:
    form = TaskForm({"start": "x", "finish": "0022-01-01"}, programme=programme, office=True)
    assert not form.is_valid()
    words = form.errors.as_text()
    assert "填写任务" in words
    assert "开始写成 2022-05-20 这样" in words
    assert "之间" in words
    assert "This field" not in words


def test_units_are_said_in_the_readers_language() -> None:
    assert unit_words("个工作日") == "个工作日"
    assert unit_words("没听说过的单位") == "没听说过的单位"


def test_a_team_sees_no_tab_that_it_may_not_open(programme, client_of) -> None:
    url = f"/programmes/{programme.pk}/"
    assert "workbook/" not in client_of("team-market").get(url).content.decode()
    assert "workbook/" in client_of("market").get(url).content.decode()


def test_what_was_just_accepted_can_be_taken_back(programme, client_of) -> None:
    row = programme.targets.first()
    url = f"/programmes/{programme.pk}/targets/{row.pk}/judge/"
    client = client_of("office")
    form, headers = {"state": "accepted", "revision": 1}, {"HX-Request": "true"}
    page = client.post(url, form, headers=headers).content.decode()
    assert "data-undo" in page
    assert "按 Z 撤销" in page
    back = client.post(url, {"state": "draft", "revision": 2}, headers=headers).content.decode()
    assert "已放回待校对" in back
    assert "data-accept" in back


def test_the_batch_bar_chooses_no_unit_by_itself(programme, client_of) -> None:
    page = client_of("office").get(f"/programmes/{programme.pk}/tasks/").content.decode()
    bar = page[page.index("data-batch") :]
    assert '<option value="">选一个单位</option>' in bar
    url = f"/programmes/{programme.pk}/tasks/assign/"
    task = programme.tasks.first()
    client_of("office").post(url, {"task": task.pk, "lead": ""})
    task.refresh_from_db()
    assert task.lead.code == "market-supervision"


# --- addresses --------------------------------------------------------------------------

HUGE = "9" * 40


@pytest.mark.parametrize(
    "path",
    [
        "tasks/?unit=²", "tasks/?measure=²", "tasks/?page=²", f"tasks/?unit={HUGE}",
        "review/?target=²", f"review/?target={HUGE}", "breakdown/?unit=²", "?unit=²",
        f"journal/?page={HUGE}", "coverage/?show=%00", "targets/changes/",
    ],
)  # fmt: skip
def test_strange_digits_in_an_address_are_ignored(programme, client_of, path: str) -> None:
    assert client_of("office").get(f"/programmes/{programme.pk}/{path}").status_code == 200


@pytest.mark.parametrize(
    "path", [f"tasks/{HUGE}/", f"targets/{HUGE}/", f"baselines/{HUGE}/", "baselines/0/"]
)
def test_a_row_that_cannot_be_is_not_found(programme, client_of, path: str) -> None:
    assert client_of("office").get(f"/programmes/{programme.pk}/{path}").status_code == 404
    assert client_of("office").get(f"/programmes/{HUGE}/").status_code == 404


@pytest.mark.parametrize("query", [f"limit={HUGE}", f"offset={HUGE}", "limit=²", "limit=-1"])
def test_the_api_refuses_pages_that_cannot_be(programme, client_of, query: str) -> None:
    for path in ("", f"/{programme.pk}/targets", f"/{programme.pk}/tasks"):
        answer = client_of("office").get(f"/api/programmes{path}?{query}")
        assert answer.status_code == 422, path


def test_strange_forms_are_answered_calmly(programme, client_of, bodies) -> None:
    client, base = client_of("office"), f"/programmes/{programme.pk}"
    task, unit = programme.tasks.first(), bodies["market-supervision"].pk
    for path, form in (
        ("tasks/assign/", {"task": ["²", HUGE], "lead": "²"}),
        (f"tasks/{task.pk}/split/", {"text": "甲\0乙"}),
        (f"breakdown/{unit}/return/", {"reason": "长" * 900}),
        (f"breakdown/{unit}/return/", {"reason": "\0"}),
        (f"breakdown/{HUGE}/quarters/", {}),
        (f"breakdown/{HUGE}/clear/", {}),
        ("targets/accept/", {"key": ["a\0b"]}),
        (f"targets/{programme.targets.first().pk}/drop/", {"reason": "\0"}),
    ):
        assert client.post(f"{base}/{path}", form).status_code in (302, 404, 422), path
    assert client.post("/people/me/", {"end": "²"}).status_code == 404


def test_a_baselined_programme_counts_its_late_tasks(frozen, client_of) -> None:
    assert timezone.localdate() > date(2022, 12, 31)
    page = client_of("office").get(f"/programmes/{frozen.pk}/").content.decode()
    assert "未定稿" not in page


def test_a_heading_alone_makes_a_task_at_import(bodies, seen_as) -> None:
    text = "2022年行动方案\n一、措施\n1.布设自助终端不少于25台，实现乡镇全覆盖\n2.推行告知承诺。办结不超过3个工作日。\n"
    upload = Upload("plan.txt", text.encode(), date(2022, 5, 20), bodies["hq-office"])
    made = import_plan(seen_as("office"), upload)
    assert all(measure.commitments.exists() for measure in made.measures.all())
    assert Decimal(25) in set(made.targets.values_list("value", flat=True))
