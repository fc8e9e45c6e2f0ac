"""Steps of a process as people see them: who does it, what may come out, what it does to clocks."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from .texts import Code, Key, LimitText, Strict, Text


class ClockEvent(StrEnum):
    """What can happen to the clocks of a case (time-law 2.1)."""

    SUBMITTED = "submitted"
    CORRECTION_REQUESTED = "correction_requested"
    CORRECTION_SUPPLIED = "correction_supplied"
    DEEMED_ACCEPTED = "deemed_accepted"
    ACCEPTED = "accepted"
    ACCEPTED_WITH_GAP = "accepted_with_gap"
    GAP_CLOSED = "gap_closed"
    NOT_ACCEPTED = "not_accepted"
    RETURNED = "returned"
    SPECIAL_PROCEDURE_STARTED = "special_procedure_started"
    SPECIAL_PROCEDURE_ENDED = "special_procedure_ended"
    APPLICANT_PAUSE_STARTED = "applicant_pause_started"
    APPLICANT_PAUSE_ENDED = "applicant_pause_ended"
    RECTIFICATION_STARTED = "rectification_started"
    RECTIFICATION_ENDED = "rectification_ended"
    EXTENDED = "extended"
    DECIDED = "decided"
    DELIVERED = "delivered"
    VERIFIED = "verified"
    WITHDRAWN = "withdrawn"


class Result(StrEnum):
    """How a case ends."""

    GRANTED = "granted"
    REFUSED = "refused"
    RETURNED = "returned"
    NOT_ACCEPTED = "not_accepted"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"


class Slip(StrEnum):
    """A paper that a step prints (time-law T4)."""

    ACCEPTANCE = "acceptance"  # 受理通知书
    CORRECTION = "correction"  # 补正通知书
    NOT_ACCEPTED = "not_accepted"  # 不予受理决定书
    GAP = "gap"  # 容缺受理通知书
    SPECIAL = "special"  # 特别程序告知书
    EXTENSION = "extension"  # 延长期限告知书
    GRANTED = "granted"  # 准予决定书
    REFUSED = "refused"  # 不予决定书
    RECTIFICATION = "rectification"  # 整改通知书
    DELIVERY = "delivery"  # 送达回证


class Outcome(Strict):
    """One way a step can end. `event` is what it does to the clocks; none means nothing."""

    key: Key
    title: Text
    event: ClockEvent | None = None
    result: Result | None = None  # with `decided`, `returned`, `not_accepted`
    special: Key | None = None  # the special procedure that `event` starts or ends
    reason: bool = False  # must the officer give a reason
    slip: Slip | None = None
    set: dict[str, str | int | bool] = Field(default_factory=dict)  # further process data
    # what it does at the standard address of the case: the company is registered there, has one
    # more place there, has moved there from where it was, or has left where it was
    premises: Literal["enter", "add", "move", "leave"] | None = None


class Step(Strict):
    """A task of the process: its key is the id of the element in the BPMN file."""

    key: Key
    title: Text
    role: Key  # a role of the pack; `applicant` is the one outside
    organisation: Code | None = None  # whose work; none means the item's own department
    limit: LimitText | None = None  # this link's own limit; starts when the step starts
    profile: str | None = None
    ladder: bool = False  # warn at 50, 80, 100 and 120 percent of the limit
    outcomes: tuple[Outcome, ...] = ()
    different_from: tuple[Key, ...] = ()  # steps whose actor may not do this one
    form: Key | None = None
    officers: int = Field(1, ge=1, le=5)  # a check of substance needs two (time-law T5)
    system: Key | None = None  # an outside system answers; a person may stand in for it
    automatic: Key | None = None  # the outcome that the program itself takes, at once
    opens: str | None = None  # the item of the case that does this step; `each`: the loop's item
    side: bool = False  # seldom taken (a repair, a consent): shown only once it is reached
    on_failure: Text | None = None  # what a failed branch means for the applicant

    def outcome(self, key: str) -> Outcome | None:
        """Return the outcome with this key."""
        return next((o for o in self.outcomes if o.key == key), None)
