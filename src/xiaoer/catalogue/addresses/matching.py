"""Matches a written address with a register: hit, partial or none. Pure.

A hit agrees in every part and is the only one that does. What lacks a part, says one
otherwise, or fits several entries is partial and comes with candidates; a wrong room is never
a hit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol

from . import keys
from .comparing import Comparison, compare
from .parsing import Reading, readings
from .parts import Parts, floor_told, plain
from .regions import NOWHERE, Gazetteer

MOST = 24  # entries of one building, one site that are compared
OFFERED = 8  # candidates that are shown
AROUND = (keys.building_keys, keys.room_keys, keys.site_keys)  # from near to far


class Outcome(StrEnum):
    """How a written address stands to the register (market (一)1 d, `address_match`)."""

    HIT = "hit"
    PARTIAL = "partial"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a register: its code, and its parts in every way in which it is named."""

    code: str
    text: str
    variants: tuple[Parts, ...]
    active: bool = True

    @property
    def parts(self) -> Parts:
        """Return the parts under the name that holds now."""
        return self.variants[0]


class Register(Protocol):
    """Where entries are looked up."""

    def exact(self, wanted: Sequence[int]) -> list[Entry]:
        """Return the entries that have one of the keys."""

    def near(self, levels: Sequence[Sequence[int]], most: int, start: str) -> list[Entry]:
        """Return the entries that have one of the keys of a level, at most so many of each.

        Those whose room begins with `start` come first: the same floor.
        """

    def elsewhere(self, sites: Sequence[int], names: Sequence[str], county: str) -> bool:
        """Say whether one of the sites, under these names, has entries in another county."""

    def names_like(self, names: Sequence[str]) -> dict[str, list[str]]:
        """Return for each name the register's names that differ from it in one character."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry that comes close, and what is between."""

    entry: Entry
    comparison: Comparison
    reading: Reading

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """Return what candidates are sorted by, the closest first."""
        length = abs(len(self.reading.parts.room) - len(self.entry.parts.room))
        return (self.comparison.weight, self.reading.cost, length, self.entry.code)


@dataclass(frozen=True, slots=True)
class Match:
    """What came of looking an address up."""

    outcome: Outcome
    text: str
    reading: Parts = field(default_factory=Parts)
    entry: Entry | None = None
    confidence: float = 0.0
    missing: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    several: bool = False  # more than one entry fits all that was said
    beside: bool = False  # only near an address: 对面, 路口
    remarks: tuple[str, ...] = ()


def match(text: str, register: Register, gazetteer: Gazetteer = NOWHERE) -> Match:
    """Look an address up; never fails, whatever the text is."""
    found = readings(text, gazetteer)
    if not found:
        return Match(Outcome.NONE, text)
    exact = _judged(found, register.exact(_keys(found, keys.full_keys)))
    hits = [c for c in exact if c.comparison.agrees and c.entry.active]
    hits = [c for c in hits if not (c.reading.beside or c.reading.unclear)]
    if hits:
        return _hit(text, hits, register)
    return _close(text, found, exact, register)


def _keys(found: Iterable[Reading], of: Callable[[Parts], list[int]]) -> list[int]:
    return list(dict.fromkeys(key for reading in found for key in of(reading.parts)))


def _judged(found: Sequence[Reading], entries: Iterable[Entry]) -> list[Candidate]:
    """Compare each entry with every reading and keep the closest pair of it."""
    best = {}
    for entry in entries:
        pairs = (
            Candidate(entry, compare(reading.parts, variant), reading)
            for reading in found
            for variant in entry.variants
        )
        best[entry.code] = min(pairs, key=lambda candidate: candidate.rank)
    return sorted(best.values(), key=lambda candidate: candidate.rank)


def _hit(text: str, hits: Sequence[Candidate], register: Register) -> Match:
    first = hits[0]
    if len(hits) > 1 or _in_two_counties(first, register):
        return replace(_partial(text, hits), several=True)
    reading = first.reading
    unsure = reading.cost + (not reading.parts.county) + bool(reading.remarks)
    return Match(
        Outcome.HIT,
        text,
        reading.said,
        first.entry,
        round(max(0.9, 1 - 0.02 * unsure), 2),
        remarks=reading.remarks,
    )


def _in_two_counties(hit: Candidate, register: Register) -> bool:
    """学前路9号 is not clear without its county where two counties have one."""
    parts = hit.reading.parts
    if parts.county or parts.town:
        return False
    sites, names = keys.site_keys(parts), keys.names(parts)
    return register.elsewhere(sites, names, hit.entry.parts.county)


def _partial(text: str, candidates: Sequence[Candidate]) -> Match:
    first = candidates[0]
    between = first.comparison
    sure = 0.8 - 0.2 * len(between.wrong) - 0.1 * len(between.missing)
    return Match(
        Outcome.PARTIAL,
        text,
        first.reading.said,
        confidence=round(max(0.1, sure), 2),
        missing=between.missing,
        wrong=between.wrong,
        candidates=tuple(candidates[:OFFERED]),
        beside=first.reading.beside,
        remarks=first.reading.remarks,
    )


def _close(
    text: str, found: Sequence[Reading], exact: Sequence[Candidate], register: Register
) -> Match:
    """Look for what comes close: the building, the site, a name of one other character."""
    entries = [*(c.entry for c in exact), *_near(found, AROUND, register)]
    near = _elsewhere(_judged(found, entries)) or _misspelt(found, register)
    if near:
        return _partial(text, near)
    first, named = found[0], _near(found, (keys.name_keys,), register)
    return Match(
        Outcome.NONE, text, first.said, candidates=tuple(_judged(found, named)[:OFFERED]),
        beside=first.beside, remarks=first.remarks,
    )  # fmt: skip


def _near(
    found: Sequence[Reading], levels: Iterable[Callable[[Parts], list[int]]], register: Register
) -> list[Entry]:
    room = found[0].parts.room
    wanted = [_keys(found, of) for of in levels]
    return register.near(wanted, MOST, floor_told(room) or room[:2])


def _elsewhere(near: Iterable[Candidate]) -> list[Candidate]:
    """Leave out what lies in another city, or differs in more than one region."""
    regions = {"province", "city", "county"}
    return [c for c in near if len(regions & set(c.comparison.wrong)) < 2]


def _misspelt(found: Sequence[Reading], register: Register) -> list[Candidate]:
    """Look the address up under names that differ in one character from those written."""
    written = list(dict.fromkeys(n for r in found for n in keys.names(r.parts)))
    like = register.names_like(written)
    others = [new for reading in found for new in _respelt(reading, like)]
    if not others:
        return []
    entries = _near(others, (keys.full_keys, *AROUND), register)
    return [_with_name(c) for c in _elsewhere(_judged(others, entries))]


def _respelt(reading: Reading, like: Mapping[str, Sequence[str]]) -> list[Reading]:
    parts, found = reading.parts, []
    for name in ("road", "village", "hamlet", "estate"):
        written = parts.street if name == "road" else plain(getattr(parts, name))
        for other in like.get(written, ()):
            values = {name: other, "lane": ""} if name == "road" else {name: other}
            found.append(replace(reading, parts=parts.but(**values), respelt=name))
    return found


def _with_name(candidate: Candidate) -> Candidate:
    """Count the name that was written otherwise among what is wrong."""
    comparison, name = candidate.comparison, candidate.reading.respelt
    wrong = tuple(dict.fromkeys((name, *comparison.wrong)))
    return replace(candidate, comparison=replace(comparison, wrong=wrong))
