"""`xiaoer clock due` and `xiaoer clock elapsed`."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Annotated

import typer

from . import (
    Amount,
    Clock,
    ClockProfile,
    Due,
    Elapsed,
    Limit,
    Moment,
    Pause,
    ServiceHours,
    WorkCalendar,
)
from .reckoning import CHINA

app = typer.Typer(no_args_is_help=True, help="工作日、自然日、小时：算到期日，算用时。")

WEEKDAYS = "一二三四五六日"
UNIT_WORDS = {
    Amount.WORKING_DAY: "个工作日",
    Amount.CALENDAR_DAY: "个自然日",
    Amount.SECOND: "秒",
    Amount.WORKING_SECOND: "工作秒",
}
Hours = Annotated[str, typer.Option("--hours", help="服务时间，例如 09:00-12:00,14:00-17:00")]
Pauses = Annotated[
    list[str] | None, typer.Option("--pause", help="暂停，写成 开始/结束，可以写多次")
]
Json = Annotated[bool, typer.Option("--json", help="只输出 JSON")]


def read_moment(text: str) -> Moment:
    """Read a date or a time of day in China; raises `ValueError` with what to write."""
    try:
        if "T" not in text and " " not in text.strip():
            return date.fromisoformat(text.strip())
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"看不懂“{text}”，写成 2022-09-30 或 2022-09-30T09:30") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)


def read_pause(text: str) -> Pause:
    """Read `START/END`; an empty end means that the pause still runs."""
    start, slash, end = text.partition("/")
    if not slash:
        raise ValueError(f"暂停“{text}”写成 开始/结束，例如 2022-10-08/2022-10-10")
    return Pause(read_moment(start), read_moment(end) if end.strip() else None)


def _clock(profile: ClockProfile, hours: str, block: bool = False) -> Clock:
    service = ServiceHours.parse(hours) if hours else ServiceHours()
    return Clock(profile, WorkCalendar.china(), service, block)


def day_words(day: date) -> str:
    """Write a date with its weekday."""
    return f"{day.isoformat()}（周{WEEKDAYS[day.weekday()]}）"


def _due_words(clock: Clock, due: Due) -> str:
    if due.moment is None or due.day is None:
        return "暂停没有结束，还没有到期日"
    whole_day = clock.profile not in (
        ClockProfile.WD_FRACTION,
        ClockProfile.HOURS_24X7,
        ClockProfile.HOURS_BUSINESS,
    )
    words = day_words(due.day)
    if not whole_day:
        words += f" {due.moment:%H:%M}"
    if clock.days.on(due.day).reason == "make_up":
        words += "，调休上班"
    return words + ("，暂定：这一年的放假通知还没出" if due.provisional else "")


def _elapsed_words(elapsed: Elapsed) -> str:
    if elapsed.unit is Amount.WORKING_SECOND:
        words = f"{elapsed.days:.2f} 个工作日（{elapsed.amount // 60} 个工作分钟）"
    elif elapsed.unit is Amount.SECOND:
        words = f"{elapsed.amount / 3600:g} 小时"
    else:
        words = f"{elapsed.amount} {UNIT_WORDS[elapsed.unit]}"
    return words + ("，暂定：这一年的放假通知还没出" if elapsed.provisional else "")


def _print(record: dict[str, object]) -> None:
    typer.echo(json.dumps(record, ensure_ascii=False))


def _fail(problem: Exception) -> typer.Exit:
    typer.echo(str(problem), err=True)
    return typer.Exit(2)


# so that `-5wd` is read as a (wrong) limit and not as an option
NUMBERS = {"ignore_unknown_options": True}


@app.command("due", context_settings=NUMBERS)
def due_command(
    start: Annotated[str, typer.Argument(help="起算日或时刻（当天不算）")],
    limit: Annotated[str, typer.Argument(help="时限，例如 5wd、0.5wd、15d、6m、2h")],
    profile: Annotated[ClockProfile | None, typer.Option(help="时钟")] = None,
    pause: Pauses = None,
    hours: Hours = "",
    block: Annotated[bool, typer.Option("--block", help="0.5 天按半天段计")] = False,
    as_json: Json = False,
) -> None:
    """Tell when a limit ends."""
    try:
        length = Limit.parse(limit)
        clock = _clock(profile or length.usual_profile, hours, block)
        due = clock.due(read_moment(start), length, [read_pause(p) for p in pause or ()])
    except ValueError as problem:
        raise _fail(problem) from None
    if as_json:
        moment = due.moment.isoformat() if due.moment else None
        day = due.day.isoformat() if due.day else None
        record = {"due": day, "moment": moment, "profile": clock.profile}
        _print({**record, "provisional": due.provisional})
    else:
        typer.echo(_due_words(clock, due))


@app.command("elapsed")
def elapsed_command(
    start: Annotated[str, typer.Argument(help="开始")],
    end: Annotated[str, typer.Argument(help="结束")],
    profile: Annotated[ClockProfile, typer.Option(help="时钟")] = ClockProfile.WD_ADMIN,
    pause: Pauses = None,
    hours: Hours = "",
    as_json: Json = False,
) -> None:
    """Tell how much time has run, pauses left out."""
    try:
        clock = _clock(profile, hours)
        pauses = [read_pause(p) for p in pause or ()]
        found = clock.elapsed(read_moment(start), read_moment(end), pauses)
    except ValueError as problem:
        raise _fail(problem) from None
    if as_json:
        record = {"amount": found.amount, "unit": found.unit, "days": float(found.days)}
        _print({**record, "profile": profile, "provisional": found.provisional})
    else:
        typer.echo(_elapsed_words(found))
