"""The month score M of a unit, 0 to 100 (campaign §8). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from .attainment import Reading
from .figures import HUNDRED, ZERO, BadFigure, plain, rounded
from .score_blocks import (
    BLOCK_NAMES,
    Block,
    Code,
    Counted,
    LedgerItem,
    ReportMark,
    TaskProgress,
    cooperation_block,
    feed_block,
    indicator_block,
    ledger_block,
    report_block,
    task_block,
    user_block,
)


class Group(StrEnum):
    """The groups that are ranked separately (campaign §8)."""

    LEADS = "G1"
    COOPERATING = "G2"
    JUDICIAL = "G3"
    COUNTIES = "G4"
    UTILITIES = "G5"


GROUP_NAMES = {
    Group.LEADS: "牵头部门",
    Group.COOPERATING: "配合部门",
    Group.JUDICIAL: "司法机关",
    Group.COUNTIES: "县（市、区）",
    Group.UTILITIES: "公用事业和国有企业",
}
Weights = Mapping[Code, Fraction]


def _weights(*points: int) -> Weights:
    letters = (
        Code.TASKS, Code.INDICATORS, Code.REPORTS, Code.LEDGER, Code.USERS, Code.COOPERATION,
    )  # fmt: skip
    return dict(zip(letters, map(Fraction, points), strict=True))


LEAD_WEIGHTS = _weights(35, 30, 10, 10, 10, 5)
COUNTY_WEIGHTS = _weights(30, 30, 10, 10, 15, 5)
# A third each, and nothing that could press on how a case is decided (campaign §8, G3).
JUDICIAL_CODES = frozenset({Code.REPORTS, Code.LEDGER, Code.FEEDS})
JUDICIAL_WEIGHTS: Weights = dict.fromkeys((Code.REPORTS, Code.LEDGER, Code.FEEDS), HUNDRED / 3)
WEIGHTS: Mapping[Group, Weights] = {
    Group.LEADS: LEAD_WEIGHTS,
    Group.COOPERATING: LEAD_WEIGHTS,
    Group.JUDICIAL: JUDICIAL_WEIGHTS,
    Group.COUNTIES: COUNTY_WEIGHTS,
    Group.UTILITIES: LEAD_WEIGHTS,
}


@dataclass(frozen=True, slots=True)
class MonthEvidence:
    """Everything of a unit's month that a score may look at; there are no case outcomes."""

    tasks: tuple[TaskProgress, ...] = ()
    readings: tuple[Reading, ...] = ()
    reports: tuple[ReportMark, ...] = ()
    ledger: tuple[LedgerItem, ...] = ()
    ratings: tuple[Counted, ...] = ()
    appeals: tuple[Counted, ...] = ()
    hotline: tuple[Counted, ...] = ()
    replies: tuple[Counted, ...] = ()
    publicity: tuple[Counted, ...] = ()
    feeds: tuple[Counted, ...] = ()


@dataclass(frozen=True, slots=True)
class BlockResult:
    """A block with what it counted for: `points` of 100 after weights were rescaled."""

    block: Block
    points: Decimal | None

    @property
    def counted(self) -> bool:
        """Say whether the block had data."""
        return self.points is not None

    @property
    def name(self) -> str:
        """Return the block's name."""
        return BLOCK_NAMES[self.block.code]


@dataclass(frozen=True, slots=True)
class MonthScore:
    """M, 0 to 100 with two decimals, and its blocks; no score where no block had data."""

    group: Group
    score: Decimal | None
    blocks: tuple[BlockResult, ...]

    @property
    def excluded(self) -> tuple[BlockResult, ...]:
        """Return the blocks without data; their weight went to the others."""
        return tuple(one for one in self.blocks if not one.counted)

    def notes(self) -> list[str]:
        """Say in plain words which weights were rescaled."""
        out = self.excluded
        if not out or self.score is None:
            return ["各块都没有数据，不打分"] if self.score is None else []
        full = sum((one.block.full for one in self.blocks if one.counted), ZERO)
        names = "、".join(f"{one.name}（{plain(one.block.full)} 分）" for one in out)
        return [f"{names}没有数据，不计；其余 {plain(full)} 分折算成 100 分"]


def month_score(
    group: Group, evidence: MonthEvidence, weights: Weights | None = None
) -> MonthScore:
    """Return M from the blocks of a unit's group (campaign §8); weights are points of 100."""
    wanted = WEIGHTS[group] if weights is None else weights
    return combined(group, [_block(code, evidence, full) for code, full in wanted.items()])


def combined(group: Group, blocks: Iterable[Block]) -> MonthScore:
    """Add blocks up; those without data are left out and the weights of the rest rescaled."""
    known = list(blocks)
    _check(group, known)
    counted = [block for block in known if block.exact_got is not None]
    full = sum((block.full for block in counted), ZERO)
    if not full:
        return MonthScore(group, None, tuple(BlockResult(block, None) for block in known))
    total = sum((block.exact_got or ZERO for block in counted), ZERO) / full * HUNDRED
    results = tuple(BlockResult(block, _points(block, full)) for block in known)
    return MonthScore(group, rounded(total), results)


def _points(block: Block, full: Fraction) -> Decimal | None:
    got = block.exact_got
    return None if got is None else rounded(got / full * HUNDRED)


def _check(group: Group, blocks: list[Block]) -> None:
    codes = {block.code for block in blocks}
    if group is Group.JUDICIAL and codes - JUDICIAL_CODES:
        raise BadFigure("司法机关只看报送、台账、数据归集，不看案件和其他")
    if any(block.full < 0 for block in blocks):
        raise BadFigure("权重不能是负数")


def _block(code: Code, given: MonthEvidence, full: Fraction) -> Block:
    if code is Code.TASKS:
        return task_block(given.tasks, full)
    if code is Code.INDICATORS:
        return indicator_block(given.readings, full)
    if code is Code.REPORTS:
        return report_block(given.reports, full)
    if code is Code.LEDGER:
        return ledger_block(given.ledger, full)
    if code is Code.USERS:
        return user_block(given.ratings, given.appeals, given.hotline, full)
    if code is Code.COOPERATION:
        return cooperation_block(given.replies, given.publicity, full)
    return feed_block(given.feeds, full)
