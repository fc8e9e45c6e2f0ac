"""Our own cases as a log: who sees which, and that nobody is named in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from xiaoer.cases.models import Case, CaseEvent, Todo
from xiaoer.cases.services.opening import Application, open_case
from xiaoer.cases.services.tasks import Done, complete_task
from xiaoer.cases.tests.conftest import at
from xiaoer.exchange.case_log import APPLICANT, OPERATOR, Chosen, case_log, marked
from xiaoer.exchange.logs.files import Reading, read_log, write_any
from xiaoer.packs.queries import version
from xiaoer.people.models import User
from xiaoer.people.queries import viewer_of
from xiaoer.people.roles import NOBODY, Viewer
from xiaoer.registry.models import Enterprise

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(
    pack: None, clerks: dict[str, User], applicant: User, enterprise: Enterprise
) -> Callable[[datetime], Case]:
    """Hand in an application at a moment."""

    def opened(when: datetime, item: str = "plain_licence") -> Case:
        application = Application(item, {"area_m2": 120}, enterprise=enterprise)
        return open_case(viewer_of(applicant), application, None, when)

    return opened


def test_events_have_chinese_names_marks_and_no_persons(
    case: Callable, clerks: dict[str, User], applicant: User, tmp_path: Path
) -> None:
    opened = case(at("2022-09-26 10:00"))
    clerk, todo = clerks["builder"], Todo.objects.get(case=opened, key="accept")
    done = Done("correct", "理由里写了叶知秋", ())
    complete_task(viewer_of(clerk), todo.pk, done, None, at("2022-09-26 15:00"))

    log = case_log(OPERATOR)
    assert log.case_names == [opened.number]
    assert len(log) == CaseEvent.objects.filter(case=opened).count()
    assert log.activity_names[0] == "提交"
    step = version(opened.pack_version_id).item(opened.item_key).step("accept")
    assert str(step.title) in log.activity_names
    assert set(log.resource_names) == {APPLICANT, marked(clerk.pk)}
    path = tmp_path / "a.xes"
    write_any(log, path)
    written = path.read_text(encoding="utf-8")
    for secret in (
        applicant.name,
        clerk.name,
        clerk.username,
        "area_m2",
        "理由",
        opened.applicant_name,
    ):
        assert secret not in written
    back = read_log(path, Reading(keep=True))
    assert back.case_values("item") == ["plain_licence"]


def test_a_viewer_exports_no_more_than_he_may_open(case: Callable, applicant: User) -> None:
    opened = case(at("2022-09-26 10:00"))
    stranger = User.objects.create_user("stranger", password=None, name="温故")
    assert case_log(viewer_of(applicant)).case_names == [opened.number]
    for nobody in (viewer_of(stranger), NOBODY, Viewer(None)):
        assert len(case_log(nobody)) == 0
        assert case_log(nobody).case_names == []


def test_cases_are_chosen_by_item_and_day_of_submission(case: Callable) -> None:
    first, second = case(at("2022-09-26 23:59")), case(at("2022-09-27 00:01"))
    everything = Chosen(since=date(2022, 9, 26), until=date(2022, 9, 28))
    assert case_log(OPERATOR, everything).case_names == [first.number, second.number]
    assert case_log(OPERATOR, Chosen(until=date(2022, 9, 27))).case_names == [first.number]
    assert case_log(OPERATOR, Chosen(since=date(2022, 9, 27))).case_names == [second.number]
    assert case_log(OPERATOR, Chosen(item="other")).case_names == []


def test_marks_stay_the_same_and_tell_officers_apart() -> None:
    assert marked(1) == marked(1)
    assert len({marked(number) for number in range(100)}) == 100
