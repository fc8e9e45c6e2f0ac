"""Time and memory of reading event logs: 100 MB of XES, and the same log in other formats.

Run: python benchmarks/bench_logs.py [MEGABYTES]

Each measurement is a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

GOAL = "goal: 100 MB of XES in under 60 s and under 1 GB"
ACTIVITIES = [f"环节 {number}" for number in range(30)]
BEGIN = datetime(2022, 1, 1, tzinfo=UTC)


def traces(dice: random.Random) -> Iterator[str]:
    """Yield cases of 3 to 14 events with six attributes, as portals write them."""
    number = 0
    while True:
        number += 1
        now = BEGIN + timedelta(minutes=number)
        yield f'  <trace>\n    <string key="concept:name" value="case {number}"/>\n'
        yield f'    <string key="区划" value="1310{dice.randrange(10, 99)}"/>\n'
        for _ in range(dice.randrange(3, 15)):
            now += timedelta(milliseconds=dice.randrange(60_000, 86_400_000))
            yield event(dice, now)
        yield "  </trace>\n"


def event(dice: random.Random, now: datetime) -> str:
    """Return one event."""
    return (
        f'    <event>\n      <string key="concept:name" value="{dice.choice(ACTIVITIES)}"/>\n'
        f'      <string key="lifecycle:transition" value="complete"/>\n'
        f'      <string key="org:resource" value="人员{dice.randrange(50)}"/>\n'
        f'      <date key="time:timestamp" value="{now.isoformat(timespec="milliseconds")}"/>\n'
        f'      <int key="cost" value="{dice.randrange(1000)}"/>\n'
        f'      <string key="单位" value="单位{dice.randrange(20)}"/>\n    </event>\n'
    )


def make(path: Path, size: int) -> None:
    """Write a log of about so many bytes."""
    written = 0
    with path.open("w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1849-2016">\n')
        for part in traces(random.Random(1)):
            out.write(part)
            written += len(part.encode())
            if written >= size and part == "  </trace>\n":
                break
        out.write("</log>\n")


def stats(path: Path) -> int:
    """Do what `xiaoer log stats` does."""
    from xiaoer.exchange.logs.files import read_log
    from xiaoer.indicators.mining.log_statistics import statistics
    from xiaoer.indicators.mining.trails import trails_of
    from xiaoer.indicators.mining.worktime import WorkTime

    return statistics(trails_of(read_log(path)), WorkTime.parse("Mon-Fri 07:00-17:00")).events


def import_(path: Path) -> int:
    """Do what `xiaoer log import` does."""
    from xiaoer.exchange.logs.files import Reading, read_log
    from xiaoer.exchange.logs.parquet import write_parquet

    log = read_log(path, Reading(keep=True))
    write_parquet(log, path.with_name("imported"))
    return len(log)


def convert(path: Path, ending: str) -> int:
    """Do what `xiaoer log export --from` does."""
    from xiaoer.exchange.logs.files import Reading, read_log, write_any

    log = read_log(path, Reading(keep=True))
    write_any(log, path.with_name(f"log{ending}"))
    return len(log)


def mine(path: Path) -> int:
    """Make what the pages of process mining show, from the imported log."""
    from xiaoer.exchange.logs.files import read_log
    from xiaoer.indicators.mining.bottlenecks import bottlenecks
    from xiaoer.indicators.mining.detail import simplified
    from xiaoer.indicators.mining.trails import trails_of
    from xiaoer.indicators.mining.variants import variant_list

    trails = trails_of(read_log(path))
    began = time.perf_counter()
    simplified(trails, 0.5, 0.3)
    bottlenecks(trails)
    variant_list(trails)
    print(f"{'':28}map, bottlenecks, variants alone: {time.perf_counter() - began:.2f} s")
    return len(trails.activity)


def measured(name: str, job: str, *words: object) -> None:
    """Run a job in a process of its own and print what it took."""
    context = get_context("spawn")
    answers = context.SimpleQueue()
    process = context.Process(target=_run, args=(answers, job, words))
    process.start()
    process.join()
    events, seconds, peak = answers.get()
    print(f"{name:28}{events:>10,} events {seconds:6.1f} s {peak:6.0f} MB")


def _run(answers: object, job: str, words: tuple[object, ...]) -> None:
    began = time.perf_counter()
    events = globals()[job](*words)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    answers.put((events, seconds, peak))  # type: ignore[attr-defined]


def main() -> None:
    """Make the log and print a line for each measurement."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    print(GOAL)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.xes"
        make(path, size * 1_000_000)
        print(f"{path.stat().st_size / 1e6:.0f} MB of XES")
        measured("stats of XES", "stats", path)
        measured("import into Parquet", "import_", path)
        measured("stats of the import", "stats", path.with_name("imported"))
        measured("mining of the import", "mine", path.with_name("imported"))
        for ending in (".xes.gz", ".csv", ".jsonocel", ".xmlocel", ".sqlite"):
            measured(f"XES to {ending}", "convert", path, ending)
            measured(f"stats of {ending}", "stats", path.with_name(f"log{ending}"))


if __name__ == "__main__":
    main()
