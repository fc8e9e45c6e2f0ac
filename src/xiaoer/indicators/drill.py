"""The rows behind a figure: the same query as the figure, so the two cannot disagree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xiaoer.people.models import Organisation
from xiaoer.people.roles import Capability, Viewer

from .colours import Aim
from .definitions import Definition
from .duck import DuckEngine
from .queries import Period
from .querying import scales_of
from .spread import Step, spread

FIRST_ROWS = 100
MOST_ROWS = 100_000  # in a workbook


@dataclass(frozen=True)
class Behind:
    """A page of rows. `hidden`: how many lie outside the viewer's reach."""

    rows: list[dict[str, Any]]
    total: int
    hidden: int
    excluded: dict[str, int]  # title of the reason → rows


def rows_behind(
    engine: DuckEngine,
    viewer: Viewer,
    definition: Definition,
    period: Period,
    county: str,
    offset: int = 0,
    limit: int = FIRST_ROWS,
) -> Behind:
    """Return the rows of an indicator in a period and county that the viewer's reach covers."""
    codes = _reach(viewer)
    if codes is not None and definition.producer not in ("", *codes):
        return _out_of_reach(engine, definition, period, county)
    found = engine.rows(definition, period.year, period.month, county, codes, offset, limit)
    scale = scales_of(definition).numerator
    for row in found.rows:
        if definition.spec.measure != "rate" and isinstance(row.get("value"), int):
            row["value"] = row["value"] / scale
    return Behind(found.rows, found.total, found.all_rows - found.total, found.excluded)


def _out_of_reach(
    engine: DuckEngine, definition: Definition, period: Period, county: str
) -> Behind:
    """Rows that another unit sent are counted, not shown."""
    found = engine.rows(definition, period.year, period.month, county, None, 0, 0)
    return Behind([], 0, found.all_rows, found.excluded)


SPREAD = frozenset({"mean", "median", "p90", "max"})


def spread_of(
    engine: DuckEngine, definition: Definition, period: Period, county: str, aim: Aim
) -> list[Step]:
    """Return how the rows of a duration or amount are spread; nothing for counts and shares."""
    if definition.spec.measure not in SPREAD:
        return []
    scale = scales_of(definition).numerator
    values = engine.values(definition, period.year, period.month, county)
    lower = definition.spec.direction != "higher"
    return spread([(value / scale, rows) for value, rows in values], aim.target, lower)


def _reach(viewer: Viewer) -> list[str] | None:
    """Return the codes of the organisations whose rows the viewer may see; `None` means all."""
    organisations = viewer.organisations_for(Capability.READ_FIGURES)
    if organisations is None:
        return None
    return list(Organisation.objects.filter(pk__in=organisations).values_list("code", flat=True))
