"""`xiaoer plan compile FILE`: a plan file becomes headings, measures and targets."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from .plantext import Plan

app = typer.Typer(no_args_is_help=True, help="Read plans.")

BAD_INPUT = 2


class Format(StrEnum):
    """How the compiled plan is shown."""

    JSON = "json"
    TABLE = "table"
    XLSX = "xlsx"


@app.callback()
def plan() -> None:
    """Read plans."""


@app.command("compile")
def compile_plan(
    file: Annotated[Path, typer.Argument(help="txt, md, docx, pdf or html")],
    format_: Annotated[Format, typer.Option("--format", help="json, table or xlsx")] = Format.JSON,
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json")] = False,
    output: Annotated[Path | None, typer.Option(help="Write to this file instead")] = None,
) -> None:
    """Compile a plan into headings, measures, targets and rhythms."""
    chosen = Format.JSON if as_json else format_
    if chosen is Format.XLSX and output is None:
        _refuse("xlsx 需要用 --output 指定要写的文件。")
    compiled, notes = _compiled(file)
    for note in notes:
        typer.echo(note, err=True)
    try:
        _show(compiled, chosen, output, notes)
    except OSError:
        _refuse(f"写不了文件 {output}，请检查路径和权限。")


@app.command()
def remind(
    day: Annotated[str | None, typer.Option(help="YYYY-MM-DD; today when left out")] = None,
) -> None:
    """Write the reminders of the goal breakdown that are due (day 12, day 16)."""
    from datetime import date

    try:
        chosen = date.fromisoformat(day) if day else None
    except ValueError:
        _refuse("日期写成 2022-06-01 这样。")
    from xiaoer.runtime.serving import prepare

    prepare(migrate=False)
    from django.utils import timezone

    from .services.reminding import remind_breakdown

    count = remind_breakdown(chosen or timezone.localdate())
    typer.echo(f"新写了 {count} 条提醒")


def _refuse(sentence: str) -> None:
    typer.echo(sentence, err=True)
    raise typer.Exit(BAD_INPUT)


def _compiled(file: Path) -> tuple[Plan, tuple[str, ...]]:
    # Imported here so that the command line starts without lxml, pypdf and OpenCC.
    from .planfiles import PlanFileError, read
    from .plantext import compile

    try:
        source = read(file)
    except PlanFileError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(BAD_INPUT) from error
    return compile(source.text, source.headings), source.warnings


def _show(compiled: Plan, chosen: Format, output: Path | None, notes: tuple[str, ...]) -> None:
    if chosen is Format.XLSX and output is not None:
        _write_workbook(_with_notes(compiled, notes), output)
    elif chosen is Format.TABLE:
        _write(_table(compiled.to_dict()), output)
    else:
        import json

        _write(json.dumps(_with_notes(compiled, notes), ensure_ascii=False, indent=2), output)


def _with_notes(compiled: Plan, notes: tuple[str, ...]) -> dict[str, Any]:
    """Return the plan as plain data, with what was odd about the file before its warnings."""
    found = compiled.to_dict()
    odd = [{"code": "file", "message": note, "start": None, "end": None} for note in notes]
    return {**found, "warnings": [*odd, *found["warnings"]]}


def _write(words: str, output: Path | None) -> None:
    if output is None:
        typer.echo(words)
    else:
        output.write_text(words + "\n", encoding="utf-8")


def _level(target: dict[str, Any]) -> str:
    number = "xx" if target["masked"] else _number(target["value"])
    if target["value2"] is not None:
        number = f"{number}–{_number(target['value2'])}"
    return f"{target['comparator']} {number} {target['unit'] or ''}".strip()


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.10g}"


def _table(found: dict[str, Any]) -> str:
    from io import StringIO

    from rich.console import Console
    from rich.table import Table

    table = Table(title=found["title"] or None)
    for column in ("编号", "指标", "水平", "期限", "原文"):
        table.add_column(column, overflow="fold")
    for target in found["targets"]:
        cells = (target["id"], target["phrase"], _level(target), target["deadline"] or "")
        table.add_row(*cells, target["quote"])
    page = StringIO()
    console = Console(file=page, width=120, markup=False, highlight=False)
    console.print(table)
    console.print(_summary(found))
    for warning in found["warnings"]:
        console.print(f"提示：{warning['message']}")
    return page.getvalue().rstrip()


def _summary(found: dict[str, Any]) -> str:
    masked = sum(target["masked"] for target in found["targets"])
    return (
        f"标题 {len(found['headings'])}，举措 {len(found['measures'])}，"
        f"目标 {len(found['targets'])}（{masked} 个数字被遮盖），报送节奏 {len(found['cadences'])}"
    )


SHEETS = (
    ("目标", "targets"),
    ("举措", "measures"),
    ("标题", "headings"),
    ("报送节奏", "cadences"),
    ("提示", "warnings"),
)
NAMES = {
    "id": "编号", "level": "层级", "marker": "序号", "title": "标题", "start": "起", "end": "止",
    "text_end": "节止", "part": "所属部分", "number": "号", "responsible_units": "责任单位",
    "measure": "举措", "heading": "所在标题", "phrase": "指标", "comparator": "比较", "value": "数值",
    "value2": "上限", "unit": "单位", "per": "每", "masked": "遮盖", "qualifier": "限定",
    "deadline": "期限", "quote": "原文", "schedule": "节奏", "who": "谁", "code": "代码",
    "message": "说明",
}  # fmt: skip
COLUMNS = {
    "targets": (
        "id", "measure", "heading", "phrase", "comparator", "value", "value2", "unit", "per",
        "masked", "qualifier", "deadline", "responsible_units", "quote", "start", "end",
    ),
    "measures": ("id", "part", "number", "title", "responsible_units", "start", "end"),
    "headings": ("id", "level", "marker", "title", "start", "end", "text_end"),
    "cadences": ("quote", "schedule", "who", "start", "end"),
    "warnings": ("code", "message", "start", "end"),
}  # fmt: skip


def _write_workbook(found: dict[str, Any], output: Path) -> None:
    import xlsxwriter  # type: ignore[import-untyped]

    # Words of a plan must stay words: no formulas, no links.
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    try:
        with xlsxwriter.Workbook(str(output), options) as book:
            bold = book.add_format({"bold": True})
            for title, key in SHEETS:
                sheet = book.add_worksheet(title)
                sheet.freeze_panes(1, 0)
                sheet.write_row(0, 0, [NAMES[name] for name in COLUMNS[key]], bold)
                for at, row in enumerate(found[key], start=1):
                    sheet.write_row(at, 0, [_cell(row.get(name)) for name in COLUMNS[key]])
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from error


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return "、".join(value)
    if isinstance(value, bool):
        return "是" if value else ""
    return value
