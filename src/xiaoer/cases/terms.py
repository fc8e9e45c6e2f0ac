"""The limits that one case runs under: its item's, as they stood when it was opened. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xiaoer.clock.limits import ClockProfile, Limit, LimitUnit
from xiaoer.packs.items import Item
from xiaoer.packs.steps import ClockEvent

TWENTY_DAYS = 20  # working days: the longest window to close a gap (time-law T22)
PROMISE_LESS = 2  # working days that the office keeps after the gap is closed


@dataclass(frozen=True, slots=True)
class StepTerms:
    """The limit of one link, and whether it climbs the warning ladder."""

    limit: Limit
    profile: ClockProfile
    ladder: bool


@dataclass(frozen=True)
class Terms:
    """Everything that the clocks of a case need to know about its item."""

    profile: ClockProfile
    committed: Limit
    statutory: Limit | None = None
    receipt: Limit | None = None
    silence_accepts: bool = True
    starts_on: ClockEvent = ClockEvent.ACCEPTED
    extension: Limit | None = None
    delivery: Limit | None = None
    gap_window: Limit | None = None
    verification: Limit | None = None
    special: Mapping[str, Limit] = field(default_factory=dict)
    steps: Mapping[str, StepTerms] = field(default_factory=dict)


def gap_window(committed: Limit) -> Limit:
    """Return the default window to close a gap: promise − 2 wd, 1 to 20 wd (time-law T22)."""
    if committed.unit is not LimitUnit.WORKING_DAY:
        return Limit.parse(f"{TWENTY_DAYS}wd")
    days = min(int(committed.amount) - PROMISE_LESS, TWENTY_DAYS)
    return Limit.parse(f"{max(days, 1)}wd")


def _limit(text: str | None) -> Limit | None:
    return Limit.parse(text) if text else None


def _step_terms(item: Item) -> dict[str, StepTerms]:
    found = {}
    for step in item.steps:
        if step.limit:
            limit = Limit.parse(step.limit)
            profile = ClockProfile(step.profile) if step.profile else limit.usual_profile
            found[step.key] = StepTerms(limit, profile, step.ladder)
    return found


def terms_of(item: Item) -> Terms:
    """Read the limits of an item."""
    committed = Limit.parse(item.committed_limit)
    window = (_limit(item.gap.window) or gap_window(committed)) if item.gap else None
    return Terms(
        profile=item.profile,
        committed=committed,
        statutory=_limit(item.statutory_limit),
        receipt=_limit(item.receipt_limit),
        silence_accepts=item.silence == "accepted",
        starts_on=item.starts_on,
        extension=_limit(item.extension.limit) if item.extension else None,
        delivery=_limit(item.delivery_limit),
        gap_window=window,
        verification=_limit(item.commitment.verification) if item.commitment else None,
        special={s.key: Limit.parse(s.max_limit) for s in item.special},
        steps=_step_terms(item),
    )
