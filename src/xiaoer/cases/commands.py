"""`xiaoer worker`: does what falls due, and tells other systems."""

from __future__ import annotations

import signal
import threading
from typing import Annotated

import typer

from xiaoer.runtime.commands import spoken

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
    """Do one turn: cases due, clocks of an older calendar, deliveries; return how much was done."""
    from .services.calendar import rederive
    from .services.outbox import deliver_due
    from .services.sweeping import sweep

    return sweep(most=200) + rederive(most=200) + deliver_due(most=50)
