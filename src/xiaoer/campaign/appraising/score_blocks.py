"""The blocks of a month score: what is counted, what it earns of what (campaign §8). Pure.

A block has parts, a part has rows. A part without data is left out and the others of its block
carry its points; a block without data is left out of the month (`month_score`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from enum import StrEnum
from fractions import Fraction

from .attainment import Attainment, Left, Reading, mean_attainment
from .figures import (
    HUNDRED,
    ONE,
    ZERO,
    BadFigure,
    Number,
    Weighed,
    clamped,
    exact,
    plain,
    rounded,
    share,
    weighted_mean,
)

LATE_MILESTONE = Fraction(2)  # points off for each late milestone
REPORT_ON_TIME, REPORT_QUALITY = Fraction(6), Fraction(4)
FIRST_LATE_DAY, FURTHER_LATE_DAY = Fraction(2), Fraction(1)
MISSING_AFTER = 3  # working days after which a late report is a missing one (campaign §3.1)
BEST_QUALITY = Fraction(5)
LEDGER_ON_TIME, LEDGER_STABLE = Fraction(6), Fraction(4)
EXTENSION = Fraction(1, 4)  # of an item's punctuality, for each extension (campaign §13) [ours]
CONFIDENCE = Decimal("1.96")  # 95 %
PRECISE = Context(prec=40)


class Code(StrEnum):
    """The blocks of campaign §8, and the feeds that stand for the rest with judicial bodies."""

    TASKS = "A"
    INDICATORS = "B"
    REPORTS = "C"
    LEDGER = "D"
    USERS = "E"
    COOPERATION = "F"
    FEEDS = "feeds"


BLOCK_NAMES = {
    Code.TASKS: "任务",
    Code.INDICATORS: "指标",
    Code.REPORTS: "信息报送",
    Code.LEDGER: "交办台账",
    Code.USERS: "用户评价",
    Code.COOPERATION: "配合与宣传",
    Code.FEEDS: "数据归集",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was looked at: its key (`task:12`), its name, what it showed in words.

    `share`: what it earns, 0 to 1; none where it was left out.
    """

    source: str
    name: str
    said: str
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a block with a weight of its own; no share where there is no data."""

    name: str
    weight: Fraction
    share: Fraction | None
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A block: `full` points, the parts, and points that come off (not below 0)."""

    code: Code
    full: Fraction
    parts: tuple[Part, ...]
    off: Fraction = ZERO

    @property
    def exact_got(self) -> Fraction | None:
        """Return the points before rounding, 0 to `full`; none without data."""
        known = [Weighed(p.share, p.weight) for p in self.parts if p.share is not None]
        earned = weighted_mean(known)
        return None if earned is None else clamped(self.full * earned - self.off, 0, self.full)

    @property
    def got(self) -> Decimal | None:
        """Return the points for a page; the month adds up the points before rounding."""
        found = self.exact_got
        return None if found is None else rounded(found)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return everything that was looked at."""
        return tuple(row for part in self.parts for row in part.rows)


# --- A: tasks ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TaskProgress:
    """A task that the unit leads. Progress and plan in percent; `late`: overdue milestones."""

    source: str
    name: str
    progress: Decimal
    planned: Decimal
    weight: Decimal = Decimal(1)
    late: int = 0


def task_block(tasks: Iterable[TaskProgress], full: Number) -> Block:
    """Return block A: Σ w·min(1, progress ÷ planned), 2 points off for each late milestone.

    A task of which nothing is planned yet says nothing about the unit: listed, not counted.
    """
    known = list(tasks)
    rows = tuple(_task_row(task) for task in known)
    weighed = [
        Weighed(row.share, exact(task.weight))
        for task, row in zip(known, rows, strict=True)
        if row.share is not None
    ]
    part = Part("任务进度", ONE, weighted_mean(weighed), rows)
    off = LATE_MILESTONE * sum(task.late for task in known)
    return Block(Code.TASKS, exact(full), (part,), off)


def _task_row(task: TaskProgress) -> Row:
    said = f"进度 {plain(task.progress)}%，计划 {plain(task.planned)}%"
    late = f"，逾期节点 {task.late} 个，扣 {plain(LATE_MILESTONE * task.late)} 分"
    earned = share(task.progress, task.planned)
    return Row(
        task.source, task.name, said + (late if task.late else ""),
        None if earned is None else clamped(earned, 0, 1),
    )  # fmt: skip


# --- B: indicators -----------------------------------------------------------------------

LEFT_WORDS = {
    Left.NO_TARGET: "目标还没定（U），不计",
    Left.GRACE: "本期没有可用数据（N），宽限一期，不计",
    Left.NO_VALUE: "连续两期以上没有可用数据（N），按 0 计",
}


def indicator_block(readings: Iterable[Reading], full: Number) -> Block:
    """Return block B: the mean attainment of the indicators owned.

    One indicator beyond its target makes up for another, but the block stops at its full points.
    """
    found = mean_attainment(readings)
    rows = tuple(_indicator_row(one) for one in (*found.counted, *found.excluded))
    return Block(Code.INDICATORS, exact(full), (Part("指标完成度", ONE, found.share, rows),))


def _indicator_row(one: Attainment) -> Row:
    reading, said = one.reading, LEFT_WORDS.get(one.left, "")
    if reading.value is not None and reading.target is not None and one.share is not None:
        done = plain(rounded(one.share * HUNDRED))
        said = f"值 {plain(reading.value)}，目标 {plain(reading.target)}，完成度 {done}%"
    return Row(reading.source, reading.name, said, one.share)


# --- C: reports --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ReportMark:
    """A report that was due. `late_days`: working days late; none when it never came.

    `quality`: 0 to 5, none until somebody judged it; `weight`: ½ for a weekly brief.
    """

    source: str
    name: str
    late_days: int | None
    quality: Decimal | None = None
    weight: Decimal = Decimal(1)

    @property
    def missing(self) -> bool:
        """Say whether it counts as not delivered (campaign §3.1: later than 3 working days)."""
        return self.late_days is None or self.late_days > MISSING_AFTER


def report_block(reports: Iterable[ReportMark], full: Number) -> Block:
    """Return block C: on time 6, quality 4; 1 working day late −2, each further −1, missing 0."""
    known = list(reports)
    timely = [Row(r.source, r.name, _when(r), _punctuality(r)) for r in known]
    judged = [Row(r.source, r.name, _how(r), _quality(r)) for r in known]
    parts = (
        Part("按时报送", REPORT_ON_TIME, _by_weight(known, timely), tuple(timely)),
        Part("报送质量", REPORT_QUALITY, _by_weight(known, judged), tuple(judged)),
    )
    return Block(Code.REPORTS, exact(full), parts)


def _by_weight(reports: list[ReportMark], rows: list[Row]) -> Fraction | None:
    return weighted_mean(
        Weighed(row.share, exact(report.weight))
        for report, row in zip(reports, rows, strict=True)
        if row.share is not None
    )


def _punctuality(report: ReportMark) -> Fraction:
    if report.late_days is None or report.missing:
        return ZERO
    if report.late_days <= 0:
        return ONE
    off = FIRST_LATE_DAY + FURTHER_LATE_DAY * (report.late_days - 1)
    return clamped((REPORT_ON_TIME - off) / REPORT_ON_TIME, 0, 1)


def _when(report: ReportMark) -> str:
    if report.late_days is None:
        return "没有报送"
    if report.missing:
        return f"迟了 {report.late_days} 个工作日，按没有报送计"
    return f"迟了 {report.late_days} 个工作日" if report.late_days > 0 else "按时"


def _quality(report: ReportMark) -> Fraction | None:
    if report.missing:
        return ZERO
    if report.quality is None:
        return None
    if not 0 <= report.quality <= BEST_QUALITY:
        raise BadFigure(f"{report.name}：质量分在 0 到 5 之间，现在 {plain(report.quality)}")
    return exact(report.quality) / BEST_QUALITY


def _how(report: ReportMark) -> str:
    if report.missing:
        return "没有报送，质量 0 分"
    if report.quality is None:
        return "还没评质量，不计"
    return f"质量 {plain(report.quality)} / 5"


# --- D: ledger ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LedgerItem:
    """An assigned item in the month. `due`: its date has come, `on_time`: closed by then.

    `reported`, `returned`, `closed`, `reopened`, `extended`: how often that happened.
    """

    source: str
    name: str
    due: bool
    on_time: bool = False
    reported: int = 0
    returned: int = 0
    closed: int = 0
    reopened: int = 0
    extended: int = 0


def ledger_block(items: Iterable[LedgerItem], full: Number) -> Block:
    """Return block D: on-time closing 6; returns and relapses 4, half for each rate (campaign §5)."""
    known = list(items)
    due = [item for item in known if item.due]
    closing = tuple(Row(i.source, i.name, _closing(i), _closed_share(i)) for i in due)
    on_time = weighted_mean(Weighed(row.share) for row in closing if row.share is not None)
    half = LEDGER_STABLE / 2
    parts = (
        Part("按期销号", LEDGER_ON_TIME, on_time, closing),
        _rate("没有退回", half, [(i, i.returned, i.reported) for i in known], "报请销号", "退回"),
        _rate("没有反弹", half, [(i, i.reopened, i.closed) for i in known], "销号", "重新激活"),
    )
    return Block(Code.LEDGER, exact(full), parts)


def _closed_share(item: LedgerItem) -> Fraction:
    return clamped(1 - EXTENSION * item.extended, 0, 1) if item.on_time else ZERO


def _closing(item: LedgerItem) -> str:
    said = "按期销号" if item.on_time else "到期没有销号"
    return said + (f"，延期过 {item.extended} 次" if item.extended else "")


def _rate(
    name: str, weight: Fraction, counts: list[tuple[LedgerItem, int, int]], of: str, bad: str
) -> Part:
    total = sum(whole for _, _, whole in counts)
    wrong = share(sum(part for _, part, _ in counts), total) if total else None
    rows = tuple(
        Row(item.source, item.name, f"{of} {whole} 次，{bad} {part} 次", _unspoilt(part, whole))
        for item, part, whole in counts
        if whole or part
    )
    return Part(name, weight, None if wrong is None else clamped(1 - wrong, 0, 1), rows)


def _unspoilt(part: int, whole: int) -> Fraction:
    return clamped(1 - (share(part, whole) or exact(part)), 0, 1)


# --- E, F, feeds: shares -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of so many: good ratings, appeals solved, replies on time, feeds on time."""

    source: str
    name: str
    hits: int
    total: int

    def __post_init__(self) -> None:
        """Refuse more hits than there are."""
        if not 0 <= self.hits <= self.total:
            raise BadFigure(f"{self.name}：{self.hits} / {self.total} 不成比例")


