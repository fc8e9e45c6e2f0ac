"""Gives the tests a throwaway PostgreSQL before Django's settings are read.

Loaded with `-p`, so that it runs first. Workers of pytest-xdist inherit the address.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from .postgres import Cluster

PREFIX = "xiaoer-test-"


def _sweep(parent: Path) -> None:
    """Remove what a killed run left behind."""
    for old in parent.glob(f"{PREFIX}*"):
        owner = old / "owner"
        alive = owner.exists() and Path("/proc", owner.read_text().strip()).exists()
        if not alive:
            Cluster(old / "pg", durable=False).stop()
            shutil.rmtree(old, ignore_errors=True)


def _begin() -> None:
    parent = Path(tempfile.gettempdir())
    _sweep(parent)
    home = Path(tempfile.mkdtemp(prefix=PREFIX, dir=parent))
    (home / "owner").write_text(str(os.getpid()))
    home.chmod(0o711)
    cluster = Cluster(home / "pg", durable=False)
    hold = cluster.join()

    def end() -> None:
        cluster.leave(hold)
        shutil.rmtree(home, ignore_errors=True)

    atexit.register(end)
    os.environ["DATABASE_URL"] = cluster.url()
    os.environ["XIAOER_MEDIA_ROOT"] = str(home / "media")
    os.environ["XIAOER_MART_ROOT"] = str(home / "mart")


if "DATABASE_URL" not in os.environ:
    _begin()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "xiaoer.settings")
