"""The scoring sheet of a mystery visit, and the score of a unit. Pure.

Source rule: campaign §7, sheet of 100 points and veto list; P-C-7 steps 2 and 5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

QUEUE_MINUTES = 15
FILLED_WITHIN = timedelta(hours=2)
HARD = "three_hards"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One line of the sheet: its block, its words, the most points it can give."""

    block: str
    words: str
    most: int


# the points of the blocks are the rule's; their split over the lines is a default
SHEET: Mapping[str, Criterion] = {
    "found": Criterion("access", "找得到地方", 5),
    "hours": Criterion("access", "按公布的时间开门", 5),
    "queue": Criterion("access", f"排队不超过 {QUEUE_MINUTES} 分钟", 5),
    "one_time": Criterion("information", "一次说清", 7),
    "complete": Criterion("information", "说得完整", 7),
    "as_guide": Criterion("information", "和办事指南一致", 6),
    "conduct": Criterion("conduct", "态度和举止", 20),
    "materials": Criterion("handling", "要的材料和指南一致", 10),
    "time": Criterion("handling", "用的时间", 10),
    "channel": Criterion("handling", "线上线下自己选", 10),
    "result": Criterion("result", "办成了，有回音", 15),
}
BLOCKS: Mapping[str, int] = {
    block: sum(c.most for c in SHEET.values() if c.block == block)
    for block in dict.fromkeys(c.block for c in SHEET.values())
}


class Veto(StrEnum):
    """A severe finding: the visit scores 0 and the office hears of it on the same day."""

    REFUSED = "refused_without_reason"
    BANNED_PAPER = "banned_paper_demanded"
    FEE = "fee_demanded"
    INSULT = "insult"
    IDLE_WINDOW = "idle_window"
    OFF_SYSTEM = "off_system_handling"


VETO_WORDS: Mapping[Veto, str] = {
    Veto.REFUSED: "不说理由就不给办",
    Veto.BANNED_PAPER: "要了不许要的材料",
    Veto.FEE: "收了不该收的钱",
    Veto.INSULT: "辱骂办事人",
    Veto.IDLE_WINDOW: "窗口空着没人",
    Veto.OFF_SYSTEM: "绕开系统办理",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A filled sheet: points by line, none where a line did not apply; minutes of queueing."""

    points: Mapping[str, float | None]
    visited_at: datetime
    filled_at: datetime
    vetoes: frozenset[Veto] = frozenset()
    queue_minutes: float | None = None
    evidence: tuple[str, ...] = ()


def _line_problems(sheet: Sheet) -> Iterator[str]:
    for name, criterion in SHEET.items():
        if name not in sheet.points:
            yield f"“{criterion.words}”没有打分，不适用就写明不适用"
            continue
        given = sheet.points[name]
        if given is not None and not 0 <= given <= criterion.most:
            yield f"“{criterion.words}”打分在 0 到 {criterion.most} 之间，不能是 {given:g}"
    for name in sorted(set(sheet.points) - set(SHEET)):
        yield f"评分表里没有“{name}”这一项，删掉它"


def problems(sheet: Sheet) -> list[str]:
    """Return what is wrong with a sheet, each with what to mend; empty when it can be scored."""
    found = list(_line_problems(sheet))
    waited = sheet.queue_minutes
    if waited is not None and waited > QUEUE_MINUTES and sheet.points.get("queue"):
        found.append(f"排队 {waited:g} 分钟，超过 {QUEUE_MINUTES} 分钟，这一项不能得分")
    if sheet.filled_at < sheet.visited_at:
        found.append("填表时间早于暗访时间，核对时间")
    if sheet.filled_at - sheet.visited_at > FILLED_WITHIN:
        found.append("评分表要在暗访后 2 小时内填，写明晚填的原因，由督导复核")
    if not sheet.evidence:
        found.append("没有附凭证，附上取号单、公共区域照片、截屏或依法录的音")
    if all(value is None for value in sheet.points.values()):
        found.append("没有一项适用，这次暗访不能计分")
    return found


def score(sheet: Sheet) -> float:
    """Return the points of a visit, 0 to 100; a veto makes it 0.

    A line that did not apply (no queue on the phone) leaves the scale: the rest counts to 100.
    """
    if sheet.vetoes:
        return 0.0
    given = {n: p for n, p in sheet.points.items() if p is not None and n in SHEET}
    most = sum(SHEET[name].most for name in given)
    if not most:
        raise ValueError("没有一项适用，这次暗访不能计分")
    return sum(given.values()) / most * 100


def marks(sheet: Sheet) -> frozenset[str]:
    """Return the marks of a visit; any veto marks it `three_hards` (campaign §7)."""
    return frozenset({HARD}) if sheet.vetoes else frozenset()


@dataclass(frozen=True, slots=True)
class UnitScore:
    """The score of a unit, 0 to 100, and from how many visits; none without a visit."""

    value: float | None
    n: int


def unit_score(visits: Iterable[tuple[float, float]]) -> UnitScore:
    """Return the mean of visit scores weighted by the scenario's difficulty (above 0)."""
    found = list(visits)
    if any(difficulty <= 0 for _, difficulty in found):
        raise ValueError("难度要大于 0")
    total = sum(difficulty for _, difficulty in found)
    if not found:
        return UnitScore(None, 0)
    return UnitScore(sum(points * weight for points, weight in found) / total, len(found))
