"""`xiaoer bpmn check`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from .report import Report

app = typer.Typer(no_args_is_help=True, help="业务流程文件（BPMN、DMN）：能不能读，能不能运行。")

Files = Annotated[list[str], typer.Argument(help="流程文件 .bpmn 和它用到的决策表 .dmn")]
Process = Annotated[str | None, typer.Option("--process", help="只看这个流程（编号）")]
Json = Annotated[bool, typer.Option("--json", help="只输出 JSON")]
# What nobody draws on purpose is not worth a row of the table for people.
MAX_ROWS = 200


@app.callback()
def bpmn() -> None:
    """Keep `check` a sub-command although it is the only one."""


@app.command("check")
def check_command(files: Files, process: Process = None, as_json: Json = False) -> None:
    """Tell whether process files can be read and run, and why not."""
    # Imported here so that the command line starts without lxml.
    from .vetting import vet

    report = vet({path: _read(path) for path in files}, process)
    if as_json:
        typer.echo(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        typer.echo("\n".join(_words(report)))
    raise typer.Exit(0 if report.executable else 1)


def _read(path: str) -> bytes:
    place = Path(path)
    if place.is_dir():
        raise _fail(f"{path} 是目录，请写出文件名")
    try:
        return place.read_bytes()
    except FileNotFoundError:
        raise _fail(f"没有文件 {path}") from None
    except (OSError, ValueError) as problem:
        raise _fail(
            f"读不了文件 {path}：{getattr(problem, 'strerror', None) or '路径不对'}"
        ) from None


def _fail(sentence: str) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(2)


def _words(report: Report) -> Iterable[str]:
    yield f"流程：{'、'.join(report.processes) or '没有'}"
    yield f"可以读：{_yes(report.valid)}　可以运行：{_yes(report.executable)}"
    for kind, count in sorted(report.elements.items()):
        yield f"  {kind:<28}{count:>5}"
    for problem in report.problems[:MAX_ROWS]:
        line = f"第 {problem.line} 行，" if problem.line else ""
        yield f"{problem.file}：{line}{problem.element}：{problem.reason}"
    if len(report.problems) > MAX_ROWS:
        yield f"……一共 {len(report.problems)} 处"


def _yes(value: bool) -> str:
    return "是" if value else "否"
