"""Serve, doctor, backup and restore, as somebody at a terminal sees them."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tarfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import psutil
import psycopg
import pytest

from xiaoer.runtime.postgres import Cluster

COMMAND = [sys.executable, "-c", "from xiaoer.cli import main; main()"]


@pytest.fixture
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return walkable(tmp_path_factory.mktemp("home")) / "data"


def walkable(base: Path) -> Path:
    """Let the database's own user through; parallel tests put one folder more between."""
    for parent in (base, *list(base.parents)[:3]):
        if parent != Path("/tmp"):  # noqa: S108
            parent.chmod(0o711)
    return base


@pytest.fixture
def home(bare: Path) -> Path:
    """A data folder of the test's own with the tables in it."""
    with_tables(bare)
    return bare


def with_tables(home: Path, **more: str) -> None:
    """Make the tables as the first start of a server does."""
    code = "from xiaoer.runtime.serving import prepare; prepare(migrate=True)"
    subprocess.run([sys.executable, "-c", code], env=environment(home, **more), check=True)


def environment(home: Path, **more: str) -> dict[str, str]:
    ours = {"DATABASE_URL", "XIAOER_MEDIA_ROOT", "XIAOER_SECRET_KEY"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    return {**kept, "XIAOER_DATA": str(home), **more}


def run(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words],
        env=environment(home, **more),
        capture_output=True,
        text=True,
        check=False,
    )


