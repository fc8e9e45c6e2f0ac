"""Decodes text of unknown encoding: marks first, then UTF-8, then what reads most like Chinese."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CANDIDATES = ("gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
NAMES = {"big5hkscs": "big5", "utf-8-sig": "utf-8"}
# The characters that official plans use most, in both scripts.
COMMON = frozenset(
    "的一是不了在有人中大为和国地到以说时要就出会可也年生自这于工作政府市县区企业服务办理项目改革推进加强建设管理"
    "完善发展监管审批环境优化营商提升单位责任部门实施开展机制全面落实措施目标任务组织领导经济社会法治公平平台信用信息"
    "為國時會這於縣區業務辦項進強設發監審環優營門實開機責標經濟應處領導組織與動對個從將級電網證貿關稅權產質資"
    "上下日月三二四五六七八九十第条条（）。，、；：“”《》%0123456789"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the encoding it was read in and how much could not be read."""

    text: str
    encoding: str
    replaced: int = 0
    mixed: bool = False


def decode(content: bytes, hint: str | None = None) -> Decoded:
    """Return the text of the bytes; bytes that fit nothing become U+FFFD and are counted."""
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return _with(content, encoding)
    if b"\x00" not in content:
        try:
            return Decoded(content.decode("utf-8"), "utf-8")
        except UnicodeDecodeError:
            pass
    return _guess(content, hint)


def _with(content: bytes, encoding: str) -> Decoded:
    text = content.decode(encoding, errors="replace")
    return Decoded(text, NAMES.get(encoding, encoding), text.count("\ufffd"))


def _guess(content: bytes, hint: str | None) -> Decoded:
    if _is_mixed(content):
        return _by_line(content)
    names = list(CANDIDATES)
    if b"\x00" not in content and not _evenly_paired(content):
        names = ["gb18030", "big5hkscs"]
    best = max(names, key=lambda name: _score(content, name, hint))
    if _score(content, best, hint) < 0.1:
        best = _opinion(content) or best
    return _with(content, best)


def reads_as_chinese(content: bytes) -> bool:
    """Say whether bytes full of control characters are Chinese in UTF-16 without a mark."""
    return max(_score(content, name, None) for name in ("utf-16-le", "utf-16-be")) > 0.2


def _evenly_paired(content: bytes) -> bool:
    return len(content) % 2 == 0


def _score(content: bytes, encoding: str, hint: str | None) -> float:
    """Return the share of common characters, less what cannot be read."""
    sample = content[:40_000]
    text = sample.decode(encoding, errors="replace")
    if not text:
        return 0.0
    common = sum(char in COMMON for char in text)
    bad = text.count("\ufffd") + sum(
        (char < " " and char not in "\r\n\t") or "\ue000" <= char <= "\uf8ff" for char in text
    )
    meant = 0.02 if hint and codecs.lookup(encoding).name in hint.lower() else 0.0
    return (common - 4 * bad) / len(text) + meant


def _opinion(content: bytes) -> str | None:
    best = from_bytes(content[:40_000]).best()
    return best.encoding if best else None


def _is_mixed(content: bytes) -> bool:
    """Say whether some lines are UTF-8 Chinese and others are not UTF-8."""
    if b"\x00" in content:
        return False
    good = bad = 0
    for line in content[:400_000].splitlines():
        if line.isascii():
            continue
        try:
            # Short lines of two-byte encodings can look like UTF-8 by chance.
            good += sum(char in COMMON for char in line.decode("utf-8")) >= 3
        except UnicodeDecodeError:
            bad += 1
    return good > 0 and good >= bad * 0.05


def _by_line(content: bytes) -> Decoded:
    parts = []
    encodings = set()
    for line in content.split(b"\n"):
        try:
            parts.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            best = max(("gb18030", "big5hkscs", "utf-8"), key=lambda n: _score(line, n, None))
            encodings.add(best)
            parts.append(line.decode(best, errors="replace"))
    text = "\n".join(parts)
    return Decoded(text, "utf-8", text.count("\ufffd"), mixed=encodings != {"utf-8"})
