"""The parts of an address (地址要素), and how they are compared. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from .numerals import named

AREAS = ("province", "city", "county", "town")


class Parts(NamedTuple):
    """An address taken apart; what it does not say is empty.

    `number` and `sub` are of the door (28号之三: 28 and 3), `lane` is numbered (1273弄),
    `hamlet` is a natural village or a part of a village, `group` a villagers' group.
    """

    province: str = ""
    city: str = ""
    county: str = ""
    town: str = ""
    village: str = ""
    hamlet: str = ""
    group: str = ""
    road: str = ""
    lane: str = ""
    number: str = ""
    sub: str = ""
    estate: str = ""
    building: str = ""
    unit: str = ""
    floor: str = ""
    room: str = ""
    plot: str = ""

    def but(self, **values: str) -> Parts:
        """Return the parts with others in their place."""
        return self._replace(**values)

    def given(self) -> dict[str, str]:
        """Return the parts that the address names."""
        return {name: value for name in NAMES if (value := getattr(self, name))}

    @property
    def street(self) -> str:
        """Return road and lane as one name: 振兴路三巷 may be cut in two or not."""
        return plain(self.road + self.lane)

    @property
    def places(self) -> tuple[str, ...]:
        """Return the names that can stand for a place without a road."""
        return tuple(plain(n) for n in (self.village, self.hamlet, self.estate) if n)


NAMES = Parts._fields

ENDINGS = (
    ("街道办事处", "街道"),
    ("街道办", "街道"),
    ("社区居民委员会", "社区"),
    ("社区居委会", "社区"),
    ("居民委员会", "社区"),
    ("居委会", "社区"),
    ("村民委员会", "村"),
    ("村委会", "村"),
    ("村村", "村"),
    ("行政村", "村"),
    ("自然村", "村"),
    ("工业园区", "工业园"),
    ("产业园区", "产业园"),
    ("科技园区", "科技园"),
    ("物流园区", "物流园"),
)
# what people add to the name of an estate that has a kind in it already
ADDED = ("住宅小区", "小区", "住宅区")
KINDS = ("花园", "苑", "园", "城", "家园", "公寓", "新村", "府", "庭", "湾", "居", "山庄")


def tidy(name: str) -> str:
    """Return a name without the office that stands for it: 东浦街道办事处 is 东浦街道."""
    for ending, short in ENDINGS:
        if name.endswith(ending):
            name = name[: -len(ending)] + short
    return name


@lru_cache(maxsize=16384)
def plain(name: str) -> str:
    """Return a name as names are compared; two ways to write one name give one result."""
    text = tidy(named(name))
    for added in ADDED:
        if text.endswith(added) and text[: -len(added)].endswith(KINDS):
            return text[: -len(added)]
    return text


# buildings that have a word for a number
NAMED_BUILDINGS = (
    "综合|办公|商务|写字|宿舍|商业|商住|教学|实验|研发|科研|生产|门诊|住院|行政|服务|公寓|培训|配套"
)
WITH_BUILDING = re.compile(rf"(.{{2,}}?)((?:{NAMED_BUILDINGS})楼)")


def with_named_building(parts: Parts) -> Parts | None:
    """Return 工商局综合楼 as the building 综合楼 of 工商局, where it can be read so."""
    named = None if parts.building else WITH_BUILDING.fullmatch(parts.estate)
    return parts.but(estate=named.group(1), building=named.group(2)) if named else None


def settled(parts: Parts) -> Parts:
    """Return the parts as they are compared.

    Within an estate 12号 is a building; room 01 of floor 12 is 1201.
    """
    if parts.number and not parts.building and not parts.road and parts.places:
        number = f"{parts.number}-{parts.sub}" if parts.sub else parts.number
        parts = parts.but(building=number, number="", sub="")
    room = _room_of_floor(parts.floor, parts.room)
    return parts.but(room=room) if room != parts.room else parts


def _room_of_floor(floor: str, room: str) -> str:
    if floor.isdecimal() and floor != "0" and room.isdecimal() and len(room) <= 2:
        return f"{floor}{int(room):02d}"
    return room


def floor_told(room: str) -> str:
    """Return the floor that a room number tells: 12 for 1203; empty when it tells none."""
    number = room.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    if number.isdecimal() and 3 <= len(number) <= 4:
        return number[:-2]
    return ""


ORDER = (
    "province", "city", "county", "town", "village", "hamlet", "group", "road", "lane",
    "number", "estate", "building", "unit", "floor", "room",
)  # fmt: skip


def written(parts: Parts) -> str:
    """Write the parts as one address, as registers write it."""
    if parts.plot:
        return "".join(getattr(parts, name) for name in AREAS) + parts.plot
    return "".join(_written(parts, name) for name in ORDER)


def _written(parts: Parts, name: str) -> str:
    value = str(getattr(parts, name))
    if not value:
        return ""
    if name == "number" and parts.sub:
        return f"{value}号之{parts.sub}"
    if name == "floor" and value == floor_told(parts.room):
        return ""
    return WORDS[name](value) if name in WORDS else value


def _building(value: str) -> str:
    works = re.fullmatch(r"(厂房|仓库|车间|宿舍|公寓)(.+)", value)
    if works:
        return f"{works.group(2)}号{works.group(1)}"
    if value.endswith("楼"):
        return value
    if value in "主副附裙前后":
        return f"{value}楼"
    return f"{value}栋" if value[0].isdecimal() else f"{value}座"


def _floor(value: str) -> str:
    return f"负{value[1:]}层" if value.startswith("-") else f"{value}层"


def _room(value: str) -> str:
    for kind in ("铺", "车位"):
        if value.startswith(kind):
            return value[len(kind) :] + kind
    return f"{value}房"


WORDS: dict[str, Callable[[str], str]] = {
    "number": lambda value: f"{value}号",
    "building": _building,
    "unit": lambda value: f"{value}单元",
    "floor": _floor,
    "room": _room,
}
