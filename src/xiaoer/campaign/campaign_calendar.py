"""The campaign's year as an iCalendar feed: the common days, and a unit's own milestones."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.core import signing
from icalendar import Calendar
from icalendar import Event as Entry

from xiaoer.cases.calendars import reckoner
from xiaoer.people.models import Organisation

from .models import Milestone, Programme
from .reporting.year import UNITS, Event, campaign_year

SALT = "campaign.calendar"
ONE_DAY = timedelta(days=1)


def feed_token(programme: int, unit: int | None) -> str:
    """Return the address part of a feed: whoever has it reads these days, and nothing else."""
    return signing.dumps([programme, unit], salt=SALT, compress=True).replace(":", "~")


def read_token(token: str) -> tuple[int, int | None]:
    """Return programme and unit of a feed; raises `signing.BadSignature`."""
    programme, unit = signing.loads(token.replace("~", ":"), salt=SALT)
    return programme, unit


def _days(programme: Programme, unit: Organisation | None) -> list[Event]:
    year = programme.year or programme.issue_date.year
    events = campaign_year(year, reckoner().calendar, programme.issue_date)
    return [one for one in events if unit is None or one.who == UNITS]


def _entry(uid: str, title: str, first: date, last: date, made: datetime, note: str) -> Entry:
    entry = Entry()
    entry.add("uid", f"{uid}@xiaoer")
    entry.add("dtstamp", made)
    entry.add("summary", title)
    entry.add("dtstart", first)
    entry.add("dtend", last + ONE_DAY)  # the end of a whole-day entry is exclusive
    entry.add("description", note)
    return entry


def _milestones(programme: Programme, unit: Organisation | None) -> Iterator[Milestone]:
    rows = Milestone.objects.filter(task__programme=programme, verified_at=None)
    if unit is not None:
        rows = rows.filter(task__lead=unit)
    yield from rows.select_related("task").order_by("due", "pk")


def calendar_file(programme: Programme, unit: Organisation | None, made: datetime) -> bytes:
    """Return the feed of a programme (campaign §15), for the office or for one unit."""
    calendar = Calendar()
    calendar.add("prodid", "-//xiaoer//campaign//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{programme.title} {unit or ''}".strip())
    for day in _days(programme, unit):
        uid = f"{programme.pk}-{day.id}"
        calendar.add_component(_entry(uid, day.title, day.day, day.last_day, made, day.who))
    for mark in _milestones(programme, unit):
        uid, title = f"{programme.pk}-milestone-{mark.pk}", f"{mark.task.number} {mark.name}"
        calendar.add_component(_entry(uid, title, mark.due, mark.due, made, mark.task.text))
    return calendar.to_ical()
