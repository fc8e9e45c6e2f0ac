"""Walks a log case by case and event by event, as writers of files need it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from .instants import NO_TIME, microseconds
from .log import EventLog, Key

STRETCH: Final = 10_000  # events whose attributes are unpacked at a time


@dataclass(frozen=True, slots=True)
class Event:
    """One event with everything that is known of it; times in microseconds."""

    activity: str | None
    time: int | None
    resource: str | None
    lifecycle: str | None
    start: int | None
    attributes: list[tuple[Key, Any]]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case with its attributes."""

    name: str
    attributes: list[tuple[Key, Any]]


def walk(log: EventLog) -> Iterator[tuple[CaseRow, Iterator[Event]]]:
    """Yield each case with its events; the events must be taken before the next case."""
    events = _events(log)
    counts = np.bincount(log.case, minlength=len(log.case_names)).tolist()
    for case, count in zip(_cases(log), counts, strict=True):
        yield case, (next(events) for _ in range(count))


def _cases(log: EventLog) -> Iterator[CaseRow]:
    names = log.case_names
    for start in range(0, len(names), STRETCH):
        stop = min(start + STRETCH, len(names))
        columns = [(k, c.dense(start, stop)) for k, c in log.case_attributes.items()]
        for place in range(stop - start):
            yield CaseRow(names[start + place], _at(columns, place))


def _at(columns: list[tuple[Key, list[Any]]], place: int) -> list[tuple[Key, Any]]:
    return [(key, _stored(values[place])) for key, values in columns if values[place] is not None]


def _stored(value: Any) -> Any:
    """Return times as microseconds, as everything else in a log has them."""
    return microseconds(value) if hasattr(value, "tzinfo") else value


def _events(log: EventLog) -> Iterator[Event]:
    for start in range(0, len(log), STRETCH):
        stop = min(start + STRETCH, len(log))
        cut = slice(start, stop)
        columns = [(k, c.dense(start, stop)) for k, c in log.attributes.items()]
        core = zip(
            _named(log.activity_names, log.activity[cut].tolist()),
            _times(log.time[cut].tolist()),
            _named(log.resource_names, log.resource[cut].tolist()),
            _named(log.lifecycle_names, log.lifecycle[cut].tolist()),
            _times(log.start[cut].tolist()),
            strict=True,
        )
        for place, known in enumerate(core):
            yield Event(*known, _at(columns, place))


def _named(names: list[str], codes: list[int]) -> list[str | None]:
    return [names[code] if code >= 0 else None for code in codes]


def _times(values: list[int]) -> list[int | None]:
    return [value if value != NO_TIME else None for value in values]
