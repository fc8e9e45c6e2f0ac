"""Numbers as plans print them: Arabic, Chinese, fractions, magnitudes and masks."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

import cn2an

DIGITS = "零〇一二两三四五六七八九十百千万亿"
ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
# Bounded, so that a run of numerals costs no more than its length.
CHINESE = rf"[{DIGITS}半廿卅]{{1,16}}(?:点[零〇一二三四五六七八九]{{1,8}})?"
# A mask stands where a number stands; letters and digits beside it make it a name instead.
MASK = (
    r"(?<![A-Za-z0-9])[xX×]{1,6}(?![A-Za-z0-9])|\*{1,8}|_{2,12}|[□■▲]{1,6}"
    rf"|(?<![{DIGITS}])〇{{2,6}}(?![{DIGITS}])"
)
MAGNITUDE = r"万亿|[十百千]亿|[十百千]万|亿|万|千(?![瓦克米卡])|百"
# 成 also begins words; only the measure word is wanted.
# 九成五 is 95 %, but the 五 of 九成五百 belongs to another number.
TENTHS = rf"[{DIGITS}]成(?:半|[一二三四五六七八九](?![{DIGITS}点]))?|\d(?:\.\d)?成"
NOT_TENTHS = "立效果员本为功都长熟品套绩就交年分型才份片组列人"
FRACTION = (
    rf"百分之(?:{ARABIC}|{CHINESE}|{MASK})"
    rf"|[千万]分之(?:{ARABIC}|{CHINESE}|{MASK})"
    rf"|(?![零〇○0])[{DIGITS}]{{1,3}}分之[{DIGITS}]{{1,3}}"
    r"|(?<![\d/.])\d/\d{1,2}(?=以上|以下|左右|的|[,。;、])"
    rf"|(?:{TENTHS})(?![{NOT_TENTHS}])"
    r"|(?<![大小多])半数|一半|(?<![超不])过半(?![数天年个日小月])|百分百"
)

SCALE = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "亿": 10**8,
}
PLACES = Decimal("0.0001")


def is_masked(printed: str) -> bool:
    """Say whether the printed number is a mask such as xx or *****."""
    return re.search(rf"[xX×*_□■▲]|(?<![{DIGITS}])〇〇", printed) is not None


@lru_cache(maxsize=4096)
def number(printed: str) -> Decimal | None:
    """Return the value of an Arabic or Chinese number, None if it is not one."""
    plain = printed.replace(",", "").strip()
    try:
        return Decimal(plain)
    except InvalidOperation:
        return _chinese(plain)


def _chinese(printed: str) -> Decimal | None:
    if printed == "半":
        return Decimal("0.5")
    if not re.fullmatch(CHINESE, printed):
        return None
    # 千 alone means one thousand ("突破千亿元"); the converter wants the one in front.
    whole = f"一{printed}" if printed[0] in "百千万亿" else printed
    try:
        return Decimal(str(cn2an.cn2an(whole.replace("〇", "零"), "smart")))
    except (ValueError, KeyError, IndexError, TypeError):
        return None


def magnitude(printed: str) -> int:
    """Return the factor of 万, 百万, 万亿 …; 1 for an empty string."""
    factor = 1
    for char in printed:
        factor *= SCALE[char]
    return factor


def fraction(printed: str) -> tuple[Decimal | None, str]:
    """Return value and unit ("%" or "‰") of 百分之八十, 九成, 三分之二, 千分之三, 半数."""
    if printed in {"半数", "一半", "过半"}:
        return Decimal(50), "%"
    if printed == "百分百":
        return Decimal(100), "%"
    if "/" in printed:
        printed = "分之".join(reversed(printed.split("/")))
    if "成" in printed:
        return _tenths(printed), "%"
    below, _, above = printed.partition("分之")
    if below == "千":
        return number(above), "‰"
    parts, base = number(above), number(below)
    if parts is None or not base:
        return None, "%"
    share = parts * 100 / base
    return (share if below == "百" else share.quantize(PLACES).normalize() + 0), "%"


def _tenths(printed: str) -> Decimal | None:
    tens, _, ones = printed.partition("成")
    whole = number(tens)
    rest = Decimal(5) if ones == "半" else number(ones) if ones else Decimal(0)
    return None if whole is None or rest is None else whole * 10 + rest


def ordinal(printed: str) -> int | None:
    """Return the number of a heading's marker: 十二, 3, ③, ⑶, ㈢."""
    if len(printed) == 1 and not printed.isascii():
        circled = _circled(printed)
        if circled:
            return circled
    value = number(printed.translate(FORMAL))
    return int(value) if value is not None and value < 10**6 else None


# 壹、贰、: the numerals of cheques; 參 is folded to 参
FORMAL = str.maketrans("壹贰叁参肆伍陆柒捌玖拾", "一二三三四五六七八九十")
CIRCLED = (("①", 20), ("⑴", 20), ("⒈", 20), ("❶", 10), ("㈠", 10), ("➀", 10), ("㊀", 10))


def _circled(char: str) -> int | None:
    for first, count in CIRCLED:
        place = ord(char) - ord(first)
        if 0 <= place < count:
            return place + 1
    return None
