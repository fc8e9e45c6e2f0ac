"""Rows of an indicator table: the unit, the side and the year of a level that a cell prints."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from . import quantities
from .model import Comparator
from .quantities import Quantity

YEAR = re.compile(r"20\d\d")
# Less of these is better, whatever their unit.
BURDEN = re.compile(
    r"(?:时间|时限|时长|用时|周期|天数|环节|材料|成本|费用|费率|利率|差评率|投诉率|投诉量|逾期率|不良率|漏损率|能耗|跑动次数)$"
)


def with_unit(quantity: Quantity, unit: str | None) -> Quantity:
    """Return the quantity in the unit of its row, if it prints none: 6000 under 户."""
    if quantity.unit is not None or unit is None:
        return quantity
    one = _one(unit)
    if one is None or one.value is None:
        return quantity
    values = [v * one.value if v is not None else None for v in (quantity.value, quantity.value2)]
    return replace(quantity, unit=one.unit, kind=one.kind, value=values[0], value2=values[1])


@lru_cache(maxsize=256)
def _one(unit: str) -> Quantity | None:
    """Return one of a unit, with its magnitude: 万户 is 10000 户."""
    return next(iter(quantities.find(f"1{unit}")), None)


def comparator(quantity: Quantity, base: str, indicator: str) -> Comparator:
    """Return the side of a bare level: away from the base, else the side that is better."""
    if quantity.value2 is not None:
        return "range"
    today = next((q.value for q in quantities.find(base)), None) if base else None
    if today is not None and quantity.value is not None and today != quantity.value:
        return ">=" if quantity.value > today else "<="
    if BURDEN.search(indicator) or quantity.kind == "time":
        return "<="
    return "=" if quantity.kind == "share" else ">="


def year_of(column: str) -> int | None:
    """Return the year that a column's name prints: 2026年目标."""
    found = YEAR.search(column)
    return int(found.group()) if found else None
