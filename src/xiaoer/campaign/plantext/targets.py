"""Finds the targets: every quantity is weighed by its words, then given phrase and quote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from . import (
    bare,
    bases,
    chains,
    comparators,
    dates,
    indicators,
    phrases,
    quantities,
    rejections,
    tables,
)
from .chains import Found
from .clauses import Context, Text, context
from .comparators import Comparison, Suffix
from .measures import Sections
from .model import Comparator, Target
from .quantities import Quantity
from .responsible import Note
from .script import fold

RANK = re.compile(
    r"(?:进入|位列|位居|居|排名|名列|跻身|列|保持|稳居|保|进|争|全[省国市]|[省国市])?[^,。;]{0,8}前$"
)
SHORTEST_PHRASE = 4


def find(text: Text, sections: Sections, year: int | None) -> list[Target]:
    """Return all targets in order of the text, with their ids."""
    counts: dict[str, int] = {}
    levels = list(_levels(text, sections, year))
    return [_target(found, sections, year, counts) for found in chains.shared_out(levels)]


def _levels(text: Text, sections: Sections, year: int | None) -> Iterator[Found]:
    last: Found | None = None
    before: Quantity | None = None
    found_all = quantities.find(text.scan)
    nexts = _next_starts(text.scan, found_all)
    for quantity, next_start in zip(found_all, nexts, strict=False):
        row = sections.row_at(quantity.start) if sections.rows else None
        around = context(text, quantity, next_start)
        found = None
        if row is not None and row.indicator is not None:
            found = _in_row(around, row, year)
        elif not _repeats(text, before, quantity) and not _in_other_column(quantity, row):
            found = _weigh(around, last, before, year)
        if found:
            last = found
            yield found
        before = quantity


def _in_other_column(quantity: Quantity, row: tables.Row | None) -> bool:
    cell = row.cell_at(quantity.start) if row else None
    return cell is not None and cell.role in tables.NO_LEVELS


def _in_row(around: Context, row: tables.Row, year: int | None) -> Found | None:
    """Read a level of an indicator's row: the row names indicator and unit, the cell the level."""
    cell = row.cell_at(around.quantity.start)
    if cell is None or cell.role != "goal":
        return None
    quantity = indicators.with_unit(around.quantity, row.unit)
    around = around.of(quantity)
    found = _weigh(around, None, None, year)
    if found is None:
        found = _as_printed(around, row)
    if found is None:
        return None
    own = found.quote.phrase
    named = own if len(own) > SHORTEST_PHRASE and not found.quote.borrowed else row.indicator
    quote = replace(found.quote, phrase=named or own)
    return replace(found, quote=quote, row=row, year=indicators.year_of(cell.column))


def _as_printed(around: Context, row: tables.Row) -> Found | None:
    """Take a bare number of a goal's cell as the level, on the side of the base it lies on."""
    quantity = around.quantity
    if around.left.strip() or (quantity.value is None and not quantity.masked):
        return None
    suffix = comparators.suffix_of(around.text.scan, quantity)
    base = row.base(around.text.folded)
    comparator = indicators.comparator(quantity, base, row.indicator or "")
    comparator = comparators.with_suffix(comparator, "", suffix) or comparator
    quote = phrases.quote(around, None, suffix, around.clause_start)
    return Found(around, comparator, None, suffix, replace(quote, borrowed=True))


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
    around: Context, last: Found | None, before: Quantity | None, year: int | None
) -> Found | None:
    comparison = comparators.before(
        around.text.scan, around.clause_start, around.quantity, around.text.comparators
    )
    if comparison and around.quantity.unit is None:
        around = around.of(quantities.with_odd_unit(around.text.scan, around.quantity))
    quantity = around.quantity
    if quantity.unit is None and not (_stands_without_unit(around, comparison) or _is_rank(around)):
        return None
    suffix = comparators.suffix_of(around.text.scan, quantity)
    comparison = comparison or comparators.over_object(around.left, quantity)
    if _refused(around, comparison, suffix, year):
        return None
    chained = None if comparison else chains.chained(around, last, before)
    comparator = _comparator(around, comparison, suffix, chained)
    if comparator is None:
        return None
    begin = max(around.clause_start, last.quote.end if last else 0)
    quote = phrases.quote(around, comparison, suffix, begin)
    if chained:
        quote = chains.own_part(around, quote, chained)
    elif last:
        quote = phrases.inherited(around, quote, last.context, last.quote.phrase)
    if quote.end <= quote.start:
        return None  # what the last target's quote already holds is no level of its own
    return Found(around, comparator, comparison, suffix, quote, chained is not None)


def _refused(
    around: Context, comparison: Comparison | None, suffix: Suffix, year: int | None
) -> bool:
    return (
        rejections.is_name(around)
        or rejections.names_a_rate(around)
        or rejections.is_slogan(around)
        or rejections.is_baseline(around, comparison)
        or rejections.is_subsidy(around)
        or rejections.is_condition(around, comparison, suffix)
        or rejections.is_period(around, suffix)
        or rejections.is_reporting(around, comparison)
        or rejections.is_history(around, year)
    )


def _comparator(
    around: Context, comparison: Comparison | None, suffix: Suffix, chained: Found | None
) -> Comparator | None:
    quantity = around.quantity
    if _is_rank(around):
        return "<="
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
    if around.text.scan.startswith("当", quantity.start):
        return "<="
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


def _target(found: Found, sections: Sections, year: int | None, counts: dict[str, int]) -> Target:
    around, quantity = found.context, found.context.quantity
    heading = sections.heading_at(quantity.start)
    measure = sections.measure_at(quantity.start)
    row = sections.row_at(quantity.start)
    notes = () if row else tuple(sections.notes_after(quantity.start))
    owner = measure.id if measure else heading.id if heading else "0"
    counts[owner] = counts.get(owner, 0) + 1
    return Target(
        id=f"{owner}-t{counts[owner]:02d}",
        measure=measure.id if measure else None,
        heading=heading.id if heading else None,
        phrase=found.quote.phrase or (fold(heading.title) if heading else ""),
        comparator=found.comparator,
        value=None if quantity.masked else quantity.value,
        value2=quantity.value2,
        unit=quantity.unit or _unit_unprinted(found),
        per=bases.per(around),
        masked=quantity.masked,
        qualifier=phrases.qualifier(around, found.comparison, found.suffix),
        deadline=_deadline(found, row, notes, year),
        responsible_units=row.units if row else (),
        quote=around.text.text[found.quote.start : found.quote.end],
        start=found.quote.start,
        end=found.quote.end,
    )


def _deadline(
    found: Found, row: tables.Row | None, notes: tuple[Note, ...], year: int | None
) -> str | None:
    """Return the day: as the sentence says, else the table's column, else the note behind."""
    if found.year is not None and row is None:
        return f"{found.year}-12-31"
    due = phrases.deadline(found.context, year)
    if due is None and row is not None and row.deadline:
        due = dates.day_in(row.deadline, year)
    if due is None and found.year is not None:
        due = f"{found.year}-12-31"
    printed = next((note.due for note in notes if note.due), None)
    return dates.day_in(printed, year) if due is None and printed else due


def _unit_unprinted(found: Found) -> str | None:
    if _is_rank(found.context):
        return "名"
    return "分" if re.search(r"得分|评分|分值", found.quote.phrase) else None
