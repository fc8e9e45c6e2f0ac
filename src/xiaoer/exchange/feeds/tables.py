"""From a sheet as people make them to rows by column: titles above the head, odd headings. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from xiaoer.packs.schema import FeedColumn, FeedSpec

HEAD_ROWS = 30  # the head is looked for in these
SYMBOLS = re.compile(r"[\s_*（）()：:]+")
TOTALS = {"合计", "总计", "小计", "total", "sum"}
ROW_KEY = "row_key"
# every row of every feed may say its county (market 0.4), whether the feed lists it or not
COUNTY = FeedColumn(key="county_code", kind="string", required=False, note="县区代码")


class NoTable(ValueError):
    """A file in which no table of this feed is found; the message says what is missing."""


def columns_of(feed: FeedSpec) -> tuple[FeedColumn, ...]:
    """Return the columns that a row of a feed may have."""
    known = {column.key for column in feed.columns}
    return feed.columns if COUNTY.key in known else (*feed.columns, COUNTY)


def plain(heading: object) -> str:
    """Return a heading without blanks, stars and brackets, in one script of width and case."""
    return SYMBOLS.sub("", unicodedata.normalize("NFKC", str(heading or ""))).lower()


def headings(columns: Sequence[FeedColumn]) -> dict[str, str]:
    """Return what columns may be called: their key and the title that the template gives."""
    found = {plain(ROW_KEY): ROW_KEY, plain("行号"): ROW_KEY}
    for key, title in titles(columns).items():
        found[plain(title)] = key
        found[plain(key)] = key
    return found


def titles(columns: Sequence[FeedColumn]) -> dict[str, str]:
    """Return what people call the columns; one that would be called like another keeps its key."""
    notes = {column.key: _short(column) for column in columns}
    called = Counter(plain(note) for note in notes.values())
    return {key: note if note and called[plain(note)] == 1 else key for key, note in notes.items()}


def _short(column: FeedColumn) -> str:
    note = re.split(r"[，。；,;：:]", column.note, maxsplit=1)[0].strip()
    return note if len(note) <= 16 else ""


def rows_of(
    table: Sequence[Sequence[object]], columns: Sequence[FeedColumn]
) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Yield `(line from 1, column → cell)`; empty rows and a total at the end are passed over.

    Raises `NoTable` when no row holds the required headings, or a heading stands twice.
    """
    at, names = _head(table, columns)
    for line, cells in enumerate(table[at + 1 :], at + 2):
        values = {name: cells[i] if i < len(cells) else None for i, name in names.items()}
        if all(value in (None, "") for value in values.values()):
            continue
        if plain(cells[0]) in TOTALS:
            continue
        yield line, values


def _head(
    table: Sequence[Sequence[object]], columns: Sequence[FeedColumn]
) -> tuple[int, dict[int, str]]:
    known = headings(columns)
    wanted = {column.key for column in columns if column.required}
    best: set[str] = set()
    for at, cells in enumerate(table[:HEAD_ROWS]):
        names = {i: known[plain(cell)] for i, cell in enumerate(cells) if plain(cell) in known}
        found = set(names.values())
        if len(found) < len(names):
            raise NoTable(f"第 {at + 1} 行的表头里有一列写了两次")
        if wanted <= found:
            return at, names
        best = max(best, found, key=len)
    names_of = titles(columns)
    missing = [names_of[c.key] for c in columns if c.key in wanted - best]
    raise NoTable(f"没找到表头，缺这些列：{'、'.join(missing)}。先下载这份数据的模板")
