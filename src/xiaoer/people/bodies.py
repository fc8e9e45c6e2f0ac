"""Organisations by their code, remembered: packs name bodies by code on every step."""

from __future__ import annotations

from .models import Organisation

_ids: dict[str, int] = {}


def organisation_id(code: str) -> int | None:
    """Return the id of the organisation with this code; `None` when there is none.

    Codes and ids never change once given, so what was found once is kept.
    """
    if code not in _ids:
        found = Organisation.objects.filter(code=code).values_list("pk", flat=True).first()
        if found is None:
            return None
        _ids[code] = found
    return _ids[code]


def forget() -> None:
    """Forget what was found: the rows are others now (a restored database, a test)."""
    _ids.clear()
