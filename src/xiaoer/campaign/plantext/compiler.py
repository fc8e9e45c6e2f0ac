"""The compiler's one entrance: text in, plan out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from . import cadences, dates, outline, quantities, responsible, spacing, tables, targets, titles
from .clauses import Text
from .measures import Sections, sections
from .model import Cadence, CompileWarning, Heading, Plan, Target
from .script import fold, script_of
from .styles import StyledLine


def compile(text: str, styled: Sequence[StyledLine] = ()) -> Plan:
    """Compile the text of a plan; never raises on any text, the same text gives the same plan.

    `styled` are the lines that the file sets as headings (`PlanFile.headings`).
    """
    shorter = spacing.compact(text)
    if shorter is None:
        return _compiled(text, styled)
    plan = _compiled(shorter.text, spacing.lines_in(styled, shorter))
    return spacing.restored(plan, shorter, text)


def _compiled(text: str, styled: Sequence[StyledLine]) -> Plan:
    folded = fold(text)
    if not folded.strip():
        return Plan("", None, "unknown", (), (), (), (), (_warning("empty", "文件里没有文字"),))
    rows = tuple(tables.rows(folded, text))
    tree = outline.read(folded, text, rows, styled)
    year = titles.plan_year(folded, fold(tree.title))
    notes = responsible.notes(folded)
    parts = sections(text, tree, rows, notes)
    words = Text(folded, _scan(folded, parts.headings, notes), text)
    found = targets.find(words, parts, year)
    rhythms = [replace(c, quote=text[c.start : c.end]) for c in cadences.find(words, found)]
    script = script_of(text)
    warnings = [*tree.warnings, *_doubts(script, parts, found, rhythms, folded)]
    return Plan(
        tree.title,
        year,
        script,
        parts.headings,
        parts.measures,
        tuple(found),
        tuple(rhythms),
        tuple(warnings),
    )


def _scan(folded: str, headings: tuple[Heading, ...], notes: list[responsible.Note]) -> str:
    """Return the text in which quantities are looked for: markers, dates and notes blanked."""
    parts, at = [], 0
    for heading in headings:
        end = heading.start + len(heading.marker)
        if heading.marker and heading.start >= at and ".t" not in f".{heading.id}":
            parts += [folded[at : heading.start], "。" * (end - heading.start)]
            at = end
    whole = "".join([*parts, folded[at:]])
    return quantities.open_brackets(_without(dates.blank(whole), notes))


def _without(scan: str, notes: list[responsible.Note]) -> str:
    """Blank the notes that name responsible units: their numbers and names are no levels."""
    parts, at = [], 0
    for note in notes:
        parts += [scan[at : note.start], "。" * (note.end - note.start)]
        at = note.end
    return "".join([*parts, scan[at:]])


def _warning(code: str, message: str) -> CompileWarning:
    return CompileWarning(code, message)


RANKLESS = re.compile(r"第[一二]?(?:梯队|方阵)|第一(?:梯队|方阵)")


def _doubts(
    script: str, parts: Sections, found: list[Target], rhythms: list[Cadence], folded: str
) -> list[CompileWarning]:
    doubts = []
    if script == "mixed":
        doubts.append(_warning("mixed_script", "文中简体、繁体混用"))
    if not parts.measures:
        doubts.append(_warning("no_measures", "没有找到举措"))
    if not found:
        doubts.append(_warning("no_targets", "没有找到目标"))
    masked = sum(target.masked for target in found)
    if masked:
        doubts.append(_warning("masked_numbers", f"有 {masked} 个目标的数字被遮盖，需要补填"))
    doubts += _unread_brackets(folded, found, parts)
    doubts += _repeated_rows(folded, parts)
    doubts += [
        CompileWarning("level_without_number", "位次没有数字，请人工确认", m.start(), m.end())
        for m in RANKLESS.finditer(folded)
    ]
    return doubts


def _repeated_rows(folded: str, parts: Sections) -> Iterator[CompileWarning]:
    """Warn of a number that two rows of one table print."""
    seen: set[tuple[int, str]] = set()
    for row in parts.rows:
        if row.marker is None or row.title is None:
            continue
        printed = folded[row.marker.start : row.marker.end]
        if (row.table, printed) in seen:
            message = f"表格里序号“{printed}”重复"
            yield CompileWarning("duplicate_number", message, row.marker.start, row.marker.end)
        seen.add((row.table, printed))


IN_BRACKETS = re.compile(r"(?<!第)(?<=[\u4e00-\u9fff”])\((?!(?:19|20)\d\d\))\s?\d[\d,.]{0,12}\s?\)")


def _unread_brackets(folded: str, found: list[Target], parts: Sections) -> Iterator[CompileWarning]:
    """Warn of a number that stands alone in brackets and became neither target nor heading."""
    starts = [target.start for target in found]
    for match in IN_BRACKETS.finditer(folded):
        at = bisect_right(starts, match.start()) - 1
        read = at >= 0 and match.start() < found[at].end
        if not read and parts.row_at(match.start()) is None:
            message = f"括号里的数字“{match.group()}”没有读成目标，请人工确认"
            yield CompileWarning("number_in_brackets", message, match.start(), match.end())
