"""The clocks of a case as a fold over its events (time-law 2.1). Pure.

What is stored is never "days left": it is when each clock started, stopped and paused. The
moment a clock falls due and what is left of it are worked out from that, so a changed
calendar changes them and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from xiaoer.clock import Clock, WorkCalendar
from xiaoer.clock.hours import DEFAULT_HOURS, ServiceHours
from xiaoer.clock.limits import ClockProfile, Limit
from xiaoer.clock.reckoning import Elapsed, Pause
from xiaoer.packs.steps import ClockEvent as E

from .terms import Terms


class NotNow(Exception):
    """The case is not where this can be done; the message says what stands in the way."""


@dataclass(frozen=True, slots=True)
class Held:
    """A stretch in which the decision clock does not run.

    `promise_only`: the applicant asked for it, so the statutory limit runs on.
    """

    kind: str  # special, applicant, rectification, correction
    special: str
    start: datetime
    end: datetime | None = None
    promise_only: bool = False

    @property
    def pause(self) -> Pause:
        """Return the stretch as the clock wants it."""
        return Pause(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Clocks:
    """When each clock of a case started, stopped and paused."""

    submitted_at: datetime | None = None
    receipt_from: datetime | None = None
    correcting_from: datetime | None = None
    corrections: int = 0
    started_at: datetime | None = None
    accepted_at: datetime | None = None
    held: tuple[Held, ...] = ()
    extended_at: datetime | None = None
    gap_from: datetime | None = None
    gap_closed_at: datetime | None = None
    decided_at: datetime | None = None
    delivering_from: datetime | None = None
    delivered_at: datetime | None = None
    verifying_from: datetime | None = None
    verified_at: datetime | None = None
    ended_at: datetime | None = None
    limits_of: int = 0  # the pack version whose limits run on after a move; 0: the case's own

    @property
    def open_hold(self) -> Held | None:
        """Return the hold that still runs."""
        return next((h for h in self.held if h.end is None), None)

    @property
    def running(self) -> bool:
        """Say whether the decision clock has started and not stopped."""
        return self.started_at is not None and self.decided_at is None and not self.ended_at

    @property
    def gap_open(self) -> bool:
        """Say whether a material is still owed after acceptance with a gap."""
        return self.gap_from is not None and self.gap_closed_at is None


@dataclass(frozen=True, slots=True)
class Happened:
    """One event as the clocks see it. `result` comes with a decision."""

    kind: E
    at: datetime
    special: str = ""
    result: str = ""
    verify: bool = False  # decided by commitment: the verification window opens


HOLDS = {
    E.SPECIAL_PROCEDURE_STARTED: "special",
    E.APPLICANT_PAUSE_STARTED: "applicant",
    E.RECTIFICATION_STARTED: "rectification",
}
RELEASES = {
    E.SPECIAL_PROCEDURE_ENDED: "special",
    E.APPLICANT_PAUSE_ENDED: "applicant",
    E.RECTIFICATION_ENDED: "rectification",
}
ENDING = {E.NOT_ACCEPTED, E.RETURNED, E.WITHDRAWN}


def _need(condition: object, message: str) -> None:
    if not condition:
        raise NotNow(message)


def _submitted(clocks: Clocks, event: Happened, terms: Terms) -> Clocks:
    _need(clocks.submitted_at is None, "这件已经提交过了")
    started = event.at if terms.starts_on is E.SUBMITTED else None
    return replace(clocks, submitted_at=event.at, receipt_from=event.at, started_at=started)


def _correction_requested(clocks: Clocks, event: Happened, terms: Terms) -> Clocks:
    _need(clocks.receipt_from, "已经受理的件不能再要补正")
    held = clocks.held
    if clocks.started_at:  # the clock ran from submission: it waits for the applicant now
        held = (*held, Held("correction", "", event.at))
    return replace(
        clocks,
        receipt_from=None,
        correcting_from=event.at,
        corrections=clocks.corrections + 1,
        held=held,
    )


def _correction_supplied(clocks: Clocks, event: Happened, terms: Terms) -> Clocks:
    _need(clocks.correcting_from, "没有要补正的内容")
    held = tuple(
        replace(h, end=event.at) if h.kind == "correction" and h.end is None else h
        for h in clocks.held
    )
    return replace(clocks, receipt_from=event.at, correcting_from=None, held=held)


def _start(clocks: Clocks, at: datetime) -> Clocks:
    _need(clocks.receipt_from, "要先收到申请才能受理")
    return replace(
        clocks,
        receipt_from=None,
        accepted_at=at,
        started_at=clocks.started_at or at,
    )


def _accepted(clocks: Clocks, event: Happened, terms: Terms) -> Clocks:
    return _start(clocks, event.at)


def _deemed_accepted(clocks: Clocks, event: Happened, terms: Terms) -> Clocks:
    """The agency stayed silent: accepted from the day the materials came (time-law T2)."""
    _need(clocks.receipt_from, "要先收到申请才能视为受理")
    return _start(clocks, clocks.receipt_from or event.at)


def _accepted_with_gap(clocks: Clocks, event: Happened, terms: Terms) -> Clocks:
    _need(terms.gap_window, "这个事项不能容缺受理")
    return replace(_start(clocks, event.at), gap_from=event.at)


def _gap_closed(clocks: Clocks, event: Happened, terms: Terms) -> Clocks:
    _need(clocks.gap_open, "没有容缺的材料")
    return replace(clocks, gap_closed_at=event.at)


def _hold(clocks: Clocks, event: Happened, terms: Terms) -> Clocks:
    kind = HOLDS[event.kind]
    _need(clocks.running, "时钟没有在走，不用暂停")
    _need(clocks.open_hold is None, "已经暂停了，先结束这一次")
    if kind == "special":
        _need(event.special in terms.special, "这个环节没有登记为不计时的特别程序")
    held = Held(kind, event.special, event.at, promise_only=kind == "applicant")
    return replace(clocks, held=(*clocks.held, held))


def _release(clocks: Clocks, event: Happened, terms: Terms) -> Clocks:
    open_hold = clocks.open_hold
    if open_hold is None or open_hold.kind != RELEASES[event.kind]:
        raise NotNow("没有正在暂停的这个环节")
    ended = tuple(replace(h, end=event.at) if h is open_hold else h for h in clocks.held)
    return replace(clocks, held=ended)


def _extended(clocks: Clocks, event: Happened, terms: Terms) -> Clocks:
    _need(terms.extension, "这个事项依法不能延长")
    _need(clocks.running, "时钟没有在走，不能延长")
    _need(clocks.extended_at is None, "只能延长一次，已经延长过了")
    return replace(clocks, extended_at=event.at)


def _decided(clocks: Clocks, event: Happened, terms: Terms) -> Clocks:
    _need(clocks.running, "还没有受理，不能作决定")
    _need(clocks.open_hold is None, "还在不计时的环节里，先结束它")
    granted = event.result in ("", "granted")
    _need(not (granted and clocks.gap_open), "容缺的材料还没补齐，不能发结果")
    delivering = event.at if granted and terms.delivery else None
    verifying = event.at if granted and event.verify and terms.verification else None
    return replace(
        clocks,
        decided_at=event.at,
        receipt_from=None,
        delivering_from=delivering,
        verifying_from=verifying,
    )


def _delivered(clocks: Clocks, event: Happened, terms: Terms) -> Clocks:
    _need(clocks.decided_at, "还没有作决定，没有东西可送达")
    _need(clocks.delivered_at is None, "已经送达了")
    return replace(clocks, delivered_at=event.at)


def _verified(clocks: Clocks, event: Happened, terms: Terms) -> Clocks:
    _need(clocks.verifying_from, "这件不是按告知承诺办的，不用核查")
    _need(clocks.verified_at is None, "已经核查过了")
    return replace(clocks, verified_at=event.at)


def _closed(clocks: Clocks, event: Happened, terms: Terms) -> Clocks:
    """Not accepted, returned or withdrawn: every clock stops where it is."""
    _need(clocks.submitted_at, "这件还没有提交")
    _need(clocks.decided_at is None, "已经作了决定")
    held = tuple(replace(h, end=event.at) if h.end is None else h for h in clocks.held)
    return replace(clocks, ended_at=event.at, receipt_from=None, correcting_from=None, held=held)


STEPS = {
    E.SUBMITTED: _submitted,
    E.CORRECTION_REQUESTED: _correction_requested,
    E.CORRECTION_SUPPLIED: _correction_supplied,
    E.DEEMED_ACCEPTED: _deemed_accepted,
    E.ACCEPTED: _accepted,
    E.ACCEPTED_WITH_GAP: _accepted_with_gap,
    E.GAP_CLOSED: _gap_closed,
    E.EXTENDED: _extended,
    E.DECIDED: _decided,
    E.DELIVERED: _delivered,
    E.VERIFIED: _verified,
    **dict.fromkeys(HOLDS, _hold),
    **dict.fromkeys(RELEASES, _release),
    **dict.fromkeys(ENDING, _closed),
}


def after(clocks: Clocks, event: Happened, terms: Terms) -> Clocks:
    """Return the clocks after one event; raises `NotNow` when it cannot happen here."""
    _need(clocks.ended_at is None or event.kind is E.DELIVERED, "这件已经办结")
    return STEPS[event.kind](clocks, event, terms)


def folded(events: Iterable[Happened], terms: Terms) -> Clocks:
    """Return the clocks after all events of a case, from nothing."""
    clocks = Clocks()
    for event in events:
        clocks = after(clocks, event, terms)
    return clocks


@dataclass(frozen=True)
class Reckoner:
    """The calendar and hours under which a case's clocks are read."""

    calendar: WorkCalendar = field(default_factory=WorkCalendar.china)
    hours: ServiceHours = DEFAULT_HOURS

    def clock(self, profile: ClockProfile) -> Clock:
        """Return the clock of a profile."""
        return Clock(profile, self.calendar, self.hours)

    def due(
        self, start: datetime, limit: Limit, profile: ClockProfile, held: Iterable[Held] = ()
    ) -> datetime | None:
        """Return when a limit ends; `None` while a hold without an end stops the clock."""
        return self.clock(profile).due(start, limit, [h.pause for h in held]).moment

    def decision_due(self, clocks: Clocks, terms: Terms) -> datetime | None:
        """Return when the promised limit of the decision ends."""
        if clocks.started_at is None:
            return None
        limit = _longer(terms.committed, terms, clocks)
        return self.due(clocks.started_at, limit, terms.profile, clocks.held)

    def statutory_due(self, clocks: Clocks, terms: Terms) -> datetime | None:
        """Return when the statutory limit of the decision ends."""
        if clocks.started_at is None or terms.statutory is None:
            return None
        limit = _longer(terms.statutory, terms, clocks)
        held = [h for h in clocks.held if not h.promise_only]
        return self.due(clocks.started_at, limit, limit.usual_profile, held)

    def net(self, clocks: Clocks, terms: Terms, now: datetime) -> Elapsed | None:
        """Return the net time of the decision clock, holds left out."""
        if clocks.started_at is None:
            return None
        end = clocks.decided_at or clocks.ended_at or now
        held = [h.pause for h in clocks.held if h.start <= end]
        return self.clock(terms.profile).elapsed(
            clocks.started_at, max(end, clocks.started_at), held
        )


