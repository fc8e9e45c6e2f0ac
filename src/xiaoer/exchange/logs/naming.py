"""Names of columns for attributes, where a table must have each name once."""

from __future__ import annotations

from collections.abc import Iterable

from .log import Key


def column_names(keys: Iterable[Key], taken: Iterable[str], prefix: str = "") -> dict[Key, str]:
    """Return a column name for each attribute: its key, with its type where that is not enough."""
    used = {f"{prefix}{name}" for name in taken} | set(taken)
    found: dict[Key, str] = {}
    for key in keys:
        name = f"{prefix}{key.name or '?'}"
        if name in used:
            name = f"{name} ({key.type})"
        while name in used:
            name += "_2"
        used.add(name)
        found[key] = name
    return found
