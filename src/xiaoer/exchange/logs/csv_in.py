"""Reads CSV logs: one event a row, in any of the usual encodings and with any delimiter.

The first row names the columns. Columns that begin with `case:` belong to the case, all others
that are not core to the event; their types are found by looking at all values, and only where
every value can be written back as it stood (so `007` and `13+` stay text).
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from .gathering import Gatherer
from .headings import TITLES, Mapping, locate
from .instants import TimeReader
from .log import EventLog, Key
from .opening import Tell, pieces
from .problems import BadLog
from .typing_texts import typed, unguarded

DELIMITERS: Final = ",;\t|"
LOOKED_AT: Final = 50  # lines, to find the delimiter
LONGEST_CELL: Final = 16 << 20
BOMS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
CASE_PREFIX: Final = "case:"


class CsvReader:
    """The reading of one CSV file."""

    def __init__(self, times: TimeReader, keep: bool, mapping: Mapping | None = None) -> None:
        """`keep` reads all columns, not only those that statistics need."""
        self._mapping, self._keep = mapping or Mapping(), keep
        self._gatherer = Gatherer(times)
        self._odd = self._homeless = 0
        self._notes: tuple[str, ...] = ()

    def read(self, path: Path, tell: Tell | None = None) -> EventLog:
        """Return the log; raises `BadLog` with the line."""
        encoding = encoding_of(path)
        csv.field_size_limit(LONGEST_CELL)
        lines = _lines(path, encoding, tell)
        first = list(islice(lines, LOOKED_AT))
        if not "".join(first).strip():
            raise BadLog("文件是空的")
        rows = csv.reader(_again(first, lines), delimiter=delimiter_of(first))
        try:
            header = [unguarded(name.strip()) for name in _first_filled(rows)]
            self._rows(header, rows)
        except csv.Error as problem:
            raise BadLog(f"CSV 写错了（{problem}）", rows.line_num) from None
        log = self._gatherer.log(warnings=self._warnings(), notes=self._notes)
        return typed(log) if self._keep else log

    def _rows(self, header: list[str], rows: Iterator[list[str]]) -> None:
        places = locate(header, self._mapping)
        used = "，".join(f"{TITLES[role]}：{header[place]}" for role, place in places.items())
        self._notes = (f"用到的列——{used}",)
        order = ("activity", "time", "resource", "lifecycle", "start")
        case_at, core = places["case"], [places.get(role, -1) for role in order]
        extra = _extra(header, set(places.values())) if self._keep else []
        gather, cases, width = self._gatherer, self._gatherer.cases, len(header)
        for row in rows:
            if len(row) != width:
                if not any(row):
                    continue
                self._odd += 1
                row = [*row, *[""] * (width - len(row))]
            case = cases.code(unguarded(row[case_at]))
            if case < 0:
                self._homeless += 1
                continue
            place = gather.event(case, *[unguarded(row[at]) if at >= 0 else None for at in core])
            for at, key, of_case in extra:
                if row[at]:
                    table = gather.case_table if of_case else gather.events
                    table.put(case if of_case else place, key.type, key.name, unguarded(row[at]))

    def _warnings(self) -> Iterator[str]:
        if self._odd:
            yield f"{self._odd} 行的格数和表头不一样，少的当空，多的不要"
        if self._homeless:
            yield f"{self._homeless} 行没有案件编号，没有计入"


def _extra(header: list[str], taken: set[int]) -> list[tuple[int, Key, bool]]:
    """Return the attribute columns: place, key, whether they belong to the case."""
    found: list[tuple[int, Key, bool]] = []
    used: set[str] = set()
    for place, heading in enumerate(header):
        if place in taken:
            continue
        name = heading or f"第 {place + 1} 列"
        while name in used:
            name += "_2"
        used.add(name)
        of_case = name.startswith(CASE_PREFIX) and len(name) > len(CASE_PREFIX)
        short = name.removeprefix(CASE_PREFIX) if of_case else name
        found.append((place, Key(short, "string"), of_case))
    return found


def _first_filled(rows: Iterator[list[str]]) -> list[str]:
    for row in rows:
        if any(cell.strip() for cell in row):
            return row
    raise BadLog("文件是空的")


def _again(first: list[str], rest: Iterator[str]) -> Iterator[str]:
    yield from first
    yield from rest


def encoding_of(path: Path) -> str:
    """Return the encoding of a text: by its mark, UTF-8 if it is that throughout, else GB18030."""
    first = next(pieces(path), b"")
    for mark, name in BOMS.items():
        if first.startswith(mark):
            return name
    for name in ("utf-8", "gb18030"):
        if _decodes(path, name):
            return name
    raise BadLog("看不出文件的编码，请另存为 UTF-8 或 GB18030")


def _decodes(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        for piece in pieces(path):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _lines(path: Path, encoding: str, tell: Tell | None) -> Iterator[str]:
    """Yield lines with their ends, as the CSV parser wants them."""
    decoder = codecs.getincrementaldecoder(encoding)()
    rest = ""
    for piece in pieces(path, tell):
        rest += decoder.decode(piece)
        # keep the last line back: it may go on, and a \r may be followed by its \n
        *whole, rest = _split(rest)
        yield from whole
        if len(rest) > LONGEST_CELL:
            raise BadLog("一行超过 16 MB，这不像 CSV")
    rest += decoder.decode(b"", final=True)
    yield from io.StringIO(rest, newline="")


def _split(text: str) -> list[str]:
    cut = text.rfind("\n") + 1
    return [*io.StringIO(text[:cut], newline=""), text[cut:]]


def delimiter_of(lines: list[str]) -> str:
    """Return the delimiter that gives the most rows of the header's width, then the widest."""

    def score(delimiter: str) -> tuple[int, int]:
        rows = [row for row in csv.reader(lines[:LOOKED_AT], delimiter=delimiter) if any(row)]
        width = len(rows[0]) if rows else 0
        return (sum(len(row) == width for row in rows) if width > 1 else 0, width)

    return max(DELIMITERS, key=score)
