"""Clauses and sentences: where they begin and end, and what stands around a quantity."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from . import comparators, dates, tenses
from .quantities import Quantity

# The comma of 1,500 parts no clause.
CLAUSE_MARK = re.compile(r"[。;!?:\n\t]|(?<!\d),|,(?!\d{3}(?!\d))")
SENTENCE_MARK = re.compile(r"[。!?\n\t]")
LONGEST_LOOK = 120


class Text:
    """The folded text with its headings' markers and dates blanked, cut into clauses.

    What is looked for behind every quantity (deadlines, words of time, comparators) is found
    once, so that a long sentence costs no more than its length.
    """

    __slots__ = (
        "_clauses", "_sentences", "brackets", "coming", "comparators", "due", "folded", "past",
        "scan", "text",
    )  # fmt: skip

    def __init__(self, folded: str, scan: str, text: str = "") -> None:
        self.text = text or folded
        self.folded = folded
        self.scan = scan
        self.due = dates.find(folded)
        self.past = list(tenses.PAST.finditer(folded))
        self.coming = list(tenses.COMING.finditer(folded))
        self.comparators = list(comparators.LEFT.finditer(scan))
        self.brackets = "(" in scan
        self._clauses = [m.start() for m in CLAUSE_MARK.finditer(scan)]
        self._sentences = [m.start() for m in SENTENCE_MARK.finditer(scan)]

    def clause(self, place: int) -> tuple[int, int]:
        """Return the span of the clause around the place."""
        return _between(self._clauses, place, len(self.scan))

    def sentence(self, place: int) -> tuple[int, int]:
        """Return the span of the sentence around the place."""
        return _between(self._sentences, place, len(self.scan))


def _between(marks: list[int], place: int, last: int) -> tuple[int, int]:
    left = bisect_left(marks, place) - 1
    right = bisect_right(marks, place - 1)
    start = marks[left] + 1 if left >= 0 else 0
    end = marks[right] if right < len(marks) else last
    return start, max(end, place)


@dataclass(slots=True)
class Context:
    """A quantity with what stands to its left and right in clause and sentence."""

    text: Text
    quantity: Quantity
    clause_start: int
    clause_end: int
    sentence_start: int
    next_start: int
    left: str  # the words of the clause before the quantity
    right: str  # the words of the clause behind the quantity

    def of(self, quantity: Quantity) -> Context:
        """Return the same surroundings for another reading of the quantity."""
        left = self.text.scan[self.clause_start : quantity.start]
        right = self.text.scan[quantity.end : self.clause_end]
        return replace(self, quantity=quantity, left=left, right=right)


def context(text: Text, quantity: Quantity, next_start: int) -> Context:
    """Return the surroundings of a quantity, cut to a bounded length."""
    start, end = text.clause(quantity.start)
    start = max(start, quantity.start - LONGEST_LOOK)
    end = min(end, quantity.end + LONGEST_LOOK)
    if text.brackets and text.scan.find("(", start, quantity.start) >= 0:
        start, end = _in_bracket(text.scan, quantity, start, end)
    sentence = max(text.sentence(quantity.start)[0], quantity.start - 2 * LONGEST_LOOK)
    left, right = text.scan[start : quantity.start], text.scan[quantity.end : end]
    return Context(text, quantity, start, end, min(sentence, start), next_start, left, right)


def _in_bracket(scan: str, quantity: Quantity, start: int, end: int) -> tuple[int, int]:
    """Return the clause cut to the bracket around the quantity, if it stands in one."""
    opened = _open_bracket(scan[start : quantity.start])
    if opened < 0:
        return start, end
    close = scan.find(")", quantity.end, end)
    return start + opened + 1, close if close >= 0 else end


def _open_bracket(words: str) -> int:
    depth = 0
    for at in range(len(words) - 1, -1, -1):
        if words[at] == ")":
            depth += 1
        elif words[at] == "(":
            if depth == 0:
                return at
            depth -= 1
    return -1
