"""The clock drawn day by day, so that a reader can check the count by eye. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from xiaoer.clock.calendar import MAKE_UP, WorkCalendar
from xiaoer.clock.reckoning import CHINA

from .clocks import Clocks, Held

LONGEST = 62  # days: beyond that the strip shows the last two months


@dataclass(frozen=True, slots=True)
class Cell:
    """One calendar day of the strip."""

    day: date
    kinds: tuple[str, ...]  # run, pause, off, hol, make, next, now, due
    flag: str = ""  # start, hold, due

    @property
    def css(self) -> str:
        """Return the classes of the cell."""
        return " ".join(self.kinds + (("flag",) if self.flag else ()))


def _day(moment: datetime) -> date:
    return moment.astimezone(CHINA).date()


def _paused(day: date, held: Iterable[Held], today: date) -> Held | None:
    """Return the hold that covers a day: after its start day up to its end day."""
    for hold in held:
        last = _day(hold.end) if hold.end else today
        if _day(hold.start) < day <= last:
            return hold
    return None


def _kinds(
    day: date, calendar: WorkCalendar, clocks: Clocks, started: date, today: date, ended: date
) -> tuple[str, ...]:
    row = calendar.on(day)
    if not row.is_working:
        return ("off", "hol") if row.is_holiday else ("off",)
    make = ("make",) if row.reason == MAKE_UP else ()
    if day <= started or day > ended:
        return (*make, "next")
    if _paused(day, clocks.held, today):
        return (*make, "pause")
    return (*make, "run")


def strip(
    clocks: Clocks, due: datetime | None, now: datetime, calendar: WorkCalendar
) -> list[Cell]:
    """Return one cell a day from acceptance to the due day (or to the decision)."""
    if clocks.started_at is None:
        return []
    started, today = _day(clocks.started_at), _day(now)
    stopped = clocks.decided_at or clocks.ended_at
    ended = min(_day(stopped), today) if stopped else today
    due_day = _due_day(due)
    last = max(filter(None, (ended, due_day if not stopped else None, started)))
    first = max(started, last - timedelta(days=LONGEST - 1))
    cells = []
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        kinds = _kinds(day, calendar, clocks, started, today, ended)
        kinds += ("now",) if day == today and not stopped else ()
        kinds += ("due",) if day == due_day else ()
        cells.append(Cell(day, kinds, _flag(day, started, due_day, clocks.held)))
    return cells


def _due_day(due: datetime | None) -> date | None:
    if due is None:
        return None
    return _day(due - timedelta(microseconds=1))


def _flag(day: date, started: date, due: date | None, held: Sequence[Held]) -> str:
    if day == due:
        return "due"
    if any(_day(h.start) + timedelta(days=1) == day for h in held):
        return "hold"
    return "start" if day == started else ""


def counted(cells: Iterable[Cell]) -> tuple[int, int]:
    """Return the working days that ran and those that were held."""
    listed = list(cells)
    run = sum("run" in cell.kinds for cell in listed)
    return run, sum("pause" in cell.kinds for cell in listed)
