"""Why a process cannot be loaded, go on, or change its model."""

from __future__ import annotations

from .report import Report


class CannotRun(ValueError):
    """Files that our engine cannot run; carries the report of the vetting."""

    def __init__(self, report: Report) -> None:
        """Tell the first reasons."""
        reasons = [f"{problem.element}：{problem.reason}" for problem in report.problems[:3]]
        more = f"，等 {len(report.problems)} 处" if len(report.problems) > 3 else ""
        super().__init__("流程不能运行。" + "；".join(reasons) + more)
        self.report = report


class StuckProcess(RuntimeError):
    """A process that cannot go on; carries the element where it stopped."""

    def __init__(self, element: str, reason: str) -> None:
        """Tell where and why."""
        super().__init__(f"流程停在“{element}”：{reason}")
        self.element = element
        self.reason = reason


class NoSuchStep(LookupError):
    """A step that is not waiting (any more)."""


class BadData(ValueError):
    """Data that cannot be kept with a case."""


class BadState(ValueError):
    """A kept state that does not belong to this model."""


class CannotMigrate(ValueError):
    """A running case cannot change to another model; carries the reasons."""

    def __init__(self, reasons: list[str]) -> None:
        """Tell all reasons."""
        super().__init__("不能换成新的流程：" + "；".join(reasons))
        self.reasons = reasons
