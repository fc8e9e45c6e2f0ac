"""What the vetting tells about process files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason why a file cannot be read or run, at an element."""

    element: str
    reason: str
    file: str = ""
    line: int | None = None
    # A drawing that breaks BPMN itself is not valid; one we merely cannot run still is.
    breaks_bpmn: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the problem as plain data."""
        return {
            "element": self.element,
            "reason": self.reason,
            "file": self.file,
            "line": self.line,
        }


@dataclass(slots=True)
class Report:
    """The judgement over a set of process files."""

    valid: bool = True
    executable: bool = True
    processes: list[str] = field(default_factory=list)
    elements: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, problems: list[Problem]) -> None:
        """Take problems in; any problem stops the run, some also break the drawing."""
        self.problems += problems
        self.executable = self.executable and not problems
        self.valid = self.valid and not any(problem.breaks_bpmn for problem in problems)

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain data."""
        return {
            "valid": self.valid,
            "executable": self.executable,
            "processes": self.processes,
            "elements": self.elements,
            "problems": [problem.as_json() for problem in self.problems],
        }
