"""Business processes and decision tables, pure: vetting, running, restricted expressions.

The engine is imported late: whoever only vets a file never loads SpiffWorkflow.
"""

from .decisions import BadDecision, Decision, decision
from .engine import CannotMigrate, CannotRun, Model, NoSuchStep, Run, Step, StuckProcess
from .expressions import BadExpression, Expression, compiled
from .vetting import Problem, Report, vet

__all__ = [
    "BadDecision",
    "BadExpression",
    "CannotMigrate",
    "CannotRun",
    "Decision",
    "Expression",
    "Model",
    "NoSuchStep",
    "Problem",
    "Report",
    "Run",
    "Step",
    "StuckProcess",
    "compiled",
    "decision",
    "vet",
]
