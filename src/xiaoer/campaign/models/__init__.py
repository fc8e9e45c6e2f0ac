"""The programme: the plan as it was read, and the work that follows from it."""

from .appraisal import Card, QuarterLock
from .breakdown import (
    Baseline,
    Commitment,
    Milestone,
    Notice,
    ProgrammeEvent,
    Task,
    UnitBreakdown,
)
from .changes import ChangeRequest, TargetChange, TaskTransfer
from .programme import Cadence, Heading, Measure, PlanText, Programme, Target
from .reports import MonthlyReport

__all__ = [
    "Baseline",
    "Cadence",
    "Card",
    "ChangeRequest",
    "Commitment",
    "Heading",
    "Measure",
    "Milestone",
    "MonthlyReport",
    "Notice",
    "PlanText",
    "Programme",
    "ProgrammeEvent",
    "QuarterLock",
    "Target",
    "TargetChange",
    "Task",
    "TaskTransfer",
    "UnitBreakdown",
]
