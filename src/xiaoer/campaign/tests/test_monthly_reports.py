"""Monthly reports: filled in, contradicted, approved, late, corrected, read by whom."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction
from django.http import Http404
from django.utils import timezone
from icalendar import Calendar

from xiaoer.campaign.campaign_calendar import feed_token
from xiaoer.campaign.models import Milestone, MonthlyReport, Programme
from xiaoer.campaign.report_queries import (
    current_month,
    period_of_month,
    reporting_unit,
    reports_for,
    unit_months,
)
from xiaoer.campaign.services import reports, tasks
from xiaoer.campaign.services.record import Conflict, NotNow
from xiaoer.people.models import Appointment, Organisation, User
from xiaoer.people.queries import viewer_of
from xiaoer.people.roles import Role
from xiaoer.people.services import appoint, grant

pytestmark = pytest.mark.django_db
State = MonthlyReport.State


@pytest.fixture
def vice(bodies: dict[str, Organisation], people: dict[str, User]) -> User:
    """The leader in charge of the market bureau."""
    user = User.objects.create_user("market-vice", password=None, name="宋知白")
    appoint(user, bodies["market-supervision"], Appointment.Post.VICE, date(2019, 1, 1))
    grant(user, Role.VICE, bodies["market-supervision"], date(2019, 1, 1))
    return user


@pytest.fixture
def draft(frozen: Programme, seen_as, bodies) -> MonthlyReport:
    """The market bureau's report of the running month, with its results written."""
    year, month = current_month(timezone.localdate())
    unit = bodies["market-supervision"].pk
    row = reports.open_report(seen_as("market"), frozen.pk, unit, year, month)
    problem = {"cause": "接口没通", "decision": "定接口", "whom": "市政数局", "until": "2030-01-01"}
    values = {"results": "开办时间压下来了", "problems": [problem]}
    return reports.save_report(seen_as("market"), row.pk, row.revision, values)


def _on_track(programme: Programme) -> None:
    Milestone.objects.filter(task__programme=programme).update(
        due=timezone.localdate() + timedelta(days=200)
    )


def test_the_liaison_writes_and_the_leader_in_charge_sends(draft, seen_as, vice) -> None:
    _on_track(draft.programme)
    reports.send_report(seen_as("market"), draft.pk)
    done = reports.approve_report(viewer_of(vice), draft.pk)
    assert done.state == State.SUBMITTED
    assert done.countersigned_by_id is None
    assert done.facts["tasks"][0]["number"]
    assert len(done.digest) == 64
    kinds = list(draft.programme.events.values_list("kind", flat=True))
    assert kinds[:3] == ["report_submitted", "report_sent", "report_opened"]


def test_a_late_task_wants_a_problem_and_the_principal(draft, seen_as, vice, frozen) -> None:
    Milestone.objects.filter(task__programme=frozen).update(due=date(2022, 6, 30))
    row = reports.save_report(seen_as("market"), draft.pk, draft.revision, {"problems": []})
    with pytest.raises(reports.Lacking) as lacking:
        reports.send_report(seen_as("market"), row.pk)
    assert "滞后" in lacking.value.sentences[0]
    problem = {"cause": "人手不够", "decision": "借人", "whom": "指挥部", "until": "2030-01-01"}
    row = reports.save_report(seen_as("market"), row.pk, row.revision, {"problems": [problem]})
    reports.send_report(seen_as("market"), row.pk)
    assert reports.approve_report(viewer_of(vice), row.pk).state == State.AT_PRINCIPAL
    with pytest.raises(PermissionDenied):
        reports.countersign_report(viewer_of(vice), row.pk)
    done = reports.countersign_report(seen_as("market-head"), row.pk)
    assert done.state == State.SUBMITTED
    assert done.countersigned_by.username == "market-head"


def test_a_number_that_contradicts_is_refused_until_it_is_explained(draft, seen_as) -> None:
    number = draft.programme.tasks.filter(lead=draft.unit).first().number
    values = {"results": f"{number} 进度 80%"}
    row = reports.save_report(seen_as("market"), draft.pk, draft.revision, values)
    with pytest.raises(reports.Lacking) as lacking:
        reports.send_report(seen_as("market"), row.pk)
    assert "系统算出 0" in lacking.value.sentences[0]
    task = draft.programme.tasks.get(number=number)
    why = {"reasons": {f"task:{task.pk}": "节点材料昨天才补齐，还没核"}}
    row = reports.save_report(seen_as("market"), row.pk, row.revision, why)
    assert reports.send_report(seen_as("market"), row.pk).state == State.AT_VICE


