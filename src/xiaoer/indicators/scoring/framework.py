"""Tables of a yardstick, and how names in a file are found in them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

BRACKETED = re.compile(r"\([^)]*\)|（[^）]*）")
SEX = re.compile(r"\b(?:wo)?m[ae]n\b|\b(?:fe)?male\b|男|女", re.IGNORECASE)
SYMBOLS = re.compile(r"[^0-9a-z\u4e00-\u9fff]+")


class BadInput(ValueError):
    """A file that cannot be scored; the message says which line and why."""


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a yardstick's table."""
    source = files("xiaoer.indicators").joinpath(f"data/{name}.csv")
    with source.open(encoding="utf-8") as lines:
        return tuple(csv.DictReader(lines))


def plain(name: str) -> str:
    """Return a name without case, units in brackets, marks, and the word for men or women."""
    return SYMBOLS.sub(" ", SEX.sub(" ", BRACKETED.sub(" ", name.lower()))).strip()


def found_in(name: str, known: Mapping[str, str], what: str, line: int) -> str:
    """Return the table's own name for what a file calls something; raises `BadInput`."""
    key = plain(name)
    if key in known:
        return known[key]
    longer = [full for short, full in known.items() if key and short.startswith(key)]
    if len(longer) == 1:
        return longer[0]
    near = get_close_matches(key, known, 1)
    hint = f"，是不是 {known[near[0]]}" if near else f"，有 {'、'.join(known.values())}"
    raise BadInput(f"第 {line} 行：没有“{name}”这个{what}{hint}")


def by_plain_name(names: Iterable[str]) -> dict[str, str]:
    """Return names by their plain form."""
    return {plain(name): name for name in names}


def number(text: str, what: str, line: int) -> float:
    """Read a finite number as people write it; raises `BadInput`."""
    cleaned = text.strip().replace(",", "").replace("，", "").rstrip("%％").strip()
    try:
        value = float(cleaned)
    except ValueError:
        value = float("nan")
    if value != value or value in (float("inf"), float("-inf")):
        raise BadInput(f"第 {line} 行：{what}要是一个数，现在是“{text}”")
    return value


def read_rows(data: bytes, wanted: Iterable[str]) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a CSV file with their line numbers; raises `BadInput`."""
    text = _decoded(data)
    lines = text.splitlines()
    if not any(line.strip() for line in lines):
        raise BadInput("文件是空的")
    dialect = "excel-tab" if lines[0].count("\t") > lines[0].count(",") else "excel"
    reader = csv.DictReader(lines, dialect=dialect)
    heads = {plain(head): head for head in reader.fieldnames or [] if head}
    missing = [name for name in wanted if plain(name) not in heads]
    if missing:
        raise BadInput(f"缺少这些列：{'、'.join(missing)}")
    found = []
    for row in reader:
        values = {name: (row.get(heads[plain(name)]) or "").strip() for name in heads}
        if any(values.values()):
            found.append((reader.line_num, values))
    if not found:
        raise BadInput("文件里只有表头，没有数据")
    return found


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput("文字编码看不懂，存成 UTF-8 的 CSV 再试")
