"""The columns of a register's row become parts; what a row lacks is parsed from its text. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice, product

from .assembling import assemble
from .lexing import lex
from .normalising import cleaned
from .parsing import parse
from .parts import AREAS, NAMES, Parts, settled, tidy
from .regions import NOWHERE, Gazetteer

NAMED = ("village", "hamlet", "road", "estate")
# the unit word of a column that holds the number only
UNITS = {
    "number": "号", "building": "栋", "unit": "单元", "floor": "层", "room": "房", "group": "组",
    "lane": "弄",
}  # fmt: skip
LETTERED = re.compile(r"[A-Z]{1,2}-\d+[A-Z]?")  # A-1203 is one room where the column says so
MOST_VARIANTS = 16


def parts_of(row: Mapping[str, str], gazetteer: Gazetteer = NOWHERE) -> Parts:
    """Return the parts of a row: its columns where it has them, else its text.

    The same cells come again and again (3栋, 12层), so each is read once.
    """
    given = {name: _cell(name, text) for name, text in row.items() if name in NAMES and text}
    if not set(given) - set(AREAS):
        told = parse(row.get("text", ""), gazetteer)
        return told.but(**{name: value for name, value in given.items() if value})
    names = {name: given[name] for name in (*AREAS, *NAMED, "plot") if name in given}
    parts = Parts(**{**names, "town": tidy(names.get("town", ""))})
    read = [_with(name, given[name]) for name in UNITS if name in given]
    parts = parts.but(**{name: value for values in read for name, value in values})
    return parts.but(sub=_sub(given["sub"])) if "sub" in given else parts


@lru_cache(maxsize=50_000)
def _cell(name: str, text: str) -> str:
    below = re.fullmatch(r"\s*[-−B](\d)\s*[层F]?\s*", text.upper()) if name == "floor" else None
    return f"负{below.group(1)}层" if below else cleaned(text).text


def _sub(text: str) -> str:
    return _read("number", f"0之{text.lstrip('之附-')}号").sub


@lru_cache(maxsize=50_000)
def _with(name: str, text: str) -> tuple[tuple[str, str], ...]:
    """Return what one column says: `3`, `3栋` and `3号楼` are one building."""
    read = _read(name, text)
    if name == "number":
        return (("number", read.number or text), ("sub", read.sub))
    if name == "room" and LETTERED.fullmatch(text):
        return ((name, text.replace("-", "")),)
    return ((name, str(getattr(read, name)) or text),)


def _read(name: str, text: str) -> Parts:
    """Read a column as it would be read behind a road, or behind a door."""
    before = "路" if name == "number" else "路1号,"
    if name == "room" and text.endswith("号"):
        text = f"{text[:-1]}房"
    tokens = lex(before + text)
    if tokens[-1].kind in ("bare", "name"):
        tokens = lex(before + text + UNITS[name])
    return assemble(Parts(), tokens)[0].parts


def variants(parts: Parts, other: Mapping[str, Sequence[str]]) -> tuple[Parts, ...]:
    """Return the parts under every combination of the names in use; the present ones first.

    `other` has for a part (road, estate, town …) its old and further names.
    """
    ways = [
        [(name, getattr(parts, name)), *((name, value) for value in values)]
        for name, values in other.items()
        if name in NAMES
    ]
    found = [parts.but(**dict(way)) for way in islice(product(*ways), MOST_VARIANTS)]
    return tuple(settled(way) for one in found for way in (one, *_within_a_lane(one)))


def _within_a_lane(parts: Parts) -> list[Parts]:
    """In a lane the house is a building of its estate: 1088弄12号 is 虹北新村12号 as well."""
    if not (parts.lane and parts.estate and parts.number) or parts.building:
        return []
    return [parts.but(road="", lane="", number="", sub="", building=parts.number)]
