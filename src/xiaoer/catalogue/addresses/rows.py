"""A row of a register's file becomes an entry, or says what is wrong with it. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .columns import parts_of, variants
from .keys import all_keys, anchors, key, names
from .parts import Parts, floor_told, written
from .regions import NOWHERE, Gazetteer
from .verdict import USE_NAMES

# what a column may be called in a city's file
COLUMNS = {
    "code": "编码 地址编码 标准地址编码", "text": "地址 标准地址 标准写法 地址全称",
    "province": "省 省份", "city": "市 地市", "county": "区县 县区 县（市、区） 县市区",
    "town": "镇街 乡镇街道 街道 镇", "village": "村居 村 社区 村（社区）", "hamlet": "自然村",
    "group": "村民小组 组", "road": "路名 道路 街路巷 路", "lane": "弄", "number": "门牌号 门牌",
    "sub": "附号", "estate": "小区 小区（楼名） 楼名 建筑物名称", "building": "楼栋 楼幢 栋",
    "unit": "单元", "floor": "楼层 层", "room": "房号 室号 房", "plot": "地块",
    "old_road": "旧路名 曾用路名", "old_estate": "旧楼名 别名 曾用名", "old_town": "旧镇街名",
    "uses": "规划用途 用途 允许用途", "limit": "家数上限 上限", "registrants": "已登记家数 已登记",
    "owner": "产权人 所有人", "owner_kind": "产权人类型", "longitude": "经度", "latitude": "纬度",
    "status": "状态", "replaced_by": "改成的编码", "division_code": "行政区划代码 区划代码",
    "source": "来源", "valid_from": "启用日期", "valid_to": "停用日期",
}  # fmt: skip
KNOWN = {title: name for name, titles in COLUMNS.items() for title in (name, *titles.split())}
USES = {**{title: code for code, title in USE_NAMES.items()}, **{code: code for code in USE_NAMES}}
STATUSES = {
    "": "active", "在用": "active", "还没启用": "planned", "待启用": "planned",
    "不得登记": "barred", "已撤销": "withdrawn", "撤销": "withdrawn",
    **{code: code for code in ("active", "planned", "barred", "withdrawn")},
}  # fmt: skip
OWNERS = {"": "", "个人": "person", "单位": "body", "person": "person", "body": "body"}
LONGEST = {
    "code": 40, "text": 300, "owner": 120, "source": 80, "replaced_by": 40, "province": 30,
    "city": 30, "county": 30, "town": 40, "village": 40, "hamlet": 40, "group": 20, "road": 60,
    "lane": 30, "number": 30, "sub": 20, "estate": 80, "building": 40, "unit": 20, "floor": 20,
    "room": 60, "plot": 120,
}  # fmt: skip
MOST = 1_000_000_000


class BadRow(ValueError):
    """What is wrong with a row, said so that it can be mended."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be kept."""

    code: str
    digest: str  # of what it says; the same row changes nothing
    values: dict[str, Any] = field(default_factory=dict)
    names: tuple[str, ...] = ()


def heading(titles: Iterable[str]) -> dict[str, str]:
    """Return column title → name; raises `BadRow` for titles that nothing is known of."""
    found = {title: KNOWN.get(title.strip().lower(), "") for title in titles if title.strip()}
    unknown = [title for title, name in found.items() if not name]
    if unknown:
        raise BadRow(f"不认识这几列：{'、'.join(unknown)}")
    doubled = [title for title, name in found.items() if list(found.values()).count(name) > 1]
    if doubled:
        raise BadRow(f"这几列说的是同一样：{'、'.join(doubled)}")
    if "code" not in found.values():
        raise BadRow("要有一列“编码”")
    return found


def read_row(cells: Mapping[str, str], gazetteer: Gazetteer = NOWHERE) -> Row:
    """Check a row and work out its parts and keys; raises `BadRow`."""
    told = {name: str(value).strip() for name, value in cells.items() if str(value).strip()}
    code = told.get("code", "")
    if not code:
        raise BadRow("没有编码")
    _lengths(told)
    parts = parts_of(told, gazetteer)
    if not (parts.plot or parts.road or parts.places):
        raise BadRow("看不出在哪里：写路名、小区、村或地块，或把整个地址写在“地址”一列")
    other = _other_names(told)
    ways = variants(parts, other)
    values = {**_facts(told), **_place(told, parts), **_found_under(ways), "other_names": other}
    digest = hashlib.sha256(json.dumps(sorted(told.items()), ensure_ascii=False).encode())
    called = tuple(dict.fromkeys(name for way in ways for name in names(way)))
    return Row(code, digest.hexdigest(), values, called)


