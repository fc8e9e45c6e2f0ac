"""Numbers that come in by an address or a form: only those that can be ids are let through."""

from __future__ import annotations

LONGEST_ID = 18  # digits; every such number fits into the database's bigint


def row_id(text: str | None) -> int | None:
    """Return the id that a text names; `None` for what cannot be one (`²`, `-1`, 30 digits)."""
    words = (text or "").strip()
    if words.isascii() and words.isdigit() and len(words) <= LONGEST_ID:
        return int(words)
    return None


def without_nul(text: str | None) -> str:
    """Return words as the database can keep and compare them."""
    return (text or "").replace("\0", "").strip()
