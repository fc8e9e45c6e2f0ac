"""Our own cases against the drawing of their item, and out of the house by command."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from xiaoer.cases.models import Case, Todo
from xiaoer.cases.services.opening import Application, open_case
from xiaoer.cases.services.tasks import Done, complete_task
from xiaoer.cases.tests.conftest import PACK, at
from xiaoer.exchange.case_log import OPERATOR, case_log
from xiaoer.indicators.case_conformance import conformance_of
from xiaoer.indicators.log_commands import app
from xiaoer.indicators.mining.drawn import CannotCheck
from xiaoer.indicators.mining.trails import only_activities, trails_of
from xiaoer.packs.queries import version
from xiaoer.packs.reading import read
from xiaoer.packs.services import install
from xiaoer.people.models import User
from xiaoer.people.queries import viewer_of

pytestmark = pytest.mark.django_db
run = CliRunner()


@pytest.fixture
def case(bodies: dict, clerks: dict[str, User]) -> Case:
    """A case that went through all its steps, two of them side by side."""
    install(read(PACK))
    applicant = User.objects.create_user("founder", password=None, name="叶知秋")
    application = Application("parallel_licence", {"area_m2": 120})
    case = open_case(viewer_of(applicant), application, None, at("2022-09-29 10:00"))
    for who, key, outcome, when in (
        ("planner", "accept", "accepted", "2022-09-30 15:00"),
        ("defence", "defence", "agree", "2022-10-08 09:00"),
        ("fire", "fire", "agree", "2022-10-09 09:00"),
        ("planner-head", "decide", "granted", "2022-10-09 10:00"),
    ):
        todo = Todo.objects.get(case=case, key=key, state="open")
        complete_task(viewer_of(clerks[who]), todo.pk, Done(outcome, "", ()), None, at(when))
    return case


def test_a_case_that_went_its_way_fits_its_drawing(case: Case) -> None:
    pack = version(case.pack_version_id)
    item = pack.item(case.item_key)
    trails = trails_of(case_log(OPERATOR))
    assert conformance_of(trails, pack, item).fitness == 1
    fire = str(item.step("fire").title)
    others = np.array([name != fire for name in trails.activity_names])
    without = only_activities(trails, others)
    found = conformance_of(without, pack, item)
    assert found.deviations()["skipped"] == {fire: 1}


def test_an_item_without_a_drawing_cannot_be_compared(case: Case) -> None:
    pack = version(case.pack_version_id)
    with pytest.raises(CannotCheck, match="没有画流程图"):
        conformance_of(trails_of(case_log(OPERATOR)), pack, pack.item("plain_licence"))


@pytest.mark.parametrize("who", ["", "founder"])
def test_the_command_writes_the_cases_of_an_account_or_of_all(
    case: Case, tmp_path: Path, who: str
) -> None:
    path = tmp_path / "a.jsonocel"
    found = run.invoke(app, ["export", str(path), *(["--user", who] if who else [])])
    assert found.exit_code == 0, found.stderr
    objects = json.loads(path.read_text(encoding="utf-8"))["objects"]
    assert [thing["id"] for thing in objects] == [case.number]


def test_an_unknown_account_or_day_is_told(case: Case, tmp_path: Path) -> None:
    path = str(tmp_path / "a.xes")
    for options, words in (
        (["--user", "nobody"], "没有账号“nobody”"),
        (["--since", "yesterday"], "2022-01-01"),
        (["--from", "x.xes", "--item", "y"], "只用于本市的办件"),
    ):
        found = run.invoke(app, ["export", path, *options])
        assert (found.exit_code, words in found.stderr) == (1, True), found.stderr
    assert list(tmp_path.iterdir()) == []
