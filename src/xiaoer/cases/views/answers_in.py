"""Reads a page's answers out of what a browser sends."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from xiaoer.packs.schema import FormField, FormPage

MOST_PEOPLE = 50
ROLES = ("legal_representative", "director", "supervisor", "manager", "shareholder", "agent")


def _clean(text: str) -> str:
    return text.replace("\x00", "").strip()


def _people(field: FormField, sent: QueryDict) -> list[dict[str, str]]:
    names = sent.getlist(f"{field.key}-name")[:MOST_PEOPLE]
    identities = sent.getlist(f"{field.key}-identity")[:MOST_PEOPLE]
    roles = sent.getlist(f"{field.key}-role")[:MOST_PEOPLE]
    rows = zip(names, identities, [*roles, *[""] * len(names)], strict=False)
    return [
        {"name": _clean(name), "identity": _clean(identity).upper(), "role": _clean(role)}
        for name, identity, role in rows
        if _clean(name) or _clean(identity)
    ]


def _number(text: str) -> Any:
    """Keep what is no number as it was entered, so that the page can show it again."""
    plain = text.replace(",", "").replace("，", "")
    try:
        return int(plain)
    except ValueError:
        pass
    try:
        value = float(plain)
    except ValueError:
        return text
    return value if abs(value) < 1e15 else text


def read_answer(field: FormField, sent: QueryDict) -> Any:
    """Return the answer to one question as it was sent; nothing sent is `None`."""
    if field.kind == "people":
        return _people(field, sent)
    if field.kind in ("choices", "components", "scope"):
        return [_clean(value) for value in sent.getlist(field.key)][:200]
    text = _clean(sent.get(field.key, ""))
    if field.kind == "yes_no":
        return {"yes": True, "no": False}.get(text)
    if field.kind in ("integer", "decimal"):
        return _number(text) if text else None
    return text or None


def read_answers(page: FormPage, sent: QueryDict) -> dict[str, Any]:
    """Return the answers of a page; values taken from registers are never read from it."""
    return {f.key: read_answer(f, sent) for f in page.fields if f.shared is None}


def read_choices(page: FormPage, sent: QueryDict) -> dict[str, str]:
    """Return which entry of the register was chosen for each standard address of a page."""
    return {
        f.key: _clean(sent.get(f"{f.key}-choice", ""))[:40]
        for f in page.fields
        if f.kind == "standard_address"
    }
