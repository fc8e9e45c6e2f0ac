"""Warnings: a figure of the year that turned yellow or red, until it is green again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from xiaoer.people.access import require
from xiaoer.people.roles import Capability, Viewer

from .catalogue import aim_of, city_targets, known
from .colours import Colour, standing
from .models import IndicatorValue, IndicatorWarning
from .queries import CITY
from .services import NotNow

WARNED = (Colour.YELLOW, Colour.RED)
Key = tuple[str, str]  # indicator, county


@transaction.atomic
def watch(today: date | None = None) -> int:
    """Raise, change and end warnings by the figures of this year; returns how many are open.

    A count on a path is held against it for the whole city only: a county has no path of its own.
    """
    today = today or timezone.localdate()
    now = timezone.now()
    standing_now = dict(_standings(today))
    open_now = {(w.indicator, w.county_code): w for w in open_warnings().select_for_update()}
    for key, warning in open_now.items():
        _follow(warning, standing_now.get(key), now)
    for key, (colour, value) in standing_now.items():
        if colour in WARNED and key not in open_now:
            indicator, county = key
            IndicatorWarning.objects.create(
                indicator=indicator, county_code=county, year=today.year, month=today.month,
                colour=colour, value=value, raised_at=now,
            )  # fmt: skip
    return open_warnings().count()


def _standings(today: date) -> Iterator[tuple[Key, tuple[Colour, float | None]]]:
    targets = city_targets(today.year)
    aims = {k.spec.id: aim_of(k.spec, targets, today) for k in known() if k.definition}
    rows = IndicatorValue.objects.filter(year=today.year, month=0, indicator__in=aims)
    for row in rows:
        aim = aims[row.indicator]
        if row.county_code != CITY and aim.expected is not None:
            continue
        colour = standing(row.value, row.rows, aim).colour
        yield (row.indicator, row.county_code), (colour, row.value)


def _follow(
    warning: IndicatorWarning, found: tuple[Colour, float | None] | None, now: datetime
) -> None:
    """A warning ends when its figure is green or has no colour; a worse one is to be seen again."""
    colour, value = found or (Colour.GREY, None)
    if colour not in WARNED:
        warning.ended_at = now
    elif warning.colour == Colour.YELLOW and colour is Colour.RED:
        warning.seen_by, warning.seen_at = None, None
    if colour in WARNED:
        warning.colour, warning.value = colour, value
    warning.save()


def open_warnings() -> QuerySet[IndicatorWarning]:
    """Return the warnings that stand, red before yellow, newest first."""
    return IndicatorWarning.objects.filter(ended_at__isnull=True).order_by("colour", "-raised_at")


def unseen(viewer: Viewer) -> int:
    """Return how many red warnings nobody has taken up; only the office is asked to."""
    if not viewer.can(Capability.KEEP_FIGURES):
        return 0
    return open_warnings().filter(colour=Colour.RED, seen_at__isnull=True).count()


@transaction.atomic
def answer_warning(viewer: Viewer, pk: int, answer: str) -> IndicatorWarning:
    """Take a warning up and say what is done about it; raises `Refused`, `NotNow`."""
    require(viewer, Capability.KEEP_FIGURES)
    warning = IndicatorWarning.objects.select_for_update().get(pk=pk)
    if warning.ended_at:
        raise NotNow("这条预警已经解除了")
    if not answer.strip():
        raise NotNow("写一句怎么处理，比如派给谁、什么时候回")
    warning.answer = answer.strip()[:500]
    warning.seen_by_id, warning.seen_at = viewer.user_id, timezone.now()
    warning.save()
    return warning
