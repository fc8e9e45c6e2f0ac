"""Cuts the plan's text into pieces that a page can show with every target marked. Pure."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text and what it stands for."""

    start: int
    end: int
    key: str
    kind: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and the marks that cover all of it, outermost first."""

    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def top(self) -> Mark | None:
        """Return the innermost mark: the one that a click should open."""
        return self.marks[-1] if self.marks else None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the text; `level` is set for a block that begins with a heading."""

    pieces: tuple[Piece, ...]
    level: int | None
    key: str | None
    start: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A heading as the page needs it."""

    key: str
    level: int
    start: int
    end: int


def _cut(text: str, start: int, end: int, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    inside = [m for m in marks if m.start < end and m.end > start]
    edges = {start, end}
    for mark in inside:
        edges.update((max(mark.start, start), min(mark.end, end)))
    cuts = sorted(edges)
    return tuple(
        Piece(text[a:b], tuple(m for m in inside if m.start <= a and m.end >= b))
        for a, b in itertools.pairwise(cuts)
    )


def _past_stop(text: str, end: int) -> int:
    """A full stop after a heading belongs to its line, not to the next."""
    return end + 1 if text[end : end + 1] in {"。", "．", "：", ":"} else end


def _blocks(text: str, headings: Sequence[Outline]) -> list[tuple[int, int]]:
    edges = {0, len(text)}
    for heading in headings:
        edges.update((heading.start, _past_stop(text, heading.end)))
    edges.update(i + 1 for i, char in enumerate(text) if char == "\n")
    cuts = sorted(edges)
    return [(a, b) for a, b in itertools.pairwise(cuts) if text[a:b].strip()]


def paragraphs(text: str, headings: Iterable[Outline], marks: Iterable[Mark]) -> list[Paragraph]:
    """Return the text as blocks: every line, and every heading even inside a line.

    Spans that cross a block's edge are shown in both blocks. Linear in text and marks.
    """
    outline = sorted(headings, key=lambda h: h.start)
    at = {h.start: h for h in outline}
    ordered = sorted(marks, key=lambda m: (m.start, -m.end))
    starts = [m.start for m in ordered]
    longest = max((m.end - m.start for m in ordered), default=0)
    found = []
    for start, end in _blocks(text, outline):
        first = bisect_right(starts, start - longest - 1)
        near = ordered[first : bisect_right(starts, end)]
        heading = at.get(start)
        found.append(
            Paragraph(
                _cut(text, start, end, near),
                heading.level if heading else None,
                heading.key if heading else None,
                start,
            )
        )
    return found
