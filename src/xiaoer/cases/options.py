"""The answers that a choice offers, from the form itself or from a list of the pack."""

from __future__ import annotations

from collections.abc import Mapping

from xiaoer.packs.queries import LoadedPack
from xiaoer.packs.schema import FormField
from xiaoer.packs.translations import said


def options(field: FormField, pack: LoadedPack) -> list[tuple[str, str, str]]:
    """Return the answers that a choice offers: value, words, hint; in the active language."""
    if field.options_from:
        rows = pack.lists.get(field.options_from, ())
        return [_listed(row) for row in rows]
    return [(o.value, said(o.title), said(o.hint)) for o in field.options]


def _listed(row: Mapping[str, str]) -> tuple[str, str, str]:
    key = next(iter(row.values()))
    return key, said(row.get("title", key)), said(row.get("note", ""))
