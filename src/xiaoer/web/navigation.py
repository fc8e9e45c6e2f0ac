"""The staff rail: rooms register their pages, each viewer sees the ones open to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from xiaoer.people.roles import Capability, Viewer

GROUPS = {
    "handling": _("办理"),
    "appeals": _("诉求"),
    "monitoring": _("监测"),
    "campaign": _("攻坚"),
    "supervision": _("监管"),
    "foundation": _("基础"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One page in the rail."""

    group: str
    label: str | Promise
    icon: str
    url_name: str
    capability: Capability
    order: int = 50
    count: Callable[[Viewer], int] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as one viewer sees it on one page."""

    label: str | Promise
    icon: str
    url: str
    current: bool
    count: int = 0


_entries: list[Entry] = []


def register(*entries: Entry) -> None:
    """Add pages to the rail; registering the same page twice changes nothing."""
    known = {entry.url_name for entry in _entries}
    _entries.extend(entry for entry in entries if entry.url_name not in known)


def _link(entry: Entry, viewer: Viewer, current: str) -> Link:
    return Link(
        label=entry.label,
        icon=entry.icon,
        url=reverse(entry.url_name),
        current=entry.url_name == current,
        count=entry.count(viewer) if entry.count else 0,
    )


def _current(path: str) -> str:
    """Return the entry that a path belongs to: the one with the longest matching address."""
    matching = [e for e in _entries if path.startswith(reverse(e.url_name))]
    longest = max(matching, key=lambda e: len(reverse(e.url_name)), default=None)
    return longest.url_name if longest else ""


Groups = Sequence[tuple[str | Promise, list[Link]]]


def rail(viewer: Viewer, path: str) -> list[tuple[str | Promise, list[Link]]]:
    """Return the groups of the rail with the links that this viewer may open."""
    groups = []
    current = _current(path)
    for key, label in GROUPS.items():
        mine = [e for e in _entries if e.group == key and viewer.can(e.capability)]
        links = [_link(e, viewer, current) for e in sorted(mine, key=lambda e: e.order)]
        if links:
            groups.append((label, links))
    return groups


TABS = 5  # places at the bottom of a phone; the fifth opens the rest


def tabs(groups: Groups) -> list[Link]:
    """Return the links at the bottom of a phone: the first of each group, then the others.

    The page that is open is always among them.
    """
    in_turn = [
        link
        for row in zip_longest(*(links for _label, links in groups))
        for link in row
        if link is not None
    ]
    if len(in_turn) <= TABS:
        return in_turn
    chosen = in_turn[: TABS - 1]
    current = next((link for link in in_turn if link.current), None)
    return chosen if current is None or current in chosen else [*chosen[:-1], current]


@dataclass(frozen=True, slots=True)
class PublicEntry:
    """One page in the head of the public site."""

    label: str | Promise
    icon: str
    url_name: str
    order: int = 50


_public: list[PublicEntry] = []


def register_public(*entries: PublicEntry) -> None:
    """Add pages to the head of the public site; twice changes nothing."""
    known = {entry.url_name for entry in _public}
    _public.extend(entry for entry in entries if entry.url_name not in known)


def public_rail(path: str) -> list[Link]:
    """Return the links in the head of the public site."""
    ordered = sorted(_public, key=lambda entry: entry.order)
    urls = [reverse(entry.url_name) for entry in ordered]
    current = max((url for url in urls if path.startswith(url)), key=len, default="")
    return [
        Link(entry.label, entry.icon, url, url == current)
        for entry, url in zip(ordered, urls, strict=True)
    ]
