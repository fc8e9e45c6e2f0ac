"""`xiaoer mart`: renew the columnar mart from the database."""

from __future__ import annotations

import json
import time
from typing import Annotated

import typer

from xiaoer.runtime.commands import spoken

app = typer.Typer(no_args_is_help=True, help="数据集市：算指标用的列式数据")


@app.callback()
def _group() -> None:
    """Keep `refresh` a sub-command of its own."""


@app.command()
@spoken
def refresh(
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False,
) -> None:
    """Take what changed since the last time from the database into the mart."""
    from xiaoer.runtime.serving import prepare

    prepare(migrate=False)
    from xiaoer.runtime.progress import progress_bar

    from .mart.refresh import Busy
    from .mart.refresh import refresh as renew

    started = time.monotonic()
    try:
        with progress_bar(quiet=as_json) as told:
            done = renew(progress=told)
    except Busy as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(1) from None
    tables = {table: done.manifest.rows(table) for table in sorted(done.manifest.tables)}
    seconds = round(time.monotonic() - started, 2)
    if as_json:
        found = {"version": done.manifest.version, "written": len(done.written)}
        typer.echo(json.dumps({**found, "rows": tables, "seconds": seconds}))
        return
    typer.echo(f"集市第 {done.manifest.version} 版：换了 {len(done.written)} 块，用时 {seconds} 秒")
    for table, rows in tables.items():
        typer.echo(f"  {table}  {rows:,} 行")


@app.command()
@spoken
def verify(
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False,
) -> None:
    """Compare the facts of decided cases with what their events come to; 1 when they differ."""
    from xiaoer.runtime.serving import prepare

    prepare(migrate=False)
    from .mart.features import verify as compare
    from .mart.refresh import mart_store

    started = time.monotonic()
    found = compare(mart_store())
    seconds = round(time.monotonic() - started, 2)
    if as_json:
        counts = {"cases": found.cases, "events": found.events, "seconds": seconds}
        typer.echo(json.dumps({**counts, "different": list(found.different)}, ensure_ascii=False))
    else:
        typer.echo(f"核对 {found.cases:,} 件、{found.events:,} 个事件，用时 {seconds} 秒")
        for row in found.different:
            typer.echo(f"  对不上：{row['case_no']}  集市净用时 {row['net_wd']} 天")
        typer.echo("全部一致" if not found.different else "对不上的先查明，再公布数字")
    if found.different:
        raise typer.Exit(1)
