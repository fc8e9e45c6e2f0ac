"""The register's entries for its pages, always within the counties that a viewer may see."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from xiaoer.people.models import Organisation
from xiaoer.people.roles import Capability, Viewer

from .addresses import keys
from .addresses.parsing import readings
from .models import StandardAddress
from .register import gazetteer

Divisions = tuple[str, ...] | None  # counties by code; none: the whole city


def divisions_of(viewer: Viewer) -> Divisions:
    """Return the counties whose addresses a viewer may see; `None` for the whole city.

    An office of the city serves all counties; one that stands in a county serves that county.
    """
    reached = viewer.organisations_for(Capability.READ_ADDRESSES)
    if reached is None:
        return None
    rows = Organisation.objects.filter(pk__in=reached)
    codes = set(rows.values_list("division_code", flat=True))
    if any(not code or code.endswith("00") for code in codes):
        return None
    return tuple(sorted(codes))


def visible(divisions: Divisions) -> QuerySet[StandardAddress]:
    """Return the entries of some counties, or of all."""
    rows = StandardAddress.objects.defer("keys", "digest")
    return rows if divisions is None else rows.filter(division_code__in=divisions)


def counties(divisions: Divisions) -> list[str]:
    """Return the counties that the register knows, among those that may be seen."""
    if divisions is None:
        return list(gazetteer().counties)
    return sorted(set(visible(divisions).order_by().values_list("county", flat=True).distinct()))


def found_by(divisions: Divisions, words: str, county: str = "") -> QuerySet[StandardAddress]:
    """Return the entries under an address: itself, else its building, site, road or place.

    A code finds its entry; nothing typed finds all.
    """
    rows = visible(divisions).order_by("code")
    if county:
        rows = rows.filter(county=county)
    if not words:
        return rows
    for found in (rows.filter(code=words), *(_under(rows, level) for level in _levels(words))):
        if found.exists():
            return found
    return rows.none()


def _under(rows: QuerySet[StandardAddress], level: list[int]) -> QuerySet[StandardAddress]:
    return rows.filter(keys__overlap=level) if level else rows.none()


def _levels(words: str) -> Sequence[list[int]]:
    found = readings(words, gazetteer())
    return [
        sorted({key for reading in found for key in of(reading.parts)})
        for of in (keys.full_keys, keys.building_keys, keys.site_keys, keys.name_keys)
    ]
