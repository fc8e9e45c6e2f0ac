"""Reads a docx in document order: paragraphs with their numbering, tables as lines of cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docx.oxml.ns import qn
from lxml import etree  # type: ignore[import-untyped]

from .archives import BROKEN, parts_of
from .headings import HeadingStyles
from .model import PlanFile, PlanFileError, joined
from .numbering import Numbering

# Deleted text, text moved away, the copy of a drawing for old programs, and field codes.
UNSEEN = frozenset(
    {
        qn("w:del"),
        qn("w:moveFrom"),
        qn("w:instrText"),
        qn("w:delText"),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
TEXT, PARAGRAPH, TABLE = qn("w:t"), qn("w:p"), qn("w:tbl")
BLANKS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
DEEPEST = 200
WIDEST = 60


def _parse(content: bytes | None) -> etree._Element | None:
    if content is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise PlanFileError(BROKEN) from error


def read(content: bytes) -> PlanFile:
    """Return the text of a docx as it reads with all tracked changes accepted."""
    parts = parts_of(content)
    document = _parse(parts["word/document.xml"])
    styles = _parse(parts.get("word/styles.xml"))
    numbering = Numbering(_parse(parts.get("word/numbering.xml")), styles)
    body = document.find(qn("w:body")) if document is not None else None
    if body is None:
        raise PlanFileError(BROKEN)
    headings = HeadingStyles(styles)
    words, found = joined(_blocks(body, numbering, headings, 0))
    return PlanFile(words, "docx", warnings=tuple(_warnings(body, parts)), headings=found)


def _warnings(body: etree._Element, parts: dict[str, bytes]) -> Iterator[str]:
    if body.find(f".//{qn('w:ins')}") is not None or body.find(f".//{qn('w:del')}") is not None:
        yield "文件里有修订标记，已按接受全部修订读取。"
    if body.find(f".//{qn('w:footnoteReference')}") is not None and "word/footnotes.xml" in parts:
        yield "文件里有脚注，脚注文字没有读入。"


def _blocks(
    parent: etree._Element, numbering: Numbering, headings: HeadingStyles, depth: int
) -> Iterator[tuple[str, int | None]]:
    """Yield each line with its level if it is set as a heading."""
    for child in parent:
        if child.tag == PARAGRAPH:
            yield numbering.marker(child) + _words(child), headings.level(child)
        elif child.tag == TABLE:
            yield from ((row, None) for row in _rows(child, numbering))
        elif isinstance(child.tag, str) and child.tag not in UNSEEN and depth < DEEPEST:
            yield from _blocks(child, numbering, headings, depth + 1)


def _words(element: etree._Element) -> str:
    parts: list[str] = []
    stack = [element]
    while stack:
        node = stack.pop()
        if node.tag in UNSEEN:
            continue
        if node.tag == TEXT:
            parts.append(node.text or "")
        elif node.tag in BLANKS and node.getparent().tag == qn("w:r"):
            parts.append(BLANKS[node.tag])
        else:
            stack.extend(reversed(node))
    return "".join(parts)


def _rows(table: etree._Element, numbering: Numbering) -> Iterator[str]:
    for row in table.iterfind(f"{qn('w:tr')}"):
        cells = [_cell(cell, numbering) + "\t" * _width(cell) for cell in row.iter(qn("w:tc"))]
        yield "".join(cells)[:-1]


def _width(cell: etree._Element) -> int:
    """Return how many columns of the table a cell fills."""
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    width = span.get(qn("w:val"), "1") if span is not None else "1"
    return max(1, min(int(width), WIDEST)) if width.isdigit() else 1


def _cell(cell: etree._Element, numbering: Numbering) -> str:
    paragraphs = [numbering.marker(p) + _words(p) for p in cell.iterfind(qn("w:p"))]
    return re.sub(r"\s+", " ", " ".join(part for part in paragraphs if part.strip())).strip()
