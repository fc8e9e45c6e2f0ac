"""What the city already has in a register and may not ask for again (market R3)."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "shared_data.csv"
BRACKETS = re.compile(r"[(\[【〔《][^)\]】〕》]*[)\]】〕》]")
ASIDE = re.compile(r"[\s“”\"'《》、，,。.:：;；·/\-—_]+")
COPY = re.compile(
    r"(原件|复印件|影印件|扫描件|照片|电子版|电子件|彩色|正本|副本|正反面|及|和|或|与|的)"
)


@dataclass(frozen=True, slots=True)
class SharedDatum:
    """A row of the table: what it is and which register has it."""

    key: str
    title: str
    register: str


def plain(text: str) -> str:
    """Reduce a title to what it asks for: no brackets, signs, or words such as 复印件."""
    text = unicodedata.normalize("NFKC", text)
    return COPY.sub("", ASIDE.sub("", BRACKETS.sub("", text)))


@cache
def shared_data() -> dict[str, SharedDatum]:
    """Return the table by every reduced title and synonym."""
    known: dict[str, SharedDatum] = {}
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            datum = SharedDatum(row["key"], row["title"], row["register"])
            for name in (row["title"], *row["synonyms"].split("|")):
                if name:
                    known[plain(name)] = datum
    return known


def city_has(titles: Iterable[str]) -> SharedDatum | None:
    """Return what the city has under one of the titles."""
    table = shared_data()
    return next((table[plain(title)] for title in titles if plain(title) in table), None)
