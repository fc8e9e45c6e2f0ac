"""`xiaoer log`: what an event log says, logs from one format into another, our cases as a log."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, ParamSpec

import typer

from xiaoer.runtime.commands import spoken

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from xiaoer.exchange.logs.files import Reading
    from xiaoer.exchange.logs.log import EventLog
    from xiaoer.exchange.logs.objects import ObjectLog

    from .mining.worktime import WorkTime

P = ParamSpec("P")
app = typer.Typer(no_args_is_help=True, help="事件日志：统计、读入、换格式、和流程图比对")

File = Annotated[Path, typer.Argument(help="XES（可以是 .gz）、OCEL 2.0、CSV，或导入过的文件夹")]
AsJson = Annotated[bool, typer.Option("--json", help="只输出 JSON")]
ObjectType = Annotated[str, typer.Option(help="OCEL：哪一类对象当案件")]
Classifier = Annotated[str, typer.Option(help="XES：用哪个分类器给活动命名")]
CaseColumn = Annotated[str, typer.Option(help="CSV：案件编号那一列")]
ActivityColumn = Annotated[str, typer.Option(help="CSV：活动那一列")]
TimeColumn = Annotated[str, typer.Option(help="CSV：时间那一列")]
ResourceColumn = Annotated[str, typer.Option(help="CSV：经办人那一列")]
StartColumn = Annotated[str, typer.Option(help="CSV：开始时间那一列")]
TimeFormat = Annotated[str, typer.Option(help="CSV：时间的写法，如 %d/%m/%Y %H:%M")]
Timezone = Annotated[str, typer.Option(help="没写时区的时间按哪个时区，如 Asia/Shanghai")]
OTHER_CLOCKS = "时间带有 UTC 以外的时区，工作时间按 UTC 的钟点算；要按当地钟点，加 --timezone"


def told_in_a_sentence(command: Callable[P, None]) -> Callable[P, None]:
    """Turn what can be wrong with logs and their options into one sentence and exit code 1."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        from xiaoer.clock import OutsideCalendar
        from xiaoer.exchange.logs.problems import BadLog, Unwritable

        from .mining.drawn import CannotCheck
        from .mining.worktime import BadWorkTime

        try:
            command(*args, **kwargs)
        except FileNotFoundError as problem:
            _fail(f"读不了 {problem.filename}：没有这个文件或文件夹")
        except OSError as problem:
            _fail(f"{problem.filename} 读不了或写不了：{problem.strerror}")
        except (BadLog, Unwritable, BadWorkTime, CannotCheck, OutsideCalendar) as problem:
            _fail(str(problem))

    return spoken(guarded)


@app.command()
@told_in_a_sentence
def stats(
    file: File,
    as_json: AsJson = False,
    worktime: Annotated[str, typer.Option(help="工作时间，如 Mon-Fri 07:00-17:00")] = "",
    calendar: Annotated[str, typer.Option(help="cn：按国家的工作日历")] = "",
    timezone: Timezone = "",
    case_column: CaseColumn = "",
    activity_column: ActivityColumn = "",
    time_column: TimeColumn = "",
    resource_column: ResourceColumn = "",
    start_column: StartColumn = "",
    time_format: TimeFormat = "",
    classifier: Classifier = "",
    object_type: ObjectType = "",
    paired: Annotated[
        bool, typer.Option("--paired", help="把 start 和 complete 配成一次活动")
    ] = False,
) -> None:
    """Tell cases, events, variants, times, rework and handovers of a log."""
    from .mining.log_statistics import statistics
    from .mining.trails import trails_of

    zone = _zone(timezone, calendar)
    window = _worktime(worktime, calendar, zone)
    how = _reading(
        (case_column, activity_column, time_column, resource_column, start_column),
        zone=zone, time_form=time_format, classifier=classifier, object_type=object_type,
        keep=paired,
    )  # fmt: skip
    log = _log(file, how, quiet=as_json)
    found = statistics(trails_of(log, paired=paired), window).as_json()
    other_clocks = [OTHER_CLOCKS] if window and log.zoned and not timezone and not calendar else []
    found["warnings"] = [*log.warnings, *found["warnings"], *other_clocks]
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False))
    else:
        from .log_words import figure_lines

        _lines(figure_lines(found), (*log.notes, *found["warnings"]))


@app.command("import")
@told_in_a_sentence
def import_command(
    file: File,
    to: Annotated[Path, typer.Option("--to", help="放到哪个文件夹")],
    timezone: Timezone = "",
    case_column: CaseColumn = "",
    activity_column: ActivityColumn = "",
    time_column: TimeColumn = "",
    resource_column: ResourceColumn = "",
    start_column: StartColumn = "",
    time_format: TimeFormat = "",
    object_type: ObjectType = "",
) -> None:
    """Read a log with all its attributes into Parquet files."""
    from xiaoer.exchange.logs.parquet import write_parquet

    how = _reading(
        (case_column, activity_column, time_column, resource_column, start_column),
        zone=_zone(timezone, ""), time_form=time_format, object_type=object_type, keep=True,
    )  # fmt: skip
    log = _log(file, how)
    write_parquet(log, to)
    _lines([f"读入 {len(log):,} 个事件，放在 {to}"], (*log.notes, *log.warnings))


