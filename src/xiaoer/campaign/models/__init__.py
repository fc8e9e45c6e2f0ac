"""The programme: the plan as it was read, and the work that follows from it."""

from .breakdown import (
    Baseline,
    ChangeRequest,
    Commitment,
    Milestone,
    ProgrammeEvent,
    Task,
    UnitBreakdown,
)
from .programme import Cadence, Heading, Measure, PlanText, Programme, Target

__all__ = [
    "Baseline",
    "Cadence",
    "ChangeRequest",
    "Commitment",
    "Heading",
    "Measure",
    "Milestone",
    "PlanText",
    "Programme",
    "ProgrammeEvent",
    "Target",
    "Task",
    "UnitBreakdown",
]
