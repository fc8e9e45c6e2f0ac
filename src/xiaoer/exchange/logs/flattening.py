"""Between object-centric logs and logs of cases.

To cases: every object of the chosen type is a case, with the events that touch it; an event that
touches several belongs to each of them, one that touches none is left out. To objects: every
case becomes an object of the type `case`, every event an event that touches it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from .gathering import Gatherer
from .instants import TimeReader, moment_of
from .log import NESTED, EventLog, Key
from .objects import BEGINNING, ObjectLog, OcelEvent, OcelObject
from .problems import BadLog
from .rows import CaseRow, Event, walk
from .xes_out import text_of

CASE: Final = "case"
ROLES: Final = {"resource": ("org:resource", "resource"), "lifecycle": ("lifecycle:transition",)}
TO_XES: Final = {"time": "date", "integer": "int"}  # the other types have the same name
TO_OCEL: Final = {"date": "time", "int": "integer", "id": "string", NESTED: "string"}
START: Final = "start_timestamp"


def object_types(log: ObjectLog) -> dict[str, int]:
    """Return how many objects of each type events touch; types without any are left out."""
    touched = {target for event in log.events for target, _ in event.links}
    counts = dict.fromkeys(log.object_types, 0)
    for thing in log.objects:
        counts[thing.type] += thing.id in touched
    return {name: count for name, count in counts.items() if count}


def chosen_type(log: ObjectLog, wanted: str) -> str:
    """Return the type that makes the cases; raises `BadLog` naming the types there are."""
    known = object_types(log)
    names = "、".join(f"{name}（{count}）" for name, count in known.items()) or "没有"
    if wanted:
        if wanted in log.object_types:
            return wanted
        raise BadLog(f"没有“{wanted}”这种对象；有的是：{names}")
    if len(known) == 1:
        return next(iter(known))
    if not known and log.object_types and not log.events:
        return next(iter(log.object_types))
    raise BadLog(f"日志里有几种对象，请用 --object-type 指定以哪一种为案件；有的是：{names}")


def to_cases(log: ObjectLog, wanted: str = "") -> EventLog:
    """Return the log whose cases are the objects of one type; raises `BadLog`."""
    type_ = chosen_type(log, wanted)
    gatherer = Gatherer(TimeReader())
    gatherer.times.zoned = log.zoned
    for thing in log.objects:
        if thing.type == type_:
            _put_case(gatherer, thing, log.object_types[type_])
    alone = 0
    for event in log.events:
        cases = dict.fromkeys(target for target, _ in event.links)
        codes = [gatherer.cases.codes[c] for c in cases if c in gatherer.cases.codes]
        alone += not codes
        for code in codes:
            _put_event(gatherer, code, event, log.event_types[event.type])
    warnings = [*log.warnings]
    if alone:
        warnings.append(f"{alone} 个事件不涉及“{type_}”，没有计入")
    return gatherer.log(warnings=warnings, notes=(f"以对象“{type_}”为案件",))


def _put_case(gatherer: Gatherer, thing: OcelObject, types: dict[str, str]) -> None:
    code = gatherer.cases.code(thing.id)
    first: dict[str, Any] = {}
    for name, value, _ in sorted(thing.attributes, key=lambda known: known[2]):
        if value is not None:
            first.setdefault(name, value)
    for name, value in first.items():
        _put(gatherer, code, name, value, types, of_case=True)


def _put_event(gatherer: Gatherer, case: int, event: OcelEvent, types: dict[str, str]) -> None:
    rest = dict(event.attributes)
    roles = {role: _taken(rest, types, names) for role, names in ROLES.items()}
    start = rest.pop(START) if types.get(START) == "time" and rest.get(START) is not None else None
    row = gatherer.event(case, event.type, event.time, start=start, **roles)
    for name, value in rest.items():
        if value is not None:
            _put(gatherer, row, name, value, types, of_case=False)


def _taken(rest: dict[str, Any], types: dict[str, str], names: tuple[str, ...]) -> str | None:
    for name in names:
        if types.get(name) == "string" and rest.get(name):
            return str(rest.pop(name))
    return None


def _put(
    gatherer: Gatherer, row: int, name: str, value: Any, types: dict[str, str], *, of_case: bool
) -> None:
    table = gatherer.case_table if of_case else gatherer.events
    type_ = TO_XES.get(types[name], types[name])
    table.put(row, type_, name, moment_of(value) if type_ == "date" else value)


class ObjectMaker:
    """Turns a log of cases into objects of one type and events that touch them."""

    def __init__(self, log: EventLog) -> None:
        """Take the log that is to be turned."""
        self._source = log
        self._log = ObjectLog()
        self._types = {False: _merged(log.attributes), True: _merged(log.case_attributes)}
        self._dropped = 0

    def made(self) -> ObjectLog:
        """Return the object-centric log; tells how many events lacked an activity or a time."""
        self._log.object_types[CASE] = {}
        for case, events in walk(self._source):
            self._log.objects.append(OcelObject(case.name, CASE, self._of_case(case)))
            for event in events:
                self._add(case.name, event)
        if self._dropped:
            reason = "个事件没有活动或时间，OCEL 装不下，没有写出"
            self._log.warnings.append(f"{self._dropped} {reason}")
        return self._log

    def _of_case(self, case: CaseRow) -> list[tuple[str, Any, int]]:
        declared = self._log.object_types[CASE]
        values = self._values(case.attributes, declared, of_case=True)
        return [(name, value, BEGINNING) for name, value in values]

    def _add(self, case: str, event: Event) -> None:
        if event.activity is None or event.time is None:
            self._dropped += 1
            return
        declared = self._log.event_types.setdefault(event.activity, {})
        values = dict(self._values(event.attributes, declared, of_case=False))
        for name, text in ((ROLES["resource"][0], event.resource),
                           (ROLES["lifecycle"][0], event.lifecycle)):  # fmt: skip
            if text is not None:
                declared[name], values[name] = "string", text
        if event.start is not None:
            declared[START], values[START] = "time", event.start
        number = f"e{len(self._log.events) + 1}"
        self._log.events.append(
            OcelEvent(number, event.activity, event.time, values, [(case, CASE)])
        )

    def _values(
        self, attributes: list[tuple[Key, Any]], declared: dict[str, str], *, of_case: bool
    ) -> Iterator[tuple[str, Any]]:
        for key, value in attributes:
            type_ = declared[key.name] = self._types[of_case][key.name]
            same = type_ == TO_OCEL.get(key.type, key.type)
            yield key.name, value if same else text_of(key.type, value)


def _merged(keys: dict[Key, Any]) -> dict[str, str]:
    """Return one type for each name; names that occur with several become text."""
    found: dict[str, str] = {}
    for key in keys:
        type_ = TO_OCEL.get(key.type, key.type)
        found[key.name] = type_ if found.get(key.name, type_) == type_ else "string"
    return found


def to_objects(log: EventLog) -> ObjectLog:
    """Return a log of cases as an object-centric one."""
    return ObjectMaker(log).made()
