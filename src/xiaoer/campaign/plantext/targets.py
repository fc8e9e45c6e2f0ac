"""Finds the targets: every quantity is weighed by its words, then given phrase and quote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from . import bare, comparators, phrases, quantities, rejections, responsible
from .clauses import Context, Text, context
from .comparators import Comparison, Suffix
from .measures import Sections
from .model import Comparator, Target
from .quantities import Quantity
from .script import fold

CHAIN = re.compile(
    r"[”]?(?:[\u4e00-\u9fff“”A-Za-z·]{0,14}(?:[、和及与或]|以及)(?:[\u4e00-\u9fff“”A-Za-z·]{0,16})?)?[“]?"
)
NEXT_CLAUSE = re.compile(r"[^,。;:\n\t]{0,8},[\u4e00-\u9fff“”A-Za-z·、]{2,24}")
BREAKS = re.compile(r"的|由|从|在|对|涉及|包括|共|为|按|以|已|原|经|每")
RANK = re.compile(
    r"(?:进入|位列|位居|居|排名|名列|跻身|列|保持|稳居|保|进|争|全[省国市]|[省国市])?[^,。;]{0,8}前$"
)
COMPARATORS = frozenset(get_args(Comparator))


@dataclass(frozen=True, slots=True)
class _Found:
    """A quantity that is a level, with everything its words say."""

    context: Context
    comparator: Comparator
    comparison: Comparison | None
    suffix: Suffix
    quote: phrases.Quote

    @property
    def end(self) -> int:
        """Return where number, unit and suffix end."""
        return max(self.context.quantity.end, self.suffix.end)


def find(text: Text, sections: Sections, year: int | None) -> list[Target]:
    """Return all targets in order of the text, with their ids."""
    counts: dict[str, int] = {}
    return [_target(found, sections, year, counts) for found in _levels(text, year)]


def _levels(text: Text, year: int | None) -> Iterator[_Found]:
    last: _Found | None = None
    before: Quantity | None = None
    found_all = quantities.find(text.scan)
    nexts = _next_starts(text.scan, found_all)
    for quantity, next_start in zip(found_all, nexts, strict=False):
        around = context(text, quantity, next_start)
        found = None
        if not _repeats(text, before, quantity):
            found = _weigh(around, last, before, year)
        if found:
            last = found
            yield found
        before = quantity


def _next_starts(scan: str, found: list[Quantity]) -> list[int]:
    """Return for each quantity where the next one begins, names such as “一件事” left out."""
    nexts: list[int] = []
    following = len(scan)
    for quantity in reversed(found):
        nexts.append(following)
        if scan[max(0, quantity.start - 1) : quantity.start] not in ("“", "《"):
            following = quantity.start
    return nexts[::-1]


def _repeats(text: Text, before: Quantity | None, quantity: Quantity) -> bool:
    """Say whether 全覆盖 only ends a share that was printed: xx%全覆盖."""
    return (
        before is not None
        and before.unit == "%"
        and text.scan.startswith("全覆盖", quantity.start)
        and quantity.start - before.end <= 4
    )


def _weigh(
    around: Context, last: _Found | None, before: Quantity | None, year: int | None
) -> _Found | None:
    quantity = around.quantity
    suffix = comparators.suffix_of(around.text.scan, quantity)
    comparison = comparators.before(around.text.scan, around.clause_start, quantity)
    comparison = comparison or comparators.over_object(around.left, quantity)
    if _refused(around, comparison, suffix, year):
        return None
    chained = _chained(around, last, before)
    comparator = _comparator(around, comparison, suffix, chained)
    if comparator is None:
        return None
    begin = max(around.clause_start, last.quote.end if last else 0)
    quote = phrases.quote(around, comparison, suffix, begin)
    if chained and last and comparison is None:
        quote = _own_part(around, quote, last)
    return _Found(around, comparator, comparison, suffix, quote)


def _refused(
    around: Context, comparison: Comparison | None, suffix: Suffix, year: int | None
) -> bool:
    return (
        rejections.is_name(around)
        or rejections.is_slogan(around)
        or rejections.is_baseline(around)
        or rejections.is_subsidy(around)
        or rejections.is_condition(around, comparison, suffix)
        or rejections.is_period(around, suffix)
        or rejections.is_reporting(around, comparison)
        or rejections.is_history(around, year)
    )


def _comparator(
    around: Context, comparison: Comparison | None, suffix: Suffix, chained: _Found | None
) -> Comparator | None:
    quantity = around.quantity
    if _is_rank(around):
        return "<="
    if quantity.unit is None and not _stands_without_unit(around, comparison):
        return None
    found = comparison.comparator if comparison else None
    if comparison and not _fits(around, comparison):
        found = None
    if quantity.unit == "年" and found is None:
        return None
    found = comparators.with_suffix(found, comparison.words if comparison else "", suffix)
    if found is None and chained:
        found = chained.comparator
        found = ">=" if found == "range" else found
    found = found or bare.level(around)
    return _settled(around, found, comparison)


def _fits(around: Context, comparison: Comparison) -> bool:
    """Refuse words that only look like a comparator beside this quantity."""
    quantity = around.quantity
    if quantity.unit == "倍" and "翻" in around.text.scan[quantity.start : quantity.start + 1]:
        return False
    weak = comparison.words in ("增", "降", "减", "超", "达", "不足", "最高", "最大", "最低")
    if quantity.chinese and quantity.kind == "count":
        small = quantity.value is not None and quantity.value < 2
        changes = comparison.comparator in ("increase_by", "decrease_by", "=")
        return not ((small and changes) or weak or bare.SMALL_NOUN.match(around.right))
    return True


def _settled(
    around: Context, found: Comparator | None, comparison: Comparison | None
) -> Comparator | None:
    quantity = around.quantity
    if around.text.scan.startswith("翻", quantity.start):
        return "increase_by"
    if found is None:
        return None
    if quantity.value2 is not None and found in ("=", ">=", "<="):
        return "range"
    if comparison and found == "increase_by" and _is_total(quantity, comparison):
        return ">="
    return found


def _is_total(quantity: Quantity, comparison: Comparison) -> bool:
    return comparison.words == "增幅" and quantity.kind == "share"


def _is_rank(around: Context) -> bool:
    quantity = around.quantity
    if quantity.unit is None and quantity.value is not None and not quantity.chinese:
        return bool(RANK.search(around.left[-14:])) and not re.match(r"[^,。;、]", around.right)
    ranked = quantity.unit in ("名", "位") or (quantity.unit == "%" and quantity.value is not None)
    return ranked and bool(RANK.search(around.left[-14:]))


def _stands_without_unit(around: Context, comparison: Comparison | None) -> bool:
    """Accept a number without a unit behind a comparator, or zero; never a version or a name."""
    quantity = around.quantity
    if quantity.value == 0 and quantity.chinese:
        return True
    if comparison is None:
        return bare.level(around) is not None
    after = around.text.scan[quantity.end : quantity.end + 2]
    ends = not after or bool(re.match(r"[,。;、)!?\s%”\n]|以[上下内]|左右", after))
    changes = comparison.comparator in ("increase_by", "decrease_by")
    return ends and not changes and not quantity.chinese


def _chained(around: Context, last: _Found | None, before: Quantity | None) -> _Found | None:
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
    ends = re.match(
        r"\s?(?:以上|左右|以内|内)?(?:[,。;\n\t]|$)", around.text.scan[around.quantity.end :][:8]
    )
    same = kind == last.context.quantity.kind and kind in ("count", "money", "share")
    part = re.match(r",其中", gap) is not None
    return last if goes_on and ends and same and (part or last.comparison is None) else None


def _own_part(around: Context, quote: phrases.Quote, last: _Found) -> phrases.Quote:
    """Cut the quote of a list's later member to its own words; borrow the phrase if none."""
    scan = around.text.scan
    first = max(quote.start, last.quote.end)
    while first < around.quantity.start and scan[first] in "、,和及与或 ”":
        first += 1
    own = around.text.folded[first : around.quantity.start].strip("“” ")
    noun = quote.phrase if own or around.quantity.kind == "count" else ""
    return replace(quote, start=first, phrase=noun or last.quote.phrase)


