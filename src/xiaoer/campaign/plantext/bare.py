"""Levels without a comparator: 培育10家企业, 覆盖率100%, 1个工作日办结, 庭审直播率30%."""

from __future__ import annotations

import re

from .clauses import Context
from .model import Comparator

MAKES = (
    r"新增|净增|新登记|新注册|新建|新设|新培育|新引进|新开通|新开|新认定|增设|培育|建成|建立|建设|打造|引进|引育|引入|招引|招募|签约|落地|开工|投产"
    r"|竣工|办结|发放|兑现|协助|帮助|推出|出台|制定|制订|发布|编制|修订|举办|组织|召开|培训|解决|争取|投入|安排|盘活|化解|清理"
    r"|取消|下放|压减|选树|评选|遴选|认定|创建|设立|成立|布局|布设|开设|开行|配备|配置|招聘|吸纳|吸引|带动|扶持|走访|受理|调解"
    r"|审结|办理|检查|抽查|归集|上线|推广|打通|梳理|储备|供应|出让|筹集|筹建|改造|更新|覆盖|惠及|对接|策划|选派|聘请|孵化|认证"
    r"|争创|选取|入选|获批|申报|创成|转化|减免|降低|融资|放款|撮合|促成|达成|实现|完成|签订|征集|破解|销号|整治|查处|曝光|公布|输送|开发"
    r"|设置|联系|服务企业|新招|增加|减少|接入|拓展|完善|共享|建"
)
PUSHES = r"推动|推进|促进|促使|开展|实施|支持|推行|落实|形成|通过|试点|整合|服务|力争|确保|达|有"
MAKING = re.compile(rf"(?:{MAKES})")
PUSHING = re.compile(rf"(?:{PUSHES})")
COUNTING = re.compile(
    r"(?:涉及|包括|包含|分为|共计|共有|围绕|聚焦|针对|明确|按照|依据|根据|依托|下设|分成|抓好|抓实|统筹|属于|坚持|上述|以下)"
    r"[^,。;]{0,4}$|(?:由|从|以|用|等|这|该|各|某|对|含|共)$"
)
LIST_NOUN = re.compile(
    r"^[^,。;、“”]{0,8}(?:方面|措施|任务|行动|机制|体系|原则|渠道|阶段|要点|部分|领域|重点工作|改革|方式|环节|要求|举措|抓手|维度|层面|关系|问题|关键|工作组|专班|小组|专项组|指导组|督导组|分队)"
)
# Bodies that a plan sets up to run itself are no result of it.
ORGANS = re.compile(r"^[^,。;、“”]{0,6}(?:工作组|专班|小组|专项组|指导组|督导组)")
SMALL_NOUN = re.compile(
    r"^[^,。;、“”]{0,8}(?:平台|中心|体系|机制|窗口|门户|方面|步骤|层面|市场|环境|台阶|档次|层次|水平|等级|一批)"
)
MOVES = re.compile(
    r"^[^,。;]{0,26}?(?:进驻|入驻|上线|延伸|落地|投产|开工|竣工|接入|通办|可办|办结|开通|投入使用|纳入|实现|覆盖|简化|上市|挂牌|入库|入规|达标)"
)
RATIO = re.compile(
    r"(?:率|比|比例|占比|比重|度|份额|系数|增速|增幅|幅度|降幅|满意|得分|覆盖|指数|评价|水平|好评)(?:均|要|约|全部|分别|都|为|均为|是|:)*$|占[^,。;]{1,30}的$"
)
CLEARING = re.compile(r"(?:清偿|清欠|清理|整改|兑现|拨付|化解|盘活|归集|销号|办结)$")
WHOLLY = re.compile(
    r"^\s?的?(?:[^,。;、]{0,8}?)(?:覆盖|完成|办结|落实|上线|统一|网上|可办|兑现|达标|入驻|进驻|纳入|应用|共享|整改|公开|推送|归集|通办|办理|评价|合格|到位|配备|开展|达到|实现)"
)
DONE = re.compile(
    r"^(?:\s|“|”|之?内|以内|即可|就|可|全部|必须|予以|一次性?|、|零成本|完成|全流程)*(?:办结|办好|办完|完成|办理|出证|领证|发证|拿证|取证|出件|审批|审结|答复|响应|反馈|拨付|开通|接通|受理|送达|到账|办成|领取|发照|通水|通气|通电|支付|放款|核准|出具|备案|处理|处置|退税|审核|审查|到场|兑付|兑现|化解|结案|解决|转办|签收|[送供接通复][电水气热网暖]|回复|回应|审定|批复|过户|解封|送达)(?!率)"
)
QUOTED = re.compile(r"“[^”]*”")
# 抵押登记1个工作日: a service and its time, nothing else in the clause.
SERVICE = re.compile(
    r"(?:登记|审批|许可|备案|核准|审查|审核|验收|报装|接入|接电|变更|注销|过户|查询|申报|开户|刻章|刻制|退税|检测|送电|供水|供气|办证|换证|补证|解封|查封"
    r"|签证|公证|鉴定|签发|勘验|受理|办理|评审|评估|放款|发照|迁移|开办)$"
)
SPAN = re.compile(
    r"(?:时间|时限|用时|时长|周期|期限|天数|耗时|时效|平均|小时数|次数|环节|材料|成本|费用|数量|件数|实行|推行|实现|确保|力争|仅需|只需|只要)(?:均|为|要|约|是|:|“)*$"
)
MONEY_NEEDS = re.compile(
    r"争取|投入|安排|发放|兑现|新增|完成|实现|筹集|减免|引进|到位|放款|融资|设立|降低|节约|为企业|资金|规模|贷款|投放|授信|产值|营收|收入|销售|投资额|成交额|交易额|进出口|外资|让利|减负"
)


