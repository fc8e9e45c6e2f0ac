"""The programme as an Excel workbook, out and back in.

Out: targets and tasks with the columns on screen, a frozen head, and a last sheet with
source, time and filter. In: the same file; every row is checked before anything is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from xiaoer.people.models import Organisation
from xiaoer.people.queries import responsible_units

from .models import Programme, Target, Task
from .queries import TaskLine

TARGET_SHEET, TASK_SHEET, SOURCE_SHEET = "目标", "任务", "来源"
TARGET_COLUMNS = (
    ("编号", 16),
    ("举措", 26),
    ("指标", 30),
    ("要求", 8),
    ("目标值", 10),
    ("上限", 10),
    ("单位", 10),
    ("每", 8),
    ("责任单位", 18),
    ("状态", 8),
    ("说明", 24),
    ("原文", 60),
    ("版本", 6),
)
TASK_COLUMNS = (
    ("编号", 18),
    ("举措", 26),
    ("任务", 60),
    ("牵头单位", 18),
    ("责任人", 10),
    ("开始", 12),
    ("完成", 12),
    ("成果", 24),
    ("佐证", 18),
    ("不挂目标的理由", 24),
    ("进度", 8),
    ("状态", 10),
    ("版本", 6),
)


def _cell(sheet: Any, row: int, column: int, value: object, formats: dict[str, Any]) -> None:
    if isinstance(value, Decimal):
        sheet.write_number(row, column, float(value))
    elif isinstance(value, bool) or value is None:
        sheet.write_blank(row, column, None)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, formats["date"])
    else:
        # write_string, not write: a text that begins with "=" must stay a text
        sheet.write_string(row, column, str(value))


def _sheet(
    book: Any,
    name: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[object]],
    formats: dict[str, Any],
) -> None:
    sheet = book.add_worksheet(name)
    for index, (label, width) in enumerate(columns):
        sheet.set_column(index, index, width)
        sheet.write_string(0, index, label, formats["head"])
    count = 0
    for count, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _cell(sheet, count, column, value, formats)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)


def _target_row(target: Target) -> tuple[object, ...]:
    return (
        target.key,
        str(target.measure or ""),
        target.phrase,
        target.get_comparator_display(),
        target.value,
        target.value2,
        target.unit,
        target.per,
        str(target.responsible or ""),
        target.get_state_display(),
        target.note,
        target.quote,
        target.revision,
    )


def _task_row(line: TaskLine, statuses: dict[str, str]) -> tuple[object, ...]:
    task = line.task
    return (
        task.number,
        str(task.measure),
        task.text,
        str(task.lead or ""),
        task.owner_person,
        task.start,
        task.finish,
        task.deliverable,
        task.evidence_type,
        task.no_target_reason,
        line.progress,
        statuses[line.status],
        task.revision,
    )


def status_words() -> dict[str, str]:
    """Return the words for where a task stands."""
    return {
        "not_started": _("未开始"),
        "on_track": _("正常"),
        "at_risk": _("有风险"),
        "late": _("滞后"),
        "done": _("已完成"),
        "suspended": _("挂起"),
        "cancelled": _("取消"),
    }


def write(
    programme: Programme, targets: Iterable[Target], lines: Iterable[TaskLine], author: str
) -> bytes:
    """Return the workbook of a programme."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    formats = {
        "head": book.add_format({"bold": True, "bg_color": "#EFEDE8", "bottom": 1}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
    }
    words = status_words()
    _sheet(book, TARGET_SHEET, TARGET_COLUMNS, map(_target_row, targets), formats)
    _sheet(book, TASK_SHEET, TASK_COLUMNS, (_task_row(ln, words) for ln in lines), formats)
    now = timezone.localtime()
    source = [
        ("方案", programme.title),
        ("文件", programme.plan.file_name),
        ("文件指纹 SHA-256", programme.plan.sha256),
        ("导出时间", f"{now:%Y-%m-%d %H:%M}"),
        ("导出人", author),
        ("说明", "改“目标”“任务”两张表的内容后可以导回。编号和版本两列不要改。"),
    ]
    _sheet(book, SOURCE_SHEET, (("项目", 20), ("内容", 70)), source, formats)
    book.close()
    return buffer.getvalue()


class WorkbookError(ValueError):
    """The file is not a workbook of ours; the message says what to do."""


@dataclass(slots=True)
class Change:
    """One row that differs, or cannot be taken and why."""

    sheet: str
    key: str
    pk: int
    revision: int
    values: dict[str, object] = field(default_factory=dict)
    shown: list[tuple[str, str, str]] = field(default_factory=list)
    problem: str = ""


