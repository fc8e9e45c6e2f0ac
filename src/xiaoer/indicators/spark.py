"""Spark over the mart: the cells of indicators, where one machine is too small."""

from __future__ import annotations

import os
from typing import Any

from pyspark.sql import SparkSession

from xiaoer.exchange.mart.shelves import Bucket
from xiaoer.exchange.mart.store import Manifest, Store

from .engine import Engine
from .querying import SPARK

SPARKS = (f"{Bucket.SCHEME}://", "s3a://")  # Spark has a name of its own for a bucket
SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    # sums that overflow fail instead of wrapping, and "x" is a name as in every other engine
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.files.openCostInBytes": "65536",  # a month of a county is a small file
    "spark.ui.enabled": "false",
}


def session() -> SparkSession:
    """Return the running session, or one on the cluster that `XIAOER_SPARK_MASTER` names."""
    builder = SparkSession.builder.appName("xiaoer")
    builder = builder.master(os.environ.get("XIAOER_SPARK_MASTER", "local[*]"))
    partitions = os.environ.get("XIAOER_SPARK_PARTITIONS", "8")
    builder = builder.config("spark.sql.shuffle.partitions", partitions)
    return builder.config(map=SETTINGS).getOrCreate()


class SparkEngine(Engine):
    """The engine of a cluster: every worker must see the mart's folder under the same path."""

    dialect = SPARK

    def __init__(self, store: Store, manifest: Manifest) -> None:
        """Open the mart in the running session."""
        super().__init__(store, manifest)
        self.spark = session()

    def asked(self, sql: str) -> list[dict[str, Any]]:
        """Return the records that a query finds."""
        return [row.asDict() for row in self.spark.sql(sql).collect()]

    def name_files(self, source: str, paths: list[str], which: str) -> None:
        """Let a name stand for the rows of some files that a condition lets through."""
        rows = self.spark.read.parquet(*(path.replace(*SPARKS) for path in paths))
        (rows.where(which) if which else rows).createOrReplaceTempView(source)
