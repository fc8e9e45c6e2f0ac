"""The states of an assigned item, and the moves between them, as data. Pure.

Source rule: campaign §5, table of states.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

ACKNOWLEDGE_DAYS = 1  # working days from issue
OBJECTION_DAYS = 2  # working days from issue
PLAN_DAYS = 5  # working days from acknowledgement
REVIEW_DAYS = 60  # calendar days that a suspension may wait for its review
RELAPSE_DAYS = 90  # calendar days after closing in which an item can be reopened
MOST_EXTENSIONS = 2
NUMBER = re.compile(r"([1-9]\d{3})-([LHO])-(\d{3,})")


class State(StrEnum):
    """Where an item stands (campaign §5)."""

    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "in_progress"
    REPORTED = "reported"
    VERIFYING = "verifying"
    CLOSED = "closed"
    RETURNED = "returned"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    REOPENED = "reopened"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """Say whether the item still stands in the account."""
        return self not in (State.CLOSED, State.CANCELLED)


STATE_WORDS: Mapping[State, str] = {
    State.ISSUED: "已交办",
    State.ACKNOWLEDGED: "已签收",
    State.IN_PROGRESS: "办理中",
    State.REPORTED: "报请销号",
    State.VERIFYING: "核验中",
    State.CLOSED: "已销号",
    State.RETURNED: "退回",
    State.EXTENDED: "延期",
    State.SUSPENDED: "挂起",
    State.REOPENED: "重新激活",
    State.CANCELLED: "已撤销",
}


class Role(StrEnum):
    """In which office somebody acts; the `lead_` roles hold for the lead unit only."""

    HQ_OFFICE = "hq_office"
    HQ_LEADER = "hq_leader"
    LEAD_LIAISON = "lead_liaison"
    LEAD_VICE = "lead_vice"


ROLE_WORDS: Mapping[Role, str] = {
    Role.HQ_OFFICE: "指挥部办公室",
    Role.HQ_LEADER: "交办的领导",
    Role.LEAD_LIAISON: "牵头单位联络员",
    Role.LEAD_VICE: "牵头单位分管负责同志",
}


class Level(StrEnum):
    """Which body's meeting assigned the item: leading group, headquarters, office."""

    LEADING_GROUP = "L"
    HEADQUARTERS = "H"
    OFFICE = "O"


class MoveKind(StrEnum):
    """What somebody may do with an item."""

    ISSUE = "issue"
    ACKNOWLEDGE = "acknowledge"
    OBJECT = "object"
    ANSWER_OBJECTION = "answer_objection"
    PLAN = "plan"
    REPORT = "report"
    VERIFY = "verify"
    CLOSE = "close"
    RETURN = "return"
    REQUEST_EXTENSION = "request_extension"
    EXTEND = "extend"
    SUSPEND = "suspend"
    RESUME = "resume"
    REOPEN = "reopen"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class MoveRule:
    """Who may make a move, from where to where.

    `to` is none when the state stays; an empty `starts` means that the item is not opened yet.
    """

    words: str
    who: frozenset[Role]
    starts: frozenset[State]
    to: State | None
    needs_reason: bool = False


OFFICE = frozenset({Role.HQ_OFFICE})
LEAD = frozenset({Role.LEAD_LIAISON, Role.LEAD_VICE})
LIAISON = frozenset({Role.LEAD_LIAISON})
DECIDING = frozenset({Role.HQ_OFFICE, Role.HQ_LEADER})
# a returned, extended or reopened item is worked on like one in progress; its name says why
WORKING = frozenset({State.IN_PROGRESS, State.RETURNED, State.EXTENDED, State.REOPENED})
EXTENDABLE = WORKING | {State.ACKNOWLEDGED}
OPEN = frozenset(state for state in State if state.is_open)
NEW = frozenset({State.ISSUED, State.ACKNOWLEDGED})

MOVES: Mapping[MoveKind, MoveRule] = {
    MoveKind.ISSUE: MoveRule("交办", OFFICE, frozenset(), State.ISSUED),
    MoveKind.ACKNOWLEDGE: MoveRule("签收", LIAISON, frozenset({State.ISSUED}), State.ACKNOWLEDGED),
    MoveKind.OBJECT: MoveRule("提出异议", LEAD, NEW, None, needs_reason=True),
    MoveKind.ANSWER_OBJECTION: MoveRule("答复异议", OFFICE, NEW, State.ISSUED, needs_reason=True),
    MoveKind.PLAN: MoveRule("填写办理计划", LEAD, EXTENDABLE, State.IN_PROGRESS),
    MoveKind.REPORT: MoveRule("报请销号", LEAD, WORKING, State.REPORTED),
    MoveKind.VERIFY: MoveRule("开始核验", OFFICE, frozenset({State.REPORTED}), State.VERIFYING),
    MoveKind.CLOSE: MoveRule("销号", OFFICE, frozenset({State.VERIFYING}), State.CLOSED),
    MoveKind.RETURN: MoveRule(
        "退回", OFFICE, frozenset({State.VERIFYING}), State.RETURNED, needs_reason=True
    ),
    MoveKind.REQUEST_EXTENSION: MoveRule("申请延期", LEAD, EXTENDABLE, None, needs_reason=True),
    MoveKind.EXTEND: MoveRule("延期", DECIDING, EXTENDABLE, State.EXTENDED, needs_reason=True),
    MoveKind.SUSPEND: MoveRule(
        "挂起", OFFICE, EXTENDABLE | {State.SUSPENDED}, State.SUSPENDED, needs_reason=True
    ),
    MoveKind.RESUME: MoveRule("恢复办理", OFFICE, frozenset({State.SUSPENDED}), State.IN_PROGRESS),
    MoveKind.REOPEN: MoveRule(
        "重新激活", OFFICE, frozenset({State.CLOSED}), State.REOPENED, needs_reason=True
    ),
    MoveKind.CANCEL: MoveRule("撤销交办", OFFICE, OPEN, State.CANCELLED, needs_reason=True),
}


def item_number(year: int, level: Level | str, seq: int) -> str:
    """Return an item's number, `2022-H-003` (campaign §5).

    The third part counts from 1 and has at least three digits; the thousandth item gets four.
    """
    if not 1000 <= year <= 9999:
        raise ValueError(f"年份写四位数，不能是 {year}")
    if seq < 1:
        raise ValueError(f"序号从 1 起，不能是 {seq}")
    if level not in tuple(Level):
        raise ValueError(f"没有“{level}”这个层级，用 L（领导小组）、H（指挥部）或 O（办公室）")
    return f"{year}-{level}-{seq:03d}"


def number_parts(number: str) -> tuple[int, Level, int]:
    """Return year, level and sequence of a number; raises `ValueError`."""
    match = NUMBER.fullmatch(number)
    if match is None or not int(match[3]):
        raise ValueError(f"编号“{number}”写法不对，例如 2022-H-003")
    return int(match[1]), Level(match[2]), int(match[3])
