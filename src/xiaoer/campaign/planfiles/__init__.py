"""Reads plan files (txt, md, docx, pdf, html) into plain text."""

from .model import PlanFile, PlanFileError
from .reader import read

__all__ = ["PlanFile", "PlanFileError", "read"]
