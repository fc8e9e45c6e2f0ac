"""Characters that some PDF writers put for others: radicals and compatibility forms. Pure.

Chromium, Skia and macOS write ⼯ (a radical) where 工 was meant. Every pair here is one character
for one, so offsets stay true.
"""

from __future__ import annotations

import unicodedata
from functools import cache

BLOCKS = ((0x2F00, 0x2FE0), (0x2E80, 0x2F00), (0xF900, 0xFB00))  # Unicode knows their meaning
# radicals of simplified characters that Unicode leaves without one
SHORT = {
    "⺠": "民", "⻁": "虎", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车", "⻓": "长", "⻔": "门",
    "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食", "⻢": "马", "⻣": "骨",
    "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻧": "卤", "⻨": "麦", "⻩": "黄", "⻬": "齐", "⻮": "齿",
    "⻰": "龙", "⻳": "龟", "⻄": "西", "⻟": "食", "⻑": "長", "⻒": "镸", "⻌": "辶", "⻎": "辶",
}  # fmt: skip


@cache
def plain_forms() -> dict[int, str]:
    """Return what each such character stands for, by its code."""
    found = {}
    for first, after in BLOCKS:
        for code in range(first, after):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code):
                found[code] = plain
    return found | {ord(odd): plain for odd, plain in SHORT.items()}


def without_radicals(text: str) -> str:
    """Return the text with the characters that were meant (same length)."""
    return text.translate(plain_forms())
