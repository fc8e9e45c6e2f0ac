"""The embedded PostgreSQL: started when the first process needs it, stopped by the last.

Every process that uses the server holds a shared lock on one file. The kernel gives the
lock back however a process ends, so there is no count that a `kill -9` could leave wrong:
whoever can take the lock alone is the last one and stops the server. A server left behind
by a killed process is simply joined by the next start.
"""

from __future__ import annotations

import atexit
import fcntl
import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psutil
import psycopg

from .binaries import database_account, run
from .folders import FolderProblem, kept_secret, open_folder

DATABASE = "xiaoer"
SUPERUSER = "xiaoer"
START_SECONDS = 60  # recovery after a kill takes long on a busy machine
SOCKET_PATH_LIMIT = 90  # the kernel takes 107 characters, the file's own name needs some
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "jit": "off",
    "random_page_cost": "1.1",
    "timezone": "UTC",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class DatabaseProblem(RuntimeError):
    """The embedded database could not be used; the message says what to do."""


@dataclass(frozen=True)
class Cluster:
    """One embedded server and its files. `durable=False` is for throwaway tests only."""

    folder: Path
    durable: bool = True

    @property
    def data(self) -> Path:
        """The cluster itself; its owner alone may enter."""
        return self.folder / "data"

    @property
    def sockets(self) -> Path:
        """The folder of the socket; a short one in the system's place for long paths."""
        here = self.folder / "run"
        if len(str(here)) < SOCKET_PATH_LIMIT:
            return here
        digest = hashlib.sha256(str(self.folder).encode()).hexdigest()[:16]
        return Path("/tmp") / f"xiaoer-{os.getuid()}-{digest}"  # noqa: S108

    @property
    def log(self) -> Path:
        """The server's log."""
        return self.folder / "server.log"

    def url(self, database: str = DATABASE) -> str:
        """Return the address of a database on this server."""
        password = quote(kept_secret(self.folder / "password"), safe="")
        return f"postgresql://{SUPERUSER}:{password}@/{database}?host={quote(str(self.sockets))}"

    # --- starting ------------------------------------------------------------------------

    def start(self) -> None:
        """Start the server, or join the one that runs; raises `DatabaseProblem`."""
        self._make_folders()
        with self._alone("starting"):
            if not (self.data / "PG_VERSION").exists():
                self._initialise()
            if not self.running():
                self._launch()
        self._make_database()

    def _make_folders(self) -> None:
        account = database_account()
        for path in (self.folder, self.sockets):
            path.mkdir(parents=True, exist_ok=True)
            if account:
                os.chown(path, account.pw_uid, account.pw_gid)
            path.chmod(0o700)

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _initialise(self) -> None:
        secret = self.folder / "password"
        kept_secret(secret)
        self._give(secret)
        made = run(
            self.folder,
            "initdb",
            f"--pgdata={self.data}",
            f"--username={SUPERUSER}",
            f"--pwfile={secret}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C.UTF-8",
            *([] if self.durable else ["--no-sync"]),
        )
        if made.returncode:
            raise DatabaseProblem(f"数据库初始化没成功：{_last_line(made.stdout)}")

    def _give(self, path: Path) -> None:
        account = database_account()
        if account:
            os.chown(path, account.pw_uid, account.pw_gid)

    def _options(self) -> str:
        settings = SETTINGS | ({} if self.durable else FORGETFUL)
        settings["unix_socket_directories"] = str(self.sockets)
        return " ".join(f"-c {name}='{value}'" for name, value in settings.items())

    def _launch(self) -> None:
        """Start the server; one that is recovering, or still dying, gets its time."""
        self._forget_stranger()
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._alive():
                if self.running():
                    return
            elif self._launched():
                return
            time.sleep(0.1)
        tail = _last_line(self.log.read_text(errors="replace"))
        raise DatabaseProblem(f"内置数据库起不来，日志在 {self.log}：{tail}")

    def _launched(self) -> bool:
        arguments = ["-D", str(self.data), "-l", str(self.log), "-o", self._options()]
        return run(self.folder, "pg_ctl", *arguments, "-w", "start", log=False).returncode == 0

    def _alive(self) -> bool:
        pid = self._pid()
        return pid is not None and self._is_ours(pid)

    def _forget_stranger(self) -> None:
        """Remove a pid file whose number now belongs to another program."""
        pid = self._pid()
        if pid is not None and not self._is_ours(pid):
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _pid(self) -> int | None:
        try:
            first = (self.data / "postmaster.pid").read_text().partition("\n")[0]
        except (FileNotFoundError, NotADirectoryError):
            return None
        return int(first) if first.strip().isdigit() else None

    def _is_ours(self, pid: int) -> bool:
        try:
            process = psutil.Process(pid)
            ended = process.status() == psutil.STATUS_ZOMBIE
            return not ended and str(self.data) in process.cmdline()
        except psutil.Error:
            return False

    def running(self) -> bool:
        """Say whether the server runs and takes connections."""
        if not self._alive():
            return False
        try:
            psycopg.connect(self.url("postgres"), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def _make_database(self) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            known = "SELECT 1 FROM pg_database WHERE datname = %s"
            if connection.execute(known, [DATABASE]).fetchone():
                return
            try:
                connection.execute(f'CREATE DATABASE "{DATABASE}"')
            except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                return  # another process was faster

    # --- stopping ------------------------------------------------------------------------

    def stop(self) -> None:
        """Stop the server; connections that are open are closed."""
        with self._alone("starting"):
            if self._pid() is not None:
                run(self.folder, "pg_ctl", "-D", str(self.data), "-m", "fast", "-w", "stop")

    def join(self) -> IO[str]:
        """Start the server and hold it: it runs at least until `leave` or our end."""
        self._make_folders()
        hold = (self.folder / "users.lock").open("w")
        fcntl.flock(hold, fcntl.LOCK_SH)
        self.start()
        return hold

    def leave(self, hold: IO[str]) -> None:
        """Let go; the last one to leave stops the server."""
        try:
            fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            hold.close()
            return
        self.stop()
        hold.close()


def _last_line(text: str | None) -> str:
    lines = [line for line in (text or "").splitlines() if line.strip()]
    return lines[-1] if lines else ""


def ensure_database() -> str:
    """Return the address of the database; the embedded one is started when none is named.

    Sets `DATABASE_URL`, so that Django and child processes use the same. Raises
    `FolderProblem` or `DatabaseProblem`.
    """
    named = os.environ.get("DATABASE_URL")
    if named:
        return named
    cluster = Cluster(open_folder().cluster)
    hold = cluster.join()
    atexit.register(_leave_once, cluster, hold, os.getpid())
    os.environ["DATABASE_URL"] = cluster.url()
    return cluster.url()


def _leave_once(cluster: Cluster, hold: IO[str], owner: int) -> None:
    """Leave at the end of the process that joined; a forked child must not."""
    if os.getpid() == owner:
        cluster.leave(hold)


__all__ = ["Cluster", "DatabaseProblem", "FolderProblem", "ensure_database"]
