"""The calendar that cases are counted by: the release's own, with notices entered later."""

from __future__ import annotations

from datetime import date
from time import monotonic

from xiaoer.clock import WorkCalendar, year_of_notice

from .clocks import Reckoner

FRESH_SECONDS = 5.0  # a notice entered elsewhere is seen within this time


class _Kept:
    """The reckoner of this process, and when the notices were last looked at."""

    def __init__(self) -> None:
        self.reckoner: Reckoner | None = None
        self.looked_at = 0.0
        self.newest = -1


_kept = _Kept()


def _build() -> Reckoner:
    from .models import CalendarNotice

    calendar = WorkCalendar.china()
    for notice in CalendarNotice.objects.order_by("entered_at"):
        off = {date.fromisoformat(day): name for day, name in notice.off.items()}
        make_up = [date.fromisoformat(day) for day in notice.make_up]
        calendar = calendar.with_notice(year_of_notice(notice.year, notice.document, off, make_up))
    return Reckoner(calendar)


def reckoner() -> Reckoner:
    """Return the calendar in force; looks for new notices every few seconds."""
    from .models import CalendarNotice

    now = monotonic()
    if _kept.reckoner is None or now - _kept.looked_at > FRESH_SECONDS:
        newest = CalendarNotice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        if _kept.reckoner is None or newest != _kept.newest:
            _kept.reckoner = _build()
        _kept.looked_at, _kept.newest = now, newest
    return _kept.reckoner


def forget() -> None:
    """Look at the notices again at the next question: one was just entered."""
    _kept.reckoner = None
