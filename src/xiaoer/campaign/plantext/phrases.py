"""The words around a level: indicator phrase, quote, qualifier, period, deadline."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from . import bases, dates
from .clauses import Context
from .comparators import Comparison, Suffix
from .quantities import EVENTS

LEAD = re.compile(
    r"(?:\s|在\ue000*[^,。;“”]{0,18}(?:中|方面|领域内)(?=[^心])|并且|并(?!联|购|网|轨)|且|同时|确保|力争|争取|力求|努力|推动|推进(?!率)|实现(?!率)|促进|促使|使得|使(?!用)|让(?!利)|将(?!军)|把|也|均(?!价|衡|等)|都(?!市)|加快|大力|积极(?!性)|全面|进一步"
    r"|持续|其中|以及|和(?!谐|平|解)|及(?!时|格)|与(?!会)|、|年内|全年|今年|本年度?|年底前|“(?=[^”]*$)|(?:[到至于自在从]|截[至止])?\ue000+(?:年?[底末]|初)?(?:以?前|之前|之?内)?|[一二两三四五\d]年(?:时间)?(?:之?内|以内)|到[^,。;]{0,4}(?:底|末)(?:前)?"
    r"|原则上|要(?!素|求|件)|应(?!用|急|对|届|税|收)|严格|切实|稳步|逐步|有效(?!率|期|投|发)|用[一二两三四五\d]?年时间"
    r"|即(?=\d|不|在|为)|[一二三四五六七八九]是|首先|其次)+"
)
NOTHING = re.compile(rf"零(?P<event>{EVENTS})")
OTHER_VERBS = re.compile(
    r"(?:优化|压减|精简|推进|完善|加强|建立|健全|强化|简化|推行|深化|开展|规范|扩大|拓展|提升|推广|实施|落实|加大|加快|组织|创新|构建|整合|减少|降低)[^、]*$"
)
TAIL_NOUN = re.compile(r"[^,。;:、!?\n\t()“《0-9和及与并至到]{1,16}")
COVERED = re.compile(TAIL_NOUN.pattern + r"(?:\([^()\n]{1,12}\))?")
QUOTED_NOUN = re.compile(r"[^,。;:、!?\n\t()“《0-9]{0,6}“[^”\n]{1,16}”")
SHARE_TAIL = re.compile(
    r"的?(?:全?覆盖|标准统一|网上可办|全程网办|办结|完成|兑现|达标|落实|上线|全覆盖)"
)
# In 95%以上的事项实现全程网办 the indicator stands behind the number.
WHOLE_SET = re.compile(r"的?[\u4e00-\u9fff“”、A-Za-z]{2,30}")
TIME_TAIL = re.compile(
    r"(?:付款|支付|退还|返还|受理|立案|移送|处置|解决|核查|公示|上门|送达|开通|接通|办结|办好|办完|完成|办理完毕|出证|领证|拿证|答复|响应|反馈)"
)
# The service that a time limits belongs to its indicator: 企业诉求当日响应、3日办结.
DONE_WORDS = re.compile(
    r"(?:以内|之内|内)?(?P<done>办结|办好|办完|出证|领证|拿证|答复|响应|反馈|审结|送电|通水|通气|到账|拨付|兑现|完成|付款|支付|退还|返还|退税|受理|立案|移送|处置|解决|核查|公示|上门|送达|开通|接通|[送供接通复][电水气热网暖])(?!率)"
)
DONE_ALONE = re.compile(
    r"(?:首次|及时|平均|全部)?(?:办结|办好|办完|出证|领证|拿证|答复|响应|反馈|回复|受理|审结|送电|到账|拨付|兑现|完成)"
)
DONE_AT_END = re.compile(DONE_ALONE.pattern + "$")
QUALIFIERS = (
    "力争", "争取", "力求", "努力", "原则上", "平均", "大约", "约", "近", "累计", "左右", "上下",
    "以上", "以下", "以内", "之内",
)  # fmt: skip


SOFTENS = re.compile("|".join(QUALIFIERS[:10]))


@dataclass(slots=True)
class Quote:
    """The span of a target's quote and the words of its indicator."""

    start: int
    end: int
    phrase: str
    borrowed: bool = False


def _event(context: Context) -> re.Match[str] | None:
    """Return the 零事故 that the quantity is, if it is one."""
    return (
        None if context.quantity.value else NOTHING.match(context.text.scan, context.quantity.start)
    )


