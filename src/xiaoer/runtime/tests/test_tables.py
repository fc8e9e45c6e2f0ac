"""The script of the tables and the migrations make the same database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from xiaoer.runtime.postgres import Cluster
from xiaoer.runtime.tables import (
    SCRIPT,
    TablesProblem,
    load_into_empty,
    migrated_script,
    script_of,
)

from .test_commands import walkable


@pytest.fixture
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    cluster = Cluster(walkable(tmp_path_factory.mktemp("tables")) / "pg", durable=False)
    hold = cluster.join()
    yield cluster.url()
    cluster.leave(hold)


def test_the_script_is_what_the_migrations_make(tmp_path_factory) -> None:
    made = migrated_script(walkable(tmp_path_factory.mktemp("migrated")) / "pg")
    assert SCRIPT.read_text(encoding="utf-8") == made, "run `make tables` after a new migration"


def test_an_empty_database_gets_the_tables_and_a_used_one_is_left_alone(url: str) -> None:
    assert load_into_empty(url)
    assert script_of(url) == SCRIPT.read_text(encoding="utf-8")
    assert not load_into_empty(url)


def test_a_script_that_fails_leaves_nothing(url: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken.sql"
    broken.write_text(f"{SCRIPT.read_text(encoding='utf-8')}TABLE nothing;\n")
    with pytest.raises(TablesProblem, match="nothing"):
        load_into_empty(url, broken)
    with psycopg.connect(url) as connection:
        left = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        assert left.fetchone() == (0,)
