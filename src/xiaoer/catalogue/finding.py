"""Finds items by what people type: Chinese of any script and length, pinyin, initials. Pure.

A city has some thousand items, so the index is a list in memory; two-character words, which
word segmentation loses, are found by plain containment.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

MOST = 50
LONGEST = 60  # characters of a question that are looked at


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found: a key, its title and other names, and what is said about it."""

    key: str
    title: str
    names: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Prepared:
    entry: Entry
    titles: tuple[str, ...]
    text: str
    sounds: tuple[str, ...]
    initials: tuple[str, ...]


@lru_cache(maxsize=1)
def _simplifier() -> object:
    from opencc import OpenCC

    return OpenCC("t2s")


@lru_cache(maxsize=4096)
def normal(text: str) -> str:
    """Return a text as it is compared: one width, one script, lower case, no blanks."""
    plain = unicodedata.normalize("NFKC", text).lower()
    simple: str = _simplifier().convert(plain)  # type: ignore[attr-defined]
    # without its blanks a text may have letters and marks side by side that are one
    return unicodedata.normalize("NFKC", "".join(simple.split())).lower()


def _sounds(text: str) -> tuple[str, str]:
    """Return the pinyin of a text without tones, whole and initials only."""
    from pypinyin import Style, lazy_pinyin

    whole = lazy_pinyin(text, style=Style.NORMAL, errors="default")
    return "".join(whole), "".join(part[:1] for part in whole)


def _prepared(entry: Entry) -> _Prepared:
    titles = tuple(normal(name) for name in (entry.title, *entry.names))
    sounds = [_sounds(title) for title in titles]
    return _Prepared(
        entry,
        titles,
        normal(entry.text),
        tuple(whole for whole, _first in sounds),
        tuple(first for _whole, first in sounds),
    )


class Index:
    """All entries, prepared once."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._prepared = [_prepared(entry) for entry in entries]

    def find(self, words: str, most: int = MOST) -> list[Entry]:
        """Return the entries that fit, the best first; nothing typed finds nothing."""
        asked = [normal(word) for word in words[:LONGEST].split() if normal(word)]
        if not asked:
            return []
        scored = [(self._score(p, asked), n, p.entry) for n, p in enumerate(self._prepared)]
        found = sorted((-score, n, entry) for score, n, entry in scored if score > 0)
        return [entry for _score, _n, entry in found[:most]]

    def _score(self, prepared: _Prepared, asked: Sequence[str]) -> float:
        """Add up how well each word fits; one that fits nowhere takes the entry out."""
        total = 0.0
        for word in asked:
            score = _fit(prepared, word)
            if score == 0:
                return 0.0
            total += score
        return total


def _fit(prepared: _Prepared, word: str) -> float:
    if any(word == title for title in prepared.titles):
        return 10.0
    if any(title.startswith(word) for title in prepared.titles):
        return 8.0
    if any(word in title for title in prepared.titles):
        return 6.0
    if word.isascii() and word.isalpha():
        return _sounded(prepared, word)
    if word in prepared.text:
        return 3.0
    return _partly(prepared, word)


def _sounded(prepared: _Prepared, word: str) -> float:
    if any(sound.startswith(word) for sound in prepared.sounds):
        return 5.0
    if any(initials.startswith(word) for initials in prepared.initials):
        return 4.0
    if len(word) >= 2 and any(word in initials for initials in prepared.initials):
        return 3.0
    if len(word) >= 4 and any(word in sound for sound in prepared.sounds):
        return 3.0
    return 0.0


def _partly(prepared: _Prepared, word: str) -> float:
    """Score a sentence by the pairs of characters that it shares with the titles."""
    pairs = {word[n : n + 2] for n in range(len(word) - 1)}
    if len(pairs) < 2:
        return 0.0
    shared = sum(any(pair in title for title in prepared.titles) for pair in pairs)
    return 2.0 * shared / len(pairs) if shared / len(pairs) >= 0.25 else 0.0
