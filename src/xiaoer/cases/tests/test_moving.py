"""Running cases move to a newer version of their pack when their past allows it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import typer
from django.db import connection, connections
from typer.testing import CliRunner

from xiaoer.cases import commands
from xiaoer.cases.chain import Link, broken_at
from xiaoer.cases.clocks import NotNow
from xiaoer.cases.facts import facts_of
from xiaoer.cases.models import Case, Todo
from xiaoer.cases.services.moving import AlreadyThere, move_all, move_case
from xiaoer.cases.services.opening import Application, open_case
from xiaoer.cases.services.sweeping import sweep
from xiaoer.cases.services.tasks import Done, claim, complete_task, transfer
from xiaoer.cases.services.verbs import supply_correction, withdraw
from xiaoer.clock.limits import Limit
from xiaoer.packs.models import PackVersion
from xiaoer.packs.reading import read
from xiaoer.packs.services import install
from xiaoer.people.access import Refused
from xiaoer.people.models import User
from xiaoer.people.queries import viewer_of
from xiaoer.people.roles import Role
from xiaoer.people.services import grant

from .conftest import PACK, at

pytestmark = pytest.mark.django_db
MOVED = at("2022-10-09 12:00")
app = typer.Typer()
app.command()(commands.move)  # the test of the real command is the last one
Change = tuple[str, str, str]  # file, old text, new text

VISIT = """      - key: visit
        title: 现场查看
        role: reviewer
        outcomes: [{key: seen, title: 看过}]
