"""One script and one width for matching, character by character, so that offsets stay true."""

from __future__ import annotations

import re
from functools import cache

from opencc import OpenCC

from .model import Script
from .radicals import plain_forms

# Extra foldings that change no length: quotes, brackets, dashes and blanks in many shapes.
SHAPES = {
    "「": "“",
    "」": "”",
    "『": "“",
    "』": "”",
    "‘": "“",
    "’": "”",
    "﹁": "“",
    "﹂": "”",
    "〝": "“",
    "〞": "”",
    "〔": "(",
    "〕": ")",
    "﹙": "(",
    "﹚": ")",
    "【": "[",
    "】": "]",
    "〈": "《",
    "〉": "》",
    "–": "-",
    "—": "-",
    "―": "-",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "─": "-",
    "～": "~",
    "〜": "~",
    "∼": "~",
    "﹪": "%",
    "﹐": ",",
    "﹑": "、",
    "､": "、",
    "﹔": ";",
    "﹕": ":",
    "｡": "。",
    "․": ".",
    "・": "·",
    "≧": "≥",
    "≦": "≤",
    "⩾": "≥",
    "⩽": "≤",
    "✕": "×",
    "╳": "×",
    "Х": "×",
    "х": "×",
    "○": "〇",
    "◯": "〇",
    "\u3000": " ",
    "\xa0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u200b": " ",
    "\ufeff": " ",
    "\u2028": "\n",
    "\u2029": "\n",
    "\u0085": "\n",
    "\r": "\n",
    "\x0b": "\n",
    "\x0c": "\n",
}

# Variants of Hong Kong and Taiwan that the standard table leaves alone.
VARIANTS = {"啓": "启", "衞": "卫", "羣": "群", "麪": "面", "裏": "里", "綫": "线", "着": "着"}

CJK_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2A6E0))


@cache
def _simplified_table() -> dict[int, str]:
    convert = OpenCC("t2s").convert
    table = {}
    for first, last in CJK_BLOCKS[:3]:
        for code in range(first, last):
            plain = convert(chr(code))
            # A pair that grows would move every offset behind it: leave such a character.
            if plain != chr(code) and len(plain) == 1:
                table[code] = plain
    return table | {ord(odd): plain for odd, plain in VARIANTS.items()}


@cache
def _folding_table() -> dict[int, str]:
    wide = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    shapes = {ord(odd): plain for odd, plain in SHAPES.items()}
    forms = {code: to_simplified(plain) for code, plain in plain_forms().items()}
    return wide | _simplified_table() | forms | shapes


@cache
def _only_simplified() -> frozenset[str]:
    convert = OpenCC("s2t").convert
    first, last = CJK_BLOCKS[1]
    return frozenset(c for c in map(chr, range(first, last)) if convert(c) != c)


def to_simplified(text: str) -> str:
    """Return the text in simplified script, character by character (same length)."""
    return text.translate(_simplified_table())


def fold(text: str) -> str:
    """Return the text for matching: simplified, half width, few shapes of marks; same length."""
    folded = text.translate(_folding_table())
    return STRAIGHT.sub(_curled, folded) if '"' in folded else folded


STRAIGHT = re.compile(r'"([^"\n]{0,60})"')


def _curled(match: re.Match[str]) -> str:
    """Read "一件事" as “一件事”: straight quotes have no sides of their own."""
    return f"“{match[1]}”"


def script_of(text: str) -> Script:
    """Say which script the text is written in, by the characters that only one of them has."""
    sample = text[:50_000]
    traditional = sum(ord(c) in _simplified_table() for c in sample)
    simplified = sum(c in _only_simplified() for c in sample)
    if not traditional + simplified:
        return "unknown"
    share = traditional / (traditional + simplified)
    if share >= 0.7:
        return "traditional"
    return "simplified" if share <= 0.2 else "mixed"