def level(context: Context) -> Comparator | None:
    """Return the comparator of a level that prints none, None if the number is no level."""
    if COUNTING.search(context.left[-10:]) and not context.quantity.masked:
        return None
    kind = context.quantity.kind
    if kind == "share" or kind == "multiple":
        return _share(context)
    if kind == "time":
        return _time(context)
    if kind == "money":
        return _money(context)
    if kind in ("count", "size", "score"):
        return _count(context)
    return _zero(context)


def _share(context: Context) -> Comparator | None:
    quantity = context.quantity
    if quantity.unit == "百分点" or re.match(r"的", context.right):
        return None
    if quantity.chinese and quantity.value == 100:
        return _whole(context)
    if CLEARING.search(context.left):
        return ">="
    if RATIO.search(context.left) or WHOLLY.match(context.right):
        return "="
    if quantity.masked or quantity.value == 100:
        return (
            "="
            if re.search(r"实现|达|确保|完成|保障|落实|[数量额]$|指标$", context.left[-12:])
            else None
        )
    return None


def _whole(context: Context) -> Comparator | None:
    """Read 实现行政村全覆盖 as 100 %; a bare heading word such as 全覆盖 alone is no level."""
    words = context.left.strip()
    return "=" if len(words) >= 2 and not words.endswith(("”", "的", "、")) else None


def _time(context: Context) -> Comparator | None:
    if context.quantity.unit == "年" or (
        context.quantity.value is None and not context.quantity.masked
    ):
        return None
    if DONE.match(context.right):
        return "<="
    if context.quantity.unit == "月" or context.quantity.chinese:
        return None
    alone = context.quantity.unit != "分钟" and not context.right.strip("、")
    if alone and SERVICE.search(context.left):
        return "<="
    return "<=" if SPAN.search(context.left[-10:]) and context.quantity.unit != "周" else None


def _money(context: Context) -> Comparator | None:
    if re.match(r"[^,。;、]{0,3}的", context.right):
        return None
    return ">=" if MONEY_NEEDS.search(_own_words(context)) else None


def _own_words(context: Context) -> str:
    """Return the words of the clause that belong to this quantity: behind the last number."""
    return re.split(r"\d[%\u4e00-\u9fff]{0,3}、", context.left)[-1][-40:]


def _count(context: Context) -> Comparator | None:
    quantity = context.quantity
    if quantity.unit in ("类", "种", "期", "批次", "级") and not _made(context):
        return None
    if quantity.masked:
        return ">="
    if quantity.chinese:
        return _counted_in_words(context)
    if quantity.unit == "环节" and SPAN.search(context.left[-10:]):
        return "="
    if quantity.unit in ("环节", "份", "套", "次", "张") and DONE.match(context.right):
        return "="
    if _made(context) or _moved(context) or _per_period(context):
        return "=" if quantity.unit == "环节" else ">="
    return "=" if RATIO.search(context.left) and not context.right.strip() else None


def _made(context: Context) -> bool:
    left = context.left[-40:]
    if _attributed(context) or ORGANS.match(context.right):
        return False
    if _reaches(MAKING, left):
        return True
    return not quantity_of_list(context) and _reaches(PUSHING, left)


def _reaches(verbs: re.Pattern[str], left: str) -> bool:
    """Say whether nothing parts the last of the verbs from the number."""
    ends = [verb.end() for verb in verbs.finditer(left)]
    return bool(ends) and _free(left[ends[-1] :])


def _free(gap: str) -> bool:
    """Say whether nothing parts the verb from its number."""
    plain = re.sub(r"“[^”]*”", "", gap)
    parted = r"的(?!.*(?:企业|项目|资金|人才|案件|平台)$)|[、“”]|与|对(?!接|口|外)"
    return len(gap) <= 24 and not re.search(parted, plain)


def _attributed(context: Context) -> bool:
    return bool(re.match(r"的", context.right)) or bool(
        re.search(r"[这那该各]$|前$|批$", context.left)
    )


def quantity_of_list(context: Context) -> bool:
    """Say whether the number only counts the items of a list: 12项重点任务."""
    return bool(LIST_NOUN.match(context.right))


def _moved(context: Context) -> bool:
    clear = len(context.left.strip()) <= 2 or bool(PUSHING.search(context.left[-6:]))
    return clear and not quantity_of_list(context) and bool(MOVES.match(context.right))


def _per_period(context: Context) -> bool:
    return bool(
        re.search(r"(?:每[半]?[年月周日天季]度?|每(?:个)?季度)[^,。;的]{0,16}$", context.left)
    )


def _counted_in_words(context: Context) -> Comparator | None:
    value = context.quantity.value
    if _per_period(context):
        return ">="
    if value is None or value < 2 or quantity_of_list(context):
        return None
    if value < 10 and SMALL_NOUN.match(context.right):
        return None
    strong = re.search(
        r"(?:新增|新建|培育|建成|引进|创建|新设|招引|出台|举办|建设|办结|设立|打造|新培育|制定|推出|发布)[^,。;的“、]{0,12}$",
        QUOTED.sub("", context.left),
    )
    return ">=" if strong and context.text.scan[context.quantity.end - 1] != "大" else None


def _zero(context: Context) -> Comparator | None:
    quantity = context.quantity
    if quantity.value == 0 and quantity.chinese:
        return "="
    if quantity.unit is None and quantity.value is not None and not quantity.chinese:
        scored = re.search(r"(?:得分|评分|指数|系数|分值|容积率)(?:为|是)?$", context.left)
        return "=" if scored and not context.right.strip() else None
    return None
