"""What reading a workbook finds."""

from __future__ import annotations

from dataclasses import dataclass, field


class WorkbookError(ValueError):
    """The file or a cell cannot be taken; the message says what to do."""


@dataclass(slots=True)
class Change:
    """One row that differs, or cannot be taken and why.

    `values` are plain fields; `links` are ids by relation; `marks` are milestones, if they differ.
    """

    sheet: str
    key: str
    pk: int
    revision: int
    values: dict[str, object] = field(default_factory=dict)
    links: dict[str, list[int]] = field(default_factory=dict)
    marks: list[tuple[str, int, object]] | None = None
    shown: list[tuple[str, str, str]] = field(default_factory=list)
    problem: str = ""
