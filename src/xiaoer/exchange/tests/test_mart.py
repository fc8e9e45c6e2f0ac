"""The mart against the database it is made of: same figures, only what changed, all or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.db import connection

from xiaoer.cases.facts import facts_of
from xiaoer.cases.models import Case, Todo
from xiaoer.cases.services.opening import Application, open_case
from xiaoer.cases.services.tasks import Done, complete_task
from xiaoer.cases.tests.conftest import at
from xiaoer.exchange.mart.case_rows import Wanted, cases_sql
from xiaoer.exchange.mart.features import Verified, verify
from xiaoer.exchange.mart.refresh import Busy, mart_store, refresh
from xiaoer.exchange.mart.store import Manifest, Part, Store
from xiaoer.people.queries import viewer_of


@pytest.fixture
def opened(pack, clerks, applicant, enterprise) -> Callable[..., Case]:
    """Hand in a plain application on a day."""

    def opened_(when: str = "2022-06-01 10:00") -> Case:
        application = Application(
            "plain_licence", {"area_m2": 120, "owner": "110101199003071233"}, enterprise=enterprise
        )
        return open_case(viewer_of(applicant), application, None, at(when))

    return opened_


@pytest.fixture
def do(as_, clerks) -> Callable[..., Case]:
    """Complete a step as somebody."""

    def done(case, who, key, outcome, when, others=()) -> Case:
        officers = tuple(clerks[name].pk for name in others)
        step = Todo.objects.get(case=case, key=key, state="open").pk
        return complete_task(as_(who), step, Done(outcome, "因为", officers), None, at(when))

    return done


@pytest.fixture
def granted(opened, do) -> Callable[..., Case]:
    """Bring an application to its licence."""

    def granted_(accepted: str, reviewed: str, decided: str) -> Case:
        case = do(opened("2022-05-30 10:00"), "builder", "accept", "accepted", accepted)
        do(case, "builder", "review", "pass", reviewed, ["builder-2"])
        return do(case, "builder-head", "decide", "granted", decided)

    return granted_


def rows(sql: str) -> list[dict[str, Any]]:
    """Ask the mart; `cases` stands for its files."""
    store = mart_store()
    manifest = store.manifest()
    for table in manifest.tables:
        sql = sql.replace(f"{{{table}}}", f"read_parquet({store.paths(manifest, table)})")
    found = duckdb.sql(sql)
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def test_durations_are_those_of_the_kernel(granted) -> None:
    """The same net time by subtraction of stored places and by the clock itself."""
    cases = [
        granted("2022-05-31 09:00", "2022-06-02 16:00", "2022-06-07 11:00"),
        granted("2022-09-29 14:00", "2022-09-30 09:30", "2022-10-10 15:00"),
    ]
    refresh()
    for case in cases:
        (row,) = rows(f"SELECT * FROM {{cases}} WHERE case_id = {case.pk}")  # noqa: S608
        assert row["net_wd"] == int(facts_of(case).net_days)
        assert row["submitted_on"] == at("2022-05-30 10:00").date()
        assert row["span_days"] == (row["decided_on"] - row["submitted_on"]).days


def test_only_months_that_changed_are_written_again(opened, do, granted) -> None:
    granted("2022-05-31 09:00", "2022-06-02 16:00", "2022-06-07 11:00")
    waiting = do(opened(), "builder", "accept", "accepted", "2022-06-02 09:00")
    first = refresh()
    assert first.months("cases") == {"2022-06", "open"}
    assert refresh().months("cases") == set()
    do(waiting, "builder", "review", "pass", "2022-07-01 09:00", ["builder-2"])
    do(waiting, "builder-head", "decide", "granted", "2022-07-04 09:00")
    kept = first.manifest.months("cases")["2022-06"]
    second = refresh()
    assert second.months("cases") >= {"2022-07", "open"}
    assert second.manifest.rows("cases") == 2
    assert {"2022-06", "2022-07"} <= set(second.manifest.months("cases"))
    assert second.manifest.months("cases")["2022-06"].rows == kept.rows


def test_answers_stay_out_but_for_those_that_formulas_name(granted) -> None:
    granted("2022-05-31 09:00", "2022-06-02 16:00", "2022-06-07 11:00")
    refresh()
    (row,) = rows("SELECT answers FROM {cases}")
    assert row["answers"] == {}
    folder = mart_store().shelf.root
    assert not any(b"110101199003071233" in p.read_bytes() for p in folder.rglob("*.parquet"))


def test_named_answers_come_along(granted) -> None:
    granted("2022-05-31 09:00", "2022-06-02 16:00", "2022-06-07 11:00")
    with connection.cursor() as cursor:
        cursor.execute(cases_sql(Wanted(frozenset({"area_m2"})), "2022-06"))
        names = [column.name for column in cursor.description]
        found = [dict(zip(names, row, strict=False)) for row in cursor.fetchall()]
    answers = [value for value in found[0].values() if isinstance(value, str) and "area" in value]
    assert [json.loads(text) for text in answers] == [{"area_m2": "120"}]


def test_an_odd_name_never_reaches_the_statement() -> None:
    with pytest.raises(ValueError, match="odd key"):
        cases_sql(Wanted(frozenset({"a') FROM pg_user --"})), None)


class Torn(Store):
    """A store whose power fails just before the commit."""

    def commit(self, manifest: Manifest) -> None:
        """Fail."""
        raise OSError("no space left")


def test_a_refresh_that_breaks_off_leaves_the_old_mart(granted) -> None:
    granted("2022-05-31 09:00", "2022-06-02 16:00", "2022-06-07 11:00")
    before = refresh().manifest
    granted("2022-06-07 09:00", "2022-06-08 16:00", "2022-06-09 11:00")
    with pytest.raises(OSError, match="no space"):
        refresh(Torn(mart_store().shelf.root))
    assert mart_store().manifest() == before
    assert len(rows("SELECT 1 FROM {cases}")) == 1
    refresh()
    assert len(rows("SELECT 1 FROM {cases}")) == 2
    after = mart_store()
    named = after.manifest().files() | after.manifest("manifest.before.json").files()
    on_disk = {str(p.relative_to(after.shelf.root)) for p in after.shelf.root.glob("*/*.parquet")}
    assert on_disk <= named


def test_a_reader_keeps_its_files_while_the_mart_moves_on(tmp_path: Path) -> None:
    store = Store(tmp_path)
    versions = []
    for number in range(3):
        name, path = store.new_file("cases", "2022-06")
        Path(path).write_bytes(b"x" * (number + 1))
        versions.append(Manifest(version=number).with_part("cases", "2022-06", Part(name, 1)))
        store.commit(versions[-1])
    assert [(tmp_path / next(iter(v.files()))).exists() for v in versions] == [False, True, True]


@pytest.mark.django_db(transaction=True)
def test_two_refreshes_do_not_run_at_once() -> None:
    from psycopg import connect

    with connect(**_parameters()) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [0x6D617274])
        with pytest.raises(Busy, match="另一次"):
            refresh()
        other.execute("SELECT pg_advisory_unlock(%s)", [0x6D617274])
        refresh()


def _parameters() -> dict[str, Any]:
    known = connection.get_connection_params()
    return {k: v for k, v in known.items() if k in ("dbname", "user", "password", "host", "port")}


def test_facts_and_events_are_two_roads_to_one_number(granted, tmp_path) -> None:
    case = granted("2022-06-01 10:00", "2022-06-02 10:00", "2022-06-08 10:00")
    refresh()
    found = verify(mart_store())
    assert (found.cases, found.different) == (1, ())
    assert found.events == case.events.count()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET held_wday = 2 WHERE id = %s", [case.pk])
    other = Store(tmp_path / "other")
    refresh(other)
    (row,) = verify(other).different
    assert (row["case_no"], row["net_wd"], row["from_acceptance"]) == (case.number, 2, 4)


def test_an_empty_mart_has_nothing_to_compare(tmp_path) -> None:
    assert verify(Store(tmp_path)) == Verified(0, 0, ())
