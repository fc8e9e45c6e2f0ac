"""What is written comes back as it was, in every format as far as the format can hold it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from xiaoer.exchange.logs.files import Reading, read_any, read_log, write_any
from xiaoer.exchange.logs.flattening import to_objects
from xiaoer.exchange.logs.log import EventLog
from xiaoer.exchange.logs.objects import ObjectLog
from xiaoer.exchange.logs.parquet import read_parquet, write_parquet

from .making import FLAT, content, logs

KEEP = Reading(keep=True)
many = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
OBJECTS = ["jsonocel", "xmlocel", "sqlite", "json.gz", "xmlocel.gz"]


@pytest.mark.parametrize("name", ["a.xes", "a.xes.gz"])
@many
@given(log=logs())
def test_xes_holds_everything(tmp_path: Path, name: str, log: EventLog) -> None:
    path = tmp_path / name
    assert write_any(log, path) == ()
    back = read_log(path, KEEP)
    assert content(back) == content(log)
    assert back.head.attributes == log.head.attributes
    assert back.warnings == ()


@many
@given(log=logs())
def test_parquet_holds_everything(tmp_path: Path, log: EventLog) -> None:
    write_parquet(log, tmp_path)
    back = read_parquet(tmp_path, keep=True)
    assert content(back) == content(log)
    assert back.head == log.head
    assert read_parquet(tmp_path, keep=False).case_names == log.case_names


@many
@given(log=logs())
def test_csv_holds_events_as_texts(tmp_path: Path, log: EventLog) -> None:
    path = tmp_path / "a.csv"
    write_any(log, path)
    back = [_without_types(case) for case in content(read_log(path, KEEP), plain=True)]
    assert back == [case for case in content(log, plain=True) if case[2]]


def _without_types(case: tuple) -> tuple:
    """A key that occurs with two types has two columns, the second with its type in the name."""

    def named(attributes: list) -> list:
        return [(re.sub(r" \(\w+\)$", "", name), value) for name, value in attributes]

    name, attributes, events = case
    return (name, named(attributes), [(*event[:-1], named(event[-1])) for event in events])


@many
@given(log=logs())
def test_csv_runs_no_formulas(tmp_path: Path, log: EventLog) -> None:
    import csv

    path = tmp_path / "a.csv"
    write_any(log, path)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        cells = [cell for row in csv.reader(lines) for cell in row]
    assert not [c for c in cells if c[:1] in "=@\t\r" and c]
    assert not [c for c in cells if c[:1] in "+-" and c and not _number(c)]


def _number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return bool(text[1:5].isdigit())  # an instant before our era's year 1 is none
    return True


@pytest.mark.parametrize("ending", OBJECTS)
@many
@given(log=logs(FLAT))
def test_objects_hold_cases_and_placed_events(tmp_path: Path, ending: str, log: EventLog) -> None:
    if ending == "json.gz":
        ending = "jsonocel.gz"
    path = tmp_path / f"a.{ending}"
    told = write_any(log, path)
    placed = [
        (name, attributes, [e for e in events if e[0] is not None and e[1] is not None])
        for name, attributes, events in content(log, plain=True)
    ]
    dropped = len(log) - sum(len(events) for _, _, events in placed)
    assert bool(told) == bool(dropped)
    if placed:
        back = read_log(path, Reading(keep=True, object_type="case"))
        assert content(back, plain=True) == placed


@pytest.mark.parametrize("ending", ["jsonocel", "xmlocel", "sqlite"])
@many
@given(log=logs(FLAT))
def test_objects_stay_objects(tmp_path: Path, ending: str, log: EventLog) -> None:
    made = to_objects(log)
    path = tmp_path / f"a.{ending}"
    write_any(made, path)
    back = read_any(path, KEEP)
    assert isinstance(back, ObjectLog)
    assert back.event_types == made.event_types
    assert back.object_types == made.object_types
    assert repr(back.events) == repr(made.events)
    assert [(o.id, o.type, sorted(o.attributes, key=repr), o.links) for o in back.objects] == [
        (o.id, o.type, sorted(o.attributes, key=repr), o.links) for o in made.objects
    ]


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.write_bytes(b"old")
    log = ObjectLog(event_types={"A": {"x": "string", "X": "string"}})
    with pytest.raises(ValueError, match="jsonocel"):
        write_any(log, path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_unknown_ending_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\.xes"):
        write_any(to_objects(_empty()), tmp_path / "a.pdf")


def _empty() -> EventLog:
    from xiaoer.exchange.logs.gathering import Gatherer
    from xiaoer.exchange.logs.instants import TimeReader

    return Gatherer(TimeReader()).log()
