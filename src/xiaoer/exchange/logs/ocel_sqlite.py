"""OCEL 2.0 as an SQLite database, in and out. Strangers' databases are opened read-only."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

from .instants import TimeReader, iso
from .objects import (
    BEGINNING,
    Declared,
    Link,
    ObjectGatherer,
    ObjectLog,
    OcelEvent,
    OcelObject,
    text_of,
)
from .problems import BadLog, Unwritable

TABLES: Final = ("event", "object", "event_object", "event_map_type", "object_map_type")
OWN: Final = frozenset({"ocel_id", "ocel_time", "ocel_changed_field"})
SQL_TYPES: Final = {
    "string": "TEXT",
    "time": "TIMESTAMP",
    "integer": "INTEGER",
    "float": "REAL",
    "boolean": "BOOLEAN",
}
FROM_SQL: Final = (
    ("INT", "integer"),
    ("REAL", "float"),
    ("FLOA", "float"),
    ("DOUB", "float"),
    ("NUMERIC", "float"),
    ("BOOL", "boolean"),
    ("TIME", "time"),
    ("DATE", "time"),
)
MOST_VARIABLES: Final = 900  # columns of one table; SQLite's own limit lies above


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def read_ocel_sqlite(path: Path, times: TimeReader) -> ObjectLog:
    """Return the log; raises `BadLog`."""
    gatherer = ObjectGatherer(times)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as base:
            base.execute("PRAGMA trusted_schema = OFF")
            base.text_factory = lambda raw: raw.decode("utf-8", "replace")
            _read(base, gatherer)
            log = gatherer.log()
            # each type has a table of its own; the lists of ids keep the order of the log
            log.events.sort(key=_order(base, "event"))
            log.objects.sort(key=_order(base, "object"))
            return log
    except sqlite3.Error as problem:
        raise BadLog(f"这个 SQLite 文件读不了（{problem}）") from None


def _order(base: sqlite3.Connection, kind: str) -> Callable[[OcelEvent | OcelObject], int]:
    ids = base.execute(f"SELECT ocel_id FROM {kind} ORDER BY rowid")  # noqa: S608 - our own names
    places = {_text(row[0]): place for place, row in enumerate(ids)}
    return lambda thing: places.get(thing.id, len(places))


def _read(base: sqlite3.Connection, gatherer: ObjectGatherer) -> None:
    found = {row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    missing = [table for table in TABLES if table not in found]
    if missing:
        raise BadLog(f"这个 SQLite 文件不是 OCEL 2.0：缺表 {'、'.join(missing)}")
    touched = _links(base, "event_object", "ocel_event_id", "ocel_object_id")
    related: dict[str, list[Link]] = {}
    if "object_object" in found:
        related = _links(base, "object_object", "ocel_source_id", "ocel_target_id")
    for type_, rows in _typed_rows(base, "object", found, gatherer.object_type):
        _put_objects(gatherer, type_, rows, related)
    for type_, rows in _typed_rows(base, "event", found, gatherer.event_type):
        for row in rows:
            key, time = _text(row.pop("ocel_id")), row.pop("ocel_time", None)
            named = ((n, v) for n, v in row.items() if n not in OWN)
            gatherer.event(key, type_, _time(time), named, touched.get(key, ()))


def _links(base: sqlite3.Connection, table: str, source: str, target: str) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    sql = f"SELECT {source}, {target}, ocel_qualifier FROM {table}"  # noqa: S608 - our own names
    for one, other, qualifier in base.execute(sql):
        found.setdefault(_text(one), []).append((_text(other), _text(qualifier)))
    return found


def _typed_rows(
    base: sqlite3.Connection, kind: str, found: set[str], declare: Any
) -> Iterator[tuple[str, Iterator[dict[str, Any]]]]:
    """Yield each type of event or object with its rows; declares its attributes first."""
    sql = f"SELECT ocel_type, ocel_type_map FROM {kind}_map_type"  # noqa: S608 - our own names
    for type_, short in base.execute(sql).fetchall():
        table = f"{kind}_{short}"
        if table not in found:
            raise BadLog(f"这个 SQLite 文件不是 OCEL 2.0：缺表 {table}")
        columns = [
            (row[1], _declared(row[2]))
            for row in base.execute(f"PRAGMA table_info({_quoted(table)})")
        ]
        declare(_text(type_), [pair for pair in columns if pair[0] not in OWN])
        names = [name for name, _ in columns]
        # the order of the list of ids is the order of the log
        rows = base.execute(
            f"SELECT t.* FROM {_quoted(table)} AS t JOIN {kind} AS k USING (ocel_id) ORDER BY k.rowid, t.rowid"  # noqa: S608
        )
        yield _text(type_), (dict(zip(names, row, strict=True)) for row in rows)


def _declared(sql_type: str) -> str:
    upper = sql_type.upper()
    return next((ours for part, ours in FROM_SQL if part in upper), "string")


def _put_objects(
    gatherer: ObjectGatherer,
    type_: str,
    rows: Iterable[dict[str, Any]],
    related: dict[str, list[Link]],
) -> None:
    """Put objects together from their rows: one for the beginning, one for every change."""
    found: dict[str, list[tuple[str, Any, str | None]]] = {}
    for row in rows:
        key, time = _text(row.pop("ocel_id")), _time(row.pop("ocel_time", None))
        changed = row.pop("ocel_changed_field", None)
        values = found.setdefault(key, [])
        for name, value in row.items():
            if value is not None and (not changed or name == changed):
                values.append((name, value, time))
    for key, values in found.items():
        gatherer.object(key, type_, values, related.get(key, ()))


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _time(value: Any) -> str | None:
    return None if value is None else str(value)


# -- writing -------------------------------------------------------------------------------------


def write_ocel_sqlite(log: ObjectLog, path: Path) -> None:
    """Write a new database; raises `Unwritable` for names that SQLite cannot tell apart."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA journal_mode = OFF")
        base.execute("PRAGMA synchronous = OFF")
        tables = {
            kind: _create(base, kind, declared)
            for kind, declared in (("event", log.event_types), ("object", log.object_types))
        }
        _write_events(base, log, tables["event"])
        _write_objects(base, log, tables["object"])
        base.commit()


