"""When a figure is green, yellow, red, or grey and why (time-law 9.4-9.7). Pure."""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

SMALL = 5  # closed cases below which a figure is shown without a colour
BAND = 0.1  # how far beyond the target is still yellow
PATH = 0.8  # share of the path of a cumulative count that is still yellow


class Colour(StrEnum):
    """How a figure stands."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


class Why(StrEnum):
    """Why a figure is grey; nothing when it has a colour."""

    NOTHING = ""
    NOT_APPLICABLE = "not_applicable"
    INSUFFICIENT = "insufficient_data"
    NO_TARGET = "target_not_set"
    WATCHED = "track"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Standing:
    """A figure's colour, with the reason where it is grey."""

    colour: Colour
    why: Why = Why.NOTHING


@dataclass(frozen=True, slots=True)
class Aim:
    """What a figure is held against. `expected`: where a cumulative count should be by now."""

    direction: str  # lower, higher, zero, track
    target: float | None = None
    red: float | None = None
    expected: float | None = None
    least: int = SMALL  # rows below which there is no colour


def grey(why: Why) -> Standing:
    """Return a grey standing."""
    return Standing(Colour.GREY, why)


def standing(value: float | None, rows: int, aim: Aim) -> Standing:
    """Return how a figure stands. Small numbers have no colour, but forbidden events always do."""
    if value is None:
        return grey(Why.NOT_APPLICABLE)
    if aim.direction == "track":
        return grey(Why.WATCHED)
    if aim.direction == "zero":
        return Standing(Colour.GREEN if value == 0 else Colour.RED)
    if aim.target is None:
        return grey(Why.NO_TARGET)
    if aim.expected is not None:
        return Standing(_on_path(value, aim.expected))
    if rows < aim.least:
        return grey(Why.INSUFFICIENT)
    return Standing(_held_against(value, aim, aim.target))


def _held_against(value: float, aim: Aim, target: float) -> Colour:
    """Without a red line of its own the yellow band is a tenth of the target."""
    if aim.direction == "lower":
        if value <= target:
            return Colour.GREEN
        return Colour.YELLOW if value <= _limit(aim.red, target * (1 + BAND)) else Colour.RED
    if value >= target:
        return Colour.GREEN
    return Colour.YELLOW if value >= _limit(aim.red, target * (1 - BAND)) else Colour.RED


def _limit(red: float | None, usual: float) -> float:
    return usual if red is None else red


def _on_path(value: float, expected: float) -> Colour:
    if value >= expected:
        return Colour.GREEN
    return Colour.YELLOW if value >= PATH * expected else Colour.RED


def elapsed_share(day: date) -> float:
    """Return which share of its year is over at the end of a day."""
    return day.timetuple().tm_yday / (366 if isleap(day.year) else 365)


def expected_by(target: float, day: date) -> float:
    """Return where a cumulative count should stand without a monthly plan (time-law 9.6)."""
    return target * elapsed_share(day)


def forecast(value: float, day: date) -> float:
    """Return what a cumulative count comes to by 31 December at the pace so far."""
    return value / elapsed_share(day)
