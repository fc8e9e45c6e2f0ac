"""For whom somebody may act."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from .models import Enterprise, Mandate


def _in_force() -> Q:
    day = timezone.localdate()
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def enterprises_of(user_id: int, item_key: str | None = None) -> set[int]:
    """Return the ids of the enterprises that somebody acts for today (for one item)."""
    rows = Mandate.objects.filter(_in_force(), user_id=user_id)
    return {
        enterprise
        for enterprise, items in rows.values_list("enterprise_id", "items")
        if item_key is None or not items or item_key in items
    }


def represented(user_id: int) -> list[Enterprise]:
    """Return the enterprises that somebody acts for today, by name."""
    return list(Enterprise.objects.filter(pk__in=enterprises_of(user_id)).order_by("name"))