def quote(context: Context, comparison: Comparison | None, suffix: Suffix, begin: int) -> Quote:
    """Return quote and phrase; `begin` is where the last target's quote ended."""
    quantity = context.quantity
    stop = comparison.start if comparison else quantity.start
    first = _phrase_start(context, max(begin, context.clause_start), stop)
    end = _tail_end(context, suffix, alone=first >= stop)
    if first >= stop and comparison is None and quantity.kind != "share":
        first = _verb_start(context, max(begin, context.clause_start))
    first = min(first, stop)
    words = _plain(context.text.folded[first:stop])
    if not words or (comparison is None and quantity.kind in ("count", "size", "money")):
        words += _plain(context.text.folded[max(quantity.end, suffix.end) : end])
    if quantity.value == 0 and quantity.kind != "share":
        words = words.removesuffix("清").removesuffix("归")  # 案件清零: the verb is of the zero
    if (nothing := _event(context)) and nothing["event"] != "发生":
        words = words.removesuffix(nothing["event"]) + nothing["event"]
    if quantity.kind == "time" and words and (done := DONE_WORDS.match(context.right)):
        words += "" if words.endswith(done["done"]) else done["done"]
    before = "" if words and not DONE_ALONE.fullmatch(words) else _words_before(context)
    return Quote(first, end, before + words, borrowed=not words)


BASELINE_TAIL = re.compile(
    r"(?:由|从)(?:目前|现在|原来|原|不足|不到|超过|近|约)?的?[^由从]{0,6}\d.*$|\d[\d.]*(?:个?[\u4e00-\u9fff]{1,4}|%)$"
)
LOOSE_TAIL = re.compile(
    r"(?:分别|(?<![平年人户日月])均|须|要(?!素|求|件)|(?<![供响适对])应(?!用|急|对|届|税|收)|实现|约|再|都|力争|在|至少|将|由|从|(?<!许)可|为|对"
    r"|年均|同比|环比|原则上|[一最][般长短多少]|只需|仅需|[（(，,、“])+$"
)
# What a level is measured against is no part of its indicator: 较上年, 在现有基础上, 每季度.
BASIS = re.compile(
    r"(?:相?较于?|比|与|同)(?:上年|去年|上一年度?|往年|前[一两三]年|20\d\d年|十[三四]五)(?:同期|[底末])?(?:水平|相比)?"
    r"|在[^,。;“”]{1,14}基础上(?:再|进一步)?|(?:同比|环比)(?!增[速幅])"
    r"|(?:原则上|平均)?每(?:半年|个?季度?|个?月|周|天|日|年度?)(?![均底末末])(?:至少)?|\s+"
)
# No basis and no day is printed without one of these.
HAS_BASIS = re.compile(r"[较比与同在环每年月季“\s]|[上下]半")
RANK_TAIL = re.compile(
    r"(?:力争|确保|争取)?(?:在|进入?|位列|位居|居|排名|名列|跻身|列|保持|稳居|保)?(?:在|进入)?(?:全?[国省市区县]|本[省市])?(?:[国省市县]域|同类[^,。;]{0,4})?(?:排名|位次)?前$"
)
BRACKETS = "()（）"
FIRST_BRACKET = re.compile(r"^[(（][^()（）]*[)）](?:且|并)?")
# Words that name no indicator when they stand alone.
WEAK = re.compile(
    r"(?:累计|平均|年内|全年|今年|本年|[最一][长短高低多少般]|即|前|到|共|其中|合计|总计|实现|达到?|确保|力争|争取|全部|均|分别|进入?|保持|年均|控制|第|底|末|内|超过|约|近|在|为|并|且|以|后|再|(?:每个?|各)(?:[县乡镇村街区道]{1,3}|行政村|社区|园区|部门|窗口))*"
)


def _plain(words: str) -> str:
    """Return the words of an indicator without quotes at their ends, baselines and adverbs."""
    trimmed = words.strip(" 、,")
    if HAS_BASIS.search(trimmed):
        trimmed = dates.without_moments(BASIS.sub("", trimmed))
    trimmed = RANK_TAIL.sub("", BASELINE_TAIL.sub("", trimmed))
    trimmed = LOOSE_TAIL.sub("", trimmed).lstrip(" 、,;:")
    if trimmed[:1] in BRACKETS:
        trimmed = FIRST_BRACKET.sub("", trimmed).lstrip(BRACKETS)
    if trimmed.count("“") != trimmed.count("”"):
        trimmed = trimmed.strip("“”")
    trimmed = trimmed.strip(" 、,").removeprefix("的")
    return "" if WEAK.fullmatch(trimmed) else trimmed


