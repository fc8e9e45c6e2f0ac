"""What every engine does with the mart: cells of indicators, from the same definitions.

DuckDB answers on one machine (`duck`), Spark on a cluster (`spark`); both read the same Parquet
and are asked the same queries, so that their figures agree to the last bit.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any

from xiaoer.exchange.mart.feed_rows import table_of as feed_table
from xiaoer.exchange.mart.store import OPEN, Manifest, Store

from .compiling import date_column
from .definitions import ADDITIVE, PLAIN, STOCKS, Definition
from .figures import Cell, extremes, groups_added, stocks, years
from .querying import MONTH_SETS, SETS, YEAR_SETS, Dialect, cells_from, cells_sql

OWN = ("cases", "findings", "catalogue")


class Engine(ABC):
    """One state of the mart, open for questions. Use it in one thread."""

    dialect: Dialect

    def __init__(self, store: Store, manifest: Manifest) -> None:
        """Open the mart; nothing is read before it is asked for."""
        self.store = store
        self.manifest = manifest
        self._shown: dict[str, tuple[list[str], str]] = {}

    @abstractmethod
    def asked(self, sql: str) -> list[dict[str, Any]]:
        """Return the records that a query finds."""

    @abstractmethod
    def name_files(self, source: str, paths: list[str], which: str) -> None:
        """Let a name stand for the rows of some files that a condition lets through."""

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
        if definition.spec.measure == "max":
            return found + extremes([*found, *_others(known, months, of_years)])
        whole = {f"{year}-{month:02}" for year in of_years for month in range(1, 13)}
        if definition.spec.measure in STOCKS:
            return self._finished(definition, self._asked(definition, MONTH_SETS, whole))
        return found + self._asked(definition, YEAR_SETS, whole)

    def months_in(self, definition: Definition, paths: list[str]) -> set[str]:
        """Return the months (YYYY-MM) into which the rows of some files fall."""
        if not paths:
            return set()
        self._show(definition, paths, None)
        month = _month_of(_day_of(definition))
        found = self.asked(f'SELECT DISTINCT {month} AS month FROM "{definition.spec.source}"')
        return {f"{n // 100}-{n % 100:02}" for row in found if (n := row["month"]) is not None}

    def _finished(self, definition: Definition, cells: list[Cell]) -> list[Cell]:
        measure = definition.spec.measure
        return stocks(cells, flow=measure == "ratio_to_stock") if measure in STOCKS else cells

    def _asked(
        self, definition: Definition, sets: str, months: set[str] | None = None
    ) -> list[Cell]:
        if not self.view(definition, months):
            return []
        cells = cells_from(self.asked(cells_sql(definition, self.dialect, sets)))
        return groups_added(cells) if definition.spec.per else cells

    def _table(self, definition: Definition) -> str:
        source = definition.spec.source
        return source if source in OWN else feed_table(source)

    def _parts(self, definition: Definition) -> set[str]:
        return set(self.manifest.months(self._table(definition)))

    def view(self, definition: Definition, months: set[str] | None) -> bool:
        """Name the files of some months, or of all; say whether there are any."""
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
        source = definition.spec.source
        shown = (paths, _within(_day_of(definition), months) if months else "")
        if self._shown.get(source) != shown:
            self.name_files(source, *shown)
            self._shown[source] = shown


def _day_of(definition: Definition) -> str:
    column = definition.columns.columns[definition.month]
    return f'"{date_column(definition.month, column.kind)}"'


def _month_of(day: str) -> str:
    return f"year({day}) * 100 + month({day})"


def _within(day: str, months: set[str]) -> str:
    """Name the months twice: as a span, by which row groups are passed over, and one by one."""
    listed = ", ".join(sorted(month.replace("-", "") for month in months))
    return (
        f"{day} >= DATE '{min(months)}-01' AND {day} <= last_day(DATE '{max(months)}-01') "
        f"AND {_month_of(day)} IN ({listed})"
    )


def _others(known: Iterable[Cell], months: set[str], of_years: set[str]) -> list[Cell]:
    return [
        cell
        for cell in known
        if cell.month
        and str(cell.year) in of_years
        and f"{cell.year}-{cell.month:02}" not in months
    ]