def _rows(content: bytes) -> dict[str, list[dict[str, object]]]:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
    except (CalamineError, ValueError, OSError) as broken:
        raise WorkbookError(_("这不是能读的 Excel 文件。用“台账 Excel”导出的那份改。")) from broken
    found = {}
    for name in (TARGET_SHEET, TASK_SHEET):
        if name in book.sheet_names:
            table = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            head = [str(cell).strip() for cell in table[0]] if table else []
            found[name] = [dict(zip(head, row, strict=False)) for row in table[1:]]
    if not found:
        raise WorkbookError(_("文件里没有“目标”或“任务”表。用“台账 Excel”导出的那份改。"))
    return found


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _number(value: object) -> Decimal | None:
    text = _text(value).replace(",", "").replace("，", "")
    if not text:
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        raise WorkbookError(_("“%(value)s”不是数字") % {"value": text}) from None


def _day(value: object) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(_text(value).replace("/", "-").replace(".", "-"))
    except ValueError:
        raise WorkbookError(
            _("“%(value)s”不是日期，写成 2022-05-20 这样") % {"value": _text(value)}
        ) from None


class Reader:
    """Compares the rows of a workbook with what stands in the programme."""

    def __init__(self, programme: Programme) -> None:
        self.targets = {t.key: t for t in programme.targets.select_related("responsible")}
        self.tasks = {t.number: t for t in programme.tasks.select_related("lead")}
        self.units: dict[str, Organisation] = {}
        for unit in responsible_units():
            self.units[unit.name] = self.units[unit.short_name] = unit
        self.comparators = {str(label): code for code, label in Target.Comparator.choices}

    def _unit(self, value: object) -> Organisation | None:
        name = _text(value)
        if name and name not in self.units:
            raise WorkbookError(_("没有叫“%(name)s”的单位") % {"name": name})
        return self.units.get(name)

    def _comparator(self, value: object) -> str:
        text = _text(value)
        if text not in self.comparators and text not in Target.Comparator.values:
            raise WorkbookError(_("“要求”里没有“%(value)s”这种写法") % {"value": text})
        return self.comparators.get(text, text)

    def target_values(self, cells: dict[str, object]) -> dict[str, object]:
        """Read one row of the targets sheet."""
        return {
            "phrase": _text(cells.get("指标")),
            "comparator": self._comparator(cells.get("要求")),
            "value": _number(cells.get("目标值")),
            "value2": _number(cells.get("上限")),
            "unit": _text(cells.get("单位")),
            "per": _text(cells.get("每")),
            "responsible": self._unit(cells.get("责任单位")),
            "note": _text(cells.get("说明")),
        }

    def task_values(self, cells: dict[str, object]) -> dict[str, object]:
        """Read one row of the tasks sheet."""
        return {
            "text": _text(cells.get("任务")),
            "lead": self._unit(cells.get("牵头单位")),
            "owner_person": _text(cells.get("责任人")),
            "start": _day(cells.get("开始")),
            "finish": _day(cells.get("完成")),
            "deliverable": _text(cells.get("成果")),
            "evidence_type": _text(cells.get("佐证")),
            "no_target_reason": _text(cells.get("不挂目标的理由")),
        }


def _check(row: Target | Task, values: dict[str, object]) -> None:
    if isinstance(row, Target):
        if not values["phrase"]:
            raise WorkbookError(_("“指标”不能空着"))
        if values["value"] is None and not row.masked:
            raise WorkbookError(_("“目标值”不能空着，原文写了数字"))
    elif values["finish"] < values["start"]:
        raise WorkbookError(_("完成日期要在开始日期之后"))


def _change(
    reader: Reader, sheet: str, cells: dict[str, object], known: dict[str, Any]
) -> Change | None:
    key = _text(cells.get("编号"))
    if not key:
        return None
    row = known.get(key)
    if row is None:
        return Change(sheet, key, 0, 0, problem=_("没有这个编号"))
    version = _text(cells.get("版本"))
    change = Change(sheet, key, row.pk, int(version) if version.isdigit() else 0)
    try:
        read = reader.target_values if sheet == TARGET_SHEET else reader.task_values
        values = read(cells)
        _check(row, values)
    except WorkbookError as problem:
        change.problem = str(problem)
        return change
    return _difference(change, row, values)


def _difference(change: Change, row: Any, values: dict[str, object]) -> Change | None:
    for name, new in values.items():
        old = getattr(row, name)
        if old != new:
            label = str(row._meta.get_field(name).verbose_name)
            change.values[name] = new
            change.shown.append((label, _text(old), _text(new)))
    if not change.values:
        return None
    if change.revision != row.revision:
        change.problem = _("导出之后有人改过这一行，请重新导出再改")
    return change


def compare(programme: Programme, content: bytes) -> list[Change]:
    """Return the rows of a workbook that differ from the programme, faulty ones with a reason.

    Raises `WorkbookError` for a file that is not a workbook of ours.
    """
    reader = Reader(programme)
    known = {TARGET_SHEET: reader.targets, TASK_SHEET: reader.tasks}
    found = (
        _change(reader, sheet, cells, known[sheet])
        for sheet, rows in _rows(content).items()
        for cells in rows
    )
    return [change for change in found if change is not None]
