"""What a questionnaire comes to: components, de-duplicated materials, the joint limit. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from xiaoer.clock.limits import Limit, LimitUnit
from xiaoer.packs.items import Item, Material, ReformMode

CEILING = 45  # working days: the law's longest for joint handling (time-law T7)


@dataclass(frozen=True, slots=True)
class Advice:
    """What somebody needs for one thing."""

    components: tuple[Item, ...]
    cancelled: tuple[Item, ...]
    materials: tuple[Material, ...]
    free: tuple[Material, ...]
    saved: int  # materials that would have been asked for more than once
    joint_days: Decimal  # working days: the longest branch, never the sum
    separate_days: Decimal  # working days: one after the other by statute


def _days(text: str | None) -> Decimal:
    if not text:
        return Decimal(0)
    limit = Limit.parse(text)
    return limit.amount if limit.unit is LimitUnit.WORKING_DAY else Decimal(0)


def _alike(material: Material) -> str:
    """Return what makes two materials the same paper."""
    return "".join(str(material.title).split())


def _once(materials: Iterable[Material]) -> tuple[Material, ...]:
    found: dict[str, Material] = {}
    for material in materials:
        found.setdefault(_alike(material), material)
    return tuple(found.values())


def advise(
    keys: Sequence[str], item_of: Callable[[str], Item | None], wanted: Callable[[Material], bool]
) -> Advice:
    """Put the components together; unknown keys are left out."""
    items = [item for key in dict.fromkeys(keys) if (item := item_of(key)) is not None]
    cancelled = tuple(i for i in items if i.reform_mode is ReformMode.CANCEL)
    components = tuple(i for i in items if i.reform_mode is not ReformMode.CANCEL)
    papers = [m for item in components for m in item.materials if wanted(m)]
    asked = [m for m in papers if m.source == "applicant"]
    longest = max((_days(i.committed_limit) for i in components), default=Decimal(0))
    return Advice(
        components=components,
        cancelled=cancelled,
        materials=_once(asked),
        free=_once(m for m in papers if m.source != "applicant"),
        saved=len(asked) - len(_once(asked)),
        joint_days=min(longest, Decimal(CEILING)),
        separate_days=sum(
            (_days(i.statutory_limit or i.committed_limit) for i in components), Decimal(0)
        ),
    )


def component_keys(result: Any) -> list[str]:
    """Read the component keys out of what a decision returned."""
    rows = result if isinstance(result, list) else [result] if result else []
    found = []
    for row in rows:
        value = row.get("component") if isinstance(row, Mapping) else row
        found += value if isinstance(value, list) else [value] if value else []
    return [str(key) for key in found]
