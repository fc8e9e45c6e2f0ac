"""What the public can apply for today, and what a search finds in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from xiaoer.packs.items import Item
from xiaoer.packs.queries import LoadedPack, item_on, packs_on
from xiaoer.packs.schema import Theme

from .finding import Entry, Index


@dataclass(frozen=True, slots=True)
class Service:
    """An item with the pack that it belongs to."""

    pack: LoadedPack
    item: Item


class _Kept:
    """The index of this process, for the packs it was built from."""

    packs: tuple[int, ...] = ()
    index: Index | None = None


def services(day: date | None = None) -> list[Service]:
    """Return all items in effect, those for applicants."""
    return [
        Service(pack, item)
        for pack in packs_on(day or timezone.localdate())
        for item in pack.pack.items
        if item.applied_for
    ]


def _entry(service: Service) -> Entry:
    item = service.item
    text = " ".join(
        [str(item.summary or ""), str(service.pack.pack.title), *map(str, item.conditions)]
    )
    return Entry(item.key, str(item.title), item.aliases, text)


def _theme_entry(theme: Theme) -> Entry:
    return Entry(f"theme:{theme.key}", str(theme.title), (), str(theme.summary or ""))


def index() -> Index:
    """Return the index of what is in effect today; built again when a pack changes."""
    packs = packs_on(timezone.localdate())
    known = tuple(pack.pk for pack in packs)
    if _Kept.index is None or _Kept.packs != known:
        themes = [_theme_entry(t) for pack in packs for t in pack.pack.themes]
        _Kept.index = Index([*themes, *map(_entry, services())])
        _Kept.packs = known
    return _Kept.index


def search(words: str) -> list[tuple[Service | None, Theme | None]]:
    """Return the items and themes that fit what was typed, the best first."""
    found: list[tuple[Service | None, Theme | None]] = []
    for entry in index().find(words):
        if entry.key.startswith("theme:"):
            found.append((None, theme(entry.key.removeprefix("theme:"))[1]))
        else:
            found.append((service(entry.key), None))
    return found


def service(item_key: str, day: date | None = None) -> Service:
    """Return an item in effect that can be applied for; raises `LookupError`."""
    found = item_on(item_key, day or timezone.localdate())
    if found is None or not found[1].applied_for:
        raise LookupError(item_key)
    return Service(*found)


def theme(key: str) -> tuple[LoadedPack, Theme]:
    """Return a theme in effect; raises `LookupError`."""
    for pack in packs_on(timezone.localdate()):
        for one in pack.pack.themes:
            if one.key == key:
                return pack, one
    raise LookupError(key)


def themes() -> list[tuple[LoadedPack, Theme]]:
    """Return all themes in effect."""
    return [(pack, one) for pack in packs_on(timezone.localdate()) for one in pack.pack.themes]