def _target(found: _Found, sections: Sections, year: int | None, counts: dict[str, int]) -> Target:
    around, quantity = found.context, found.context.quantity
    heading = sections.heading_at(quantity.start)
    measure = sections.measure_at(quantity.start)
    row = sections.row_at(quantity.start)
    owner = measure.id if measure else heading.id if heading else "0"
    counts[owner] = counts.get(owner, 0) + 1
    due = phrases.deadline(around, year)
    if due is None and row is not None:
        due = phrases.day_of(row.deadline, year)
    return Target(
        id=f"{owner}-t{counts[owner]:02d}",
        measure=measure.id if measure else None,
        heading=heading.id if heading else None,
        phrase=found.quote.phrase or (fold(heading.title) if heading else ""),
        comparator=found.comparator,
        value=None if quantity.masked else quantity.value,
        value2=quantity.value2,
        unit=quantity.unit or _unit_unprinted(found),
        per=phrases.per(around),
        masked=quantity.masked,
        qualifier=phrases.qualifier(around, found.comparison, found.suffix),
        deadline=due,
        responsible_units=row.units if row else (),
        quote="",
        start=found.quote.start,
        end=found.quote.end,
    )


def _unit_unprinted(found: _Found) -> str | None:
    if _is_rank(found.context):
        return "名"
    return "分" if re.search(r"得分|评分|分值", found.quote.phrase) else None


def blank_notes(scan: str) -> str:
    """Blank the notes that name responsible units: their numbers and names are no levels."""
    parts, at = [], 0
    for start, end in responsible.notes(scan):
        parts += [scan[at:start], "。" * (end - start)]
        at = end
    return "".join([*parts, scan[at:]])
