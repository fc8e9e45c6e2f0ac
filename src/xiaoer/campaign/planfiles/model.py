"""What reading a plan file gives: its text, or one sentence on what went wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan file as text; `encoding` is set for text formats, `pages` for pdf."""

    text: str
    kind: str
    encoding: str | None = None
    pages: int | None = None
    warnings: tuple[str, ...] = ()
    # Lines that the file sets as headings: start, end, level; the plan's own title has level 0.
    headings: tuple[tuple[int, int, int], ...] = ()


def joined(lines: Iterable[tuple[str, int | None]]) -> tuple[str, tuple[tuple[int, int, int], ...]]:
    """Return lines as one text, and where those with a level of heading stand in it."""
    words: list[str] = []
    headings: list[tuple[int, int, int]] = []
    at = 0
    for line, level in lines:
        left = len(line) - len(line.lstrip())
        if level is not None and line.strip():
            headings.append((at + left, at + len(line.rstrip()), level))
        words.append(line)
        at += len(line) + 1
    return "\n".join(words), tuple(headings)


class PlanFileError(Exception):
    """A file that cannot be read; the message is one Chinese sentence for the reader."""
