"""The quality of a monthly report, 0 to 5 points. Pure.

Source rule: campaign §3.1, "Quality check": completeness, evidence attached, consistency
with data, problem clarity, punctuality; one point each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem as it was written: why, what must be decided, by whom, until when."""

    cause: str
    decision: str = ""
    whom: str = ""
    until: date | None = None

    @property
    def clear(self) -> bool:
        """Say whether somebody can act on it."""
        return bool(self.cause and self.decision and self.whom and self.until)


@dataclass(frozen=True, slots=True)
class Written:
    """What the check needs to know of a report."""

    results: str
    no_change: bool
    late_tasks: int
    done_milestones: int
    with_evidence: int
    problems: Sequence[Problem]
    unexplained: int
    copied: bool
    on_time: bool


@dataclass(frozen=True, slots=True)
class Quality:
    """One point for each that holds."""

    complete: bool
    evidence: bool
    consistent: bool
    clear: bool
    punctual: bool

    @property
    def points(self) -> int:
        """Return the points, 0 to 5."""
        return sum(bool(getattr(self, field.name)) for field in fields(self))


def quality(report: Written) -> Quality:
    """Judge a report. Late tasks want a problem: silence about them is not complete."""
    spoken = bool(report.results.strip()) or report.no_change
    return Quality(
        complete=spoken and (not report.late_tasks or bool(report.problems)),
        evidence=report.with_evidence == report.done_milestones,
        consistent=not report.unexplained and not report.copied,
        clear=all(problem.clear for problem in report.problems),
        punctual=report.on_time,
    )
