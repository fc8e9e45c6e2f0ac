"""The sheet of the ledger: balance, ages, alarms, rates, and who is checked on the spot. Pure.

Source rule: campaign §5, monthly reconciliation, indicators, abuse.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from xiaoer.clock.calendar import WorkCalendar
from xiaoer.clock.reckoning import local_day

from .evidence import reused_evidence
from .states import ACKNOWLEDGE_DAYS, MoveKind, State

__all__ = [
    "AGES",
    "Alarm",
    "Balance",
    "Entry",
    "Rate",
    "Rates",
    "Record",
    "ageing",
    "alarm",
    "balance",
    "drawn_for_field_check",
    "rates",
    "reused_evidence",
]

AGES = ("0–30", "31–60", "61–90", ">90")  # calendar days
YELLOW_AFTER, RED_AFTER, INTERVIEW_AFTER = 1, 15, 30  # calendar days over due
FIELD_SHARE, DECEMBER_SHARE = 20, 50  # percent of the items reported
DECEMBER = 12
FLOWS = (MoveKind.ISSUE, MoveKind.REOPEN, MoveKind.CLOSE, MoveKind.CANCEL)
Period = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history: the move, and the state after it. Lines come in their order."""

    item: str
    unit: int
    kind: MoveKind
    to: State
    at: datetime


@dataclass(frozen=True, slots=True)
class Balance:
    """Counts of items over a period; `open_end` is counted from states, not from the flows."""

    open_start: int
    issued: int
    reopened: int
    closed: int
    cancelled: int
    open_end: int

    @property
    def expected_end(self) -> int:
        """Return what the flows say must be open at the end."""
        return self.open_start + self.issued + self.reopened - self.closed - self.cancelled

    @property
    def holds(self) -> bool:
        """Say whether the states and the flows agree."""
        return self.open_end == self.expected_end


@dataclass(frozen=True, slots=True)
class _History:
    unit: int
    at_start: State | None
    at_end: State | None
    flows: Counter[MoveKind]


def _history(lines: Sequence[Entry], period: Period) -> _History:
    known = [line for line in lines if local_day(line.at) <= period[1]]
    before = [line for line in known if local_day(line.at) < period[0]]
    during = known[len(before) :]
    return _History(
        unit=(known or lines)[-1].unit,
        at_start=before[-1].to if before else None,
        at_end=known[-1].to if known else None,
        flows=Counter(line.kind for line in during if line.kind in FLOWS),
    )


def _open(states: Iterable[State | None]) -> int:
    return sum(state is not None and state.is_open for state in states)


def _summed(histories: Sequence[_History]) -> Balance:
    flows: Counter[MoveKind] = sum((h.flows for h in histories), Counter())
    return Balance(
        open_start=_open(h.at_start for h in histories),
        issued=flows[MoveKind.ISSUE],
        reopened=flows[MoveKind.REOPEN],
        closed=flows[MoveKind.CLOSE],
        cancelled=flows[MoveKind.CANCEL],
        open_end=_open(h.at_end for h in histories),
    )


def _by_item(moves: Iterable[Entry]) -> dict[str, list[Entry]]:
    lines: dict[str, list[Entry]] = {}
    for entry in sorted(moves, key=lambda entry: entry.at):
        lines.setdefault(entry.item, []).append(entry)
    return lines


def _replaced(history: _History, state: State | None) -> _History:
    return _History(history.unit, history.at_start, state, history.flows)


def balance(
    moves: Iterable[Entry], period: Period, states: Mapping[str, State] | None = None
) -> tuple[dict[int, Balance], Balance]:
    """Return the balance by unit and in total over a period, both days inclusive (campaign §5).

    `states` are the states that the ledger itself shows at the end of the period; they check
    the history from outside. Without them the state after each item's last move counts.
    An item counts for the unit that leads it at the end of the period.
    """
    found = {item: _history(lines, period) for item, lines in _by_item(moves).items()}
    if states is not None:
        found = {item: _replaced(h, states.get(item)) for item, h in found.items()}
    units = sorted({history.unit for history in found.values()})
    each = {unit: _summed([h for h in found.values() if h.unit == unit]) for unit in units}
    return each, _summed(list(found.values()))


