"""`xiaoer feed`: list the feeds, check a file, take it in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from xiaoer.runtime.commands import spoken

MOST_MEGABYTES = 100  # of a file; its rows are held at once, at ten times its size
app = typer.Typer(no_args_is_help=True, help="外部数据：法院、税务、海关、供电、供水报来的")
Feed = Annotated[str, typer.Argument(help="数据的键，用 feed list 看")]
File = Annotated[Path, typer.Argument(help="CSV、Excel 或 JSON 文件")]
AsJson = Annotated[bool, typer.Option("--json", help="只输出 JSON")]


@app.command("list")
@spoken
def list_command(as_json: AsJson = False) -> None:
    """List the feeds of the packs in effect."""
    _prepare()
    from django.utils import timezone

    from xiaoer.packs.queries import packs_on

    feeds = [feed for loaded in packs_on(timezone.localdate()) for feed in loaded.pack.feeds]
    if as_json:
        typer.echo(json.dumps([feed.model_dump(mode="json") for feed in feeds], ensure_ascii=False))
        return
    for feed in feeds:
        typer.echo(f"{feed.key:<24} {feed.rhythm:<10} {feed.producer:<22} {feed.title}")


@app.command()
@spoken
def sample(feed: Feed) -> None:
    """Print a month of sample rows of a feed as CSV, to try the way in with."""
    from xiaoer.packs.library import sources
    from xiaoer.packs.reading import SAMPLES

    for source in sources().values():
        found = source.files.get(f"{SAMPLES}/{feed}.csv")
        if found is not None:
            typer.echo(found.decode(), nl=False)
            return
    raise _failed(f"“{feed}”没有样例；xiaoer feed list 列出有哪些报送")


@app.command()
@spoken
def check(feed: Feed, file: File, as_json: AsJson = False) -> None:
    """Read a file as a feed and say what is wrong, row by row; nothing is stored."""
    _prepare()
    from xiaoer.cases.calendars import reckoner

    from .feeds.rows import RowReader
    from .services import NotTaken, county_codes, feed_named

    try:
        _loaded, spec = feed_named(feed)
        rows = _rows(file, spec)
    except NotTaken as problem:
        raise _failed(str(problem)) from None
    read = list(RowReader(spec, county_codes(), reckoner().calendar).read(rows))
    bad = [row for row in read if row.faults]
    if as_json:
        faults = [{"line": row.line, "faults": row.faults} for row in bad]
        typer.echo(json.dumps({"rows": len(read), "bad": faults}, ensure_ascii=False))
    else:
        for row in bad:
            for column, reason in row.faults:
                typer.echo(f"第 {row.line} 行  {column}  {reason}")
        typer.echo(f"{len(read)} 行，{len(bad)} 行有问题")
    raise typer.Exit(1 if bad else 0)


@app.command()
@spoken
def load(
    feed: Feed,
    file: File,
    period: Annotated[str, typer.Option(help="数据期：2022-06 或 2022-06-01/2022-06-30")],
    batch: Annotated[str, typer.Option(help="批次号，不写就用文件名和数据期")] = "",
    as_json: AsJson = False,
) -> None:
    """Take a file in: good rows are taken, bad rows wait to be mended."""
    _prepare()
    from django.utils import timezone

    from xiaoer.people.roles import Reach, Role, Viewer

    from .feeds.envelope import Envelope
    from .services import NotTaken, feed_named, receive

    try:
        _loaded, spec = feed_named(feed)
        rows = list(_rows(file, spec))
        start, end = _period(period)
        envelope = Envelope(
            feed, batch or f"{file.stem} {period}", start, end, timezone.now(), len(rows),
            spec.producer,
        )  # fmt: skip
        operator = Viewer(None, reaches=(Reach(Role.FEED_OFFICER, None),))  # who runs the machine
        done = receive(operator, envelope, rows, "command")
    except NotTaken as problem:
        raise _failed(str(problem)) from None
    if done.batch.reason:
        raise _failed(f"整批退回：{done.batch.reason}")
    counts = {
        name: getattr(done, name) for name in ("accepted", "quarantined", "unchanged", "replay")
    }
    if as_json:
        typer.echo(json.dumps({"batch": done.batch.batch_id, **counts}, ensure_ascii=False))
        return
    said = (
        "这一批收过了，什么都没改"
        if done.replay
        else f"收下 {done.accepted} 行，{done.quarantined} 行待改，{done.unchanged} 行没变"
    )
    typer.echo(said)


def _prepare() -> None:
    from xiaoer.runtime.serving import prepare

    prepare(migrate=False)


def _rows(file: Path, spec: Any) -> list[tuple[int, Mapping[str, object]]]:
    from .feeds.files import table_of
    from .feeds.tables import NoTable, columns_of, rows_of

    try:
        megabytes = file.stat().st_size // 1_000_000
        if megabytes > MOST_MEGABYTES:
            raise _failed(
                f"文件有 {megabytes:,} MB，一次最多 {MOST_MEGABYTES} MB："
                "按县区或日期拆成几份分批装，批次号各不相同"
            )
        return list(rows_of(table_of(file.name, file.read_bytes()), columns_of(spec)))
    except OSError as problem:
        raise _failed(f"读不了 {file}：{problem.strerror}") from None
    except NoTable as problem:
        raise _failed(str(problem)) from None


def _period(text: str) -> tuple[date, date]:
    try:
        if "/" in text:
            start, end = (date.fromisoformat(part.strip()) for part in text.split("/"))
            return start, end
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        raise _failed(f"数据期写成 2022-06 或 2022-06-01/2022-06-30，现在是“{text}”") from None
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def _failed(sentence: str) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(1)
