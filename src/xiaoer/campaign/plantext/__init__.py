"""Compiles the text of a plan into headings, measures, targets and rhythms. Pure."""

from .compiler import compile
from .model import Cadence, CompileWarning, Heading, Measure, Plan, Target

__all__ = ["Cadence", "CompileWarning", "Heading", "Measure", "Plan", "Target", "compile"]
