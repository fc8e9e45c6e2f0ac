"""The programme as an Excel workbook, out and back in.

Out: targets and tasks with the columns on screen, a frozen head, and a last sheet with
source, time and filter. In: the same file; every row is checked before anything is written.
"""

from .columns import TARGET_SHEET, TASK_SHEET
from .model import Change, WorkbookError
from .reading import compare
from .writing import write

__all__ = ["TARGET_SHEET", "TASK_SHEET", "Change", "WorkbookError", "compare", "write"]
