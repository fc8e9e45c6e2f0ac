"""Finds quantities: a number with its magnitude and unit, wherever it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from . import numerals
from .numerals import ARABIC, CHINESE, FRACTION, MAGNITUDE, MASK
from .units import UNIT, Kind, money_unit, unit_of


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with unit and span; `value2` is set for a range."""

    start: int
    end: int
    value: Decimal | None
    unit: str | None
    kind: Kind | None
    masked: bool = False
    chinese: bool = False
    more: str = ""
    value2: Decimal | None = None


LARGEST = Decimal(10) ** 14  # no plan promises a hundred trillion of anything
# A zero that is a level, not the beginning of a slogan.
ZERO = (
    r"(?P<zero>(?<=[为至到持现])零(?=[,。;、!?\s)]|$)"
    r"|零(?=发生|事故|投诉|积压|增长|逾期|差评|拖欠|上访|超时|成本|费用|收费|材料|新增|伤亡))"
)
WHOLE = r"(?P<whole>全覆盖)(?=[,。;、!?\s)(\"”]|$)"
QUANTITY = re.compile(
    rf"(?P<fraction>{FRACTION})"
    rf"|{ZERO}|{WHOLE}"
    r"|(?<=前)(?P<rank>[一二三四五六七八九十]{1,3})(?=[,。;、!?\s)]|$)"
    r"|翻(?P<double>[一两二三])番"
    rf"|(?:(?P<mask>{MASK})|(?P<arabic>(?<![\d.A-Za-z+]){ARABIC}(?![A-Za-z+\d]))"
    rf"|(?P<chinese>{CHINESE}(?=[余多]?\s?(?:{UNIT})|[、至到~-][{numerals.DIGITS}]+(?:{UNIT}))))"
    rf"\s?(?P<more>[余多]?)(?P<magnitude>{MAGNITUDE})?(?P<more2>[余多]?)\s?(?P<unit>{UNIT})?"
)
# Stands for every character of a date; a private character that no plan prints.
DATED = "\ue000"
# Dates, clock times, document numbers and named years are not quantities. The span is skipped.
DATE = re.compile(
    r"(?:\d{4}|[xX×*]{2,4}|二[零〇一二三四五六七八九]{3})\s?(?:-{1,2}|~|至|到)\s?(?:\d{4}|[xX×*]{2,4})\s?年"
    r"|(?:\d{4}|[xX×]{4}|20[xX×]{2}|二[零〇一二三四五六七八九]{3})\s?年(?:度)?"
    r"(?:\s?(?:\d{1,2}|[xX×]{1,2}|[一二三四五六七八九十]{1,2})\s?月)?"
    r"(?:\s?(?:\d{1,2}|[xX×]{1,2}|[一二三四五六七八九十]{1,3})\s?日)?"
    r"|(?:\d{1,2}|[xX×]{1,2})\s?月(?:\s?(?:\d{1,2}|[xX×]{1,2})\s?日)?"
    r"|(?:次月|每月|当月|本月|月)(?:\d{1,2}|[xX×]{1,2})日"
    r"|\d{4}-\d{1,2}-\d{1,2}|\d{1,2}:\d{2}"
    r"|[(\[]\d{4}[)\]]\s?第?\d+号|\d{3,4}-\d{7,8}|(?<!\d)1\d{10}(?!\d)"
    r"|\d{1,2}[×xX*]\d{1,2}小时|第[零〇一二三四五六七八九十百\d]+(?![位名])"
)


def blank_dates(folded: str) -> str:
    """Return the text with dates and the like replaced by a neutral character, same length."""
    return DATE.sub(lambda m: DATED * (m.end() - m.start()), folded)


def find(scan: str) -> list[Quantity]:
    """Return all quantities of the text, ranges joined, units of lists carried to the left."""
    read = (q for m in QUANTITY.finditer(scan) if (q := _read(m)) is not None)
    # words that only look like a number (零分之二, 百分之零万) have no value; telephone
    # and account numbers have too great a one
    found = [q for q in read if q.masked or _believable(q.value)]
    return _joined(scan, _with_units_of_lists(scan, found))


def _believable(value: Decimal | None) -> bool:
    return value is not None and abs(value) < LARGEST


