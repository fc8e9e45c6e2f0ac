"""What a case costs: opening, a step, the desk list; through the services and through HTTP.

    .venv/bin/python benchmarks/bench_cases.py [service|http|desk|burst] [--cases N]

Uses an embedded PostgreSQL in a folder of its own, thrown away afterwards.
"""

from __future__ import annotations

import argparse
import atexit
import http.client
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKS = ROOT / "src/xiaoer/cases/tests/packs"
PORT = 8791


def say(
    name: str, seconds: list[float], cpu: float | None = None, statements: float | None = None
) -> None:
    ordered = sorted(seconds)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    line = (
        f"{name:<44} median {statistics.median(ordered) * 1000:7.2f} ms   p99 {p99 * 1000:7.2f} ms"
    )
    if cpu is not None:
        line += f"   CPU {cpu * 1000:6.2f} ms"
    if statements is not None:
        line += f"   {statements:.0f} statements"
    print(line, flush=True)


def prepare_city() -> dict[str, object]:
    from xiaoer.runtime.serving import prepare

    prepare(migrate=True)
    from xiaoer.demo.people import make_bodies, make_clerks
    from xiaoer.packs.reading import read
    from xiaoer.packs.services import install
    from xiaoer.people.models import User
    from xiaoer.registry.models import Enterprise, Mandate

    bodies = make_bodies(date(2019, 1, 1))
    clerks = make_clerks(bodies, date(2019, 1, 1), "benchmark only")
    install(read(PACKS / "mkt98"))
    applicant = User.objects.create_user("applicant", password="benchmark only", name="申请人")
    firm = Enterprise.objects.create(
        uscc="91441500MA7H2K9T3B", name="岚海恒川精密部件有限公司", form="company",
        credit_class="A", registered_on=date(2020, 1, 8),
    )  # fmt: skip
    Mandate.objects.create(
        user=applicant, enterprise=firm, kind="staff", valid_from=date(2019, 1, 1)
    )
    return {"clerks": clerks, "applicant": applicant, "firm": firm}


def counted(call) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as found:
        call()
    return sum(
        not q["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
        for q in found.captured_queries
    )


def service(city, rounds: int = 400) -> None:
    from xiaoer.cases.models import Todo
    from xiaoer.cases.services.opening import Application, open_case
    from xiaoer.cases.services.tasks import Done, complete_task
    from xiaoer.people.queries import viewer_of

    applicant = viewer_of(city["applicant"])
    builder, planner = viewer_of(city["clerks"]["builder"]), viewer_of(city["clerks"]["planner"])
    for item, answers, officer in (
        ("plain_licence", {"area_m2": 120}, builder),
        ("parallel_licence", {}, planner),
    ):
        application = Application(item, answers, enterprise=city["firm"])
        for _warm in range(20):
            open_case(applicant, application)
        took, steps = [], []
        cpu, step_cpu = 0.0, 0.0
        for _round in range(rounds):
            start, used = time.perf_counter(), time.process_time()
            case = open_case(applicant, application)
            took.append(time.perf_counter() - start)
            cpu += time.process_time() - used
            todo = Todo.objects.get(case=case, key="accept")
            start, used = time.perf_counter(), time.process_time()
            complete_task(officer, todo.pk, Done("accepted"))
            steps.append(time.perf_counter() - start)
            step_cpu += time.process_time() - used
        opened = counted(lambda a=application: open_case(applicant, a))
        case = open_case(applicant, application)
        todo = Todo.objects.get(case=case, key="accept")
        done = counted(lambda o=officer, t=todo: complete_task(o, t.pk, Done("accepted")))
        say(f"open {item}", took, cpu / rounds, opened)
        say(f"step {item}", steps, step_cpu / rounds, done)


def session_of(user) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return store.session_key


def start_server() -> subprocess.Popen[bytes]:
    env = {**os.environ, "XIAOER_ALLOWED_HOSTS": "127.0.0.1"}
    command = [str(ROOT / ".venv/bin/xiaoer"), "serve", "--port", str(PORT), "--workers", "2"]
    server = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    for _try in range(100):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=2)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return server
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not start")


def processes(server) -> list[int]:
    import psutil

    return [
        server.pid,
        *(child.pid for child in psutil.Process(server.pid).children(recursive=True)),
    ]


def cpu_of(pids) -> float:
    total = 0.0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def pss_of(pids) -> float:
    total = 0
    for pid in pids:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024


def client(cookie: str, body: bytes, until: float, took: list[float], faults: list[int]) -> None:
    """Post until the time is over; a new connection every 50 requests, as visitors come and go."""
    headers = {
        "Content-Type": "application/json",
        "X-CSRFToken": "x" * 32,
        "Cookie": f"sessionid={cookie}; csrftoken={'x' * 32}",
    }
    while time.perf_counter() < until:
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
        for _request in range(50):
            start = time.perf_counter()
            connection.request("POST", "/api/cases", body, headers)
            answer = connection.getresponse()
            answer.read()
            took.append(time.perf_counter() - start)
            if answer.status != 201:
                faults.append(answer.status)
        connection.close()


