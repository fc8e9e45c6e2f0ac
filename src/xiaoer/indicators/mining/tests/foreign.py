"""Logs that another program made and wrote, and that program's own figures about them.

PM4Py plays out a process at random, gives the events times and people, and writes the file with
its own writer, so nothing of ours has touched it before we read it.
"""

from __future__ import annotations

import contextlib
import io
import random
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
    warnings.simplefilter("ignore")
    import pandas as pd
    import pm4py

# sequence, choice, parallel, loop and a step that may be left out
TREES = {
    "permit": "->( '收件', X( '受理', ->( '补正', '受理' ) ), +( '勘验', '审查', '公示' ), *( '复核', '退回' ), '决定' )",
    "claim": "->( 'register', *( ->( 'check', X( 'ask', tau ) ), 'return' ), +( 'pay', 'notify' ), X( 'close', 'appeal' ) )",
}
STAFF = ["甲", "乙", "丙", "Pete", "Sue"]
BEGIN = pd.Timestamp("2022-02-25 06:00", tz="UTC")  # before a weekend, a leap day is not far


@dataclass(frozen=True)
class Foreign:
    """A file and the same log as PM4Py has it in memory."""

    path: Path
    frame: pd.DataFrame


def played(tree: str, seed: int, cases: int = 120, ties: bool = True) -> pd.DataFrame:
    """A log of random cases; some events have no resource, with `ties` some share an instant."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    random.seed(seed)
    log = pm4py.play_out(pm4py.parse_process_tree(TREES[tree]), parameters={"num_traces": cases})
    rows = []
    for number, trace in enumerate(log):
        now = BEGIN + pd.Timedelta(minutes=dice.randrange(200_000))
        for event in trace:
            now += pd.Timedelta(
                milliseconds=dice.choice([0 if ties else 7, 1, 60_000, 7_200_000, 900_000_000])
            )
            rows.append(
                {
                    "case:concept:name": f"案 {number}",
                    "case:区划": dice.choice(["131001", "131002"]),
                    "concept:name": event["concept:name"],
                    "time:timestamp": now,
                    "org:resource": dice.choice([*STAFF, None]),
                    "cost": dice.randrange(1000),
                }
            )
    return pm4py.format_dataframe(pd.DataFrame(rows))


def with_starts(frame: pd.DataFrame, seed: int) -> pd.DataFrame:
    """The log with the moments at which work began."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    found = frame.copy()
    taken = [pd.Timedelta(seconds=dice.randrange(7200)) for _ in range(len(found))]
    found["start_timestamp"] = found["time:timestamp"] - pd.Series(taken, index=found.index)
    return found


def written(frame: pd.DataFrame, path: Path) -> Foreign:
    """The log in a file of PM4Py's own writer: XES, packed or not, or CSV."""
    if path.name.endswith(".csv"):
        frame.drop(columns=["@@index", "@@case_index"], errors="ignore").to_csv(path, index=False)
    else:
        pm4py.write_xes(frame, str(path))
    return Foreign(path, frame)


def flattened(log: pm4py.OCEL, type_: str) -> pd.DataFrame:
    """The cases that PM4Py makes of the objects of one type."""
    return pm4py.format_dataframe(pm4py.ocel_flattening(log, type_))


def seconds(frame: pd.DataFrame, **more: Any) -> list[float]:
    """PM4Py's durations of all cases, ascending."""
    plain = frame.drop(columns=["start_timestamp"], errors="ignore")
    plain.attrs = {}
    return list(pm4py.get_all_case_durations(plain, **more))
