"""Figures for pages and API: with their colours, before and after, by county and by measure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from xiaoer.people.models import Organisation
from xiaoer.people.queries import organisations

from .catalogue import Known, aim_of, city_targets, known
from .colours import Aim, Colour, Standing, Why, forecast, grey, standing
from .models import ClosedMonth, EnteredValue, IndicatorValue, IndicatorWarning
from .shown import Bullet, aimed, bullet, line, written

CITY = ""


@dataclass(frozen=True, slots=True)
class Period:
    """A month, or (month 0) a year up to a day."""

    year: int
    month: int
    until: date

    @property
    def before(self) -> tuple[int, int]:
        """Return the period to compare with: the month before, or the year before."""
        if not self.month:
            return self.year - 1, 0
        return (self.year, self.month - 1) if self.month > 1 else (self.year - 1, 12)


def period_of(year: int | None, month: int | None, today: date | None = None) -> Period:
    """Return a period that exists: this year unless asked otherwise, never in the future."""
    today = today or timezone.localdate()
    year = year if year and 2019 <= year <= today.year else today.year
    month = month if month and 1 <= month <= 12 else 0
    if not month:
        return Period(year, 0, min(date(year, 12, 31), today))
    following = (date(year, month, 28) + timedelta(days=4)).replace(day=1)
    return Period(year, month, min(following - timedelta(days=1), today))


@dataclass(frozen=True)
class Figure:
    """An indicator's value in a period with all that a page says about it."""

    known: Known
    aim: Aim
    value: float | None
    standing: Standing
    rows: int = 0
    excluded: int = 0
    before: float | None = None
    comparable: bool = True
    margin: float | None = None
    document: str = ""
    months: list[float | None] = field(default_factory=list)
    computed_at: object = None

    @property
    def text(self) -> str:
        """Return the value as it is written."""
        return written(self.value, self.known.spec.unit, self.aim.target)

    @property
    def target_text(self) -> str:
        """Return the target with its sign."""
        return aimed(self.aim.target, self.known.spec.direction)

    @property
    def bullet(self) -> Bullet | None:
        """Return the bar of value and target."""
        return bullet(self.value, self.aim.target, self.known.spec.direction)

    @property
    def line(self) -> str:
        """Return the path of the months."""
        return line(self.months)

    @property
    def change(self) -> str:
        """Return how much it moved: `▲ 1.2`; nothing without something to compare with."""
        if self.value is None or self.before is None or not self.comparable:
            return ""
        moved = self.value - self.before
        if abs(moved) < 0.05:
            return ""
        return f"{'▲' if moved > 0 else '▼'} {written(abs(moved), self.known.spec.unit)}"

    @property
    def better(self) -> bool | None:
        """Say whether it moved to the good side; `None` when it did not move or has no side."""
        if not self.change or self.known.spec.direction == "track":
            return None
        up = (self.value or 0) > (self.before or 0)
        return up if self.known.spec.direction == "higher" else not up

    @property
    def forecast(self) -> float | None:
        """Return what a cumulative count comes to at the end of the year at this pace."""
        return None if self.value is None else forecast(self.value, timezone.localdate())


class Value(NamedTuple):
    """What a page needs of a stored value; thousands of them are read for an overview."""

    indicator: str
    year: int
    month: int
    value: float | None
    rows: int
    excluded: int
    margin: float | None
    definition: str
    computed_at: datetime


Stored = Mapping[tuple[str, int, int], Value]


def figures(period: Period, county: str = CITY) -> list[Figure]:
    """Return all indicators in a period, as the city or one county has them."""
    stored = _stored(period, county)
    entered = _entered(period.year)
    targets = city_targets(period.year)
    return [_figure(one, period, stored, entered, targets) for one in known()]


def _stored(period: Period, county: str) -> Stored:
    year, month = period.before
    wanted = Q(year=period.year) | Q(year=year, month=month)
    rows = IndicatorValue.objects.filter(wanted, county_code=county).values_list(*Value._fields)
    return {row[:3]: Value(*row) for row in rows}


def _entered(year: int) -> dict[str, EnteredValue]:
    """Return the newest value that was entered for each indicator."""
    return {
        row.indicator: row for row in EnteredValue.objects.filter(year=year).order_by("entered_at")
    }


def _figure(
    one: Known,
    period: Period,
    stored: Stored,
    entered: Mapping[str, EnteredValue],
    targets: Mapping[str, float],
) -> Figure:
    spec = one.spec
    aim = aim_of(spec, targets, period.until)
    if period.month and spec.cumulative:
        aim = Aim("track", aim.target)  # a single month of a count has no target of its own
    if one.definition is None:
        return _entered_figure(one, aim, entered.get(spec.id))
    row = stored.get((spec.id, period.year, period.month))
    before = stored.get((spec.id, *period.before))
    if row is None:
        return Figure(one, aim, None, grey(Why.STALE))
    months = [stored.get((spec.id, period.year, month)) for month in range(1, 13)]
    return Figure(
        one,
        aim,
        row.value,
        standing(row.value, row.rows, aim),
        rows=row.rows,
        excluded=row.excluded,
        before=before.value if before else None,
        comparable=before is None or before.definition == row.definition,
        margin=row.margin,
        months=[month.value if month else None for month in months],
        computed_at=row.computed_at,
    )


