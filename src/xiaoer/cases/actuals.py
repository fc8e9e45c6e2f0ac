"""How long closed cases of an item took, net, for its guide (DESIGN 6.2: promise and actual)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from django.utils import timezone

from xiaoer.catalogue.actuals import Actual
from xiaoer.packs.queries import version

from .calendars import reckoner
from .clocks import restored
from .models import Case
from .versions import item_in, terms_of_case

YEAR = timedelta(days=365)
MOST = 500  # the newest of the year
LEAST = 10  # fewer say nothing (README of the rules: small numbers)
DECIDED = ("granted", "refused")


def actual_of(item_key: str) -> Actual | None:
    """Return the mean net time of an item's decided cases of the last year."""
    return _actual(item_key, timezone.localdate())


@lru_cache(maxsize=512)
def _actual(item_key: str, day: date) -> Actual | None:
    nets = list(_nets(item_key, day - YEAR))
    if len(nets) < LEAST:
        return None
    return Actual((sum(nets) / len(nets)).quantize(Decimal("0.01")), len(nets), day - YEAR)


def _nets(item_key: str, since: date) -> Iterator[Decimal]:
    rows = Case.objects.filter(
        item_key=item_key, outcome__in=DECIDED, decided_at__date__gte=since
    ).order_by("-decided_at")
    for case in rows.only("pack_version_id", "item_key", "clocks", "decided_at")[:MOST]:
        pack, clocks = version(case.pack_version_id), restored(case.clocks)
        terms = terms_of_case(pack, item_in(pack, case.item_key), clocks)
        if case.decided_at and (net := reckoner().net(clocks, terms, case.decided_at)):
            yield net.days


def forget() -> None:
    """Forget what was worked out today (for tests)."""
    _actual.cache_clear()
