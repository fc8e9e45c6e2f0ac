"""An object-centric log (OCEL 2.0): events touch objects of several types, objects each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from .instants import TimeReader, iso
from .problems import BadLog

Link = tuple[str, str]  # id of an object, qualifier
BEGINNING: Final = 0  # attributes that an object has from the start are dated 1970-01-01

TYPES: Final = {
    "string": "string",
    "time": "time",
    "date": "time",
    "timestamp": "time",
    "integer": "integer",
    "int": "integer",
    "float": "float",
    "double": "float",
    "boolean": "boolean",
    "bool": "boolean",
}
TRUTH: Final = {"true": True, "1": True, "false": False, "0": False}


@dataclass(slots=True)
class OcelEvent:
    """One event; its time in microseconds, `None` where the file's is no time."""

    id: str
    type: str
    time: int | None
    attributes: dict[str, Any] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)


@dataclass(slots=True)
class OcelObject:
    """One object; each of its values with the instant from which it holds."""

    id: str
    type: str
    attributes: list[tuple[str, Any, int]] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


Declared = dict[str, dict[str, str]]  # type of event or object -> attribute -> type of value


@dataclass(slots=True)
class ObjectLog:
    """The whole log. Values have the types that the type of event or object declares."""

    event_types: Declared = field(default_factory=dict)
    object_types: Declared = field(default_factory=dict)
    events: list[OcelEvent] = field(default_factory=list)
    objects: list[OcelObject] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    zoned: bool = False


class ObjectGatherer:
    """Takes declarations, events and objects in any order; types the values at the end."""

    def __init__(self, times: TimeReader) -> None:
        """Start an empty log whose times are read by `times`."""
        self._times = times
        self._log = ObjectLog()
        self._bent: Counter[str] = Counter()
        self._undeclared: set[str] = set()

    def event_type(self, name: str, attributes: Iterable[tuple[str, str]]) -> None:
        """Declare a type of event with its attributes."""
        self._log.event_types[name] = _declared(attributes)

    def object_type(self, name: str, attributes: Iterable[tuple[str, str]]) -> None:
        """Declare a type of object with its attributes."""
        self._log.object_types[name] = _declared(attributes)

    def event(
        self,
        id_: str,
        type_: str,
        time: str | None,
        attributes: Iterable[tuple[str, Any]],
        links: Iterable[Link],
    ) -> None:
        """Add an event; values may still be texts."""
        instant = self._times.read(time) if time else None
        kept = {name: value for name, value in attributes if value is not None}
        self._log.events.append(OcelEvent(id_, type_, instant, kept, list(links)))

    def object(
        self,
        id_: str,
        type_: str,
        attributes: Iterable[tuple[str, Any, str | None]],
        links: Iterable[Link],
    ) -> None:
        """Add an object; values may still be texts, an absent time is the beginning."""
        kept = [(name, value, self._since(time)) for name, value, time in attributes]
        self._log.objects.append(OcelObject(id_, type_, kept, list(links)))

    def _since(self, time: str | None) -> int:
        found = self._times.read(time) if time else None
        return BEGINNING if found is None else found

    def log(self) -> ObjectLog:
        """Return the log with typed values; raises `BadLog` for ids that occur twice."""
        log = self._log
        _unique((event.id for event in log.events), "事件")
        _unique((thing.id for thing in log.objects), "对象")
        for event in log.events:
            types = log.event_types.setdefault(event.type, {})
            event.attributes = {n: self._typed(types, n, v) for n, v in event.attributes.items()}
        for thing in log.objects:
            types = log.object_types.setdefault(thing.type, {})
            thing.attributes = [(n, self._typed(types, n, v), t) for n, v, t in thing.attributes]
        log.warnings += self._warnings()
        log.zoned = self._times.zoned
        return log

    def _typed(self, types: dict[str, str], name: str, value: Any) -> Any:
        type_ = types.get(name)
        if type_ is None:
            self._undeclared.add(name)
            type_ = types[name] = _natural(value)
        found = self._read(type_, value)
        if found is None:
            self._bent[name] += 1
            return None
        return found

    def _read(self, type_: str, value: Any) -> Any:
        try:
            if type_ == "time":
                return self._times.read(str(value))
            if type_ == "boolean":
                return TRUTH.get(str(value).strip().lower())
            if type_ == "integer":
                return int(value)
            return float(value) if type_ == "float" else _text(value)
        except (ValueError, OverflowError):
            return None

    def _warnings(self) -> list[str]:
        log, found = self._log, []
        untimed = sum(event.time is None for event in log.events)
        if untimed:
            found.append(f"{untimed} 个事件没有时间或时间看不懂")
        known = {thing.id for thing in log.objects}
        lost = sum(target not in known for event in log.events for target, _ in event.links)
        if lost:
            found.append(f"{lost} 处引用的对象不在文件里")
        if self._undeclared:
            names = "、".join(sorted(self._undeclared)[:5])
            found.append(f"{len(self._undeclared)} 种属性没有声明类型，按值判断：{names}")
        if self._bent:
            names = "、".join(name for name, _ in self._bent.most_common(5))
            found.append(f"{self._bent.total()} 个属性值和声明的类型不符，没有保留：{names}")
        return found


def _declared(attributes: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {name: TYPES.get(type_.strip().lower(), "string") for name, type_ in attributes}


def _natural(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    return "float" if isinstance(value, float) else "string"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _unique(ids: Iterable[str], what: str) -> None:
    twice = [key for key, count in Counter(ids).items() if count > 1]
    if twice:
        raise BadLog(f"{len(twice)} 个{what}编号用了不止一次，例如“{twice[0]}”")


def text_of(type_: str, value: Any) -> str:
    """Return a typed value as its text in a file."""
    if type_ == "time":
        return iso(value)
    if type_ == "boolean":
        return "true" if value else "false"
    return repr(value) if type_ == "float" else str(value)
