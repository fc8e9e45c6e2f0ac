"""How much of a report's text was copied from the one before. Pure.

Source rule: campaign §3.1, quality check: more than 90 % similarity is flagged.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

SHINGLE = 3  # tokens; long enough that common words alone do not make texts alike
COPIED_ABOVE = 0.9
# a number is one token: after blanks are gone, "1 2" must not become "12"
TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]")

Shingles = Counter[tuple[str, ...]]


def tokens(text: str) -> list[str]:
    """Return the letters and whole numbers of a text, width and case levelled by NFKC.

    Combining marks are dropped first: putting a long run of them into order takes Python
    quadratic time, and no report needs them.
    """
    bare = "".join(char for char in text if not unicodedata.combining(char))
    return TOKEN.findall(unicodedata.normalize("NFKC", bare).casefold())


def _shingles(found: list[str], size: int) -> Shingles:
    return Counter(zip(*(found[start:] for start in range(size)), strict=False))


def similarity(one: str, other: str) -> float:
    """Return how alike two texts are, 0 to 1: the share of shingles they have in common.

    Blind to blanks and punctuation, symmetric, 1 for the same text; time is linear. Blocks
    that only changed places still count as alike.
    """
    first, second = tokens(one), tokens(other)
    if not first or not second:
        return 1.0 if first == second else 0.0
    size = min(SHINGLE, len(first), len(second))
    mine, theirs = _shingles(first, size), _shingles(second, size)
    return 2 * (mine & theirs).total() / (mine.total() + theirs.total())


def copied(text: str, previous: str, above: float = COPIED_ABOVE) -> bool:
    """Say whether a text is copied from the previous one; an empty text copies nothing."""
    return bool(tokens(text)) and similarity(text, previous) > above
