"""Rows behind a figure as a workbook: real numbers and dates, a second sheet says where from."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from .catalogue import Known
from .drill import Behind
from .queries import Period

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HIDDEN = ("y", "m", "x")


def workbook(known: Known, period: Period, county: str, found: Behind) -> HttpResponse:
    """Return the rows as an Excel file; texts that look like formulas stay texts."""
    import xlsxwriter

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    _rows(book, found)
    _origin(book, known, period, county, found)
    book.close()
    answer = HttpResponse(out.getvalue(), content_type=XLSX)
    month = f"-{period.month:02}" if period.month else ""
    name = f"{known.spec.id}-{period.year}{month}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _rows(book: object, found: Behind) -> None:
    sheet = book.add_worksheet(_("明细"))  # type: ignore[attr-defined]
    day = book.add_format({"num_format": "yyyy-mm-dd"})  # type: ignore[attr-defined]
    names = [name for name in (found.rows[0] if found.rows else {}) if name not in HIDDEN]
    sheet.write_row(0, 0, names)
    sheet.freeze_panes(1, 0)
    for number, row in enumerate(found.rows, 1):
        for column, name in enumerate(names):
            value = row[name]
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, day)
            elif value is not None:
                sheet.write(number, column, value)


def _origin(book: object, known: Known, period: Period, county: str, found: Behind) -> None:
    sheet = book.add_worksheet(_("来源"))  # type: ignore[attr-defined]
    definition = known.definition
    lines = [
        (_("指标"), str(known.spec.title)),
        (_("口径"), definition.digest if definition else ""),
        (_("时段"), f"{period.year}-{period.month:02}" if period.month else str(period.year)),
        (_("范围"), county or _("全市")),
        (_("行数"), found.total),
        (_("看不到的行"), found.hidden),
        (_("导出时间"), f"{timezone.localtime():%Y-%m-%d %H:%M}"),
    ]
    for number, (title, value) in enumerate(lines):
        sheet.write_row(number, 0, [title, value])
