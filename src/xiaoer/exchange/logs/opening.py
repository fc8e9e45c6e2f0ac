"""Opens log files: unpacks gzip in a stream, tells formats apart by what is in them."""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import IO, Final
from xml.parsers import expat

from .problems import BadLog

PIECE: Final = 1 << 18
GZIP: Final = b"\x1f\x8b"
SQLITE: Final = b"SQLite format 3\x00"
# A packed file that grows beyond both is no log: the most repetitive ones shrink 60 times.
MOST_GROWTH: Final = 400
GROWTH_FROM: Final = 1 << 28
DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
NATIVE = {"utf-8", "utf-16", "utf-16-le", "utf-16-be", "iso8859-1", "ascii"}

Tell = Callable[[int], None]  # told how many bytes of the file have been read


class Format(StrEnum):
    """The formats of event logs."""

    XES = "xes"
    CSV = "csv"
    OCEL_JSON = "jsonocel"
    OCEL_XML = "xmlocel"
    OCEL_SQLITE = "sqlite"
    PARQUET = "parquet"


ENDINGS: Final = {
    ".xes": Format.XES,
    ".csv": Format.CSV,
    ".tsv": Format.CSV,
    ".txt": Format.CSV,
    ".jsonocel": Format.OCEL_JSON,
    ".json": Format.OCEL_JSON,
    ".xmlocel": Format.OCEL_XML,
    ".xml": Format.OCEL_XML,
    ".sqlite": Format.OCEL_SQLITE,
    ".sqlite3": Format.OCEL_SQLITE,
    ".db": Format.OCEL_SQLITE,
}


def format_of_name(path: Path) -> tuple[Format | None, bool]:
    """Return what a file's name promises: the format, and whether it is packed."""
    packed = path.suffix.lower() == ".gz"
    ending = (path.with_suffix("") if packed else path).suffix.lower()
    return ENDINGS.get(ending), packed


def pieces(path: Path, tell: Tell | None = None) -> Iterator[bytes]:
    """Yield a file's content in pieces, unpacked; raises `BadLog` for what is damaged."""
    with path.open("rb") as raw:
        packed = raw.read(2) == GZIP
        raw.seek(0)
        if packed:
            yield from _unpacked(raw, tell)
            return
        while piece := raw.read(PIECE):
            if tell:
                tell(raw.tell())
            yield piece


def _unpacked(raw: IO[bytes], tell: Tell | None) -> Iterator[bytes]:
    grown = 0
    try:
        with gzip.GzipFile(fileobj=raw) as unpacked:
            while piece := unpacked.read(PIECE):
                grown += len(piece)
                if grown > GROWTH_FROM and grown > MOST_GROWTH * raw.tell():
                    raise BadLog("压缩文件解开后大得不正常，不读了")
                if tell:
                    tell(raw.tell())
                yield piece
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise BadLog("压缩文件坏了，请重新取一份") from None


def utf8_pieces(source: Iterator[bytes]) -> tuple[Iterator[bytes], str | None]:
    """Return XML in an encoding that the parser knows, and its name if it overrides the file's.

    The parser itself reads UTF-8, UTF-16 and Latin-1 only; GB18030 and the like are recoded.
    """
    first = next(source, b"")
    found = DECLARED.match(first.lstrip(codecs.BOM_UTF8)[:200])
    if found is None:
        return _chained(first, source), None
    try:
        codec = codecs.lookup(found[1].decode())
    except LookupError:
        raise BadLog(f"不认识文件声明的编码“{found[1].decode()}”") from None
    if codec.name in NATIVE:
        return _chained(first, source), None
    # GB18030 holds all that GBK and GB2312 do, and what writers of those let slip in
    name = "gb18030" if codec.name in ("gb2312", "gbk") else codec.name
    return _recoded(_chained(first, source), name), "utf-8"


def _chained(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _recoded(source: Iterator[bytes], name: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        for piece in source:
            yield decoder.decode(piece).encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeDecodeError:
        raise BadLog(f"文件的内容不是它声明的编码 {name}") from None


def sniff(path: Path) -> Format:
    """Return the format of a file by its content; raises `BadLog` for none of them."""
    if path.is_dir():
        if (path / "events.parquet").is_file():
            return Format.PARQUET
        raise BadLog(f"{path} 是目录，里面没有导入过的日志；请写出文件名")
    first = next(pieces(path), b"")
    if first.startswith(SQLITE):
        return Format.OCEL_SQLITE
    named = format_of_name(path)[0]
    plain = first.lstrip(codecs.BOM_UTF8)[:4096].replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n")
    if not plain:
        if named is None or named is Format.CSV:
            raise BadLog("文件是空的")
        return named
    if plain.startswith(b"<"):
        return _xml_format(path)
    if plain[:1] in b"{[":
        return Format.OCEL_JSON
    if named in (Format.CSV, None):
        return Format.CSV
    raise BadLog(f"文件的内容不是 {named}，请检查文件")


class _Enough(Exception):
    """The first two elements have been seen."""


def _xml_format(path: Path) -> Format:
    """Tell XES from OCEL, whose roots have the same name, by the element after the root."""
    seen: list[str] = []

    def start(tag: str, _attributes: object) -> None:
        seen.append(tag.rpartition(":")[2])
        if len(seen) == 2:
            raise _Enough

    source, encoding = utf8_pieces(pieces(path))
    parser = guarded_parser(encoding)
    parser.StartElementHandler = start
    try:
        for piece in source:
            parser.Parse(piece, False)
    except _Enough:
        pass
    except expat.ExpatError:
        return Format.XES  # its reader says what is wrong, and where
    ocel = {"object-types", "event-types", "objects", "events"}
    return Format.OCEL_XML if ocel & set(seen[1:]) else Format.XES


def guarded_parser(encoding: str | None) -> expat.XMLParserType:
    """Return a parser that refuses document types, and with them all entities."""
    parser = expat.ParserCreate(encoding)
    parser.ordered_attributes = True

    def refuse(*_: object) -> None:
        raise BadLog("文件里有 DTD 或实体定义（DOCTYPE、ENTITY），不接受", parser.CurrentLineNumber)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser
