"""The clock over HTTP: calendar, due dates, elapsed time."""

from __future__ import annotations

from datetime import date, datetime

from django.http import HttpRequest
from ninja import Router, Schema
from ninja.errors import HttpError

from xiaoer.clock import Clock, ClockProfile, Limit, Pause, WorkCalendar
from xiaoer.clock.commands import read_moment

clock = Router(tags=["clock"])
MOST_DAYS = 800


class PauseIn(Schema):
    """A suspension; without an end it still runs."""

    start: str
    end: str | None = None


class DueIn(Schema):
    """Asks when a limit ends. `limit` is written as on the command line: `5wd`, `0.5wd`."""

    start: str
    limit: str
    profile: ClockProfile | None = None
    pauses: list[PauseIn] = []
    block: bool = False


class DueOut(Schema):
    """When a limit ends; `provisional` while no notice covers the year."""

    due: date | None
    moment: datetime | None
    profile: ClockProfile
    provisional: bool


class ElapsedIn(Schema):
    """Asks how much time has run between two moments."""

    start: str
    end: str
    profile: ClockProfile = ClockProfile.WD_ADMIN
    pauses: list[PauseIn] = []


class ElapsedOut(Schema):
    """Net time; `amount` counts `unit`s, `days` is the same in days of this clock."""

    amount: int
    unit: str
    days: float
    profile: ClockProfile
    provisional: bool


class DayOut(Schema):
    """One date of the work calendar."""

    date: date
    is_working: bool
    reason: str
    notice: str
    provisional: bool


def _pauses(given: list[PauseIn]) -> list[Pause]:
    return [Pause(read_moment(p.start), read_moment(p.end) if p.end else None) for p in given]


@clock.post("/due", response=DueOut, summary="When a limit ends")
def due(request: HttpRequest, asked: DueIn) -> DueOut:
    """Compute a due date under one of the seven clock profiles."""
    try:
        limit = Limit.parse(asked.limit)
        reckoner = Clock(asked.profile or limit.usual_profile, block=asked.block)
        found = reckoner.due(read_moment(asked.start), limit, _pauses(asked.pauses))
    except ValueError as problem:
        raise HttpError(422, str(problem)) from None
    return DueOut(
        due=found.day,
        moment=found.moment,
        profile=reckoner.profile,
        provisional=found.provisional,
    )


@clock.post("/elapsed", response=ElapsedOut, summary="How much time has run")
def elapsed(request: HttpRequest, asked: ElapsedIn) -> ElapsedOut:
    """Compute net time between two moments, pauses left out."""
    try:
        start, end = read_moment(asked.start), read_moment(asked.end)
        found = Clock(asked.profile).elapsed(start, end, _pauses(asked.pauses))
    except ValueError as problem:
        raise HttpError(422, str(problem)) from None
    return ElapsedOut(
        amount=found.amount,
        unit=found.unit,
        days=float(found.days),
        profile=asked.profile,
        provisional=found.provisional,
    )


@clock.get("/calendar", response=list[DayOut], summary="The work calendar")
def calendar(request: HttpRequest, first: date, last: date) -> list[DayOut]:
    """Return the dates from `first` to `last` with the notice that makes them so."""
    known = WorkCalendar.china()
    length = (last - first).days
    if not 0 <= length <= MOST_DAYS:
        raise HttpError(422, f"last 要在 first 之后，最多 {MOST_DAYS} 天")
    try:
        rows = [known.on(date.fromordinal(first.toordinal() + n)) for n in range(length + 1)]
    except ValueError as problem:
        raise HttpError(422, str(problem)) from None
    return [
        DayOut(
            date=row.day,
            is_working=row.is_working,
            reason=row.reason,
            notice=row.notice,
            provisional=known.is_provisional(row.day),
        )
        for row in rows
    ]
