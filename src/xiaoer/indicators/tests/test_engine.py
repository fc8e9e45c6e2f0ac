"""The engine against a slow reader of the same rows: every measure, every county, to the last bit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from xiaoer.exchange.mart.store import Manifest, Store
from xiaoer.indicators.duck import DuckEngine
from xiaoer.indicators.figures import Cell, figure
from xiaoer.indicators.querying import scales_of

from .making import Row, definition, made, stored


def groups(rows: list[Row]) -> Iterator[tuple[tuple[int, int, str], list[Row]]]:
    keys = set()
    for row in rows:
        year, month = int(row.month[:4]), int(row.month[5:])
        keys |= {(year, month, row.county), (year, month, ""), (year, 0, row.county), (year, 0, "")}
    for year, month, county in sorted(keys):
        wanted = f"{year}-{month:02}" if month else f"{year}-"
        yield (
            (year, month, county),
            [r for r in rows if r.month.startswith(wanted) and county in ("", r.county)],
        )


def quantile(values: list[int], share: float) -> Fraction | None:
    if not values:
        return None
    ordered = sorted(values)
    place = (len(ordered) - 1) * Fraction(str(share))
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


Slow = Callable[[list[Row]], float | None]


def mean_hours(rows: list[Row]) -> float | None:
    took = [r.end - r.start for r in rows if r.good and r.end is not None and r.kind != "c"]
    return float(Fraction(sum(took), 3600 * len(took))) if took else None


def p90_seconds(rows: list[Row]) -> float | None:
    took = [r.end - r.start for r in rows if r.end is not None]
    found = quantile(took, 0.9)
    return None if found is None else float(found / 3600)


def rate(rows: list[Row]) -> float | None:
    base = [r for r in rows if r.kind in ("a", "b")]
    hits = [r for r in base if r.users > 100 and r.project != ""]
    return float(Fraction(len(hits) * 100, len(base))) if base else None


def ratio(rows: list[Row]) -> float | None:
    mine = [r for r in rows if r.good]
    below = sum(r.total for r in mine)
    if not below:
        return None
    return float((1 - Fraction(sum(r.amount for r in mine), 10_000 * below)) * 100)


def projects(rows: list[Row]) -> float:
    return float(len({r.project for r in rows if r.good}))


def survey(rows: list[Row]) -> float | None:
    weights = sum(r.weight for r in rows)
    return float(Fraction(sum(r.users * r.weight for r in rows), weights)) if weights else None


def survey_total(rows: list[Row]) -> float | None:
    """Kinds are asked one by one; the total is the sum of their weighted means."""
    found = Fraction(0)
    for kind in sorted({r.kind for r in rows}):
        mine = [r for r in rows if r.kind == kind]
        found += Fraction(sum(r.users * r.weight for r in mine), sum(r.weight for r in mine))
    return float(found) if rows else None


def held(rows: list[Row]) -> float | None:
    """Only good rows' users count; what has no end took no time."""
    took = [(r.users if r.good else 0) + ((r.end or r.start) - r.start) for r in rows]
    seconds = [Fraction((r.end or r.start) - r.start, 3600) for r in rows]
    users = [r.users if r.good else 0 for r in rows]
    return float((sum(users) + sum(seconds)) / len(took)) if rows else None


def most(rows: list[Row]) -> float | None:
    return float(max((r.users for r in rows), default=0)) if rows else None


MEASURES: list[tuple[dict[str, Any], Slow]] = [
    (
        {"measure": "mean", "value": "hours(start, end)", "population": 'kind != "c"',
         "exclude": ["bad"], "unit": "hours"},
        mean_hours,
    ),
    ({"measure": "p90", "value": "hours(start, end)", "unit": "hours"}, p90_seconds),
    (
        {"measure": "rate", "numerator": 'users > 100 and project != ""', "unit": "percent",
         "denominator": 'kind in ["a", "b"]'},
        rate,
    ),
    (
        {"measure": "ratio_of_sums", "numerator": "amount", "denominator": "total",
         "complement": True, "exclude": ["bad"], "unit": "percent"},
        ratio,
    ),
    ({"measure": "distinct", "value": "project", "exclude": ["bad"]}, projects),
    ({"measure": "survey_mean", "value": "users", "weight": "weight", "unit": "score"}, survey),
    (
        {"measure": "survey_total", "value": "users", "weight": "weight", "per": "kind",
         "unit": "hours"},
        survey_total,
    ),
    (
        {"measure": "mean", "unit": "hours",
         "value": "when(good, users) + or_zero(hours(start, end))"},
        held,
    ),
    ({"measure": "max", "value": "users"}, most),
    ({"measure": "count", "population": "end == null"},
     lambda rows: float(len([r for r in rows if r.end is None]))),
]  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("spec", "slow"), MEASURES, ids=lambda v: v.get("measure", "") if isinstance(v, dict) else "")  # fmt: skip
def test_every_measure_equals_the_slow_reader(tmp_path: Path, spec, slow, seed) -> None:
    rows = made(seed)
    store = Store(tmp_path)
    wanted = definition(**spec)
    cells = DuckEngine(store, stored(store, rows)).cells(wanted)
    found = {(c.year, c.month, c.county): figure(c, scales_of(wanted)) for c in cells}
    for key, mine in groups(rows):
        expected = slow(mine)
        if key in found:
            assert found[key] == expected, key
        else:
            assert not expected, key


