"""`xiaoer score`: what a yardstick would say of values in a file. A self-assessment."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from xiaoer.runtime.commands import spoken

from .scoring import b_ready, doing_business, score_rate
from .scoring.framework import BadInput

app = typer.Typer(no_args_is_help=True, help="按外部评价的办法打分：自评，不是评价机构的结果")
File = Annotated[Path, typer.Argument(help="CSV 文件，- 是标准输入")]
AsJson = Annotated[bool, typer.Option("--json", help="只输出 JSON")]
PLACES = 4


@app.command("doing-business")
@spoken
def doing_business_command(file: File, as_json: AsJson = False) -> None:
    """Score `topic,component,value` rows by the method of Doing Business 2020."""
    found = _scored(file, lambda data: doing_business.scored(doing_business.read(data)))
    if as_json:
        overall = None if found.overall is None else round(found.overall, PLACES)
        parts = {topic: _rounded(scores) for topic, scores in found.components.items()}
        _print({"topics": _rounded(found.topics), "components": parts, "overall": overall})
    else:
        _table(found.topics, found.overall)
    _warn(found.warnings)


@app.command("b-ready")
@spoken
def b_ready_command(file: File, as_json: AsJson = False) -> None:
    """Score `topic,pillar,got,full` rows by the structure of B-READY."""
    found = _scored(file, lambda data: b_ready.scored(b_ready.read(data)))
    if as_json:
        pillars = {topic: _rounded(scores) for topic, scores in found.pillars.items()}
        economy = _rounded(found.economy)
        _print({"topics": _rounded(found.topics), "pillars": pillars, "economy": economy})
    else:
        _table(found.topics, None)
    _warn(found.warnings)


@app.command("report")
@spoken
def report_command(file: File, as_json: AsJson = False) -> None:
    """Read a provincial report (`indicator_code,name,full,got,…`): score rate and lost points."""
    found = _scored(file, lambda data: score_rate.reported(score_rate.read(data)))
    losses = [
        {**asdict(line), "lost": round(line.lost, PLACES), "running_percent": round(share, PLACES)}
        for line, share in found.losses
    ]
    rates = {name: getattr(found, name) for name in ("score_rate", "low", "base", "high")}
    if as_json:
        _print({**_rounded(rates), "losses": losses})
        return
    typer.echo(
        f"得分率 {found.score_rate:.1f}%；预计 {found.low:.1f} / {found.base:.1f} / {found.high:.1f}%"
    )
    for loss in losses:
        typer.echo(f"  丢 {loss['lost']:<8g} 累计 {loss['running_percent']:>5.1f}%  {loss['name']}")


def _scored(file: Path, work: Callable[[bytes], Any]) -> Any:
    try:
        return work(sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes())
    except OSError as problem:
        reason = f"读不了 {file}：{problem.strerror}"
    except BadInput as problem:
        reason = str(problem)
    typer.echo(reason, err=True)
    raise typer.Exit(1)


def _rounded(values: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, PLACES) for name, value in values.items()}


def _print(found: dict[str, Any]) -> None:
    typer.echo(json.dumps(found, ensure_ascii=False))


def _table(topics: Mapping[str, float], overall: float | None) -> None:
    for topic, score in topics.items():
        typer.echo(f"{topic:<40} {score:6.1f}")
    if overall is not None:
        typer.echo(f"{'总分':<38} {overall:6.1f}")
    typer.echo("这是自评，不是评价机构的结果。")


def _warn(warnings: list[str]) -> None:
    for warning in warnings:
        typer.echo(warning, err=True)