def _words_before(context: Context) -> str:
    """Borrow the phrase from the clause before: 网办率稳步提升,达到95%以上."""
    said = context.text.folded[context.sentence_start : context.clause_start].rstrip(",:;( ")
    last = re.split(r"[,;:。]", said)[-1]
    last = re.sub(r"(?:为|是|达到?|约|从|由)?\d.*$", "", last)
    lead = LEAD.match(last)
    return _plain(last[lead.end() if lead else 0 :])[-30:]


def inherited(context: Context, own: Quote, last: Context, phrase: str) -> Quote:
    """Return the quote with the phrase of the level before, where it has no words of its own."""
    near = last.sentence_start == context.sentence_start
    near = near and context.clause_start <= last.clause_end + 1
    done = own.phrase if DONE_ALONE.fullmatch(own.phrase) else ""
    if not near or not (own.borrowed or done):
        return own
    return replace(own, phrase=with_service(context, phrase, done))


def with_service(context: Context, phrase: str, done: str = "") -> str:
    """Return the phrase with the service that a time limits in the place of the one before."""
    behind = DONE_WORDS.match(context.right) if context.quantity.kind == "time" else None
    verb = done or (behind["done"] if behind else "")
    subject = DONE_AT_END.sub("", phrase) if verb else phrase
    return subject + verb if subject and not subject.endswith(verb or "\n") else phrase


def _phrase_start(context: Context, begin: int, stop: int) -> int:
    scan = context.text.scan
    if "分别" not in scan[begin : context.quantity.start]:
        cut = scan.rfind("、", begin, stop)
        if cut > 0 and OTHER_VERBS.match(scan, begin, cut):
            begin = cut + 1
    lead = LEAD.match(scan, begin, stop)
    return lead.end() if lead else begin


def _verb_start(context: Context, begin: int) -> int:
    """Keep the verb of 推动5个场景上线: the last two characters before the number."""
    verb = re.search(r"[\u4e00-\u9fff]{2}\s?$", context.text.scan[begin : context.quantity.start])
    return begin + verb.start() if verb else context.quantity.start


def _tail_end(context: Context, suffix: Suffix, *, alone: bool) -> int:
    quantity, scan = context.quantity, context.text.scan
    end = max(quantity.end, suffix.end)
    if base := bases.over(scan, end):
        return base.end()
    if nothing := _event(context):
        return nothing.end()
    limit = max(end, min(context.clause_end, context.next_start))
    tail: re.Match[str] | None = None
    if scan.startswith(("覆盖", "惠及"), quantity.start):
        tail = COVERED.match(scan, end, limit)
    elif quantity.kind == "share":
        tail = SHARE_TAIL.match(scan, end, limit) or (
            WHOLE_SET.match(scan, end, limit) if alone else None
        )
    elif quantity.kind == "time":
        tail = TIME_TAIL.match(scan, end, limit)
    elif quantity.kind in ("count", "size") and (not suffix.end or alone):
        tail = QUOTED_NOUN.match(scan, end, limit) or TAIL_NOUN.match(scan, end, limit)
    if tail is None:
        return end
    return end + len(tail.group().rstrip())


def deadline(context: Context, year: int | None) -> str | None:
    """Return the day by which the level is due, ISO if the year is known, else as printed."""
    text = context.text
    last = bisect_right(text.due, context.quantity.start, key=re.Match.end)
    for at in range(last - 1, -1, -1):
        match = text.due[at]
        if match.start() < context.sentence_start:
            return None
        if dates.is_due(match, text.folded, year):
            return dates.day_of(match, year)
    return None


def qualifier(context: Context, comparison: Comparison | None, suffix: Suffix) -> str | None:
    """Return the words that soften or sharpen the level, joined by 、."""
    near = context.left[-30:]
    found = (
        []
        if not SOFTENS.search(near)
        else [
            word
            for word in QUALIFIERS[:10]
            if word in near and (word not in ("近", "约") or near.rstrip().endswith(word))
        ]
    )
    if "大约" in found:
        found.remove("约")
    if context.quantity.more:
        found.append(context.quantity.more)
    changed = comparison is not None and comparison.comparator in ("increase_by", "decrease_by")
    if changed and comparison is not None:
        inner = re.search(
            r"不(?:得)?(?:低于|少于|超过|高于|小于)|超过|达到?|至少", comparison.words
        )
        found += [inner.group()] if inner else []
    if suffix.words:
        found.append(suffix.words)
    return "、".join(dict.fromkeys(found)) or None
