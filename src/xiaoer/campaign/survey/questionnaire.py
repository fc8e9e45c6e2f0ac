"""Reads and checks the questionnaire: parts A to F, items mapped to measures. Pure.

Source rule: campaign §6.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from xiaoer.packs.faults import Fault
from xiaoer.packs.yamlfile import Document, parse

PARTS = ("A", "B", "C", "D", "E", "F")
MEASURES = frozenset(
    f"{part}.{number}" for part, last in ((1, 12), (2, 6), (3, 9)) for number in range(1, last + 1)
)
MAPPED_PARTS = ("A", "B", "C")  # parts D to F ask about the whole, not about a measure
NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")
MOST_WORDS = 300  # characters of a question


class Kind(StrEnum):
    """How an item is answered; `scale` and `trap` are 1–10, `recommend` is 0–10."""

    SCALE = "scale"
    TRAP = "trap"
    RECOMMEND = "recommend"
    COUNT = "count"
    YESNO = "yesno"
    CHOICE = "choice"
    PLACE = "place"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice."""

    id: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question. `expected` is what a trap asks for, `unit` what a count counts."""

    id: str
    part: str
    kind: Kind
    zh: str
    en: str
    measures: tuple[str, ...] = ()
    expected: int | None = None
    unit: str = ""
    role: str = ""
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A checked questionnaire; items stand in the order in which they are asked."""

    version: int
    zh: str
    en: str
    parts: tuple[Option, ...]
    items: tuple[Item, ...]

    def scored_items(self) -> dict[str, tuple[str, ...]]:
        """Return the scale items of each measure, measures in their order."""
        found: dict[str, list[str]] = {}
        for item in self.items:
            for measure in item.measures if item.kind is Kind.SCALE else ():
                found.setdefault(measure, []).append(item.id)
        return {measure: tuple(found[measure]) for measure in sorted(found, key=_order)}

    def traps(self) -> dict[str, int]:
        """Return what each trap item asks for."""
        return {i.id: i.expected for i in self.items if i.expected is not None}


