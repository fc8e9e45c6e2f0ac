"""The embedded database: shared, private, and alive after whatever is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import psutil
import psycopg
import pytest

from xiaoer.runtime.folders import FolderProblem, kept_secret, open_folder
from xiaoer.runtime.postgres import Cluster

WRITER = """
import sys, psycopg
from pathlib import Path
from xiaoer.runtime.postgres import Cluster
cluster = Cluster(Path(sys.argv[1]))
hold = cluster.join()
with psycopg.connect(cluster.url(), autocommit=True) as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS kept (n int PRIMARY KEY)")
    (begin,) = connection.execute("SELECT coalesce(max(n), 0) FROM kept").fetchone()
    for n in range(begin + 1, 1_000_000):
        connection.execute("INSERT INTO kept VALUES (%s)", [n])
        print(n, flush=True)
"""


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory):
    base = tmp_path_factory.mktemp("pg")
    for parent in (base, *base.parents):
        if parent.owner() == psutil.Process().username() and parent != Path("/"):
            parent.chmod(parent.stat().st_mode | 0o011)
        if parent == Path("/tmp"):  # noqa: S108
            break
    return base / "pg"


def writer(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def acknowledged(process: subprocess.Popen[str], at_least: int) -> int:
    """Read until so many rows are acknowledged; return the last number."""
    assert process.stdout is not None
    last = 0
    while last < at_least:
        last = int(process.stdout.readline())
    return last


def drained(process: subprocess.Popen[str], last: int) -> int:
    """Read what was acknowledged before the end."""
    rest, _none = process.communicate()
    return max([last, *(int(line) for line in rest.split() if line.isdigit())])


def rows(cluster: Cluster) -> int:
    with psycopg.connect(cluster.url()) as connection:
        return connection.execute("SELECT count(*) FROM kept").fetchone()[0]


def postmaster(folder: Path) -> int:
    return int((folder / "data" / "postmaster.pid").read_text().split()[0])


def test_no_acknowledged_row_is_lost_when_the_program_is_killed(folder: Path) -> None:
    process = writer(folder)
    last = acknowledged(process, 50)
    process.send_signal(signal.SIGKILL)
    last = drained(process, last)
    cluster = Cluster(folder)
    hold = cluster.join()
    assert rows(cluster) >= last
    cluster.leave(hold)
    assert not cluster.running()


def test_no_acknowledged_row_is_lost_when_the_server_is_killed(folder: Path) -> None:
    process = writer(folder)
    last = acknowledged(process, 50)
    os.kill(postmaster(folder), signal.SIGKILL)
    last = drained(process, last)
    cluster = Cluster(folder)
    hold = cluster.join()
    assert rows(cluster) >= last
    cluster.leave(hold)


def test_the_server_recovers_by_itself_when_one_of_its_processes_is_killed(folder: Path) -> None:
    process = writer(folder)
    last = acknowledged(process, 50)
    parent = psutil.Process(postmaster(folder))
    victim = next(
        p
        for p in parent.children()
        if "INSERT" in " ".join(p.cmdline()) or "xiaoer" in " ".join(p.cmdline())
    )
    victim.kill()
    last = drained(process, last)
    cluster = Cluster(folder)
    hold = cluster.join()
    deadline = time.monotonic() + 20
    while not cluster.running() and time.monotonic() < deadline:
        time.sleep(0.2)
    assert rows(cluster) >= last
    cluster.leave(hold)


def test_two_processes_share_one_server_and_the_last_one_stops_it(folder: Path) -> None:
    first = writer(folder)
    acknowledged(first, 5)
    pid = postmaster(folder)
    cluster = Cluster(folder)
    hold = cluster.join()
    assert postmaster(folder) == pid
    cluster.leave(hold)
    assert cluster.running(), "the other process still uses it"
    first.send_signal(signal.SIGKILL)
    first.communicate()
    hold = cluster.join()
    cluster.leave(hold)
    assert not cluster.running()


def test_a_pid_file_that_now_names_another_program_is_no_obstacle(folder: Path) -> None:
    cluster = Cluster(folder, durable=False)
    cluster.leave(cluster.join())
    stale = folder / "data" / "postmaster.pid"
    stale.write_text(f"{os.getpid()}\n{folder / 'data'}\n1\n5432\n\n\n1 1\nready\n")
    hold = cluster.join()
    assert cluster.running()
    cluster.leave(hold)


def test_other_users_cannot_read_the_data_or_enter_without_the_password(folder: Path) -> None:
    cluster = Cluster(folder, durable=False)
    hold = cluster.join()
    for private in (folder, folder / "data", folder / "run"):
        assert private.stat().st_mode & 0o077 == 0
    assert (folder / "password").stat().st_mode & 0o077 == 0
    wrong = cluster.url().replace(kept_secret(folder / "password"), "guess")
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(wrong)
    cluster.leave(hold)


def test_a_long_path_still_gets_a_socket(tmp_path_factory: pytest.TempPathFactory) -> None:
    short = tmp_path_factory.mktemp("long")
    cluster = Cluster(short / ("x" * 100) / "pg")
    assert len(str(cluster.sockets)) < 60


def test_root_may_not_keep_data_in_its_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xiaoer.runtime.folders.is_root", lambda: True)
    with pytest.raises(FolderProblem, match="XIAOER_DATA"):
        open_folder(Path("/root/xiaoer"))


def test_the_data_folder_is_closed_and_its_secret_is_made_once(tmp_path: Path) -> None:
    folder = open_folder(tmp_path / "data")
    assert folder.path.stat().st_mode & 0o066 == 0
    assert folder.media.stat().st_mode & 0o077 == 0
    secret = folder.secret_key()
    assert len(secret) > 40
    assert folder.secret_key() == secret
    assert (folder.path / "secret_key").stat().st_mode & 0o777 == 0o600
