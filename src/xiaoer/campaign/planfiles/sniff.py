"""Says what a file is by its content; the extension only breaks ties between text formats."""

from __future__ import annotations

import re

from .encodings import reads_as_chinese
from .model import PlanFileError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WORD_97 = "WordDocument".encode("utf-16-le")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<body[\s>]|<(?:p|div|table|h1)[\s>]", re.I)
HEADING = re.compile(rb"^#{1,6}\s+\S", re.M)


def kind_of(content: bytes, name: str) -> str:
    """Return "docx", "pdf", "html", "md" or "txt"; refuse what cannot be read."""
    if content.startswith(OLE):
        raise PlanFileError(_ole(content))
    if content[:1024].lstrip().startswith(b"%PDF"):
        return "pdf"
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx"
    if content.startswith(PICTURES):
        raise PlanFileError("这是图片，不是文字文件，请先做文字识别，另存为 docx 再导入。")
    if content.lstrip().startswith(b"{\\rtf"):
        raise PlanFileError("不支持 RTF 文件，请用 Word 或 WPS 打开，另存为 docx 再导入。")
    return _text_kind(content, name.lower())


def _text_kind(content: bytes, name: str) -> str:
    head = content[:4096].replace(b"\x00", b"")
    if HTML.search(head):
        return "html"
    if name.endswith((".md", ".markdown")) or HEADING.search(head):
        return "md"
    if _is_binary(content):
        raise PlanFileError("认不出这种文件，请提供 txt、md、docx、pdf 或 html 文件。")
    return "txt"


def _is_binary(content: bytes) -> bool:
    sample = content[:4096]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    odd = sum(byte < 9 or 13 < byte < 32 for byte in sample)
    zeros = sample.count(0)
    # UTF-16 without a mark has zeros beside ASCII only; programs and archives have both.
    if (odd or zeros) and reads_as_chinese(sample):
        return False
    return odd - zeros > len(sample) * 0.05 or zeros > len(sample) * 0.6


def _ole(content: bytes) -> str:
    if ENCRYPTED in content:
        return "文件有打开密码，请去掉密码后另存为 docx 再导入。"
    if WORD_97 in content:
        return "这是旧版 doc 文件，请用 Word 或 WPS 打开，另存为 docx 再导入。"
    return "不支持这种旧版 Office 文件，请另存为 docx 再导入。"
