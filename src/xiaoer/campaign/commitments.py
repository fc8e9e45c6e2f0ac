"""From the words of a measure to draft tasks: one commitment sentence, one task. Pure.

Source rule: campaign §2, P-C-1 steps 1 and 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

SENTENCE = re.compile(r"[^。；;！!\n\r]+[。；;！!]?[”’」』）)]*")
ONLY_UNITS = re.compile(
    r"^[（(\[【]?\s*(责任|責任|牵头|牽頭|配合|主办|主辦|协办|協辦|完成时限|完成時限|实施单位|實施單位)"
    r".{0,6}[:：]"
)
SHORTEST = 6


@dataclass(frozen=True, slots=True)
class Sentence:
    """A commitment sentence and its place in the plan's text."""

    text: str
    start: int
    end: int


def _trimmed(text: str, start: int, end: int) -> Sentence | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece) - len(piece.rstrip())
    words = piece.strip()
    if len(words) < SHORTEST or ONLY_UNITS.match(words):
        return None
    return Sentence(words, start + left, end - right)


def sentences(text: str, start: int, end: int) -> Iterator[Sentence]:
    """Yield the commitment sentences of `text[start:end]`, spans in characters of `text`.

    A clause that only names the responsible units promises nothing and is left out.
    """
    for match in SENTENCE.finditer(text, start, end):
        sentence = _trimmed(text, match.start(), match.end())
        if sentence is not None:
            yield sentence


def task_number(measure: str, number: int) -> str:
    """Return the task id `T-<measure>-<nn>` (campaign §2)."""
    return f"T-{measure}-{number:02d}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """The units that the measure map proposes for a measure."""

    lead: str | None
    coops: tuple[str, ...] = ()


def propose_units(words: str, measure_map: Iterable[Mapping[str, str]]) -> Proposal:
    """Propose organisation codes from the first line of the map with a keyword in `words`.

    `words` and the map's keywords are in simplified script.
    """
    for line in measure_map:
        if any(keyword in words for keyword in line["keywords"].split("|")):
            coops = tuple(code for code in line["coops"].split("|") if code)
            return Proposal(line["lead"], coops)
    return Proposal(None)
