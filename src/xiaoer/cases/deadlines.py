"""What falls due in a case and when: lapses that change it, warnings that only tell. Pure.

A deadline is worked out, never stored: the case row keeps the earliest one as the moment to
wake, and the keys of those that were told already. A warning is told once for each due
moment, so a clock that was pushed back warns again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from math import ceil

from xiaoer.clock.limits import ClockProfile, Limit, LimitUnit
from xiaoer.clock.reckoning import CHINA, SUB_DAY

from .clocks import Clocks, Held, Reckoner
from .terms import Terms

SHARES = (50, 80, 100, 120)  # percent of a limit at which a link is spoken of
CHANGING = frozenset({"receipt", "supplement", "timer"})  # only these change the case's state


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that waits for somebody: where it stands in the process, and since when."""

    id: str
    key: str
    since: datetime


@dataclass(frozen=True, slots=True)
class OpenTimer:
    """A boundary or catching timer of the process that waits: its text as drawn."""

    id: str
    key: str
    text: str
    since: datetime
    attached_to: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that happens at an instant unless the case moves on first."""

    kind: str  # receipt, decision, supplement, special, delivery, verification, step, timer
    at: datetime
    share: int = 100  # percent of the limit
    subject: str = ""  # the step or timer it belongs to

    @property
    def key(self) -> str:
        """Return the name under which the case remembers that it was told."""
        return f"{self.kind}:{self.subject}:{self.share}"

    @property
    def changes_state(self) -> bool:
        """Say whether the case changes when it passes; all others only tell."""
        return self.kind in CHANGING


@dataclass(frozen=True, slots=True)
class Span:
    """A limit that runs: from when, how long, under which profile, with which holds."""

    start: datetime
    limit: Limit
    profile: ClockProfile
    held: tuple[Held, ...] = ()

    def at(self, share: int, reckoner: Reckoner) -> datetime | None:
        """Return when a share of the limit is used up; whole days are told in the morning."""
        limit = _share_of(self.limit, share, self.profile)
        moment = reckoner.due(self.start, limit, self.profile, self.held)
        if moment is None or share == 100 or self.profile in SUB_DAY:
            return moment
        opening = _opening(moment, reckoner)
        return moment if share > 100 else max(opening, self.start)


def _share_of(limit: Limit, share: int, profile: ClockProfile) -> Limit:
    amount = limit.amount * share / Decimal(100)
    if profile not in SUB_DAY or limit.unit in (LimitUnit.MONTH, LimitUnit.YEAR):
        return Limit(Decimal(ceil(amount)), limit.unit)
    return Limit(amount, limit.unit)


def _opening(moment: datetime, reckoner: Reckoner) -> datetime:
    first = reckoner.hours.slots[0][0]
    local = moment.astimezone(CHINA)
    return datetime.combine(local.date(), time(first // 3600, first % 3600 // 60), CHINA)


def _spans(clocks: Clocks, terms: Terms) -> Iterator[tuple[str, Span, tuple[int, ...]]]:
    """Yield the limits of the whole case that run now, with the shares that are told."""
    days = ClockProfile.WD_ADMIN
    if clocks.receipt_from and terms.receipt and not clocks.accepted_at:
        span = Span(clocks.receipt_from, terms.receipt, terms.receipt.usual_profile)
        yield "receipt", span, (80, 100)
    if clocks.gap_open and terms.gap_window and clocks.gap_from and not clocks.ended_at:
        yield "supplement", Span(clocks.gap_from, terms.gap_window, days), (80, 100)
    held = clocks.open_hold
    if held and held.kind == "special":
        span = Span(held.start, terms.special[held.special], days)
        yield "special", span, (80, 100)
    if clocks.delivering_from and terms.delivery and not clocks.delivered_at:
        profile = terms.delivery.usual_profile
        yield "delivery", Span(clocks.delivering_from, terms.delivery, profile), (80, 100)
    if clocks.verifying_from and terms.verification and not clocks.verified_at:
        profile = terms.verification.usual_profile
        span = Span(clocks.verifying_from, terms.verification, profile)
        yield "verification", span, (80, 100)


def _decision(clocks: Clocks, terms: Terms) -> Span | None:
    if not clocks.running or clocks.started_at is None:
        return None
    limit = terms.committed
    if clocks.extended_at and terms.extension and terms.extension.unit is limit.unit:
        limit = Limit(limit.amount + terms.extension.amount, limit.unit)
    return Span(clocks.started_at, limit, terms.profile, clocks.held)


def _told(
    kind: str, span: Span, shares: Iterable[int], reckoner: Reckoner, subject: str = ""
) -> Iterator[Deadline]:
    for share in shares:
        at = span.at(share, reckoner)
        if at is not None:
            yield Deadline(kind, at, share, subject)


def step_span(step: OpenStep, clocks: Clocks, terms: Terms) -> Span | None:
    """Return the limit of a link, the case's holds after its start left out."""
    link = terms.steps.get(step.key)
    if link is None:
        return None
    return Span(step.since, link.limit, link.profile, clocks.held)


