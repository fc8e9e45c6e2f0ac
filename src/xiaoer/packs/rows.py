"""Rows of a list: CSV with its lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from .faults import Fault, Unreadable
from .yamlfile import CONTROL, decoded

MAX_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row and the line it ends on."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file: its header and rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def values(self) -> tuple[dict[str, str], ...]:
        """Return the rows without their lines."""
        return tuple(row.cells for row in self.rows)


EMPTY = Table((), ())


def parse_rows(data: bytes, file: str) -> tuple[Table, list[Fault]]:
    """Read a CSV file; a row with another number of cells is a fault and left out."""
    try:
        text = decoded(data, file)
        return _table(text, file)
    except Unreadable as problem:
        return EMPTY, [problem.fault]


def _table(text: str, file: str) -> tuple[Table, list[Fault]]:
    found = CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise Unreadable(file, line, "有看不见的控制字符，删掉它")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    faults: list[Fault] = []
    rows: list[Row] = []
    try:
        columns = tuple(name.strip() for name in next(reader, ()))
        for cells in reader:
            if any(cell.strip() for cell in cells):
                _add(Row(reader.line_num, {}), cells, columns, rows, faults, file)
    except csv.Error:
        raise Unreadable(file, reader.line_num, "CSV 写法不对，检查引号") from None
    return Table(columns, tuple(rows)), faults


def _add(
    row: Row,
    cells: Sequence[str],
    columns: Sequence[str],
    rows: list[Row],
    faults: list[Fault],
    file: str,
) -> None:
    if len(rows) >= MAX_ROWS:
        raise Unreadable(file, row.line, f"清单最多 {MAX_ROWS:,} 行")
    if len(cells) != len(columns):
        reason = f"这一行有 {len(cells)} 列，表头有 {len(columns)} 列"
        faults.append(Fault(file, row.line, reason))
        return
    row.cells.update(zip(columns, (cell.strip() for cell in cells), strict=True))
    rows.append(row)
