"""What the mart knows of service items: by pack version for cases, by month for the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import pyarrow as pa

from xiaoer.clock.limits import Limit, LimitUnit
from xiaoer.packs.items import Item, ItemKind
from xiaoer.packs.queries import LoadedPack

ITEMS = pa.schema(
    {
        "version_id": pa.int64(),
        "item": pa.string(),
        "stage": pa.string(),
        "reform_mode": pa.string(),
        "commitment_offered": pa.bool_(),
        "bundle": pa.bool_(),
        "statutory_wd": pa.int64(),
    }
)
CATALOGUE = pa.schema(
    {
        "item": pa.string(),
        "pack": pa.string(),
        "item_type": pa.string(),
        "reform_mode": pa.string(),
        "organisation": pa.string(),
        "commitment_offered": pa.bool_(),
        "bundle": pa.bool_(),
        "county": pa.string(),
        "as_of": pa.date32(),
    }
)


def items_of(packs: Iterable[LoadedPack]) -> pa.Table:
    """Return what each version of an item says that figures need."""
    rows = [
        {"version_id": pack.pk, "item": item.key, "stage": item.stage or "", **_traits(item)}
        for pack in packs
        for item in pack.pack.items
    ]
    return pa.Table.from_pylist(rows, ITEMS)


def _traits(item: Item) -> dict[str, object]:
    return {
        "reform_mode": item.reform_mode or "",
        "commitment_offered": item.commitment is not None,
        "bundle": item.kind is ItemKind.BUNDLE,
        "statutory_wd": _statutory_days(item),
    }


def _statutory_days(item: Item) -> int:
    """Return the statutory limit in working days, 0 where it has none or another unit."""
    limit = Limit.parse(item.statutory_limit) if item.statutory_limit else None
    counted = limit is not None and limit.unit is LimitUnit.WORKING_DAY
    return int(limit.amount) if limit and counted else 0


def catalogue_of(day: date, packs: Iterable[LoadedPack]) -> list[dict[str, object]]:
    """Return the items that are in effect on a day, one row each."""
    rows = []
    for pack in packs:
        for item in pack.pack.items:
            traits = _traits(item)
            del traits["statutory_wd"]
            kind = {"item_type": str(item.kind), "organisation": item.owner, "county": ""}
            rows.append({"item": item.key, "pack": pack.key, "as_of": day, **kind, **traits})
    return rows


def month_ends(first: date, today: date) -> Iterator[date]:
    """Return the last day of each month up to now; today stands for the running month."""
    month = first.replace(day=1)
    while month <= today:
        following = (month + timedelta(days=32)).replace(day=1)
        yield min(following - timedelta(days=1), today)
        month = following
