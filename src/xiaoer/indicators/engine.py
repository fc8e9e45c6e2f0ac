"""DuckDB over the mart: cells of indicators and the rows behind them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import duckdb

from xiaoer.exchange.mart.feed_rows import table_of as feed_table
from xiaoer.exchange.mart.store import OPEN, Manifest, Store

from .compiling import date_column
from .definitions import ADDITIVE, PLAIN, Definition
from .figures import Cell, stocks, years
from .querying import DUCKDB, MONTH_SETS, SETS, YEAR_SETS, cells_from, cells_sql, rows_sql

OWN = ("cases", "findings", "catalogue")
MEMORY = os.environ.get("XIAOER_DUCKDB_MEMORY", "2GB")


@dataclass(frozen=True)
class Rows:
    """A page of rows, how many there are within reach and in all, and those left out."""

    rows: list[dict[str, Any]]
    total: int
    all_rows: int
    excluded: dict[str, int]  # why → rows


class DuckEngine:
    """One state of the mart, open for questions. Use it in one thread."""

    def __init__(self, store: Store, manifest: Manifest) -> None:
        """Open the mart; nothing is read before it is asked for."""
        self.store = store
        self.manifest = manifest
        self.duck = duckdb.connect(config={"memory_limit": MEMORY})
        self.duck.execute("SET TimeZone = 'UTC'")
        self.duck.execute("SET parquet_metadata_cache = true")  # files never change
        self._shown: dict[str, str] = {}

    def cells(
        self,
        definition: Definition,
        months: set[str] | None = None,
        known: Iterable[Cell] = (),
    ) -> list[Cell]:
        """Return the cells of an indicator: of all months, or of some (YYYY-MM) and their years.

        `known` are cells of the other months of those years, so that sums need no second look.
        """
        if not self._parts(definition):
            return []
        if months is None:
            return self._finished(definition, self._asked(definition, SETS))
        found = self._asked(definition, MONTH_SETS, months)
        of_years = {month[:4] for month in months}
        if definition.spec.measure in ADDITIVE:
            plain = definition.spec.measure in PLAIN
            return found + years([*found, *_others(known, months, of_years)], plain)
        whole = {f"{year}-{month:02}" for year in of_years for month in range(1, 13)}
        if definition.spec.measure == "ratio_to_stock":
            return stocks(self._asked(definition, MONTH_SETS, whole))
        return found + self._asked(definition, YEAR_SETS, whole)

    def months_in(self, definition: Definition, paths: list[str]) -> set[str]:
        """Return the months (YYYY-MM) into which the rows of some files fall."""
        if not paths:
            return set()
        self._show(definition, paths, None)
        day = _day_of(definition)
        found = self.duck.sql(
            f"SELECT DISTINCT strftime({day}, '%Y-%m') FROM \"{definition.spec.source}\" "
            f"WHERE {day} IS NOT NULL"
        )
        return {month for (month,) in found.fetchall()}

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
        if not self._view(definition, None):
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
        if definition.value is None or not self._view(definition, None):
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

    def _finished(self, definition: Definition, cells: list[Cell]) -> list[Cell]:
        return stocks(cells) if definition.spec.measure == "ratio_to_stock" else cells

    def _asked(
        self, definition: Definition, sets: str, months: set[str] | None = None
    ) -> list[Cell]:
        if not self._view(definition, months):
            return []
        found = self.duck.execute(cells_sql(definition, DUCKDB, sets))
        names = [column[0] for column in found.description or ()]
        return cells_from(dict(zip(names, row, strict=True)) for row in found.fetchall())

    def _table(self, definition: Definition) -> str:
        source = definition.spec.source
        return source if source in OWN else feed_table(source)

    def _parts(self, definition: Definition) -> set[str]:
        return set(self.manifest.months(self._table(definition)))

    def _view(self, definition: Definition, months: set[str] | None) -> bool:
        table = self._table(definition)
        parts = self._parts(definition)
        if definition.by_closing:
            parts = (parts - {OPEN}) if months is None else parts & months
        paths = self.store.paths(self.manifest, table, parts)
        if paths:
            self._show(definition, paths, None if definition.by_closing else months)
        return bool(paths)

    def _show(self, definition: Definition, paths: list[str], months: set[str] | None) -> None:
        """Let the source's name stand for some files; of months only row groups with them."""
        listed = ", ".join(f"'{path}'" for path in paths)
        which = f" WHERE {_within(_day_of(definition), months)}" if months else ""
        shown = f"SELECT * FROM read_parquet([{listed}]){which}"
        source = definition.spec.source
        if self._shown.get(source) != shown:
            self.duck.execute(f'CREATE OR REPLACE VIEW "{source}" AS {shown}')
            self._shown[source] = shown


def _order(definition: Definition) -> str:
    """Worst first where rows have a value; else newest first."""
    if definition.value is None or definition.spec.measure == "distinct":
        return "day DESC"
    return f"value {'ASC' if definition.spec.direction == 'higher' else 'DESC'} NULLS LAST"


def _day_of(definition: Definition) -> str:
    column = definition.columns.columns[definition.month]
    return f'"{date_column(definition.month, column.kind)}"'


def _within(day: str, months: set[str]) -> str:
    """Name the months twice: as a span, by which row groups are passed over, and one by one."""
    listed = ", ".join(f"'{month}'" for month in sorted(months))
    return (
        f"{day} >= DATE '{min(months)}-01' AND {day} <= last_day(DATE '{max(months)}-01') "
        f"AND strftime({day}, '%Y-%m') IN ({listed})"
    )


def _others(known: Iterable[Cell], months: set[str], of_years: set[str]) -> list[Cell]:
    return [
        cell
        for cell in known
        if cell.month
        and str(cell.year) in of_years
        and f"{cell.year}-{cell.month:02}" not in months
    ]
