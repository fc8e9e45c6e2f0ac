"""Writes CSV for people and programs: UTF-8 with a mark for Excel, formulas made harmless."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from typing import Any, Final, TextIO

from .csv_in import CASE_PREFIX
from .instants import iso
from .log import EventLog, Key
from .naming import column_names
from .rows import walk
from .typing_texts import guarded
from .xes_out import text_of

CORE: Final = (
    "case:concept:name",
    "concept:name",
    "time:timestamp",
    "org:resource",
    "lifecycle:transition",
    "start_timestamp",
)


def write_csv(log: EventLog, out: TextIO) -> None:
    """Write one event a row; attributes of the case stand in every row of it."""
    names = column_names(log.attributes, CORE)
    of_case = column_names(log.case_attributes, ("concept:name",), CASE_PREFIX)
    header = [*CORE, *of_case.values(), *names.values()]
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow([guarded(name) for name in header])
    for case, events in walk(log):
        of_this = _cells(case.attributes, of_case)
        for event in events:
            own = _cells(event.attributes, names)
            rows.writerow(
                [
                    guarded(case.name),
                    guarded(event.activity or ""),
                    iso(event.time) if event.time is not None else "",
                    guarded(event.resource or ""),
                    guarded(event.lifecycle or ""),
                    iso(event.start) if event.start is not None else "",
                    *of_this,
                    *own,
                ]
            )


def _cells(attributes: list[tuple[Key, Any]], names: Mapping[Key, str]) -> list[str]:
    found = {key: guarded(text_of(key.type, value)) for key, value in attributes}
    return [found.get(key, "") for key in names]
