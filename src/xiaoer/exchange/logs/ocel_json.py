"""OCEL 2.0 as JSON, in and out. Values are written as text; the declared types restore them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TextIO

import orjson

from .instants import TimeReader, iso
from .json_stream import JsonStream
from .objects import Link, ObjectGatherer, ObjectLog, text_of
from .problems import BadLog

NEEDED = ("eventTypes", "objectTypes", "events", "objects")


def read_ocel_json(source: Iterator[bytes], times: TimeReader) -> ObjectLog:
    """Return the log; raises `BadLog` with the line where known."""
    gatherer, seen = ObjectGatherer(times), set[str]()
    for key, element in JsonStream(source).elements():
        seen.add(key)
        if key.startswith("ocel:"):
            raise BadLog("这是 OCEL 1.0 的文件，只读 OCEL 2.0；请用产生它的软件另存为 2.0")
        if key in NEEDED:
            try:
                _take(gatherer, key, element)
            except (KeyError, TypeError, AttributeError, ValueError) as problem:
                raise _unfit(key, element, problem) from None
    if not seen & set(NEEDED):
        raise BadLog(f"这个 JSON 不是 OCEL 2.0：缺 {'、'.join(NEEDED)}")
    return gatherer.log()


def _take(gatherer: ObjectGatherer, key: str, element: Any) -> None:
    if key == "eventTypes":
        gatherer.event_type(str(element["name"]), _pairs(element))
    elif key == "objectTypes":
        gatherer.object_type(str(element["name"]), _pairs(element))
    elif key == "events":
        values = [(str(a["name"]), a.get("value")) for a in element.get("attributes") or ()]
        time = element.get("time")
        id_, type_ = str(element["id"]), str(element["type"])
        gatherer.event(id_, type_, None if time is None else str(time), values, _links(element))
    else:
        dated = [
            (str(a["name"]), a.get("value"), a.get("time")) for a in element.get("attributes") or ()
        ]
        gatherer.object(str(element["id"]), str(element["type"]), dated, _links(element))


def _pairs(element: Any) -> list[tuple[str, str]]:
    return [(str(a["name"]), str(a.get("type", "string"))) for a in element.get("attributes") or ()]


def _links(element: Any) -> list[Link]:
    found = element.get("relationships") or ()
    return [(str(link["objectId"]), str(link.get("qualifier") or "")) for link in found]


def _unfit(key: str, element: Any, problem: Exception) -> BadLog:
    text = repr(element)[:60]
    missing = f"，缺 {problem.args[0]}" if isinstance(problem, KeyError) else ""
    return BadLog(f"“{key}”里有一项不合 OCEL 2.0{missing}：{text}")


def write_ocel_json(log: ObjectLog, out: TextIO) -> None:
    """Write the log, an element a line."""
    out.write("{\n")
    lists = {
        "objectTypes": (_type(n, a) for n, a in log.object_types.items()),
        "eventTypes": (_type(n, a) for n, a in log.event_types.items()),
        "objects": _objects(log),
        "events": _events(log),
    }
    for place, (key, elements) in enumerate(lists.items()):
        out.write(f'{"," if place else ""}"{key}": [')
        _write_list(elements, out)
        out.write("]\n")
    out.write("}\n")


def _write_list(elements: Iterable[dict[str, Any]], out: TextIO) -> None:
    for place, element in enumerate(elements):
        out.write(",\n" if place else "\n")
        out.write(orjson.dumps(element).decode())


def _type(name: str, attributes: dict[str, str]) -> dict[str, Any]:
    return {"name": name, "attributes": [{"name": n, "type": t} for n, t in attributes.items()]}


def _objects(log: ObjectLog) -> Iterator[dict[str, Any]]:
    for thing in log.objects:
        types = log.object_types[thing.type]
        yield {
            "id": thing.id,
            "type": thing.type,
            "attributes": [
                {"name": name, "value": text_of(types[name], value), "time": iso(time)}
                for name, value, time in thing.attributes
                if value is not None
            ],
            "relationships": _written(thing.links),
        }


def _events(log: ObjectLog) -> Iterator[dict[str, Any]]:
    for event in log.events:
        types = log.event_types[event.type]
        if event.time is None:
            continue
        yield {
            "id": event.id,
            "type": event.type,
            "time": iso(event.time),
            "attributes": [
                {"name": name, "value": text_of(types[name], value)}
                for name, value in event.attributes.items()
                if value is not None
            ],
            "relationships": _written(event.links),
        }


def _written(links: list[Link]) -> list[dict[str, str]]:
    return [{"objectId": target, "qualifier": qualifier} for target, qualifier in links]