def _read(match: re.Match[str]) -> Quantity | None:
    kind = match.lastgroup
    if match["fraction"]:
        return _fraction(match)
    if match["zero"]:
        return Quantity(match.start(), match.end(), Decimal(0), None, None, chinese=True)
    if match["whole"]:
        return Quantity(match.start(), match.end(), Decimal(100), "%", "share", chinese=True)
    if match["rank"]:
        place = numerals.number(match["rank"])
        return Quantity(match.start(), match.end(), place, "名", "rank", chinese=True)
    if match["double"]:
        times = numerals.number(match["double"]) or Decimal(1)
        return Quantity(match.start(), match.end(), 2 ** int(times) - Decimal(1), "倍", "multiple")
    return _plain(match) if kind else None


def _fraction(match: re.Match[str]) -> Quantity:
    value, unit = numerals.fraction(match["fraction"])
    masked = numerals.is_masked(match["fraction"])
    return Quantity(
        match.start(), match.end(), None if masked else value, unit, "share", masked=masked
    )


def _plain(match: re.Match[str]) -> Quantity | None:
    printed = match["arabic"] or match["chinese"]
    value = numerals.number(printed) if printed else None
    if printed and value is None:
        return None
    unit = unit_of(match["unit"]) if match["unit"] else None
    size = numerals.magnitude(match["magnitude"] or "")
    name = unit.name if unit else None
    if unit and unit.kind == "money":
        factor, name, value = _money(match, value, size, unit.name)
    else:
        factor = size
    end = match.end()
    if not match["unit"]:
        end -= len(match.group()) - len(match.group().rstrip())
    return Quantity(
        match.start(),
        end,
        _whole(value * factor) if value is not None else None,
        name,
        unit.kind if unit else None,
        masked=bool(match["mask"]),
        chinese=bool(match["chinese"]),
        more=match["more"] or match["more2"] or "",
    )


def _whole(value: Decimal) -> Decimal:
    if abs(value) >= LARGEST:
        return value
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _money(
    match: re.Match[str], value: Decimal | None, size: int, currency: str
) -> tuple[int, str, Decimal | None]:
    if match["chinese"] and value is not None:
        # 三千亿元 is read as one numeral: take the size of unit out of it again.
        size = 10**8 if "亿" in match["chinese"] else 10**4 if "万" in match["chinese"] else 1
        value /= size
    factor, name = money_unit(size, currency)
    return factor, name, value


LIST_GAP = re.compile(r"[、和及与]|以及")
RANGE_GAP = re.compile(r"\s?(?:-{1,2}|~|至|到)\s?")


def _with_units_of_lists(scan: str, found: list[Quantity]) -> list[Quantity]:
    """Give the numbers of 分别不超过3、5、38个工作日 the unit of the last one."""
    following: Quantity | None = None
    result = []
    for quantity in reversed(found):
        current = quantity
        # 4个、3个、5个工作日: the 个 of the first numbers belongs to the last unit.
        bare = current.unit is None or (
            current.unit == "个" and following is not None and following.kind == "time"
        )
        if bare and following is not None and following.unit:
            gap = scan[current.end : following.start]
            if LIST_GAP.fullmatch(gap) or RANGE_GAP.fullmatch(gap):
                current = replace(current, unit=following.unit, kind=following.kind)
        result.append(current)
        following = current
    return result[::-1]


def _joined(scan: str, found: list[Quantity]) -> list[Quantity]:
    """Join 3-5个工作日 into one range; 由3个到5个 stays two (the first is a baseline)."""
    result: list[Quantity] = []
    for quantity in found:
        last = result[-1] if result else None
        if last and _is_range(scan, last, quantity):
            result[-1] = _range(last, quantity)
        else:
            result.append(quantity)
    return result


FROM = re.compile(r"(?:由|从|自)[^,。;:]{0,20}$")


def _is_range(scan: str, low: Quantity, high: Quantity) -> bool:
    if low.unit != high.unit or not RANGE_GAP.fullmatch(scan[low.end : high.start]):
        return False
    return not FROM.search(scan[max(0, low.start - 24) : low.start])


def _range(low: Quantity, high: Quantity) -> Quantity:
    first = low.value
    # In 3—5万户 the magnitude belongs to both ends.
    if first is not None and high.value is not None and first * 1000 < high.value:
        first *= 10**4 if high.value % 10**4 == 0 else 1
    return replace(high, start=low.start, value=first, value2=high.value)
