"""Headings of a docx: paragraphs whose style or outline level says so (Heading 1, 标题 1)."""

from __future__ import annotations

import re

from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped]

NAME = re.compile(r"(?:heading|标题|標題)\s*([1-9])", re.I)
TITLE = re.compile(r"(?:title|标题|標題)", re.I)
LOWEST = 9  # outline level 9 is body text
LONGEST_CHAIN = 12


def _value(element: etree._Element | None, path: str) -> str | None:
    found = element.find(path) if element is not None else None
    return found.get(qn("w:val")) if found is not None else None


def _outline(properties: etree._Element | None) -> int | None:
    """Return the level that paragraph properties print: 1 to 9, None for body text."""
    printed = _value(properties, qn("w:outlineLvl"))
    level = int(printed) if printed and printed.isdigit() else LOWEST
    return level + 1 if level < LOWEST else None


class HeadingStyles:
    """Knows which paragraph styles are headings, and of which level; the title has level 0."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._own: dict[str, int | None] = {}
        self._above: dict[str, str] = {}
        for style in styles.iterfind(qn("w:style")) if styles is not None else ():
            style_id = style.get(qn("w:styleId")) or ""
            self._own[style_id] = self._level_of(style)
            self._above[style_id] = _value(style, qn("w:basedOn")) or ""

    def _level_of(self, style: etree._Element) -> int | None:
        name = (_value(style, qn("w:name")) or "").strip()
        numbered = NAME.fullmatch(name)
        if numbered:
            return int(numbered.group(1))
        return 0 if TITLE.fullmatch(name) else _outline(style.find(qn("w:pPr")))

    def level(self, paragraph: etree._Element) -> int | None:
        """Return the level of a paragraph that is set as a heading, None for other text."""
        properties = paragraph.find(qn("w:pPr"))
        printed = _outline(properties)
        style = _value(properties, qn("w:pStyle")) or ""
        for _ in range(LONGEST_CHAIN):
            if printed is not None or not style:
                break
            printed, style = self._own.get(style), self._above.get(style, "")
        return printed