"""
# a step between the opinions and the decision, in the drawing and in the item
DRAWN_LATER: list[Change] = [
    (
        "parallel.bpmn",
        '<userTask id="decide" name="决定"/>',
        '<userTask id="visit" name="现场查看"/><userTask id="decide" name="决定"/>'
        '<sequenceFlow id="v" sourceRef="visit" targetRef="decide"/>',
    ),
    ("parallel.bpmn", 'sourceRef="join" targetRef="decide"', 'sourceRef="join" targetRef="visit"'),
    (
        "pack.yaml",
        "      - key: decide\n        title: 决定\n        role: head\n        different_from: [fire",
        f"{VISIT}      - key: decide\n        title: 决定\n        role: head\n"
        "        different_from: [fire",
    ),
]
# the first step does something else now: a manual task, which the engine tells apart
DRAWN_PAST: list[Change] = [
    (
        "parallel.bpmn",
        '<userTask id="accept" name="受理"/>',
        '<manualTask id="accept" name="受理"/>',
    )
]
PLAIN_DECIDE = (
    "      - key: decide\n        title: 决定\n        role: head\n        different_from: [review]"
)
PLAIN_REVIEW = (
    "      - key: review\n        title: 审查\n        role: reviewer\n        limit: 3wd"
)


@pytest.fixture
def newer(pack, tmp_path: Path) -> Callable[..., PackVersion]:
    """Install a later version of the kernel's pack with texts changed."""

    def installed(*changes: Change, name: str = "2.0", day: str = "2022-10-05") -> PackVersion:
        folder = tmp_path / name / "mkt98"
        shutil.copytree(PACK, folder)
        (folder / "tests.yaml").unlink()  # its examples are of the first version
        head: list[Change] = [
            ("pack.yaml", 'version: "1.0"', f'version: "{name}"'),
            ("pack.yaml", "effective_from: 2020-01-01", f"effective_from: {day}"),
        ]
        for file, old, new in (*head, *changes):
            text = (folder / file).read_text(encoding="utf-8")
            assert old in text, f"{old} is not in {file}"
            (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return install(read(folder))[0]

    return installed


@pytest.fixture
def opened(pack, clerks, applicant, enterprise) -> Callable[..., Case]:
    """Hand in an application under the first version."""

    def opened_(item: str = "parallel_licence") -> Case:
        application = Application(item, {"area_m2": 120}, enterprise=enterprise)
        return open_case(viewer_of(applicant), application, None, at("2022-09-29 10:00"))

    return opened_


@pytest.fixture
def do(as_, clerks) -> Callable[..., Case]:
    """Complete a step as somebody."""

    def done(case, who, key, outcome, when="2022-09-30 15:00", others=()) -> Case:
        officers = tuple(clerks[name].pk for name in others)
        step = Todo.objects.get(case=case, key=key, state="open").pk
        return complete_task(as_(who), step, Done(outcome, "因为", officers), None, at(when))

    return done


def kept(case: Case) -> tuple[object, ...]:
    """Return everything that a refused or rehearsed move must not touch."""
    rows = Case.objects.filter(pk=case.pk).values()
    todos = Todo.objects.filter(case=case).order_by("pk").values()
    events = case.events.order_by("sequence").values()
    return ([{**row, "process": bytes(row["process"])} for row in rows], list(todos), list(events))


def whole(case: Case) -> bool:
    """Say whether the chain of events verifies and the row's head is its last."""
    events = list(case.events.order_by("sequence"))
    links = [
        (Link(case.number, e.sequence, e.kind, e.at, e.actor_id, e.payload), e.hash) for e in events
    ]
    case.refresh_from_db()
    return broken_at(links) is None and case.head == events[-1].hash


def refused(case: Case, match: str, to: str = "2.0") -> None:
    """The case is not moved, with this reason, and nothing is written."""
    before = kept(case)
    with pytest.raises(NotNow, match=match):
        move_case(None, case.number, to, MOVED)
    assert kept(case) == before


def test_a_step_added_ahead_is_picked_up_and_the_case_runs_to_its_end(opened, do, newer):
    case = do(opened(), "planner", "accept", "accepted")
    due = case.due_at
    later = newer(*DRAWN_LATER)
    case = move_case(None, case.number, "2.0", MOVED, "增加现场查看")
    case.refresh_from_db()
    assert (case.pack_version_id, case.due_at) == (later.pk, due)
    event = case.events.get(kind="migrated")
    assert event.payload == {"from": "1.0", "to": "2.0", "reason": "增加现场查看"}
    do(case, "fire", "fire", "agree", "2022-10-10 09:00")
    do(case, "defence", "defence", "agree", "2022-10-10 09:30")
    assert list(case.todos.filter(state="open").values_list("key", flat=True)) == ["visit"]
    do(case, "planner-2", "visit", "seen", "2022-10-10 10:00")
    case = do(case, "planner-head", "decide", "granted", "2022-10-10 11:00")
    assert (case.state, case.outcome) == ("ended", "granted")
    assert whole(case)


def test_a_passed_step_that_changed_is_told_by_its_title_and_nothing_is_written(opened, do, newer):
    case = do(opened(), "planner", "accept", "accepted")
    newer(*DRAWN_PAST)
    refused(case, "“受理”已经走过或正在办，新流程里改了")


def test_a_step_put_into_the_past_is_told_without_ids(opened, do, newer):
    case = do(opened(), "planner", "accept", "accepted")
    do(case, "fire", "fire", "agree", "2022-10-08 09:00")
    do(case, "defence", "defence", "agree", "2022-10-08 09:30")
    newer(*DRAWN_LATER)
    before = kept(case)
    with pytest.raises(NotNow) as caught:
        move_case(None, case.pk, "2.0", MOVED)
    assert "“消防意见之后的走向”已经走过" in str(caught.value)
    assert not any(name in str(caught.value) for name in ("join", "decide", "fire"))
    assert kept(case) == before


def test_an_ended_case_stays(opened, newer, applicant):
    case = opened()
    withdraw(viewer_of(applicant), case.pk, at=at("2022-09-29 11:00"))
    newer(*DRAWN_LATER)
    refused(case, "已经办结")


def test_a_plain_item_takes_up_what_is_added_ahead(opened, do, newer):
    case = do(opened("plain_licence"), "builder", "accept", "accepted")
    newer(("pack.yaml", PLAIN_DECIDE, VISIT + PLAIN_DECIDE))
    move_case(None, case.pk, "2.0", MOVED)
    do(case, "builder", "review", "pass", "2022-10-10 09:00", ["builder-2"])
    do(case, "builder-2", "visit", "seen", "2022-10-10 10:00")
    case = do(case, "builder-head", "decide", "granted", "2022-10-10 11:00")
    assert (case.state, case.outcome) == ("ended", "granted")
    assert whole(case)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ((PLAIN_REVIEW, VISIT + PLAIN_REVIEW), "已经办过的环节里加了“现场查看”"),
        (("{key: accepted, title: 受理,", "{key: taken_in, title: 收下,"), "“受理”已经办成“受理”"),
        (("profile: wd_admin", "profile: wd_fraction"), "计时的办法在新版本里改了"),
    ],
)
def test_a_plain_items_past_and_running_limits_must_stay(opened, do, newer, change, reason):
    case = do(opened("plain_licence"), "builder", "accept", "accepted")
    newer(("pack.yaml", *change))
    refused(case, reason)


def test_a_plain_step_at_work_that_is_gone_holds_the_case_back(opened, newer):
    case = opened("plain_licence")
    newer(
        ("pack.yaml", "- key: accept\n        title: 受理", "- key: take_in\n        title: 收件")
    )
    refused(case, "“受理”已经办过或正在办，新版本里没有了")