def _lengths(told: Mapping[str, str]) -> None:
    for name, value in told.items():
        most = LONGEST.get(name)
        if most is not None and len(value) > most:
            raise BadRow(f"“{COLUMNS[name].split()[0]}”最多 {most} 个字")


def _place(told: Mapping[str, str], parts: Parts) -> dict[str, Any]:
    values = parts._asdict()
    _lengths(values)
    return {**values, "text": told.get("text") or written(parts)}


def _other_names(told: Mapping[str, str]) -> dict[str, list[str]]:
    found = {name: _several(told.get(f"old_{name}", "")) for name in ("road", "estate", "town")}
    return {name: names for name, names in found.items() if names}


def _found_under(ways: Sequence[Parts]) -> dict[str, Any]:
    return {"keys": all_keys(ways), "identity": key(identity(ways[0]))}


def identity(parts: Parts) -> str:
    """Return what tells an entry from all others: two in use must not share it."""
    floor = "" if floor_told(parts.room) == parts.floor else parts.floor
    inside = "|".join((parts.building, parts.unit, floor, parts.room))
    return f"{parts.county}|{parts.town}|{'|'.join(anchors(parts))}|{inside}"


def _several(text: str) -> list[str]:
    if not text:
        return []
    for sign in "，,；;|/":
        text = text.replace(sign, "、")
    return [part.strip() for part in text.split("、") if part.strip()]


def _facts(told: Mapping[str, str]) -> dict[str, Any]:
    return {
        "uses": _uses(told.get("uses", "")),
        "registrant_limit": _count(told, "limit"),
        "registrants": _count(told, "registrants") or 0,
        "owner": told.get("owner", ""),
        "owner_kind": _one(OWNERS, told, "owner_kind"),
        "point": _point(told),
        "status": _one(STATUSES, told, "status"),
        "replaced_by": told.get("replaced_by", ""),
        "division_code": _division(told),
        "source": told.get("source", ""),
        **_days(told),
    }


def _uses(text: str) -> list[str]:
    found = _several(text)
    unknown = [use for use in found if use not in USES]
    if unknown:
        names = "、".join(USE_NAMES.values())
        raise BadRow(f"用途“{'、'.join(unknown)}”不认识，可以写：{names}")
    return sorted({USES[use] for use in found})


def _count(told: Mapping[str, str], name: str) -> int | None:
    text = told.get(name, "")
    if not text:
        return None
    whole = text.removesuffix(".0")
    if not (whole.isascii() and whole.isdigit()) or int(whole) > MOST:
        raise BadRow(f"“{COLUMNS[name].split()[0]}”填整数，写的是“{text}”")
    return int(whole)


def _one(choices: Mapping[str, str], told: Mapping[str, str], name: str) -> str:
    text = told.get(name, "")
    if text not in choices:
        allowed = "、".join(title for title in choices if title and not title.isascii())
        raise BadRow(f"“{COLUMNS[name].split()[0]}”写的是“{text}”，可以写：{allowed}")
    return choices[text]


def _point(told: Mapping[str, str]) -> dict[str, Any] | None:
    longitude, latitude = told.get("longitude", ""), told.get("latitude", "")
    if not (longitude or latitude):
        return None
    try:
        place = [round(float(longitude), 6), round(float(latitude), 6)]
    except ValueError:
        raise BadRow("经度、纬度两样一起填，填小数，例如 115.370000、22.780000") from None
    if not (-180 <= place[0] <= 180 and -90 <= place[1] <= 90):
        raise BadRow(f"经纬度 {longitude}、{latitude} 不在地球上")
    return {"type": "Point", "coordinates": place}


def _division(told: Mapping[str, str]) -> str:
    code = told.get("division_code", "").removesuffix(".0")
    if code and not (len(code) == 6 and code.isascii() and code.isdigit()):
        raise BadRow(f"行政区划代码是 6 位数字，写的是“{code}”")
    return code


def _days(told: Mapping[str, str]) -> dict[str, date | None]:
    found = {name: _day(told.get(name, ""), name) for name in ("valid_from", "valid_to")}
    start, end = found["valid_from"], found["valid_to"]
    if end and (start is None or end < start):
        raise BadRow("停用日期要在启用日期之后；写了停用日期，也要写启用日期")
    return found


def _day(text: str, name: str) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        title = COLUMNS[name].split()[0]
        raise BadRow(f"“{title}”写成 2022-06-01 这样，写的是“{text}”") from None
