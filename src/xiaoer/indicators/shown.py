"""How figures are written: rounding by unit (time-law 9.9), signs, bars. Values stay unrounded."""

from __future__ import annotations

from dataclasses import dataclass

DECIMALS = {
    "percent": 1,
    "per_10k": 1,
    "wd": 1,
    "calendar_days": 1,
    "hours": 1,
    "score": 2,
    "cny": 2,
}
HALF_DAY = 1.0  # promises of a day or less are shown to two decimals
SIGNS = {"lower": "≤", "higher": "≥", "zero": "="}
BULLET_SPAN = 1.67  # the target stands at three fifths of the bar


def written(value: float | None, unit: str, target: float | None = None) -> str:
    """Return a figure with its decimals and thousands commas; a dash for none."""
    if value is None:
        return "—"
    places = DECIMALS.get(unit, 0)
    if unit == "wd" and target is not None and target <= HALF_DAY:
        places = 2
    return f"{value:,.{places}f}"


def aimed(target: float | None, direction: str) -> str:
    """Return a target with its sign, nothing where there is none."""
    if target is None or direction not in SIGNS:
        return ""
    return f"{SIGNS[direction]} {target:,g}"


@dataclass(frozen=True, slots=True)
class Bullet:
    """A bar of what is against what should be; all in percent of its length."""

    good_from: float
    good_width: float
    value: float
    target: float


def bullet(value: float | None, target: float | None, direction: str) -> Bullet | None:
    """Lay a figure and its target along one bar."""
    if value is None or target is None or direction not in ("lower", "higher"):
        return None
    span = max(value, target * BULLET_SPAN) or 1.0
    at = target / span * 100
    low = direction == "lower"
    return Bullet(0 if low else at, at if low else 100 - at, max(value, 0) / span * 100, at)


def line(values: list[float | None], width: int = 96, height: int = 24) -> str:
    """Return the path of a small line over months, gaps skipped; nothing under two points."""
    known = [(i, v) for i, v in enumerate(values) if v is not None]
    if len(known) < 2:
        return ""
    low, high = min(v for _i, v in known), max(v for _i, v in known)
    span = (high - low) or 1.0
    steps = max(len(values) - 1, 1)
    points = [
        f"{2 + i / steps * (width - 4):.1f} {height - 3 - (v - low) / span * (height - 6):.1f}"
        for i, v in known
    ]
    return "M" + "L".join(points)
