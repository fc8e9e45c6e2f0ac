"""The measure map: which unit usually leads a measure of which words."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def measure_map() -> tuple[dict[str, str], ...]:
    """Return the lines of the map, most specific first (keywords in simplified script)."""
    source = files("xiaoer.campaign").joinpath("data/measure_map.csv")
    with source.open(encoding="utf-8") as lines:
        return tuple(csv.DictReader(lines))
