"""Spreads runs of numbers without unit words over the parts that they may mean. Pure.

3-2-501 behind an estate is building, unit and room; 88-3-501 behind a road begins with the
door; where two ways are possible both are followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .lexing import Token
from .parts import Parts
from .states import State, inside, joined, rising, value

LIKE_A_ROOM = re.compile(r"[A-Z]{0,2}\d{3,5}[A-Z]?|[A-Z]\d{2,4}")
SPLIT = re.compile(r"([A-Z]{1,2})(\d{3,4}[A-Z]?)")
Layouts = list[tuple[str, ...]]  # which parts a run of numbers means, the likeliest first
IN_A_UNIT: dict[int, Layouts] = {1: [("room",)], 2: [("floor", "room")]}
IN_A_BUILDING: dict[int, Layouts] = {
    1: [("room",)],
    2: [("unit", "room"), ("floor", "room")],
    3: [("unit", "floor", "room")],
}
AT_A_SITE: dict[int, Layouts] = {
    2: [("building", "room")],
    3: [("building", "unit", "room")],
    4: [("building", "unit", "floor", "room")],
}
MARKS = tuple("甲乙丙丁戊附临")  # stand before the number of a door or a building


def with_room(state: State, room: str) -> State:
    """Put a room; what was taken for one before (87幢151号2559室) was a unit."""
    parts = state.parts
    if state.by_number and parts.building and not parts.unit:
        return state.having(unit=parts.room, room=room)
    return state.having(room=room) if not parts.room else state.remarked(room)


def one_room(parts: Parts, token: Token, values: list[str]) -> bool:
    """Say whether several numbers name rooms that belong together: 1201-1203, 1201之一."""
    if set(token.signs) & {"之", "附", "~"}:
        return True
    if len(values) > 2:
        return False
    if len(values) == 2 and LIKE_A_ROOM.fullmatch(values[0]) and len(values[1]) < 3:
        return bool(parts.number or inside(parts) or (parts.estate and len(values[0]) < 5))
    alike = len({len(v) for v in values}) == 1 and len(values[0]) >= 3
    return alike and rising(values)


def bare(state: State, token: Token) -> Iterable[State]:
    values = [value(v) for v in token.values]
    parts = state.parts
    if parts.room:
        if len(values) == 1 and (token.word == "-" or values[0][0].isalpha()):
            return [state.having(room=f"{parts.room}-{values[0]}")]
        return [with_room(state, joined(token))]
    if token.word in MARKS and not parts.number:
        values[0] += token.word.replace("附", "")
    together = len(values) > 1 and ("," in token.signs or one_room(parts, token, values))
    if together and _site(parts) and not state.at_road:
        return [state.having(room=joined(token))]
    return series(state, values, token)


def _site(parts: Parts) -> bool:
    return bool(parts.number or parts.estate or inside(parts))


def series(state: State, values: list[str], token: Token) -> list[State]:
    """Spread numbers over the parts that are still open, the likeliest way first."""
    roomy = token.kind == "room"
    found = [
        state.having(cost * 2, **dict(zip(names, values, strict=True)))
        for cost, names in enumerate(_layouts(state, values, roomy, token.word == "-"))
        if len(names) == len(values)
    ]
    return [*found, *_lettered(state, values)] or [state.remarked("-".join(values))]


def _lettered(state: State, values: list[str]) -> list[State]:
    """A1203 may be room 1203 of building A, A-1203 may be room A1203."""
    if inside(state.parts) or not _site(state.parts):
        return []
    if len(values) == 2 and values[0].isalpha():
        return [state.having(2, room="".join(values))]
    found = SPLIT.fullmatch(values[0]) if len(values) == 1 else None
    return [state.having(1, building=found.group(1), room=found.group(2))] if found else []


def _layouts(state: State, values: list[str], roomy: bool, dashed: bool) -> Layouts:
    count, last, parts = len(values), values[-1], state.parts
    like_a_room = roomy or bool(LIKE_A_ROOM.fullmatch(last))
    if inside(parts):
        return _layouts_inside(parts, count)
    here = _layouts_at_a_site(count, like_a_room, dashed and bool(parts.number))
    if parts.number or (parts.estate and not state.at_road):
        return here
    if count == 1:
        return [("number",)]
    behind = [("number", *names) for names in _layouts_at_a_site(count - 1, like_a_room, False)]
    if not parts.road:
        return here + behind
    with_sub = count == 2 and (not like_a_room or (rising(values) and len(values[0]) == len(last)))
    return [("number", "sub"), *behind] if with_sub else behind


def _layouts_inside(parts: Parts, count: int) -> Layouts:
    return (IN_A_UNIT if parts.unit or parts.floor else IN_A_BUILDING).get(count, [])


def _layouts_at_a_site(count: int, like_a_room: bool, dashed: bool) -> Layouts:
    if count > 1:
        return AT_A_SITE.get(count, [])
    if like_a_room:
        return [("room",)]
    return [("sub",), ("building",), ("room",)] if dashed else [("building",), ("room",)]
