"""Dates of all kinds: where they stand, and which day a printed deadline means."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from . import numerals

# Stands for every character of a date; private characters that no plan prints.
DATED = "\ue000"
# The same for ordinals, document and telephone numbers: no quantities, but no dates either.
NAMED = "\ue001"
_YEAR = r"(?:\d{4}|[xX×]{4}|20[xX×]{2}|二[零〇一二三四五六七八九]{3})"
_MONTH = r"(?:\d{1,2}|[xX×]{1,2}|十?[一二三四五六七八九十])\s?月(?!均)"
_DAY = r"(?:\d{1,2}|[xX×]{1,2}|[一二三四五六七八九十]{1,3})\s?日"
QUARTER = r"第?(?P<quarter>[一二三四1-4])季度"
DATE = re.compile(
    r"(?=[\d二xX×*次每当本月(\[第前上下一三四])(?:(?P<date>"
    r"(?:\d{4}|[xX×*]{2,4}|二[零〇一二三四五六七八九]{3})\s?年?\s?(?:-{1,2}|~|至|到)\s?(?:\d{4}|[xX×*]{2,4})\s?年"
    r"|(?:20\d\d(?:年(?:度|底|末)?)?[、和及])+20\d\d年"
    rf"|{_YEAR}\s?年(?:度)?(?:\s?{_MONTH}(?:\s?{_DAY})?)?"
    rf"|(?:\d{{1,2}}|[xX×]{{1,2}})\s?月(?:\s?{_DAY})?"
    r"|(?:次月|每月|当月|本月|月)(?:\d{1,2}|[xX×]{1,2})日"
    r"|\d{4}-\d{1,2}-\d{1,2}|20\d\d[./]\d{1,2}[./]\d{1,2}|\d{1,2}:\d{2}"
    r"|前?第?[一二三四1-4]季度|[上下]半年)"
    r"|[(\[]\d{4}[)\]]\s?第?\d+号|\d{3,4}-\d{7,8}|(?<!\d)1\d{10}(?!\d)|(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)"
    r"|\d{1,2}[×xX*]\d{1,2}(?:小时|h)|第(?>[零〇一二三四五六七八九十百\d]+)(?![位名]))"
)
DEADLINE = re.compile(
    r"(?=[2\d一二三四1-4第年今本全上下“半两五内])(?:"
    r"(?P<year>20\d\d)年(?:度)?(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?"
    r"|第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下]半年))?(?:年?[底末]|初)?(?:以?前|之前|内)?"
    r"|(?<![\d个])(?P<month2>\d{1,2})月(?:(?P<day2>\d{1,2})日(?:以?前|之前)|[底末](?:以?前|之前)?|(?:以?前|之前))"
    r"|第?(?P<quarter2>[一二三四1-4])季度[底末]?(?:以?前|之前|内)?|(?P<half2>[上下]半年)[底末]?(?:以?前|之前)?"
    r"|(?<![近续过上])(?P<span>[一二两三四五\d])年(?:时间)?(?:之?内|以内)"
    r"|(?P<end>年底|年末|年内|今年|本年|全年|本年度)(?:前|之前)?"
    r"|(?P<plan>“十[四五六]五”(?:期)?[末间]|“十[四五六]五”时期))"
)
# A cell of a deadline column may print less than a sentence: 9月, 2026.9, 2026-09-30.
CELL = re.compile(
    r"(?P<year>20\d\d)[-./年](?P<month>\d{1,2})(?:[-./月](?P<day>\d{1,2})?日?|月?[底末]?)"
    r"|(?P<month2>\d{1,2})月(?P<day2>\d{1,2})?|(?P<whole>20\d\d)(?:年|$)"
)
FIVE_YEARS = {"四": 2025, "五": 2030, "六": 2035}
COMPARED = re.compile(r"(?:[较比与同]|[高低优多少大小长短晚早]于|超过)$")
# What a phrase loses: days and periods with the little words around them.
MOMENT = re.compile(
    r"(?:[到至于在自从]|截[至止]|力争)?(?:"
    r"(?:20\d\d[、和及])*20\d\d年(?:度)?(?:第?[一二三四1-4]季度|[上下]半年)?(?:\d{1,2}月(?:\d{1,2}日)?)?(?:年?[底末]|初)?"
    r"|(?<!\d)\d{1,2}月(?:\d{1,2}日)?[底末]?(?=以?前|之前|底|末)|\d{1,2}月\d{1,2}日"
    r"|前?第?[一二三四1-4]季度[底末]?|[上下]半年[底末]?|(?<![每周近])[一二两三四五\d]年(?:时间)?(?=之?内|以内)"
    r"|年[底末](?=以?前|之前|[,、]|$)|“十[四五六]五”(?:期末|末|期间|时期))"
    r"(?:以?前|之前|之?内|以内)?(?:[,、]?(?:力争|争取|计划|拟)(?!率))?"
)


def blank(folded: str) -> str:
    """Return the text with dates, ordinals and the like replaced by neutral characters."""
    return DATE.sub(lambda m: (DATED if m["date"] else NAMED) * (m.end() - m.start()), folded)


def find(folded: str) -> list[re.Match[str]]:
    """Return every deadline that is printed in the text, in order."""
    return list(DEADLINE.finditer(folded))


def is_due(match: re.Match[str], folded: str, year: int | None) -> bool:
    """Say whether the day lies ahead: not 较2024年, not a year before the plan's."""
    old = match["year"] and year and int(match["year"]) < year
    return not old and not COMPARED.search(folded, max(0, match.start() - 2), match.start())


def day_in(words: str, year: int | None) -> str | None:
    """Return the day that a note or a table's deadline column names, else what is printed."""
    found = DEADLINE.search(words)
    if found and (found["month2"] is None or not CELL.match(words)):
        return day_of(found, year)
    cell = CELL.search(words)
    if cell is None:
        return words or None
    if cell["whole"]:
        return f"{cell['whole']}-12-31"
    named = int(cell["year"]) if cell["year"] else year
    day = cell["day"] or cell["day2"]
    month = cell["month"] or cell["month2"]
    return (_day(named, int(month), int(day) if day else 31) if named else None) or words


def day_of(match: re.Match[str], year: int | None) -> str | None:
    """Return the ISO day of a match of DEADLINE, as printed if its year is not known."""
    if match["plan"]:
        return f"{FIVE_YEARS[match['plan'][2]]}-12-31"
    named = int(match["year"]) if match["year"] else year
    if named is None:
        return match.group()
    if match["span"]:
        years = numerals.number(match["span"])
        return f"{named + max(1, int(years or 1)) - 1}-12-31"
    quarter = match["quarter"] or match["quarter2"]
    half = match["half"] or match["half2"]
    if quarter:
        month = 3 * int(numerals.number(quarter) or 4)
    elif half:
        month = 6 if half[0] == "上" else 12
    else:
        month = int(match["month"] or match["month2"] or 12)
    day = match["day"] or match["day2"]
    return _day(named, month, int(day) if day else 31) or match.group()


def _day(year: int, month: int, day: int) -> str | None:
    """Return the day as ISO, the last of the month where it has fewer days."""
    if not (1 <= month <= 12 and day >= 1):
        return None
    return date(year, month, min(day, monthrange(year, month)[1])).isoformat()


def without_moments(words: str) -> str:
    """Return the words of an indicator without any day or period."""
    return MOMENT.sub("", words)
