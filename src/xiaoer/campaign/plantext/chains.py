"""Levels in a list: which goes on from the one before, and which noun belongs to which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from . import lists, phrases, tables
from .clauses import Context
from .comparators import Comparison, Suffix
from .model import Comparator
from .quantities import Quantity

CHAIN = re.compile(
    r"[”]?(?:[\u4e00-\u9fff“”A-Za-z·]{0,14}(?:[、和及与或]|以及)(?:[\u4e00-\u9fff“”A-Za-z·]{0,16})?)?[“]?"
)
NEXT_CLAUSE = re.compile(r"[^,。;:\n\t]{0,8},[\u4e00-\u9fff“”A-Za-z·、]{2,24}")
BREAKS = re.compile(r"的|由|从|在|对|涉及|包括|共|为|按|以|已|原|经|每")
LIST_END = re.compile(r"\s?(?:以上|左右|以内|内)?(?:[,。;\n\t]|$)")


@dataclass(slots=True)
class Found:
    """A quantity that is a level, with everything its words say."""

    context: Context
    comparator: Comparator
    comparison: Comparison | None
    suffix: Suffix
    quote: phrases.Quote
    chained: bool = False
    row: tables.Row | None = None
    year: int | None = None

    @property
    def end(self) -> int:
        """Return where number, unit and suffix end."""
        return max(self.context.quantity.end, self.suffix.end)


def chained(around: Context, last: Found | None, before: Quantity | None) -> Found | None:
    """Return the level before if this one goes on its list: 压缩至2个环节、1天、3份材料."""
    if last is None or before is None or last.context.quantity.start != before.start:
        return None
    if around.quantity.unit is None or around.quantity.chinese != last.context.quantity.chinese:
        return None
    gap = around.text.scan[last.end : around.quantity.start]
    if len(gap) > 36 or not (kind := around.quantity.kind):
        return None
    if last.comparator in ("increase_by", "decrease_by") and kind != last.context.quantity.kind:
        return None
    if CHAIN.fullmatch(gap) and not BREAKS.search(gap):
        return last
    goes_on = NEXT_CLAUSE.fullmatch(gap) and not BREAKS.search(gap)
    ends = LIST_END.match(around.text.scan, around.quantity.end)
    same = kind == last.context.quantity.kind and kind in ("count", "money", "share")
    part = re.match(r",其中", gap) is not None
    return last if goes_on and ends and same and (part or last.comparison is None) else None


def own_part(around: Context, quote: phrases.Quote, last: Found) -> phrases.Quote:
    """Cut the quote of a list's later member to its own words; borrow the phrase if none."""
    scan = around.text.scan
    first = max(quote.start, last.quote.end)
    while first < around.quantity.start and scan[first] in "、,和及与或 ”":
        first += 1
    own = around.text.folded[first : around.quantity.start].strip("“” ")
    noun = quote.phrase if own or around.quantity.kind == "count" else ""
    borrowed = phrases.with_service(around, last.quote.phrase)
    return replace(quote, start=first, phrase=noun or borrowed)


def shared_out(levels: list[Found]) -> Iterator[Found]:
    """Give each number of a list its own noun or year: 网办率、办结率分别达到95%、98%."""
    at = 0
    while at < len(levels):
        end = at + 1
        while end < len(levels) and levels[end].chained:
            end += 1
        yield from _divided(levels[at:end]) if end - at > 1 else levels[at:end]
        at = end


def _divided(group: list[Found]) -> list[Found]:
    first = group[0]
    units = {found.context.quantity.unit for found in group}
    if len(units) > 1:
        return group
    said = first.context.text.folded[first.context.clause_start : first.context.quantity.start]
    subject = lists.SUBJECT.match(said)
    years = lists.years(subject["words"], len(group)) if subject else None
    if years:
        return [replace(found, year=year) for found, year in zip(group, years, strict=True)]
    nouns = lists.nouns(first.quote.phrase, len(group))
    if nouns is None or not all(_without_noun(found) for found in group[1:]):
        return group
    return [
        replace(found, quote=replace(found.quote, phrase=noun))
        for found, noun in zip(group, nouns, strict=True)
    ]


def _without_noun(found: Found) -> bool:
    words = found.context.text.scan[found.quote.start : found.context.quantity.start]
    return found.quote.borrowed or not words.strip("“” ")
