"""Cuts a run of names into village, road and estate. Pure.

One run can be cut in several ways (新村路: a road, or a village and nothing); all of them are
given, the likeliest first, and the register decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

STREETS = r"大道|大街|公路|胡同|马路|国道|省道|县道|乡道|环路|路|街|巷|弄"
ENDS = re.compile(
    rf"(?:{STREETS}|道|里|条|坊|径|围|沿|线|环|桥|段)(?:[东南西北中上下前后]|[东西南北中]段|支线)?$"
)
STREET = re.compile(rf"(?:{STREETS})(?:[东南西北中]段)?")
SIDE = re.compile(r"[东南西北中](?=[\u4e00-\u9fff]{2})")
WEAK_END = re.compile(r"(?:里|条|坊|径|围|沿|线|环|桥|(?<![大国省县乡])道|段)$")
HARD_VILLAGE = re.compile(
    r"(?:社区居民委员会|社区居委会|社区|居民委员会|居委会|村民委员会|村委会|行政村|自然村|嘎查)"
)
VILLAGE = re.compile(r"村|屯|庄|寨|嘎查")
ZONE = re.compile(
    r"^(.{2,12}?(?:经济技术开发区|经济开发区|技术开发区|高新区|开发区|保税区|示范区|度假区|试验区"
    r"|合作区|产业集聚区|新城区|生态城|自贸区|管理区|管委会))(?=.{2})"
)
PARK = re.compile(
    r"^(.{2,12}?(?:(?:工业|产业|科技|物流|创业|创意|软件|电商|经编|食品|化工|机械|园林)(?:园区|园|区)|园区))(?=.{2})"
)
INNER_ZONE = re.compile(r"[东南西北中A-Z0-9一二三四五六七八九十]{1,3}(?:区|期|组团|坊|院)")
ONLY_AN_END = re.compile(
    rf"^[东南西北中前后上下新老大小]?(?:{STREETS}|道|里|条|口)|^(?:口|头|[东南西北]|[东南西北]?段)$"
)


# what names a building or a ground, and does no harm where the register has no name
GROUND = re.compile(
    r"(?:大厦|大楼|楼|广场|中心|花园|苑|园|城|公寓|小区|新村|大院|坊|府|庭|轩|阁|居|湾|商场|市场|酒店|宾馆|学校"
    r"|医院|银行|商厦|综合体|基地|山庄|别墅|宿舍|村|社区|世界|天地|国际|港)$"
)
BUSINESS = re.compile(
    r"(?:公司|店|厂|超市|餐厅|餐馆|酒楼|工作室|经营部|商行|门市部?|中介|代理|事务所|合作社|便利店|服务部|营业部)$"
)


def is_a_business(name: str) -> bool:
    """Say whether a name is of somebody who does business there and no part of an address."""
    return BUSINESS.search(name) is not None


def is_a_ground(name: str) -> bool:
    """Say whether a name is of a building or an estate, or of a business in it."""
    return GROUND.search(name) is not None or is_a_business(name)


@dataclass(frozen=True, slots=True)
class Names:
    """A run of names, cut. `park` is an estate that the road lies in."""

    village: str = ""
    hamlet: str = ""
    road: str = ""
    estate: str = ""
    park: str = ""


@lru_cache(maxsize=4096)
def cuts(run: str) -> tuple[Names, ...]:
    """Return the ways to cut a run of names, the likeliest first; never none."""
    zone, park = ZONE.match(run), PARK.match(run)
    found = _cuts(run)
    if zone and ENDS.search(run):
        found = [*cuts(run[zone.end() :]), *found]
    elif park and ENDS.search(run) and _goes_on_well(run[park.end() :]):
        found = [Names(park=park.group(1), road=run[park.end() :]), *found]
    return tuple(_once(found))[:5]


def _once(found: list[Names]) -> list[Names]:
    return list(dict.fromkeys(found))


def _cuts(run: str) -> list[Names]:
    hard = list(HARD_VILLAGE.finditer(run))
    if hard:
        return _behind(run, hard[0].end())
    found = [] if ENDS.search(run) is None else _streets(run)
    for weak in VILLAGE.finditer(run):
        if weak.start() >= 1 and _goes_on_well(run[weak.end() :]):
            found = [*_behind(run, weak.end()), *found]
            break
    return found or _streets(run)


def _goes_on_well(rest: str) -> bool:
    return len(rest) >= 2 and not ONLY_AN_END.match(rest)


def _behind(run: str, at: int) -> list[Names]:
    """Cut what stands behind a village: a natural village, a road, an estate."""
    village, rest = run[:at], run[at:]
    if not rest:
        return [Names(village=village)]
    if INNER_ZONE.fullmatch(rest):
        return [Names(estate=run)]  # 幸福新村三区
    second = next((m for m in VILLAGE.finditer(rest) if m.end() == len(rest)), None)
    if second:
        return [Names(village=village, hamlet=rest)]
    return [Names(village, n.hamlet or n.village, n.road, n.estate) for n in _cuts(rest)]


def _with_estate(run: str, start: int, end: int) -> list[Names]:
    """Cut a road from the estate at it: 中山大道中恒川大厦 can be cut before or behind 中."""
    tail = run[end:]
    if start < 1 or not _goes_on_well(tail):
        return []
    found = [Names(road=run[:end], estate=tail)]
    if SIDE.match(tail):
        found.append(Names(road=run[: end + 1], estate=tail[1:]))
    return found


def _streets(run: str) -> list[Names]:
    """Cut a run without villages into a road and what stands at it."""
    found = []
    if ENDS.search(run):
        found.append(Names(road=run))
    for street in reversed(list(STREET.finditer(run))):
        found += _with_estate(run, street.start(), street.end())
    if len(run) > 1 and run.endswith(("村", "屯", "庄", "寨")):
        found.append(Names(village=run))
    if not found or not ENDS.search(run) or WEAK_END.search(run):
        found.append(Names(estate=run))
    return found