@dataclass(frozen=True, slots=True)
class Warned:
    """An indicator whose warnings stand: the city's own, those of counties, and the target."""

    known: Known
    target: str
    city: IndicatorWarning | None
    counties: list[IndicatorWarning]

    @property
    def first(self) -> IndicatorWarning:
        """Return the warning that is answered first: the city's, else the worst county's."""
        return self.city or self.counties[0]

    @property
    def colour(self) -> str:
        """Return the worst colour among the warnings."""
        found = {w.colour for w in (self.city, *self.counties) if w}
        return "red" if "red" in found else "yellow"


def warned(open_ones: Iterable[IndicatorWarning], today: date | None = None) -> list[Warned]:
    """Return the warnings that stand, by indicator: red and the whole city's first."""
    period = period_of(None, None, today)
    targets = city_targets(period.year)
    by_key: dict[str, list[IndicatorWarning]] = {}
    for warning in open_ones:
        by_key.setdefault(warning.indicator, []).append(warning)
    found = [
        _warned(one, aim_of(one.spec, targets, period.until), by_key[one.spec.id])
        for one in known()
        if one.spec.id in by_key
    ]
    return sorted(found, key=lambda w: (w.colour != "red", w.city is None))


def _warned(one: Known, aim: Aim, open_ones: list[IndicatorWarning]) -> Warned:
    city = next((w for w in open_ones if w.county_code == CITY), None)
    higher = one.spec.direction == "higher"
    counties = sorted(
        (w for w in open_ones if w.county_code != CITY),
        key=lambda w: (w.colour != "red", (w.value or 0) if higher else -(w.value or 0)),
    )
    return Warned(one, aimed(aim.target, one.spec.direction), city, counties)


def _entered_figure(one: Known, aim: Aim, row: EnteredValue | None) -> Figure:
    if row is None:
        return Figure(one, aim, None, grey(Why.STALE))
    return Figure(
        one, aim, row.value, standing(row.value, aim.least, aim), rows=1, document=row.document
    )


# --- counties ----------------------------------------------------------------------------


def counties() -> list[Organisation]:
    """Return the counties of today that have a division code."""
    rows = organisations().filter(kind=Organisation.Kind.COUNTY_HQ).exclude(division_code="")
    return list(rows.order_by("division_code"))


@dataclass(frozen=True)
class CountyRow:
    """A county in the league: how many of its figures stand where, best first."""

    organisation: Organisation
    green: int
    yellow: int
    red: int
    share: float | None  # percent of coloured figures that are green
    months: list[float | None]

    @property
    def line(self) -> str:
        """Return the path of the months."""
        return line(self.months)


def league(period: Period) -> list[CountyRow]:
    """Return the counties by the share of their figures that reach the target."""
    targets = city_targets(period.year)
    aims = dict(_coloured(targets, period))
    codes = {row.division_code: row for row in counties()}
    rows = IndicatorValue.objects.filter(
        year=period.year, county_code__in=codes, indicator__in=aims
    ).values_list("county_code", "month", "indicator", "value", "rows")
    found: dict[tuple[str, int], list[Colour]] = {}
    for code, month, indicator, value, count in rows:
        colour = standing(value, count, aims[indicator]).colour
        found.setdefault((code, month), []).append(colour)
    made = [_county(row, period, found) for row in codes.values()]
    return sorted(made, key=lambda c: (c.share is None, -(c.share or 0), c.red))


def _coloured(targets: Mapping[str, float], period: Period) -> Iterator[tuple[str, Aim]]:
    """Yield the aims that can give a county a colour.

    A city's path of a cumulative count says nothing about one county's share of it.
    """
    for one in known():
        aim = aim_of(one.spec, targets, period.until)
        held = aim.target is not None or aim.direction == "zero"
        if one.definition and held and aim.direction != "track" and aim.expected is None:
            yield one.spec.id, aim


def _county(
    row: Organisation, period: Period, found: Mapping[tuple[str, int], list[Colour]]
) -> CountyRow:
    now = found.get((row.division_code, period.month), [])
    months = [share_of(found.get((row.division_code, month), [])) for month in range(1, 13)]
    count = {colour: now.count(colour) for colour in Colour}
    return CountyRow(
        row, count[Colour.GREEN], count[Colour.YELLOW], count[Colour.RED], share_of(now), months
    )


def share_of(colours: Iterable[Colour]) -> float | None:
    """Return which percent of coloured figures are green; `None` when none has a colour."""
    counted = [colour for colour in colours if colour is not Colour.GREY]
    return None if not counted else counted.count(Colour.GREEN) / len(counted) * 100


# --- one indicator -----------------------------------------------------------------------


def by_county(one: Known, period: Period) -> list[tuple[Organisation, IndicatorValue, Standing]]:
    """Return an indicator in each county that has rows, best first."""
    aim = aim_of(one.spec, city_targets(period.year), period.until)
    values = IndicatorValue.objects.filter(
        indicator=one.spec.id, year=period.year, month=period.month
    ).exclude(county_code=CITY)
    rows = {row.county_code: row for row in values}
    found = [
        (county, rows[county.division_code], _county_standing(rows[county.division_code], aim))
        for county in counties()
        if county.division_code in rows
    ]
    sign = -1 if one.spec.direction == "higher" else 1
    return sorted(found, key=lambda f: (f[1].value is None, sign * (f[1].value or 0)))


def _county_standing(row: IndicatorValue, aim: Aim) -> Standing:
    if aim.expected is not None:
        return grey(Why.WATCHED)
    return standing(row.value, row.rows, aim)


def is_closed(period: Period) -> bool:
    """Say whether the month's figures are fixed."""
    return ClosedMonth.objects.filter(year=period.year, month=period.month).exists()
