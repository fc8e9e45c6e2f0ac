"""What the city's overview says: measures, goals, counties, what turned, figures at the top."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import Promise

from xiaoer.cases.models import Case
from xiaoer.exchange.mart.refresh import mart_store

from .colours import Colour
from .measures import PARTS, Measure
from .queries import CITY, CountyRow, Figure, Period, figures, league

WORST_FIRST = (Colour.RED, Colour.YELLOW, Colour.GREEN, Colour.GREY)
CELL = {Colour.GREEN: "", Colour.YELLOW: "warn", Colour.RED: "bad", Colour.GREY: "mute"}


# what the plan itself promises; targets of our own and of the law stand with each indicator
OF_PLAN = frozenset({"plan", "set_by_city"})


@dataclass(frozen=True)
class Tile:
    """A measure: how many of its figures reach the target, and the worst colour among them."""

    measure: Measure
    green: int
    coloured: int
    css: str
    known: bool  # is there a pack that computes it


@dataclass(frozen=True)
class Part:
    """A part of the plan with its measures."""

    title: str | Promise
    css: str
    tiles: list[Tile]


@dataclass(frozen=True)
class Load:
    """How many cases are open, late, and came and went in the last 30 days."""

    open: int
    late: int
    came: int
    went: int


@dataclass(frozen=True)
class Overview:
    """Everything on the page."""

    parts: list[Part]
    goals: list[Figure]
    waiting: list[Figure]  # with a target and no value yet
    counties: list[CountyRow]
    turned: list[Figure]
    load: Load
    green: int
    yellow: int
    red: int
    grey: int
    mart_version: int

    @property
    def coloured(self) -> int:
        """Return how many figures have a colour."""
        return self.green + self.yellow + self.red


def of(period: Period, county: str) -> Overview:
    """Return the overview of the city or a county."""
    found = figures(period, county)
    count = {colour: sum(f.standing.colour is colour for f in found) for colour in Colour}
    aimed = [f for f in found if f.aim.target is not None and f.known.spec.target_status in OF_PLAN]
    return Overview(
        parts=_parts(found),
        goals=[f for f in aimed if f.value is not None],
        waiting=[f for f in aimed if f.value is None],
        counties=[] if county else league(period),
        turned=_turned(found),
        load=_load(county),
        green=count[Colour.GREEN],
        yellow=count[Colour.YELLOW],
        red=count[Colour.RED],
        grey=count[Colour.GREY],
        mart_version=mart_store().manifest().version,
    )


def _parts(found: list[Figure]) -> list[Part]:
    by_pack: dict[str, list[Figure]] = {}
    for figure in found:
        by_pack.setdefault(figure.known.pack_key, []).append(figure)
    return [
        Part(title, css, [_tile(measure, by_pack.get(measure.key, [])) for measure in measures])
        for title, css, measures in PARTS
    ]


def _tile(measure: Measure, found: list[Figure]) -> Tile:
    colours = [figure.standing.colour for figure in found]
    coloured = [colour for colour in colours if colour is not Colour.GREY]
    worst = min(colours, key=WORST_FIRST.index, default=Colour.GREY)
    return Tile(measure, coloured.count(Colour.GREEN), len(coloured), CELL[worst], bool(found))


def _turned(found: list[Figure]) -> list[Figure]:
    """Return the figures that moved to the bad side, those beyond the target first."""
    worse = [figure for figure in found if figure.better is False]
    return sorted(worse, key=lambda f: WORST_FIRST.index(f.standing.colour))[:6]


def _load(county: str) -> Load:
    now = timezone.now()
    cases = Case.objects.filter(county_code=county) if county != CITY else Case.objects.all()
    still = cases.filter(ended_at__isnull=True).aggregate(
        open=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now))
    )
    since = now - timedelta(days=30)
    return Load(
        open=still["open"],
        late=still["late"],
        came=cases.filter(submitted_at__gte=since).count(),
        went=cases.filter(Q(decided_at__gte=since) | Q(ended_at__gte=since)).count(),
    )


def by_pack(found: list[Figure]) -> list[tuple[str, list[Figure]]]:
    """Return figures under the titles of their packs."""
    groups: dict[str, list[Figure]] = {}
    for figure in found:
        groups.setdefault(figure.known.pack_title, []).append(figure)
    return list(groups.items())
