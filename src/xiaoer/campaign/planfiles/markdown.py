"""Takes the marks out of markdown and leaves the words; masks such as ***** stay."""

from __future__ import annotations

import re

HEADING = re.compile(r"\s{0,3}(#{1,6})\s+\S")
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


def lines_of(source: str) -> list[tuple[str, int | None]]:
    """Return the words of a markdown text line by line, with the level of each heading."""
    result: list[tuple[str, int | None]] = []
    fenced = False
    for line in _without_front_matter(source).split("\n"):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced and not TABLE_RULE.match(line):
            marks = HEADING.match(line)
            result.append((_line(line), len(marks.group(1)) if marks else None))
    return _titled(result)


def _titled(lines: list[tuple[str, int | None]]) -> list[tuple[str, int | None]]:
    """Take a single # as the title of the plan; the ## below it are its chapters."""
    levels = [level for _, level in lines if level is not None]
    if levels.count(1) != 1 or levels[0] != 1:
        return lines
    return [(line, level - 1 if level is not None else None) for line, level in lines]


def text_of(source: str) -> str:
    """Return the words of a markdown text."""
    return "\n".join(line for line, _ in lines_of(source))


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
