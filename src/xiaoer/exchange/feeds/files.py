"""CSV, Excel and JSON files as tables of cells."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from .tables import NoTable

ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")
DELIMITERS = ",;\t|"


def table_of(name: str, data: bytes) -> list[Sequence[object]]:
    """Return the cells of a file by its name's ending; raises `NoTable` with what to do."""
    ending = name.lower().rsplit(".", 1)[-1]
    if not data:
        raise NoTable("文件是空的")
    if ending in ("xlsx", "xls", "xlsm", "ods"):
        return _excel(data)
    if ending == "json":
        return _json(data)
    if ending in ("csv", "txt", "tsv"):
        return _csv(data)
    raise NoTable(f"不认识 .{ending} 文件，交 CSV、Excel 或 JSON")


def _excel(data: bytes) -> list[Sequence[object]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets: list[list[Sequence[object]]] = [
            list(book.get_sheet_by_name(n).to_python(skip_empty_area=False))
            for n in book.sheet_names
        ]
    except (CalamineError, OSError, ValueError):
        raise NoTable("这份 Excel 打不开，可能加了密码或坏了") from None
    filled = [sheet for sheet in sheets if sheet]
    if not filled:
        raise NoTable("Excel 里没有内容")
    return max(filled, key=len)


def _json(data: bytes) -> list[Sequence[object]]:
    try:
        found: Any = json.loads(data)
    except (UnicodeDecodeError, json.JSONDecodeError) as problem:
        raise NoTable(f"JSON 看不懂：{problem}") from None
    rows = found.get("rows") if isinstance(found, dict) else found
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise NoTable('JSON 要是一列对象，或 {"rows": [...]}')
    names = list(dict.fromkeys(name for row in rows for name in row))
    return [names, *([row.get(name) for name in names] for row in rows)]


def _csv(data: bytes) -> list[Sequence[object]]:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise NoTable("文字编码看不懂，存成 UTF-8 的 CSV 再交")
    head = text[:10_000]
    delimiter = max(DELIMITERS, key=head.count)
    return list(csv.reader(io.StringIO(text), delimiter=delimiter))
