"""An address half read: its parts so far, and what was said besides. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .lexing import Token
from .naming import is_a_business
from .numerals import RUN, digits
from .parts import Parts

ZONE = re.compile(
    r"^(?:[A-Z]|\d+|[东南西北中])(?:区|期|组团)|^[一二三四五六七八九十]+(?:区|期|组团)"
)
HARMLESS = re.compile(
    r"^(?:内|里面|之一|部分|其中|物业|单位|整|全|共|合用|自用|出租|承租|租用|使用|作?为|的|与|和|及|及其|等|。)*$"
)


@dataclass(frozen=True, slots=True)
class State:
    """An address being put together: its parts so far and how unlikely the reading is."""

    parts: Parts
    cost: int = 0
    remarks: tuple[str, ...] = ()
    at_road: bool = False  # the last name was a road's: what follows is its door
    by_number: bool = False  # the room was told by 号, so it may be a unit's
    unclear: bool = False  # something was said that no part of an address takes up

    def having(self, cost: int = 0, **values: str) -> State:
        """Return the state with further parts."""
        return replace(self, parts=self.parts.but(**values), cost=self.cost + cost)

    def remarked(self, remark: str) -> State:
        """Return the state with something that is no part of the address."""
        known = is_a_business(remark) or ZONE.match(remark) or HARMLESS.match(remark)
        unclear = self.unclear or not known
        return replace(self, remarks=(*self.remarks, remark), unclear=unclear)


def value(text: str) -> str:
    """Return a number as numbers are compared: 088, ８８ and 八十八 are 88, A01 stays A1."""
    if not text or text.isdecimal() or not text.isascii():
        runs = re.fullmatch(RUN, text)
        return digits(text) if text and (runs or text.isdecimal()) else text
    found = re.fullmatch(r"([A-Z]*)0*(\d+)([A-Z]*)", text)
    return "".join(found.groups()) if found else text


def inside(parts: Parts) -> bool:
    """Say whether a part of a building was told already."""
    return bool(parts.building or parts.unit or parts.floor or parts.room)


def joined(token: Token) -> str:
    """Return several numbers as one value: 1201-1203, 1201,1202."""
    sign = "," if "," in token.signs else "-"
    return sign.join(value(v) for v in token.values)


def rising(values: Sequence[str]) -> bool:
    """Say whether the values are numbers that go up."""
    numbers = [int(v) for v in values if v.isdecimal()]
    return len(numbers) == len(values) and numbers == sorted(set(numbers))