def _create(base: sqlite3.Connection, kind: str, declared: Declared) -> dict[str, str]:
    """Create the tables of events or objects; return the table of each type."""
    base.execute(f"CREATE TABLE {kind}_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT)")
    base.execute(
        f"CREATE TABLE {kind} (ocel_id TEXT PRIMARY KEY, ocel_type TEXT,"
        f" FOREIGN KEY (ocel_type) REFERENCES {kind}_map_type (ocel_type))"
    )
    first, second = ("event", "object") if kind == "event" else ("source", "target")
    joined = f"ocel_{first}_id, ocel_{second}_id, ocel_qualifier"
    base.execute(
        f"CREATE TABLE {kind}_object (ocel_{first}_id TEXT, ocel_{second}_id TEXT,"
        f" ocel_qualifier TEXT, PRIMARY KEY ({joined}))"
    )
    shorts = _shorts(declared)
    for type_, short in shorts.items():
        base.execute(f"INSERT INTO {kind}_map_type VALUES (?, ?)", (type_, short))  # noqa: S608
        columns = "".join(f", {column}" for column in _columns(type_, declared[type_]))
        changed = ", ocel_changed_field TEXT" if kind == "object" else ""
        base.execute(
            f"CREATE TABLE {_quoted(f'{kind}_{short}')}"
            f" (ocel_id TEXT, ocel_time TIMESTAMP{changed}{columns},"
            f" FOREIGN KEY (ocel_id) REFERENCES {kind} (ocel_id))"
        )
    return {type_: _quoted(f"{kind}_{short}") for type_, short in shorts.items()}


def _shorts(declared: Declared) -> dict[str, str]:
    """Return a name for the table of each type: its letters and digits, once each."""
    used: set[str] = set()
    found: dict[str, str] = {}
    for type_ in declared:
        stem = name = re.sub(r"\W+", "", type_) or "Type"
        while name.casefold() in used:
            name = f"{stem}{len(used)}"
        used.add(name.casefold())
        found[type_] = name
    return found


def _columns(type_: str, attributes: dict[str, str]) -> Iterator[str]:
    seen = set(OWN)
    for name, value_type in attributes.items():
        if name.casefold() in seen or not name or "\0" in name:
            raise Unwritable(
                f"“{type_}”的属性“{name}”在 SQLite 里会和别的列重名，请改存 .jsonocel 或 .xmlocel"
            )
        seen.add(name.casefold())
        yield f"{_quoted(name)} {SQL_TYPES[value_type]}"
    if len(seen) > MOST_VARIABLES:
        raise Unwritable(f"“{type_}”的属性太多，SQLite 装不下，请改存 .jsonocel 或 .xmlocel")


def _stored(type_: str, value: Any) -> Any:
    return value if type_ in ("string", "float", "boolean") else _fitting(type_, value)


def _fitting(type_: str, value: Any) -> Any:
    if type_ == "integer" and -(2**63) <= value < 2**63:
        return value
    return text_of(type_, value)


def _write_events(base: sqlite3.Connection, log: ObjectLog, tables: dict[str, str]) -> None:
    events = [event for event in log.events if event.time is not None]
    base.executemany("INSERT INTO event VALUES (?, ?)", ((e.id, e.type) for e in events))
    for event in events:
        types = log.event_types[event.type]
        values = {n: _stored(types[n], v) for n, v in event.attributes.items() if v is not None}
        row = {"ocel_id": event.id, "ocel_time": iso(event.time or 0), **values}
        _insert(base, tables[event.type], row)
        links = dict.fromkeys(event.links)
        base.executemany(
            "INSERT INTO event_object VALUES (?, ?, ?)", ((event.id, *link) for link in links)
        )


def _write_objects(base: sqlite3.Connection, log: ObjectLog, tables: dict[str, str]) -> None:
    base.executemany("INSERT INTO object VALUES (?, ?)", ((o.id, o.type) for o in log.objects))
    for thing in log.objects:
        types, table = log.object_types[thing.type], tables[thing.type]
        first, changes = _history(thing.attributes)
        stored = {name: _stored(types[name], value) for name, value in first.items()}
        _insert(base, table, {"ocel_id": thing.id, "ocel_time": iso(BEGINNING), **stored})
        for name, value, time in changes:
            about = {"ocel_id": thing.id, "ocel_time": iso(time), "ocel_changed_field": name}
            _insert(base, table, {**about, name: _stored(types[name], value)})
        links = dict.fromkeys(thing.links)
        base.executemany(
            "INSERT INTO object_object VALUES (?, ?, ?)", ((thing.id, *link) for link in links)
        )


def _history(
    attributes: list[tuple[str, Any, int]],
) -> tuple[dict[str, Any], list[tuple[str, Any, int]]]:
    """Split what holds from the beginning from what changed later."""
    first: dict[str, Any] = {}
    changes = []
    for name, value, time in attributes:
        if value is None:
            continue
        if time == BEGINNING and name not in first:
            first[name] = value
        else:
            changes.append((name, value, time))
    return first, changes


def _insert(base: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    names = ", ".join(_quoted(name) for name in row)
    marks = ", ".join("?" * len(row))
    base.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))  # noqa: S608
