"""A log as Parquet: `events.parquet`, `cases.parquet` and what the file said of itself."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from .gathering import ARROW
from .instants import NO_TIME
from .log import Attribute, Codes, Column, EventLog, Head, Ints, Key
from .naming import column_names
from .problems import BadLog

EVENTS, CASES, ABOUT = "events.parquet", "cases.parquet", "log.json"
CORE: Final = ("case", "activity", "time", "start", "resource", "lifecycle")
STAMP: Final = ARROW["date"]
KEY, TYPE = b"key", b"type"
ROWS: Final = 1 << 17  # of a row group


def write_parquet(log: EventLog, folder: Path) -> None:
    """Write the log into a folder; each file appears whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(_events(log), folder / EVENTS)
    _write(_cases(log), folder / CASES)
    about = {
        "head": asdict(log.head),
        "activities": log.activity_names,
        "resources": log.resource_names,
        "lifecycles": log.lifecycle_names,
        "warnings": log.warnings,
        "zoned": log.zoned,
    }
    _replace(folder / ABOUT, json.dumps(about, ensure_ascii=False, indent=1).encode())


def _write(table: pa.Table, path: Path) -> None:
    temporary = path.with_suffix(".part")
    pq.write_table(table, temporary, compression="zstd", row_group_size=ROWS)
    os.replace(temporary, path)


def _replace(path: Path, content: bytes) -> None:
    temporary = path.with_suffix(".part")
    temporary.write_bytes(content)
    os.replace(temporary, path)


def _coded(codes: Codes, names: list[str]) -> pa.Array:
    index = pa.array(codes, mask=codes < 0)
    return pa.DictionaryArray.from_arrays(index, pa.array(names, pa.string()))


def _stamps(values: Ints) -> pa.Array:
    return pa.array(values, pa.int64(), mask=values == NO_TIME).cast(STAMP)


def _events(log: EventLog) -> pa.Table:
    core = {
        "case": _coded(log.case, log.case_names),
        "activity": _coded(log.activity, log.activity_names),
        "time": _stamps(log.time),
        "start": _stamps(log.start),
        "resource": _coded(log.resource, log.resource_names),
        "lifecycle": _coded(log.lifecycle, log.lifecycle_names),
    }
    return _with(core, log.attributes, len(log))


def _cases(log: EventLog) -> pa.Table:
    core = {"case": pa.array(log.case_names, pa.string())}
    return _with(core, log.case_attributes, len(log.case_names))


def _with(core: dict[str, pa.Array], columns: dict[Key, Column], length: int) -> pa.Table:
    fields = [pa.field(name, values.type) for name, values in core.items()]
    names = column_names(columns, core)
    for key, name in names.items():
        about = {KEY: key.name.encode(), TYPE: key.type.encode()}
        fields.append(pa.field(name, columns[key].values.type, metadata=about))
    arrays = [*core.values(), *(columns[key].array(length) for key in names)]
    return pa.table(arrays, schema=pa.schema(fields))


def read_parquet(folder: Path, keep: bool) -> EventLog:
    """Read a log that `write_parquet` wrote; raises `BadLog`."""
    try:
        about = json.loads((folder / ABOUT).read_bytes())
        events = pq.read_table(folder / EVENTS, columns=None if keep else list(CORE))
        cases = pq.read_table(folder / CASES)
        return _log(events, cases, about)
    except (OSError, KeyError, TypeError, ValueError, pa.ArrowException) as problem:
        raise BadLog(f"{folder} 里的日志读不了，请重新导入（{problem}）") from None


def _log(events: pa.Table, cases: pa.Table, about: dict[str, Any]) -> EventLog:
    names = cases["case"].to_pylist()

    def codes(column: str, known: list[str]) -> Codes:
        values = events[column].cast(pa.string()).combine_chunks()
        found = pa.compute.index_in(values, value_set=pa.array(known, pa.string()))
        return np.asarray(found.fill_null(-1)).astype(np.int32)

    return EventLog(
        case_names=names,
        activity_names=about["activities"],
        resource_names=about["resources"],
        lifecycle_names=about["lifecycles"],
        case=codes("case", names),
        activity=codes("activity", about["activities"]),
        resource=codes("resource", about["resources"]),
        lifecycle=codes("lifecycle", about["lifecycles"]),
        time=_instants(events["time"]),
        start=_instants(events["start"]),
        attributes=_columns(events),
        case_attributes=_columns(cases),
        head=_head(about["head"]),
        warnings=tuple(about["warnings"]),
        zoned=about["zoned"],
    )


def _instants(column: pa.ChunkedArray) -> Ints:
    values = column.cast(pa.int64()).combine_chunks().fill_null(NO_TIME)
    return np.asarray(values).astype(np.int64)


def _columns(table: pa.Table) -> dict[Key, Column]:
    found: dict[Key, Column] = {}
    for field in table.schema:
        about = field.metadata or {}
        if KEY in about:
            values = table[field.name].combine_chunks()
            rows = np.flatnonzero(np.asarray(values.is_valid()))
            key = Key(about[KEY].decode(), about[TYPE].decode())
            found[key] = Column(rows.astype(np.int64), values.drop_null())
    return found


def _head(about: dict[str, Any]) -> Head:
    return Head(
        tuple(map(_attribute, about["attributes"])),
        {name: tuple(keys) for name, keys in about["classifiers"].items()},
        tuple((name, prefix, uri) for name, prefix, uri in about["extensions"]),
        {scope: tuple(map(_attribute, found)) for scope, found in about["globals"].items()},
    )


def _attribute(part: list[Any]) -> Attribute:
    type_, key, value, children = part
    return Attribute(type_, key, value, tuple(map(_attribute, children)))