def test_a_limit_that_runs_is_kept_through_moves_and_later_steps(opened, do, newer):
    case = do(opened("plain_licence"), "builder", "accept", "accepted")
    due = case.due_at
    limits = ("pack.yaml", "committed_limit: 5wd", "committed_limit: 3wd")
    newer(limits)
    move_case(None, case.pk, "2.0", MOVED)
    newer(limits, name="3.0", day="2022-10-08")
    case = move_case(None, case.pk, "3.0", MOVED)
    assert case.due_at == due == at("2022-10-12 17:00")
    case = do(case, "builder", "review", "pass", "2022-10-09 14:00", ["builder-2"])
    assert case.due_at == due
    assert facts_of(case, MOVED).terms.committed == Limit.parse("5wd")
    assert whole(case)


def test_before_acceptance_the_new_limit_counts(opened, do, newer):
    """The rule in force at acceptance judges the case."""
    case = opened("plain_licence")
    newer(("pack.yaml", "committed_limit: 5wd", "committed_limit: 4wd"))
    move_case(None, case.pk, "2.0", at("2022-10-05 12:00"))
    case = do(case, "builder", "accept", "accepted", "2022-10-08 15:00")
    assert case.due_at == at("2022-10-12 17:00")  # 5 working days would end on the 13th


def test_an_open_step_keeps_its_holder_and_takes_the_new_words(opened, do, newer, as_):
    case = do(opened("plain_licence"), "builder", "accept", "accepted")
    step = Todo.objects.get(case=case, key="review")
    claim(as_("builder"), step.pk, at("2022-09-30 16:00"))
    changed = PLAIN_REVIEW.replace("title: 审查", "title: 实质审查").replace("3wd", "2wd")
    newer(("pack.yaml", PLAIN_REVIEW, changed))
    move_case(None, case.pk, "2.0", MOVED)
    after = Todo.objects.get(pk=step.pk)
    assert (after.title, after.assignee_id) == ("实质审查", as_("builder").user_id)
    assert (after.step, after.key, after.since) == (step.step, step.key, step.since)
    assert (step.due_at, after.due_at) == (at("2022-10-10 17:00"), at("2022-10-09 17:00"))
    assert sweep(at("2022-10-09 17:00"))


def test_a_step_that_was_handed_over_stays_where_it_is(opened, do, newer, as_, bodies):
    case = do(opened(), "planner", "accept", "accepted")
    fire = Todo.objects.get(case=case, key="fire")
    to = bodies["housing-construction"]
    transfer(as_("fire"), fire.pk, to, "由住建办", at("2022-10-08 09:00"))
    both = "organisation: {}\n        limit: 5wd"
    moves = [
        ("pack.yaml", both.format(code), both.format("ecology"))
        for code in ("fire-rescue", "civil-defence")
    ]
    newer(*moves)
    move_case(None, case.pk, "2.0", MOVED)
    where = dict(case.todos.filter(state="open").values_list("key", "organisation__code"))
    assert where == {"fire": "housing-construction", "defence": "ecology"}


def test_a_case_that_waits_for_the_applicant_moves_and_goes_on(opened, do, newer, applicant):
    case = do(opened("plain_licence"), "builder", "accept", "correct")
    newer(("pack.yaml", PLAIN_DECIDE, VISIT + PLAIN_DECIDE))
    move_case(None, case.pk, "2.0", MOVED)
    supply_correction(
        viewer_of(applicant), case.pk, {"correction_words": "补齐"}, None, at("2022-10-10 09:00")
    )
    case = do(case, "builder", "accept", "accepted", "2022-10-10 10:00")
    assert case.state == "running"
    assert whole(case)


def test_a_wrong_version_is_told(opened, newer):
    case = opened()
    newer(*DRAWN_LATER)
    refused(case, "没有 9 这一版，装入过的有 1.0、2.0", "9")
    newer(name="3.0", day="2022-12-01")
    refused(case, "2022-12-01 才生效", "3.0")
    move_case(None, case.pk, "2.0", MOVED)
    refused(case, "只能往新的换", "1.0")
    with pytest.raises(NotNow, match="没有办件 XX-1"):
        move_case(None, "XX-1", "2.0", MOVED)


def test_an_item_that_is_gone_holds_the_case_back(opened, newer):
    case = opened("plain_licence")
    newer(
        ("pack.yaml", "key: plain_licence", "key: other_licence"),
        ("pack.yaml", "item: plain_licence, comp", "item: other_licence, comp"),
        ("pack.yaml", "opens: plain_licence", "opens: other_licence"),
    )
    refused(case, "没有“普通许可”这个事项了")


