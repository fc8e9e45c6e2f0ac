"""The tables of a new city as one script, so that its database is ready in a second.

The migrations stay the truth: `tables.sql` is written from them (`make tables`), a test holds
the two equal, and a database that has tables already is only ever changed by migrations.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import psycopg

from .binaries import packaged
from .postgres import Cluster

SCRIPT = Path(__file__).with_name("tables.sql")
FOR_VERSION = 180_000  # of PostgreSQL: the script is written by its pg_dump
NOISE = re.compile(
    r"^(?:--.*|\\(?:un)?restrict .*|SET .*|SELECT pg_catalog\.set_config.*)?\n", re.M
)
RECORD = "INSERT INTO django_migrations (app, name, applied) VALUES ('{}', '{}', now());\n"


class TablesProblem(RuntimeError):
    """The tables could not be made; the message says why."""


def load_into_empty(url: str, script: Path = SCRIPT) -> bool:
    """Make all tables in an empty database; say whether it was one. All or nothing."""
    with psycopg.connect(url) as connection:
        if connection.info.server_version < FOR_VERSION or not _is_empty(connection):
            return False
    options = ["-X", "-q", "-o", "/dev/null", "-v", "ON_ERROR_STOP=1", "--single-transaction"]
    _tool("psql", *options, "-f", str(script), url)
    return True


def script_of(url: str) -> str:
    """Return the script that makes the tables of a migrated database."""
    schema = _tool("pg_dump", "--schema-only", "--no-owner", "--no-privileges", url)
    with psycopg.connect(url) as connection:
        done = connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        return NOISE.sub("", schema) + "".join(RECORD.format(*row) for row in done)


def _is_empty(connection: psycopg.Connection) -> bool:
    found = connection.execute(
        "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
    ).fetchone()
    return found is not None and found[0] == 0


def _tool(name: str, *arguments: str) -> str:
    program = str(packaged() / "bin" / name)
    ended = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    if ended.returncode:
        raise TablesProblem(f"{name} 没成功：{ended.stderr.strip() or '没有说明'}")
    return ended.stdout


def migrated_script(folder: Path) -> str:
    """Return the script that the migrations of today make, on a throwaway server in `folder`."""
    cluster = Cluster(folder, durable=False)
    hold = cluster.join()
    try:
        command = [sys.executable, "-W", "ignore", "-m", "django", "migrate", "-v0"]
        settings = {"DATABASE_URL": cluster.url(), "DJANGO_SETTINGS_MODULE": "xiaoer.settings"}
        subprocess.run(command, env={**os.environ, **settings}, check=True)
        return _settled(cluster, script_of(cluster.url()))
    finally:
        cluster.leave(hold)


def _settled(cluster: Cluster, script: str) -> str:
    """Return the script as a database made from it prints it: casts are written shorter once."""
    with psycopg.connect(cluster.url(), autocommit=True) as connection:
        connection.execute("CREATE DATABASE settled")
    url = cluster.url("settled")
    with tempfile.NamedTemporaryFile("w", suffix=".sql", encoding="utf-8") as file:
        file.write(script)
        file.flush()
        load_into_empty(url, Path(file.name))
    return script_of(url)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="xiaoer-tables-") as home:
        Path(home).chmod(0o711)
        SCRIPT.write_text(migrated_script(Path(home) / "pg"), encoding="utf-8")
