"""What figures cost: 60 indicators over 10 million cases, and after one more month.

    .venv/bin/python benchmarks/bench_indicators.py [--cases N]

Makes a mart of its own in a temporary folder: 35 months, 17 counties, the items of the packs.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb

from xiaoer.exchange.mart.store import Manifest, Part, Store
from xiaoer.indicators.definitions import Definition, defined
from xiaoer.indicators.duck import DuckEngine
from xiaoer.packs.library import sources
from xiaoer.packs.schema import Pack

FIRST = date(2020, 1, 1)
MONTHS = 35
COUNTIES = 17
THREADS = 2
MADE = """
SELECT n AS case_id, 'LH-' || n AS case_no, items[1 + (hash(n) % len(items))::INT] AS item,
  'mkt01' AS pack, '4415' || lpad((hash(n, 1) % {counties})::VARCHAR, 2, '0') AS county,
  'unit' AS organisation, CASE hash(n, 2) % 3 WHEN 0 THEN 'window' ELSE 'online' END AS channel,
  'ended' AS state,
  CASE WHEN hash(n, 3) % 20 = 0 THEN 'withdrawn' WHEN hash(n, 3) % 20 = 1 THEN 'returned'
    ELSE 'granted' END AS result,
  chr((65 + hash(n, 4) % 4)::INT) AS credit_class, 'company' AS entity_type, '' AS parent_item,
  'LH-' || (n // 4) AS root, CASE WHEN hash(n, 5) % 2 = 0 THEN 's2_works_permit' ELSE '' END
    AS stage,
  CASE hash(n, 6) % 3 WHEN 0 THEN 'to_filing' ELSE '' END AS reform_mode,
  hash(n, 7) % 2 = 0 AS commitment, hash(n, 8) % 2 = 0 AS commitment_offered,
  hash(n, 9) % 3 = 0 AS gap, hash(n, 10) % 4 <> 0 AS gap_closed, false AS extended,
  hash(n, 11) % 5 = 0 AS bundle, hash(n, 12) % 30 = 0 AS overdue, false AS resubmitted,
  (hash(n, 13) % 30)::BIGINT AS net_wd, (hash(n, 13) % 40)::BIGINT AS gross_wd,
  (hash(n, 14) % 6)::BIGINT AS receipt_wd, 0::BIGINT AS held_wd,
  (hash(n, 13) % 60)::BIGINT AS span_days, (hash(n, 15) % 25)::BIGINT AS stages_wd,
  45::BIGINT AS separate_wd, 0::BIGINT AS corrections, 5::BIGINT AS rating, 1::BIGINT AS submissions,
  (hash(n, 16) % 60000)::BIGINT AS net_fraction, (hash(n, 16) % 90000)::BIGINT AS span_fraction,
  {instants},
  d AS submitted_on, d AS accepted_on, d AS decided_on, d AS closed_on, d - 90 AS registered_on,
  {ordinals},
  MAP {{'land_contract_at': (d - 30)::VARCHAR, 'works_started_at': d::VARCHAR}} AS answers,
  MAP {{'sample_check': CASE WHEN hash(n, 17) % 50 = 0 THEN 'wrong' ELSE 'right' END,
       'auto_register': 'registered'}} AS outcome,
  MAP {{'permit': (hash(n, 18) % 4)::BIGINT}} AS step_wd, MAP([]::VARCHAR[], []::BIGINT[])
    AS step_fraction
FROM (SELECT n, DATE '{month}' + (hash(n, 19) % 28)::INT AS d FROM range({low}, {high}) t(n))
ORDER BY item
"""
INSTANTS = ("submitted_at", "accepted_at", "decided_at", "delivered_at", "ended_at")
DATES = ("submitted_on", "accepted_on", "decided_on", "closed_on", "registered_on")


def months() -> Iterator[date]:
    for number in range(MONTHS):
        yield date(FIRST.year + number // 12, number % 12 + 1, 1)


def fill(store: Store, cases: int, items: list[str]) -> Manifest:
    duck = duckdb.connect(config={"threads": THREADS})
    duck.execute("SET TimeZone = 'UTC'")
    manifest = Manifest(version=1)
    each = cases // MONTHS
    day = "(d - DATE '2019-01-01')"
    instants = ", ".join(
        f"d::TIMESTAMPTZ AS {n}, d AS {n}__on, epoch(d)::BIGINT AS {n}__sec, "
        f"({day} * 5 // 7)::BIGINT AS {n}__wday, ({day} * 20571)::BIGINT AS {n}__wclk"
        for n in INSTANTS
    )
    ordinals = ", ".join(
        f"({day} * 5 // 7)::BIGINT AS {n}__wday, ({day} * 20571)::BIGINT AS {n}__wclk"
        for n in DATES
    )
    listed = "[" + ", ".join(f"'{item}'" for item in items) + "]"
    for number, month in enumerate(months()):
        name, path = store.new_file("cases", f"{month:%Y-%m}")
        sql = MADE.format(
            counties=COUNTIES, month=month, low=number * each, high=(number + 1) * each,
            instants=instants, ordinals=ordinals,
        ).replace("items", listed)  # fmt: skip
        duck.execute(
            f"COPY ({sql}) TO '{path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 40000)"
        )
        manifest = manifest.with_part("cases", f"{month:%Y-%m}", Part(name, each))
    return manifest


def packs() -> list[Pack]:
    return [source.pack for source in sources().values() if source.pack]


def sixty(found: list[Pack]) -> list[Definition]:
    """Return sixty definitions over cases: those of the packs, then their variants by channel."""
    own = [
        definition
        for pack in found
        for spec in pack.indicators
        if (definition := defined(spec, pack)) and spec.source == "cases"
    ]
    variants = []
    for channel in ("online", "window"):
        for pack in found:
            for spec in pack.indicators:
                if spec.source != "cases":
                    continue
                rest = f" and ({spec.population})" if spec.population else ""
                changed = spec.model_copy(
                    update={
                        "id": f"{spec.id}_{channel}",
                        "population": f'channel == "{channel}"{rest}',
                    }
                )
                variants.append(defined(changed, pack))
    return [d for d in (own + variants) if d][:60]


def time_of(engine: DuckEngine, definition: Definition) -> float:
    start = time.perf_counter()
    engine.cells(definition)
    return time.perf_counter() - start


def timed(name: str, call, rounds: int = 3) -> None:
    took = []
    for _round in range(rounds):
        start = time.perf_counter()
        call()
        took.append(time.perf_counter() - start)
    print(f"{name:<58} {min(took):6.2f} s   median {statistics.median(took):6.2f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=10_000_000)
    cases = parser.parse_args().cases
    found = packs()
    items = sorted({item.key for pack in found for item in pack.items})
    with tempfile.TemporaryDirectory(prefix="xiaoer-bench-", dir="/var/tmp") as folder:
        store = Store(Path(folder))
        start = time.perf_counter()
        manifest = fill(store, cases, items)
        size = sum(path.stat().st_size for path in Path(folder).rglob("*.parquet")) / 1e6
        print(f"mart of {cases:,} cases made in {time.perf_counter() - start:.0f} s, {size:.0f} MB")
        definitions = sixty(found)
        engine = DuckEngine(store, manifest)
        engine.duck.execute(f"SET threads = {THREADS}")
        last = max(manifest.months("cases"))
        start = time.perf_counter()
        known = {d.id: engine.cells(d) for d in definitions}
        count = sum(len(cells) for cells in known.values())
        print(
            f"first time, formulas compiled too: {time.perf_counter() - start:.2f} s, {count} cells"
        )
        timed(
            f"{len(definitions)} indicators, all months",
            lambda: [engine.cells(d) for d in definitions],
        )
        timed(
            f"{len(definitions)} indicators after one more month",
            lambda: [engine.cells(d, {last}, known[d.id]) for d in definitions],
        )
        slow = sorted(((time_of(engine, d), d.id) for d in definitions), reverse=True)[:5]
        print("slowest:", ", ".join(f"{name} {seconds * 1000:.0f} ms" for seconds, name in slow))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
