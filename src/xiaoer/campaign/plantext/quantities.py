"""Finds quantities: a number with its magnitude and unit, wherever it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from . import numerals
from .numerals import ARABIC, CHINESE, FRACTION, MAGNITUDE, MASK
from .units import UNIT, UNIT_OF_THINGS, Kind, money_unit, unit_of


@dataclass(slots=True)
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
# Words for what must not happen: 零发生 is a level wherever it stands, even in quotes.
EVENTS = r"发生|事故|投诉|积压|逾期|差评|拖欠|上访|超时|新增|伤亡|死亡|违规|违法|违纪|遗漏|差错|失误|延误|反弹|复发|欠薪|案件|增长|容忍(?!度)"
# A zero that is a level, not the beginning of a slogan.
ZERO = (
    r"(?P<zero>(?<=[为至到持现清归])零(?=[,。;、!?\s)”]|$)"
    rf"|零(?={EVENTS}|成本|费用|收费|材料))"
)
# 覆盖所有乡镇 asks for all of them, 全覆盖 too.
WHOLE = (
    r"(?P<whole>全覆盖(?=[,。;、!?\s)(\"”]|$)"
    r"|(?<!率)(?:覆盖|惠及)(?:到|至)?(?:全[市省县区州域国])?(?:所有|全部|每一?个)(?=[\u4e00-\u9fff])(?![^,。;]{1,12}的))"
)
SAME_DAY = r"(?P<day>当[日天]|即日)(?=即?可?(?:办结|办好|办完|办理完毕|响应|答复|反馈|回复|回应|出证|领证|拿证|发证|出件|到账|审结|送达|处置|完成|核准))"
NUMERALS = f"{numerals.DIGITS}半廿卅"
CHINESE_WITH_UNIT = (
    rf"(?<![{numerals.DIGITS}])(?:(?>{CHINESE})|(?>[{NUMERALS}]{{1,15}}(?=千))(?=千[瓦米克]))"
    rf"(?=[余多]?\s?(?:{UNIT})|[、至到~-](?>[{numerals.DIGITS}]+)(?:{UNIT}))"
)
LATIN_UNIT = r"\s?(?:[hd](?![A-Za-z\d])|min|k[mW])"
QUANTITY = re.compile(
    rf"(?=[\d前翻过大小多xX×*_□■▲零全覆惠当即{NUMERALS}])(?:(?P<fraction>{FRACTION})"
    rf"|{ZERO}|{WHOLE}|{SAME_DAY}"
    r"|(?<=前)(?P<rank>[一二三四五六七八九十]{1,3})(?=[,。;、!?\s)]|$)"
    r"|翻(?P<double>[一两二三])番"
    rf"|(?:(?P<mask>{MASK})"
    rf"|(?P<arabic>(?<![\d.A-Za-z+]){ARABIC}(?:(?![A-Za-z+\d])|(?={LATIN_UNIT})|(?=\+(?:{UNIT}))))"
    rf"|(?P<chinese>{CHINESE_WITH_UNIT}))"
    rf"\s?(?P<more>[余多+]?)(?P<magnitude>{MAGNITUDE})?(?P<more2>[余多]?)\s?(?P<unit>{UNIT})?)"
)


BRACKETED = re.compile(
    rf"(?<=[\u4e00-\u9fff”])(?<!第)\((?P<number>{ARABIC}|{MASK})(?:\)(?=\s?(?:{MAGNITUDE})?(?:{UNIT}))"
    rf"|\s?(?:{MAGNITUDE})?(?:{UNIT_OF_THINGS})\)(?=[,。;、\s]|$))"
)


def open_brackets(scan: str) -> str:
    """Take the brackets off a number that is printed in them: 培育企业(100)家, 园区(3个)."""
    return BRACKETED.sub(lambda m: m.group().translate({40: " ", 41: " "}), scan)


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
    if match["fraction"]:
        return _fraction(match)
    if match["zero"]:
        return Quantity(match.start(), match.end(), Decimal(0), None, None, chinese=True)
    if match["day"]:
        return Quantity(match.start(), match.end(), Decimal(1), "天", "time")
    if match["whole"]:
        return Quantity(match.start(), match.end(), Decimal(100), "%", "share", chinese=True)
    if match["rank"]:
        place = numerals.number(match["rank"])
        return Quantity(match.start(), match.end(), place, "名", "rank", chinese=True)
    if match["double"]:
        times = numerals.number(match["double"]) or Decimal(1)
        return Quantity(match.start(), match.end(), 2 ** int(times) - Decimal(1), "倍", "multiple")
    return _plain(match)


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
    unit = unit_of(match["unit"] or _unprinted(match))
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


MONEY = re.compile(
    r"贷款?|资金|投资|融资|授信|产值|营收|税|利润|补贴|债|[交销成]易?额|金额|保费|外资|进出口"
)


def _unprinted(match: re.Match[str]) -> str:
    """Return 元 for a sum of money that prints none: 发放贷款超8亿."""
    if (match["magnitude"] or "")[-1:] not in ("万", "亿") or not match["arabic"]:
        return ""
    ends = SUM_ENDS.match(match.string, match.end())
    near = match.string[max(0, match.start() - 14) : match.start()]
    return "元" if ends and MONEY.search(re.split(r"[,。;]", near)[-1]) else ""


SUM_ENDS = re.compile(r"\s?(?:以上|以下|以内|左右|[,。;、)!?\n]|$)")


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


ODD_UNIT = re.compile(
    r"(?![以左右上下内之的为和及与或至到是即可前后且并其中都均时])(?:[\u4e00-\u9fff](?:次|天)?)(?=[,。;、)!?\s]|以[上下内]|$)"
)


def with_odd_unit(scan: str, quantity: Quantity) -> Quantity:
    """Take the word behind a level's number as its unit: 不少于4桩."""
    found = None if quantity.chinese else ODD_UNIT.match(scan, quantity.end, quantity.end + 4)
    if found is None:
        return quantity
    return replace(quantity, end=found.end(), unit=found.group(), kind="count")


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
