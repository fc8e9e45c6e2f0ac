"""Writes XES as IEEE 1849-2016 lays it down: extensions, globals, classifiers, attributes, traces."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, TextIO

import orjson

from .instants import iso
from .log import NESTED, Attribute, EventLog, Key
from .rows import Event, walk

NAMESPACE: Final = "http://www.xes-standard.org/"
EXTENSIONS: Final = {
    "concept": "Concept",
    "time": "Time",
    "lifecycle": "Lifecycle",
    "org": "Organizational",
}
# What XML cannot hold at all becomes the mark for a lost letter.
FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ESCAPES: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    | {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
BRANCHES: Final = ("list", "container")
INDENT: Final = "  "


def escaped(text: str) -> str:
    """Return a text as it stands inside quotes in XML."""
    return FORBIDDEN.sub("\ufffd", text).translate(ESCAPES)


def write_xes(log: EventLog, out: TextIO) -> None:
    """Write the log to a text stream (UTF-8)."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(
        f'<log xes.version="1849-2016" xes.features="nested-attributes" xmlns="{NAMESPACE}">\n'
    )
    out.writelines(_head(log))
    for case, events in walk(log):
        out.write(f"{INDENT}<trace>\n")
        out.write(_leaf("string", "concept:name", case.name, 2))
        out.writelines(_attribute(key, value, 2) for key, value in case.attributes)
        for event in events:
            out.write(f"{INDENT * 2}<event>\n")
            out.writelines(_event(event))
            out.write(f"{INDENT * 2}</event>\n")
        out.write(f"{INDENT}</trace>\n")
    out.write("</log>\n")


def _event(event: Event) -> Iterator[str]:
    for name, text in (
        ("concept:name", event.activity),
        ("lifecycle:transition", event.lifecycle),
        ("org:resource", event.resource),
    ):
        if text is not None:
            yield _leaf("string", name, text, 3)
    if event.start is not None:
        yield _leaf("date", "start_timestamp", iso(event.start), 3)
    if event.time is not None:
        yield _leaf("date", "time:timestamp", iso(event.time), 3)
    for key, value in event.attributes:
        yield _attribute(key, value, 3)


def _head(log: EventLog) -> Iterator[str]:
    head = log.head
    given = {prefix for _, prefix, _ in head.extensions}
    own = ((n, p, f"{NAMESPACE}{p}.xesext") for p, n in EXTENSIONS.items() if p not in given)
    for name, prefix, uri in (*head.extensions, *own):
        parts = f'name="{escaped(name)}" prefix="{escaped(prefix)}" uri="{escaped(uri)}"'
        yield f"{INDENT}<extension {parts}/>\n"
    for scope, attributes in head.globals.items():
        yield f'{INDENT}<global scope="{escaped(scope)}">\n'
        yield from (_branch(attribute, 2) for attribute in attributes)
        yield f"{INDENT}</global>\n"
    for name, keys in head.classifiers.items():
        quoted = " ".join(f"'{key}'" if " " in key else key for key in keys)
        yield f'{INDENT}<classifier name="{escaped(name)}" keys="{escaped(quoted)}"/>\n'
    yield from (_branch(attribute, 1) for attribute in head.attributes)


def _leaf(type_: str, key: str, value: str, depth: int) -> str:
    return f'{INDENT * depth}<{type_} key="{escaped(key)}" value="{escaped(value)}"/>\n'


def _attribute(key: Key, value: Any, depth: int) -> str:
    if key.type == NESTED:
        type_, text, below = orjson.loads(value)
        return _branch(Attribute(type_, key.name, text, _attributes(below)), depth)
    return _leaf(key.type, key.name, text_of(key.type, value), depth)


def text_of(type_: str, value: Any) -> str:
    """Return a typed value as its text in a file."""
    if type_ == "date":
        return iso(value)
    if type_ == "boolean":
        return "true" if value else "false"
    return fraction(value) if type_ == "float" else str(value)


def fraction(value: float) -> str:
    """Return a number as XML's `double` writes it."""
    if math.isfinite(value):
        return repr(value)
    return "NaN" if math.isnan(value) else "INF" if value > 0 else "-INF"


def _attributes(below: Iterable[list[Any]]) -> tuple[Attribute, ...]:
    return tuple(Attribute(t, k or "", v, _attributes(more)) for t, k, v, more in below)


def _branch(node: Attribute, depth: int) -> str:
    if not node.children and node.type not in BRANCHES:
        return _leaf(node.type, node.key, node.value, depth)
    inside = "".join(_branch(child, depth + 1) for child in node.children)
    value = "" if node.type in BRANCHES else f' value="{escaped(node.value)}"'
    if node.type == "list":
        inside = f"{INDENT * depth}<values>\n{inside}{INDENT * depth}</values>\n"
    pad = INDENT * depth
    return f'{pad}<{node.type} key="{escaped(node.key)}"{value}>\n{inside}{pad}</{node.type}>\n'
