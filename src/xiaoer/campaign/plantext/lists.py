"""Levels in a list: which go on from the one before, and which noun belongs to which number."""

from __future__ import annotations

import re

PARTS = re.compile(r"[、,]|以及|和(?!谐|平|解)|及(?!时|格|其)|与(?!会)")
# An indicator that is complete needs nothing from its neighbour.
COMPLETE = re.compile(
    r"(?:率|比例|比重|占比|时间|时限|时长|用时|期限|周期|天数|次数|数量?|额|度|环节|材料|成本|费用|指数|得分|规模|余额|增速|增幅|收入|产值|投资)$"
)
SUBJECT = re.compile(r"(?P<words>[^,。;:\n\t]*?)(?:均|要|应)?分别")
YEARS = re.compile(r"(20\d\d)年?(?:[底末])?")


def nouns(words: str, count: int) -> list[str] | None:
    """Return the `count` indicators that a list names, each complete; None if it does not.

    一审、二审平均审理周期 names 一审平均审理周期 and 二审平均审理周期.
    """
    parts = [
        part.strip("“” ") if part.count("“") != part.count("”") else part for part in _split(words)
    ]
    if len(parts) != count or not all(parts):
        return None
    shared = _shared(parts)
    return [part if COMPLETE.search(part) else part + shared for part in parts[:-1]] + parts[-1:]


def _split(words: str) -> list[str]:
    """Split at the marks of a list, but not inside quotes."""
    parts, at = [], 0
    for mark in PARTS.finditer(words):
        if words.count("“", 0, mark.start()) == words.count("”", 0, mark.start()):
            parts.append(words[at : mark.start()])
            at = mark.end()
    return [*parts, words[at:]]


def _shared(parts: list[str]) -> str:
    """Return the end of the last noun that all share: 平均审理周期 of 一审, 二审平均审理周期."""
    first, last = parts[0], parts[-1]
    for size in range(min(4, len(first)), 0, -1):
        at = last.find(first[-size:])
        if at >= 0:
            return last[at + size :]
    return last[len(parts[-2]) :] if len(parts[-2]) < len(last) - 1 else ""


def years(words: str, count: int) -> list[int] | None:
    """Return the years that a list names: 2024、2025年分别压减15%和20%."""
    found = [int(year) for year in YEARS.findall(words)]
    return found if len(found) == count else None
