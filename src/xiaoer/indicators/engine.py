"""DuckDB over the mart: cells of indicators and the rows behind them."""

from __future__ import annotations

import os

import duckdb

from xiaoer.exchange.mart.feed_rows import table_of as feed_table
from xiaoer.exchange.mart.store import OPEN, Manifest, Store

from .definitions import Definition
from .figures import Cell, stocks
from .querying import DUCKDB, MONTH_SETS, SETS, YEAR_SETS, cells_from, cells_sql

OWN = ("cases", "findings", "catalogue")
MEMORY = os.environ.get("XIAOER_DUCKDB_MEMORY", "2GB")


class DuckEngine:
    """One state of the mart, open for questions. Use it in one thread."""

    def __init__(self, store: Store, manifest: Manifest) -> None:
        """Open the mart; nothing is read before it is asked for."""
        self.store = store
        self.manifest = manifest
        self.duck = duckdb.connect(config={"memory_limit": MEMORY})
        self.duck.execute("SET TimeZone = 'UTC'")

    def cells(self, definition: Definition, months: set[str] | None = None) -> list[Cell]:
        """Return the cells of an indicator: of all months, or of some (YYYY-MM) and their years.

        Rows whose month is not where the mart keeps them are always all read.
        """
        if not self._parts(definition):
            return []
        if months is None or not definition.by_closing:
            return self._finished(definition, self._asked(definition, SETS))
        years = {month[:4] for month in months}
        of_years = {m for m in self._parts(definition) if m[:4] in years}
        found = self._asked(definition, MONTH_SETS, months)
        return self._finished(definition, found + self._asked(definition, YEAR_SETS, of_years))

    def _finished(self, definition: Definition, cells: list[Cell]) -> list[Cell]:
        return stocks(cells) if definition.spec.measure == "ratio_to_stock" else cells

    def _asked(
        self, definition: Definition, sets: str, months: set[str] | None = None
    ) -> list[Cell]:
        if not self._view(definition, months):
            return []
        return cells_from(
            self.duck.sql(cells_sql(definition, DUCKDB, sets)).to_arrow_table().to_pylist()
        )

    def _table(self, definition: Definition) -> str:
        source = definition.spec.source
        return source if source in OWN else feed_table(source)

    def _parts(self, definition: Definition) -> set[str]:
        return set(self.manifest.months(self._table(definition)))

    def _view(self, definition: Definition, months: set[str] | None) -> bool:
        table = self._table(definition)
        if months is None and definition.by_closing and table == "cases":
            months = self._parts(definition) - {OPEN}
        paths = self.store.paths(self.manifest, table, months)
        if paths:
            listed = ", ".join(f"'{path}'" for path in paths)
            name = definition.spec.source
            self.duck.execute(
                f'CREATE OR REPLACE VIEW "{name}" AS SELECT * FROM read_parquet([{listed}])'
            )
        return bool(paths)
