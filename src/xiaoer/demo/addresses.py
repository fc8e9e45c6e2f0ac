"""The demo city's register of standard addresses, from a table of sites.

A cell may stand for several: `1-12` floors, `A座|B座` buildings, `2-60号/2` every second door.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import product

from xiaoer.catalogue.services import Loaded, load_addresses
from xiaoer.packs.reading import PackSource, examples_of

from .people import DIVISIONS

SPREAD = ("number", "building", "unit", "floor", "room")
SPAN = re.compile(r"(\d+)-(\d+)(\D*?)(?:/(\d+))?")


def _several(cell: str) -> list[str]:
    found: list[str] = []
    for one in cell.split("|"):
        span = SPAN.fullmatch(one)
        if span is None:
            found.append(one)
            continue
        first, last, unit, step = span.groups()
        numbers = range(int(first), int(last) + 1, int(step or 1))
        found += [f"{number:0{len(first)}d}{unit}" for number in numbers]
    return found


def _rows() -> Iterator[dict[str, str]]:
    text = files("xiaoer.demo").joinpath("data/addresses.csv").read_text(encoding="utf-8")
    for site in csv.DictReader(text.splitlines()):
        spaces = product(*(_several(site[column]) for column in SPREAD))
        for number, space in enumerate(spaces, start=1):
            yield _row(site, dict(zip(SPREAD, space, strict=True)), number)


def _row(site: dict[str, str], space: dict[str, str], number: int) -> dict[str, str]:
    if space["floor"] and space["room"].endswith("房"):
        space["room"] = space["floor"] + space["room"]
    return {
        **site,
        **space,
        "code": f"{site['code']}-{number:04d}",
        "province": "广东省",
        "city": "岚海市",
        "owner_kind": "单位" if site["owner"] else "",
        "division_code": DIVISIONS[site["county"]],
        "source": "住房城乡建设局楼盘表",
    }


def load_register(packs: Iterable[PackSource] = ()) -> Loaded:
    """Load the city's addresses, and those that the worked examples of the packs need."""
    rows = {row["code"]: row for row in _rows()}
    for source in packs:
        for example in examples_of(source):
            rows |= {row["code"]: row for row in example.addresses}
    return load_addresses(enumerate(rows.values(), start=2))
