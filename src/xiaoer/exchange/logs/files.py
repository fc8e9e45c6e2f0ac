"""Reads and writes logs of any format by what is in them and how they are called."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from .csv_in import CsvReader
from .csv_out import write_csv
from .flattening import to_cases, to_objects
from .headings import Mapping
from .instants import TimeReader
from .log import EventLog
from .objects import ObjectLog
from .ocel_json import read_ocel_json, write_ocel_json
from .ocel_sqlite import read_ocel_sqlite, write_ocel_sqlite
from .ocel_xml import read_ocel_xml, write_ocel_xml
from .opening import Format, Tell, format_of_name, pieces, sniff
from .parquet import read_parquet
from .problems import BadLog, Unwritable
from .xes_in import XesReader
from .xes_out import write_xes

if TYPE_CHECKING:
    from collections.abc import Iterator

OBJECT_FORMATS = frozenset({Format.OCEL_JSON, Format.OCEL_XML, Format.OCEL_SQLITE})
ENDINGS = ".xes、.xes.gz、.csv、.jsonocel、.xmlocel 或 .sqlite"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read."""

    keep: bool = False  # all attributes, not only what statistics need
    mapping: Mapping = field(default_factory=Mapping)
    zone: tzinfo = UTC  # of times without a zone
    time_form: str = ""
    classifier: str = ""
    object_type: str = ""


def read_any(path: Path, how: Reading, tell: Tell | None = None) -> EventLog | ObjectLog:
    """Read a file as what it is; raises `BadLog`, `OSError` when it cannot be opened."""
    times = TimeReader(how.zone, how.time_form)
    kind = sniff(path)
    if how.classifier and kind is not Format.XES:
        raise BadLog("只有 XES 才有分类器，请去掉 --classifier")
    if kind is Format.XES:
        return XesReader(times, how.keep, how.classifier).read(pieces(path, tell))
    if kind is Format.CSV:
        return CsvReader(times, how.keep, how.mapping).read(path, tell)
    if kind is Format.PARQUET:
        return read_parquet(path, how.keep)
    if kind is Format.OCEL_SQLITE:
        return read_ocel_sqlite(path, times)
    if kind is Format.OCEL_JSON:
        return read_ocel_json(pieces(path, tell), times)
    return read_ocel_xml(pieces(path, tell), times)


def read_log(path: Path, how: Reading | None = None, tell: Tell | None = None) -> EventLog:
    """Read a file as a log of cases; objects of one type are the cases of an OCEL file."""
    how = how or Reading()
    return as_cases(read_any(path, how, tell), how.object_type)


def as_cases(log: EventLog | ObjectLog, object_type: str = "") -> EventLog:
    """Return a log of cases: itself, or that of the objects of one type."""
    if isinstance(log, ObjectLog):
        return to_cases(log, object_type)
    if object_type:
        raise BadLog("只有 OCEL 才分对象，请去掉 --object-type")
    return log


def write_any(log: EventLog | ObjectLog, path: Path, object_type: str = "") -> tuple[str, ...]:
    """Write a log in the format that the name asks for; return what could not be kept.

    The file appears whole or not at all. Raises `Unwritable` and `BadLog`.
    """
    kind, packed = format_of_name(path)
    unusual = kind is Format.CSV and ".csv" not in path.suffixes
    if kind is None or unusual or (packed and kind is Format.OCEL_SQLITE):
        raise Unwritable(f"看不出 {path.name} 要写成什么格式，文件名请用 {ENDINGS} 结尾")
    if kind in OBJECT_FORMATS:
        objects = log if isinstance(log, ObjectLog) else to_objects(log)
        if kind is Format.OCEL_SQLITE:
            with _replacing(path) as temporary:
                write_ocel_sqlite(objects, temporary)
        else:
            write = write_ocel_json if kind is Format.OCEL_JSON else write_ocel_xml
            _write_text(path, packed, lambda out: write(objects, out))
        return tuple(objects.warnings) if objects is not log else ()
    cases = log if isinstance(log, EventLog) else to_cases(log, object_type)
    if kind is Format.XES:
        _write_text(path, packed, lambda out: write_xes(cases, out))
    else:
        _write_text(path, packed, lambda out: write_csv(cases, out), "utf-8-sig")
    return ()


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield temporary
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _write_text(
    path: Path, packed: bool, write: Callable[[TextIO], None], encoding: str = "utf-8"
) -> None:
    with _replacing(path) as temporary, temporary.open("wb") as raw:
        # no name and no time inside, so that equal logs make equal files
        target = gzip.GzipFile("", "wb", 6, raw, mtime=0) if packed else raw
        with target, io.TextIOWrapper(target, encoding, newline="") as out:
            write(out)
