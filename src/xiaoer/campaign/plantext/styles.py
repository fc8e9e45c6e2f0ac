"""Lines that a file sets as headings (Heading 1, 标题 1) as evidence for the outline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .markers import Marker

# Start and end of a line in the text, and its level; the plan's own title has level 0.
StyledLine = tuple[int, int, int]
LONGEST = 120


def title_of(styled: Sequence[StyledLine]) -> tuple[int, int] | None:
    """Return the span of the line that is set as the plan's title."""
    return next(((start, end) for start, end, level in styled if level == 0 and end > start), None)


def markers_of(folded: str, found: Sequence[Marker], styled: Sequence[StyledLine]) -> list[Marker]:
    """Return a marker for each styled line: the one it prints, else one without a number."""
    lines = [line for line in styled if line[2] > 0 and 0 < line[1] - line[0] <= LONGEST]
    if not lines:
        return []
    printed = {m.start: m for m in [*found][::-1] if m.at_line_start and not m.odd}
    printed = {m.start: m for m in found if m.at_line_start} | printed
    ranks = {level: printed[s].rank for s, _, level in reversed(lines) if s in printed}
    counts: dict[int, int] = {}
    return [_marker(line, printed.get(line[0]), ranks, counts) for line in lines]


def _marker(
    line: StyledLine, printed: Marker | None, ranks: dict[int, float], counts: dict[int, int]
) -> Marker:
    start, end, level = line
    for deeper in [known for known in counts if known > level]:
        del counts[deeper]
    if printed is not None and printed.end < end:
        counts[level] = printed.number
        return replace(printed, drawn=end)
    counts[level] = counts.get(level, 0) + 1
    rank = _rank(level, ranks)
    return Marker(start, start, rank, counts[level], "", True, False, drawn=end)


def _rank(level: int, ranks: dict[int, float]) -> float:
    """Return the rank of the numbered headings of the level, else one between its neighbours."""
    if level in ranks:
        return ranks[level]
    above = max((known for known in ranks if known < level), default=None)
    if above is not None:
        return ranks[above] + 0.01 * (level - above)
    below = min(ranks, default=None)
    return ranks[below] - 0.01 * (below - level) if below is not None else 0.1 * level
