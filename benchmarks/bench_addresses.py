"""What a match costs against a register of 100,000 standard addresses, and what the register costs.

    .venv/bin/python benchmarks/bench_addresses.py [--entries N]

Uses an embedded PostgreSQL in a folder of its own, thrown away afterwards.
"""

from __future__ import annotations

import argparse
import atexit
import os
import random
import resource
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator

COUNTIES = ("东浦区", "滨港新区", "南汀市", "临溪县", "青屏县", "石岭县")
ROADS = [
    "市民",
    "学前",
    "振兴",
    "建设",
    "港前",
    "海棠",
    "创业",
    "人民",
    "解放",
    "环城",
    "文化",
    "科技",
    "工业",
    "滨海",
    "中山",
    "东风",
    "和平",
    "新华",
    "友谊",
    "朝阳",
]
KINDS = ("路", "大道", "街", "一路", "二路", "北路", "南路", "三巷")
ESTATES = ("花园", "广场", "大厦", "家园", "苑", "")


def rows(entries: int) -> Iterator[dict[str, str]]:
    """Make doors with buildings and rooms on some hundred roads in six counties."""
    draw, made, site = random.Random(7), 0, 0
    streets = [(county, road + kind) for county in COUNTIES for road in ROADS for kind in KINDS]
    while True:
        county, road = streets[site % len(streets)]
        number = f"{site // len(streets) * 2 + 2}号"
        estate = draw.choice(ESTATES)
        estate = f"{draw.choice(ROADS)}{draw.choice(ROADS)}{estate}" if estate else ""
        buildings, floors, rooms = draw.choice([(1, 1, 0), (1, 6, 4), (4, 12, 4), (6, 18, 6)])
        site += 1
        for building in range(1, buildings + 1):
            for floor in range(1, floors + 1):
                for room in range(1, rooms + 1) if rooms else [0]:
                    yield {
                        "code": f"{made:07d}", "province": "广东省", "city": "岚海市",
                        "county": county, "road": road, "number": number, "estate": estate,
                        "building": f"{building}栋" if rooms else "",
                        "room": f"{floor}{room:02d}房" if rooms else "", "uses": "办公、商业",
                        "limit": "3", "source": "测量",
                    }  # fmt: skip
                    made += 1
                    if made == entries:
                        return


def say(name: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)
    p99 = ordered[int(len(ordered) * 0.99)]
    print(
        f"{name:<52} mean {statistics.mean(ordered) * 1000:6.2f} ms"
        f"   median {statistics.median(ordered) * 1000:6.2f} ms   p99 {p99 * 1000:6.2f} ms",
        flush=True,
    )


def timed(texts: list[str], call: Callable[[str], object]) -> list[float]:
    found = []
    for text in texts:
        start = time.perf_counter()
        call(text)
        found.append(time.perf_counter() - start)
    return found


def written(row: dict[str, str], draw: random.Random) -> str:
    head = draw.choice(["广东省岚海市", "岚海市", ""])
    inside = draw.choice(
        ["{building}{room}", "{estate}{building}{room}", "{building}{room}（住所申报）"]
    )
    return (head + "{county}{road}{number}" + inside).format(**row)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=100_000)
    entries = parser.parse_args().entries
    folder = tempfile.mkdtemp(prefix="xiaoer-bench-")
    os.environ["XIAOER_DATA"] = folder
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # after the database has stopped
    measure(entries)


def measure(entries: int) -> None:
    from xiaoer.runtime.serving import prepare

    prepare(migrate=True)
    from django.db import connection

    from xiaoer.catalogue.addresses.parsing import readings
    from xiaoer.catalogue.register import gazetteer
    from xiaoer.catalogue.services import find_address, load_addresses

    made = list(rows(entries))
    start = time.perf_counter()
    loaded = load_addresses(enumerate(made, start=2))
    spent = time.perf_counter() - start
    print(f"load {loaded.added:,} rows {spent:.1f} s, {spent / entries * 1e6:.0f} us a row")
    start = time.perf_counter()
    load_addresses(enumerate(made, start=2))
    print(f"load them again, nothing changed {time.perf_counter() - start:.1f} s")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute(
            "SELECT pg_total_relation_size('catalogue_standardaddress'), pg_relation_size('address_keys'),"
            " pg_total_relation_size('catalogue_addressname')"
        )
        table, index, names = (size / 1e6 for size in cursor.fetchone())
    print(f"table with indexes {table:.0f} MB, of it keys {index:.0f} MB; names {names:.1f} MB")
    draw = random.Random(11)
    some = [row for row in draw.sample(made, 2000) if row["room"]][:1000]
    hits = [written(row, draw) for row in some]
    timed(hits[:100], find_address)
    say("parse only", timed(hits, lambda text: readings(text, gazetteer())))
    say("hit, county written", timed(hits, find_address))
    bare = ["{road}{number}{building}{room}".format(**row) for row in some]
    say("county not written", timed(bare, find_address))
    wrong = ["{county}{road}{number}{building}9999房".format(**row) for row in some]
    say("partial: no such room", timed(wrong, find_address))
    lacking = ["{county}{road}{number}{room}".format(**row) for row in some]
    say("partial: no building", timed(lacking, find_address))
    say(
        "none: no such number",
        timed(["{county}{road}99999号".format(**r) for r in some], find_address),
    )
    misspelt = [
        t.replace(row["road"], "口" + row["road"][1:]) for row, t in zip(some, hits, strict=True)
    ]
    say("a misspelt road", timed(misspelt, find_address))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"this process at its most, the rows of the file included: {memory:.0f} MB")


if __name__ == "__main__":
    main()
