"""What a pack's version gives a case, worked out once in a process: its terms and its run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from xiaoer.packs.items import Item
from xiaoer.packs.queries import LoadedPack, version

from .clocks import Clocks
from .running import DrawnRun, PastRun, PlainRun, Running
from .terms import Terms, terms_of

_terms: dict[tuple[int, str], Terms] = {}


def terms_for(pack: LoadedPack, item: Item) -> Terms:
    """Return the limits of an item in a version of its pack."""
    key = (pack.pk, item.key)
    if key not in _terms:
        _terms[key] = terms_of(item)
    return _terms[key]


def terms_of_case(pack: LoadedPack, item: Item, clocks: Clocks) -> Terms:
    """Return the limits of a case: those it was accepted under, the links' of its version."""
    terms = terms_for(pack, item)
    if not clocks.limits_of:
        return terms
    accepted = version(clocks.limits_of)
    return replace(terms_for(accepted, item_in(accepted, item.key)), steps=terms.steps)


def item_in(pack: LoadedPack, key: str) -> Item:
    """Return an item of a pack's version; raises `LookupError` when it is not in there."""
    item = pack.pack.item(key)
    if item is None:
        raise LookupError(key)
    return item


def people_role(pack: LoadedPack, role: str) -> str:
    """Return the role that staff are granted for a role of the pack; `applicant` stays."""
    spec = pack.pack.role(role)
    return spec.people_role if spec and spec.people_role else role


def start(pack: LoadedPack, item: Item, data: Mapping[str, Any]) -> Running:
    """Start the process of an item."""
    if item.process:
        return DrawnRun.start(pack.files, item.process, data)
    return PlainRun(item, data)


def running_of(pack: LoadedPack, item: Item, blob: bytes) -> Running:
    """Read the process of a case back from its row."""
    if not blob:
        return PastRun()
    if item.process:
        return DrawnRun.loads(pack.files, item.process, blob)
    return PlainRun.loads(item, blob)
