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