def user_block(
    ratings: Iterable[Counted], appeals: Iterable[Counted], hotline: Iterable[Counted], full: Number
) -> Block:
    """Return block E: good ratings (Wilson lower bound), appeals solved, hotline on time."""
    good = _counted_part("好评", list(ratings))
    hits, total = _sums(good[1])
    cautious = Part("好评（Wilson 下限）", ONE, wilson_low(hits, total), good[0].rows)
    others = (_counted_part("诉求办结", list(appeals)), _counted_part("热线按时", list(hotline)))
    return Block(Code.USERS, exact(full), (cautious, *(part for part, _ in others)))


def cooperation_block(
    replies: Iterable[Counted], publicity: Iterable[Counted], full: Number
) -> Block:
    """Return block F: replies to other leads on time, publicity plan done; half for each."""
    parts = (_counted_part("按时答复", list(replies)), _counted_part("宣传计划", list(publicity)))
    return Block(Code.COOPERATION, exact(full), tuple(part for part, _ in parts))


def feed_block(feeds: Iterable[Counted], full: Number) -> Block:
    """Return the feeds of a judicial body: deliveries that came on time (campaign §8, G3)."""
    return Block(Code.FEEDS, exact(full), (_counted_part("按时归集", list(feeds))[0],))


def _sums(counts: list[Counted]) -> tuple[int, int]:
    return sum(one.hits for one in counts), sum(one.total for one in counts)


def _counted_part(name: str, counts: list[Counted]) -> tuple[Part, list[Counted]]:
    hits, total = _sums(counts)
    rows = tuple(
        Row(one.source, one.name, f"{one.hits} / {one.total}", share(one.hits, one.total))
        for one in counts
    )
    return Part(name, ONE, share(hits, total), rows), counts


def wilson_low(hits: int, total: int, z: Decimal = CONFIDENCE) -> Fraction | None:
    """Return the lower end of Wilson's interval of a share; none of nothing.

    Few ratings are worth less than many with the same share of good ones.
    """
    if not total:
        return None
    square = PRECISE.multiply(z, z)
    middle = hits + square / 2
    spread = Decimal(hits) * (total - hits) / total + square / 4
    root = PRECISE.multiply(z, PRECISE.sqrt(spread))
    return clamped(exact(middle - root) / exact(total + square), 0, 1)
