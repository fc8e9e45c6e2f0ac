"""`xiaoer indicators`: compute the figures and show them."""

from __future__ import annotations

import json
import time
from typing import Annotated, Any

import typer

from xiaoer.runtime.commands import spoken

app = typer.Typer(no_args_is_help=True, help="指标：从数据集市里的行算出来")


@app.command()
@spoken
def compute(
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False,
) -> None:
    """Renew the mart and compute what changed."""
    from xiaoer.runtime.serving import prepare

    prepare(migrate=False)
    from xiaoer.exchange.mart.refresh import Busy, refresh
    from xiaoer.runtime.progress import progress_bar

    from .engines import NoEngine
    from .services import compute as work
    from .watching import watch

    started = time.monotonic()
    try:
        with progress_bar(quiet=as_json) as told:
            done = work(refresh(progress=told), lambda _id, at, of: told("指标", at, of))
    except (Busy, NoEngine) as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(1) from None
    warned = watch()
    seconds = round(time.monotonic() - started, 2)
    if as_json:
        typer.echo(json.dumps({**vars(done), "warnings": warned, "seconds": seconds}))
        return
    typer.echo(f"{done.indicators} 个指标，写了 {done.values} 个值，用时 {seconds} 秒")
    if warned:
        typer.echo(f"{warned} 条预警没有解除")
    if done.revisions:
        typer.echo(f"{done.revisions} 个已关账月份的值变了，等人定改不改")


@app.command()
@spoken
def show(
    indicator: Annotated[str, typer.Argument(help="指标的 id，不写就列出全部")] = "",
    year: Annotated[int | None, typer.Option(help="哪一年")] = None,
    county: Annotated[str, typer.Option(help="区划代码，不写是全市")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False,
) -> None:
    """Show the figures of an indicator month by month, or the year of all."""
    from xiaoer.runtime.serving import prepare

    prepare(migrate=False)
    from django.utils import timezone

    from .models import IndicatorValue

    rows = IndicatorValue.objects.filter(
        year=year or timezone.localdate().year, county_code=county
    ).order_by("indicator", "month")
    rows = rows.filter(indicator=indicator) if indicator else rows.filter(month=0)
    found = [_told(row) for row in rows]
    if not found:
        typer.echo("没有这样的值。先运行：xiaoer indicators compute", err=True)
        raise typer.Exit(1)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False))
        return
    for row in found:
        month = f"{row['month']:>2} 月" if row["month"] else "全年"
        typer.echo(f"{row['indicator']:<40} {month}  {row['value']}  （{row['rows']} 行）")


def _told(row: Any) -> dict[str, Any]:
    """Return a figure as people and programs read it, sums as whole numbers."""
    names = ("indicator", "year", "month", "county_code", "value", "rows", "excluded")
    sums = {
        name: None if getattr(row, name) is None else int(getattr(row, name))
        for name in ("numerator", "denominator")
    }
    return {**{name: getattr(row, name) for name in names}, **sums, "definition": row.definition}
