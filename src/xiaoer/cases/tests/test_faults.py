"""Steps that are acknowledged stay, and none is done twice, whoever is killed meanwhile."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import connection, connections
from django.db.models import Count

from xiaoer.cases.models import Case, CaseEvent, Todo
from xiaoer.cases.services.opening import Application, open_case
from xiaoer.cases.services.sweeping import sweep
from xiaoer.cases.services.tasks import Done, Overtaken, complete_task
from xiaoer.people.queries import viewer_of

pytestmark = pytest.mark.django_db(transaction=True)
CASES = 60
WORKER = Path(__file__).with_name("step_worker.py")


@pytest.fixture
def waiting(pack, clerks, applicant, enterprise) -> list[int]:
    """Return the first to-dos of many cases."""
    viewer = viewer_of(applicant)
    application = Application("parallel_licence", {}, enterprise=enterprise)
    for _case in range(CASES):
        open_case(viewer, application)
    return list(Todo.objects.filter(key="accept").order_by("id").values_list("pk", flat=True))


def _address() -> str:
    found = connection.settings_dict
    return (
        f"postgresql://{found['USER']}:{found['PASSWORD']}@/{found['NAME']}?host={found['HOST']}"
        + (f"&port={found['PORT']}" if found["PORT"] else "")
    )


def _worker(todos: list[int], officer: int) -> subprocess.Popen[str]:
    env = {**os.environ, "DATABASE_URL": _address(), "DJANGO_SETTINGS_MODULE": "xiaoer.settings"}
    command = [sys.executable, str(WORKER), str(officer), *map(str, todos)]
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)


def _acknowledged(worker: subprocess.Popen[str], until: int) -> list[int]:
    """Read acknowledgements, and kill the worker after so many of them."""
    found = []
    for line in worker.stdout or ():
        found.append(int(line))
        if len(found) >= until:
            worker.send_signal(signal.SIGKILL)
            break
    rest, _errors = worker.communicate()
    return found + [int(line) for line in rest.split() if line.isdigit()]


def _end_backends() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )


def test_a_killed_worker_loses_no_acknowledged_step_and_doubles_none(waiting, clerks):
    chance = random.Random(7)  # noqa: S311 - only to vary when the blow falls
    acknowledged: set[int] = set()
    left = waiting
    for blow in range(12):
        worker = _worker(left, clerks["planner"].pk)
        acknowledged |= set(_acknowledged(worker, chance.randint(1, 9)))
        if blow % 3 == 0:
            _end_backends()
        left = [todo for todo in waiting if todo not in acknowledged]
        if not left:
            break
    acknowledged |= set(_acknowledged(_worker(left, clerks["planner"].pk), CASES + 1))
    assert acknowledged == set(waiting)
    done = Todo.objects.filter(pk__in=acknowledged, state="done").count()
    assert done == CASES
    accepted = CaseEvent.objects.filter(kind="accepted").values("case").annotate(n=Count("id"))
    assert [row["n"] for row in accepted] == [1] * CASES
    branches = Todo.objects.filter(key__in=["fire", "defence"], state="open")
    assert branches.count() == 2 * CASES


def _race(calls) -> list[object]:
    outcomes: list[object] = [None] * len(calls)
    start = threading.Barrier(len(calls))

    def run(number: int) -> None:
        start.wait()
        try:
            outcomes[number] = calls[number]()
        except Exception as problem:
            outcomes[number] = problem
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(calls))]
    [t.start() for t in threads]
    [t.join() for t in threads]
    return outcomes


def test_of_two_officers_on_one_step_one_wins_and_the_other_is_told(waiting, clerks):
    viewers = [viewer_of(clerks[name]) for name in ("planner", "planner-2")]
    for todo in waiting[:10]:
        found = _race([
            lambda v=viewer, t=todo: complete_task(v, t, Done("accepted")) for viewer in viewers
        ])  # fmt: skip
        assert sorted(type(outcome).__name__ for outcome in found) == ["Case", "Overtaken"]
        assert isinstance(next(o for o in found if not isinstance(o, Case)), Overtaken)


def test_one_request_sent_four_times_at_once_opens_one_case(pack, clerks, applicant, enterprise):
    viewer = viewer_of(applicant)
    application = Application("parallel_licence", {}, enterprise=enterprise)
    found = _race([lambda: open_case(viewer, application, "the-form") for _n in range(4)])
    assert len({case.pk for case in found}) == 1
    assert Case.objects.count() == 1


def test_many_sweepers_do_each_thing_once(waiting):
    late = Case.objects.order_by("wake_at").last().wake_at
    _race([lambda: sweep(late) for _n in range(4)])
    told = CaseEvent.objects.filter(kind__in=["deadline_near", "deemed_accepted"])
    each = told.values("case", "kind", "payload__clock", "payload__share").annotate(n=Count("id"))
    assert {row["n"] for row in each} == {1}
