"""Deciding on a proposed card: hearing first, one step at most, effects, lifting (campaign §9.1).

Pure. A hearing is a gate and not a courtesy: before its window has ended nothing is decided
and nothing can be printed, whatever anybody wishes (campaign §13).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from xiaoer.clock import Clock, ClockProfile, Limit, LimitUnit

from .card_expressions import Value, evaluate, every
from .card_facts import CardFacts
from .card_rules import COLOUR_NAMES, CardRules, Colour
from .cards import BadRecord, CardProposal, Outcome, propose
from .month_score import Group
from .year_score import GREEN_BONUS, RED_CARD

HEARING_DAYS = 5
LINE = tuple(Colour)  # green, none, yellow, red


class CardState(StrEnum):
    """Where a card stands."""

    PROPOSED = "proposed"
    HEARD = "heard"
    DECIDED = "decided"
    IN_FORCE = "in_force"
    LIFTED = "lifted"
    ANNULLED = "annulled"


NEXT: Mapping[CardState, frozenset[CardState]] = {
    CardState.PROPOSED: frozenset({CardState.HEARD, CardState.ANNULLED}),
    CardState.HEARD: frozenset({CardState.DECIDED, CardState.ANNULLED}),
    CardState.DECIDED: frozenset({CardState.IN_FORCE, CardState.ANNULLED}),
    CardState.IN_FORCE: frozenset({CardState.LIFTED, CardState.ANNULLED}),
    CardState.LIFTED: frozenset(),
    CardState.ANNULLED: frozenset(),
}


# --- the hearing -------------------------------------------------------------------------


def _working_days(start: datetime, days: int, clock: Clock | None) -> datetime:
    running = clock or Clock(ClockProfile.WD_ADMIN)
    due = running.due(start, Limit(Decimal(days), LimitUnit.WORKING_DAY)).moment
    if due is None:  # cannot be: only a pause without end leaves a limit open
        raise ValueError("听取申辩的期限算不出来")
    return due


def hearing_ends(
    notified_at: datetime, days: int = HEARING_DAYS, clock: Clock | None = None
) -> datetime:
    """Return when the hearing window ends: closing time of the last of its working days.

    The day of the notice is not counted. Raises `NaiveInstant` for a moment without a zone.
    """
    return _working_days(notified_at, days, clock)


@dataclass(frozen=True, slots=True)
class Hearing:
    """A unit's hearing: when it was told, in working days, and when it answered if it did."""

    notified_at: datetime | None
    days: int = HEARING_DAYS
    answered_at: datetime | None = None

    @property
    def ends(self) -> datetime | None:
        """Return when the window ends; none while the unit was not told."""
        return None if self.notified_at is None else hearing_ends(self.notified_at, self.days)

    def over(self, now: datetime) -> bool:
        """Say whether the window has ended. An early answer does not shorten it: a unit may add."""
        ends = self.ends
        return ends is not None and now > ends

    def may_print(self, now: datetime) -> bool:
        """Say whether a card or a notice may be printed (campaign §13)."""
        return self.over(now)


# --- the decision ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Decision:
    """What the meeting of HQ decided, and the written reason where it left the proposal."""

    colour: Colour
    decided_at: datetime
    reason: str = ""

    def steps(self, proposal: CardProposal) -> int:
        """Return how many steps it is harsher (+) or milder (−) than the proposal."""
        return LINE.index(self.colour) - LINE.index(proposal.colour)


def decision_faults(proposal: CardProposal, decision: Decision, hearing: Hearing) -> list[str]:
    """Return why a decision cannot stand; nothing when it can (campaign §9.1 P-C-9a)."""
    faults = []
    if hearing.notified_at is None:
        faults.append("还没有告知单位，不能决定")
    elif not hearing.over(decision.decided_at):
        faults.append(f"听取申辩到 {hearing.ends:%Y-%m-%d %H:%M}，之前不能决定")
    if proposal.facts.group is Group.JUDICIAL and decision.colour is not Colour.NONE:
        faults.append("司法机关不亮牌")
    return faults + _step_faults(proposal, decision)


