"""Takes the marks out of markdown and leaves the words; masks such as ***** stay."""

from __future__ import annotations

import re

FENCE = re.compile(r"^\s*(?:```|~~~)")
TABLE_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
LINE_MARKS = (
    (re.compile(r"^\s{0,3}#{1,6}\s+(.*?)\s*#*\s*$"), r"\1"),
    (re.compile(r"^\s*(?:>\s?)+"), ""),
    (re.compile(r"^\s*[-*+]\s+(?:\[[ xX]\]\s+)?"), ""),
    (re.compile(r"^\s*(\d{1,3})\)\s+"), r"\1."),
    (re.compile(r"^\s*(?:[-*_]\s?){3,}$"), ""),
)
INLINE_MARKS = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]+)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)"), r"\1"),
    (re.compile(r"(?<!\*)\*\*(?!\*)([^*\n]+?)\*\*(?!\*)"), r"\1"),
    (re.compile(r"(?<![\d*])\*(?![\s*])([^*\n]+?)(?<!\s)\*(?![\d*])"), r"\1"),
    (re.compile(r"(?<![_\w])__(?!_)([^_\n]+?)__(?![_\w])"), r"\1"),
    (re.compile(r"~~([^~\n]+)~~"), ""),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
    (re.compile(r"<!--.*?-->|</?[a-zA-Z][^>\n]{0,80}>"), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!|~-])"), r"\1"),
)


def text_of(source: str) -> str:
    """Return the words of a markdown text, line by line."""
    result = []
    fenced = False
    for line in _without_front_matter(source).split("\n"):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced and not TABLE_RULE.match(line):
            result.append(_line(line))
    return "\n".join(result)


def _without_front_matter(source: str) -> str:
    if not source.startswith("---\n"):
        return source
    close = source.find("\n---", 4, 4000)
    return source[close + 4 :] if close > 0 else source


def _line(line: str) -> str:
    for pattern, plain in LINE_MARKS:
        line = pattern.sub(plain, line)
    for pattern, plain in INLINE_MARKS:
        line = pattern.sub(plain, line)
    if line.strip().startswith("|") and line.count("|") >= 2:
        return "\t".join(cell.strip() for cell in line.strip().strip("|").split("|"))
    return line
