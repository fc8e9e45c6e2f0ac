"""Province, city, county and town at the head of an address. Pure.

The provinces are the country's own and known; counties may be told (`Gazetteer`), and are
recognised by their ending where they are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from .parts import Parts, tidy

PROVINCES = {
    "河北": "河北省", "山西": "山西省", "辽宁": "辽宁省", "吉林": "吉林省", "黑龙江": "黑龙江省",
    "江苏": "江苏省", "浙江": "浙江省", "安徽": "安徽省", "福建": "福建省", "江西": "江西省",
    "山东": "山东省", "河南": "河南省", "湖北": "湖北省", "湖南": "湖南省", "广东": "广东省",
    "海南": "海南省", "四川": "四川省", "贵州": "贵州省", "云南": "云南省", "陕西": "陕西省",
    "甘肃": "甘肃省", "青海": "青海省", "台湾": "台湾省", "内蒙古": "内蒙古自治区",
    "广西": "广西壮族自治区", "西藏": "西藏自治区", "宁夏": "宁夏回族自治区",
    "新疆": "新疆维吾尔自治区",
}  # fmt: skip
MUNICIPALITIES = ("北京", "上海", "天津", "重庆")
# what follows the name of a region only where that name is the beginning of another name
GOES_ON = (
    r"(?![东南西北中]?[一二三四五六七八九十\d]{0,2}"
    r"(?:号?路|街(?!道)|大道|大街|公路|巷|里|弄|胡同|村|庄|苑|大厦|花园|广场|小区|公寓|宾馆|酒店|大学|商场))"
)
PROVINCE = re.compile(
    rf"(?:{'|'.join(PROVINCES.values())}|(?:{'|'.join(PROVINCES)})(?:自治区|省)?){GOES_ON}"
)
MUNICIPALITY = re.compile(rf"(?:{'|'.join(MUNICIPALITIES)})(?:市{GOES_ON}|{GOES_ON})")
HAN = "\u4e00-\u9fff"
CITY = re.compile(
    rf"[{HAN}]{{2,6}}?(?:自治州|地区|盟|市(?!场|民|政|集|府|口|中心|区委|镇|乡|街道){GOES_ON})"
)
# an area within a county or an estate that ends like a county
NO_COUNTY = re.compile(
    r"(?:工业|开发|住宅|小|社|园|保税|校|生活|街|示范|景|度假|物流|加工|商业|厂|宿舍|新技术|试验|合作|"
    r"商务|旅游|港|库|矿|军|高新|科技|产业|创业|聚集|集聚|[东南西北中]|[一二三四五六七八九十])区$"
)
KNOWN_TO_BE = re.compile(r"^(?:郊|矿|城中|市中|港|高新)区$")
COUNTY = re.compile(
    rf"[{HAN}]{{1,7}}?(?:自治县|自治旗|新区|林区|特区|区|县|旗|市(?!场|民|政|集|府|口|中心|镇|乡|街道)){GOES_ON}"
)
TOWN = re.compile(
    rf"[{HAN}]{{1,7}}?(?:街道办事处|街道办|地区办事处|街道(?!口)|民族乡|镇镇|镇|乡(?!镇)|苏木|农场|林场|牧场|渔场|盐场)"
    r"(?!路|街(?!道)|大道|大街|公路|巷|里|政府|中心|道|胡同|村(?!委)|乡?镇企业)"
)
# a zone is no region: it is passed over where a town stands behind it
ZONE = re.compile(rf"[{HAN}]{{2,12}}?(?:开发区|高新区|保税区|示范区|度假区|试验区|合作区|集聚区)")
NOT_IN_TOWN = re.compile(
    "路|街(?!道)|大道|村|社区|胡同|巷|弄|小区|花园|大厦|广场|工业|市场|学校|公司"
)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """What is known of the regions that addresses may name: full names such as 东浦区."""

    counties: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    stems: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        ends = re.compile("(?:新区|自治县|区|县|市|旗)$")
        found = {ends.sub("", name): name for name in self.counties}
        object.__setattr__(self, "stems", {stem: n for stem, n in found.items() if len(stem) > 1})


NOWHERE = Gazetteer()


@dataclass(frozen=True, slots=True)
class Head:
    """The regions that were named, and where the rest of the address begins."""

    parts: Parts
    at: int


def heads(text: str, gazetteer: Gazetteer = NOWHERE) -> list[Head]:
    """Return the ways to read the regions at the head of an address, the likeliest first."""
    found: list[Head] = []
    for start in _short_city(_repeated(text, gazetteer), text, gazetteer):
        for head in _counties(start, text, gazetteer):
            found += [one for one in _towns(head, text, gazetteer) if one not in found]
    return found[:5]


def _repeated(text: str, gazetteer: Gazetteer) -> Head:
    """Read province and city; people write them twice."""
    head = Head(Parts(), 0)
    for _again in range(3):
        further = _city(_province(head, text), text, gazetteer)
        if further.at == head.at:
            break
        head = further
    return head


def _province(head: Head, text: str) -> Head:
    found = PROVINCE.match(text, head.at)
    if not found:
        return head
    name = found.group()
    full = next((f for short, f in PROVINCES.items() if name.startswith(short)), name)
    return Head(head.parts.but(province=full), found.end())


def _city(head: Head, text: str, gazetteer: Gazetteer) -> Head:
    found = MUNICIPALITY.match(text, head.at)
    if found:
        return Head(head.parts.but(city=found.group().removesuffix("市") + "市"), found.end())
    for name in gazetteer.cities:
        if text.startswith(name, head.at):
            return Head(head.parts.but(city=name), head.at + len(name))
    return _unknown_city(head, text, gazetteer)


def _short_city(head: Head, text: str, gazetteer: Gazetteer) -> Iterator[Head]:
    """A city without 市 is one for sure before a county (岚海东浦区), else it may be a name."""
    for name in gazetteer.cities:
        stem = name.removesuffix("市")
        if head.parts.city or not text.startswith(stem, head.at):
            continue
        short = Head(head.parts.but(city=name), head.at + len(stem))
        before_a_county = text.startswith(tuple(gazetteer.stems), short.at)
        yield from [short] if before_a_county else [head, short]
        return
    yield head


def _unknown_city(head: Head, text: str, gazetteer: Gazetteer) -> Head:
    if head.parts.city or any(text.startswith(name, head.at) for name in gazetteer.counties):
        return head
    found = CITY.match(text, head.at)
    if found is None or NOT_IN_TOWN.search(found.group()):
        return head
    return Head(head.parts.but(city=found.group()), found.end())


def _counties(head: Head, text: str, gazetteer: Gazetteer) -> Iterator[Head]:
    known = [name for name in gazetteer.counties if text.startswith(name, head.at)]
    if known:
        name = max(known, key=len)
        at = head.at + len(name)
        while text.startswith(name, at):
            at += len(name)
        yield _after_again(Head(head.parts.but(county=name), at), text, gazetteer)
        return
    unknown = _unknown_county(head, text)
    if unknown:
        yield unknown
        return
    yield head
    for stem, name in gazetteer.stems.items():
        if re.compile(rf"{stem}{GOES_ON}").match(text, head.at):
            yield Head(head.parts.but(county=name), head.at + len(stem))


def _after_again(head: Head, text: str, gazetteer: Gazetteer) -> Head:
    """Pass over a city and county that are written a second time."""
    again = head.parts.city + head.parts.county
    return replace(head, at=head.at + len(again)) if text.startswith(again, head.at) else head


def _unknown_county(head: Head, text: str) -> Head | None:
    found = COUNTY.match(text, head.at)
    if found is None:
        return None
    name = found.group()
    bad = NO_COUNTY.search(name) and not KNOWN_TO_BE.match(name)
    if bad or NOT_IN_TOWN.search(name[:-1]):
        return None
    return Head(head.parts.but(county=name), found.end())


def _towns(head: Head, text: str, gazetteer: Gazetteer) -> Iterator[Head]:
    known = [name for name in gazetteer.towns if text.startswith(name, head.at)]
    if known:
        name = max(known, key=len)
        yield Head(head.parts.but(town=tidy(name)), head.at + len(name))
        return
    zone = ZONE.match(text, head.at)
    found = TOWN.match(text, zone.end() if zone else head.at)
    if found and not NOT_IN_TOWN.search(found.group()[:-2]):
        name = tidy(found.group())
        yield Head(head.parts.but(town=name), found.end())
        if name.endswith(("镇", "乡", "场")):
            yield head
        return
    yield head
