"""Which indicators there are today, from the packs in effect, and what each is held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils import timezone

from xiaoer.packs.queries import packs_on, version
from xiaoer.packs.schema import IndicatorSpec

from .colours import Aim, expected_by
from .definitions import Definition, defined
from .models import CityAim


@dataclass(frozen=True)
class Known:
    """An indicator of a pack in effect; no definition when its figure is entered."""

    spec: IndicatorSpec
    pack_key: str
    pack_title: str
    definition: Definition | None


@lru_cache(maxsize=256)
def _of_version(pk: int) -> tuple[Known, ...]:
    pack = version(pk).pack
    return tuple(
        Known(spec, pack.key, str(pack.title), defined(spec, pack)) for spec in pack.indicators
    )


def known(day: date | None = None) -> list[Known]:
    """Return the indicators of a day, pack by pack."""
    found = packs_on(day or timezone.localdate())
    return [indicator for loaded in found for indicator in _of_version(loaded.pk)]


def one(indicator_id: str) -> Known | None:
    """Return an indicator by its id."""
    return next((k for k in known() if k.spec.id == indicator_id), None)


def city_targets(year: int) -> Mapping[str, float]:
    """Return the targets that the city itself set for a year."""
    return dict(CityAim.objects.filter(year=year).values_list("indicator", "target"))


def aim_of(spec: IndicatorSpec, targets: Mapping[str, float], until: date) -> Aim:
    """Return what an indicator is held against on a day; the city's own target goes first."""
    written = float(spec.target) if spec.target is not None else None
    target = targets.get(spec.id, written)
    growing = spec.cumulative and target is not None
    return Aim(
        direction=spec.direction,
        target=target,
        red=float(spec.red) if spec.red is not None else None,
        expected=expected_by(target, until) if growing and target is not None else None,
        least=spec.least,
    )