# --- ages and alarms -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Record:
    """What the figures need of one item; an item without `due` is long-term."""

    number: str
    unit: int
    issued_at: datetime
    due: date | None = None
    acknowledged_at: datetime | None = None
    closed_at: datetime | None = None
    cancelled: bool = False

    def age(self, on: date) -> int:
        """Return the age in calendar days."""
        return (on - local_day(self.issued_at)).days

    @property
    def is_open(self) -> bool:
        """Say whether the item still stands in the account."""
        return self.closed_at is None and not self.cancelled


def ageing(records: Iterable[Record], on: date) -> dict[str, int]:
    """Count the open items by age in calendar days: 0–30, 31–60, 61–90, more than 90."""
    found = dict.fromkeys(AGES, 0)
    for record in records:
        if record.is_open:
            age = max(0, record.age(on))
            found[AGES[min(max(age - 1, 0) // 30, 3)]] += 1
    return found


class Alarm(StrEnum):
    """What an overdue item calls for: a colour, the meeting, an interview (campaign §5)."""

    NONE = "none"
    YELLOW = "yellow"
    RED = "red"
    INTERVIEW = "interview"


def alarm(due: date | None, now: datetime) -> Alarm:
    """Return the alarm of an open item: 1 calendar day over due yellow, 15 red, 30 interview."""
    days = 0 if due is None else (local_day(now) - due).days
    steps = (
        (INTERVIEW_AFTER, Alarm.INTERVIEW),
        (RED_AFTER, Alarm.RED),
        (YELLOW_AFTER, Alarm.YELLOW),
    )
    return next((found for limit, found in steps if days >= limit), Alarm.NONE)


# --- rates -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rate:
    """A share with its counts; the value is none ("n/a") over an empty denominator."""

    numerator: int
    denominator: int

    @property
    def value(self) -> float | None:
        """Return the quotient, none when nothing was counted."""
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class Rates:
    """The indicators of the ledger. `mean_age` is calendar days over open items."""

    on_time: Rate
    returned: Rate
    relapsed: Rate
    mean_age: Rate
    acknowledged: Rate


def _within(moment: datetime | date | None, period: Period) -> bool:
    return moment is not None and period[0] <= local_day(moment) <= period[1]


def _on_time(records: Sequence[Record], period: Period) -> Rate:
    due = [r for r in records if r.due and not r.cancelled and _within(r.due, period)]
    met = [r for r in due if r.closed_at and r.due and local_day(r.closed_at) <= r.due]
    return Rate(len(met), len(due))


def _acknowledged(records: Sequence[Record], period: Period, calendar: WorkCalendar) -> Rate:
    good = total = 0
    for record in (r for r in records if _within(r.issued_at, period)):
        until = local_day(record.acknowledged_at) if record.acknowledged_at else period[1]
        days = calendar.working_days_between(local_day(record.issued_at), until)
        # one whose day of grace still runs is neither good nor bad yet
        total += record.acknowledged_at is not None or days > ACKNOWLEDGE_DAYS
        good += record.acknowledged_at is not None and days <= ACKNOWLEDGE_DAYS
    return Rate(good, total)


def rates(
    records: Sequence[Record],
    moves: Iterable[Entry],
    period: Period,
    calendar: WorkCalendar | None = None,
) -> Rates:
    """Return the indicators over a period, both days inclusive (campaign §5).

    The due day that counts is the present one; how often it was moved is shown beside it.
    """
    kinds = Counter(entry.kind for entry in moves if _within(entry.at, period))
    ages = [max(0, r.age(period[1])) for r in records if r.is_open]
    return Rates(
        on_time=_on_time(records, period),
        returned=Rate(kinds[MoveKind.RETURN], kinds[MoveKind.REPORT]),
        relapsed=Rate(kinds[MoveKind.REOPEN], kinds[MoveKind.CLOSE]),
        mean_age=Rate(sum(ages), len(ages)),
        acknowledged=_acknowledged(records, period, calendar or WorkCalendar.china()),
    )


def drawn_for_field_check(seed: str, item_no: str, month: int) -> bool:
    """Say whether an item is checked on the spot: 20 % of items, 50 % in December (campaign §5).

    The month only sets the share, so an item drawn once stays drawn: to report it again in
    another month does not avoid the visit. Keep the seed secret until the year is over.
    """
    if not 1 <= month <= DECEMBER:
        raise ValueError(f"月份写 1 到 12，不能是 {month}")
    text = json.dumps([seed, item_no], ensure_ascii=False)
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
    share = DECEMBER_SHARE if month == DECEMBER else FIELD_SHARE
    return number * 100 < share << 64
