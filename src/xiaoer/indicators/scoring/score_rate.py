"""Score rates of a provincial or national report, and where points were lost (campaign 8, 14.5).

Pure. A forecast is never one number: low, base and high.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from .framework import BadInput, number, read_rows

LOW, HIGH = 0.5, 1.25  # of the expected recovery of lost points
PERCEPTION = 0.3  # perception items move slowly


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator of last year's report. `recovery`: share of the lost points expected back."""

    code: str
    name: str
    full: float
    got: float
    peer_avg: float | None = None
    peer_best: float | None = None
    kind: str = "objective"  # objective, perception, evidence
    recovery: float = 0.0

    @property
    def lost(self) -> float:
        """Return the points that were not received."""
        return self.full - self.got

    def expected(self, factor: float) -> float:
        """Return the points that come to be received when a share of the lost ones is won back."""
        pace = PERCEPTION if self.kind == "perception" else 1.0
        return self.got + self.lost * min(self.recovery * factor * pace, 1.0)


@dataclass(frozen=True)
class Report:
    """Score rate in percent, its forecast, and the lines by lost points, most first."""

    score_rate: float
    low: float
    base: float
    high: float
    losses: list[tuple[Line, float]]  # with the share of all lost points up to here, percent
    warnings: list[str] = field(default_factory=list)


def read(data: bytes) -> list[Line]:
    """Return the lines of a report in CSV; raises `BadInput`."""
    found, seen = [], set()
    for line, row in read_rows(data, ("indicator_code", "name", "full", "got")):
        code = row["indicator code"]
        if code in seen:
            raise BadInput(f"第 {line} 行：{code} 写了两次")
        seen.add(code)
        full, got = number(row["full"], "满分", line), number(row["got"], "得分", line)
        if full <= 0 or not 0 <= got <= full:
            raise BadInput(f"第 {line} 行：得分要在 0 和满分之间，现在 {got:g} / {full:g}")
        found.append(
            Line(
                code, row["name"], full, got, _maybe(row, "peer avg", line),
                _maybe(row, "peer best", line), row.get("kind") or "objective",
                _recovery(row, line),
            )
        )  # fmt: skip
    return found


def _maybe(row: dict[str, str], name: str, line: int) -> float | None:
    text = row.get(name, "")
    return number(text, name, line) if text else None


def _recovery(row: dict[str, str], line: int) -> float:
    share = _maybe(row, "recovery", line) or 0.0
    if not 0 <= share <= 1:
        raise BadInput(f"第 {line} 行：recovery 写 0 到 1 之间的数")
    return share


def reported(lines: Iterable[Line]) -> Report:
    """Return the report: Σ got ÷ Σ full, losses by size with their running share, a forecast."""
    known = list(lines)
    full = sum(line.full for line in known)
    rate = {
        name: sum(line.expected(factor) for line in known) / full * 100
        for name, factor in (("got", 0.0), ("low", LOW), ("base", 1.0), ("high", HIGH))
    }
    return Report(rate["got"], rate["low"], rate["base"], rate["high"], _pareto(known))


def _pareto(lines: list[Line]) -> list[tuple[Line, float]]:
    ordered = sorted((line for line in lines if line.lost > 0), key=lambda line: -line.lost)
    total = sum(line.lost for line in ordered)
    found, so_far = [], 0.0
    for line in ordered:
        so_far += line.lost
        found.append((line, so_far / total * 100))
    return found
