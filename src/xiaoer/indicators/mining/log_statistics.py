"""The figures of a log: cases, events, variants, times, rework, handovers.

- throughput: last minus first event of a case;
- sojourn of an activity: end minus start of its events where the log has a start
  (`start_timestamp`, or pairs of `start` and `complete` when asked for). A log without any start
  gives 0 for all, as PM4Py's service time does; in a log with starts, events without one do not
  count;
- rework: cases in which an activity occurs more than once;
- handovers: pairs of consecutive events of a case whose resources are both known and differ.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from xiaoer.exchange.logs.instants import NO_TIME
from xiaoer.exchange.logs.log import NONE, Codes, Ints

from .figures import Grouped, Summary, by_group, summary
from .trails import Trails
from .variants import variants
from .worktime import WorkTime


@dataclass(frozen=True, slots=True)
class Statistics:
    """What `xiaoer log stats` tells; times in seconds."""

    cases: int
    events: int
    activities: int
    variants: int
    start_activities: dict[str, int]
    end_activities: dict[str, int]
    throughput: Summary
    worktime: Summary | None
    sojourn: dict[str, Summary]
    rework: dict[str, int]
    handovers: int
    warnings: tuple[str, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """Return the figures as plain data."""
        found: dict[str, Any] = {
            "cases": self.cases,
            "events": self.events,
            "activities": self.activities,
            "variants": self.variants,
            "start_activities": self.start_activities,
            "end_activities": self.end_activities,
            "throughput_seconds": self.throughput.as_json(),
        }
        if self.worktime is not None:
            found["worktime_seconds"] = self.worktime.as_json()
        sojourn = {n: {"mean": s.mean, "median": s.median} for n, s in self.sojourn.items()}
        rest = {"rework": self.rework, "handovers": self.handovers, "warnings": self.warnings}
        return {**found, "sojourn_seconds": sojourn, **rest}


def statistics(trails: Trails, worktime: WorkTime | None = None) -> Statistics:
    """Return the figures; raises `OutsideCalendar` for events that the calendar does not reach."""
    names = trails.activity_names
    return Statistics(
        cases=len(trails),
        events=len(trails.activity),
        activities=len(np.unique(trails.activity)),
        variants=len(variants(trails)),
        start_activities=_counted(names, trails.activity[trails.first]),
        end_activities=_counted(names, trails.activity[trails.last]),
        throughput=summary(trails.throughput()),
        worktime=summary(worked(trails, worktime)) if worktime else None,
        sojourn=sojourn(trails),
        rework=_rework(trails),
        handovers=_handovers(trails),
        warnings=tuple(_warnings(trails)),
    )


def worked(trails: Trails, worktime: WorkTime) -> Ints:
    """Return the working time between first and last event of each case."""
    return worktime.between(trails.time[trails.first], trails.time[trails.last])


def _counted(names: list[str], codes: Codes) -> dict[str, int]:
    return {names[code]: count for code, count in Counter(codes.tolist()).most_common()}


def sojourn(trails: Trails) -> dict[str, Summary]:
    """Return how long work on each activity took, from its start to its end."""
    codes = np.unique(trails.activity).tolist()
    if not trails.has_starts:
        return {trails.activity_names[code]: Summary(0.0, 0.0, 0.0, 0.0, 0.0) for code in codes}
    found = sojourn_by_activity(trails)
    return {
        trails.activity_names[code]: found[code].summary if code in found else Summary()
        for code in codes
    }


def sojourn_by_activity(trails: Trails) -> dict[int, Grouped]:
    """Return the times of work by the number of the activity, where starts are known."""
    known = trails.start != NO_TIME
    return dict(by_group((trails.time - trails.start)[known], trails.activity[known]))


def _rework(trails: Trails) -> dict[str, int]:
    width = len(trails.activity_names)
    pairs, counts = np.unique(trails.trail * width + trails.activity, return_counts=True)
    repeated = Counter((pairs[counts > 1] % width).tolist()) if width else Counter[int]()
    return {trails.activity_names[code]: count for code, count in repeated.most_common()}


def _handovers(trails: Trails) -> int:
    here = trails.follows
    one, other = trails.resource[here], trails.resource[here + 1]
    return int(np.sum((one != other) & (one != NONE) & (other != NONE)))


def _warnings(trails: Trails) -> list[str]:
    found = []
    if trails.without_activity:
        found.append(f"{trails.without_activity} 个事件没有活动名称，没有计入")
    if trails.without_time:
        found.append(f"{trails.without_time} 个事件没有时间，没有计入")
    if trails.without_events:
        found.append(f"{trails.without_events} 个案件没有可用的事件，没有计入")
    backwards = int(np.sum(trails.start > trails.time))
    if backwards:
        found.append(f"{backwards} 个事件的开始晚于完成，用时为负，请查数据")
    return found
