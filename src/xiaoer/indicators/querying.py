"""One query an indicator: its rows as Ibis has them, added up in grouping sets.

TECH says why: a query of its own reads only what the indicator's filter leaves, and is eight
times faster than one pass over everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import ibis
import ibis.expr.types as ir

from xiaoer.packs.formulas import Columns, Kind, Node

from .compiling import TYPES, date_column, expression
from .definitions import QUANTILES, Definition
from .figures import Cell, Scales

TOLD = ("case_no", "row_key", "item", "organisation", "result", "kind", "project_code")
SETS = "(y, m, county), (y, m), (y, county), (y)"
MONTH_SETS = "(y, m, county), (y, m)"
YEAR_SETS = "(y, county), (y)"
TIMES = {"percent": 100, "per_10k": 10_000}


@dataclass(frozen=True)
class Dialect:
    """What engines say differently."""

    name: str
    quantile: str


DUCKDB = Dialect("duckdb", "quantile_cont({value}, {share})")
SPARK = Dialect("pyspark", "percentile({value}, {share})")


def table_of(source: str, columns: Columns) -> ir.Table:
    """Return the source's table as Ibis knows it: its columns, maps and places."""
    schema: dict[str, str] = {}
    for name, column in columns.columns.items():
        schema[name] = TYPES[column.kind]
        if column.kind is Kind.INSTANT:
            schema |= {f"{name}__on": "date", f"{name}__sec": "int64"}
        if column.counted:
            schema |= {f"{name}__wday": "int64", f"{name}__wclk": "int64"}
    for name, column in columns.maps.items():
        schema[name] = f"map<string, {TYPES[column.kind]}>"
    return ibis.table(schema, name=source)


def rows_of(definition: Definition) -> ir.Table:
    """Return the indicator's rows: year, month, county, why left out, and what is added up."""
    table = table_of(definition.spec.source, definition.columns)
    day = _day(definition, table)
    chosen = day.notnull()
    if definition.population is not None:
        chosen = chosen & expression(definition.population, table)
    parts = {
        "value": definition.value,
        "weight": definition.weight,
        "num": definition.numerator,
        "den": definition.denominator,
    }
    written = {name: expression(node, table) for name, node in parts.items() if node}
    return table.filter(chosen).select(
        y=day.year(),
        m=day.month(),
        day=day,
        county=table.county,
        x=_left_out(definition, table),
        g=table[definition.spec.per] if definition.spec.per else ibis.literal(""),
        **{f"r_{name}": table[name] for name in TOLD if name in definition.columns.columns},
        **written,
    )


def _day(definition: Definition, table: ir.Table) -> ir.Value:
    column = definition.columns.columns[definition.month]
    return table[date_column(definition.month, column.kind)]


def _left_out(definition: Definition, table: ir.Table) -> ir.Value:
    """Return 0 for a row that counts, else the number of the first reason that leaves it out."""
    found: ir.Value = ibis.literal(0, "int64")
    for number, (_key, when) in reversed(list(enumerate(definition.exclusions, 1))):
        found = ibis.ifelse(expression(when, table), ibis.literal(number, "int64"), found)
    return found


@lru_cache(maxsize=1024)
def cells_sql(definition: Definition, dialect: Dialect, sets: str = SETS) -> str:
    """Return the query for the indicator's cells."""
    rows = ibis.to_sql(rows_of(definition), dialect=dialect.name)
    month = "0" if sets == YEAR_SETS else "CASE WHEN grouping(m) = 1 THEN 0 ELSE m END"
    if definition.spec.per:
        sets = sets.replace(")", ", g)")
    figures = ", ".join(f"{sql} AS {name}" for name, sql in _figures(definition, dialect).items())
    return (
        f"SELECT y, {month} AS m, "
        f"CASE WHEN grouping(county) = 1 THEN '' ELSE county END AS county, "
        f"grouping(county) AS whole, "
        f"count(CASE WHEN x = 0 THEN 1 END) AS n, count(CASE WHEN x > 0 THEN 1 END) AS out_n, "
        f"{figures} FROM ({rows}) r GROUP BY GROUPING SETS ({sets})"
    )


