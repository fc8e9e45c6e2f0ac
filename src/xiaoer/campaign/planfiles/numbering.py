"""Automatic numbering of docx: the markers that Word draws but nobody typed."""

from __future__ import annotations

import re
from dataclasses import dataclass

import cn2an
from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped]

CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
CHINESE = {
    "chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting",
    "taiwaneseCounting", "taiwaneseCountingThousand", "chineseLegalSimplified",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int
    style: str
    text: str


def _value(element: etree._Element, path: str) -> str | None:
    found = element.find(qn(path))
    return found.get(qn("w:val")) if found is not None else None


def _number(printed: str | None, fallback: int) -> int:
    return int(printed) if printed and re.fullmatch(r"\d{1,6}", printed) else fallback


def _level(element: etree._Element) -> Level:
    return Level(
        _number(_value(element, "w:start"), 1),
        _value(element, "w:numFmt") or "decimal",
        _value(element, "w:lvlText") or "",
    )


class Numbering:
    """Counts through a document and gives each paragraph its marker."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        if numbering is not None:
            self._read(numbering)
        if styles is not None:
            self._read_styles(styles)

    def _read(self, numbering: etree._Element) -> None:
        for abstract in numbering.iterfind(qn("w:abstractNum")):
            levels = {
                _number(level.get(qn("w:ilvl")), 0): _level(level)
                for level in abstract.iterfind(qn("w:lvl"))
            }
            self._levels[abstract.get(qn("w:abstractNumId")) or ""] = levels
        for num in numbering.iterfind(qn("w:num")):
            self._lists[num.get(qn("w:numId")) or ""] = _value(num, "w:abstractNumId") or ""

    def _read_styles(self, styles: etree._Element) -> None:
        for style in styles.iterfind(qn("w:style")):
            pair = self._pair(style.find(qn("w:pPr")))
            if pair:
                self._styles[style.get(qn("w:styleId")) or ""] = pair

    def _pair(self, properties: etree._Element | None) -> tuple[str, int] | None:
        numbered = properties.find(qn("w:numPr")) if properties is not None else None
        if numbered is None:
            return None
        return _value(numbered, "w:numId") or "", _number(_value(numbered, "w:ilvl"), 0)

    def marker(self, paragraph: etree._Element) -> str:
        """Return the marker of the paragraph and count it; "" if it has none."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return ""
        pair = self._pair(properties) or self._styles.get(_value(properties, "w:pStyle") or "")
        if not pair or pair[0] in ("", "0"):
            return ""
        return self._next(*pair)

    def _next(self, list_id: str, depth: int) -> str:
        family = self._lists.get(list_id, "")
        levels = self._levels.get(family, {})
        level = levels.get(depth)
        if level is None or level.style in ("bullet", "none"):
            return ""
        counts = self._counts.setdefault(family, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return self._printed(level, levels, counts)

    def _printed(self, level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
        def one(match: re.Match[str]) -> str:
            depth = int(match.group(1)) - 1
            style = levels.get(depth, level).style
            return _styled(counts.get(depth, levels.get(depth, level).start), style)

        marker = re.sub(r"%(\d)", one, level.text)
        return marker if re.search(r"[、.．。)）]$", marker) or not marker else f"{marker} "


def _styled(number: int, style: str) -> str:
    if style in CHINESE:
        spelled = str(cn2an.an2cn(number, "low"))
        return spelled.removeprefix("一") if 10 <= number < 20 else spelled
    if style.startswith("decimalEnclosedCircle") and number <= len(CIRCLES):
        return CIRCLES[number - 1]
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if style == "upperLetter" else letter
    return str(number)
