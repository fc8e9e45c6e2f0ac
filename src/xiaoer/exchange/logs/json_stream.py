"""Reads the lists of a large JSON object element by element, without holding the file."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, Final

from .problems import BadLog

LONGEST: Final = 64 << 20  # characters of one element
SPACE: Final = re.compile(r"[ \t\r\n]*")
# what a value's end looks like, so that a number at the edge of what was read is not cut
ENDED: Final = re.compile(r"[ \t\r\n]*[,\]}]")


class JsonStream:
    """A window that moves over the text of one JSON object."""

    def __init__(self, source: Iterator[bytes]) -> None:
        """Take the bytes in pieces; UTF-8, or UTF-16 and UTF-32 with a mark."""
        first = next(source, b"")
        name = json.detect_encoding(first[:8]) if first else "utf-8"
        self._decoder = codecs.getincrementaldecoder(name)()
        self._source, self._first = source, first
        self._window, self._at, self._line = "", 0, 1
        self._over = False
        self._decode = json.JSONDecoder().raw_decode

    def elements(self) -> Iterator[tuple[str, Any]]:
        """Yield (key, element) for each element of a list, (key, value) for other values."""
        if self._peek() != "{":
            raise self._wrong("最外层应当是一个对象 { }")
        self._at += 1
        while (found := self._peek()) != "}":
            if found == ",":
                self._at += 1
                continue
            key = self._value()
            if not isinstance(key, str) or self._peek() != ":":
                raise self._wrong("缺少键或冒号")
            self._at += 1
            if self._peek() == "[":
                yield from ((key, element) for element in self._list())
            else:
                yield key, self._value()

    def _list(self) -> Iterator[Any]:
        self._at += 1
        while (found := self._peek()) != "]":
            if found == ",":
                self._at += 1
                continue
            yield self._value()
        self._at += 1

    def _peek(self) -> str:
        """Return the next character that is not blank, without taking it."""
        while True:
            self._at = SPACE.match(self._window, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._window):
                return self._window[self._at]
            if not self._more():
                raise self._wrong("文件在这里断了，请重新取一份")

    def _value(self) -> Any:
        self._peek()
        while True:
            try:
                value, end = self._decode(self._window, self._at)
            except json.JSONDecodeError as problem:
                if not self._more():
                    raise self._wrong(f"JSON 写错了（{problem.msg}）", problem.pos) from None
            except RecursionError:
                raise self._wrong("套得太深") from None
            else:
                if isinstance(value, (str, list, dict)) or self._ended(end):
                    self._at = end
                    return value

    def _ended(self, end: int) -> bool:
        return bool(ENDED.match(self._window, end)) or not self._more()

    def _more(self) -> bool:
        """Read on until the window has doubled, so that long elements cost no square of time."""
        if self._over:
            return False
        self._line += self._window.count("\n", 0, self._at)
        self._window, self._at = self._window[self._at :], 0
        if len(self._window) > LONGEST:
            raise self._wrong("一个元素超过 64 MB，不接受")
        wanted = 2 * len(self._window)
        while not self._over and len(self._window) <= wanted:
            self._window += self._decoded()
        return True

    def _decoded(self) -> str:
        piece = self._first or next(self._source, b"")
        self._first = b""
        self._over = not piece
        try:
            return self._decoder.decode(piece, final=self._over)
        except UnicodeDecodeError:
            raise self._wrong("文字编码坏了，应当是 UTF-8") from None

    def _wrong(self, reason: str, at: int | None = None) -> BadLog:
        place = self._at if at is None else at
        return BadLog(reason, self._line + self._window.count("\n", 0, place))
