"""DuckDB over the mart: cells, and the rows behind them."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

import duckdb

from xiaoer.exchange.mart.store import Manifest, Store

from .definitions import Definition
from .engine import Engine
from .querying import DUCKDB, rows_sql

MEMORY = os.environ.get("XIAOER_DUCKDB_MEMORY", "2GB")


@dataclass(frozen=True)
class Rows:
    """A page of rows, how many there are within reach and in all, and those left out."""

    rows: list[dict[str, Any]]
    total: int
    all_rows: int
    excluded: dict[str, int]  # why → rows


class DuckEngine(Engine):
    """The engine of one machine; pages ask it whichever engine computes."""

    dialect = DUCKDB

    def __init__(self, store: Store, manifest: Manifest) -> None:
        """Open the mart in a connection of its own."""
        super().__init__(store, manifest)
        self.duck = duckdb.connect(config={"memory_limit": MEMORY})
        store.shelf.show_to(self.duck)
        self.duck.execute("SET TimeZone = 'UTC'")
        self.duck.execute("SET parquet_metadata_cache = true")  # files never change

    def asked(self, sql: str) -> list[dict[str, Any]]:
        """Return the records that a query finds."""
        found = self.duck.execute(sql)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def name_files(self, source: str, paths: list[str], which: str) -> None:
        """Let a name stand for the rows of some files that a condition lets through."""
        listed = ", ".join(f"'{path}'" for path in paths)
        where = f" WHERE {which}" if which else ""
        self.duck.execute(
            f'CREATE OR REPLACE VIEW "{source}" AS SELECT * FROM read_parquet([{listed}]){where}'
        )

    def rows(
        self,
        definition: Definition,
        year: int,
        month: int,
        county: str,
        organisations: list[str] | None,
        offset: int,
        limit: int,
    ) -> Rows:
        """Return rows behind a cell, and how many the whole cell and the viewer's part have.

        `organisations`: only rows of these; `None` means all. Rows that were left out of the
        figure come last.
        """
        if not self.view(definition, None):
            return Rows([], 0, 0, {})
        which = [f"y = {int(year)}"]
        if month:
            which.append(f"m = {int(month)}")
        values: list[object] = []
        if county:
            which.append("county = ?")
            values.append(county)
        every = f"({rows_sql(definition, DUCKDB)}) r WHERE {' AND '.join(which)}"
        all_rows = self._one(f"SELECT count(*) FROM {every}", values)
        if organisations is not None and "organisation" in definition.columns.columns:
            every += " AND r_organisation IN (SELECT unnest(?::VARCHAR[]))"
            values.append(organisations)
        total = self._one(f"SELECT count(*) FROM {every}", values)
        out = self.duck.execute(
            f"SELECT x, count(*) FROM {every} AND x > 0 GROUP BY x ORDER BY x", values
        ).fetchall()
        found = self.duck.execute(
            f"SELECT * FROM {every} ORDER BY x, {_order(definition)} LIMIT {int(limit)} "
            f"OFFSET {int(offset)}",
            values,
        )
        names = [column[0].removeprefix("r_") for column in found.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
        return Rows(rows, total, all_rows, {definition.reasons[x - 1]: n for x, n in out})

    def values(
        self, definition: Definition, year: int, month: int, county: str
    ) -> list[tuple[int, int]]:
        """Return the different values behind a cell with how many rows have each."""
        if definition.value is None or not self.view(definition, None):
            return []
        which = f"y = {int(year)} AND x = 0 AND value IS NOT NULL"
        which += f" AND m = {int(month)}" if month else ""
        which += " AND county = ?" if county else ""
        found = self.duck.execute(
            f"SELECT value, count(*) FROM ({rows_sql(definition, DUCKDB)}) r WHERE {which} "
            "GROUP BY value",
            [county] if county else [],
        )
        return [(int(value), int(rows)) for value, rows in found.fetchall()]

    def _one(self, sql: str, values: list[object]) -> int:
        found = self.duck.execute(sql, values).fetchone()
        return int(found[0]) if found else 0


def _order(definition: Definition) -> str:
    """Worst first where rows have a value; else newest first."""
    if definition.value is None or definition.spec.measure == "distinct":
        return "day DESC"
    return f"value {'ASC' if definition.spec.direction == 'higher' else 'DESC'} NULLS LAST"