@pytest.mark.parametrize(("spec", "slow"), MEASURES, ids=lambda v: v.get("measure", "") if isinstance(v, dict) else "")  # fmt: skip
def test_one_more_month_gives_what_a_full_computation_gives(tmp_path: Path, spec, slow) -> None:
    rows = made(7)
    store = Store(tmp_path)
    wanted = definition(**spec)
    before = [r for r in rows if r.month != "2022-11"]
    known = DuckEngine(store, stored(store, before)).cells(wanted)
    whole = DuckEngine(store, stored(store, rows))
    full = {(c.year, c.month, c.county): c for c in whole.cells(wanted)}
    part = {(c.year, c.month, c.county): c for c in whole.cells(wanted, {"2022-11"}, known)}
    assert set(part) == {k for k in full if k[0] == 2022 and k[1] in (0, 11)}
    assert {k: figure(c, scales_of(wanted)) for k, c in part.items()} == {
        k: figure(full[k], scales_of(wanted)) for k in part
    }


def test_a_month_by_another_column_reads_only_what_it_needs(tmp_path: Path) -> None:
    """Rows of a month lie in other parts of the mart when another date is counted by."""
    rows = made(3)
    store = Store(tmp_path)
    wanted = definition(measure="count", month="end", population="end != null")
    engine = DuckEngine(store, stored(store, rows))
    full = {(c.year, c.month, c.county): c for c in engine.cells(wanted)}
    months = engine.months_in(wanted, store.paths(engine.manifest, "feed_orders", {"2022-05"}))
    assert len(months) > 1
    part = engine.cells(wanted, months, full.values())
    assert {(c.year, c.month, c.county): c.numerator for c in part if c.month} == {
        k: c.numerator for k, c in full.items() if k[1] and f"{k[0]}-{k[1]:02}" in months
    }


def test_saidi_divides_by_the_users_of_the_area_once(tmp_path: Path) -> None:
    rows = made(5)
    store = Store(tmp_path)
    wanted = definition(
        measure="ratio_to_stock", numerator="users * hours(start, end)", denominator="total",
        unit="hours",
    )  # fmt: skip
    cells = {
        (c.year, c.month, c.county): c for c in DuckEngine(store, stored(store, rows)).cells(wanted)
    }
    mine = [r for r in rows if r.month == "2022-03" and r.county == "441501"]
    hours = sum(Fraction(r.users * (r.end - r.start), 3600) for r in mine if r.end is not None)
    stock = max(r.total for r in mine)
    assert figure(cells[(2022, 3, "441501")], scales_of(wanted)) == float(hours / stock)
    counties = [cells[(2022, 3, c)].denominator for c in ("441501", "441502", "441521")]
    assert cells[(2022, 3, "")].denominator == sum(counties)


def test_no_rows_give_no_cells(tmp_path: Path) -> None:
    engine = DuckEngine(Store(tmp_path), Manifest())
    assert engine.cells(definition(measure="count")) == []


def test_what_was_left_out_is_counted(tmp_path: Path) -> None:
    rows = made(1)
    store = Store(tmp_path)
    cells = DuckEngine(store, stored(store, rows)).cells(
        definition(measure="count", exclude=["bad"])
    )
    total: Cell = next(c for c in cells if (c.year, c.month, c.county) == (2022, 0, ""))
    of_year = [r for r in rows if r.month.startswith("2022")]
    assert total.excluded == sum(not r.good for r in of_year)
    assert total.rows + total.excluded == len(of_year)
