"""A programme goes out as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Programme, Target
from ..queries import TaskLine
from .columns import SOURCE_SHEET, TARGET_COLUMNS, TARGET_SHEET, TASK_SHEET, Column, task_columns


def _cell(sheet: Any, row: int, column: int, value: object, formats: dict[str, Any]) -> None:
    if isinstance(value, Decimal):
        sheet.write_number(row, column, float(value))
    elif isinstance(value, bool) or value is None:
        sheet.write_blank(row, column, None)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    elif isinstance(value, date) and value.year >= 1900:
        sheet.write_datetime(row, column, value, formats["date"])
    else:
        # write_string, not write: a text that begins with "=" must stay a text
        sheet.write_string(row, column, str(value))


def _sheet(
    book: Any,
    name: str,
    columns: Sequence[Column],
    rows: Iterable[object],
    formats: dict[str, Any],
) -> None:
    sheet = book.add_worksheet(name)
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width)
        sheet.write_string(0, index, column.head, formats["head"])
    count = 0
    for count, row in enumerate(rows, start=1):
        for index, column in enumerate(columns):
            _cell(sheet, count, index, column.cell(row), formats)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(count, 1), len(columns) - 1)


def status_words() -> dict[str, str]:
    """Return the words for where a task stands."""
    return {
        "draft": _("未定稿"),
        "not_started": _("未开始"),
        "on_track": _("正常"),
        "at_risk": _("有风险"),
        "late": _("滞后"),
        "done": _("已完成"),
        "suspended": _("挂起"),
        "cancelled": _("取消"),
    }


SOURCE_COLUMNS = (
    Column("项目", 20, lambda pair: pair[0]),
    Column("内容", 70, lambda pair: pair[1]),
)
HELP = (
    "改“目标”“任务”两张表的内容后可以导回。编号和版本两列不要改。删掉的列保持原样。"
    "节点一行一个：名称 权重% 日期。多个单位、多个目标编号用顿号隔开。"
)


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
    _sheet(book, TARGET_SHEET, TARGET_COLUMNS, targets, formats)
    _sheet(book, TASK_SHEET, task_columns(status_words()), lines, formats)
    now = timezone.localtime()
    source = [
        ("方案", programme.title),
        ("文件", programme.plan.file_name),
        ("文件指纹 SHA-256", programme.plan.sha256),
        ("导出时间", f"{now:%Y-%m-%d %H:%M}"),
        ("导出人", author),
        ("说明", HELP),
    ]
    _sheet(book, SOURCE_SHEET, SOURCE_COLUMNS, source, formats)
    book.close()
    return buffer.getvalue()