def _timer(timer: OpenTimer, clocks: Clocks, terms: Terms, reckoner: Reckoner) -> datetime | None:
    """Read a timer's text: `share(50)` of the limit around it, or a limit such as `5wd`."""
    text = timer.text.strip()
    if text.startswith("share(") and text.endswith(")"):
        step = OpenStep(timer.id, timer.attached_to, timer.since)
        span = step_span(step, clocks, terms) or _decision(clocks, terms)
        return span.at(int(text[6:-1]), reckoner) if span else None
    limit = Limit.parse(text)
    return reckoner.due(timer.since, limit, limit.usual_profile, clocks.held)


def deadlines(
    clocks: Clocks,
    terms: Terms,
    reckoner: Reckoner,
    steps: Iterable[OpenStep] = (),
    timers: Iterable[OpenTimer] = (),
) -> list[Deadline]:
    """Return everything that falls due in a case as it stands, the earliest first."""
    found: list[Deadline] = []
    for kind, span, shares in _spans(clocks, terms):
        found += _told(kind, span, shares, reckoner)
    decision = _decision(clocks, terms)
    if decision:
        found += _told("decision", decision, SHARES, reckoner)
    for step in steps:
        link = step_span(step, clocks, terms)
        if link:
            shares = SHARES if terms.steps[step.key].ladder else (100,)
            found += _told("step", link, shares, reckoner, step.id)
    for timer in timers:
        at = _timer(timer, clocks, terms, reckoner)
        if at:
            found.append(Deadline("timer", at, 100, timer.id))
    return sorted(found, key=lambda deadline: (deadline.at, deadline.key))


def pending(found: Iterable[Deadline], told: Mapping[str, str]) -> list[Deadline]:
    """Return the deadlines that were not told yet for the moment at which they now fall."""
    return [d for d in found if told.get(d.key) != d.at.isoformat()]


def case_due(clocks: Clocks, terms: Terms, reckoner: Reckoner) -> tuple[datetime | None, str]:
    """Return the one moment by which a case is sorted, and which clock it belongs to.

    Before acceptance it is the end of the receipt clock, then of the promise, then of the
    delivery; a clock that is held has no moment.
    """
    if clocks.ended_at or (clocks.decided_at and not clocks.delivering_from):
        return None, ""
    if clocks.delivering_from and terms.delivery:
        if clocks.delivered_at:
            return None, ""
        profile = terms.delivery.usual_profile
        return reckoner.due(clocks.delivering_from, terms.delivery, profile), "delivery"
    if clocks.started_at:
        return reckoner.decision_due(clocks, terms), "decision"
    if clocks.receipt_from and terms.receipt:
        profile = terms.receipt.usual_profile
        return reckoner.due(clocks.receipt_from, terms.receipt, profile), "receipt"
    return None, ""
