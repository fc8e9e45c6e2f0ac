"""One database with all tables in it, from which every worker of the tests copies its own."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from psycopg import sql

from xiaoer.runtime.tables import load_into_empty

TEMPLATE = "xiaoer_template"


def pytest_configure() -> None:
    """Hash passwords of tests cheaply: the real way takes half a second each, by design."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Let the test database be a copy: making the tables one by one takes half a minute."""
    server = os.environ["DATABASE_URL"]
    with Path(os.environ["XIAOER_MEDIA_ROOT"]).with_name("template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _make_template(server)
    connections["default"].settings_dict["TEST"]["TEMPLATE"] = TEMPLATE


def _make_template(server: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE])
        if known.fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(TEMPLATE)))
    load_into_empty(urlunsplit(urlsplit(server)._replace(path=f"/{TEMPLATE}")))
