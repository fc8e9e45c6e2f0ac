"""Last year's provincial report as rows, every fault named by its line (campaign §8). Pure.

The file has `indicator_code,name,full,got,peer_avg,peer_best,source_page`; how files are decoded
and columns found is that of `xiaoer.indicators.scoring`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xiaoer.indicators.scoring.framework import BadInput, number, read_rows
from xiaoer.indicators.scoring.score_rate import Line

from .figures import plain

WANTED = ("indicator_code", "name", "full", "got")
Cells = dict[str, str]


class BadReport(BadInput):
    """A report with faults; each names its line."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("；".join(faults))


@dataclass(frozen=True, slots=True)
class ReportRow:
    """An indicator of the report: points, those of peers, and the page it stands on."""

    line: int
    code: str
    name: str
    full: Decimal
    got: Decimal
    peer_avg: Decimal | None = None
    peer_best: Decimal | None = None
    source_page: str = ""

    @property
    def lost(self) -> Decimal:
        """Return the points that were not received."""
        return self.full - self.got

    @property
    def behind_best(self) -> Decimal | None:
        """Return how many points the best peer got more."""
        return None if self.peer_best is None else max(self.peer_best - self.got, Decimal(0))

    def as_line(self, kind: str = "objective", recovery: float = 0.0) -> Line:
        """Return the row as the score rate reckons it; `recovery`: share of the loss, 0 to 1."""
        average, best = (None if p is None else float(p) for p in (self.peer_avg, self.peer_best))
        full, got = float(self.full), float(self.got)
        return Line(self.code, self.name, full, got, average, best, kind, recovery)


def report_rows(data: bytes) -> list[ReportRow]:
    """Read a report; raises `BadReport` with all of its faults."""
    try:
        cells = read_rows(data, WANTED)
    except BadInput as problem:
        raise BadReport([str(problem)]) from None
    faults: list[str] = []
    rows = [row for line, row_cells in cells if (row := _row(line, row_cells, faults))]
    faults += _twice(rows)
    if faults:
        raise BadReport(faults)
    return rows


def _row(line: int, cells: Cells, faults: list[str]) -> ReportRow | None:
    before = len(faults)
    code = cells["indicator code"]
    if not code:
        faults.append(f"第 {line} 行：没有 indicator_code")
    if not cells["name"]:
        faults.append(f"第 {line} 行：没有 name")
    full, got = (_points(cells, name, line, faults) for name in ("full", "got"))
    average, best = (_points(cells, n, line, faults, True) for n in ("peer avg", "peer best"))
    if full is None or got is None or len(faults) > before:
        return None
    page = cells.get("source page", "")
    row = ReportRow(line, code, cells["name"], full, got, average, best, page)
    faults += _out_of_bounds(row)
    return row


def _points(
    cells: Cells, name: str, line: int, faults: list[str], optional: bool = False
) -> Decimal | None:
    text = cells.get(name, "")
    if optional and not text:
        return None
    try:
        return Decimal(str(number(text, f"{name.replace(' ', '_')} ", line)))
    except BadInput as problem:
        faults.append(str(problem))
        return None


def _out_of_bounds(row: ReportRow) -> list[str]:
    if row.full <= 0:
        return [f"第 {row.line} 行：满分要大于 0，现在 {plain(row.full)}"]
    figures = (("得分", row.got), ("同类平均分", row.peer_avg), ("同类最高分", row.peer_best))
    return [
        f"第 {row.line} 行：{name}要在 0 和满分 {plain(row.full)} 之间，现在 {plain(value)}"
        for name, value in figures
        if value is not None and not 0 <= value <= row.full
    ]


def _twice(rows: list[ReportRow]) -> list[str]:
    first: dict[str, int] = {}
    faults = []
    for row in rows:
        if row.code in first:
            faults.append(f"第 {row.line} 行：{row.code} 在第 {first[row.code]} 行写过了")
        first.setdefault(row.code, row.line)
    return faults
