"""`xiaoer worker`: does what falls due, and tells other systems. `xiaoer pack move`."""

from __future__ import annotations

import json
import signal
import threading
from typing import TYPE_CHECKING, Annotated

import typer

from xiaoer.runtime.commands import spoken

if TYPE_CHECKING:
    from .services.moving import Movement

SLEEP_SECONDS = 5.0


@spoken
def worker(
    once: Annotated[bool, typer.Option("--once", help="做完眼下到期的就停")] = False,
) -> None:
    """Wake the cases that fall due, and deliver events to other systems, until stopped."""
    from xiaoer.runtime.serving import prepare

    prepare(migrate=False)
    if once:
        typer.echo(f"到期处理 {turn()} 件")
        return
    stopping = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopping.set())
    run_until(stopping)


def run_until(stopping: threading.Event) -> None:
    """Work in turns until somebody asks to stop; a broken turn is tried again."""
    import logging

    from django.db import InterfaceError, OperationalError, connection

    while not stopping.is_set():
        try:
            busy = turn()
        except (OperationalError, InterfaceError):
            logging.getLogger(__name__).warning("the database is away, trying again")
            connection.close()
            busy = 0
        stopping.wait(0 if busy else SLEEP_SECONDS)
    connection.close()


def turn() -> int:
    """Do one turn: cases due, older calendars, deliveries, work that comes round; return how much."""
    from .services.calendar import rederive
    from .services.outbox import deliver_due
    from .services.sweeping import sweep
    from .turns import run_due

    return sweep(most=200) + rederive(most=200) + deliver_due(most=50) + run_due()


@spoken
def move(
    key: Annotated[str, typer.Argument(help="包的键")],
    to: Annotated[str | None, typer.Option("--to", help="换到哪一版，不写就是今天生效的")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看能不能换，什么都不改")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="只输出 JSON")] = False,
) -> None:
    """Move running cases to a newer version of their pack; say why others stay."""
    from xiaoer.runtime.serving import prepare

    prepare(migrate=False)
    from .clocks import NotNow
    from .services.moving import move_all, version_today

    try:
        to = to or version_today(key)
        found = move_all(key, to, dry_run=dry_run)
    except NotNow as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(1) from None
    if as_json:
        left = [{"number": number, "reason": reason} for number, reason in found.left]
        record = {"pack": key, "to": to, "dry_run": dry_run, "moved": found.moved, "left": left}
        typer.echo(json.dumps(record, ensure_ascii=False))
    else:
        _show(found, f"{key} {to}", dry_run)


def _show(found: Movement, where: str, dry_run: bool) -> None:
    for number, reason in found.left:
        typer.echo(f"{number} {reason}")
    if not found.moved and not found.left:
        typer.echo(f"没有要换到 {where} 的在办件")
        return
    word = "可以换到" if dry_run else "换到"
    rest = f"，{len(found.left)} 件留在原来的版本" if found.left else ""
    nothing_written = "（只是试，没有改）" if dry_run else ""
    typer.echo(f"{len(found.moved)} 件{word} {where}{rest}{nothing_written}")
