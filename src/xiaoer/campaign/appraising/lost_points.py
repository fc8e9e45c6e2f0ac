"""Where points were lost in the provincial report, and what may come back (campaign §8, §14.5).

Pure. The score rate, its forecast and the order of losses are those of
`xiaoer.indicators.scoring.score_rate`; here are causes, owners, and what was recovered. Never
one number: low, base and high, percentages with two decimals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from xiaoer.indicators.scoring.score_rate import reported

from .figures import HUNDRED, ZERO, BadFigure, clamped, exact, plain, rounded, share
from .report_rows import ReportRow


class Cause(StrEnum):
    """Why a point was lost."""

    DATA_NOT_SUBMITTED = "data_not_submitted"
    EVIDENCE_WEAK = "evidence_weak"
    PERFORMANCE_GAP = "performance_gap"
    REFORM_MISSING = "reform_missing"
    PERCEPTION = "perception"
    DEFINITION = "definition"


CAUSE_NAMES = {
    Cause.DATA_NOT_SUBMITTED: "数据没报",
    Cause.EVIDENCE_WEAK: "佐证不足",
    Cause.PERFORMANCE_GAP: "工作有差距",
    Cause.REFORM_MISSING: "改革没做",
    Cause.PERCEPTION: "感受度",
    Cause.DEFINITION: "口径理解",
}
# How fast a loss can come back depends on what kind of item it is (campaign §14.5).
KINDS = {Cause.PERCEPTION: "perception", Cause.EVIDENCE_WEAK: "evidence"}


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a unit says of a loss: cause, owner, task, and the share of it expected back, 0 to 1."""

    cause: Cause | None = None
    owner: str = ""
    task: str = ""
    recovery: Decimal = Decimal(0)

    def __post_init__(self) -> None:
        """Refuse to expect more back than was lost."""
        if not 0 <= self.recovery <= 1:
            raise BadFigure(f"预计收回的比例在 0 到 1 之间，现在 {plain(self.recovery)}")


NOTHING_SAID = Diagnosis()


@dataclass(frozen=True, slots=True)
class Loss:
    """A row that lost points; `running`: percent of all lost points up to and with this row."""

    row: ReportRow
    diagnosis: Diagnosis
    running: Decimal

    @property
    def gaps(self) -> list[str]:
        """Return what nobody has said yet of this loss."""
        said = self.diagnosis
        wanted = ((said.cause, "原因"), (said.owner, "责任人"), (said.task, "任务"))
        return [name for value, name in wanted if not value]


@dataclass(frozen=True, slots=True)
class Outlook:
    """Percentages: the score rate of the report, and what the next one may be."""

    got: Decimal
    low: Decimal
    base: Decimal
    high: Decimal

    def against(self, target: Decimal) -> str:
        """Say how a target such as 70 stands: `safe`, `likely`, `possible` or `out_of_reach`."""
        steps = ((self.low, "safe"), (self.base, "likely"), (self.high, "possible"))
        return next((word for value, word in steps if value >= target), "out_of_reach")


@dataclass(frozen=True, slots=True)
class LossReport:
    """The losses, most first, and the outlook."""

    losses: tuple[Loss, ...]
    outlook: Outlook | None


def lost_points(rows: Iterable[ReportRow], said: Mapping[str, Diagnosis]) -> LossReport:
    """Return losses by size with their running share, and low, base and high (campaign §8)."""
    known = {row.code: row for row in rows}
    if not known:
        return LossReport((), None)
    lines = []
    for row in known.values():
        diagnosis = said.get(row.code, NOTHING_SAID)
        kind = KINDS.get(diagnosis.cause, "objective") if diagnosis.cause else "objective"
        lines.append(row.as_line(kind, float(diagnosis.recovery)))
    found = reported(lines)
    losses = tuple(
        Loss(known[line.code], said.get(line.code, NOTHING_SAID), _percent(running))
        for line, running in found.losses
    )
    rates = (found.score_rate, found.low, found.base, found.high)
    return LossReport(losses, Outlook(*map(_percent, rates)))


def _percent(value: float) -> Decimal:
    # Nine decimals first: what binary sums leave behind must not decide a half.
    return rounded(Decimal(f"{value:.9f}"))


# --- points at stake ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stake:
    """Points of a report: all, expected by the attainment so far, and still at stake."""

    full: Decimal
    expected: Decimal
    unknown: tuple[str, ...]

    @property
    def at_stake(self) -> Decimal:
        """Return the points that are not expected yet."""
        return self.full - self.expected


def points_at_stake(rows: Iterable[ReportRow], attained: Mapping[str, Fraction]) -> Stake:
    """Return `expected = Σ full × predicted attainment` (campaign §8), attainment 0 to 1 by code.

    More than the full points cannot be had. Without a prediction the last points stand in, and
    the code is listed.
    """
    known = list(rows)
    expected = sum((_expected(row, attained.get(row.code)) for row in known), ZERO)
    full = sum((exact(row.full) for row in known), ZERO)
    unknown = tuple(row.code for row in known if row.code not in attained)
    return Stake(rounded(full), rounded(expected), unknown)


def _expected(row: ReportRow, attained: Fraction | None) -> Fraction:
    if attained is None:
        return exact(row.got)
    return exact(row.full) * clamped(attained, 0, 1)


# --- the next round ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Recovery:
    """What came back: points of the older report, percent of all lost; and what could not be told.

    `worse`: points lost on top since; `gone`: codes the new report no longer has.
    """

    lost: Decimal
    recovered: Decimal
    rate: Decimal | None
    worse: Decimal
    gone: tuple[str, ...]


def recovery(before: Iterable[ReportRow], after: Iterable[ReportRow]) -> Recovery:
    """Return `recovery_rate = Σ recovered ÷ Σ lost` of the next round (campaign §8).

    Points are compared on the older scale, because full points change between rounds. A new
    loss elsewhere does not undo a recovery; it is counted apart.
    """
    old, now = list(before), {row.code: row for row in after}
    pairs = [(row, now[row.code]) for row in old if row.code in now]
    lost = sum((exact(row.lost) for row, _ in pairs), ZERO)
    moves = [exact(row.lost) - _on_scale(row, new) for row, new in pairs]
    back = sum((move for move in moves if move > 0), ZERO)
    worse = -sum((move for move in moves if move < 0), ZERO)
    part = share(back, lost)
    return Recovery(
        rounded(lost), rounded(back), None if part is None else rounded(part * HUNDRED),
        rounded(worse), tuple(row.code for row in old if row.code not in now),
    )  # fmt: skip


def _on_scale(row: ReportRow, new: ReportRow) -> Fraction:
    return exact(new.lost) * exact(row.full) / exact(new.full)
