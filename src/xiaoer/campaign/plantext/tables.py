"""Tables of tasks: lines whose cells are parted by tabs, under a row of column names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .responsible import names_in

COLUMNS: tuple[tuple[str, str], ...] = (
    ("number", r"序号|编号|No\.?"),
    (
        "units",
        r"(?:责任|牵头|配合|主办|协办|承办|实施|完成|主责|主管)\S{0,4}(?:单位|部门|处室|科室)|单位|部门|牵头|配合",
    ),
    ("deadline", r"(?:完成|办理|实施)?(?:时限|时间|期限|时间节点)\S{0,4}"),
    ("task", r"\S{0,6}(?:任务|措施|举措|事项|项目|内容|工作)\S{0,4}"),
    ("target", r"\S{0,6}(?:目标|指标|标准|成效|要求)\S{0,4}"),
)
LINE = re.compile(r"^[^\n\t]*\t[^\n]*", re.M)
LONGEST_NAME = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its span, without blanks around it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is a task: spans of the row and its title, and what its columns say."""

    table: int
    number: int
    start: int
    end: int
    marker: Cell | None
    title: Cell
    units: tuple[str, ...]
    deadline: str


def _cells(folded: str, start: int, end: int) -> list[Cell]:
    cells = []
    at = start
    for words in folded[start:end].split("\t"):
        left = len(words) - len(words.lstrip())
        cells.append(Cell(at + left, at + max(left, len(words.rstrip()))))
        at += len(words) + 1
    return cells


def _column(name: str) -> str | None:
    if not name or len(name) > LONGEST_NAME:
        return None
    plain = name.replace(" ", "")
    return next((role for role, words in COLUMNS if re.fullmatch(words, plain)), None)


def _header(folded: str, cells: list[Cell]) -> list[str | None] | None:
    names = [_column(folded[cell.start : cell.end]) for cell in cells]
    known = [name for name in names if name]
    return names if len(known) >= 2 and "task" in known and len(names) <= 12 else None


def rows(folded: str, text: str) -> Iterator[Row]:
    """Yield the rows of all task tables, in order."""
    header: list[str | None] | None = None
    table = count = 0
    last_end = -2
    for match in LINE.finditer(folded):
        cells = _cells(folded, match.start(), match.end())
        found = _header(folded, cells)
        if found:
            header, table, count = found, table + 1, 0
        elif header and match.start() == last_end + 1 and len(cells) >= 2:
            row = _row(folded, text, cells, header)
            if row:
                count += 1
                yield Row(table, count, match.start(), match.end(), *row)
        else:
            header = None
        last_end = match.end()


Fields = tuple[Cell | None, Cell, tuple[str, ...], str]


def _row(folded: str, text: str, cells: list[Cell], header: list[str | None]) -> Fields | None:
    by_role: dict[str, list[Cell]] = {}
    for role, cell in zip(header, cells, strict=False):
        if role and cell.end > cell.start:
            by_role.setdefault(role, []).append(cell)
    if not by_role.get("task"):
        return None
    units = [
        name for cell in by_role.get("units", []) for name in names_in(text[cell.start : cell.end])
    ]
    deadline = " ".join(folded[c.start : c.end] for c in by_role.get("deadline", []))
    marker = next(iter(by_role.get("number", [])), None)
    return marker, _title(folded, by_role["task"]), tuple(dict.fromkeys(units)), deadline


def _title(folded: str, tasks: list[Cell]) -> Cell:
    """Take the last task column of short words (大类, 任务, 具体内容: the task itself)."""
    cell = tasks[-1] if len(tasks) < 3 else tasks[1]
    if cell.end - cell.start > 60 and len(tasks) > 1:
        cell = tasks[0]
    stop = re.compile(r"[。;:]").search(folded, cell.start + 4, cell.end)
    return Cell(cell.start, min(stop.start() if stop else cell.end, cell.start + 60))
