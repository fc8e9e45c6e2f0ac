"""Row ids as a browser sends them: digits that a row can have, or nothing."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 18  # digits that a 64-bit id always holds


def row_id(text: str) -> int | None:
    """Return the id in a text; `None` for anything that no row can have."""
    plain = text.isascii() and text.isdigit() and len(text) <= LONGEST
    return int(text) if plain else None


def row_ids(texts: Iterable[str], most: int = 100) -> list[int]:
    """Return the ids in texts, at most so many; the rest is left out."""
    found = (row_id(text) for text in texts)
    return [pk for pk in found if pk is not None][:most]
