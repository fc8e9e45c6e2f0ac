"""Reads a register's file, csv or xlsx, into rows of text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from .addresses.rows import BadRow, heading

MOST_BYTES = 400_000_000
ENCODINGS = ("utf-8-sig", "gb18030")
Numbered = tuple[int, dict[str, str]]


class BadFile(ValueError):
    """A file that cannot be read; the message says why."""


def rows_of(path: Path) -> Iterator[Numbered]:
    """Yield the rows of a file with their numbers, columns by name.

    Raises `BadFile`, at once for the file and its heading, at its row for what is further down.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadFile(f"{path.name} 太大，最多 {MOST_BYTES // 1_000_000} MB，分几个文件装")
        data = path.read_bytes()
    except OSError as problem:
        raise BadFile(f"读不了 {path}：{problem.strerror}") from None
    table = _workbook(data) if data[:2] == b"PK" else _text(data)
    titles = next(table, [])
    try:
        names = heading(titles)
    except BadRow as problem:
        raise BadFile(f"{path.name} 第 1 行：{problem}") from None
    columns = [names.get(title, "") for title in titles]
    return _named(columns, table)


def _named(columns: list[str], table: Iterator[list[str]]) -> Iterator[Numbered]:
    for number, cells in enumerate(table, start=2):
        row = {name: cell for name, cell in zip(columns, cells, strict=False) if name}
        if any(row.values()):
            yield number, row


def _text(data: bytes) -> Iterator[list[str]]:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _lines(text.replace("\0", ""))
    raise BadFile("看不出是哪种编码，另存成 UTF-8 的 csv")


def _lines(text: str) -> Iterator[list[str]]:
    """Yield the lines of a csv; a quotation mark that is never closed is told by its row."""
    number = 0
    try:
        for number, line in enumerate(csv.reader(io.StringIO(text, newline="")), start=1):
            yield line
    except csv.Error:
        raise BadFile(f"第 {number + 1} 行读不下去，看看引号是不是成对") from None


def _workbook(data: bytes) -> Iterator[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        table = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError) as broken:
        raise BadFile("这不是能读的 Excel 文件，另存成 xlsx 或 csv") from broken
    return ([_cell(cell) for cell in row] for row in table)


def _cell(value: object) -> str:
    """Write a cell as text: 88.0 is 88, a day is 2022-06-01."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
