"""Puts the tokens of an address into its parts; where that can be done in two ways, in both. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from .lexing import Token
from .naming import Names, cuts, is_a_business
from .numerals import RUN, digits
from .parts import Parts

MOST = 8  # readings that are followed
LIKE_A_ROOM = re.compile(r"[A-Z]{0,2}\d{3,5}[A-Z]?|[A-Z]\d{2,4}")
SPLIT = re.compile(r"([A-Z]{1,2})(\d{3,4}[A-Z]?)")
ZONE = re.compile(r"^(?:[A-Z]|\d+|[东南西北中])(?:区|期|组团)|^[一二三四五六七八九十]+(?:区|期|组团)")
HARMLESS = re.compile(
    r"^(?:内|里面|之一|部分|其中|物业|单位|整|全|共|合用|自用|出租|承租|租用|使用|作?为|的|与|和|及|及其|等|。)*$"
)
NOT_A_NAME = re.compile(r"^(?:内|里面|院内|院|之|附|号|旁|的|处|其中|部分|一间|半|位置?|起|全部|整体|单独)*$")
STOREY = re.compile(r"\d{1,2}F|B\d|L\d")
MARKS = tuple("甲乙丙丁戊附临")  # stand before the number of a door or a building
NAMED = re.compile("号((?:商务|办公|写字|住宅|综合|教学|实验|科研|商业|院)楼)")


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
        return replace(self, parts=replace(self.parts, **values), cost=self.cost + cost)

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


def _inside(parts: Parts) -> bool:
    return bool(parts.building or parts.unit or parts.floor or parts.room)


def _name(state: State, name: str, following: str) -> Iterable[State]:
    parts = state.parts
    if NOT_A_NAME.match(name):
        return [state]
    if parts.room:
        return [state.remarked(name)]
    if not (parts.number or _inside(parts)):
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
    if not estate:
        return state.having(estate=name)
    return state.having(estate=estate + name) if ZONE.match(name) else state.remarked(name)


# --- numbered things ------------------------------------------------------------------------


def _joined(token: Token) -> str:
    """Return several numbers as one value: 1201-1203, 1201,1202."""
    sign = "," if "," in token.signs else "-"
    return sign.join(value(v) for v in token.values)


def _number(state: State, token: Token) -> Iterable[State]:
    parts = state.parts
    values = [value(v) for v in token.values]
    if token.word in MARKS and token.word != "附":
        values[0] += token.word
    elif token.word == "附" and parts.number and not parts.sub:
        return [state.having(sub=values[0])]
    if parts.number or _inside(parts):
        return [_number_within(state, values)]
    if parts.estate and not state.at_road and len(values) < 3:
        return _number_of_an_estate(state, values)
    if len(values) > 2:
        return _series(state, values, token)
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
    if not _inside(state.parts):
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
        return [door, state.having(1, building=_joined(token))]
    if parts.building and not parts.room:
        # 3栋 behind 综合楼, A座 behind 1栋: the second one is more exact
        return [state.having(building=f"{parts.building}-{values[-1]}")]
    if len(values) == 2 and parts.road and not parts.number and not parts.estate:
        return [state.having(number=values[0], building=values[1])]
    return [state.having(building=_joined(token))]


def _works(state: State, token: Token) -> Iterable[State]:
    kind = re.sub("号|楼", "", token.word).replace("仓库", "仓").replace("仓", "仓库")
    values = [value(v) for v in token.values]
    if state.at_road and not state.parts.number and len(values) == 1 and "号" in token.word:
        # 工业二路9号厂房: the works at door 9
        door = state.having(number=values[0], building=kind)
        return [door, state.having(1, building=kind + values[0])]
    if len(values) > 2:
        return _series(state.having(building=kind + values[0]), values[1:], token)
    return [state.having(building=kind + _joined(token))]


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
    if len(values) == 2 and "-" in token.signs and not _rising(values):
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


def _rising(values: Sequence[str]) -> bool:
    numbers = [int(v) for v in values if v.isdecimal()]
    return len(numbers) == len(values) and numbers == sorted(set(numbers))


def _room(state: State, token: Token) -> Iterable[State]:
    values = [value(v) for v in token.values]
    if len(values) == 1 or "," in token.signs or _one_room(state.parts, token, values):
        return [_with_room(state, _joined(token))]
    return _series(state, values, token)


def _with_room(state: State, room: str) -> State:
    """Put a room; what was taken for one before (87幢151号2559室) was a unit."""
    parts = state.parts
    if state.by_number and parts.building and not parts.unit:
        return state.having(unit=parts.room, room=room)
    return state.having(room=room) if not parts.room else state.remarked(room)


def _one_room(parts: Parts, token: Token, values: list[str]) -> bool:
    """Say whether several numbers name rooms that belong together: 1201-1203, 1201之一."""
    if set(token.signs) & {"之", "附", "~"}:
        return True
    if len(values) > 2:
        return False
    if len(values) == 2 and LIKE_A_ROOM.fullmatch(values[0]) and len(values[1]) < 3:
        return bool(parts.number or _inside(parts) or (parts.estate and len(values[0]) < 5))
    alike = len({len(v) for v in values}) == 1 and len(values[0]) >= 3
    return alike and _rising(values)


def _shop(state: State, token: Token) -> Iterable[State]:
    kind = "车位" if "车" in token.word else "铺"
    values = [value(v) for v in token.values]
    room = state.having(room=kind + "-".join(values))
    if state.at_road and not state.parts.number and len(values) == 1 and "号" in token.word:
        return [state.having(number=values[0], room=kind), replace(room, cost=room.cost + 1)]
    return [room]


def _seat(state: State, token: Token) -> Iterable[State]:
    text = "位" + _joined(token)
    room = state.parts.room
    return [state.having(room=f"{room}-{text}" if room else text)]


def _lane(state: State, token: Token) -> Iterable[State]:
    lane = state.parts.lane + _joined(token) + ("支弄" if "支" in token.word else "弄")
    return [state.having(lane=lane)]


def _group(state: State, token: Token) -> Iterable[State]:
    return [state.having(group=f"{_joined(token)}组")]


# --- runs of numbers without unit words -------------------------------------------------------


def _bare(state: State, token: Token) -> Iterable[State]:
    values = [value(v) for v in token.values]
    parts = state.parts
    if parts.room:
        if len(values) == 1 and (token.word == "-" or values[0][0].isalpha()):
            return [state.having(room=f"{parts.room}-{values[0]}")]
        return [_with_room(state, _joined(token))]
    if token.word in MARKS and not parts.number:
        values[0] += token.word.replace("附", "")
    if len(values) > 1 and ("," in token.signs or _one_room(parts, token, values)):
        if _site(parts) and not state.at_road:
            return [state.having(room=_joined(token))]
    return _series(state, values, token)


def _site(parts: Parts) -> bool:
    return bool(parts.number or parts.estate or _inside(parts))


def _series(state: State, values: list[str], token: Token) -> list[State]:
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
    if _inside(state.parts) or not _site(state.parts):
        return []
    if len(values) == 2 and values[0].isalpha():
        return [state.having(2, room="".join(values))]
    found = SPLIT.fullmatch(values[0]) if len(values) == 1 else None
    return [state.having(1, building=found.group(1), room=found.group(2))] if found else []


def _layouts(state: State, values: list[str], roomy: bool, dashed: bool) -> list[tuple[str, ...]]:
    count, last, parts = len(values), values[-1], state.parts
    like_a_room = roomy or bool(LIKE_A_ROOM.fullmatch(last))
    if _inside(parts):
        return _layouts_inside(parts, count)
    here = _layouts_at_a_site(count, like_a_room, dashed and bool(parts.number))
    if parts.number or (parts.estate and not state.at_road):
        return here
    if count == 1:
        return [("number",)]
    behind = [("number", *names) for names in _layouts_at_a_site(count - 1, like_a_room, False)]
    if not parts.road:
        return here + behind
    with_sub = count == 2 and (not like_a_room or _rising(values) and len(values[0]) == len(last))
    return [("number", "sub"), *behind] if with_sub else behind


def _layouts_inside(parts: Parts, count: int) -> list[tuple[str, ...]]:
    if parts.unit or parts.floor:
        return {1: [("room",)], 2: [("floor", "room")]}.get(count, [])
    return {
        1: [("room",)],
        2: [("unit", "room"), ("floor", "room")],
        3: [("unit", "floor", "room")],
    }.get(count, [])


def _layouts_at_a_site(count: int, like_a_room: bool, dashed: bool) -> list[tuple[str, ...]]:
    if count == 1:
        if like_a_room:
            return [("room",)]
        return [("sub",), ("building",), ("room",)] if dashed else [("building",), ("room",)]
    return {
        2: [("building", "room")],
        3: [("building", "unit", "room")],
        4: [("building", "unit", "floor", "room")],
    }.get(count, [])


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
    "bare": _bare,
}
