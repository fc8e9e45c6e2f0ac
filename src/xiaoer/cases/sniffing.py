"""What a file really is, by its first bytes; its name is only a claim. Pure.

A closed list of six kinds: whatever is none of them is refused, so a library that knows
hundreds would only have to be narrowed again.
"""

from __future__ import annotations

import zipfile
from io import BytesIO

KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "pdf": ("application/pdf", (b"%PDF-",)),
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "dwg": ("image/vnd.dwg", (b"AC10",)),
}
PACKED = {
    "word/": ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xl/": ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "OFD.xml": ("ofd", "application/ofd"),
}
ALIASES = {"jpeg": "jpg"}
MOST_ENTRIES = 5_000


class BadFile(ValueError):
    """A file that cannot be taken; the message says what to hand in instead."""


def kind_of(data: bytes) -> tuple[str, str]:
    """Return (kind, content type) of a file; raises `BadFile` for anything else."""
    for kind, (content_type, starts) in KINDS.items():
        if data.startswith(starts):
            return kind, content_type
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    raise BadFile("认不出这是什么文件，交 PDF、图片、Word、Excel 或 OFD")


def _packed(data: bytes) -> tuple[str, str]:
    try:
        names = zipfile.ZipFile(BytesIO(data)).namelist()
    except zipfile.BadZipFile:
        raise BadFile("文件坏了，重新导出再传") from None
    if len(names) > MOST_ENTRIES:
        raise BadFile("压缩包里的文件太多，只交这一份材料")
    for start, found in PACKED.items():
        if any(name.startswith(start) for name in names):
            return found
    raise BadFile("不收压缩包，把里面的材料分开交")


def checked(data: bytes, name: str, accept: tuple[str, ...], max_mb: int) -> tuple[str, str]:
    """Check a material's size and kind; return (kind, content type). Raises `BadFile`."""
    if not data:
        raise BadFile("文件是空的，看看是不是选错了")
    if len(data) > max_mb * 1024 * 1024:
        raise BadFile(f"最大 {max_mb} 兆，这份有 {len(data) / 1024 / 1024:.0f} 兆")
    kind, content_type = kind_of(data)
    allowed = {ALIASES.get(entry, entry) for entry in accept}
    if kind not in allowed:
        raise BadFile(f"这份要交 {'、'.join(accept)}，您交的是 {kind}")
    claimed = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if claimed and ALIASES.get(claimed, claimed) != kind:
        raise BadFile(f"文件名说是 {claimed}，内容是 {kind}，改对名字再传")
    return kind, content_type