@app.command()
@told_in_a_sentence
def export(
    files: Annotated[
        list[Path], typer.Argument(help="写成哪个文件，看结尾定格式；前面可以先写从哪份日志")
    ],
    source: Annotated[
        Path | None, typer.Option("--from", help="从哪份日志，不写就是本市的办件")
    ] = None,
    object_type: ObjectType = "",
    timezone: Timezone = "",
    user: Annotated[str, typer.Option(help="本市的办件：只要这个账号看得到的")] = "",
    item: Annotated[str, typer.Option(help="本市的办件：只要这个事项")] = "",
    since: Annotated[str, typer.Option(help="本市的办件：从哪天提交的起，如 2022-01-01")] = "",
    until: Annotated[str, typer.Option(help="本市的办件：到哪天以前提交的")] = "",
) -> None:
    """Write our cases, or another log, as .xes, .xes.gz, .csv, .jsonocel, .xmlocel or .sqlite."""
    from xiaoer.exchange.logs.files import Reading, write_any

    *before, target = files
    if len(before) > 1 or (before and source):
        _fail("只能从一份日志写成一个文件：xiaoer log export --from A.xes B.jsonocel")
    origin = before[0] if before else source
    log: EventLog | ObjectLog
    if origin is None:
        log = _own_cases(user, item, _day(since), _day(until))
    else:
        if user or item or since or until:
            _fail("--user、--item、--since、--until 只用于本市的办件")
        log = _any(origin, Reading(keep=True, zone=_zone(timezone, "")))
    told = write_any(log, target, object_type)
    _lines([f"写好 {target}"], (*log.warnings, *told))


@app.command()
@told_in_a_sentence
def conform(
    file: File,
    drawing: Annotated[Path, typer.Argument(help="流程图 .bpmn")],
    as_json: AsJson = False,
    process: Annotated[str, typer.Option(help="流程图里的哪个流程（编号）")] = "",
    known_only: Annotated[
        bool, typer.Option("--known-only", help="流程图里没有的活动不算")
    ] = False,
    classifier: Classifier = "",
    object_type: ObjectType = "",
) -> None:
    """Compare a log with a drawing: which step was skipped, repeated, out of order."""
    from .mining.conformance import conformance
    from .mining.trails import trails_of

    net = _net(drawing, process)
    log = _log(file, _reading(classifier=classifier, object_type=object_type), quiet=as_json)
    only = set(net.labels) if known_only else None
    found = conformance(trails_of(log), net, only).as_json()
    if as_json:
        typer.echo(json.dumps({**found, "warnings": log.warnings}, ensure_ascii=False))
    else:
        from .log_words import conformance_lines

        _lines(conformance_lines(found), (*log.notes, *log.warnings))


def _reading(columns: tuple[str, ...] = (), **more: Any) -> Reading:
    from xiaoer.exchange.logs.files import Reading
    from xiaoer.exchange.logs.headings import Mapping

    return Reading(mapping=Mapping(*columns), **more)


def _log(file: Path, how: Reading, quiet: bool = False) -> EventLog:
    from xiaoer.exchange.logs.files import as_cases

    return as_cases(_any(file, how, quiet), how.object_type)


def _any(file: Path, how: Reading, quiet: bool = False) -> EventLog | ObjectLog:
    from xiaoer.exchange.logs.files import read_any
    from xiaoer.runtime.progress import progress_bar

    size = file.stat().st_size
    with progress_bar(quiet=quiet) as told:
        return read_any(file, how, lambda done: told("读日志", done, size))


def _own_cases(user: str, item: str, since: date | None, until: date | None) -> EventLog:
    from xiaoer.runtime.serving import prepare

    prepare(migrate=False)
    from xiaoer.exchange.case_log import OPERATOR, Chosen, case_log
    from xiaoer.people.models import User
    from xiaoer.people.queries import viewer_of

    try:
        viewer = viewer_of(User.objects.get(username=user)) if user else OPERATOR
    except User.DoesNotExist:
        _fail(f"没有账号“{user}”")
    return case_log(viewer, Chosen(item, since, until))


def _net(drawing: Path, process: str) -> Any:
    from xiaoer.process.vetting import read_library

    from .mining.drawn import CannotCheck, Drawn

    library = read_library({drawing.name: drawing.read_bytes()})
    if library.broken:
        first = library.broken[0]
        raise CannotCheck(f"{first.file}：{first.element}：{first.reason}")
    scope = library.processes.get(process) if process else next(iter(library.processes.values()))
    if scope is None:
        raise CannotCheck(f"没有流程“{process}”；有的是：{'、'.join(library.processes)}")
    return Drawn(scope, library.processes).net()


def _zone(name: str, calendar: str) -> tzinfo:
    from datetime import UTC
    from zoneinfo import ZoneInfo

    from xiaoer.clock.reckoning import CHINA

    if not name:
        return CHINA if calendar else UTC
    try:
        return UTC if name.upper() == "UTC" else ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        _fail(f"没有时区“{name}”，写成 Asia/Shanghai 这样")


def _worktime(text: str, calendar: str, zone: tzinfo) -> WorkTime | None:
    from xiaoer.clock import WorkCalendar

    from .mining.worktime import WorkTime

    if calendar not in ("", "cn"):
        _fail(f"没有“{calendar}”这个日历，只有 cn")
    if not text and not calendar:
        return None
    days = WorkCalendar.china() if calendar else None
    return WorkTime.parse(text or "Mon-Sun 00:00-24:00", zone, days)


def _day(text: str) -> date | None:
    from datetime import date

    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        _fail(f"看不懂日期“{text}”，写成 2022-01-01")


def _lines(lines: Iterable[str], warnings: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)
    for warning in warnings:
        typer.echo(warning, err=True)


def _fail(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)
