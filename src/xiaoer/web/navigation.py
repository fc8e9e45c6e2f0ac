"""The staff rail: rooms register their pages, each viewer sees the ones open to them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
    prefixes: tuple[str, ...] = ()


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


def _link(entry: Entry, viewer: Viewer, path: str) -> Link:
    url = reverse(entry.url_name)
    prefixes = (url, *entry.prefixes)
    return Link(
        label=entry.label,
        icon=entry.icon,
        url=url,
        current=any(path.startswith(prefix) for prefix in prefixes),
        count=entry.count(viewer) if entry.count else 0,
    )


def rail(viewer: Viewer, path: str) -> list[tuple[str | Promise, list[Link]]]:
    """Return the groups of the rail with the links that this viewer may open."""
    groups = []
    for key, label in GROUPS.items():
        mine = [e for e in _entries if e.group == key and viewer.can(e.capability)]
        links = [_link(e, viewer, path) for e in sorted(mine, key=lambda e: e.order)]
        if links:
            groups.append((label, links))
    return groups
