"""Joins lines that a page width broke in the middle of a sentence, and drops page furniture."""

from __future__ import annotations

import re
from collections import Counter

PAGE_NUMBER = re.compile(
    r"\s*(?:[-—－–·~]*\s*\d{1,4}\s*[-—－–·~]*|第\s*\d+\s*页(?:\s*[,，/]?\s*共\s*\d+\s*页)?|\d+\s*/\s*\d+)\s*"
)
MARKER = re.compile(
    r"\s*(?:第[〇零一二三四五六七八九十百\d]{1,4}[章节条编]|[一二三四五六七八九十]{1,3}[、.．]"
    r"|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}[.．、](?!\d)|[①-⑳])"
)
SENTENCE_END = "。！？!?；;：:"
HAN = "\u3400-\u9fff，。、；：（）“”《》"
GAP = re.compile(rf"(?<=[{HAN}]) +(?=[{HAN}])")


def without_furniture(pages: list[list[str]]) -> list[list[str]]:
    """Drop page numbers and the headers and footers that repeat on most pages."""
    edges = Counter(
        line.strip() for page in pages for line in {*page[:2], *page[-2:]} if line.strip()
    )
    often = max(3, len(pages) // 2)
    running = {line for line, times in edges.items() if times >= often}
    return [
        [line for line in page if not PAGE_NUMBER.fullmatch(line) and line.strip() not in running]
        for page in pages
    ]


def page_width(lines: list[str]) -> int:
    """Return the length of a full line: what nine lines in ten do not exceed."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def is_wrapped(lines: list[str]) -> bool:
    """Say whether a text was broken at a fixed width."""
    full = [line.strip() for line in lines if len(line.strip()) >= 15]
    width = page_width(lines)
    if len(full) < 6 or not 15 <= width <= 60 or max(map(len, full)) > width + 4:
        return False
    broken = sum(line[-1] not in SENTENCE_END and len(line) >= width - 4 for line in full)
    return broken >= len(full) * 0.4


def joined(lines: list[str]) -> str:
    """Return the lines as paragraphs; a line goes on if the one above is full and unfinished."""
    width = page_width(lines)
    result: list[str] = []
    for line in lines:
        words = GAP.sub("", line.strip())
        above = result[-1] if result else ""
        last = above.rsplit("\n", 1)[-1]
        if words and last and _goes_on(last, words, width):
            result[-1] = above + _glue(above, words) + words
        else:
            result.append(words)
        lengths = len(line.strip())
        if words and lengths < width * 0.75:
            result.append("")
    return "\n".join(line for line in result if line)


def _goes_on(above: str, words: str, width: int) -> bool:
    if above[-1] in SENTENCE_END or MARKER.match(words) or width < 10:
        return False
    return len(above) >= width * 0.75


def _glue(above: str, words: str) -> str:
    return " " if above[-1].isascii() and above[-1].isalpha() and words[0].isalpha() else ""