def _longer(limit: Limit, terms: Terms, clocks: Clocks) -> Limit:
    if clocks.extended_at is None or terms.extension is None:
        return limit
    if terms.extension.unit is not limit.unit:
        return limit
    return Limit(limit.amount + terms.extension.amount, limit.unit)


def stored(clocks: Clocks) -> dict[str, Any]:
    """Return the clocks as plain values for a row, instants as ISO texts."""
    found: dict[str, Any] = {}
    for name in Clocks.__slots__:
        value = getattr(clocks, name)
        if isinstance(value, datetime):
            found[name] = value.isoformat()
        elif name == "held":
            found[name] = [_stored_hold(h) for h in clocks.held]
        elif value:
            found[name] = value
    return found


def _stored_hold(hold: Held) -> list[Any]:
    end = hold.end.isoformat() if hold.end else None
    return [hold.kind, hold.special, hold.start.isoformat(), end, hold.promise_only]


def restored(values: Mapping[str, Any]) -> Clocks:
    """Read the clocks back from a row; inverse of `stored`."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name == "held":
            found[name] = tuple(_restored_hold(h) for h in value)
        else:
            found[name] = value if isinstance(value, int) else datetime.fromisoformat(value)
    return Clocks(**found)


def _restored_hold(row: list[Any]) -> Held:
    kind, special, start, end, promise_only = row
    until = datetime.fromisoformat(end) if end else None
    return Held(kind, special, datetime.fromisoformat(start), until, promise_only)
