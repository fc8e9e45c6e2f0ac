"""Comparators: the words before and after a quantity that say on which side the level lies.

To add one, add its words to the row of its comparator; longer words win over shorter ones.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from .model import Comparator
from .quantities import Quantity

NOT = r"(?:不得?|不应|不能|不可|不宜|不许|未)"
INTO = r"(?:至|到|为|成|在)"
WORDS: tuple[tuple[Comparator, str], ...] = (
    ("<=", rf"{NOT}(?:超过?|超出|高于|大于|多于|长于|突破|逾|晚于|多过|高过)"),
    (">=", rf"{NOT}(?:低于|少于|小于|短于|弱于|下|亚于|差于|少过)"),
    (
        "<=",
        r"(?:控制|限制|限定|压控|管控)(?:在|到|至|为|于)|(?:压缩|压减|压降|缩短|缩减|缩|减少|减至|减|降低|下降|降|压"
        r"|精简|简化|削减|调减|优化压缩|回落|砍|合并|归并|下调|整合|优化|低|瘦身)(?:至|到|为|成)"
        r"|(?:压缩|缩短|减少|限定|压减|降低|锁定)在|(?:压缩|压减|缩短|减少|降低|精简)[^,。;、至到为达\d“”(]{2,12}(?:至|到|为)|最多|至多|最长|最高|最大|最晚|最迟|上限(?:为|是)?|≤"
        r"|(?:小于|低于|少于)(?:或)?等于|限时",
    ),
    ("<", r"低于|少于|小于|短于|不足|不到|<"),
    (
        ">=",
        r"至少|最少|最低|起码|下限(?:为|是)?|≥|(?:大于|高于|多于)(?:或)?等于|(?:达到|达至|达致|达成|达)(?:或超过|以上)?"
        r"|(?:提高|提升|提|增加|增长|增|升|上升|上调|扩大|扩展|拓展|扩充|扩容|扩增|扩|延长|延伸|拓宽|拉长|发展|推进|壮大"
        r"|积累|累积|攀升|加大|推广|跃升|晋升|恢复|放宽|优惠|升级)(?:至|到|为)"
        r"|(?:提高|提升|增加|扩大)[^,。;、至到为达\d“”(]{2,12}(?:至|到)|(?:保持|稳定|维持|巩固|提升|提高|处于|稳)在|保持|迈上|跨上|跃上|站上|登上|覆盖(?!率)到?|惠及|满足",
    ),
    (">", r"超过|超出|超|突破|高于|大于|多于|高出|逾|优于|冲破|跨越|越过|跨过|>"),
    (
        "increase_by",
        r"增长|增加|提高|提升|上升|递增|提速|扩大|上浮|多增|增幅|前移|升高|上涨|(?<![新净])增",
    ),
    (
        "decrease_by",
        r"下降|降低|减少|压减|压缩|缩短|缩减|精简|削减|压降|下浮|节约|节省|调减|下调|降|缩小|收窄|减免|减",
    ),
    ("=", r"等于|=|(?:调整|改)(?:为|至|到)|统一为|恢复为"),
)
FILLERS = (
    r"(?:\s|约|大约|近|共|各|均|平均|再|累计|合计|总计|总共|大体|大致|原则上|基本|了|每[年月周季]度?|年均|全市|全省|全县|人民币"
    r"|其中|分别|幅度|达|“|新增|:|为|建成|培育|建设|打造|推出|新建|举办|引进|设立|有|在|力争|以|也|都|高级|市级|省级|国家级|县级)*"
)
LEFT = re.compile(
    "|".join(f"(?P<w{at}>{words})" for at, (_, words) in enumerate(WORDS)),
)
FILLED = re.compile(FILLERS)
# A comparison may stand before what it is measured by: 不低于合同金额的30%, 较上年的基数提高.
OVER_A_BASE = re.compile(r"^[^,。;:、“”]{1,16}的$")
SUFFIX = re.compile(
    r"(?:/[\u4e00-\u9fff]{1,3}?(?=以))?(?:\s?(?P<up>(?:及|含|或|或者)?以上|及其?以上|以上|\+(?![\dA-Za-z“+]))|\s?(?P<down>(?:及)?以下)"
    r"|\s?(?P<within>以内|之内|内(?![部容外陆地需生设蒙资控涵销]))|\s?(?P<about>左右|上下|前后))"
)
CHANGES = ("increase_by", "decrease_by")
AFTER_CHANGE = re.compile(
    r"(?P<up>增长|上升|递增|提高|提升|增加)(?P<over>达?|达到|均?)$|(?P<down>下降|降低|减少|压减|压缩|缩短|精简|缩减|削减|压降|节约|节省)$"
)


@dataclass(slots=True)
class Comparison:
    """A comparator, where its words begin and end, and the words themselves."""

    comparator: Comparator
    start: int
    end: int
    words: str


@dataclass(slots=True)
class Suffix:
    """The words behind a quantity: 以上, 以内, 左右."""

    kind: str
    end: int
    words: str


NO_SUFFIX = Suffix("", 0, "")


# 压缩办理时间2个工作日, 压减材料50%以上: the object stands between verb and number.
VERB_OBJECT = re.compile(
    r"(?:^|[、,并再平均年业户体人])(?:(?P<down>压缩|压减|缩短|减少|降低|精简|削减|节约|节省|压降|减免|减(?![持税费弱轻刑灾]))"
    r"|(?P<up>提高|提升|增加|扩大))(?![至到为在])(?P<object>[^,。;:、至到为达超过在不]{2,14}?)"
    r"(?:约|近|至少|不少于|超过)?$"
)
LEVEL_OBJECT = re.compile(r"(?:率|占比|比例|比重|覆盖面|满意度)$")


def over_object(context_left: str, quantity: Quantity) -> Comparison | None:
    """Return the change whose verb stands before the thing changed; None if there is none."""
    found = VERB_OBJECT.search(context_left[-30:])
    timely = quantity.kind in ("time", "share", "multiple", "money")
    if not found or not timely or (found["up"] and quantity.kind in ("time", "money")):
        return None
    if quantity.kind == "money" and found["down"] == "减免":
        return None
    if found["up"] and LEVEL_OBJECT.search(found["object"]) and quantity.unit == "%":
        return None
    begin = quantity.start - len(context_left[-30:])
    comparator: Comparator = "decrease_by" if found["down"] else "increase_by"
    group = "down" if found["down"] else "up"
    return (
        Comparison(comparator, quantity.start, quantity.start, found[group]) if begin >= 0 else None
    )


def suffix_of(scan: str, quantity: Quantity) -> Suffix:
    """Return the words such as 以上 behind the quantity."""
    if quantity.more == "+":
        return Suffix("up", quantity.end, "")
    found = SUFFIX.match(scan, quantity.end, quantity.end + 8)
    if not found or not found.lastgroup:
        return NO_SUFFIX
    return Suffix(found.lastgroup, found.end(), found[found.lastgroup])


def before(
    scan: str, begin: int, quantity: Quantity, known: list[re.Match[str]]
) -> Comparison | None:
    """Return the comparison that stands directly before the quantity, not before `begin`.

    `known` are all matches of LEFT in the text.
    """
    at = max(begin, quantity.start - 40)
    found = next(
        (m for m in _near(scan, at, quantity.start, known) if _leads(scan, m, quantity)), None
    )
    if found is None:
        return None
    comparator = WORDS[int((found.lastgroup or "w0")[1:])][0]
    comparison = Comparison(comparator, found.start(), found.end(), found.group())
    return _of_a_change(scan, begin, comparison)


def _near(scan: str, at: int, place: int, known: list[re.Match[str]]) -> Iterable[re.Match[str]]:
    first = bisect_left(known, at, key=re.Match.start)
    last = bisect_left(known, place, lo=first, key=re.Match.start)
    cut = first > 0 and known[first - 1].end() > at
    if cut or (last > first and known[last - 1].end() > place):
        # a match runs over an edge: look again inside the edges alone
        return LEFT.finditer(scan, at, place)
    return known[first:last]


def _leads(scan: str, match: re.Match[str], quantity: Quantity) -> bool:
    if FILLED.fullmatch(scan, match.end(), quantity.start):
        return True
    return _over_a_base(quantity, match.group(), scan[match.end() : quantity.start])


def _over_a_base(quantity: Quantity, words: str, gap: str) -> bool:
    if quantity.unit == "百分点" and len(words) > 1 and 0 < len(gap) <= 16:
        return words in ("高于", "低于", "超过", "不低于", "不高于", "不超过", "优于", "高出")
    if quantity.kind not in ("share", "multiple") or not OVER_A_BASE.match(gap):
        return False
    return words not in (
        "减",
        "增",
        "降",
        "超",
        "达",
        "保持",
        "满足",
        "提升",
        "提高",
        "降低",
        "减少",
    )


def _of_a_change(scan: str, begin: int, found: Comparison) -> Comparison:
    """Read 增长不低于8% and 同比增长超过8% as an increase, 下降不少于2个百分点 as a decrease."""
    if found.comparator in CHANGES or (
        found.words.endswith(("至", "到", "为")) and (found.words not in ("达到",))
    ):
        return found
    left = scan[max(begin, found.start - 6) : found.start]
    change = AFTER_CHANGE.search(left)
    if not change:
        return found
    if found.words.startswith("达") and not re.search(r"增长|下降|递增|上升", change.group()):
        return found
    comparator: Comparator = "decrease_by" if change["down"] else "increase_by"
    start = found.start - (len(left) - change.start())
    return Comparison(comparator, start, found.end, scan[start : found.end])


def with_suffix(found: Comparator | None, words: str, suffix: Suffix) -> Comparator | None:
    """Return the comparator that words before and suffix behind make together."""
    if not suffix.kind or suffix.kind == "about":
        return found
    side: Comparator = ">=" if suffix.kind == "up" else "<="
    if found is None or found == "=":
        return side
    open_words = words.endswith("在") or words in ("保持", "达", "达到", "为")
    if open_words and found in (">=", "<="):
        return side
    return found
