"""Trails written down as letters and hours, for figures worked out by hand."""

from __future__ import annotations

from xiaoer.exchange.logs.gathering import Gatherer
from xiaoer.exchange.logs.instants import SECOND, TimeReader
from xiaoer.exchange.logs.log import EventLog
from xiaoer.indicators.mining.trails import Trails, trails_of

HOUR = 3600 * SECOND
MONDAY = TimeReader().read("2022-06-06T00:00:00Z") or 0

Event = tuple[str, float] | tuple[str, float, str] | tuple[str, float, str, float]


def log_of(*cases: list[Event]) -> EventLog:
    """A log; an event is (activity, hour, resource, hour at which work began)."""
    gatherer = Gatherer(TimeReader())
    for number, events in enumerate(cases):
        case = gatherer.cases.code(f"c{number}")
        gatherer.case_table.put(case, "string", "county", "南" if number % 2 else "北")
        for activity, hour, *rest in events:
            who = str(rest[0]) if rest else None
            began = _instant(float(rest[1])) if len(rest) > 1 else None
            gatherer.event(case, activity, _instant(hour), who, None, began)
    return gatherer.log()


def _instant(hour: float) -> int:
    return MONDAY + round(hour * HOUR)


def trails(*cases: list[Event]) -> Trails:
    """The same, put in order."""
    return trails_of(log_of(*cases))


def words(*cases: str) -> Trails:
    """Cases whose activities are letters, an hour apart."""
    return trails(*([(letter, hour) for hour, letter in enumerate(case)] for case in cases))
