"""Reads XES (IEEE 1849) in one pass; memory grows with the events, not with the file.

A trace without a name gets one from its place. Traces of the same name are one case. Events
outside traces belong to no case and are left out. All this is told in the warnings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from .gathering import Gatherer, Table, json_text
from .instants import TimeReader
from .log import NESTED, Attribute, EventLog, Head
from .problems import BadLog
from .xml_stream import XmlStream, value_of

ATTRIBUTES: Final = frozenset(
    {"string", "date", "int", "float", "boolean", "id", "list", "container"}
)
CORE: Final = frozenset(
    {
        "concept:name",
        "time:timestamp",
        "org:resource",
        "lifecycle:transition",
        "start_timestamp",
    }
)
DEEPEST = 60
FOREIGN = {"objects", "events", "object-types", "event-types"}

Node = list[Any]  # [type, key, value, children or None]


class XesReader:
    """The state of one reading."""

    def __init__(self, times: TimeReader, keep: bool, classifier: str = "") -> None:
        """`keep` reads all attributes, not only those that statistics need."""
        self._keep, self._classifier = keep, classifier
        self._gatherer = Gatherer(times)
        self._stream = XmlStream(self._start, self._end)
        self._log: list[Node] = []
        self._trace: list[Node] = []
        self._global: list[Node] = []
        self._fields = self._log  # where attributes of the open element go
        self._branch: list[Node] = []  # open attributes, the outermost first
        self._open: list[str] = []  # log, trace, event, global
        self._defaults: dict[str, tuple[Attribute, ...]] = {}
        self._scope = ""
        self._classifiers: dict[str, tuple[str, ...]] = {}
        self._extensions: list[tuple[str, str, str]] = []
        self._activity_keys: tuple[str, ...] = ()
        self._wanted: frozenset[str] = CORE
        self._rows: list[int] = []
        self._traces = self._unnamed = self._merged = self._homeless = 0
        self._traced: list[tuple[int, list[Node]]] = []

    def read(self, source: Iterator[bytes]) -> EventLog:
        """Return the log; raises `BadLog` with the line."""
        self._stream.run(source)
        if self._classifier and not self._activity_keys:
            known = "、".join(self._classifiers) or "没有"
            raise BadLog(f"文件里没有分类器“{self._classifier}”；有的是：{known}")
        return self._gatherer.log(self._head(), self._warnings())

    # -- what the parser calls ---------------------------------------------------------------

    def _start(self, tag: str, found: list[str]) -> None:
        if tag in ATTRIBUTES:
            self._attribute(tag, found)
            return
        name = tag.rpartition(":")[2]
        if name in ATTRIBUTES:
            self._attribute(name, found)
        elif name != "values":  # the values of a list hang below the list itself
            self._element(name, found)

    def _end(self, tag: str) -> None:
        if tag in ATTRIBUTES:
            self._branch.pop()
            return
        name = tag.rpartition(":")[2]
        if name in ATTRIBUTES:
            self._branch.pop()
        elif name == "event":
            self._event_ends()
        elif name == "trace":
            self._trace_ends()
        elif name == "global":
            self._defaults[self._scope] = tuple(map(_frozen, self._global))
            self._fields = self._log
            self._open.pop()

    def _attribute(self, type_: str, found: list[str]) -> None:
        if len(found) == 4 and found[0] == "key" and found[2] == "value":
            node: Node = [type_, found[1], found[3], None]
        else:
            node = [type_, value_of(found, "key"), value_of(found, "value") or "", None]
        if self._branch:
            self._hang(node)
        elif self._keep or node[1] in self._wanted:
            self._fields.append(node)
        self._branch.append(node)

    def _hang(self, node: Node) -> None:
        parent = self._branch[-1]
        if len(self._branch) >= DEEPEST:
            raise BadLog(f"属性套得太深，最多 {DEEPEST} 层", self._stream.line)
        if self._keep:
            parent[3] = parent[3] or []
            parent[3].append(node)

    def _element(self, name: str, found: list[str]) -> None:
        inside = self._open[-1] if self._open else ""
        if name == "event":
            self._event_starts(inside)
        elif name == "trace" and inside == "log":
            self._open.append("trace")
            self._trace = self._fields = []
            self._rows = []
        elif name == "log" and not inside:
            self._open.append("log")
        elif name == "global":
            self._open.append("global")
            self._scope = value_of(found, "scope") or "event"
            self._global = self._fields = []
        elif name == "classifier":
            self._classify(found)
        elif name == "extension":
            parts = (value_of(found, part) or "" for part in ("name", "prefix", "uri"))
            self._extensions.append(tuple(parts))  # type: ignore[arg-type]
        else:
            self._misplaced(name, inside)

    def _misplaced(self, name: str, inside: str) -> None:
        if not inside:
            raise BadLog(f"这不是 XES：最外层是“{name}”，应当是“log”", self._stream.line)
        if name in FOREIGN:
            reason = "这像 OCEL 1.0 的文件，只读 OCEL 2.0；请用产生它的软件另存为 2.0"
            raise BadLog(reason, self._stream.line)
        raise BadLog(f"“{name}”不能放在“{inside}”里面", self._stream.line)

    def _classify(self, found: list[str]) -> None:
        keys = value_of(found, "keys") or ""
        # keys that hold spaces are put between single quotes
        parts = re.findall(r"'([^']*)'|(\S+)", keys)
        named = tuple(quoted or plain for quoted, plain in parts)
        name = value_of(found, "name") or ""
        for_traces = value_of(found, "scope") == "trace"
        self._classifiers[name] = named
        if name == self._classifier and not for_traces:
            self._activity_keys = named
            self._wanted = CORE | set(named)

    # -- events and traces -------------------------------------------------------------------

    def _event_starts(self, inside: str) -> None:
        if inside not in ("trace", "log"):
            raise BadLog(f"“event”不能放在“{inside or '最外层'}”里面", self._stream.line)
        self._open.append("event")
        self._fields = []

    def _event_ends(self) -> None:
        fields = self._fields
        self._open.pop()
        if self._open[-1] == "log":
            self._homeless += 1
            self._fields = self._log
            return
        self._fields = self._trace
        core = {node[1]: node[2] for node in fields if node[1] in self._wanted}
        row = self._gatherer.event(
            self._traces,
            self._activity(core),
            core.get("time:timestamp"),
            core.get("org:resource"),
            core.get("lifecycle:transition"),
            core.get("start_timestamp"),
        )
        if self._keep:
            _put_all(self._gatherer.events, row, fields, CORE)

    def _activity(self, core: dict[str, str]) -> str | None:
        if not self._activity_keys:
            return core.get("concept:name")
        parts = [core.get(key, "") for key in self._activity_keys]
        return "+".join(parts) if any(parts) else None

    def _trace_ends(self) -> None:
        self._open.pop()
        self._fields = self._log
        name = next((node[2] for node in self._trace if node[1] == "concept:name"), "")
        if not name.strip():
            self._unnamed += 1
            name = f"#{self._traces + 1}"
        known = len(self._gatherer.cases.codes)
        code = self._gatherer.cases.code(name)
        self._traces += 1
        if code < known:
            self._merged += 1
        self._gatherer.places.append(code)
        if self._keep:
            _put_all(self._gatherer.case_table, code, self._trace, frozenset({"concept:name"}))

    # -- the end -----------------------------------------------------------------------------

    def _head(self) -> Head:
        attributes = tuple(map(_frozen, self._log))
        return Head(attributes, self._classifiers, tuple(self._extensions), self._defaults)

    def _warnings(self) -> Iterator[str]:
        if self._unnamed:
            yield f"{self._unnamed} 个案件没有编号，按在文件里的次序编号（#1、#2……）"
        if self._merged:
            yield f"{self._merged} 条轨迹和前面的编号相同，并进同一个案件"
        if self._homeless:
            yield f"{self._homeless} 个事件不在任何案件里，没有计入"


def _put_all(table: Table, row: int, fields: list[Node], but: frozenset[str]) -> None:
    for type_, key, value, children in fields:
        if key in but or key is None:
            continue
        if children or type_ in ("list", "container"):
            table.put(row, NESTED, key, json_text([type_, value, _plain(children)]))
        else:
            table.put(row, type_, key, value)


def _plain(children: list[Node] | None) -> list[list[Any]]:
    return [[type_, key, value, _plain(below)] for type_, key, value, below in children or ()]


def _frozen(node: Node) -> Attribute:
    type_, key, value, children = node
    return Attribute(type_, key or "", value, tuple(map(_frozen, children or ())))
