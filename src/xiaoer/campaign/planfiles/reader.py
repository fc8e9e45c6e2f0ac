"""Reads a plan file of any kind that we know, or says in one sentence why not."""

from __future__ import annotations

from pathlib import Path

from . import lines, markdown
from .encodings import Decoded, decode
from .model import PlanFile, PlanFileError, joined
from .sniff import kind_of

LARGEST_FILE = 20 * 1024 * 1024
TOO_LARGE = "文件超过 20 MB，请删去图片或拆开后再导入。"
EMPTY = "文件是空的，请检查后重新选择。"
NO_WORDS = "文件里没有文字，请打开原文件检查后重新选择。"


def read(source: str | Path | bytes, filename: str = "") -> PlanFile:
    """Read a plan file given as a path or as its bytes; raise `PlanFileError` if that fails."""
    content = source if isinstance(source, bytes) else _content(Path(source))
    if len(content) > LARGEST_FILE:
        raise PlanFileError(TOO_LARGE)
    if not content.strip(b"\x00 \t\r\n"):
        raise PlanFileError(EMPTY)
    name = filename or ("" if isinstance(source, bytes) else Path(source).name)
    found = _read(content, kind_of(content, name))
    if not found.text.strip():
        raise PlanFileError(NO_WORDS)
    return found


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise PlanFileError(TOO_LARGE)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PlanFileError(f"找不到文件 {path.name}，请检查路径。") from error
    except OSError as error:
        raise PlanFileError(f"打不开文件 {path.name}，请检查权限。") from error


def _read(content: bytes, kind: str) -> PlanFile:
    # each library is several megabytes in every web process, and most of those never read a file
    if kind == "docx":
        from . import docx

        return docx.read(content)
    if kind == "pdf":
        from . import pdf

        return pdf.read(content)
    if kind == "html":
        from . import html

        page, decoded = html.read(content)
        return PlanFile(page.text, "html", page.encoding, warnings=_doubts(decoded))
    decoded = decode(content)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if kind == "md":
        words, headings = joined(markdown.lines_of(text))
        return PlanFile(words, kind, decoded.encoding, warnings=_doubts(decoded), headings=headings)
    return PlanFile(_unwrapped(text), kind, decoded.encoding, warnings=_doubts(decoded))


def _unwrapped(text: str) -> str:
    found = text.split("\n")
    return lines.joined(found) if lines.is_wrapped(found) else text


def _doubts(decoded: Decoded) -> tuple[str, ...]:
    doubts = []
    if decoded.mixed:
        doubts.append("文件混用了多种编码，已逐行识别，请核对文字。")
    if decoded.replaced:
        doubts.append(f"有 {decoded.replaced} 个字符无法识别，已用“\ufffd”代替。")
    return tuple(doubts)
