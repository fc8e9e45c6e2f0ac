"""Cuts an address behind its regions into names and numbered things. Pure.

市民大道 | 88号 | 恒川花园 | 3栋 | 2单元 | 501房: a number with its unit word is a token, a run
of numbers without one (3-2-501) is a token of its own kind, the rest are names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .numerals import RUN
from .parts import NAMED_BUILDINGS

ID = (
    rf"(?:(?<![A-Z])[A-Z]?\d{{1,3}}[A-Z]\d{{1,2}}(?!\d)|(?:(?<![A-Z])[A-Z]{{1,3}})?\d{{1,6}}[A-Z]{{0,2}}|(?<![A-Z])[A-Z]{{1,2}}(?![A-Z])"
    rf"|{RUN}|[甲乙丙丁戊己庚辛])"
)
SERIES = re.compile(rf"{ID}(?:(?:号?[之附]|[-~,#]+){ID})*")
SIDES = "东南西北中前后左右主副附裙"
MAIN = ("主", "副", "附", "裙")

# unit words, the longer before the shorter; what may not follow, as then it is part of a name
ROADS = r"路|街|大道|大街|公路|巷|弄|胡同|桥|线|道|码头|地块|井|泵站|闸"
VILLAGES = r"村|庄|屯|寨|营|堡|店|湾|岭|乡|镇"
UNITS: tuple[tuple[str, str], ...] = (
    ("yard", r"号(?:大院|院(?!楼))"),
    ("shop", r"号?(?:商铺|店铺|铺位|铺面|档口|档位|摊位|店面房?|门面房?|门市部?|门店|柜台|卡位|车位|车库)"),
    ("shop", r"号?(?:铺|档|摊|卡(?!座))"),
    ("seat", r"号?(?:工位|卡座|座位)"),
    ("works", r"[号栋幢]?(?:厂房|仓库?|车间|宿舍楼?|公寓楼?)"),
    ("building", r"号(?:商务|办公|写字|住宅|综合|教学|实验|科研|商业|院)?楼|号[栋幢座]|[栋幢](?:楼|座)?|号?塔楼?"),
    ("room", r"号?(?:房间|单位)|号?室(?!内|外)|号?房(?!村|屯|产|地产|源|管|路|巷)|户(?!外|型|籍)"),
    ("number", rf"号(?!线|桥|院楼|{ROADS}|商务区|工业|产业|标段|公馆)"),
    ("building", rf"座(?!{VILLAGES}|椅)|#楼|楼座"),
    ("hash", r"#(?!\d)|#(?=\d)"),
    ("unit", r"单元|门(?!市|面|店|诊|窗|口|卫|厅|前|外|头|海|源|村|路|街|峡|坎|朝)|梯(?!级|田|子)"),
    ("floor", rf"层(?!{VILLAGES}|林)|楼(?!盘|宇|座|兰|台|下|外|上|{VILLAGES}|{ROADS})|F(?![A-Z0-9])"),
    ("lane", r"支弄|弄(?!堂)"),
    ("group", r"(?:村民|居民)?小组|村民组|组(?!团)|社(?!区|会|团)|生产队|队"),
)  # fmt: skip
UNIT = re.compile("|".join(f"(?P<k{n}>{pattern})" for n, (_kind, pattern) in enumerate(UNITS)))
# numbers that belong to a name: 3巷, 二期, 107国道, 18公里
NAMED_BY = re.compile(
    rf"号?(?:{ROADS}|里|条|区|期|支路|横|直|纬|经|环|国道|省道|县道|乡道|马路|组团|村|公里|米|英里|队部|标段"
    r"|中学|小学|医院|仓(?!库)|坊|艺术|创意|文化|广场|空间|世纪|天地|商城|大厦|公馆)"
)
FIXED: tuple[tuple[str, str, str], ...] = (
    ("floor", r"首层|首楼|底层|底楼", "1"),
    ("floor", r"地下室|地下层|负层", "-1"),
    ("floor", r"夹层", "夹"),
    ("floor", r"顶层|顶楼", "顶"),
    ("floor", r"地下(?=$|商铺|铺|\d+号?(?:铺|档|商铺))", "地下"),
)
FIX = re.compile("|".join(f"(?P<f{n}>{pattern})" for n, (_kind, pattern, _v) in enumerate(FIXED)))
BELOW = re.compile(rf"(?:地下|负|-)B?(?P<n>{RUN}|\d)(?:层|楼)")
SIDE = re.compile(
    rf"(?P<side>[{SIDES}]{{1,2}}|[A-Z]\d?)(?:(?P<b>座|栋|幢|塔楼?|楼(?!上|下|盘))|(?P<u>单元))"
)
NAMED_BUILDING = re.compile(rf"(?:{NAMED_BUILDINGS})楼(?!{ID}(?:栋|幢|座|号|#))")
BEFORE: tuple[tuple[str, str], ...] = (
    ("shop", r"商铺|店铺|铺位|铺面|铺|档口|档位|摊位|店面房?|门面房?|门市|门店|柜台"),
    ("seat", r"工位|卡座|座位"),
    ("works", r"厂房|仓库|车间|宿舍楼?|公寓楼"),
)
FORE = re.compile("|".join(f"(?P<b{n}>{pattern})" for n, (_kind, pattern) in enumerate(BEFORE)))
SHOP_WITHOUT_NUMBER = re.compile(r"(?:商铺|店铺|铺面|铺位|门面|门店|商场)$")
LETTERED = re.compile(rf"[甲乙丙丁戊附临](?=\d|{RUN})")
BEHIND = "路街巷道里条同弄村庄屯"  # 临 and 附 are marks of a door behind these, else parts of names
HAN = re.compile("[\u4e00-\u9fff]")
AFTER_ROAD = re.compile("(?:路|街|大道|巷|弄|胡同|道)$")
LETTER = re.compile(r"[甲乙丙丁戊](?![座栋幢楼号单房\d])")
FLOOR = re.compile(r"\d{1,2}F")
FIRST = re.compile(rf"[A-Z0-9甲乙丙丁戊己庚辛#-]|{RUN}")


@dataclass(frozen=True, slots=True)
class Token:
    """A name or a numbered thing: its kind, the numbers of it, and the word before them."""

    kind: str
    values: tuple[str, ...]
    signs: str = ""  # what stood between the values
    word: str = ""


class Lexer:
    """Reads one address from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.name = ""
        self.tokens: list[Token] = []

    def run(self) -> list[Token]:
        """Return the tokens of the text."""
        while self.at < len(self.text):
            token = self._fixed() or self._sided() or self._fore() or self._numbered()
            if token:
                self._flush()
                self.tokens.append(token)
            else:
                self.name += self.text[self.at]
                self.at += 1
        self._flush()
        return self.tokens

    def _flush(self) -> None:
        if self.name.strip("-#,~"):
            self.tokens.append(Token("name", (self.name.strip("-#,~"),)))
        self.name = ""

    @property
    def _inside(self) -> bool:
        """Say whether a door or a part of a building stands directly before this place."""
        return bool(self.tokens) and not self.name.strip("-,#~")

    def _fixed(self) -> Token | None:
        found = FIX.match(self.text, self.at)
        if found:
            self.at = found.end()
            kind, _pattern, value = FIXED[int((found.lastgroup or "f0")[1:])]
            return Token(kind, (value,))
        below = BELOW.match(self.text, self.at) if self.text[self.at] != "-" else None
        if below:
            self.at = below.end()
            return Token("floor", (below.group("n"),), word="负")
        return None

    def _sided(self) -> Token | None:
        """Read a building that a side or a letter names: 东座, A楼, 裙楼, 东单元."""
        found = SIDE.match(self.text, self.at)
        if not found or not self._may_stand(found):
            return self._named_building()
        self.at = found.end()
        return Token("building" if found.group("b") else "unit", (found.group("side"),))

    def _may_stand(self, found: re.Match[str]) -> bool:
        """Say whether a side or letter names a building here and is not within a name."""
        if self._inside or found.group("side").isascii():
            return True
        if len(self.name) < 3 or found.group("u"):
            return False
        return found.group("b") != "楼" or found.group("side") in MAIN

    def _named_building(self) -> Token | None:
        found = NAMED_BUILDING.match(self.text, self.at) if self._inside else None
        if not found or UNIT.match(self.text, found.end()):
            return None
        self.at = found.end()
        return Token("building", (found.group(),))

    def _fore(self) -> Token | None:
        """Read a number that stands behind its word: 商铺05, 厂房3栋."""
        found = FORE.match(self.text, self.at)
        if not found or (found.group() == "铺" and not self._inside):
            return None
        series = SERIES.match(self.text, found.end())
        kind = BEFORE[int((found.lastgroup or "b0")[1:])][0]
        if series is None:
            return self._shop_without_number() if kind == "shop" else None
        self.at = series.end()
        unit = UNIT.match(self.text, self.at)
        if unit and _kind(unit) in {"number", "building", "shop", "hash", "seat"}:
            self.at = unit.end()
        return _token(kind, series.group(), found.group())

    def _shop_without_number(self) -> Token | None:
        found = SHOP_WITHOUT_NUMBER.match(self.text, self.at)
        if not found or not self._inside:
            return None
        self.at = found.end()
        return Token("shop", ("",))

    def _numbered(self) -> Token | None:
        marked = self._inside or self.name.endswith(tuple(BEHIND))
        before = LETTERED.match(self.text, self.at) if marked else None
        start = before.end() if before else self.at
        series = SERIES.match(self.text, start) if FIRST.match(self.text, start) else None
        if series is None:
            return None
        unit = UNIT.match(self.text, series.end())
        if unit and ("号" not in series.group() or _kind(unit) == "number"):
            return self._with_unit(series, unit, before.group() if before else "")
        return self._bare(series, before)

    def _with_unit(self, series: re.Match[str], unit: re.Match[str], before: str) -> Token | None:
        kind = _kind(unit)
        lonely = series.group().isalpha() and series.group().isascii() and kind == "number"
        if lonely and not self._inside:
            return None
        self.at = unit.end()
        letter = LETTER.match(self.text, self.at) if kind == "number" else None
        if letter:
            self.at = letter.end()
        if kind == "floor" and self._after_a_dash(series):
            return _token(kind, series.group(), "-")
        return _token(kind, series.group(), before or (letter or unit).group())

    def _after_a_dash(self, series: re.Match[str]) -> bool:
        return self.text[: series.start()].endswith("-")

    def _bare(self, series: re.Match[str], before: re.Match[str] | None) -> Token | None:
        text = series.group()
        if NAMED_BY.match(self.text, series.end()):
            self._as_name(series)
            return None
        if "号" in text:
            pass  # 二十八号之二 has its unit inside
        elif not any(char.isdigit() for char in text):
            ends = series.end() == len(self.text)
            told = self._inside and (text.isascii() or len(text) > 1)
            if not (ends and (told or (text.isascii() and self.name))):
                return None
        elif not self._may_be_bare(series.end()):
            self._as_name(series)  # 798艺术区, 四季2院: the number is part of the name
            return None
        self.at = series.end()
        dash = "-" if self._after_a_dash(series) else ""
        return _token(_kind_alone(text), text, before.group() if before else dash)

    def _may_be_bare(self, end: int) -> bool:
        """Say whether a number without unit may stand here and be no part of a name."""
        if not (self.tokens or self.name):
            return False
        written = self.text[self.at : end]
        short = written.isalnum() and len(written) < 3 and HAN.match(self.text, end)
        return not short or self._inside or bool(AFTER_ROAD.search(self.name))

    def _as_name(self, series: re.Match[str]) -> None:
        """Leave a number to the name that it stands in."""
        self.name += series.group()[:-1]
        self.at = series.end() - 1


def _kind_alone(text: str) -> str:
    """Return the kind of a run without a unit word: 28号之三 has its word inside, 3F is a floor."""
    if "号" in text:
        return "number"
    return "floor" if FLOOR.fullmatch(text) else "bare"


def _kind(unit: re.Match[str]) -> str:
    return UNITS[int((unit.lastgroup or "k0")[1:])][0]


SIGN = re.compile(r"号?([-~,#之附])[-~,#之附]*")


def _token(kind: str, series: str, word: str) -> Token:
    parts = SIGN.split(series)
    return Token(kind, tuple(parts[::2]), "".join(parts[1::2]), word)


def lex(text: str) -> list[Token]:
    """Cut an address behind its regions into tokens."""
    return Lexer(text).run()
