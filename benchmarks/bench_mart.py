"""What filling the mart costs, and what its events cost to read again.

    .venv/bin/python benchmarks/bench_mart.py [--events N] [--copied N]

PostgreSQL to Parquet: event rows of a throwaway server, by the query and the writer of a refresh.
Events to case features: a table of events in parts of a month, one pass over all and over one.
Durations: the subtraction of stored places, in nanoseconds a row.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb

THREADS = 2
MONTHS = 36
CASES_PER_EVENT = 6
MADE = """
SELECT n AS event_id, n // {each} AS case_id, (n % {each})::INT AS sequence,
  CASE n % {each} WHEN 0 THEN 'submitted' WHEN 1 THEN 'accepted'
    WHEN {last} THEN 'decided' ELSE 'task_completed' END AS kind,
  'review' AS step, {start} + n * 1000000 AS "at",
  ({month} * 21 * 25200 + hash(n) % 25200)::BIGINT AS wclk, ({month} * 21 + n % 21)::INT AS wday,
  (n % 400)::BIGINT AS organisation_id
FROM range({low}, {high}) t(n)
"""
TABLE = """
CREATE TABLE cases_caseevent (id bigint PRIMARY KEY, case_id bigint, sequence int, kind text,
  payload jsonb, at timestamptz, wclk bigint, wday int, organisation_id bigint);
INSERT INTO cases_caseevent SELECT n, n / 6, n % 6, 'task_completed', '{"key": "review"}',
  '2022-01-01'::timestamptz + n * interval '1 second', n * 13, n / 1000, n % 400
FROM generate_series(1, {rows}) n;
"""


def timed(call: Callable[[], object], rounds: int = 3) -> float:
    took = []
    for _round in range(rounds):
        start = time.perf_counter()
        call()
        took.append(time.perf_counter() - start)
    return min(took)


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def from_postgres(folder: Path, rows: int) -> None:
    from xiaoer.runtime.postgres import Cluster

    cluster = Cluster(folder / "pg", durable=False)
    hold = cluster.join()
    os.environ["DATABASE_URL"] = cluster.url()
    os.environ["DJANGO_SETTINGS_MODULE"] = "xiaoer.settings"
    import django

    django.setup()
    from django.db import connection

    from xiaoer.exchange.mart import event_rows
    from xiaoer.exchange.mart.reading import copied

    duck = duckdb.connect(config={"threads": THREADS})

    def once() -> None:
        raw = copied(event_rows.events_sql(0, rows), event_rows.TYPES)
        duck.register("raw", raw)
        duck.execute(f"COPY (SELECT * FROM raw) TO '{folder}/copied.parquet' (COMPRESSION zstd)")

    with connection.cursor() as cursor:
        cursor.execute(TABLE.replace("{rows}", str(rows)))
        cursor.execute("ANALYZE cases_caseevent")
    seconds = timed(once)
    print(f"PostgreSQL to Parquet: {rows / seconds / 1e6:.2f} million rows a second", flush=True)
    connection.close()
    cluster.leave(hold)


def fill(folder: Path, events: int) -> list[str]:
    duck = duckdb.connect(config={"threads": THREADS})
    each = events // MONTHS // CASES_PER_EVENT * CASES_PER_EVENT
    paths = []
    for month in range(MONTHS):
        path = f"{folder}/events-{month:02d}.parquet"
        rows = MADE.format(
            each=CASES_PER_EVENT, last=CASES_PER_EVENT - 1, month=month,
            start=1_577_808_000_000_000, low=month * each, high=(month + 1) * each,
        )  # fmt: skip
        duck.execute(f"COPY ({rows}) TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
        paths.append(path)
    return paths


def features(paths: list[str], events: int) -> None:
    from xiaoer.exchange.mart.features import features_sql, reading

    duck = duckdb.connect(config={"threads": THREADS, "memory_limit": "2500MB"})

    def once(chosen: list[str]) -> None:
        total = "SELECT count(*), sum(decided_wday - accepted_wday - held_wday) FROM ({})"
        duck.execute(total.format(features_sql(reading(chosen)))).fetchall()

    print(f"{events:,} events to case features: {timed(lambda: once(paths)):.2f} s")
    print(f"one month of them: {timed(lambda: once(paths[-1:])):.2f} s, peak {peak():.0f} MB")


def durations() -> None:
    rows = 20_000_000
    duck = duckdb.connect(config={"threads": THREADS})
    duck.execute(
        f"CREATE TABLE t AS SELECT n AS a, n + (hash(n) % 90000)::BIGINT AS b, "
        f"(n % 700)::BIGINT AS h FROM range({rows}) r(n)"
    )
    net = timed(lambda: duck.execute("SELECT sum(b - a - h) FROM t").fetchall(), 5)
    print(f"net duration by subtraction: {net / rows * 1e9:.1f} ns a row, {THREADS} threads")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", type=int, default=60_000_000)
    parser.add_argument("--copied", type=int, default=3_000_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="xiaoer-bench-", dir="/var/tmp") as name:
        folder = Path(name)
        folder.chmod(0o711)
        durations()
        features(fill(folder, chosen.events), chosen.events)
        from_postgres(folder, chosen.copied)


if __name__ == "__main__":
    main()
