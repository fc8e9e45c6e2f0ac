"""Which engine computes: one machine's, or a cluster's."""

from __future__ import annotations

from django.conf import settings

from xiaoer.exchange.mart.store import Manifest, Store

from .duck import DuckEngine
from .engine import Engine


class NoEngine(Exception):
    """The engine that was asked for is not there; the message says what to do."""


def engine_over(store: Store, manifest: Manifest) -> Engine:
    """Return the engine that `XIAOER_ENGINE` names, over one state of the mart."""
    if settings.ENGINE == "duckdb":
        return DuckEngine(store, manifest)
    if settings.ENGINE == "spark":
        return _spark(store, manifest)
    raise NoEngine(f"XIAOER_ENGINE 写成了 {settings.ENGINE}，只能写 duckdb 或 spark")


def _spark(store: Store, manifest: Manifest) -> Engine:
    try:
        from .spark import SparkEngine  # optional: half a gigabyte that a city does not need
    except ImportError as missing:
        raise NoEngine(
            "没有装 Spark：装上 xiaoer[spark]，或把 XIAOER_ENGINE 改成 duckdb"
        ) from missing
    return SparkEngine(store, manifest)