def _step_faults(proposal: CardProposal, decision: Decision) -> list[str]:
    steps = decision.steps(proposal)
    if not steps:
        return []
    moved = f"建议{COLOUR_NAMES[proposal.colour]}，决定{COLOUR_NAMES[decision.colour]}"
    faults = [f"{moved}：最多升降一档"] if abs(steps) > 1 else []
    # A reason of marks and blanks says nothing.
    if not any(letter.isalnum() for letter in decision.reason):
        faults.append(f"{moved}：写明理由")
    return faults


# --- effects -----------------------------------------------------------------------------


class EffectKind(StrEnum):
    """What follows from a card."""

    BONUS = "bonus"
    PUBLICITY = "publicity"
    RECTIFICATION = "rectification"
    INQUIRY_LETTER = "inquiry_letter"
    INTERVIEW = "formal_interview"
    SUPERVISION = "special_supervision"
    YEAR_POINTS = "year_points"


@dataclass(frozen=True, slots=True)
class Effect:
    """One effect: points of the year score where it moves them, the last day where it has one."""

    kind: EffectKind
    said: str
    points: Fraction = Fraction(0)
    due: date | None = None


def effects(colour: Colour, decided_at: datetime, clock: Clock | None = None) -> tuple[Effect, ...]:
    """Return the effects of a card from the moment of its decision (campaign §9.1, §9.3)."""
    ten, five = (_working_days(decided_at, days, clock).date() for days in (10, 5))
    found: Mapping[Colour, tuple[Effect, ...]] = {
        Colour.GREEN: (
            Effect(EffectKind.BONUS, "年度得分加 1 分", GREEN_BONUS),
            Effect(EffectKind.PUBLICITY, "宣传推广"),
        ),
        Colour.YELLOW: (
            Effect(EffectKind.RECTIFICATION, "10 个工作日内书面整改", due=ten),
            Effect(EffectKind.INQUIRY_LETTER, "5 个工作日内答复问询函", due=five),
        ),
        Colour.RED: (
            Effect(EffectKind.INTERVIEW, "5 个工作日内约谈", due=five),
            Effect(EffectKind.SUPERVISION, "专项督办"),
            Effect(EffectKind.YEAR_POINTS, "年度得分扣 3 分", -RED_CARD),
        ),
    }
    return found.get(colour, ())


# --- lifting -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LiftCheck:
    """Whether a card may go: true, false, or none while a fact is not known; and why."""

    may_lift: bool | None
    lines: tuple[str, ...]


def lift_check(
    rules: CardRules,
    card: CardProposal,
    colour: Colour,
    following: CardFacts,
    correction_verified: bool | None = None,
) -> LiftCheck:
    """Say whether a card in force may be lifted by the facts of the quarter after (campaign §9.1).

    `card` is the proposal behind it: the triggers that must be gone are the rules that fired.
    Raises `BadRecord` for the facts of another unit.
    """
    condition = rules.lift.get(colour)
    if condition is None:
        return LiftCheck(None, (f"{COLOUR_NAMES[colour]}没有解除条件",))
    if following.unit != card.facts.unit:
        raise BadRecord(f"{following.name}的数据不能解除{card.facts.name}的牌")
    now = propose(rules, following)
    gone, lines = _triggers_gone(card, now)
    given: dict[str, Value] = {"triggers_gone": gone, "correction_verified": correction_verified}
    found = evaluate(condition, {**following.values(), **given})
    may = found.value if isinstance(found.value, bool) else None
    word = {True: "可以解除", False: "不能解除", None: "无法判断"}[may]
    return LiftCheck(may, (*lines, f"{condition}：代入 {found.filled}，{word}"))


def _triggers_gone(card: CardProposal, now: CardProposal) -> tuple[bool | None, list[str]]:
    today = {one.rule: one for one in now.outcomes}
    states = [(rule.rule, _gone(today.get(rule.rule))) for rule in card.fired]
    words = {True: "已消除", False: "仍然成立", None: "无法判断"}
    lines = [f"{rule}：{words[gone]}" for rule, gone in states]
    return every([gone for _, gone in states]), lines


def _gone(outcome: Outcome | None) -> bool | None:
    # A rule that the city has struck out since cannot be met any more.
    if outcome is None:
        return True
    return None if outcome.holds is None else not outcome.holds
