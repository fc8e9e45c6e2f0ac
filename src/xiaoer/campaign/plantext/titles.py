"""Where the plan's own title stands, where a heading's title ends, and the plan's year."""

from __future__ import annotations

import re
from collections import Counter

from .markers import MARKER
from .numerals import number

TITLE_END = re.compile(
    r"(?:方案|计划|措施|意见|办法|规划|要点|行动|清单|规定|条例|细则|政策|举措|任务|安排|部署|通知|工程|指南"
    r"|攻略|目标|任务书|[0-9]\.0版?)(?:\s*\([^()\n]{1,30}\))?$"
)
WEAK_TITLE = re.compile(r"通知$|^(?:关于)?(?:印发|转发)|^附件|^抄送|^各")
STOP = "。!?;:,"
LONGEST_TITLE = 80
LINES_LOOKED_AT = 25
YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)(?=\s?(?:年|-|~|至|到|\)|\]))")
CHINESE_YEAR = re.compile(r"二〇[〇一二三四五六七八九]{2}(?=年)")

Line = tuple[int, int]


def lines(folded: str, start: int, count: int) -> list[Line]:
    """Return the spans of the first lines that are not blank, without their blanks."""
    found: list[Line] = []
    at = start
    while at < len(folded) and len(found) < count:
        stop = folded.find("\n", at)
        stop = len(folded) if stop < 0 else stop
        words = folded[at:stop]
        if words.strip():
            left = len(words) - len(words.lstrip())
            found.append((at + left, at + len(words.rstrip())))
        at = stop + 1
    return found


def _can_be_title(words: str) -> bool:
    if len(words) > LONGEST_TITLE or "\t" in words or words[-1] in STOP:
        return False
    return not MARKER.match(words)


def plan_title(folded: str) -> Line | None:
    """Return the span of the plan's title; a title broken over lines is one span."""
    top: list[Line] = []
    for start, end in lines(folded, 0, LINES_LOOKED_AT):
        if MARKER.match(folded[start:end]):
            break
        top.append((start, end))
    good = [
        at
        for at, (start, end) in enumerate(top)
        if _can_be_title(folded[start:end]) and TITLE_END.search(folded[start:end])
    ]
    strong = [at for at in good if not WEAK_TITLE.search(folded[slice(*top[at])])]
    if strong or good:
        return _with_lines_above(folded, top, (strong or good)[0])
    if top and _can_be_title(folded[slice(*top[0])]) and len(folded[slice(*top[0])]) <= 50:
        return top[0]
    return None


def _with_lines_above(folded: str, top: list[Line], at: int) -> Line:
    """Take in the lines above that the title began on (set centred over two or three lines)."""
    first = at
    while first > 0 and _goes_on(folded, top[first - 1], top[first]):
        first -= 1
    return top[first][0], top[at][1]


ISSUER = re.compile(r"号$|文件$|政府$|委员会$|办公室$|小组$|指挥部$|局$|通知$|^附件?\s?\d*$")


def _goes_on(folded: str, above: Line, below: Line) -> bool:
    words = folded[slice(*above)]
    apart = folded[above[1] : below[0]].count("\n")
    return apart == 1 and len(words) <= 40 and _can_be_title(words) and not ISSUER.search(words)


HARD_STOP = re.compile(r"[。!?\n\t]|\s{2,}|\s(?=[\u4e00-\u9fff])|\((?:责任|牵头|配合|主办)")
SOFT_STOP = re.compile(r"[,;:]")
LONG_HEADING = 45
SHORTEST_HEADING = 4


def heading_end(folded: str, start: int, limit: int) -> int:
    """Return where the title that begins at `start` ends, not behind `limit`."""
    while start < limit and folded[start] in " \t":
        start += 1
    if folded.startswith("[", start):
        close = folded.find("]", start, min(limit, start + 40))
        if close > 0:
            return close + 1
    window = min(limit, start + 200)
    stop = HARD_STOP.search(folded, start, window)
    end = stop.start() if stop else window
    colon = folded.find(":", start, min(end, start + 26))
    if colon - start >= SHORTEST_HEADING:
        return colon
    if end - start > LONG_HEADING:
        end = _soft_end(folded, start, end)
    return start + len(folded[start:end].rstrip(" ;"))


def _soft_end(folded: str, start: int, end: int) -> int:
    soft = SOFT_STOP.search(folded, start + SHORTEST_HEADING, end)
    return soft.start() if soft else min(end, start + 60)


def item_end(folded: str, start: int, limit: int) -> int:
    """Return where the title of an item inside a line ends: at its first mark."""
    mark = SOFT_STOP.search(folded, start, limit)
    return mark.start() if mark else limit


def plan_year(folded: str, title: str) -> int | None:
    """Return the year of the plan: from its title, else the year named most near the top."""
    for found in (YEAR.search(title), CHINESE_YEAR.search(title)):
        if found:
            return _year(found.group())
    named = Counter(_year(m.group()) for m in YEAR.finditer(folded[:3000]))
    named += Counter(_year(m.group()) for m in CHINESE_YEAR.finditer(folded[:3000]))
    return max(named, key=lambda year: (named[year], year)) if named else None


def _year(printed: str) -> int:
    if printed.isascii():
        return int(printed)
    return int("".join(str(number(digit)) for digit in printed))
