"""Quantities that are no targets: baselines, history, names, conditions, subsidies, lists.

Each rule returns True when the quantity must not become a target.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from . import tenses
from .clauses import Context
from .comparators import Comparison, Suffix
from .quantities import EVENTS

NAME_BEFORE = re.compile(r"(?:第|[A-Za-z0-9+.×/-])$")
NAME_AFTER = re.compile(r"[A-Za-z0-9+×]|号(?!召)|版|\.\d|热线|工程|联动|(?:-|—)\d")
# “零事故、零投诉” demands two levels, “零跑动” is a slogan.
NOTHING = re.compile(rf"(?:[、,]?零(?:{EVENTS}))+")
QUOTE_LONGEST = 24
LEVEL_IN_QUOTES = ("time", "share", "money")


def is_name(context: Context) -> bool:
    """Say whether the number is part of a name: 第3条, 12345热线, 《…》, “5个1”."""
    scan, quantity = context.text.scan, context.quantity
    if NAME_BEFORE.search(scan[max(0, quantity.start - 1) : quantity.start]):
        return True
    if quantity.unit is None and NAME_AFTER.match(scan, quantity.end):
        return True
    return _inside(scan, quantity.start, "《", "》", 60) or _in_quotes(context)


NAMES_A_RATE = re.compile(r"(?:以内|之内|内)?[\u4e00-\u9fff]{2,6}率")


def names_a_rate(context: Context) -> bool:
    """Say whether a time belongs to the name of a rate: 3个月内办结率, 24小时响应率."""
    return context.quantity.kind == "time" and bool(NAMES_A_RATE.match(context.right))


def _inside(scan: str, place: int, opening: str, closing: str, reach: int) -> bool:
    begin = max(0, place - reach)
    return scan.rfind(opening, begin, place) > scan.rfind(closing, begin, place)


def _in_quotes(context: Context) -> bool:
    """Quoted numbers are brands, unless the quotes hold nothing but a level: “1个工作日”办结."""
    scan, quantity = context.text.scan, context.quantity
    if not _inside(scan, quantity.start, "“", "”", QUOTE_LONGEST):
        return False
    opening = scan.rfind("“", 0, quantity.start)
    closing = scan.find("”", quantity.end, quantity.end + QUOTE_LONGEST)
    if closing < 0:
        return False
    if scan.startswith("零", quantity.start) and NOTHING.fullmatch(scan, opening + 1, closing):
        return False
    only_level = re.fullmatch(
        r"(?:[\d.、和%半一零]|个?工作日|环节|小时|分钟|天|以?内|成本|费用|份|材料|个)+",
        scan[opening + 1 : closing],
    )
    return not (only_level and (not quantity.chinese or quantity.value == 0))


FOUNDATION = re.compile(r"^[^,。;]{0,40}(?:的)?基础上")
OLD_LEVEL = re.compile(
    r"(?:原有|现有|原来|原先|原定|原|现行|目前|当前|法定|国家规定|省定|规定|既有|已有|存量)(?:的)?"
    r"(?:办理|审批|承诺|平均)?(?:时限|时间|期限|时长|水平)?(?:的|为|是|约|近)?$"
)
FROM = re.compile(r"(?:由|从|自)(?!受理|收到|申请|动|主|愿|觉|身|然|今)[^,。;:]{0,24}$")
TO = re.compile(r"^(?:[^,。;、]|、(?=\d)){0,24}?(?:至|到|为|成)")
# 从立项到登记不超过15个工作日 names a way, and 不超过 a limit: no old level.
LIMIT = re.compile(r"不(?:得|应|能|可|宜|超|低|少|高|大|小|多|晚|下)|至少|控制|[≤≥]")
# 减至法定时限的50% asks for a share of the old level; the share itself is the new one.
SHARE_OF_OLD = re.compile(r"[减缩压降][^,。;]{0,3}[至到为](?:法定|现行|原有?|规定)[^,。;]{0,8}的$")
COMPARED = re.compile(r"(?:较|比)(?:之)?[^,。;:]{0,14}(?:时限|标准|水平|期限|规定|要求)(?:的)?$")


def is_baseline(context: Context, comparison: Comparison | None) -> bool:
    """Say whether the number is where things stand now: 由X到Y, 在原有X的基础上, 法定20个工作日."""
    left = context.left[-30:]
    if FOUNDATION.match(context.right) and ("在" in context.left or context.left == ""):
        return not re.search(r"(?:提高|增加|增长|新增|减少|压减|压缩)[^,]{0,4}$", left)
    if SHARE_OF_OLD.search(left):
        return False
    if OLD_LEVEL.search(left) or COMPARED.search(left):
        return True
    started = FROM.search(left)
    limited = comparison and LIMIT.match(comparison.words)
    if not started or limited:
        return False
    between = left[started.start() :]
    return not re.search(r"[至到为](?:约|近)?$", between) and bool(TO.match(context.right))


SETTLED = re.compile(
    r"(?:提高|提升|增长|增加|下降|降低|减少|压减|压缩|缩短|完成|实现|达到?|新增|超过|办结|突破)了(?:约|近)?$"
)


def is_history(context: Context, year: int | None) -> bool:
    """Say whether the sentence tells what has been: 去年达到85%, 2021年完成60%, 已建成12个."""
    if SETTLED.search(context.left[-12:]):
        return True
    text, place = context.text, context.quantity.start
    past = _latest(text.past, context, lambda m: tenses.is_past(m, text.folded, place, year))
    if past < 0:
        return False
    return past > _latest(text.coming, context, lambda m: tenses.is_coming(m, year))


def _latest(
    found: list[re.Match[str]], context: Context, accepted: Callable[[re.Match[str]], bool]
) -> int:
    """Return where the last accepted match before the quantity ends, -1 if there is none."""
    for at in range(bisect_right(found, context.quantity.start, key=re.Match.end) - 1, -1, -1):
        if found[at].start() < context.sentence_start:
            break
        if accepted(found[at]):
            return found[at].end()
    return -1


SUBSIDY = re.compile(
    r"给予|奖励|奖补|补助|补贴(?!资金)|资助|予以|贴息|一次性|处以|罚款|奖金|补偿|授信额度|贷款额度|担保额度"
)


# 给予贴息，最高不超过10万元: the ceiling of what one applicant is paid
PAID_BEFORE = re.compile(
    r"(?:贴息|补贴|补助|奖励|奖补|资助)(?:支持)?,(?:单[个户][^,。;]{0,4})?(?:最高|上限)[^,。;]{0,6}$"
)


def is_subsidy(context: Context) -> bool:
    """Say whether the amount is what one applicant is paid: 给予最高50万元奖励."""
    if context.quantity.kind not in ("money", "share"):
        return False
    near = context.left[-30:]
    paid = SUBSIDY.search(near)
    if paid and not re.search(r"(?:资金|率|比例|规模|总额|兑付|兑现)[^,]{0,6}$", near):
        return True
    begin = max(0, context.quantity.start - 24)
    if context.quantity.kind == "money" and PAID_BEFORE.search(
        context.text.folded[begin : context.quantity.start]
    ):
        return True
    return context.quantity.kind == "money" and bool(
        re.match(r"(?:的)?(?:一次性)?(?:奖励|补助|奖补|补贴(?!资金)|资助|罚款)", context.right)
    )


LEVEL_NOUN = (
    r"目标|频次|频率|水平|比例|标准|速度|增速|增幅|幅度|降幅|覆盖|份额|时限|要求|期限|占比|抽查|检查|额度|力度|增长|下降|压减|好评|满意"
    r"|办结|完成|得分|成绩|准确|审批"
)
ATTRIBUTE = re.compile(rf"^\s?(?:以上|以下|以内|之内|内|左右|及以上|及以下)?的(?!{LEVEL_NOUN})")
CONDITION = re.compile(
    r"(?:^|[、\s])(?:对|对于|针对|凡|凡是|属于|符合|满足|如|若|当|面向)[^,。;]{0,40}$|超期|逾期|满$|每$|近$(?<!接近)|为期$|任期|有效期|连续|持股|出资|注册资本"
)
WHOLE_SET = re.compile(
    r"^(?:[^,。;]{0,6}(?:推动|实现|确保|力争|使|让|促进|争取|引导|支持|全市|全省|全县|全区|各地|覆盖|到?\ue000+)+)?[^,。;]{0,6}$"
)


MADE_DIRECTLY = re.compile(r"(?:组建|培育|建成|建立|打造|新增|引进|配备|形成)(?:约|近)?$")


def is_condition(context: Context, comparison: Comparison | None, suffix: Suffix) -> bool:
    """Say whether the number only picks out things: 投资1亿元以上的项目, 每万人, 超过30天的."""
    left = context.left
    if comparison is None and re.search(r"(?:每|近|满|为期|连续|达到或超过)$", left[-5:]):
        return True
    if (comparison is None or comparison.words == "覆盖") and _picks_by_size(context, suffix):
        return True
    if not ATTRIBUTE.match(context.right):
        return bool(comparison is None and re.search(r"(?:超过|满|逾期)$", left[-3:]))
    if context.quantity.kind in ("share", "multiple") and _is_share_of_all(context, comparison):
        return False
    if context.quantity.kind == "count" and MADE_DIRECTLY.search(left):
        return False
    if comparison is None or suffix.kind or comparison.comparator in (">", "<"):
        return True
    return bool(CONDITION.search(left)) or comparison.words in (
        "达",
        "达到",
        "满足",
        "最高",
        "最多",
    )


OWN_VERB = re.compile(
    r"新增|新建|建成|完成|争取|投入|发放|减免|引进|安排|实现|供应|出让|培育|打造|推动|组织|帮助|走访|开展|建设|举办|新登记|力争|确保|达到?"
)


def _picks_by_size(context: Context, suffix: Suffix) -> bool:
    """Refuse 160千瓦及以下接入零投资, 500万元以下项目, 20户以内报装5日送电: it says which ones."""
    kind = context.quantity.kind
    if kind not in ("size", "money", "count") or suffix.kind not in ("up", "down", "within"):
        return False
    noun_behind = "\u4e00" <= context.text.scan[suffix.end : suffix.end + 1] <= "\u9fff"
    if kind == "count" and not (noun_behind and context.next_start < context.clause_end):
        return False
    return noun_behind and not OWN_VERB.search(context.left)


def _is_share_of_all(context: Context, comparison: Comparison | None) -> bool:
    """Accept 推动95%以上的事项网上可办; refuse 对持股50%以上的股东."""
    if CONDITION.search(context.left):
        return False
    if comparison is not None and comparison.comparator in (">=", ">", "="):
        return True
    acts = re.search(
        r"实现|可|达到?|完成|纳入|上线|办|建立|覆盖|开展|设立|开通|接入|享受|配备|得到",
        context.right,
    )
    return bool(acts) and bool(WHOLE_SET.match(context.left))


PAPER = re.compile(
    r"制定|制订|印发|报送|上报|报(?!警|销|建|装|考|税|关|修|名|告|价|备案)|提交(?:汇总|总结)|出台|细化|研究提出|成立|召开|形成方案|形成工作|书面"
)
ISSUED = re.compile(r"(?:印发|发布|施行|实施|公布|下发|发文|会议|结束)(?:之日|后)?(?:起)?(?:的)?$")
SERVICE_HOURS = re.compile(
    r"\s?(?:×|不打烊|自助|值班|值守|在线|热线|服务(?!时)|全天|营业|开放|循环|监测|营业|客服)"
)
PERIOD = re.compile(r"行动|计划|规划|攻坚|任务|来|以来|期(?!限)|前|后(?!.{0,3}办结)|一遇|一度")


def is_period(context: Context, suffix: Suffix) -> bool:
    """Say whether a stretch of time is no limit of a service: 15日内制定方案, 三年行动, 24小时自助."""
    quantity = context.quantity
    if quantity.kind != "time":
        return False
    after = context.right[len(suffix.words) :] if suffix.words else context.right
    if SERVICE_HOURS.match(context.right) or PERIOD.match(context.right):
        return True
    if suffix.kind == "within":
        return bool(PAPER.search(after[:14])) or bool(ISSUED.search(context.left[-8:]))
    return False


REPORTING = re.compile(
    r"报送|上报|通报|调度|汇报|会商|研判|督查|督导|总结|反馈|测评|评估|报告|汇总|公布|发布|公示"
)


def is_reporting(context: Context, comparison: Comparison | None) -> bool:
    """Say whether the number counts reports or meetings of the campaign: 每月召开1次调度会."""
    if context.quantity.unit not in ("次", "期", "轮", "份", "篇"):
        return False
    around = context.left[-16:] + context.right[:12]
    rhythm = re.search(r"每|按[月季周]|年", context.left)
    if not rhythm:
        return False
    if comparison is None and re.search(r"召开|会议", around):
        return True
    return comparison is None and bool(REPORTING.search(around))


def is_slogan(context: Context) -> bool:
    """Say whether the number is a phrase of speech: 最多跑一次, 一件事, 一次办好."""
    quantity = context.quantity
    if not quantity.chinese or not quantity.value or quantity.value > 2:
        return False
    if quantity.unit in ("次", "趟") and re.search(r"(?:跑|来)$", context.left):
        return True
    return bool(
        re.match(
            r"(?:事|办|网|窗|站|码|证|照|表|图|卡|章|套|类|流|批|性|系列|定|致|体|线|把手)",
            context.right,
        )
    )
