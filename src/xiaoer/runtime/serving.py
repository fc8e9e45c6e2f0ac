"""Getting ready and serving: environment, migrations, port, granian."""

from __future__ import annotations

import gc
import os
import socket
from collections.abc import Callable

from .beside import end_with_parent, jobs_beside
from .folders import open_folder
from .postgres import ensure_database
from .tables import load_into_empty

PORTS_TO_TRY = 20


class ServerProblem(RuntimeError):
    """The server cannot start; the message says what to do."""


def prepare(migrate: bool) -> None:
    """Set the environment, start the database and Django; apply migrations if asked to."""
    folder = open_folder()
    os.environ.setdefault("XIAOER_SECRET_KEY", folder.secret_key())
    os.environ.setdefault("XIAOER_MEDIA_ROOT", str(folder.media))
    os.environ.setdefault("XIAOER_MART_ROOT", str(folder.mart))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiaoer.settings")
    ensure_database()
    import django

    django.setup()
    if migrate:
        from django.core.management import call_command

        load_into_empty(os.environ["DATABASE_URL"])
        call_command("migrate", verbosity=0)


def pending_migrations() -> list[str]:
    """Return the migrations that the database still lacks."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def port_is_free(host: str, port: int) -> bool:
    """Say whether a port can be listened on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_port(host: str, wanted: int) -> int:
    """Return the wanted port or the next free one; raises `ServerProblem`."""
    for port in range(wanted, wanted + PORTS_TO_TRY):
        if port_is_free(host, port):
            return port
    raise ServerProblem(
        f"{wanted} 到 {wanted + PORTS_TO_TRY - 1} 号端口都占着。换一个：--port 9000"
    )


def run_server(host: str, port: int, workers: int, on_ready: Callable[[str], None]) -> None:
    """Serve until interrupted: one process a core, one blocking thread each.

    Raises `ServerProblem` when migrations are pending or no port is free.
    """
    from django.db import connection

    waiting = pending_migrations()
    connection.close()
    if waiting:
        raise ServerProblem(
            f"数据库还差 {len(waiting)} 步升级。先备份，再运行：xiaoer manage migrate"
        )
    port = free_port(host, port)
    from granian.constants import Interfaces
    from granian.server import Server

    server = Server(
        "xiaoer.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers or os.cpu_count() or 1,
        blocking_threads=1,
        respawn_failed_workers=True,
        log_access=False,
        log_enabled=False,
    )
    server.on_startup(lambda: on_ready(f"http://{host}:{port}/"))
    share_memory()
    with jobs_beside():
        load_once()
        os.register_at_fork(after_in_child=end_with_parent)
        server.serve()


def load_once() -> None:
    """Import the whole program before the workers are forked, so that they share its memory."""
    from django.db import connections
    from django.urls import get_resolver

    from xiaoer.wsgi import application

    application.load_middleware()
    get_resolver().url_patterns  # noqa: B018
    connections.close_all()
    share_memory()


def share_memory() -> None:
    """Keep the collector from writing to what forked processes would share."""
    gc.collect()
    gc.freeze()
