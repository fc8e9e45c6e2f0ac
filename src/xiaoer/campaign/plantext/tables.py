"""Tables of tasks and of indicators: lines of cells parted by tabs under a row of column names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from .responsible import names_in
from .units import UNIT

UNITS_COLUMN = r"(?:责任|牵头|配合|主办|协办|承办|实施|完成|主责|主管)\S{0,4}(?:单位|部门|处室|科室|领导|人)|单位|部门|牵头|配合"
# The first that fits wins: 工作目标 is a target, 目标任务 a task, 2025年完成情况 a base.
COLUMNS: tuple[tuple[str, str], ...] = (
    ("number", r"序号|编号|No\.?|号"),
    ("unit", r"计量单位|量纲"),
    ("units", UNITS_COLUMN),
    ("deadline", r"(?:完成|办理|实施|推进)?(?:时限|时间|期限|日期|节点|时间节点|进度)\S{0,4}"),
    ("task", r"(?:目标任务|任务目标|任务|改革任务)(?:名称|分解)?"),
    ("base", r"\S{0,6}(?:基数|基期|基准|现状|上年|去年|同期|实际|实绩|当前|目前|完成值|完成数|完成情况)\S{0,4}"),
    ("goal", r"\S{0,6}(?:目标值|指标值|任务数|计划数|目标数|计划值|20\d\d年(?:度|底)?(?:目标|计划|任务))\S{0,4}"),
    ("indicator", r"\S{0,4}指标(?:名称|内容|项目)?"),
    ("year", r"20\d\d年?(?:度|底)?"),
    ("target", r"\S{0,6}(?:目标|标准|成效|要求|成果)\S{0,4}"),
    ("task", r"\S{0,6}(?:任务|措施|举措|事项|项目|改革)\S{0,4}"),
    ("detail", r"\S{0,6}(?:内容|工作|做法)\S{0,4}"),
)  # fmt: skip
LINE = re.compile(r"^[^\n\t]*\t[^\n]*", re.M)
BRACKET = re.compile(r"\((?:单位:)?([^()]*)\)")
ONLY_UNIT = re.compile(rf"(?:[十百千]?[万亿])?(?:{UNIT})|万|亿")
SENTENCE_END = re.compile(r"[。;:]")
LONGEST_NAME = 14
LONGEST_TITLE = 60
# What is printed in these columns is never a level.
NO_LEVELS = frozenset({"number", "unit", "units", "deadline", "base", "indicator"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its span, without blanks around it, and the role and name of its column."""

    start: int
    end: int
    role: str | None = None
    column: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells, and what its columns say.

    A row with a title is a task; `indicator` and `unit` are set where the row names an
    indicator, whose levels stand in its goal cells.
    """

    table: int
    number: int
    start: int
    end: int
    cells: tuple[Cell, ...]
    marker: Cell | None
    title: Cell | None
    units: tuple[str, ...]
    deadline: str
    indicator: str | None = None
    unit: str | None = None

    def cell_at(self, place: int) -> Cell | None:
        """Return the cell around the place."""
        return next((cell for cell in self.cells if cell.start <= place < cell.end), None)

    def base(self, folded: str) -> str:
        """Return what the row prints as the level of today."""
        return " ".join(folded[c.start : c.end] for c in self.cells if c.role == "base")


def _cells(folded: str, start: int, end: int, header: list[Cell]) -> tuple[Cell, ...]:
    cells = []
    at = start
    for words, above in zip_longest(folded[start:end].split("\t"), header):
        if words is None:
            break
        left = len(words) - len(words.lstrip())
        span = (at + left, at + max(left, len(words.rstrip())))
        cells.append(Cell(*span, above.role if above else None, above.column if above else ""))
        at += len(words) + 1
    return tuple(cells)


@lru_cache(maxsize=4096)
def _role(name: str) -> str | None:
    if len(name) > 3 * LONGEST_NAME:
        return None
    plain = BRACKET.sub("", name.replace(" ", ""))
    if not plain or len(plain) > LONGEST_NAME:
        return None
    return next((role for role, words in COLUMNS if re.fullmatch(words, plain)), None)


def _header(folded: str, cells: tuple[Cell, ...]) -> list[Cell] | None:
    """Return the columns if the line names those of a table of tasks or indicators."""
    names = [folded[cell.start : cell.end] for cell in cells]
    roles = _settled([_role(name) for name in names])
    known = {role for role in roles if role}
    works = {"task", "detail"} & known or {"indicator", "goal"} <= known
    if not works or sum(role is not None for role in roles) < 2 or len(roles) > 16:
        return None
    return [
        Cell(cell.start, cell.end, role, name)
        for cell, role, name in zip(cells, roles, names, strict=True)
    ]


def _settled(roles: list[str | None]) -> list[str | None]:
    """Say of columns that name a year only, and of 目标 beside 指标, what stands in them."""
    if "indicator" not in roles and not {"base", "goal"} <= set(roles):
        return ["target" if role in ("goal", "year") else role for role in roles]
    roles = ["goal" if role == "target" else role for role in roles]
    if "indicator" not in roles and "task" in roles:
        roles[roles.index("task")] = "indicator"
    if "goal" not in roles and "year" not in roles:
        return ["target" if role == "indicator" else role for role in roles]
    goals = "base" in roles or "goal" not in roles
    years = [at for at, role in enumerate(roles) if role == "year"]
    for at in years:
        last = at == years[-1] or "base" in roles
        roles[at] = "goal" if goals and last else "base"
    return roles


def rows(folded: str, text: str) -> Iterator[Row]:
    """Yield the rows of all tables of tasks or indicators, in order."""
    header: list[Cell] | None = None
    table = count = 0
    last_end = -2
    for match in LINE.finditer(folded):
        cells = _cells(folded, match.start(), match.end(), header or [])
        found = _header(folded, cells) if len(cells) <= 16 else None
        if found:
            header, table, count = found, table + 1, 0
        elif header and match.start() == last_end + 1:
            row = _row(folded, text, cells, (table, count + 1))
            if row:
                count += 1
                yield row
        else:
            header = None
        last_end = match.end()


def _row(folded: str, text: str, cells: tuple[Cell, ...], place: tuple[int, int]) -> Row | None:
    by_role: dict[str, list[Cell]] = {}
    for cell in cells:
        if cell.role and cell.end > cell.start:
            by_role.setdefault(cell.role, []).append(cell)
    tasks = by_role.get("task") or by_role.get("detail") or []
    if not tasks and not by_role.keys() & {"indicator", "goal", "target"}:
        return None
    indicator, unit = _indicator(folded, by_role)
    printed = [cell for cell in by_role.get("units", []) if not _is_unit(folded, cell)]
    names = [name for cell in printed for name in names_in(text[cell.start : cell.end])]
    return Row(
        *place,
        cells[0].start,
        cells[-1].end,
        cells,
        next(iter(by_role.get("number", [])), None),
        _title(folded, tasks) if tasks else None,
        tuple(dict.fromkeys(names)),
        " ".join(folded[c.start : c.end] for c in by_role.get("deadline", [])),
        indicator,
        unit,
    )


def _is_unit(folded: str, cell: Cell) -> bool:
    return ONLY_UNIT.fullmatch(folded, cell.start, cell.end) is not None


def _indicator(folded: str, by_role: dict[str, list[Cell]]) -> tuple[str | None, str | None]:
    """Return the words and the unit of the indicator: 新登记经营主体(户), or a column of units."""
    cells = by_role.get("indicator")
    if not cells or not by_role.get("goal"):
        return None, None
    printed = folded[cells[-1].start : cells[-1].end]
    columns = [cell for role in ("unit", "units") for cell in by_role.get(role, [])]
    units = [folded[c.start : c.end] for c in columns if _is_unit(folded, c)]
    headings = " ".join(c.column for c in by_role["goal"])
    for bracket in BRACKET.finditer(f"{printed} {headings}"):
        if ONLY_UNIT.fullmatch(bracket.group(1)):
            units.append(bracket.group(1))
            printed = printed.replace(bracket.group(), "")
    return printed.strip(), units[0] if units else None


def _title(folded: str, tasks: list[Cell]) -> Cell:
    """Take the last task column of short words (大类, 任务, 具体任务: the task itself)."""
    cell = tasks[-1] if len(tasks) < 3 else tasks[1]
    if cell.end - cell.start > LONGEST_TITLE and len(tasks) > 1:
        cell = tasks[0]
    stop = SENTENCE_END.search(folded, cell.start + 4, cell.end)
    return Cell(cell.start, min(stop.start() if stop else cell.end, cell.start + LONGEST_TITLE))
