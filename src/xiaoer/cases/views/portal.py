"""The public home: search first, then what waits, own cases, themes by stage of life."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from xiaoer.packs.queries import packs_on

from .. import queries
from ..facts import facts_of

STAGES = ("start", "build", "operate", "change", "close")
MOST = 3  # cases and waiting things on the first page


def portal(request: HttpRequest) -> HttpResponse:
    """Show the public home to anybody; what is one's own only to those signed in."""
    cases = list(queries.my_cases(request.viewer)[:MOST]) if request.viewer.user_id else []
    context = {
        "todos": queries.my_todos(request.viewer)[:MOST],
        "cards": [facts_of(case) for case in cases],
        "drafts": list(queries.drafts_of(request.viewer)[:MOST]) if request.viewer.user_id else [],
        "stages": _stages(),
    }
    return render(request, "cases/portal.html", context)


def _stages() -> list[tuple[str, list[object]]]:
    """Return the one-thing themes by the stage of life they belong to."""
    found: dict[str, list[object]] = {stage: [] for stage in STAGES}
    for pack in packs_on(timezone.localdate()):
        for theme in pack.pack.themes:
            found[theme.life_stage].append((theme, pack.item(theme.item)))
        for item in pack.pack.items:
            if item.kind == "bundle" and not any(t.item == item.key for t in pack.pack.themes):
                found[item.life_stage].append((item, item))
    return [(stage, entries) for stage, entries in found.items() if entries]
