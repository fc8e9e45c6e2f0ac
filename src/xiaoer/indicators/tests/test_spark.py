"""Spark and DuckDB over the same Parquet: every cell of every indicator, exactly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from xiaoer.exchange.mart.refresh import mart_store, refresh
from xiaoer.exchange.mart.store import Manifest, Store
from xiaoer.indicators.catalogue import known
from xiaoer.indicators.duck import DuckEngine
from xiaoer.indicators.engines import NoEngine, engine_over
from xiaoer.indicators.figures import figure
from xiaoer.indicators.models import IndicatorValue
from xiaoer.indicators.querying import scales_of
from xiaoer.indicators.services import compute
from xiaoer.indicators.spark import SparkEngine, session
from xiaoer.packs.library import sources
from xiaoer.packs.services import install

from .making import definition, made, stored

TODAY = date(2026, 11, 27)
MEASURES: list[dict[str, Any]] = [
    {"measure": "mean", "value": "hours(start, end)", "exclude": ["bad"]},
    {"measure": "median", "value": "hours(start, end)"},
    {"measure": "p90", "value": "hours(start, end)"},
    {"measure": "mean", "value": "wd(start, end)", "population": 'kind != "c"'},
    {"measure": "rate", "numerator": "users > 100", "denominator": 'kind in ["a", "b"]'},
    {"measure": "ratio_of_sums", "numerator": "amount", "denominator": "total"},
    {"measure": "ratio_to_stock", "numerator": "users * hours(start, end)", "denominator": "total"},
    {"measure": "distinct", "value": "project", "exclude": ["bad"]},
    {"measure": "survey_mean", "value": "users", "weight": "weight"},
    {"measure": "survey_total", "value": "users", "weight": "weight", "per": "kind"},
    {"measure": "mean", "value": "when(good, users) + or_zero(hours(start, end))"},
    {"measure": "max", "value": "users"},
    {"measure": "sum", "value": "amount"},
    {"measure": "count", "population": "end == null", "month": "start"},
]


@pytest.fixture(scope="module", autouse=True)
def _cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XIAOER_SPARK_MASTER", "local[2]")
        patch.setenv("XIAOER_SPARK_PARTITIONS", "1")
        # compiling Java for every query takes longer than reading these few rows
        session().conf.set("spark.sql.codegen.wholeStage", "false")
        session().conf.set("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        yield
        session().stop()


def by_place(cells: list[Any]) -> dict[tuple[int, int, str], Any]:
    return {(cell.year, cell.month, cell.county): cell for cell in cells}


def test_every_measure_agrees_to_the_bit(tmp_path: Path) -> None:
    store = Store(tmp_path)
    manifest = stored(store, made(11))
    duck, spark = DuckEngine(store, manifest), SparkEngine(store, manifest)
    for spec in MEASURES:
        wanted = definition(**spec)
        assert by_place(spark.cells(wanted)) == by_place(duck.cells(wanted)), spec


def test_one_more_month_agrees_too(tmp_path: Path) -> None:
    store = Store(tmp_path)
    rows = made(12)
    manifest = stored(store, rows)
    duck, spark = DuckEngine(store, manifest), SparkEngine(store, manifest)
    for spec in MEASURES[:2] + MEASURES[-1:]:
        wanted = definition(**spec)
        known = duck.cells(wanted)
        months = {"2022-05", "2022-09"}
        assert by_place(spark.cells(wanted, months, known)) == by_place(
            duck.cells(wanted, months, known)
        )
    paths = store.paths(manifest, "feed_orders", {"2022-05"})
    ends = definition(measure="count", month="end")
    assert spark.months_in(ends, paths) == duck.months_in(ends, paths)


@pytest.mark.django_db
def test_the_citys_own_indicators_agree(
    people: Any, past: Any, reported: Any, settings: Any
) -> None:
    packs = sources()
    for source in packs.values():
        install(source, list(packs.values()))
    past(TODAY, ("company_opening", 9, 0.6, 0.4), ("industrial_project", 7, 25.0, 18.6))
    reported(TODAY)
    refreshed = refresh()
    settings.ENGINE = "spark"
    written = compute(refreshed).values
    duck = DuckEngine(mart_store(), refreshed.manifest)
    ours = [
        (one.spec.id, cell.year, cell.month, cell.county, figure(cell, scales_of(one.definition)))
        for one in known()
        if one.definition
        for cell in duck.cells(one.definition)
    ]
    theirs = IndicatorValue.objects.values_list(
        "indicator", "year", "month", "county_code", "value"
    )
    assert sorted(ours, key=str) == sorted(theirs, key=str)
    assert written == len(ours) > 1_000


def test_an_unknown_engine_says_what_there_is(tmp_path: Path, settings: Any) -> None:
    settings.ENGINE = "flink"
    with pytest.raises(NoEngine, match="duckdb 或 spark"):
        engine_over(Store(tmp_path), Manifest())