def execute(url: str, statement: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def embedded(home: Path, statement: str) -> list[tuple[object, ...]]:
    cluster = Cluster(home / "pg")
    hold = cluster.join()
    try:
        return execute(cluster.url(), statement)
    finally:
        cluster.leave(hold)


def test_a_backup_brings_back_rows_and_files_and_keeps_what_it_replaced(home: Path) -> None:
    embedded(home, "CREATE TABLE mark AS SELECT 'before' AS word")
    (home / "media" / "plans").mkdir()
    (home / "media" / "plans" / "a.txt").write_text("原件")
    file = home / "b.tar"
    made = run(home, "backup", str(file))
    assert made.returncode == 0, made.stderr
    assert file.stat().st_mode & 0o777 == 0o600
    embedded(home, "UPDATE mark SET word = 'after'")
    (home / "media" / "plans" / "a.txt").write_text("改过")
    refused = run(home, "restore", str(file))
    assert refused.returncode == 1
    assert "--yes" in refused.stderr
    restored = run(home, "restore", str(file), "--yes")
    assert restored.returncode == 0, restored.stderr
    assert embedded(home, "SELECT word FROM mark") == [("before",)]
    assert (home / "media" / "plans" / "a.txt").read_text() == "原件"
    old = re.search(r"xiaoer_\d{14}", restored.stdout)
    assert old is not None
    names = embedded(home, "SELECT datname FROM pg_database")
    assert (old.group(),) in names


def test_a_backup_that_was_touched_is_refused_and_nothing_changes(home: Path) -> None:
    embedded(home, "CREATE TABLE mark AS SELECT 'before' AS word")
    file = home / "b.tar"
    run(home, "backup", str(file))
    folder = home / "unpacked"
    with tarfile.open(file) as archive:
        archive.extractall(folder)  # noqa: S202 - our own backup
    with (folder / "database.dump").open("ab") as dump:
        dump.write(b"x")
    with tarfile.open(file, "w") as archive:
        for path in folder.iterdir():
            archive.add(path, path.name)
    answer = run(home, "restore", str(file), "--yes")
    assert answer.returncode == 1
    assert "没有恢复" in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1
    assert embedded(home, "SELECT word FROM mark") == [("before",)]


def test_a_backup_cannot_write_outside_its_folder(home: Path) -> None:
    outside = home / "escaped.txt"
    file = home / "evil.tar"
    with tarfile.open(file, "w") as archive:
        entry = tarfile.TarInfo("../../escaped.txt")
        archive.addfile(entry)
    answer = run(home, "restore", str(file), "--yes")
    assert answer.returncode == 1
    assert "不是店小二的备份" in answer.stderr
    assert not outside.exists()


def test_a_restore_killed_half_way_leaves_the_old_data(home: Path) -> None:
    embedded(home, "CREATE TABLE mark AS SELECT n FROM generate_series(1, 200000) n")
    file = home / "b.tar"
    run(home, "backup", str(file))
    process = subprocess.Popen([*COMMAND, "restore", str(file), "--yes"], env=environment(home))
    cluster = Cluster(home / "pg")
    hold = cluster.join()
    deadline = time.monotonic() + 20
    begun = "SELECT 1 FROM pg_database WHERE datname = 'xiaoer_new'"
    while not execute(cluster.url("postgres"), begun) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert execute(cluster.url(), "SELECT count(*) FROM mark") == [(200000,)]
    cluster.leave(hold)
    again = run(home, "restore", str(file), "--yes")
    assert again.returncode == 0, again.stderr


def test_backup_and_restore_work_on_a_server_of_ones_own(bare: Path, tmp_path_factory) -> None:
    base = tmp_path_factory.mktemp("server")
    base.chmod(0o711)
    server = Cluster(base / "pg", durable=False)
    hold = server.join()
    url = {"DATABASE_URL": server.url()}
    with_tables(bare, **url)
    execute(server.url(), "CREATE TABLE mark AS SELECT 'before' AS word")
    file = bare / "b.tar"
    assert run(bare, "backup", str(file), **url).returncode == 0
    execute(server.url(), "DROP TABLE mark")
    assert run(bare, "restore", str(file), "--yes", **url).returncode == 0
    assert execute(server.url(), "SELECT word FROM mark") == [("before",)]
    assert not (bare / "pg").exists(), "the embedded server must not start"
    server.leave(hold)


def test_doctor_finds_what_is_broken_and_says_how_to_mend_it(bare: Path) -> None:
    before = run(bare, "doctor", "--json")
    assert before.returncode == 1
    findings = {finding["code"]: finding for finding in json.loads(before.stdout)}
    assert not findings["migrations"]["good"]
    assert "xiaoer manage migrate" in findings["migrations"]["mend"]
    with_tables(bare)
    bare.chmod(0o755)
    (bare / "secret_key").chmod(0o644)
    answer = run(bare, "doctor", "--json")
    found = {finding["code"]: finding["good"] for finding in json.loads(answer.stdout)}
    assert found["migrations"]
    assert not found["secret"]
    gone = run(bare, "doctor", "--json", DATABASE_URL="postgresql:///nowhere?host=/nowhere")
    found = {finding["code"]: finding["good"] for finding in json.loads(gone.stdout)}
    assert not found["database"]


def test_serve_refuses_to_run_on_an_old_schema(bare: Path) -> None:
    answer = run(bare, "serve")
    assert answer.returncode == 1
    assert "xiaoer manage migrate" in answer.stderr


def serving(home: Path, port: int) -> tuple[subprocess.Popen[str], str]:
    command = [*COMMAND, "serve", "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(command, env=environment(home), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    line = process.stdout.readline()
    return process, line.split("：")[1].strip()


def answers(url: str) -> bool:
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{url}readyz", timeout=2) as answer:  # noqa: S310
                return answer.status == 200
        except OSError:
            time.sleep(0.1)
    return False


def test_serve_takes_the_next_port_stops_cleanly_and_survives_a_kill(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process, url = serving(home, port)
        assert url != f"http://127.0.0.1:{port}/"
        assert answers(url)
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    assert eventually(lambda: not Cluster(home / "pg").running())
    process, url = serving(home, port + 40)
    assert answers(url)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process, url = serving(home, port + 80)
    assert answers(url)
    process.send_signal(signal.SIGTERM)
    process.wait(20)


def descendants(pid: int) -> list[int]:
    return [child.pid for child in psutil.Process(pid).children(recursive=True)]


def eventually(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.1)
    return False


def test_what_runs_beside_the_server_comes_back_when_killed_and_goes_with_it(home: Path) -> None:
    process, url = serving(home, 47300)
    assert answers(url)
    started = [child for child in descendants(process.pid) if is_ours(child)]
    leaves = [child for child in started if not any(map(is_ours, descendants(child)))]
    assert len(leaves) == 2, "one web worker, one that does what falls due"
    for leaf in leaves:
        os.kill(leaf, signal.SIGKILL)
    assert eventually(
        lambda: (
            len(set(filter(is_ours, descendants(process.pid))) - set(leaves)) >= len(started)
            and answers(url)
        )
    )
    everything = list(filter(is_ours, descendants(process.pid)))
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert eventually(lambda: not any(map(psutil.pid_exists, everything)))


def is_ours(pid: int) -> bool:
    try:
        return "serve" in psutil.Process(pid).cmdline()
    except psutil.NoSuchProcess:
        return False
