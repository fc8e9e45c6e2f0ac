"""The compiler's one entrance: text in, plan out."""

from __future__ import annotations

import re
from dataclasses import replace

from . import cadences, outline, quantities, targets, titles
from .clauses import Text
from .measures import Sections, sections
from .model import Cadence, CompileWarning, Heading, Plan, Target
from .script import fold, script_of


def compile(text: str) -> Plan:
    """Compile the text of a plan; never raises on any text, the same text gives the same plan."""
    folded = fold(text)
    if not folded.strip():
        return Plan("", None, "unknown", (), (), (), (), (_warning("empty", "文件里没有文字"),))
    tree = outline.read(folded, text)
    year = titles.plan_year(folded, fold(tree.title))
    parts = sections(folded, text, tree)
    words = Text(folded, _scan(folded, parts.headings))
    found = [replace(t, quote=text[t.start : t.end]) for t in targets.find(words, parts, year)]
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


def _scan(folded: str, headings: tuple[Heading, ...]) -> str:
    """Return the text in which quantities are looked for: markers, dates and notes blanked."""
    parts, at = [], 0
    for heading in headings:
        end = heading.start + len(heading.marker)
        if heading.marker and heading.start >= at and ".t" not in f".{heading.id}":
            parts += [folded[at : heading.start], "。" * (end - heading.start)]
            at = end
    whole = "".join([*parts, folded[at:]])
    return targets.blank_notes(quantities.blank_dates(whole))


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
    doubts += [
        CompileWarning("level_without_number", "位次没有数字，请人工确认", m.start(), m.end())
        for m in RANKLESS.finditer(folded)
    ]
    return doubts
