"""Yearly notices: the rows of the work calendar and where they come from (time-law 4.2)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

from .moments import ClockError

ORDINARY, WEEKEND, MAKE_UP = "ordinary", "weekend", "make_up"
PLAIN_REASONS = frozenset({ORDINARY, WEEKEND, MAKE_UP})
SATURDAY = 5
LAST_PROVISIONAL_YEAR = 2035
# Only what the regulation on holidays fixes by date can be known before a notice; the
# lunar holidays and every make-up day cannot (time-law 4.1, text in force since 2025).
FIXED_HOLIDAYS = {
    (1, 1): "元旦",
    (5, 1): "劳动节",
    (5, 2): "劳动节",
    (10, 1): "国庆节",
    (10, 2): "国庆节",
    (10, 3): "国庆节",
}
ONE_DAY = timedelta(days=1)


class BadNoticeError(ClockError):
    """A notice or overlay that contradicts itself or names no document."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One date: is it worked, why, and by which notice; no notice means provisional.

    `reason` is `ordinary`, `weekend`, `make_up` or the name of the holiday (statutory rest).
    """

    day: date
    is_working: bool
    reason: str
    notice: str

    @property
    def is_holiday(self) -> bool:
        """Say whether the date lies in a holiday block, its weekends included."""
        return not self.is_working and self.reason not in PLAIN_REASONS

    @property
    def is_provisional(self) -> bool:
        """Say whether no official notice covers the date yet."""
        return not self.notice


@dataclass(frozen=True, slots=True)
class Overlay:
    """A named exception that an authorised user switches on for some clock profiles.

    `days` maps dates to worked or not. Raises `BadNoticeError` without a document number
    (time-law 4.2, local exception of 2020).
    """

    name: str
    document: str
    profiles: frozenset[str]
    days: Mapping[date, bool]

    def __post_init__(self) -> None:
        """Refuse an exception that nobody could trace."""
        if not (self.name.strip() and self.document.strip() and self.profiles):
            raise BadNoticeError("日历例外要写名称、文号和适用的时钟")

    def rows(self) -> Iterator[CalendarDay]:
        """Yield the rows that this overlay puts over the calendar."""
        for day, is_working in self.days.items():
            yield CalendarDay(day, is_working, self.name, self.document)


def span_of_days(first: date, last: date) -> Iterator[date]:
    """Yield every date from `first` to `last`, both included."""
    for number in range(first.toordinal(), last.toordinal() + 1):
        yield date.fromordinal(number)


def _plain(day: date, notice: str) -> CalendarDay:
    weekday = day.weekday() < SATURDAY
    return CalendarDay(day, weekday, ORDINARY if weekday else WEEKEND, notice)


def provisional_days(first: date, last: date) -> Iterator[CalendarDay]:
    """Yield rows without a notice: Monday to Friday, minus the holidays fixed by date."""
    for day in span_of_days(first, last):
        holiday = FIXED_HOLIDAYS.get((day.month, day.day))
        yield CalendarDay(day, False, holiday, "") if holiday else _plain(day, "")


def year_of_notice(
    year: int, notice: str, off: Mapping[date, str], make_up: Iterable[date]
) -> list[CalendarDay]:
    """Lay out a whole year from its notice: rest days by holiday name, and make-up days.

    Dates of the neighbouring year that the notice names (31 December) are included.
    Raises `BadNoticeError` when a day is both, or a make-up day is an ordinary weekday.
    """
    worked = frozenset(make_up)
    if not notice.strip():
        raise BadNoticeError("放假通知要写文号")
    for day in sorted(worked):
        if day in off or day.weekday() < SATURDAY:
            raise BadNoticeError(f"{day} 不能是调休上班日：要是周六、周日，又不在放假日里")
    named = {day: CalendarDay(day, False, name, notice) for day, name in off.items()}
    named |= {day: CalendarDay(day, True, MAKE_UP, notice) for day in worked}
    whole_year = span_of_days(date(year, 1, 1), date(year, 12, 31))
    rows = {day: _plain(day, notice) for day in whole_year} | named
    return [rows[day] for day in sorted(rows)]


def read_rows(lines: Iterable[str]) -> list[CalendarDay]:
    """Read the calendar's CSV: date, is_working, reason, notice."""
    return [
        CalendarDay(date.fromisoformat(day), is_working == "1", reason, notice)
        for day, is_working, reason, notice in list(csv.reader(lines))[1:]
    ]


def china_rows() -> tuple[CalendarDay, ...]:
    """Return the shipped rows of mainland China, then provisional ones to the last year."""
    with files(__package__).joinpath("data/cn.csv").open(encoding="utf-8") as lines:
        known = read_rows(lines)
    end = date(LAST_PROVISIONAL_YEAR, 12, 31)
    return (*known, *provisional_days(known[-1].day + ONE_DAY, end))
