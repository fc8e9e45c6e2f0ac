"""The usable events of a log in order: cases one after another, each by time.

Order within a case is by time; events of the same instant keep the order of the file. Events
without an activity or a time cannot be placed: they are counted and left out, and so are cases
that are left without any event.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from xiaoer.exchange.logs.instants import NO_TIME
from xiaoer.exchange.logs.log import NONE, Codes, EventLog, Ints

START, COMPLETE = "start", "complete"
INSTANCE: Final = "concept:instance"

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Trails:
    """Events sorted by case and time. `bounds[i]` to `bounds[i + 1]` are those of trail `i`."""

    case_names: list[str]
    activity_names: list[str]
    resource_names: list[str]
    case: Codes  # number of the case in `case_names`, for each trail
    bounds: Ints
    activity: Codes
    resource: Codes
    time: Ints
    start: Ints  # when work on the event began; `NO_TIME` where the log does not say
    row: Ints  # of the event in the log, for attributes and drill-down
    without_activity: int = 0
    without_time: int = 0
    without_events: int = 0  # cases

    def __len__(self) -> int:
        """Return the number of cases."""
        return len(self.bounds) - 1

    @property
    def lengths(self) -> Ints:
        """Return the number of events of each case."""
        return np.diff(self.bounds)

    @property
    def trail(self) -> Ints:
        """Return the number of the trail of each event."""
        return np.repeat(np.arange(len(self)), self.lengths)

    @property
    def first(self) -> Ints:
        """Return where each trail's first event stands."""
        return self.bounds[:-1]

    @property
    def last(self) -> Ints:
        """Return where each trail's last event stands."""
        return self.bounds[1:] - 1

    @property
    def follows(self) -> Ints:
        """Return where events stand that have a successor in the same case."""
        inside = np.ones(len(self.activity), dtype=bool)
        inside[self.last] = False
        return np.flatnonzero(inside)

    @property
    def has_starts(self) -> bool:
        """Say whether the log tells when work on any event began."""
        return bool(np.any(self.start != NO_TIME))

    def throughput(self) -> Ints:
        """Return last minus first event of each case, in microseconds."""
        return self.time[self.last] - self.time[self.first]


def trails_of(log: EventLog, *, paired: bool = False) -> Trails:
    """Put a log in order; `paired` makes one event of a `start` and its `complete`."""
    usable = (log.activity != NONE) & (log.time != NO_TIME)
    order = np.lexsort((log.time, log.case))  # stable: the file's order decides between equals
    order = order[usable[order]]
    start = log.start
    if paired:
        start, complete = _pairs(log, order)
        order = order[complete[order]]
    case, bounds = _bounds(log.case[order])
    return Trails(
        case_names=log.case_names,
        activity_names=log.activity_names,
        resource_names=log.resource_names,
        case=case,
        bounds=bounds,
        activity=log.activity[order],
        resource=log.resource[order],
        time=log.time[order],
        start=start[order],
        row=order,
        without_activity=int(np.sum(log.activity == NONE)),
        without_time=int(np.sum((log.time == NO_TIME) & (log.activity != NONE))),
        without_events=len(log.case_names) - len(case),
    )


def _bounds(case: Codes) -> tuple[Codes, Ints]:
    """Return the case of each trail, and where trails begin and end."""
    if not len(case):
        return case, np.zeros(1, dtype=np.int64)
    begins = np.flatnonzero(np.append(True, case[1:] != case[:-1]))
    return case[begins], np.append(begins, len(case)).astype(np.int64)


def _pairs(log: EventLog, order: Ints) -> tuple[Ints, Mask]:
    """Give every `complete` the time of the earliest open `start` of its activity and instance.

    A `complete` without one began when it ended; events of other transitions are no work.
    """
    transitions = [name.lower() for name in log.lifecycle_names]
    instances = _instances(log)
    start, complete = log.start.copy(), np.zeros(len(log), dtype=bool)
    waiting: dict[tuple[int, int, str | None], list[int]] = {}
    for row in order.tolist():
        code = int(log.lifecycle[row])
        transition = transitions[code] if code >= 0 else COMPLETE
        key = int(log.case[row]), int(log.activity[row]), instances[row] if instances else None
        if transition == START:
            waiting.setdefault(key, []).append(int(log.time[row]))
        elif transition == COMPLETE:
            complete[row] = True
            began = waiting.get(key)
            if start[row] == NO_TIME:
                start[row] = began.pop(0) if began else log.time[row]
    return start, complete


def _instances(log: EventLog) -> list[str | None] | None:
    found: list[str | None] = [None] * len(log)
    known = [column for key, column in log.attributes.items() if key.name == INSTANCE]
    for column in known:
        for row, value in zip(column.rows.tolist(), column.values.to_pylist(), strict=True):
            found[row] = str(value)
    return found if known else None


def chosen(trails: Trails, wanted: Mask) -> Trails:
    """Return the trails for which `wanted` holds."""
    keep = np.repeat(wanted, trails.lengths)
    bounds = np.append(0, np.cumsum(trails.lengths[wanted])).astype(np.int64)
    return _picked(trails, keep, trails.case[wanted], bounds)


def only_activities(trails: Trails, wanted: Mask) -> Trails:
    """Return the trails with the events of some activities only; empty ones fall away."""
    keep = wanted[trails.activity]
    left = np.bincount(trails.trail[keep], minlength=len(trails))
    bounds = np.append(0, np.cumsum(left[left > 0])).astype(np.int64)
    return _picked(trails, keep, trails.case[left > 0], bounds)


def _picked(trails: Trails, keep: Mask, case: Codes, bounds: Ints) -> Trails:
    return replace(
        trails,
        case=case,
        bounds=bounds,
        activity=trails.activity[keep],
        resource=trails.resource[keep],
        time=trails.time[keep],
        start=trails.start[keep],
        row=trails.row[keep],
    )
