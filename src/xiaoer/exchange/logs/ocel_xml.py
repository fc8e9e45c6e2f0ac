"""OCEL 2.0 as XML, in and out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from .instants import TimeReader, iso
from .objects import Declared, Link, ObjectGatherer, ObjectLog, text_of
from .problems import BadLog
from .xes_out import escaped
from .xml_stream import XmlStream, value_of


class _Reader:
    """The state of one reading: which element is open, and what it has collected."""

    def __init__(self, times: TimeReader) -> None:
        self._gatherer = ObjectGatherer(times)
        self._stream = XmlStream(self._start, self._end, self._text)
        self._path: list[str] = []
        self._own: list[str] = []  # attributes of the open type, event or object
        self._pairs: list[tuple[str, str]] = []
        self._values: list[tuple[str, str | None, str | None]] = []
        self._links: list[Link] = []
        self._value: list[str] | None = None
        self._of_value: list[str] = []

    def read(self, source: Iterator[bytes]) -> ObjectLog:
        self._stream.run(source)
        return self._gatherer.log()

    def _start(self, tag: str, found: list[str]) -> None:
        name = tag.rpartition(":")[2]
        inside = self._path[-1] if self._path else ""
        self._path.append(name)
        if len(self._path) == 1 and name != "log":
            raise self._wrong(f"这不是 OCEL：最外层是“{name}”，应当是“log”")
        if inside in ("object-types", "event-types", "events") or (
            inside == "objects" and len(self._path) == 3
        ):
            self._own = found
            self._pairs, self._values, self._links = [], [], []
        elif name == "attribute":
            self._of_value, self._value = found, []
        elif name in ("relationship", "object", "relobj"):
            target = value_of(found, "object-id") or value_of(found, "id")
            if target is None:
                raise self._wrong(f"“{name}”缺 object-id")
            self._links.append((target, value_of(found, "qualifier") or ""))

    def _text(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)

    def _end(self, tag: str) -> None:
        name = self._path.pop()
        inside = self._path[-1] if self._path else ""
        if name == "attribute" and self._value is not None:
            self._attribute("".join(self._value))
        elif inside == "object-types":
            self._gatherer.object_type(self._need("name"), self._pairs)
        elif inside == "event-types":
            self._gatherer.event_type(self._need("name"), self._pairs)
        elif inside == "events":
            values = [(key, value) for key, value, _ in self._values]
            time = value_of(self._own, "time")
            self._gatherer.event(self._need("id"), self._need("type"), time, values, self._links)
        elif inside == "objects" and len(self._path) == 2:
            self._gatherer.object(self._need("id"), self._need("type"), self._values, self._links)

    def _attribute(self, text: str) -> None:
        name = value_of(self._of_value, "name")
        if name is None:
            raise self._wrong("“attribute”缺 name")
        type_ = value_of(self._of_value, "type")
        if self._path[1:2] in (["object-types"], ["event-types"]):
            self._pairs.append((name, type_ or "string"))
        else:
            self._values.append((name, text, value_of(self._of_value, "time")))
        self._value = None

    def _need(self, name: str) -> str:
        found = value_of(self._own, name)
        if found is None:
            raise self._wrong(f"缺 {name}")
        return found

    def _wrong(self, reason: str) -> BadLog:
        return BadLog(reason, self._stream.line)


def read_ocel_xml(source: Iterator[bytes], times: TimeReader) -> ObjectLog:
    """Return the log; raises `BadLog` with the line."""
    return _Reader(times).read(source)


def write_ocel_xml(log: ObjectLog, out: TextIO) -> None:
    """Write the log as the schema of OCEL 2.0 orders it: types, objects, events."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<log>\n')
    out.writelines(_types("object-type", log.object_types))
    out.writelines(_types("event-type", log.event_types))
    out.write("  <objects>\n")
    out.writelines(_objects(log))
    out.write("  </objects>\n  <events>\n")
    out.writelines(_events(log))
    out.write("  </events>\n</log>\n")


def _types(tag: str, declared: Declared) -> Iterator[str]:
    yield f"  <{tag}s>\n"
    for name, attributes in declared.items():
        yield f'    <{tag} name="{escaped(name)}">\n      <attributes>\n'
        for key, type_ in attributes.items():
            yield f'        <attribute name="{escaped(key)}" type="{type_}"/>\n'
        yield f"      </attributes>\n    </{tag}>\n"
    yield f"  </{tag}s>\n"


def _objects(log: ObjectLog) -> Iterator[str]:
    for thing in log.objects:
        types = log.object_types[thing.type]
        yield f'    <object id="{escaped(thing.id)}" type="{escaped(thing.type)}">\n'
        yield "      <attributes>\n"
        for name, value, time in thing.attributes:
            if value is not None:
                text = escaped(text_of(types[name], value))
                yield f'        <attribute name="{escaped(name)}" time="{iso(time)}">{text}</attribute>\n'
        yield "      </attributes>\n"
        yield from _links(thing.links)
        yield "    </object>\n"


def _events(log: ObjectLog) -> Iterator[str]:
    for event in log.events:
        if event.time is None:
            continue
        types, about = log.event_types[event.type], f'id="{escaped(event.id)}"'
        yield f'    <event {about} type="{escaped(event.type)}" time="{iso(event.time)}">\n'
        yield "      <attributes>\n"
        for name, value in event.attributes.items():
            if value is not None:
                text = escaped(text_of(types[name], value))
                yield f'        <attribute name="{escaped(name)}">{text}</attribute>\n'
        yield "      </attributes>\n"
        yield from _links(event.links)
        yield "    </event>\n"


def _links(links: Iterable[Link]) -> Iterator[str]:
    yield "      <objects>\n"
    for target, qualifier in links:
        about = f'object-id="{escaped(target)}" qualifier="{escaped(qualifier)}"'
        yield f"        <relationship {about}/>\n"
    yield "      </objects>\n"
