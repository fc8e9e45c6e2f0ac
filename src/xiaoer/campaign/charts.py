"""Geometry of the campaign's two drawings, as numbers for SVG attributes. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 372, 132, 30, 12, 110
RIGHT = 357


@dataclass(frozen=True, slots=True)
class Paths:
    """Two lines over the months of a year: planned and done, cumulative counts of tasks."""

    planned: str
    done: str
    area: str
    ticks: tuple[tuple[int, float], ...]
    months: tuple[tuple[int, float], ...]


def _nice_top(highest: int) -> int:
    for step in (4, 8, 20, 40, 80, 100, 200, 400, 800, 1000, 2000, 4000):
        if highest <= step:
            return step
    return highest


def two_paths(planned: Sequence[tuple[date, int]], done: Sequence[tuple[date, int]]) -> Paths:
    """Lay two cumulative paths of month ends into the chart's box."""
    top = _nice_top(max((n for _day, n in [*planned, *done]), default=0) or 4)

    def point(day: date, count: int) -> str:
        x = LEFT + (day.month - 1) * (RIGHT - LEFT) / 11
        return f"{x:.1f} {BOTTOM - count / top * (BOTTOM - TOP):.1f}"

    walked = [point(day, n) for day, n in done]
    base = f"{walked[-1].split()[0]} {BOTTOM} L{LEFT} {BOTTOM}Z" if walked else ""
    return Paths(
        planned="M" + " L".join(point(day, n) for day, n in planned) if planned else "",
        done="M" + " L".join(walked) if walked else "",
        area="M" + " L".join([*walked, base]) if walked else "",
        ticks=tuple((top * i // 4, BOTTOM - i / 4 * (BOTTOM - TOP)) for i in range(5)),
        months=tuple((m, LEFT + (m - 1) * (RIGHT - LEFT) / 11) for m in (1, 3, 6, 9, 12)),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A task as the drawing needs it; `status` is its code, `progress` is in percent."""

    number: str
    text: str
    url: str
    start: date
    finish: date
    status: str
    progress: int
    dues: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One task's bar; all positions are percent of the year."""

    row: Row
    left: float
    width: float
    done: float
    dots: tuple[float, ...]
    css: str


@dataclass(frozen=True, slots=True)
class Gantt:
    """Tasks over the months of a year, with today's line."""

    bars: tuple[Bar, ...]
    months: tuple[tuple[int, float], ...]
    today: float | None


COLOURS = {"done": "good", "late": "bad", "at_risk": "warn", "on_track": "brand"}


def share_of_year(day: date, year: int) -> float:
    """Return where a day lies in a year, in percent, clipped to the year."""
    first = date(year, 1, 1)
    length = (date(year, 12, 31) - first).days + 1
    return min(max((day - first).days / length * 100, 0.0), 100.0)


def _bar(row: Row, year: int) -> Bar:
    left, right = share_of_year(row.start, year), share_of_year(row.finish, year)
    width = max(right - left, 0.6)
    return Bar(
        row=row,
        left=left,
        width=width,
        done=width * row.progress / 100,
        dots=tuple(share_of_year(due, year) for due in row.dues),
        css=COLOURS.get(row.status, "mute"),
    )


def gantt(rows: Iterable[Row], year: int, today: date, limit: int = 12) -> Gantt:
    """Draw the first tasks of a unit, those behind first."""
    order = {"late": 0, "at_risk": 1, "on_track": 2, "not_started": 3, "done": 4}
    ranked = sorted(rows, key=lambda row: order.get(row.status, 5))
    return Gantt(
        bars=tuple(_bar(row, year) for row in ranked[:limit]),
        months=tuple((m, share_of_year(date(year, m, 1), year)) for m in range(1, 13)),
        today=share_of_year(today, year) if today.year == year else None,
    )