class BadQuestionnaire(ValueError):
    """A definition with faults; each names file, line and what to mend."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("；".join(f"第 {fault.line} 行：{fault.reason}" for fault in faults))
        self.faults = faults


def _order(measure: str) -> tuple[int, ...]:
    return tuple(int(part) for part in measure.split("."))


def _rows(value: Any) -> list[Mapping[str, Any]]:
    rows = value if isinstance(value, list) else []
    return [row if isinstance(row, dict) else {} for row in rows]


def _is_whole(value: Any, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


# --- checks: each yields what is wrong with one item -------------------------------------------


def _words(row: Mapping[str, Any]) -> Iterator[str]:
    for field, name in (("zh", "中文"), ("en", "英文")):
        text = row.get(field)
        if not isinstance(text, str) or not text.strip():
            yield f"没有{name}（{field}）"
        elif len(text) > MOST_WORDS:
            yield f"{name}太长，最多 {MOST_WORDS} 个字"


def _shape(row: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(row.get("id"), str) or not NAME.fullmatch(row["id"]):
        yield "id 用小写字母开头，只用字母、数字和下划线"
    if row.get("part") not in PARTS:
        yield f"part 写 {'、'.join(PARTS)} 之一"
    if row.get("kind") not in tuple(Kind):
        yield f"kind 写 {'、'.join(Kind)} 之一"
    unknown = sorted(set(map(str, row)) - set(Item.__slots__))
    if unknown:
        yield f"不认识的字段 {'、'.join(unknown)}"


def _measures(row: Mapping[str, Any]) -> Iterator[str]:
    named = row.get("measures", [])
    if not isinstance(named, list) or not all(isinstance(m, str) for m in named):
        yield '措施写成带引号的列表，例如 ["1.10"]'
        return
    strange = [measure for measure in named if measure not in MEASURES]
    if strange:
        yield f"没有措施 {'、'.join(strange)}，写 1.1 到 1.12、2.1 到 2.6、3.1 到 3.9"
    if len(set(named)) != len(named):
        yield "同一条措施写了两次"
    if row.get("kind") == Kind.SCALE and row.get("part") in MAPPED_PARTS and not named:
        yield "A、B、C 部分的打分题要写明对应哪条措施"
    if named and row.get("kind") not in (Kind.SCALE, Kind.COUNT):
        yield "只有打分题和次数题能对应措施"


def _kind(row: Mapping[str, Any]) -> Iterator[str]:
    kind, options = row.get("kind"), _rows(row.get("options"))
    trap = kind == Kind.TRAP
    if trap and not _is_whole(row.get("expected"), 1, 10):
        yield "陷阱题要写明该选几（expected: 1 到 10）"
    if not trap and "expected" in row:
        yield "只有陷阱题写 expected"
    if kind == Kind.COUNT and not row.get("unit"):
        yield "次数题要写单位（unit）"
    names = [str(option.get("id")) for option in options]
    if kind == Kind.CHOICE and (len(set(names)) < 2 or len(set(names)) != len(names)):
        yield "选择题至少要有两个不同的选项"
    for option in options:
        yield from (f"选项：{reason}" for reason in _words(option))


CHECKS = (_shape, _words, _measures, _kind)


def _item_faults(document: Document, rows: list[Mapping[str, Any]]) -> Iterator[Fault]:
    seen: set[object] = set()
    for index, row in enumerate(rows):
        place = document.place.at(("items", index))
        for check in CHECKS:
            yield from (Fault(place.file, place.line, reason) for reason in check(row))
        name = str(row.get("id"))
        if name in seen:
            yield Fault(place.file, place.line, f"题号“{name}”用了两次")
        seen.add(name)


def _part_reasons(value: Mapping[str, Any], rows: list[Mapping[str, Any]]) -> Iterator[str]:
    parts = [row.get("id") for row in _rows(value.get("parts"))]
    if parts != list(PARTS):
        yield f"parts 要依次写 {'、'.join(PARTS)}"
    used = {str(row.get("part")) for row in rows}
    empty = [part for part in PARTS if part not in used]
    if empty:
        yield f"{'、'.join(empty)} 部分没有题"
    places = [PARTS.index(row["part"]) for row in rows if row.get("part") in PARTS]
    if places != sorted(places):
        yield "题目要按部分排列，A 在最前，F 在最后"
    if not any(row.get("kind") == Kind.TRAP for row in rows):
        yield "至少要有一道陷阱题"


def _whole_faults(document: Document, rows: list[Mapping[str, Any]]) -> Iterator[Fault]:
    value, place = document.value, document.place
    reasons = list(_part_reasons(value, rows))
    if not _is_whole(value.get("version"), 1, 10**6):
        reasons.append("version 写整数，从 1 起")
    title = value.get("title")
    reasons += [f"标题：{r}" for r in _words(title if isinstance(title, dict) else {})]
    reasons += [f"部分：{r}" for row in _rows(value.get("parts")) for r in _words(row)]
    yield from (Fault(place.file, 1, reason) for reason in reasons)


# --- reading -----------------------------------------------------------------------------------


def _option(row: Mapping[str, Any]) -> Option:
    return Option(str(row["id"]), row["zh"].strip(), row["en"].strip())


def _item(row: Mapping[str, Any]) -> Item:
    return Item(
        id=row["id"],
        part=row["part"],
        kind=Kind(row["kind"]),
        zh=row["zh"].strip(),
        en=row["en"].strip(),
        measures=tuple(row.get("measures", ())),
        expected=row.get("expected"),
        unit=str(row.get("unit") or ""),
        role=str(row.get("role") or ""),
        options=tuple(_option(option) for option in _rows(row.get("options"))),
    )


def read(data: bytes, file: str = "questionnaire.yaml") -> Questionnaire:
    """Read a questionnaire from YAML; raises `BadQuestionnaire` or the reader's `Unreadable`."""
    document = parse(data, file)
    if not isinstance(document.value, dict):
        raise BadQuestionnaire([Fault(file, 1, "第一层要有 version、title、parts 和 items")])
    rows = _rows(document.value.get("items"))
    faults = [*_whole_faults(document, rows), *_item_faults(document, rows)]
    if faults:
        raise BadQuestionnaire(sorted(faults))
    value = document.value
    parts = tuple(_option(row) for row in _rows(value["parts"]))
    title = value["title"]
    items = tuple(_item(row) for row in rows)
    return Questionnaire(value["version"], title["zh"], title["en"], parts, items)


@cache
def standard() -> Questionnaire:
    """Return the questionnaire that comes with the product."""
    return read(files("xiaoer.campaign.survey").joinpath("data/questionnaire.yaml").read_bytes())
