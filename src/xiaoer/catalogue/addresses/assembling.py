"""Puts the tokens of an address into its parts; where that can be done in two ways, in both. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from .lexing import Token
from .naming import Names, cuts, is_a_business
from .parts import Parts
from .series import MARKS, bare, one_room, series, with_room
from .states import ZONE, State, inside, joined, rising, value

MOST = 8  # readings that are followed
NOT_A_NAME = re.compile(
    r"^(?:内|里面|院内|院|之|附|号|旁|的|处|其中|部分|一间|半|位置?|起|全部|整体|单独)*$"
)
STOREY = re.compile(r"\d{1,2}F|B\d|L\d")
NAMED = re.compile("号((?:商务|办公|写字|住宅|综合|教学|实验|科研|商业|院)楼)")


def assemble(parts: Parts, tokens: Sequence[Token]) -> list[State]:
    """Return the ways to read the tokens behind the regions, the likeliest first."""
    states = [State(parts)]
    for at, token in enumerate(tokens):
        following = tokens[at + 1].kind if at + 1 < len(tokens) else ""
        further = [new for state in states for new in _put(state, token, following)]
        states = sorted(further, key=lambda state: state.cost)[:MOST]
    return states


def _put(state: State, token: Token, following: str) -> Iterable[State]:
    if token.kind == "name":
        return _name(state, token.values[0], following)
    if len(token.values) > 1 and STOREY.fullmatch(token.values[0]):
        # 18F-1811, B1-05铺: the storey stands before the dash
        state = state.having(floor=_level(token.values[0], ""))
        token = replace(token, values=token.values[1:], signs=token.signs[1:])
    return PUTS[token.kind](state, token)


# --- names --------------------------------------------------------------------------------


def _name(state: State, name: str, following: str) -> Iterable[State]:
    parts = state.parts
    if NOT_A_NAME.match(name):
        return [state]
    if parts.room:
        return [state.remarked(name)]
    if not (parts.number or inside(parts)):
        return _place(state, name, following)
    if is_a_business(name) and not following:
        return [state.remarked(name)]
    return [_at_a_door(state, name)]


def _place(state: State, name: str, following: str) -> Iterable[State]:
    """Put names that stand before any number."""
    parts, found = state.parts, []
    for cost, cut in enumerate(cuts(name)):
        values = _named(cut)
        if "village" in values and parts.village:
            values["hamlet"] = values.pop("village")
        if "road" in values and parts.road:
            values["road"] = parts.road + values["road"]
        if "estate" in values and parts.estate:
            values["estate"] = parts.estate + values["estate"]
        new = state.having(cost, **values)
        found.append(replace(new, at_road=bool(cut.road and not cut.estate)))
    return found


def _named(cut: Names) -> dict[str, str]:
    values = {
        "village": cut.village,
        "hamlet": cut.hamlet,
        "road": cut.road,
        "estate": cut.park or cut.estate,
    }
    return {part: text for part, text in values.items() if text}


def _at_a_door(state: State, name: str) -> State:
    """Put a name that stands behind a door or a building: an estate, or a zone of it."""
    estate = state.parts.estate
    if ZONE.match(name) and inside(state.parts):
        return state.remarked(name)  # 一层A区 is within the floor
    if not estate:
        return state.having(estate=name)
    return state.having(estate=estate + name) if ZONE.match(name) else state.remarked(name)


# --- numbered things ------------------------------------------------------------------------


def _number(state: State, token: Token) -> Iterable[State]:
    parts = state.parts
    values = [value(v) for v in token.values]
    if token.word in MARKS and token.word != "附":
        values[0] += token.word
    elif token.word == "附" and parts.number and not parts.sub:
        return [state.having(sub=values[0])]
    if parts.number or inside(parts):
        return [_number_within(state, values)]
    if parts.estate and not state.at_road and len(values) < 3:
        return _number_of_an_estate(state, values)
    if len(values) > 2:
        return series(state, values, token)
    return [state.having(number=values[0], sub="".join(values[1:]))]


def _number_of_an_estate(state: State, values: list[str]) -> list[State]:
    """12号 behind an estate is a building of it, or a door of the road or square."""
    number = {"number": values[0], "sub": "".join(values[1:])}
    if state.parts.road:
        return [state.having(building="-".join(values)), state.having(2, **number)]
    square = {"road": state.parts.estate, "estate": "", **number}
    return [state.having(building="-".join(values)), state.having(2, **square)]


def _number_within(state: State, values: list[str]) -> State:
    """A second 号: a building at a door, a room in a building."""
    text = "-".join(values)
    if not inside(state.parts):
        return state.having(building=text)
    if state.parts.room:
        return state.remarked(text)
    return replace(state.having(room=text), by_number=True)


def _building(state: State, token: Token) -> Iterable[State]:
    parts, values = state.parts, [value(v) for v in token.values]
    if token.word in MARKS:
        values[-1] = token.word + values[-1]
        return [state.having(building="-".join(values))]
    named = NAMED.fullmatch(token.word)
    if named and state.at_road and not parts.number:
        # 文化路8号综合楼: door 8 and a building with a name, seldom a building 8
        door = state.having(number=values[0], building=named.group(1))
        return [door, state.having(1, building=joined(token))]
    if parts.building and not parts.room:
        # 3栋 behind 综合楼, A座 behind 1栋: the second one is more exact
        return [state.having(building=f"{parts.building}-{values[-1]}")]
    if len(values) == 2 and parts.road and not parts.number and not parts.estate:
        return [state.having(number=values[0], building=values[1])]
    return [state.having(building=joined(token))]


def _works(state: State, token: Token) -> Iterable[State]:
    kind = re.sub("[号楼栋幢]", "", token.word).replace("仓库", "仓").replace("仓", "仓库")
    values = [value(v) for v in token.values]
    if state.at_road and not state.parts.number and len(values) == 1 and "号" in token.word:
        # 工业二路9号厂房: the works at door 9
        door = state.having(number=values[0], building=kind)
        return [door, state.having(1, building=kind + values[0])]
    if len(values) > 2:
        return series(state.having(building=kind + values[0]), values[1:], token)
    return [state.having(building=kind + joined(token))]


def _hash(state: State, token: Token) -> Iterable[State]:
    parts = state.parts
    if parts.road and not parts.number and not parts.estate and len(token.values) == 1:
        return [state.having(number=value(token.values[0]))]
    return _building(state, token)


def _unit(state: State, token: Token) -> Iterable[State]:
    values = [value(v) for v in token.values]
    if values[-1].isdecimal() and int(values[-1]) > 99:
        return _room(state, token)
    if state.parts.floor and len(values) == 1:
        return _unit_of_a_floor(state, values[0])
    if len(values) == 2 and not state.parts.building:
        return [state.having(building=values[0], unit=values[1])]
    return [state.having(unit="-".join(values))]


def _unit_of_a_floor(state: State, unit: str) -> list[State]:
    """12楼01单元 is a room on floor 12; 3楼2单元501 has a building 3."""
    room = state.having(room=unit)
    if state.parts.building:
        return [room]
    return [state.having(building=state.parts.floor, floor="", unit=unit), room]


def _floor(state: State, token: Token) -> Iterable[State]:
    values = [_level(v, token.word) for v in token.values]
    if values[0].isdecimal() and int(values[0]) > 99 and not state.parts.building:
        return [state.having(building=values[0])]
    if len(values) == 2 and "-" in token.signs and not rising(values):
        return [state.having(building=values[0], floor=values[1])]
    if token.word == "-" and len(values) == 1:
        # 裙楼-1层 is below the ground, 3栋-1层 is not
        return [state.having(floor=values[0]), state.having(1, floor=f"-{values[0]}")]
    return [state.having(floor=("," if "," in token.signs else "-").join(values))]


def _level(text: str, word: str) -> str:
    plain = value(text)
    if word == "负" or re.fullmatch(r"B\d", plain):
        return f"-{plain.removeprefix('B').removeprefix('-')}"
    return re.sub(r"^L(?=\d)|(?<=\d)F$", "", plain)


def _room(state: State, token: Token) -> Iterable[State]:
    values = [value(v) for v in token.values]
    if len(values) == 1 or "," in token.signs or one_room(state.parts, token, values):
        return [with_room(state, joined(token))]
    return series(state, values, token)


def _shop(state: State, token: Token) -> Iterable[State]:
    kind = "车位" if "车" in token.word else "铺"
    values = [value(v) for v in token.values]
    room = state.having(room=kind + "-".join(values))
    if state.at_road and not state.parts.number and len(values) == 1 and "号" in token.word:
        return [state.having(number=values[0], room=kind), replace(room, cost=room.cost + 1)]
    return [room]


def _seat(state: State, token: Token) -> Iterable[State]:
    text = "位" + joined(token)
    room = state.parts.room
    return [state.having(room=f"{room}-{text}" if room else text)]


def _lane(state: State, token: Token) -> Iterable[State]:
    lane = state.parts.lane + joined(token) + ("支弄" if "支" in token.word else "弄")
    return [state.having(lane=lane)]


def _group(state: State, token: Token) -> Iterable[State]:
    return [state.having(group=f"{joined(token)}组")]


PUTS: dict[str, Callable[[State, Token], Iterable[State]]] = {
    "yard": _number,
    "number": _number,
    "building": _building,
    "works": _works,
    "hash": _hash,
    "unit": _unit,
    "floor": _floor,
    "room": _room,
    "shop": _shop,
    "seat": _seat,
    "lane": _lane,
    "group": _group,
    "bare": bare,
}
