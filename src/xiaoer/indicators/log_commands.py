"""`xiaoer log`: what an event log says, and logs from one format into another."""

from __future__ import annotations

import json
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from xiaoer.runtime.commands import spoken

if TYPE_CHECKING:
    from xiaoer.exchange.logs.files import Reading

app = typer.Typer(no_args_is_help=True, help="事件日志：统计、读入、转成别的格式")
File = Annotated[Path, typer.Argument(help="XES（可以是 .gz）、OCEL 2.0 或 CSV")]
AsJson = Annotated[bool, typer.Option("--json", help="只输出 JSON")]
ObjectType = Annotated[str, typer.Option(help="OCEL：哪一类对象当案件")]
MOST_SHOWN = 20


@app.command()
@spoken
def stats(
    file: File,
    as_json: AsJson = False,
    worktime: Annotated[str, typer.Option(help="工作时间，如 Mon-Fri 07:00-17:00")] = "",
    calendar: Annotated[str, typer.Option(help="cn：按国家的工作日历")] = "",
    case_column: Annotated[str, typer.Option(help="CSV：案件编号那一列")] = "",
    activity_column: Annotated[str, typer.Option(help="CSV：活动那一列")] = "",
    time_column: Annotated[str, typer.Option(help="CSV：时间那一列")] = "",
    resource_column: Annotated[str, typer.Option(help="CSV：经办人那一列")] = "",
    start_column: Annotated[str, typer.Option(help="CSV：开始时间那一列")] = "",
    time_format: Annotated[str, typer.Option(help="CSV：时间的写法，如 %d/%m/%Y %H:%M")] = "",
    classifier: Annotated[str, typer.Option(help="XES：用哪个分类器给活动命名")] = "",
    object_type: ObjectType = "",
    paired: Annotated[
        bool, typer.Option("--paired", help="把 start 和 complete 配成一次活动")
    ] = False,
) -> None:
    """Tell cases, events, variants, times, rework and handovers of a log."""
    from xiaoer.clock import OutsideCalendar
    from xiaoer.exchange.logs.files import Reading
    from xiaoer.exchange.logs.headings import Mapping

    from .mining.log_statistics import statistics
    from .mining.trails import trails_of

    mapping = Mapping(case_column, activity_column, time_column, resource_column, start_column, "")
    how = Reading(
        mapping=mapping, zone=UTC, time_form=time_format, classifier=classifier,
        object_type=object_type,
    )  # fmt: skip
    log = _read(file, how, quiet=as_json)
    try:
        found = statistics(trails_of(log, paired=paired), _worktime(worktime, calendar))
    except OutsideCalendar as problem:
        _fail(str(problem))
    if as_json:
        typer.echo(json.dumps(found.as_json(), ensure_ascii=False))
    else:
        _show(found.as_json())


@app.command("import")
@spoken
def import_command(
    file: File,
    to: Annotated[Path, typer.Option("--to", help="放到哪个文件夹")],
    object_type: ObjectType = "",
) -> None:
    """Read a log with all its attributes into Parquet files."""
    from xiaoer.exchange.logs.files import Reading
    from xiaoer.exchange.logs.parquet import write_parquet

    log = _read(file, Reading(keep=True, object_type=object_type))
    try:
        write_parquet(log, to)
    except OSError as problem:
        _fail(f"写不进 {to}：{problem.strerror}")
    typer.echo(f"读入 {file.name}，放在 {to}")


@app.command()
@spoken
def export(
    source: Annotated[Path, typer.Argument(help="从哪份日志，或 import 出来的文件夹")],
    target: Annotated[Path, typer.Argument(help="写成哪个文件，看结尾定格式")],
    object_type: ObjectType = "",
) -> None:
    """Write a log in another format: .xes, .xes.gz, .csv, .jsonocel, .xmlocel, .sqlite."""
    from xiaoer.exchange.logs.files import Reading, read_any, write_any
    from xiaoer.exchange.logs.problems import BadLog, Unwritable

    try:
        log = read_any(source, Reading(keep=True))
        told = write_any(log, target, object_type)
    except OSError as problem:
        _fail(f"读写不了 {problem.filename}：{problem.strerror}")
    except (BadLog, Unwritable) as problem:
        _fail(str(problem))
    for warning in told:
        typer.echo(warning, err=True)
    typer.echo(f"写好 {target}")


def _read(file: Path, how: Reading, quiet: bool = False) -> Any:
    from xiaoer.exchange.logs.files import read_log
    from xiaoer.exchange.logs.problems import BadLog
    from xiaoer.runtime.progress import progress_bar

    try:
        size = file.stat().st_size
        with progress_bar(quiet=quiet) as told:
            return read_log(file, how, lambda done: told("读日志", done, size))
    except OSError as problem:
        _fail(f"读不了 {file}：{problem.strerror}")
    except BadLog as problem:
        _fail(str(problem))


def _worktime(text: str, calendar: str) -> Any:
    from xiaoer.clock import WorkCalendar

    from .mining.worktime import BadWorkTime, WorkTime

    if calendar not in ("", "cn"):
        _fail(f"没有“{calendar}”这个日历，只有 cn")
    if not text and not calendar:
        return None
    try:
        return WorkTime.parse(
            text or "Mon-Sun 00:00-24:00", UTC, WorkCalendar.china() if calendar else None
        )
    except BadWorkTime as problem:
        _fail(str(problem))


def _show(found: dict[str, Any]) -> None:
    for name, title in (
        ("cases", "案件"), ("events", "事件"), ("activities", "活动"), ("variants", "走法"),
        ("handovers", "换手"),
    ):  # fmt: skip
        typer.echo(f"{title}\t{found[name]:,}")
    for name, title in (("throughput_seconds", "历时"), ("worktime_seconds", "工作时间")):
        if found.get(name):
            parts = (f"{key} {_duration(value)}" for key, value in found[name].items())
            typer.echo(f"{title}\t{'，'.join(parts)}")
    for name, title in (
        ("start_activities", "开头"), ("end_activities", "结尾"), ("rework", "返工的案件"),
    ):  # fmt: skip
        for activity, count in list(found[name].items())[:MOST_SHOWN]:
            typer.echo(f"{title}\t{activity}\t{count:,}")
    for warning in found["warnings"]:
        typer.echo(warning, err=True)


def _duration(seconds: float | None) -> str:
    if seconds is None:
        return "—"
    days, rest = divmod(seconds, 86_400)
    return f"{days:.0f} 天 {rest / 3600:.1f} 小时" if days else f"{rest / 3600:.1f} 小时"


def _fail(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
