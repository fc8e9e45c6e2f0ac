"""`xiaoer serve`, `doctor`, `backup`, `restore`, `manage`: running the program."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, ParamSpec

import typer

P = ParamSpec("P")


def spoken(command: Callable[P, None]) -> Callable[P, None]:
    """Turn the problems that this room knows into one sentence and exit code 1."""

    @wraps(command)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        from .folders import FolderProblem
        from .postgres import DatabaseProblem
        from .serving import ServerProblem
        from .snapshots import SnapshotProblem

        try:
            command(*args, **kwargs)
        except (FolderProblem, DatabaseProblem, ServerProblem, SnapshotProblem) as problem:
            typer.echo(str(problem), err=True)
            raise typer.Exit(1) from None

    return guarded


@spoken
def serve(
    host: Annotated[str, typer.Option(help="监听地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="端口")] = 8000,
    workers: Annotated[int, typer.Option(help="进程数，0 表示一核一个")] = 0,
) -> None:
    """Start the web server (and the embedded database when no other is named)."""
    from .serving import prepare, run_server

    prepare(migrate=False)
    run_server(host, port, workers, lambda url: typer.echo(f"店小二已启动：{url}"))


@spoken
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False,
    port: Annotated[int, typer.Option(help="要查的端口")] = 8000,
) -> None:
    """Say what is wrong and how to mend it."""
    from .doctor import examine

    findings = examine(port)
    if as_json:
        typer.echo(json.dumps([finding.record() for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            typer.echo(finding.line())
    if not all(finding.good for finding in findings):
        raise typer.Exit(1)


@spoken
def backup(
    file: Annotated[Path | None, typer.Argument(help="备份文件，不写就放进数据文件夹")] = None,
) -> None:
    """Write database and uploaded files into one file."""
    from .serving import prepare
    from .snapshots import write_backup

    prepare(migrate=False)
    typer.echo(f"已备份到 {write_backup(file)}")


@spoken
def restore(
    file: Annotated[Path, typer.Argument(help="备份文件")],
    yes: Annotated[bool, typer.Option("--yes", help="现有数据会被换掉，仍要恢复")] = False,
) -> None:
    """Put a backup in the place of what is there now."""
    from .serving import prepare
    from .snapshots import restore_backup

    prepare(migrate=False)
    kept = restore_backup(file, replace=yes)
    typer.echo(f"已从 {file} 恢复" + (f"，原来的数据留在数据库 {kept}" if kept else ""))


@spoken
def manage(context: typer.Context) -> None:
    """Run one of Django's own commands."""
    from .serving import prepare

    prepare(migrate=False)
    from django.core.management import execute_from_command_line

    execute_from_command_line(["xiaoer manage", *context.args])


def register(app: typer.Typer) -> None:
    """Add this room's commands to the top level."""
    for command in (serve, doctor, backup, restore):
        app.command()(command)
    passing = {"allow_extra_args": True, "ignore_unknown_options": True}
    app.command(context_settings=passing, add_help_option=False)(manage)
