"""What is wrong with a pack: file, line, reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["fault", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault; `line` counts from 1. A warning does not stop a pack from being loaded."""

    file: str
    line: int
    reason: str
    severity: Severity = "fault"

    def record(self) -> dict[str, object]:
        """Return the fault for JSON."""
        return {
            "file": self.file,
            "line": self.line,
            "reason": self.reason,
            "severity": self.severity,
        }


class Unreadable(ValueError):
    """A file that cannot be read; carries the fault."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(reason)
        self.fault = Fault(file, max(line, 1), reason)
