"""Scores by the method of Doing Business 2020 (campaign 14.1): distance to the frontier. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import fmean

from .framework import by_plain_name, found_in, number, read_rows, table

TAX_RATE = "Total tax and contribution rate"
TAX_POWER = 0.8  # below the threshold of 26.1 % the rate scores 100


@dataclass(frozen=True, slots=True)
class Component:
    """One component: its frontier, its worst value and its weight within the topic."""

    topic: str
    name: str
    best: float
    worst: float
    weight: float

    def score(self, value: float) -> float:
        """Return 0 to 100 for a value; clamped at the frontier and at the worst."""
        share = min(max((self.worst - value) / (self.worst - self.best), 0.0), 1.0)
        return 100 * (share**TAX_POWER if self.name.startswith(TAX_RATE) else share)


@dataclass(frozen=True)
class Scores:
    """Scores by topic and component; a topic without all of its components has none."""

    components: dict[str, dict[str, float]]
    topics: dict[str, float]
    overall: float | None
    warnings: list[str] = field(default_factory=list)


def components() -> list[Component]:
    """Return the components of the ten scored topics, in the table's order."""
    return [
        Component(
            row["topic"], row["component"], float(row["best"]), float(row["worst"]),
            float(row["weight"]),
        )
        for row in table("doing_business_2020")
    ]  # fmt: skip


def read(data: bytes) -> list[tuple[str, str, float]]:
    """Return `(topic, component, value)` of a CSV file, names as in the table."""
    known = components()
    topics = by_plain_name(dict.fromkeys(c.topic for c in known))
    found = []
    for line, row in read_rows(data, ("topic", "component", "value")):
        topic = found_in(row["topic"], topics, "主题", line)
        names = by_plain_name(c.name for c in known if c.topic == topic)
        name = found_in(row["component"], names, "分项", line)
        found.append((topic, name, number(row["value"], "value ", line)))
    return found


def scored(values: Iterable[tuple[str, str, float]]) -> Scores:
    """Score values; a component given twice (for men and for women) is the mean of both."""
    given: dict[tuple[str, str], list[float]] = {}
    for topic, name, value in values:
        given.setdefault((topic, name), []).append(value)
    parts: dict[str, dict[str, float]] = {}
    for component in components():
        known = given.get((component.topic, component.name))
        if known:
            mean = fmean(component.score(value) for value in known)
            parts.setdefault(component.topic, {})[component.name] = mean
    return _totals(parts)


def _totals(parts: dict[str, dict[str, float]]) -> Scores:
    topics, warnings = {}, []
    for topic in dict.fromkeys(c.topic for c in components()):
        mine = [c for c in components() if c.topic == topic]
        found = parts.get(topic, {})
        lacking = [c.name for c in mine if c.name not in found]
        if not lacking:
            weight = sum(c.weight for c in mine)
            topics[topic] = sum(c.weight * found[c.name] for c in mine) / weight
        elif found:
            warnings.append(f"{topic} 缺 {'、'.join(lacking)}，没有算这个主题的分")
    every = len(dict.fromkeys(c.topic for c in components()))
    if len(topics) < every:
        warnings.append(f"十个主题有 {len(topics)} 个，没有总分")
    overall = fmean(topics.values()) if len(topics) == every else None
    return Scores(parts, topics, overall, warnings)