def test_a_repeated_move_says_that_it_is_there_already(opened, newer):
    case = opened()
    newer(*DRAWN_LATER)
    move_case(None, case.pk, "2.0", MOVED)
    before = kept(case)
    with pytest.raises(AlreadyThere, match=r"已经在 2\.0 版"):
        move_case(None, case.pk, "2.0", MOVED)
    assert move_all("mkt98", "2.0", at=MOVED) == ([], [])
    assert kept(case) == before


def test_only_a_keeper_of_the_catalogue_moves_cases(opened, newer, as_, people, bodies):
    case = opened()
    newer(*DRAWN_LATER)
    with pytest.raises(Refused):
        move_case(as_("planner-head"), case.pk, "2.0", MOVED)
    editor: User = people["data"]
    grant(editor, Role.CATALOGUE_EDITOR, bodies["government-data"], date(2020, 1, 1))
    move_case(viewer_of(editor), case.pk, "2.0", MOVED)
    assert case.events.get(kind="migrated").actor_id == editor.pk


def test_all_that_can_be_moved_is_moved_and_the_others_are_named(opened, do, newer):
    good, bad = opened(), do(opened(), "planner", "accept", "accepted")
    newer(*DRAWN_PAST, *DRAWN_LATER)
    # nothing of the first step is past here, yet it is being done: it counts as well
    plain = opened("plain_licence")
    found = move_all("mkt98", "2.0", at=MOVED)
    assert found.moved == [plain.number]
    assert [number for number, _reason in found.left] == [good.number, bad.number]
    assert all("“受理”" in reason for _number, reason in found.left)


def test_the_command_rehearses_moves_and_says_the_rest(opened, do, newer, monkeypatch):
    monkeypatch.setattr("xiaoer.runtime.serving.prepare", lambda migrate: None)
    moving, staying = opened(), do(opened("plain_licence"), "builder", "accept", "accepted")
    newer(*DRAWN_LATER, ("pack.yaml", PLAIN_REVIEW, VISIT + PLAIN_REVIEW))
    run, before = CliRunner(), [kept(moving), kept(staying)]
    told = run.invoke(app, ["mkt98", "--dry-run"])
    assert told.exit_code == 0
    first, last = told.stdout.splitlines()
    assert first.startswith(f"{staying.number} 新版本在已经办过的环节里加了")
    assert last == "1 件可以换到 mkt98 2.0，1 件留在原来的版本（只是试，没有改）"
    assert [kept(moving), kept(staying)] == before
    found = json.loads(run.invoke(app, ["mkt98", "--to", "2.0", "--json"]).stdout)
    assert found["moved"] == [moving.number]
    assert [row["number"] for row in found["left"]] == [staying.number]
    assert whole(moving)
    assert kept(staying) == before[1]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [(["mkt00"], "没有装入过 mkt00"), (["mkt98", "--to", "7"], "没有 7 这一版")],
)
def test_the_command_fails_with_one_sentence(pack, monkeypatch, arguments, reason):
    monkeypatch.setattr("xiaoer.runtime.serving.prepare", lambda migrate: None)
    found = CliRunner().invoke(app, arguments)
    assert (found.exit_code, found.stdout) == (1, "")
    assert reason in found.stderr
    assert found.stderr.count("\n") == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_movers_at_once_one_moves_and_the_other_is_told(opened, newer):
    case = opened()
    newer(*DRAWN_LATER)
    start, told = threading.Barrier(2), []

    def mover() -> None:
        start.wait()
        try:
            move_case(None, case.pk, "2.0", MOVED)
            told.append("moved")
        except AlreadyThere:
            told.append("there")
        finally:
            connections.close_all()

    movers = [threading.Thread(target=mover) for _n in range(2)]
    [m.start() for m in movers]
    [m.join() for m in movers]
    assert sorted(told) == ["moved", "there"]
    assert case.events.filter(kind="migrated").count() == 1
    assert whole(case)


@pytest.mark.django_db(transaction=True)
def test_the_command_stands_beside_the_others_of_packs(opened, newer, tmp_path):
    case = opened()
    newer(*DRAWN_LATER)
    db = connection.settings_dict
    port = f"&port={db['PORT']}" if db["PORT"] else ""
    url = f"postgresql://{db['USER']}:{db['PASSWORD']}@/{db['NAME']}?host={db['HOST']}{port}"
    env = {**os.environ, "DATABASE_URL": url, "XIAOER_DATA": str(tmp_path / "data")}
    command = [sys.executable, "-c", "from xiaoer.cli import main; main()", "pack", "move", "mkt98"]
    found = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (0, "1 件换到 mkt98 2.0\n"), found.stderr
    assert whole(case)
    assert case.pack_version.version == "2.0"
