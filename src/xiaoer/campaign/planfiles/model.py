"""What reading a plan file gives: its text, or one sentence on what went wrong."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan file as text; `encoding` is set for text formats, `pages` for pdf."""

    text: str
    kind: str
    encoding: str | None = None
    pages: int | None = None
    warnings: tuple[str, ...] = ()


class PlanFileError(Exception):
    """A file that cannot be read; the message is one Chinese sentence for the reader."""
