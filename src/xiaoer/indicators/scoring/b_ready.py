"""The structure of B-READY (campaign 14.2): points to pillars to topics. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field
from statistics import fmean

from .framework import BadInput, by_plain_name, found_in, number, read_rows, table


@dataclass(frozen=True)
class Ready:
    """Scores 0 to 100: by topic and pillar, by topic, and each pillar over all topics."""

    pillars: dict[str, dict[str, float]]
    topics: dict[str, float]
    economy: dict[str, float]
    warnings: list[str] = field(default_factory=list)


def structure() -> dict[str, dict[str, list[str]]]:
    """Return the categories by topic and pillar, in the table's order."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in table("b_ready"):
        found.setdefault(row["topic"], {}).setdefault(row["pillar"], []).append(row["category"])
    return found


def read(data: bytes) -> list[tuple[str, str, float, float]]:
    """Return `(topic, pillar, points got, full points)` of a CSV file."""
    known = structure()
    topics = by_plain_name(known)
    found = []
    for line, row in read_rows(data, ("topic", "pillar", "got", "full")):
        topic = found_in(row["topic"], topics, "主题", line)
        pillar = found_in(row["pillar"], by_plain_name(known[topic]), "支柱", line)
        got, full = number(row["got"], "got ", line), number(row["full"], "full ", line)
        if not 0 <= got <= full or not full:
            raise BadInput(f"第 {line} 行：得分要在 0 和满分之间，现在 {got:g} / {full:g}")
        found.append((topic, pillar, got, full))
    return found


def scored(values: list[tuple[str, str, float, float]]) -> Ready:
    """Add points up to pillars; a topic is the mean of its three pillars."""
    points: dict[tuple[str, str], tuple[float, float]] = {}
    for topic, pillar, got, full in values:
        before = points.get((topic, pillar), (0.0, 0.0))
        points[topic, pillar] = (before[0] + got, before[1] + full)
    pillars: dict[str, dict[str, float]] = {}
    for (topic, pillar), (got, full) in points.items():
        pillars.setdefault(topic, {})[pillar] = got / full * 100
    return _totals(pillars)


def _totals(pillars: dict[str, dict[str, float]]) -> Ready:
    known = structure()
    whole = {t: found for t, found in pillars.items() if len(found) == len(known[t])}
    warnings = [f"{topic} 三根支柱不全，没有算主题分" for topic in pillars if topic not in whole]
    names = dict.fromkeys(pillar for found in known.values() for pillar in found)
    economy = {
        pillar: fmean(found[pillar] for found in whole.values())
        for pillar in names
        if len(whole) == len(known)
    }
    return Ready(pillars, {t: fmean(f.values()) for t, f in whole.items()}, economy, warnings)
