"""Simplified Chinese into traditional, as the whole program writes it."""

from __future__ import annotations

import re
from functools import lru_cache

# Words of the trade that phrase conversion alone would get wrong.
TERMS = {
    "覈": "核",
    "爲": "為",
    "啓": "啟",
    "衆": "眾",
    "羣": "群",
    "登錄": "登入",
    "賬號": "帳號",
    "裏": "裡",
}


@lru_cache(maxsize=1)
def _converter() -> object:
    from opencc import OpenCC

    return OpenCC("s2t")


@lru_cache(maxsize=8192)
def traditional(text: str) -> str:
    """Convert a text by phrase and put the words of the trade right."""
    converted: str = _converter().convert(text)  # type: ignore[attr-defined]
    return re.sub("|".join(TERMS), lambda found: TERMS[found.group()], converted)
