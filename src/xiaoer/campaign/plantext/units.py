"""Units of quantities: how they are printed, what they are called, of which kind they are.

To add a unit, add a line to UNITS. `unless` lists characters that turn the unit into the
beginning of another word (人 in 人民, 项 in 项目).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["share", "time", "money", "count", "rank", "score", "multiple", "size"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: the pattern that finds it, its stable name, its kind."""

    pattern: str
    name: str
    kind: Kind
    unless: str = ""

    @property
    def expression(self) -> str:
        """Return the pattern with its guard against longer words."""
        return f"(?:{self.pattern})" + (f"(?!{self.unless})" if self.unless else "")


TIME = (
    Unit(r"个?工作日|个?工作天", "工作日", "time"),
    Unit(r"个?自然日|个?日历[日天]", "天", "time"),
    Unit(r"个?工作小时", "工作小时", "time"),
    Unit(r"个?小时|个钟头|钟头|[hH]", "小时", "time", "[A-Za-z]"),
    Unit(r"分钟|min", "分钟", "time", "[A-Za-z]"),
    Unit(r"秒钟?", "秒", "time", "杀"),
    Unit(r"个月|个自然月", "月", "time"),
    Unit(r"个?星期|周", "周", "time", "[年边期报转岁围]"),
    Unit(r"天", "天", "time", "[然府津河窗津花下]"),
    Unit(r"d", "天", "time", "[A-Za-z打建]"),
    Unit(r"日", "天", "time", "[前常报益起后均活]|之前|以前|至|-|～|~"),
    Unit(r"个?年度?", "年", "time", "[级代轻货均内底初末来前]|以来|行动|计划"),
)

SHARE = (
    Unit(r"个?百分点|个百分比|个点(?=[,。;、以!?\s)]|$)", "百分点", "share"),
    Unit(r"%", "%", "share"),
    Unit(r"‰", "‰", "share"),
    Unit(r"倍", "倍", "multiple", "[增速数]"),
    Unit(r"番", "番", "multiple", "[禺茄]"),
)

MONEY = (
    Unit(r"美元|美金", "美元", "money"),
    Unit(r"港元|港币", "港元", "money"),
    Unit(r"欧元", "欧元", "money"),
    Unit(r"元人民币|元", "元", "money", "[旦宵素件首]"),
)

SIZE = (
    Unit(r"平方公里|平方千米", "平方公里", "size"),
    Unit(r"平方米|平米|㎡|m²", "平方米", "size"),
    Unit(r"立方米", "立方米", "size"),
    Unit(r"微克/立方米|微克每立方米", "微克/立方米", "size"),
    Unit(r"毫克/升", "毫克/升", "size"),
    Unit(r"公里|千米|km", "公里", "size"),
    Unit(r"米", "米", "size", "[其兰]"),
    Unit(r"公顷", "公顷", "size"),
    Unit(r"亩", "亩", "size", "均"),
    Unit(r"吨标准煤|吨标煤", "吨标准煤", "size"),
    Unit(r"吨", "吨", "size"),
    Unit(r"公斤|千克", "公斤", "size"),
    Unit(r"千瓦时|kWh", "千瓦时", "size"),
    Unit(r"千瓦|kW", "千瓦", "size", "h"),
    Unit(r"兆瓦", "兆瓦", "size"),
    Unit(r"个?标准箱|个?标箱|TEU", "标准箱", "size"),
)

