"""The keys under which an address is found: by door or by the name of a place. Pure.

A key is a 63-bit number, so that a register of millions keeps its keys in one index of
integers; two addresses that fall on one number are told apart by comparing their parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import blake2b

from .parts import Parts, plain


def key(text: str) -> int:
    """Return the number that stands for a key."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") >> 1


def anchors(parts: Parts) -> list[str]:
    """Return the names of the site that an address lies on: its door, its estate, its village."""
    if parts.plot:
        return [f"L{plain(parts.plot).replace('号', '')}"]
    found = []
    if parts.street and parts.number:
        found.append(f"D{parts.street}|{parts.number}-{parts.sub}")
    return found + [f"P{name}" for name in _places(parts)]


def _places(parts: Parts) -> list[str]:
    if parts.estate:
        return [plain(parts.estate) + _inner_number(parts)]
    if parts.road:
        return [] if parts.number else [parts.street]
    rest = parts.group + _inner_number(parts)
    village, hamlet = plain(parts.village), plain(parts.hamlet)
    if not hamlet:
        return [village + rest] if village else []
    return [f"{village}/{hamlet}{rest}", hamlet + rest] if village else [hamlet + rest]


def _inner_number(parts: Parts) -> str:
    """Return the door number within a place, where it is not told as a building."""
    return f"#{parts.number}-{parts.sub}" if parts.number and not parts.road else ""


def full_keys(parts: Parts) -> list[int]:
    """Return the keys of exactly this address."""
    # a shop without its number may be the whole door
    rooms = (parts.room, "") if parts.room == "铺" else (parts.room,)
    return [
        key(f"F{anchor}|{parts.building}|{parts.unit}|{room}")
        for anchor in anchors(parts)
        for room in rooms
    ]


def building_keys(parts: Parts) -> list[int]:
    """Return the keys of everything in the same building."""
    return [key(f"B{anchor}|{parts.building}") for anchor in anchors(parts)]


def _sites(parts: Parts) -> list[str]:
    if parts.plot:
        return anchors(parts)
    found = [f"D{parts.street}|{parts.number}"] if parts.street and parts.number else []
    if parts.street and (parts.lane or not parts.number):
        found.append(f"P{parts.street}")
    return [*found, *(f"P{name}" for name in parts.places)]


def site_keys(parts: Parts) -> list[int]:
    """Return the keys of everything on the same site: door without its sub-number, or place."""
    return [key(f"S{site}") for site in _sites(parts)]


def room_keys(parts: Parts) -> list[int]:
    """Return the keys of the same room number in all buildings of the site."""
    return [key(f"R{site}|{parts.room}") for site in _sites(parts)] if parts.room else []


def name_keys(parts: Parts) -> list[int]:
    """Return the keys of everything on the same road or in the same place."""
    return [key(f"N{name}") for name in names(parts)]


def names(parts: Parts) -> list[str]:
    """Return the names of road and places, as they are compared."""
    return [name for name in (parts.street, *parts.places) if name]


def all_keys(variants: Iterable[Parts]) -> list[int]:
    """Return every key of an entry, for all the ways in which it is named."""
    found: set[int] = set()
    for parts in variants:
        for of in (full_keys, building_keys, room_keys, site_keys, name_keys):
            found.update(of(parts))
    return sorted(found)


ZONE = re.compile(r"(?:[A-Z东南西北中]|\d+|[东南西北中]\d+)(?:区|期|组团)$")


def shortened(name: str) -> set[str]:
    """Return a name, the name without each one of its characters, and without its zone.

    Two names of which one character differs, is missing or too many share one of these.
    """
    cut = {name[:at] + name[at + 1 :] for at in range(len(name)) if len(name) > 2}
    ends = {ZONE.sub("", name), name.removesuffix("胡同")} | (
        {name[2:]} if len(name) > 4 else set()
    )
    return {name} | cut | ends


def may_be_meant(written: str, name: str) -> bool:
    """Say whether a name may be meant by another one.

    Another numeral or another side (三巷 for 二巷, 西路 for 路) is no slip of the pen; one that
    is left out may be.
    """
    if written == name or ZONE.sub("", written) == name:
        return written != name
    meant = iter(MARKS.findall(name))
    return all(mark in meant for mark in MARKS.findall(written))


MARKS = re.compile(r"\d+|[东南西北]")
