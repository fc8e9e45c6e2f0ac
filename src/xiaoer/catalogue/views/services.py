"""Search, guide and themes: what can be applied for, with what, and how long it takes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from xiaoer.packs.items import Item
from xiaoer.packs.queries import LoadedPack
from xiaoer.process.decisions import decision
from xiaoer.process.expressions import compiled

from .. import queries
from ..actuals import actual_of
from ..advice import Advice, advise, component_keys
from ..questions import answers_from, questions


def search(request: HttpRequest) -> HttpResponse:
    """Find items in the user's own words."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:60]
    found = queries.search(words) if words else []
    everything = [] if words else queries.services()
    context = {"words": words, "found": found, "everything": everything}
    return render(request, "catalogue/search.html", context)


def guide(request: HttpRequest, item_key: str) -> HttpResponse:
    """Show the guide of an item, made from its definition."""
    try:
        found = queries.service(item_key)
    except LookupError:
        raise Http404 from None
    item, form = found.item, found.pack.form_of(found.item)
    asked = [m for m in item.materials if m.source == "applicant"]
    context = {
        "item": item,
        "pack": found.pack,
        "asked": asked,
        "free": [m for m in item.materials if m.source != "applicant"],
        "fields": [f for f in form.fields() if f.shared is None] if form else [],
        "steps": [s for s in item.steps if not (s.side or s.automatic)],
        "actual": actual_of(item.key),
        "can_apply": item.reform_mode != "cancel" and "online" in item.channels,
    }
    return render(request, "catalogue/guide.html", context)


def themes(request: HttpRequest) -> HttpResponse:
    """List the one-thing themes."""
    rows = [(theme, pack.item(theme.item)) for pack, theme in queries.themes()]
    return render(request, "catalogue/themes.html", {"rows": rows})


def theme(request: HttpRequest, key: str) -> HttpResponse:
    """Ask the questions of a theme; the answers are in the address, so they can be shared."""
    try:
        pack, found = queries.theme(key)
    except LookupError:
        raise Http404 from None
    form = pack.forms[found.questionnaire]
    answers = answers_from(form, request.GET)
    complete = bool(request.GET) and all(
        answers.get(q.field.key) is not None for q in questions(form, answers) if q.field.required
    )
    context = {
        "theme": found,
        "item": pack.item(found.item),
        "questions": questions(form, answers),
        "answers": answers,
        "asked": bool(request.GET),
        "advice": _advice(pack, found.decision, answers) if complete else None,
    }
    return render(request, "catalogue/theme.html", context)


def _advice(pack: LoadedPack, key: str, answers: dict[str, Any]) -> Advice:
    for name, data in pack.files.items():
        if name.endswith(".dmn") and f'id="{key}"'.encode() in data:
            result = decision(data, key).evaluate({**answers, "answers": answers})
            return advise(component_keys(result), _item_of(pack), _wanted(answers))
    raise Http404


def _item_of(pack: LoadedPack) -> Any:
    def find(key: str) -> Item | None:
        here = pack.item(key)
        if here is not None:
            return here
        try:
            return queries.service(key).item
        except LookupError:
            return None

    return find


def _wanted(answers: dict[str, Any]) -> Any:
    def wanted(material: Any) -> bool:
        if not material.when:
            return True
        return bool(compiled(material.when)({**answers, "answers": answers}))

    return wanted
