"""YAML with the line of every value.

Built on PyYAML's parser events, not on its constructors: no tag can make an object, nesting and
the size of expanded aliases are bounded, duplicate keys are refused, and `on`, `yes`, `1.10.0`
or a date stay the words that were written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from .faults import Unreadable

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 40
MAX_NODES = 200_000  # after aliases are expanded
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
WHOLE = re.compile(r"[-+]?(0|[1-9]\d{0,29})")
FRACTION = re.compile(r"[-+]?(0|[1-9]\d{0,29})\.\d{1,30}")
WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Place:
    """Where a value stands; `parts` are the places of what lies in it."""

    file: str
    line: int
    parts: dict[Any, Place] = field(default_factory=dict)

    def at(self, path: tuple[Any, ...]) -> Place:
        """Return the place of the value at a path, or of the nearest value around it."""
        place = self
        for step in path:
            if step in place.parts:
                place = place.parts[step]
        return place


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its value and where everything in it stands."""

    value: Any
    place: Place


def decoded(data: bytes, file: str) -> str:
    """Return UTF-8 text; raises `Unreadable`."""
    if len(data) > MAX_BYTES:
        raise Unreadable(file, 1, f"文件有 {len(data):,} 字节，最多 {MAX_BYTES:,} 字节")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        raise Unreadable(file, line, "不是 UTF-8 编码，用 UTF-8 另存一次") from None


def parse(data: bytes, file: str) -> Document:
    """Read one YAML document; raises `Unreadable` with the line."""
    text = decoded(data, file)
    found = CONTROL.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        raise Unreadable(file, line, "有看不见的控制字符，删掉它")
    try:
        return _Reader(file, yaml.parse(text, Loader=Loader)).document()
    except yaml.YAMLError as problem:
        lines = text.count("\n") + 1
        raise Unreadable(file, _line_of(problem, lines), _spoken(problem)) from None


UNCLOSED = ("found unexpected end of stream", "',' or ", "expected node content")


def _line_of(problem: yaml.YAMLError, lines: int) -> int:
    """Return where to look: at the opening of what is not closed, else at the problem."""
    said = str(getattr(problem, "problem", ""))
    names = ["problem_mark", "context_mark"]
    if any(words in said for words in UNCLOSED):
        names.reverse()
    marks = [mark for name in names if (mark := getattr(problem, name, None))]
    return min(marks[0].line + 1, lines) if marks else 1


SPOKEN = (
    ("tab character", "缩进用了制表符，改用空格"),
    ("character '\\t'", "缩进用了制表符，改用空格"),
    ("mapping values are not allowed", "这里不能再有冒号：文字里有“: ”时整句加引号，或检查缩进"),
    ("unexpected ':'", "冒号后面要空一格"),
    ("could not find expected ':'", "少一个冒号，或上一行的引号没有收尾"),
    ("end of stream", "引号没有收尾"),
    ("',' or ", "方括号或花括号没有收尾，或少一个逗号"),
    ("node content", "方括号或花括号没有收尾，或少一个逗号"),
    ("expected key", "缩进没有对齐，或引号后面还有字"),
    ("expected '-'", "列表的缩进没有对齐"),
    ("sequence entries are not allowed", "这里不能写列表的“-”，换一行写"),
    ("cannot start any token", "文字以特殊符号（@ ` % 等）开头，整句加引号"),
    ("escape", "双引号里的反斜杠写法不对，改用单引号"),
    ("<document start>", "第一层的键要从行首写起"),
    ("comment or line break", "“|”和“>”后面不能有字"),
)


def _spoken(problem: yaml.YAMLError) -> str:
    said = str(getattr(problem, "problem", "") or problem)
    return next(
        (words for start, words in SPOKEN if start in said), "YAML 写法不对，检查缩进和引号"
    )


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


@dataclass(slots=True)
class _Anchored:
    value: Any
    place: Place
    nodes: int


class _Reader:
    def __init__(self, file: str, events: Iterator[Any]) -> None:
        self.file = file
        self.events = events
        self.anchors: dict[str, _Anchored] = {}
        self.nodes = 0

    def document(self) -> Document:
        value, place = None, Place(self.file, 1)
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self.bad(event, "一个文件只能写一份内容，删掉“---”")
                value, place = self.node(next(self.events), 0)
        return Document(value, place)

    def bad(self, event: Any, reason: str) -> Unreadable:
        return Unreadable(self.file, _line(event), reason)

    def counted(self, event: Any, nodes: int) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            raise self.bad(event, "引用展开后太大，把重复的部分写出来或拆开")

    def node(self, event: Any, depth: int) -> tuple[Any, Place]:
        if depth > MAX_DEPTH:
            raise self.bad(event, f"嵌套超过 {MAX_DEPTH} 层")
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event)
        tag = getattr(event, "tag", None)
        if tag and tag != "!":
            raise self.bad(event, f"不能写类型标签 {tag}")
        before = self.nodes
        self.counted(event, 1)
        value, place = self.content(event, depth)
        if event.anchor:
            self.anchors[event.anchor] = _Anchored(value, place, self.nodes - before)
        return value, place

    def content(self, event: Any, depth: int) -> tuple[Any, Place]:
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event), Place(self.file, _line(event))
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(event, depth)
        return self.mapping(event, depth)

    def alias(self, event: Any) -> tuple[Any, Place]:
        known = self.anchors.get(event.anchor)
        if known is None:
            raise self.bad(event, f"引用 *{event.anchor} 没有对应的 &{event.anchor}")
        self.counted(event, known.nodes)
        return known.value, known.place

    def scalar(self, event: Any) -> Any:
        text = str(event.value)
        if CONTROL.search(text):
            raise self.bad(event, "有看不见的控制字符，删掉它")
        if not event.implicit[0]:
            return text
        if text.lower() in WORDS:
            return WORDS[text.lower()]
        if WHOLE.fullmatch(text):
            return int(text)
        return float(text) if FRACTION.fullmatch(text) else text

    def sequence(self, start: Any, depth: int) -> tuple[list[Any], Place]:
        values: list[Any] = []
        place = Place(self.file, _line(start))
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            value, place.parts[len(values)] = self.node(event, depth + 1)
            values.append(value)
        return values, place

    def mapping(self, start: Any, depth: int) -> tuple[dict[str, Any], Place]:
        values: dict[str, Any] = {}
        place = Place(self.file, _line(start))
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self.key(event, values)
            values[key], inner = self.node(next(self.events), depth + 1)
            place.parts[key] = Place(self.file, _line(event), inner.parts)
        return values, place

    def key(self, event: Any, known: dict[str, Any]) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise self.bad(event, "键要写成文字")
        if event.tag and event.tag != "!":
            raise self.bad(event, f"不能写类型标签 {event.tag}")
        if CONTROL.search(event.value):
            raise self.bad(event, "有看不见的控制字符，删掉它")
        if event.value in known:
            raise self.bad(event, f"“{event.value}”写了两次")
        return str(event.value)
