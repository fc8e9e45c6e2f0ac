"""Which pack is in effect on a day, and what is in it. Costs no SQL while the caches are warm.

A loaded version never changes, so it is kept by its id for good. Which version holds on which
day is read again when this process loads a pack, and otherwise after `FRESH` seconds, so that a
pack that another process loads is seen by all of them within that time.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from .archive import unpacked
from .items import Item
from .models import PackVersion
from .reading import parsed
from .schema import Form, Pack
from .steps import Step

FRESH = 5.0  # seconds


@dataclass(frozen=True, slots=True)
class LoadedPack:
    """A version of a pack, ready to use."""

    pk: int
    pack: Pack
    forms: Mapping[str, Form]
    lists: Mapping[str, tuple[dict[str, str], ...]]
    english: Mapping[str, str]  # by simplified Chinese
    files: Mapping[str, bytes]  # BPMN and DMN only, as the process engine takes them
    digest: str

    @property
    def key(self) -> str:
        """Return the key of the pack."""
        return self.pack.key

    def item(self, key: str) -> Item | None:
        """Return an item of the pack."""
        return self.pack.item(key)

    def form_of(self, part: Item | Step) -> Form | None:
        """Return the form of an item or a step."""
        return self.forms.get(part.form) if part.form else None


@dataclass(frozen=True, slots=True)
class _Span:
    pk: int
    start: date
    end: date | None

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class _Timetable:
    read_at: float
    packs: Mapping[str, list[_Span]]
    items: Mapping[str, list[_Span]]


class _Cache:
    timetable: _Timetable | None = None


def forget() -> None:
    """Read the timetable again at the next question."""
    _Cache.timetable = None


@lru_cache(maxsize=256)
def version(pk: int) -> LoadedPack:
    """Return a loaded version by its id; raises `PackVersion.DoesNotExist`."""
    row = PackVersion.objects.get(pk=pk)
    files = unpacked(bytes(row.files))
    read = parsed(row.key, files)
    lists = {name: table.values() for name, table in read.lists.items()}
    pack = Pack.model_validate(row.source)
    drawn = {name: data for name, data in files.items() if name.endswith((".bpmn", ".dmn"))}
    return LoadedPack(row.pk, pack, read.forms, lists, read.english, drawn, row.digest)


def pack_on(key: str, day: date) -> LoadedPack | None:
    """Return the version of a pack that is in effect on a day."""
    return _held(_timetable().packs.get(key, ()), day)


def item_on(item_key: str, day: date) -> tuple[LoadedPack, Item] | None:
    """Return an item as it is in effect on a day, with its pack."""
    loaded = _held(_timetable().items.get(item_key, ()), day)
    item = loaded.item(item_key) if loaded else None
    if loaded is None or item is None or not _in_effect(item, day):
        return None
    return loaded, item


def packs_on(day: date) -> list[LoadedPack]:
    """Return all packs that are in effect on a day, by key."""
    found = (pack_on(key, day) for key in sorted(_timetable().packs))
    return [loaded for loaded in found if loaded]


def _in_effect(item: Item, day: date) -> bool:
    started = item.effective_from is None or item.effective_from <= day
    return started and (item.effective_to is None or day < item.effective_to)


def _held(spans: list[_Span] | tuple[()], day: date) -> LoadedPack | None:
    return next((version(span.pk) for span in spans if span.holds(day)), None)


def _timetable() -> _Timetable:
    known = _Cache.timetable
    if known is None or time.monotonic() - known.read_at > FRESH:
        known = _Cache.timetable = _read_timetable()
    return known


def _read_timetable() -> _Timetable:
    read_at = time.monotonic()
    packs: dict[str, list[_Span]] = {}
    items: dict[str, list[_Span]] = {}
    rows = PackVersion.objects.order_by("-effective_from").values_list(
        "pk", "key", "effective_from", "effective_to", "item_keys"
    )
    for pk, key, start, end, item_keys in rows:
        span = _Span(pk, start, end)
        packs.setdefault(key, []).append(span)
        for item_key in item_keys:
            items.setdefault(item_key, []).append(span)
    return _Timetable(read_at, packs, items)
