"""Two cities' registers for the tests, expanded from compact tables, and a register in memory.

The southern city counts 栋 and 房 and has villages; the northern one has 胡同, 号院, 单元 and 门
in one district, and 弄 with numbered houses in another.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path

from xiaoer.catalogue.addresses import keys
from xiaoer.catalogue.addresses.columns import parts_of, variants
from xiaoer.catalogue.addresses.matching import Entry
from xiaoer.catalogue.addresses.parts import written
from xiaoer.catalogue.addresses.regions import Gazetteer

HERE = Path(__file__).parent
CITIES = {"south": ("广东省", "岚海市"), "north": ("", "朔宁市")}
SPACED = ("number", "group", "buildings", "units", "floors", "rooms")


def spread(text: str) -> list[str]:
    """Return what a cell stands for: `1-3栋` three buildings, `A座|B座` two."""
    found: list[str] = []
    for one in text.split("|"):
        span = re.fullmatch(r"([A-Z]?)(-?\d+)-[A-Z]?(\d+)(\D*)", one)
        # 30-32号 is one door with a double number, 603-A1 one room
        if span is None or one == "30-32号" or int(span.group(2)) > int(span.group(3)):
            found.append(one)
            continue
        letter, first, last, unit = span.groups()
        width = len(first)
        found += [f"{letter}{n:0{width}d}{unit}" for n in range(int(first), int(last) + 1)]
    return found


def _room(floor: str, room: str) -> str:
    """A room number carries its floor where it has two digits, a shop's does not."""
    whole = re.fullmatch(r"(\d{2})(房|室)", room)
    return f"{floor}{whole.group(1)}{whole.group(2)}" if whole and floor else room


def rows(city: str) -> Iterator[dict[str, str]]:
    """Return the rows of a city's register with a code each: `S01:3::1201`."""
    province, name = CITIES[city]
    with (HERE / f"register_{city}.csv").open(encoding="utf-8", newline="") as file:
        for site in csv.DictReader(file):
            spaces = product(*(spread(site[column]) for column in SPACED))
            for number, group, building, unit, floor, room in spaces:
                yield {
                    "province": province, "city": name, "county": site["county"],
                    "town": site["town"], "village": site["village"], "hamlet": site["hamlet"],
                    "group": group, "road": site["road"], "lane": site["lane"], "number": number,
                    "estate": site["estate"], "building": building, "unit": unit, "floor": floor,
                    "room": _room(floor, room), "other": site["other"], "site": site["site"],
                }  # fmt: skip


def code(row: dict[str, str]) -> str:
    """Return the code of a row: its site, then what tells its spaces apart."""
    short = [re.sub("号院|号楼|单元|号|(?<=[0-9A-Z东西])[栋房室座门组]$", "", row[n]) for n in
             ("group", "number", "building", "unit", "room")]  # fmt: skip
    inner = short[2:] if row["building"] or row["room"] else []
    many = row["site"] in {"S09", "S10", "S18", "S19", "S29", "N01", "N05", "N06", "N07", "N15",
                           "N16", "N20", "N27", "N29"}  # fmt: skip
    head = [row["site"], *(p for p in short[:2] if p and many)]
    floor = row["floor"] if not row["room"] and row["floor"] else ""
    if row["room"].endswith(("铺", "号")) and row["floor"]:
        floor = row["floor"]
    return ":".join([*head, *(p for p in [*inner, floor and f"F{floor}"] if p)])


def others(row: dict[str, str]) -> dict[str, list[str]]:
    """Return the further names of a row: `road=滨海路`."""
    found: dict[str, list[str]] = {}
    for pair in filter(None, row["other"].split("|")):
        name, value = pair.split("=")
        found.setdefault(name, []).append(value)
    return found


@cache
def entries(city: str) -> tuple[Entry, ...]:
    """Return a city's register."""
    found = []
    for row in rows(city):
        parts = parts_of(row)
        found.append(Entry(code(row), written(parts), variants(parts, others(row))))
    return tuple(found)


def gazetteer(city: str) -> Gazetteer:
    """Return what is told about a city's regions."""
    counties = tuple(dict.fromkeys(row["county"] for row in rows(city)))
    return Gazetteer(counties=counties, cities=(CITIES[city][1],))


class MemoryRegister:
    """A register in memory."""

    def __init__(self, found: Sequence[Entry]) -> None:
        self._entries = found
        self._by_key: dict[int, list[Entry]] = {}
        self._like: dict[str, set[str]] = {}
        for entry in found:
            for key in keys.all_keys(entry.variants):
                self._by_key.setdefault(key, []).append(entry)
            for name in (n for parts in entry.variants for n in keys.names(parts)):
                for short in keys.shortened(name):
                    self._like.setdefault(short, set()).add(name)

    def exact(self, wanted: Sequence[int]) -> list[Entry]:
        """Return the entries that have one of the keys."""
        found = {e.code: e for key in wanted for e in self._by_key.get(key, ())}
        return [found[code] for code in sorted(found)]

    def near(self, levels: Sequence[Sequence[int]], most: int, start: str) -> list[Entry]:
        """Return the entries that have one of the keys of a level."""
        found: dict[str, Entry] = {}
        for wanted in levels:
            rows = self.exact(wanted)
            rows.sort(key=lambda entry: (not entry.parts.room.startswith(start), entry.code))
            found |= {entry.code: entry for entry in rows[:most]}
        return list(found.values())

    def elsewhere(self, sites: Sequence[int], names: Sequence[str], county: str) -> bool:
        """Say whether one of the sites has entries in another county."""
        return any(entry.parts.county != county for entry in self.exact(sites))

    def names_like(self, names: Sequence[str]) -> dict[str, list[str]]:
        """Return the names that differ in one character."""
        return {name: self._names_like(name) for name in names}

    def _names_like(self, name: str) -> list[str]:
        found = {n for short in keys.shortened(name) for n in self._like.get(short, ())}
        return sorted(n for n in found if keys.may_be_meant(name, n))
