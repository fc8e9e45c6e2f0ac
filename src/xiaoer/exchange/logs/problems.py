"""What can be wrong with a log, as one sentence that says what to do."""

from __future__ import annotations


class BadLog(ValueError):
    """A file that cannot be read as an event log; carries the line where known."""

    def __init__(self, reason: str, line: int | None = None) -> None:
        """Put the line into the sentence."""
        super().__init__(f"第 {line} 行：{reason}" if line else reason)
        self.line = line


class Unwritable(ValueError):
    """A log that the chosen format cannot hold; the sentence names another one."""
