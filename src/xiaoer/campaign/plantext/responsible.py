"""Reads who is responsible: (责任单位：…), (牵头单位：…；配合单位：…), （市财政局牵头，…配合）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .script import fold

ROLE = (
    r"(?:牵头|责任|主要责任|第一责任|配合|协同|主办|协办|承办|实施|落实|主责|参与|参加|主管|完成)"
    r"(?:责任)?(?:单位|部门|科室|处室|机构)"
)
# - 牵头：市财政局: a line of its own names its units by one word
BRIEF = r"(?:牵头|责任|配合|协同|主办|协办|承办|落实|主责)(?:人)?"
UNTIL = r"完成(?:时限|时间|期限|时间节点)"
# （市财政局牵头，12月底前完成）: when the work is due may follow who does it.
# （市司法局、市财政局） at the end of a line names its units without saying so.
UNIT = (
    r"[^()\[\]\n:、。,;“”]{2,16}(?:局|委|委员会|办|办公室|法院|检察院|政府|公司|银行|中心|海关|支行"
    r"|分局|部|厅|管委会|委办|工商联)(?:\([^()\n]{1,8}\))?"
)
DUE = r"(?:[,;、。]\s?[^()\n:。,;]{0,24}(?:前|[底末]|年|月|季度)(?:完成|落实|办结|实施|推进)?)?"
NOTE = re.compile(
    rf"[(\[](?P<inner>(?:{ROLE}|{UNTIL})\s?:?[^()\[\]\n]*(?:\([^()\n]*\)[^()\[\]\n]*)*)[)\]]"
    rf"|(?m:^)[-*•·▪◦\s]{{0,6}}(?P<brief>{BRIEF}\s?:[^。\n\t]*)"
    rf"|(?P<line>(?:{ROLE})(?:及分工)?\s?:[^。\n\t]*|{UNTIL}\s?:\s?[^。\n\t,;]*?[年月日度期续][^。\n\t]{{0,10}})"
    r"|[(\[](?P<lead>[^()\n:。]{2,200}?(?:\([^()\n]{1,30}\)[^()\n:。]{0,200}?)*(?:牵头|负责|按职责分工负责|配合)"
    rf"{DUE})[)\]]"
    rf"|[(\[](?P<bare>{UNIT}(?:[、,]{UNIT})*)[)\]](?=[。;]?\s*(?:\n|\Z))"
)
LABEL_OF_DUE = re.compile(rf"^(?:{UNTIL}|时限|时间|期限)\s?:?\s?")
LABEL = re.compile(rf"[-*•·▪◦\s]*(?:{ROLE}(?:及分工)?\s?:?|{BRIEF}\s?:)\s?")
TAIL = re.compile(
    r"(?:等)?(?:按(?:照)?(?:各自)?(?:职责|职能)?(?:分工)?(?:负责|落实)|(?:具体)?(?:牵头|负责|配合|参与|落实)(?:落实|实施)?|等(?:单位|部门)?)+$"
)
HEAD = re.compile(r"^(?:由|以及|及|和|并由|会同|各有关单位包括)")
# Not a unit: 完成时限:2024年6月底前, 12月底前完成, 长期坚持.
NO_UNIT = re.compile(
    rf"(?:{UNTIL}|时限|时间|期限)|(?:20\d\d年|\d{{1,2}}月|[上下]半年|第?[一二三四]季度|年[底内]|全年|长期|持续)"
)
BEFORE_UNTIL = re.compile(rf"\s+(?={UNTIL})")
SEPARATOR = "、,，;；/|\t\n"
LONGEST_NAME = 30


@dataclass(frozen=True, slots=True)
class Note:
    """A note with its span and the words that say until when."""

    start: int
    end: int
    due: str


def notes(folded: str) -> list[Note]:
    """Return all notes that name responsible units or the day by which work is due."""
    return [Note(m.start(), m.end(), _due(m.group())) for m in NOTE.finditer(folded)]


def _due(words: str) -> str:
    parts = (part.strip("()[] 。") for part in re.split(rf"[,;、]|\s(?={UNTIL})", words))
    return next((LABEL_OF_DUE.sub("", part) for part in parts if NO_UNIT.match(part)), "")


def names_in(words: str) -> list[str]:
    """Return the units that a note or a table cell names, as printed, each once."""
    inner = _parted(words).strip().strip("()（）[]【】〔〕。 ")
    if inner.count("(") + inner.count("（") > inner.count(")") + inner.count("）"):
        inner += "）"
    found = [_clean(part) for part in _parts(inner) if not NO_UNIT.match(fold(part).strip())]
    return list(dict.fromkeys(name for name in found if 2 <= len(name) <= LONGEST_NAME))


def _parted(words: str) -> str:
    """Put a separator where only blanks part 完成时限 from the names before it."""
    cuts = [match.start() for match in BEFORE_UNTIL.finditer(fold(words))]
    return "".join(";" if at in cuts else char for at, char in enumerate(words))


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
