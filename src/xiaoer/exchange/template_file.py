"""An empty workbook of a feed: headings, what each column wants, and lists to choose from."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from xiaoer.packs.schema import FeedColumn, FeedSpec

from .feeds.tables import columns_of, titles

ROWS = 5_000  # rows for which lists to choose from are laid
KINDS = {
    "string": "文字", "integer": "整数", "decimal": "数字", "date": "2022-06-01",
    "datetime": "2022-06-01 08:30", "bool": "是 / 否", "enum": "从列表里选",
}  # fmt: skip


def template(feed: FeedSpec) -> bytes:
    """Return an Excel file that the feed's own reader takes."""
    import xlsxwriter

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(_("数据"))
    sheet.freeze_panes(1, 0)
    names = titles(columns_of(feed))
    for at, column in enumerate(columns_of(feed)):
        name = names[column.key]
        sheet.write_string(0, at, f"{name} *" if column.required else name, head)
        sheet.set_column(at, at, max(14, len(name) * 2))
        _choices(sheet, at, column)
    _notes(book, feed, head)
    book.close()
    return out.getvalue()


def _choices(sheet: Any, at: int, column: FeedColumn) -> None:
    values = list(column.values) or (["是", "否"] if column.kind == "bool" else [])
    if values and len(",".join(values)) < 255:  # Excel's own limit
        sheet.data_validation(1, at, ROWS, at, {"validate": "list", "source": values})


def _notes(book: Any, feed: FeedSpec, head: Any) -> None:
    sheet = book.add_worksheet(_("说明"))
    sheet.write_row(0, 0, [_("列"), _("填什么"), _("必填"), _("说明")], head)
    sheet.set_column(0, 3, 28)
    names = titles(columns_of(feed))
    for line, column in enumerate(columns_of(feed), 1):
        wants = "、".join(column.values) or KINDS[column.kind]
        required = _("必填") if column.required else ""
        sheet.write_row(line, 0, [names[column.key], wants, required, column.note])


def safe(text: str) -> str:
    """Return a text that a spreadsheet will not run: a leading sign gets a quote before it."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
