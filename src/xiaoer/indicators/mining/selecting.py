"""Parts of a log to look at alone or side by side: cases of a period, of a county, of a way."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import numpy as np

from xiaoer.exchange.logs.instants import microseconds
from xiaoer.exchange.logs.log import EventLog

from .trails import Mask, Trails, chosen


def ended_between(trails: Trails, start: datetime, end: datetime) -> Trails:
    """Return the cases whose last event lies in a period, its end not included.

    Indicators too count a case in the month in which it closed.
    """
    last = trails.time[trails.last]
    return chosen(trails, (last >= microseconds(start)) & (last < microseconds(end)))


def with_value(trails: Trails, log: EventLog, attribute: str, values: Collection[str]) -> Trails:
    """Return the cases that have one of the values in an attribute of the case."""
    known = log.case_values(attribute)
    wanted = np.array([known[case] in values for case in trails.case.tolist()], dtype=bool)
    return chosen(trails, wanted)


def with_activity(trails: Trails, activity: str) -> Trails:
    """Return the cases in which an activity occurs."""
    names = trails.activity_names
    code = names.index(activity) if activity in names else -1
    return chosen(trails, _touched(trails, trails.activity == code))


def with_step(trails: Trails, source: str, target: str) -> Trails:
    """Return the cases in which one activity directly follows another."""
    names = {name: code for code, name in enumerate(trails.activity_names)}
    one, other = names.get(source, -1), names.get(target, -1)
    here = trails.follows
    events = np.zeros(len(trails.activity), dtype=bool)
    events[here] = (trails.activity[here] == one) & (trails.activity[here + 1] == other)
    return chosen(trails, _touched(trails, events))


def _touched(trails: Trails, events: Mask) -> Mask:
    found = np.zeros(len(trails), dtype=bool)
    found[trails.trail[events]] = True
    return found
