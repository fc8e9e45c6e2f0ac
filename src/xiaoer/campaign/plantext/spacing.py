"""Plans typed with blanks around numbers (由 4 个 压减 至 1 个) are read without them. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TypeVar

from .model import Cadence, CompileWarning, Heading, Measure, Plan, Target
from .styles import StyledLine

HAN = r"\u3400-\u9fff"
NUMBER = r"\d<>≤≥＜＞０-９xX×*"
MARK = r"，。、；：！？,;:!?（）()《》“”\"'"
BLANK = r"[ \xa0\u2009\u202f]"
# A blank that a typist or a converter put at a number, never one between two numbers or words.
AT_NUMBER = re.compile(
    rf"(?<=[{HAN}{MARK}]){BLANK}(?=[{NUMBER}])|(?<=[{NUMBER}%％]){BLANK}(?=[{HAN}%％{MARK}])"
)
WORD_GAP = re.compile(rf"(?<=[{HAN}])[ ](?=[{HAN}])")
LONGEST_WORD = 3  # 压减, 至, 不超过: a longer run of characters is no word of a split sentence
# 1 开办企业, (1) 3个: the blank behind a marker parts it from its title.
LINE_HEAD = re.compile(rf"^[ \t]*[(（\[]?\d{{1,3}}[)）\].．、]?{BLANK}", re.M)

Span = tuple[int, int]
Spanned = TypeVar("Spanned", Heading, Measure, Target, Cadence, CompileWarning)
Quoted = TypeVar("Quoted", Target, Cadence)


@dataclass(frozen=True, slots=True)
class Compact:
    """A text without the blanks at its numbers, and the way back to the text as read."""

    text: str
    ends: tuple[int, ...]  # where in `text` each blank was
    lost: tuple[int, ...]  # characters lost up to and with it

    def original(self, place: int) -> int:
        """Return where the character at `place` stands in the text as read."""
        at = bisect_left(self.ends, place + 1)
        return place + (self.lost[at - 1] if at else 0)

    def span(self, start: int, end: int) -> Span:
        """Return a span of the compact text as one of the text as read."""
        if end <= start:
            return self.original(start), self.original(start)
        return self.original(start), self.original(end - 1) + 1


def compact(text: str) -> Compact | None:
    """Return the text without blanks at numbers; None where it has none (most plans)."""
    gaps = sorted(_gaps(text))
    if not gaps:
        return None
    parts, at = [], 0
    for start, end in gaps:
        parts.append(text[at:start])
        at = end
    lost = tuple(accumulate(end - start for start, end in gaps))
    before = (0, *lost[:-1])
    ends = tuple(start - gone for (start, _), gone in zip(gaps, before, strict=True))
    return Compact("".join([*parts, text[at:]]), ends, lost)


def lines_in(styled: Sequence[StyledLine], shorter: Compact) -> list[StyledLine]:
    """Return the styled lines by their places in the compact text."""
    return [(_place(shorter, start), _place(shorter, end), level) for start, end, level in styled]


def _place(shorter: Compact, original: int) -> int:
    """Return the place in the compact text of a place in the text as read."""
    low, high = 0, len(shorter.text)
    while low < high:
        middle = (low + high) // 2
        if shorter.original(middle) < original:
            low = middle + 1
        else:
            high = middle
    return low


def restored(plan: Plan, shorter: Compact, text: str) -> Plan:
    """Return the plan of the compact text with spans and quotes of the text as read."""
    return replace(
        plan,
        headings=tuple(
            replace(moved, text_end=shorter.span(item.start, item.text_end)[1])
            for item in plan.headings
            for moved in [_moved(item, shorter)]
        ),
        measures=tuple(_moved(item, shorter) for item in plan.measures),
        targets=tuple(_quoted(_moved(item, shorter), text) for item in plan.targets),
        cadences=tuple(_quoted(_moved(item, shorter), text) for item in plan.cadences),
        warnings=tuple(
            item if item.start is None else _moved(item, shorter) for item in plan.warnings
        ),
    )


def _moved(item: Spanned, shorter: Compact) -> Spanned:
    start, end = shorter.span(item.start or 0, item.end or 0)
    return replace(item, start=start, end=end)


def _quoted(item: Quoted, text: str) -> Quoted:
    return replace(item, quote=text[item.start : item.end])


def _gaps(text: str) -> Iterator[Span]:
    at_numbers = [m.span() for m in AT_NUMBER.finditer(text)]
    if not at_numbers:
        return
    heads = {m.end() for m in LINE_HEAD.finditer(text)}
    at_numbers = [gap for gap in at_numbers if gap[1] not in heads]
    yield from at_numbers
    yield from _between_words(text, at_numbers)


def _between_words(text: str, at_numbers: Sequence[Span]) -> Iterator[Span]:
    """Yield the blanks between short words that stand beside a blank at a number."""
    starts, ends = {s for s, _ in at_numbers}, {e for _, e in at_numbers}
    gaps = [m.span() for m in WORD_GAP.finditer(text)]
    found = set()
    for way, edges, near in ((gaps, ends, 0), (gaps[::-1], starts, 1)):
        for gap in way:
            if _beside(text, gap, edges, near):
                edges.add(gap[1 - near])
                found.add(gap)
    yield from found


def _beside(text: str, gap: Span, edges: set[int], side: int) -> bool:
    """Say whether the word before (0) or behind (1) the gap is short and ends at such a blank."""
    reach = range(1, LONGEST_WORD + 1)
    if side == 0:
        return any(
            gap[0] - length in edges
            for length in reach
            if " " not in text[gap[0] - length : gap[0]]
        )
    return any(
        gap[1] + length in edges for length in reach if " " not in text[gap[1] : gap[1] + length]
    )
