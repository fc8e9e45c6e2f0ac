"""Opens a docx only after its sizes were checked: no zip bombs, no entity bombs."""

from __future__ import annotations

import io
import re
import zipfile

from .model import PlanFileError

LARGEST_TOTAL = 100 * 1024 * 1024
LARGEST_PART = 40 * 1024 * 1024
LARGEST_RATIO = 200
RATIO_MATTERS_FROM = 5 * 1024 * 1024
MOST_PARTS = 5000
BROKEN = "docx 文件损坏，打不开，请用 Word 或 WPS 打开后另存一份再导入。"
BOMB = "docx 解压后过大，疑似压缩炸弹，已停止读取，请检查文件来源。"
ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)


def parts_of(content: bytes) -> dict[str, bytes]:
    """Return the XML parts of a docx, after checking its declared and true sizes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            _check(infos)
            return {i.filename: _part(archive, i) for i in infos if _is_xml(i.filename)}
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise PlanFileError(BROKEN) from error
    except RuntimeError as error:  # zipfile's word for an encrypted entry
        raise PlanFileError("文件有打开密码，请去掉密码后另存为 docx 再导入。") from error


def _check(infos: list[zipfile.ZipInfo]) -> None:
    total = sum(info.file_size for info in infos)
    packed = max(1, sum(info.compress_size for info in infos))
    dense = total > RATIO_MATTERS_FROM and total / packed > LARGEST_RATIO
    if total > LARGEST_TOTAL or len(infos) > MOST_PARTS or dense:
        raise PlanFileError(BOMB)
    names = {info.filename for info in infos}
    if "word/document.xml" not in names:
        raise PlanFileError(_other_office(names))


def _other_office(names: set[str]) -> str:
    if any(name.startswith("xl/") for name in names):
        return "这是 Excel 表格，不是方案文稿，请提供 docx、pdf、txt、md 或 html 文件。"
    return "这是压缩包或其他文档，不是 docx，请解压或另存为 docx 再导入。"


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _part(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """Read one part, never more than is allowed whatever its header declares."""
    with archive.open(info) as stream:
        content = stream.read(LARGEST_PART + 1)
    if len(content) > LARGEST_PART:
        raise PlanFileError(BOMB)
    if ENTITIES.search(content.replace(b"\x00", b"")):
        raise PlanFileError("docx 里有不允许的实体定义，已停止读取，请用 Word 另存一份再导入。")
    return content