def over_http(city, seconds: float = 10.0) -> None:
    cookie = session_of(city["applicant"])
    server = start_server()
    workers = processes(server)
    try:
        for item, answers in (("plain_licence", {"area_m2": 120}), ("parallel_licence", {})):
            body = json.dumps(
                {"item": item, "answers": answers, "uscc": city["firm"].uscc}
            ).encode()
            for clients in (1, 4):
                took, faults = [], []
                before = cpu_of(workers)
                until = time.perf_counter() + seconds
                threads = [
                    threading.Thread(target=client, args=(cookie, body, until, took, faults))
                    for _client in range(clients)
                ]
                [t.start() for t in threads]
                [t.join() for t in threads]
                used = (cpu_of(workers) - before) / max(len(took), 1)
                say(f"POST /api/cases {item}, {clients} clients", took, used)
                print(
                    f"    {len(took) / seconds:.0f} a second, {len(faults)} faults, {pss_of(workers):.0f} MB PSS",
                    flush=True,
                )
    finally:
        server.terminate()
        server.wait(10)


def fill(city, total: int, still_open: int) -> None:
    """Fill the tables with cases, mostly ended, as raw rows."""
    from django.db import connection

    organisation = city["clerks"]["builder"].appointments.get().organisation_id
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_case")
        have = cursor.fetchone()[0]
        cursor.execute(
            """
            INSERT INTO cases_case (number, item_key, item_title, pack_version_id, parent_step, applicant_id,
              enterprise_id, applicant_name, organisation_id, county_code, channel, state, outcome, commitment,
              answers, outcomes, clocks, held_wclk, held_wday, calendar_version, due_at, due_kind, wake_at, told,
              process, open_steps, submitted_at, ended_at, sequence, head)
            SELECT 'F-' || n, 'plain_licence', '普通许可', (SELECT min(id) FROM packs_packversion), '', %s,
              %s, '申请人 ' || n, %s, '', 'online', CASE WHEN n %% %s = 0 THEN 'running' ELSE 'ended' END,
              CASE WHEN n %% %s = 0 THEN '' ELSE 'granted' END, false, '{}', '{}', '{}', 0, 0, 'x',
              CASE WHEN n %% %s = 0 THEN now() + (n %% 40) * interval '6 hours' END, 'decision', NULL, '{}', '', '[]',
              now() - interval '20 days', CASE WHEN n %% %s = 0 THEN NULL ELSE now() END, 3, ''
            FROM generate_series(%s, %s) n
            """,
            [
                city["applicant"].pk,
                city["firm"].pk,
                organisation,
                *[total // still_open] * 4,
                have + 1,
                total,
            ],
        )
        cursor.execute(
            """
            INSERT INTO cases_todo (case_id, step, key, title, role, organisation_id, state, since, due_at, held, outcome)
            SELECT id, 'review-1', 'review', '审查', 'reviewer', organisation_id, 'open', submitted_at, due_at, false, ''
            FROM cases_case c WHERE ended_at IS NULL AND number LIKE 'F-%%'
              AND NOT EXISTS (SELECT 1 FROM cases_todo t WHERE t.case_id = c.id)
            """
        )
        cursor.execute("ANALYZE")


def desk(city, sizes) -> None:
    from django.utils import timezone

    from xiaoer.cases import queries
    from xiaoer.people.queries import viewer_of

    viewer = viewer_of(city["clerks"]["builder"])
    for total, still_open in sizes:
        fill(city, total, still_open)
        for name, call in (
            (
                "list of 100",
                lambda: list(queries.desk(viewer, queries.DeskFilter(), timezone.now())[:100]),
            ),
            ("due bar", lambda: queries.counts(viewer, queries.DeskFilter(), timezone.now())),
            ("number in the rail", lambda: queries.waiting_for_me(viewer)),
        ):
            call()
            took = []
            for _round in range(50):
                start = time.perf_counter()
                call()
                took.append(time.perf_counter() - start)
            say(f"desk {name}, {total:,} cases, {still_open:,} open", took)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", nargs="*", default=["service", "http", "desk"])
    parser.add_argument("--cases", type=int, default=1_000_000)
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="xiaoer-bench-", dir="/var/tmp"))
    # registered before the database is started, so run after it has stopped
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["XIAOER_DATA"] = str(folder)
    os.environ["XIAOER_PACKS"] = str(PACKS)
    city = prepare_city()
    if "service" in asked.what:
        service(city)
    if "http" in asked.what:
        over_http(city)
    if "desk" in asked.what:
        desk(city, [(10_000, 500), (100_000, 5_000), (asked.cases, asked.cases // 20)])


if __name__ == "__main__":
    sys.exit(main())
