"""The register of standard addresses: search with the parse and the match, and one entry."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from xiaoer.people.access import needs
from xiaoer.people.addresses import without_nul
from xiaoer.people.roles import Capability
from xiaoer.registry.identifiers import masked_name

from .. import address_words
from ..address_queries import Divisions, counties, divisions_of, found_by, visible
from ..addresses.verdict import judge
from ..models import Registrant, StandardAddress
from ..services import find_address, premises_of

PER_PAGE = 50
LONGEST = 200  # characters of a question that are looked at


@require_GET
@needs(Capability.READ_ADDRESSES)
def search(request: HttpRequest) -> HttpResponse:
    """Find entries by an address as people write it, and show how it was read and matched."""
    words = without_nul(request.GET.get("q"))[:LONGEST]
    county = without_nul(request.GET.get("county"))[:30]
    divisions = divisions_of(request.viewer)
    rows = found_by(divisions, words, county)
    context = {
        "words": words,
        "county": county,
        "counties": counties(divisions),
        "found": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "told": _told(divisions, words) if words else None,
    }
    return render(request, "catalogue/addresses.html", context)


def _told(divisions: Divisions, words: str) -> dict[str, Any]:
    """Return how an address was read, and what the register says to it."""
    match = find_address(words, divisions)
    premises = None
    if match.entry:
        premises = premises_of(visible(divisions).get(code=match.entry.code))
    rules = [
        {"passed": f.passed, "words": f.words, "facts": f.facts}
        for f in judge(match, premises).findings
        if f.words not in ("use_not_asked", "ok", "manual", "commitment")
    ]
    return {
        "match": match.outcome.value,
        "sure": round(match.confidence * 100),
        "parts": address_words.parts(match.reading.given()),
        "remarks": match.remarks,
        "rules": address_words.rules(rules),
    }


@require_GET
@needs(Capability.READ_ADDRESSES)
def entry(request: HttpRequest, code: str) -> HttpResponse:
    """Show one entry with its parts, its registrants and its former versions."""
    if "\0" in code:
        raise Http404
    rows = visible(divisions_of(request.viewer)).select_related("organisation")
    row = get_object_or_404(rows, code=code)
    context = {
        "entry": row,
        "parts": address_words.parts(row.parts().given()),
        "uses": address_words.uses(row.uses),
        "owner": _owner(row),
        "others": [name for names in row.other_names.values() for name in names],
        "occupants": row.occupants.exclude(state=Registrant.State.RELEASED).order_by("-pk")[:100],
        "former": row.events.order_by("-pgh_created_at")[:20],
    }
    return render(request, "catalogue/address.html", context)


def _owner(row: StandardAddress) -> str:
    """A person's name is masked; a body's is not."""
    return row.owner if row.owner_kind == row.OwnerKind.BODY else masked_name(row.owner)