COUNT = (
    Unit(r"个?环节", "环节", "count"),
    Unit(r"个?基点|BP", "基点", "share"),
    Unit(r"根", "根", "count", "[据本源治除]"),
    Unit(r"个?位次", "位次", "rank"),
    Unit(r"人次", "人次", "count"),
    Unit(r"场次", "场次", "count"),
    Unit(r"架次", "架次", "count"),
    Unit(r"批次", "批次", "count"),
    Unit(r"轮次", "轮次", "count"),
    Unit(r"班次", "班次", "count"),
    Unit(r"例次", "例次", "count"),
    Unit(r"车次", "车次", "count"),
    Unit(r"枚", "枚", "count"),
    Unit(r"本", "本", "count", "[级地市省县区年月土次着质科来]"),
    Unit(r"册", "册", "count"),
    Unit(r"幅", "幅", "count", "度"),
    Unit(r"趟", "趟", "count"),
    Unit(r"席", "席", "count", "位"),
    Unit(r"头", "头", "count", "[部等条绪企雁目]"),
    Unit(r"眼", "眼", "count", "[前光]"),
    Unit(r"组", "组", "count", "[织成长建合团]"),
    Unit(r"课", "课", "count", "[题程]"),
    Unit(r"个", "个", "count", "性化|体户|人[信所独]|别|案|税|转企|体工"),
    Unit(r"项", "项", "count", "目"),
    Unit(r"家", "家", "count", "[庭属长具电园政居畜校]"),
    Unit(r"户", "户", "count", "[籍口型外主均]"),
    Unit(r"件", "件", "count"),
    Unit(r"条", "条", "count", "[件例款文]"),
    Unit(r"宗", "宗", "count", "[教旨地]"),
    Unit(r"场", "场", "count", "[所景地馆站]"),
    Unit(r"次", "次", "count", "[日月年级生要数性]"),
    Unit(r"人", "人", "count", "[民社才大事口行员均工力文物群类居防]"),
    Unit(r"名", "名", "count", "[单录称优牌胜企校师医义]"),
    Unit(r"位", "位", "count", "[于置居列数]"),
    Unit(r"所", "所", "count", "[有在属以需得谓示述占]"),
    Unit(r"处", "处", "count", "[理罚置长室于分级方]"),
    Unit(r"座", "座", "count", "[谈位落]"),
    Unit(r"台", "台", "count", "[账湾商胞资风阶]|套"),
    Unit(r"台\(?套\)?", "台", "count"),
    Unit(r"辆", "辆", "count"),
    Unit(r"列", "列", "count", "[车为入出席举表]"),
    Unit(r"艘", "艘", "count"),
    Unit(r"套", "套", "count", "[取路利餐]"),
    Unit(r"份", "份", "count", "[额子]"),
    Unit(r"篇", "篇", "count", "章"),
    Unit(r"类", "类", "count", "[别型似]"),
    Unit(r"种", "种", "count", "[植子业类养]"),
    Unit(r"栋|幢", "栋", "count", "梁"),
    Unit(r"间", "间", "count", "[隔接距断]"),
    Unit(r"支", "支", "count", "[持付行撑出部队援点线柱]"),
    Unit(r"只", "只", "count", "[要有能是需跑进]"),
    Unit(r"款", "款", "count", "[项式]"),
    Unit(r"张", "张", "count", "[榜贴家]"),
    Unit(r"例", "例", "count", "[如会行外]"),
    Unit(r"起", "起", "count", "[来草步点诉到底的用]"),
    Unit(r"部", "部", "count", "[门署分委级队长]"),
    Unit(r"门", "门", "count", "[槛店户诊类]"),
    Unit(r"株|棵", "株", "count"),
    Unit(r"笔", "笔", "count", "试"),
    Unit(r"票", "票", "count", "[据价]"),
    Unit(r"轮", "轮", "count", "[流换岗动胎训值]"),
    Unit(r"期", "期", "count", "[间限待望货末初权]"),
    Unit(r"班", "班", "count", "[子组]"),
    Unit(r"块", "块", "count", "链"),
    Unit(r"学时|课时", "学时", "count"),
    Unit(
        r"分",
        "分",
        "score",
        "[钟之别类级局行支期批层段布析配享担工管解散校院区店厂馆包头块列步阶众拨流组账红隔离成公中]",
    ),
)

UNITS: tuple[Unit, ...] = (*TIME, *SHARE, *MONEY, *SIZE, *COUNT)


def _by_length(unit: Unit) -> int:
    return -max(len(part) for part in unit.pattern.split("|"))


ORDERED = tuple(sorted(UNITS, key=_by_length))
UNIT = "|".join(unit.expression for unit in ORDERED)
UNIT_OF_THINGS = "|".join(unit.expression for unit in ORDERED if unit.kind in ("count", "size"))
_MATCHERS = tuple((re.compile(unit.pattern), unit) for unit in ORDERED)


@lru_cache(maxsize=1024)
def unit_of(printed: str) -> Unit | None:
    """Return the unit that is printed so."""
    for matcher, unit in _MATCHERS:
        if matcher.fullmatch(printed):
            return unit
    return None


def money_unit(magnitude: int, currency: str) -> tuple[int, str]:
    """Return the factor and the name under which an amount is kept.

    Amounts stay in the size of unit that was printed: 亿 and above in 亿元, 万 and above in
    万元, the rest in 元; 5000亿元 is 5000 亿元, 3千万元 is 3000 万元.
    """
    for size, name in ((10**8, "亿"), (10**4, "万")):
        if magnitude >= size:
            return magnitude // size, f"{name}{currency}"
    return magnitude, currency
