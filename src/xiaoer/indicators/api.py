"""Figures over HTTP: what is counted and how, and every value with what it is made of."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from xiaoer.packs.translations import said
from xiaoer.people.access import require
from xiaoer.people.roles import Capability

from . import queries
from .catalogue import Known, known, one
from .explained import explained
from .models import IndicatorValue
from .queries import Figure, period_of

router = Router(tags=["indicators"])


class IndicatorOut(Schema):
    """An indicator and how it is defined; texts in the language of the request."""

    id: str
    title: str
    pack: str
    measure: str
    unit: str
    direction: str
    target: Decimal | None
    target_status: str
    grain: str
    definition: str  # fingerprint; empty for figures that an outside body publishes
    words: dict[str, str]


class FigureOut(Schema):
    """An indicator's value in a period: `colour` grey says in `why` why it has none."""

    id: str
    value: float | None
    target: float | None
    colour: str
    why: str
    rows: int
    excluded: int
    margin: float | None
    computed_at: datetime | None
    months: list[float | None]


class ValueOut(Schema):
    """A stored value of a month (0: the year) and a county (empty: the city)."""

    year: int
    month: int
    county: str = Field(alias="county_code")
    value: float | None
    numerator: Decimal | None
    denominator: Decimal | None
    rows: int
    excluded: int
    margin: float | None
    definition: str
    mart_version: int
    computed_at: datetime


Name = Annotated[str, Field(max_length=64, pattern=r"^[a-z][a-z0-9_]*$")]
Year = Annotated[int, Query(ge=2019, le=2100)]
Month = Annotated[int, Query(ge=0, le=12)]
County = Annotated[str, Query(pattern=r"^(\d{6})?$")]


@router.get("/", response=list[IndicatorOut])
def indicators(request: HttpRequest) -> list[IndicatorOut]:
    """List the indicators of the packs in effect."""
    require(request.viewer, Capability.READ_FIGURES)
    return [_described(found) for found in known()]


def _described(found: Known) -> IndicatorOut:
    spec = found.spec
    return IndicatorOut(
        id=spec.id,
        title=said(spec.title),
        pack=found.pack_key,
        measure=spec.measure,
        unit=spec.unit,
        direction=spec.direction,
        target=spec.target,
        target_status=spec.target_status,
        grain=spec.grain,
        definition=found.definition.digest if found.definition else "",
        words=dict(explained(found)),
    )


@router.get("/figures", response=list[FigureOut])
def figures(
    request: HttpRequest, year: Year, month: Month = 0, county: County = ""
) -> list[FigureOut]:
    """Return every indicator of a month (0: the year so far) in a county or the city."""
    require(request.viewer, Capability.READ_FIGURES)
    return [_shown(found) for found in queries.figures(period_of(year, month), county)]


def _shown(found: Figure) -> FigureOut:
    return FigureOut(
        id=found.known.spec.id,
        value=found.value,
        target=found.aim.target,
        colour=found.standing.colour.value,
        why=found.standing.why.value,
        rows=found.rows,
        excluded=found.excluded,
        margin=found.margin,
        computed_at=found.computed_at,
        months=found.months,
    )


@router.get("/{indicator}/values", response=list[ValueOut])
def values(request: HttpRequest, indicator: Name, year: Year) -> list[IndicatorValue]:
    """Return the stored values of an indicator in a year: months and counties, with their sums."""
    require(request.viewer, Capability.READ_FIGURES)
    if one(indicator) is None:
        raise Http404
    rows = IndicatorValue.objects.filter(indicator=indicator, year=year)
    return list(rows.order_by("month", "county_code"))
