"""Reads who is responsible: (责任单位：…), (牵头单位：…；配合单位：…), （市财政局牵头，…配合）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .script import fold

ROLE = (
    r"(?:牵头|责任|主要责任|第一责任|配合|协同|主办|协办|承办|实施|落实|主责|参与|参加|主管|完成)"
    r"(?:责任)?(?:单位|部门|科室|处室|机构)"
)
NOTE = re.compile(
    rf"[(\[](?P<inner>(?:{ROLE})[^()\[\]\n]*(?:\([^()\n]*\)[^()\[\]\n]*)*)[)\]]"
    rf"|(?P<line>(?:{ROLE})(?:及分工)?\s?:[^。\n\t]*)"
    r"|[(\[](?P<lead>[^()\n:。]{2,200}?(?:\([^()\n]{1,30}\)[^()\n:。]{0,200}?)*(?:牵头|负责|按职责分工负责|配合))[)\]]"
)
LABEL = re.compile(rf"{ROLE}(?:及分工)?\s?:?\s?")
TAIL = re.compile(
    r"(?:等)?(?:按(?:照)?(?:各自)?(?:职责|职能)?(?:分工)?(?:负责|落实)|(?:具体)?(?:牵头|负责|配合|参与|落实)(?:落实|实施)?|等(?:单位|部门)?)+$"
)
HEAD = re.compile(r"^(?:由|以及|及|和|并由|会同|各有关单位包括)")
SEPARATOR = "、,，;；/|\t\n"
LONGEST_NAME = 30


def notes(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of all notes that name responsible units."""
    for match in NOTE.finditer(folded):
        yield match.start(), match.end()


def names_in(words: str) -> list[str]:
    """Return the units that a note or a table cell names, as printed, each once."""
    inner = words.strip().strip("()（）[]【】〔〕。 ")
    if inner.count("(") + inner.count("（") > inner.count(")") + inner.count("）"):
        inner += "）"
    found = [_clean(part) for part in _parts(inner)]
    return list(dict.fromkeys(name for name in found if 2 <= len(name) <= LONGEST_NAME))


def _clean(part: str) -> str:
    name = part.strip()
    label = LABEL.match(fold(name))
    if label:
        name = name[label.end() :]
    head = HEAD.match(fold(name))
    if head:
        name = name[head.end() :]
    tail = TAIL.search(fold(name))
    if tail and tail.start():
        name = name[: tail.start()]
    return name.strip(" :：。")


def _parts(words: str) -> Iterator[str]:
    """Split at separators, but not inside brackets: 各县（市、区）人民政府 is one unit."""
    depth = 0
    part: list[str] = []
    for char in words:
        depth += (char in "(（") - (char in ")）")
        if depth <= 0 and char in SEPARATOR:
            yield "".join(part)
            part = []
        else:
            part.append(char)
    yield "".join(part)