def rows_sql(definition: Definition, dialect: Dialect) -> str:
    """Return the query for the rows themselves, to be narrowed by whoever asks."""
    return str(ibis.to_sql(rows_of(definition), dialect=dialect.name))


def _kept(sql: str) -> str:
    return f"CASE WHEN x = 0 THEN {sql} END"


def _figures(definition: Definition, dialect: Dialect) -> dict[str, str]:
    measure = definition.spec.measure
    if measure in QUANTILES:
        share = QUANTILES[measure]
        # between two whole numbers at a share of hundredths lies a whole number of hundredths:
        # rounding to it takes away what engines interpolate differently in the last bit
        asked = dialect.quantile.format(value=_kept("value"), share=share)
        return {"hundredths": f"CAST(round({asked} * 100) AS BIGINT)"}
    return {
        "mean": {"num": f"sum({_kept('value')})", "den": f"count({_kept('value')})"},
        "sum": {"num": f"sum({_kept('value')})", "den": "1"},
        "max": {"num": f"max({_kept('value')})", "den": f"sign(count({_kept('value')}))"},
        "count": {"num": f"count({_kept('1')})", "den": "1"},
        "distinct": {"num": f"count(DISTINCT {_kept('value')})", "den": "1"},
        "rate": {
            "num": f"count({_kept('CASE WHEN den AND num THEN 1 END')})",
            "den": f"count({_kept('CASE WHEN den THEN 1 END')})",
        },
        "ratio_of_sums": {"num": f"sum({_both('num')})", "den": f"sum({_both('den')})"},
        "ratio_to_stock": STOCK,
        "stock_ratio": STOCK,
        "survey_mean": SURVEY,
        "survey_total": SURVEY,
    }[measure]


STOCK = {"num": f"sum({_kept('num')})", "den": f"max({_kept('den')})"}
SURVEY = {
    "num": f"sum({_kept('value * weight')})",
    "den": f"sum({_kept('weight')})",
    "squares": f"sum({_kept('value * value * weight')})",
    "weights": f"sum({_kept('weight * weight')})",
}


def _both(name: str) -> str:
    """A row counts in a ratio of sums only when it has both."""
    return _kept(f"CASE WHEN num IS NOT NULL AND den IS NOT NULL THEN {name} END")


def cells_from(records: Iterable[Mapping[str, object]]) -> list[Cell]:
    """Return an engine's records as cells, whole numbers as Python's own."""
    return [
        Cell(
            year=int(record["y"]),  # type: ignore[call-overload]
            month=int(record["m"]),  # type: ignore[call-overload]
            county=str(record["county"]),
            rows=int(record["n"]),  # type: ignore[call-overload]
            excluded=int(record["out_n"]),  # type: ignore[call-overload]
            numerator=_whole(record.get("num")),
            denominator=_whole(record.get("den")),
            point=_point(record.get("hundredths")),
            squares=_whole(record.get("squares")),
            weights=_whole(record.get("weights")),
        )
        for record in records
        if record["whole"] or record["county"]
    ]


def _point(hundredths: object) -> float | None:
    whole = _whole(hundredths)
    return None if whole is None else whole / 100


def _whole(value: object) -> int | None:
    return None if value is None else int(value)  # type: ignore[call-overload]


def scales_of(definition: Definition) -> Scales:
    """Return how the whole numbers of a definition become its unit."""
    spec = definition.spec
    if spec.measure in ("ratio_of_sums", "ratio_to_stock", "stock_ratio"):
        numerator, denominator = _scale(definition.numerator), _scale(definition.denominator)
    else:
        numerator = 1 if spec.measure == "distinct" else _scale(definition.value)
        denominator = 1
    return Scales(numerator, denominator, TIMES.get(spec.unit, 1), spec.complement)


def _scale(node: Node | None) -> int:
    return node.scale if node is not None and node.kind is Kind.NUMBER else 1
