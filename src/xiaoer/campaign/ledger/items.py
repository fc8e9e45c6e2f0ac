"""What the rules need to know of an assigned item, of a move and of who makes it. Pure.

Source rule: campaign §5, fields. Instants carry a zone; days are dates in China.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from .evidence import Evidence, EvidenceType
from .states import MoveKind, Role, State


@dataclass(frozen=True, slots=True)
class Checks:
    """What the verifier has done: papers read, field check, call-back of who is concerned."""

    documents: bool = False
    field_drawn: bool = False
    field_done: bool = False
    firm_concerned: bool = False
    called_back: bool = False


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item; `due` is none for a long-term item. Persons and units are keys.

    `state` is none while the item is not opened; `children` are the states of its parts.
    `assigned_at` is when the present lead got it: later than `issued_at` after an objection.
    """

    number: str
    lead: int
    opener: int
    assigning_leader: int | None = None
    priority: int = 3
    state: State | None = None
    minutes_clause: str = ""
    due: date | None = None
    original_due: date | None = None
    required: frozenset[EvidenceType] = frozenset()
    evidence: tuple[Evidence, ...] = ()
    children: tuple[State, ...] = ()
    checks: Checks = Checks()
    issued_at: datetime | None = None
    assigned_at: datetime | None = None
    acknowledged_at: datetime | None = None
    planned_at: datetime | None = None
    proposer: int | None = None
    signer: int | None = None
    verifier: int | None = None
    closed_at: datetime | None = None
    review_on: date | None = None
    objected_at: datetime | None = None
    objection_answered: bool = False
    extension_asked_at: datetime | None = None
    extensions: int = 0
    returns: int = 0
    relapses: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """A move that somebody wants to make, with what it says.

    `signed_by` is the leader in charge of the lead unit on a report, and the leader who
    assigned the item where priority 1 asks for one.
    """

    kind: MoveKind
    reason: str = ""
    new_due: date | None = None
    review_on: date | None = None
    signed_by: int | None = None
    new_lead: int | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who moves: the person, in which roles, from which unit."""

    person: int
    roles: frozenset[Role]
    unit: int | None = None


def due_words(item: ItemFacts) -> str:
    """Return the due day in words; the original one stays visible after an extension."""
    if item.due is None:
        return "长期"
    if item.original_due in (None, item.due) and not item.extensions:
        return str(item.due)
    return f"{item.due}（原定 {item.original_due or item.due}，延期 {item.extensions} 次）"
