"""An item after a move. Pure.

Source rule: campaign §5; who may move is asked of `rules` first, nothing moves past it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from xiaoer.clock.calendar import WorkCalendar

from .items import Actor, Checks, ItemFacts, Move
from .rules import refusals
from .states import MOVES, MoveKind, Role


class Refused(ValueError):
    """A move that the rules refuse; `reasons` say why and what to do."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("；".join(reasons))
        self.reasons = reasons


Change = Callable[[ItemFacts, Move, Actor, datetime], dict[str, Any]]


def _issued(item: ItemFacts, move: Move, actor: Actor, now: datetime) -> dict[str, Any]:
    due = item.original_due or item.due
    return {"issued_at": now, "assigned_at": now, "opener": actor.person, "original_due": due}


def _answered(item: ItemFacts, move: Move, actor: Actor, now: datetime) -> dict[str, Any]:
    lead = item.lead if move.new_lead is None else move.new_lead
    # a new lead signs for itself, and its day of grace runs anew
    return {"objection_answered": True, "lead": lead, "acknowledged_at": None, "assigned_at": now}


def _reported(item: ItemFacts, move: Move, actor: Actor, now: datetime) -> dict[str, Any]:
    alone = actor.person if Role.LEAD_VICE in actor.roles else None
    return {"proposer": actor.person, "signer": move.signed_by or alone, "verifier": None}


def _returned(item: ItemFacts, move: Move, actor: Actor, now: datetime) -> dict[str, Any]:
    return {"returns": item.returns + 1, "checks": _unchecked(item)}


def _reopened(item: ItemFacts, move: Move, actor: Actor, now: datetime) -> dict[str, Any]:
    # what closed it last time cannot close it again
    return {"relapses": item.relapses + 1, "checks": _unchecked(item), "evidence": ()}


def _unchecked(item: ItemFacts) -> Checks:
    return replace(item.checks, documents=False, field_done=False, called_back=False)


def _extended(item: ItemFacts, move: Move, actor: Actor, now: datetime) -> dict[str, Any]:
    count = item.extensions + 1
    return {"due": move.new_due, "extensions": count, "extension_asked_at": None}


CHANGES: Mapping[MoveKind, Change] = {
    MoveKind.ISSUE: _issued,
    MoveKind.ACKNOWLEDGE: lambda item, move, actor, now: {"acknowledged_at": now},
    MoveKind.OBJECT: lambda item, move, actor, now: {"objected_at": now},
    MoveKind.ANSWER_OBJECTION: _answered,
    MoveKind.PLAN: lambda item, move, actor, now: {"planned_at": now},
    MoveKind.REPORT: _reported,
    MoveKind.VERIFY: lambda item, move, actor, now: {"verifier": actor.person},
    MoveKind.CLOSE: lambda item, move, actor, now: {"closed_at": now, "verifier": actor.person},
    MoveKind.RETURN: _returned,
    MoveKind.REQUEST_EXTENSION: lambda item, move, actor, now: {"extension_asked_at": now},
    MoveKind.EXTEND: _extended,
    MoveKind.SUSPEND: lambda item, move, actor, now: {"review_on": move.review_on},
    MoveKind.RESUME: lambda item, move, actor, now: {"review_on": None},
    MoveKind.REOPEN: _reopened,
    MoveKind.CANCEL: lambda item, move, actor, now: {},
}


def moved(
    item: ItemFacts,
    move: Move,
    actor: Actor,
    now: datetime,
    calendar: WorkCalendar | None = None,
) -> ItemFacts:
    """Return the item after a move; raises `Refused`. The original due day never changes."""
    reasons = refusals(item, move, actor, now, calendar)
    if reasons:
        raise Refused(reasons)
    state = MOVES[move.kind].to or item.state
    return replace(item, state=state, **CHANGES[move.kind](item, move, actor, now))
