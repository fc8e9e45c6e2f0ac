"""The figures of a log as lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

MOST_SHOWN = 20
COUNTS = {
    "cases": "案件",
    "events": "事件",
    "activities": "活动",
    "variants": "走法",
    "handovers": "换手",
}
TIMES = {"throughput_seconds": "历时", "worktime_seconds": "工作时间"}
PARTS = {"mean": "平均", "median": "中位", "p90": "九成在此以内", "min": "最短", "max": "最长"}
LISTS = {"start_activities": "开头", "end_activities": "结尾", "rework": "返工的案件"}
DEVIATIONS = {
    "skipped": "跳过",
    "repeated": "重复",
    "out_of_order": "次序不对",
    "unexpected": "不该出现",
    "unknown": "流程里没有",
}


def figure_lines(found: dict[str, Any]) -> Iterator[str]:
    """Yield the figures of `xiaoer log stats`."""
    for name, title in COUNTS.items():
        yield f"{title}　{found[name]:,}"
    for name, title in TIMES.items():
        if name in found:
            parts = (f"{PARTS[part]} {duration(value)}" for part, value in found[name].items())
            yield f"{title}　{'，'.join(parts)}"
    for name, title in LISTS.items():
        yield from counted_lines(title, found[name])
    longest = sorted(found["sojourn_seconds"].items(), key=lambda pair: -(pair[1]["mean"] or 0))
    for activity, part in longest[:MOST_SHOWN]:
        if part["mean"]:
            mean, median = duration(part["mean"]), duration(part["median"])
            yield f"办理用时　{activity}　平均 {mean}，中位 {median}"


def counted_lines(title: str, counted: dict[str, int]) -> Iterator[str]:
    """Yield the most frequent names under a title, and how many are left."""
    for name, count in list(counted.items())[:MOST_SHOWN]:
        yield f"{title}　{name}　{count:,}"
    if len(counted) > MOST_SHOWN:
        yield f"{title}　……一共 {len(counted):,} 种"


def conformance_lines(found: dict[str, Any]) -> Iterator[str]:
    """Yield the outcome of `xiaoer log conform`."""
    yield f"案件　{found['cases']:,}，完全照流程办的 {found['fitting']:,}"
    if found["fitness"] is not None:
        yield f"吻合度　{found['fitness']:.2%}，每件平均 {found['mean_fitness']:.2%}"
    if found["unjudged"]:
        yield f"太复杂，没有比对的　{found['unjudged']:,}"
    for kind, title in DEVIATIONS.items():
        yield from counted_lines(title, found[kind])


def duration(seconds: float | None) -> str:
    """Return a time in the two units that matter."""
    if seconds is None:
        return "—"
    sign, rest = ("-" if seconds < 0 else ""), abs(seconds)
    if rest < 60:
        return f"{sign}{rest:.0f} 秒"
    minutes = round(rest / 60)
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    parts = [f"{days} 天" if days else "", f"{hours} 小时" if hours else ""]
    parts.append(f"{minutes} 分" if minutes and not days else "")
    return sign + " ".join(filter(None, parts))
