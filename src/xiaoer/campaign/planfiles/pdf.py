"""Reads a pdf that has text: lines rejoined, page numbers and headers dropped."""

from __future__ import annotations

import io

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from ..plantext.radicals import without_radicals
from .lines import joined, without_furniture
from .model import PlanFile, PlanFileError

BROKEN = "pdf 文件损坏，打不开，请重新导出一份再导入。"
LOCKED = "pdf 有打开密码，请去掉密码后再导入。"
SCANNED = "pdf 里没有文字，可能是扫描件，请先做文字识别，另存为 docx 再导入。"
MOST_PAGES = 2000


def read(content: bytes) -> PlanFile:
    """Return the text of a pdf."""
    try:
        pages = _pages(content)
    except PlanFileError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise PlanFileError(BROKEN) from error
    except (RecursionError, OSError, ArithmeticError, AssertionError, NotImplementedError) as error:
        raise PlanFileError(BROKEN) from error
    lines = [line for page in without_furniture(pages) for line in page]
    text = joined(lines)
    if sum(not char.isspace() for char in text) < 10:
        raise PlanFileError(SCANNED)
    empty = sum(not any(line.strip() for line in page) for page in pages)
    warnings = (f"有 {empty} 页没有文字，可能是扫描页。",) if empty else ()
    return PlanFile(text, "pdf", pages=len(pages), warnings=warnings)


def _pages(content: bytes) -> list[list[str]]:
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise PlanFileError(LOCKED)
    if len(reader.pages) > MOST_PAGES:
        raise PlanFileError(f"pdf 超过 {MOST_PAGES} 页，请拆开后再导入。")
    return [without_radicals(page.extract_text()).splitlines() for page in reader.pages]
