"""Feeds an XML file to handlers piece by piece; says where the file breaks off or is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final
from xml.parsers import expat

from .opening import guarded_parser, utf8_pieces
from .problems import BadLog

LONGEST: Final = 16 << 20  # bytes of one tag or text; keeps a file of one endless text small

Start = Callable[[str, list[str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class XmlStream:
    """One pass over an XML file; `line` is where it stands."""

    def __init__(self, start: Start, end: End, text: Text | None = None) -> None:
        """Take what is called for every opening tag, closing tag and text."""
        self._handlers = start, end, text
        self._parser: expat.XMLParserType | None = None

    @property
    def line(self) -> int | None:
        """Return the line of the element that is being read."""
        return self._parser.CurrentLineNumber if self._parser else None

    def run(self, source: Iterator[bytes]) -> None:
        """Read all of it; raises `BadLog` with the line for anything that is not XML."""
        decoded, encoding = utf8_pieces(source)
        parser = self._parser = guarded_parser(encoding)
        parser.StartElementHandler, parser.EndElementHandler, text = self._handlers
        if text is not None:
            parser.buffer_text = True
            parser.CharacterDataHandler = text
        try:
            self._feed(parser, decoded)
        except expat.ExpatError as problem:
            raise BadLog(_words(problem.code), problem.lineno) from None

    def _feed(self, parser: expat.XMLParserType, source: Iterator[bytes]) -> None:
        fed = 0
        for piece in source:
            fed += len(piece)
            parser.Parse(piece, False)
            if fed - parser.CurrentByteIndex > LONGEST:
                raise BadLog("一个元素或一段文字超过 16 MB，不接受", parser.CurrentLineNumber)
        parser.Parse(b"", True)


def _words(code: int) -> str:
    reasons = expat.errors
    if code in (reasons.codes[reasons.XML_ERROR_NO_ELEMENTS],):
        return "文件没有写完，或者是空的"
    if code in (
        reasons.codes[reasons.XML_ERROR_UNCLOSED_TOKEN],
        reasons.codes[reasons.XML_ERROR_PARTIAL_CHAR],
    ):
        return "文件在这里断了，请重新取一份"
    return f"XML 写错了（{expat.ErrorString(code)}），请改好或重新取一份"


def value_of(found: list[str], name: str) -> str | None:
    """Return an attribute of an opening tag from the list `[name, value, name, value, …]`."""
    for place in range(0, len(found), 2):
        if found[place] == name:
            return found[place + 1]
    return None