def test_months_before_the_plan_and_ahead_are_not_written(frozen, seen_as, bodies) -> None:
    unit = bodies["market-supervision"].pk
    with pytest.raises(NotNow, match="印发前"):
        reports.open_report(seen_as("market"), frozen.pk, unit, 2022, 4)
    with pytest.raises(NotNow, match="还没到"):
        reports.open_report(seen_as("market"), frozen.pk, unit, 2034, 4)
    with pytest.raises(NotNow, match="没有牵头任务"):
        reports.open_report(seen_as("data"), frozen.pk, bodies["government-data"].pk, 2022, 7)


@pytest.mark.parametrize("when", ["2022/13", "1900/1", "2099/4", "2036/1", "2018/12", "0/0"])
def test_a_month_that_is_none_is_not_found(frozen, client_of, bodies, when: str) -> None:
    unit = bodies["market-supervision"].pk
    for path in (f"months/{when}/", f"months/{when}/meeting/", f"reports/{unit}/{when}/"):
        answer = client_of("office").get(f"/programmes/{frozen.pk}/{path}")
        assert answer.status_code == 404, path


@pytest.mark.parametrize("when", ["2019/1", "2035/12", "2022/12"])
def test_the_first_and_the_last_month_open(frozen, client_of, when: str) -> None:
    assert client_of("office").get(f"/programmes/{frozen.pk}/months/{when}/").status_code == 200


def test_who_drafted_cannot_approve(draft, seen_as, frozen, bodies) -> None:
    head = seen_as("market-head")
    row = reports.save_report(head, draft.pk, draft.revision, {"results": "自己写的"})
    reports.send_report(head, row.pk)
    with pytest.raises(NotNow, match="起草的人"):
        reports.approve_report(head, row.pk)
    row.refresh_from_db()
    with pytest.raises(IntegrityError), transaction.atomic():
        MonthlyReport.objects.filter(pk=row.pk).update(approved_by_id=row.drafted_by_id)


def test_a_submitted_report_never_changes(draft, seen_as, vice) -> None:
    _on_track(draft.programme)
    reports.send_report(seen_as("market"), draft.pk)
    reports.approve_report(viewer_of(vice), draft.pk)
    with pytest.raises(ProgrammingError), transaction.atomic():
        MonthlyReport.objects.filter(pk=draft.pk).update(results="改")
    with pytest.raises(NotNow):
        reports.save_report(seen_as("market"), draft.pk, 9, {"results": "改"})


def test_a_correction_is_a_new_version_until_the_27th(draft, seen_as, vice, monkeypatch) -> None:
    _on_track(draft.programme)
    reports.send_report(seen_as("market"), draft.pk)
    reports.approve_report(viewer_of(vice), draft.pk)
    until = period_of_month(draft.year, draft.month).corrections_until
    monkeypatch.setattr(reports.timezone, "localdate", lambda: until + timedelta(days=1))
    with pytest.raises(NotNow, match="27 日"):
        reports.correct_report(seen_as("market"), draft.pk, "漏报一个节点")
    monkeypatch.setattr(reports.timezone, "localdate", lambda: until)
    newer = reports.correct_report(seen_as("market"), draft.pk, "漏报一个节点")
    assert (newer.version, newer.state, newer.results) == (2, State.DRAFTING, "开办时间压下来了")
    with pytest.raises(NotNow, match="更正稿"):
        reports.correct_report(seen_as("market"), draft.pk, "再来")


def test_two_writers_lose_nothing(draft, seen_as) -> None:
    reports.save_report(seen_as("market"), draft.pk, draft.revision, {"results": "先"})
    with pytest.raises(Conflict):
        reports.save_report(seen_as("market-head"), draft.pk, draft.revision, {"results": "后"})
    draft.refresh_from_db()
    assert draft.results == "先"


def test_no_change_is_taken_once_a_quarter(frozen, seen_as, bodies, vice) -> None:
    _on_track(frozen)
    unit, writer = bodies["market-supervision"].pk, seen_as("market")
    nothing = {"no_change": True, "no_change_reason": "等省里文件"}

    def sent(month: int) -> MonthlyReport:
        row = reports.open_report(writer, frozen.pk, unit, 2022, month)
        row = reports.save_report(writer, row.pk, row.revision, nothing)
        reports.send_report(writer, row.pk)
        return reports.approve_report(viewer_of(vice), row.pk)

    sent(7)
    with pytest.raises(reports.Lacking) as lacking:
        sent(8)
    assert "季度" in lacking.value.sentences[0]
    sent(10)


def test_copied_text_is_flagged(frozen, seen_as, bodies, vice, client_of) -> None:
    _on_track(frozen)
    unit, writer = bodies["market-supervision"].pk, seen_as("market")
    words = "推行一网通办，企业开办材料减了两份，办事大厅增设专窗，群众反映办得快了。" * 3
    for month in (7, 8):
        row = reports.open_report(writer, frozen.pk, unit, 2022, month)
        row = reports.save_report(writer, row.pk, row.revision, {"results": words})
        reports.send_report(writer, row.pk)
        row = reports.approve_report(viewer_of(vice), row.pk)
    assert row.similarity == 1
    page = client_of("office").get(f"/programmes/{frozen.pk}/reports/{unit}/2022/8/")
    assert "和上个月的月报有 100% 一样" in page.content.decode()


def test_late_and_missing_by_working_days(frozen, seen_as, bodies, vice) -> None:
    _on_track(frozen)
    unit, writer = bodies["market-supervision"], seen_as("market")
    row = reports.open_report(writer, frozen.pk, unit.pk, 2022, 8)
    row = reports.save_report(writer, row.pk, row.revision, {"results": "晚了"})
    reports.send_report(writer, row.pk)
    reports.approve_report(viewer_of(vice), row.pk, at=datetime(2022, 8, 29, 2, tzinfo=UTC))
    now = datetime(2022, 9, 10, tzinfo=UTC)
    rows = unit_months(seen_as("office"), frozen, 2022, 8, now)
    mine = next(one for one in rows if one.unit == unit)
    assert (mine.standing.state, mine.standing.days_late) == ("late", 2)
    assert dict(mine.dots) == {
        6: "miss", 7: "miss", 8: "late", 9: "fut", 10: "fut", 11: "fut", 12: "fut", 5: "miss",
    }  # fmt: skip
    other = next(one for one in rows if one.unit.code == "housing-construction")
    assert other.standing.state == "missing"


def test_nobody_reads_across(draft, seen_as, bodies, client_of) -> None:
    assert not reports_for(seen_as("housing"), draft.programme).exists()
    assert not reports_for(seen_as("county"), draft.programme).exists()
    assert reports_for(seen_as("office"), draft.programme).exists()
    assert reports_for(seen_as("team-market"), draft.programme).exists()
    with pytest.raises(Http404):
        reporting_unit(seen_as("housing"), draft.programme, draft.unit_id)
    base = f"/programmes/{draft.programme_id}"
    address = f"{base}/reports/{draft.unit_id}/{draft.year}/{draft.month}/"
    assert client_of("housing").get(address).status_code == 404
    assert client_of("housing").post(f"{base}/reports/{draft.pk}/send/").status_code == 404
    month = client_of("housing").get(f"{base}/months/{draft.year}/{draft.month}/")
    assert "市市场监管局" not in month.content.decode().split('id="main"')[1]
    begun = client_of("housing").post(
        f"{base}/reports/{bodies['taxation'].pk}/{draft.year}/{draft.month}/begin/"
    )
    assert begun.status_code == 403


def test_the_page_saves_and_says_what_is_missing(draft, client_of) -> None:
    client = client_of("market")
    address = (
        f"/programmes/{draft.programme_id}/reports/{draft.unit_id}/{draft.year}/{draft.month}/"
    )
    posted = {
        "revision": draft.revision, "results": "", "good_practice": "", "publicity": "",
        "problem-TOTAL_FORMS": 1, "problem-INITIAL_FORMS": 0, "problem-0-decision": "定",
    }  # fmt: skip
    refused = client.post(address, posted)
    assert refused.status_code == 422
    assert "写卡在哪里" in refused.content.decode()
    assert client.post(address, posted | {"problem-0-decision": ""}).status_code == 302
    assert "成效没写" in client.get(address).content.decode()
    again = client.post(address, posted | {"problem-0-decision": ""})
    assert again.status_code == 409


def test_the_calendar_feed_is_a_calendar(frozen, bodies, client) -> None:
    token = feed_token(frozen.pk, bodies["market-supervision"].pk)
    answer = client.get(f"/programmes/calendar/{token}.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    entries = Calendar.from_ical(answer.content).walk("VEVENT")
    titles = [str(entry["summary"]) for entry in entries]
    assert "7月月报截止" in titles
    assert len({str(entry["uid"]) for entry in entries}) == len(entries)
    own = set(frozen.tasks.filter(lead__code="market-supervision").values_list("number", flat=True))
    other = set(
        frozen.tasks.exclude(lead__code="market-supervision").values_list("number", flat=True)
    )
    assert all(any(title.startswith(number) for title in titles) for number in own)
    assert not any(title.startswith(f"{number} ") for title in titles for number in other)
    assert client.get(f"/programmes/calendar/{token}x.ics").status_code == 404


def test_done_milestones_are_filled_in(draft, seen_as) -> None:
    mark = Milestone.objects.filter(task__lead=draft.unit).first()
    period = period_of_month(draft.year, draft.month)
    tasks.report_milestone(seen_as("market"), mark.pk, "见附件", period.period_from)
    facts = reports._facts(draft)
    done = [one for task in facts["tasks"] for one in task["done"]]
    assert [(one["id"], one["verified"]) for one in done] == [(mark.pk, False)]
