"""Parses written addresses (地址解析): by grammar, without a list of any city's names. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .assembling import assemble
from .lexing import lex
from .normalising import cleaned
from .parts import Parts, settled, with_named_building
from .regions import NOWHERE, Gazetteer, Head, heads
from .states import State

MOST = 12  # readings of one address

PLOT = re.compile(r"^.{0,40}?(?:地块|宗地|地段)(?:[A-Z0-9-]+(?:号|地块)?)?")
# words that put a place beside an address instead of at it
BESIDE = re.compile(
    r"斜?对面|隔壁(?!路|村)|附近|旁边|(?<=[号楼栋座院室房铺村库])旁|旁(?=$|[0-9A-Z]|的|第|一)|对门|门口|门前|后面|前面|背后|路口|交叉口|交汇处|交界处|交叉处"
    r"|[以往向][东南西北]|[东南西北]{1,2}侧|\d+米|(?<=[号楼栋座])(?:[东南西北]{1,2}面|左侧|右侧|侧边?)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read an address: what it said, and the parts as they are compared.

    `beside` says that it is only near the place it names, `unclear` that it says something
    that is no part of an address and may change what is meant. `respelt` is the name that was replaced by one of the register's that looks like it.
    """

    said: Parts
    parts: Parts
    cost: int = 0
    remarks: tuple[str, ...] = ()
    beside: bool = False
    unclear: bool = False
    respelt: str = ""


def readings(text: str, gazetteer: Gazetteer = NOWHERE) -> list[Reading]:
    """Return the ways to read an address, the likeliest first; none when it names no place."""
    clean = cleaned(text)
    found: dict[Parts, Reading] = {}
    for cost, head in enumerate(heads(clean.text, gazetteer)):
        for reading in _split(_behind(clean.text, head)):
            if reading.parts not in found and _names_a_place(reading.parts):
                remarks = (*clean.remarks, *reading.remarks)
                found[reading.parts] = replace(reading, cost=reading.cost + cost, remarks=remarks)
    return sorted(found.values(), key=lambda reading: reading.cost)[:MOST]


def _split(found: list[Reading]) -> Iterator[Reading]:
    """Add the readings in which the name of an estate ends in the name of a building."""
    for reading in found:
        yield reading
        parts = with_named_building(reading.parts)
        if parts:
            yield replace(reading, parts=parts, cost=reading.cost + 1)


def parse(text: str, gazetteer: Gazetteer = NOWHERE) -> Parts:
    """Return the likeliest reading of an address; empty parts when it names no place."""
    found = readings(text, gazetteer)
    return found[0].said if found else Parts()


def _names_a_place(parts: Parts) -> bool:
    return bool(parts.plot or parts.road or parts.places)


def _reading(state: State, remarks: tuple[str, ...] = (), beside: bool = False) -> Reading:
    parts = settled(state.parts)
    said = (*state.remarks, *remarks)
    return Reading(state.parts, parts, state.cost, said, beside, state.unclear)


def _behind(text: str, head: Head) -> list[Reading]:
    rest = text[head.at :]
    plot = PLOT.match(rest)
    if plot:
        start = head.parts.but(plot=plot.group())
        return [_reading(s) for s in assemble(start, lex(rest[plot.end() :]))]
    beside = BESIDE.search(rest)
    if beside is None:
        return [_reading(s) for s in assemble(head.parts, lex(rest))]
    return _beside(head, rest, beside)


def _beside(head: Head, rest: str, word: re.Match[str]) -> list[Reading]:
    """Read what is only near a place; a place that is named behind that is read instead."""
    behind = rest[word.end() :]
    if len(behind) > 3 and any(char.isdigit() for char in behind):
        named = [s for s in assemble(head.parts, lex(behind)) if s.parts.places]
        if named:
            return [_reading(s, (rest[: word.end()],)) for s in named]
    states = assemble(head.parts, lex(rest[: word.start()]))
    return [_reading(s, (rest[word.start() :],), beside=True) for s in states]
