"""The words around a level: indicator phrase, quote, qualifier, period, deadline."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .clauses import Context
from .comparators import Comparison, Suffix

LEAD = re.compile(
    r"(?:\s|并且|并(?!联|购|网|轨)|且|同时|确保|力争|争取|力求|努力|推动|推进(?!率)|实现(?!率)|促进|促使|使得|使(?!用)|让(?!利)|将(?!军)|把|也|均(?!价|衡|等)|都(?!市)|加快|大力|积极(?!性)|全面|进一步"
    r"|持续|其中|以及|和(?!谐|平|解)|及(?!时|格)|与(?!会)|、|年内|全年|今年|本年度?|年底前|“(?=[^”]*$)|到?\ue000+(?:年?底|年?末)?(?:以?前|之前)?|到[^,。;]{0,4}(?:底|末)(?:前)?"
    r"|在\ue000*[^,。;“”]{0,18}(?:中|方面|领域内)(?=[^心])|原则上|要(?!素|求|件)|应(?!用|急|对|届|税|收)|严格|切实|稳步|逐步|有效(?!率|期|投|发)|用\d?年时间"
    r"|[一二三四五六七八九]是|首先|其次)+"
)
VERB_LEAD = re.compile(r"^[\u4e00-\u9fff]{2}")
OTHER_VERBS = re.compile(
    r"(?:优化|压减|精简|推进|完善|加强|建立|健全|强化|简化|推行|深化|开展|规范|扩大|拓展|提升|推广|实施|落实|加大|加快|组织|创新|构建|整合|减少|降低)[^、]*$"
)
TAIL_NOUN = re.compile(r"[^,。;:、!?\n\t()“《0-9和及与并至到]{1,16}")
QUOTED_NOUN = re.compile(r"[^,。;:、!?\n\t()“《0-9]{0,6}“[^”\n]{1,16}”")
SHARE_TAIL = re.compile(
    r"的?(?:全?覆盖|标准统一|网上可办|全程网办|办结|完成|兑现|达标|落实|上线|全覆盖)"
)
# In 95%以上的事项实现全程网办 the indicator stands behind the number.
WHOLE_SET = re.compile(r"的?[\u4e00-\u9fff“”、A-Za-z]{2,30}")
TIME_TAIL = re.compile(r"(?:办结|办好|办完|完成|办理完毕|出证|领证|拿证|答复|响应|反馈)")
QUALIFIERS = (
    "力争", "争取", "力求", "努力", "原则上", "平均", "大约", "约", "近", "累计", "左右", "上下",
    "以上", "以下", "以内", "之内",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quote:
    """The span of a target's quote and the words of its indicator."""

    start: int
    end: int
    phrase: str


def quote(context: Context, comparison: Comparison | None, suffix: Suffix, begin: int) -> Quote:
    """Return quote and phrase; `begin` is where the last target's quote ended."""
    quantity = context.quantity
    stop = comparison.start if comparison else quantity.start
    first = _phrase_start(context, max(begin, context.clause_start), stop)
    end = _tail_end(context, suffix, alone=first >= stop)
    if first >= stop and comparison is None:
        first = _verb_start(context, max(begin, context.clause_start))
    first = min(first, stop)
    words = _plain(context.text.folded[first:stop])
    if not words or (comparison is None and quantity.kind in ("count", "size", "money")):
        words += _plain(context.text.folded[max(quantity.end, suffix.end) : end])
    return Quote(first, end, words or _words_before(context))


BASELINE_TAIL = re.compile(r"(?:由|从)(?:目前|现在|原来|原)?的?[^由从]{0,6}\d.*$")
LOOSE_TAIL = re.compile(
    r"(?:分别|(?<![平年人户日月])均|须|要(?!素|求|件)|(?<![供响适对])应(?!用|急|对|届|税|收)|实现|约|再|都|力争|在|至少|将|由|从|(?<!许)可|为|对)+$"
)


def _plain(words: str) -> str:
    """Return the words of an indicator without quotes at their ends, baselines and adverbs."""
    trimmed = BASELINE_TAIL.sub("", words.strip(" 、,"))
    trimmed = LOOSE_TAIL.sub("", trimmed)
    if trimmed.count("“") != trimmed.count("”"):
        trimmed = trimmed.strip("“”")
    return trimmed.strip(" 、,").removeprefix("的")


def _words_before(context: Context) -> str:
    """Borrow the phrase from the clause before: 网办率稳步提升,达到95%以上."""
    said = context.text.folded[context.sentence_start : context.clause_start].rstrip(",:;( ")
    last = re.split(r"[,;:。]", said)[-1]
    last = re.sub(r"(?:为|是|达到?|约|从|由)?\d.*$", "", last)
    lead = LEAD.match(last)
    return _plain(last[lead.end() if lead else 0 :])[-30:]


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
    limit = max(end, min(context.clause_end, context.next_start))
    tail: re.Match[str] | None = None
    if quantity.kind == "share":
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


def qualifier(context: Context, comparison: Comparison | None, suffix: Suffix) -> str | None:
    """Return the words that soften or sharpen the level, joined by 、."""
    near = context.left[-30:]
    found = [
        word
        for word in QUALIFIERS[:10]
        if word in near and (word not in ("近", "约") or near.rstrip().endswith(word))
    ]
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


PERIODS = (
    ("half_year", r"每半年"),
    ("quarter", r"每(?:个|一)?季度?|/季度?"),
    ("month", r"每(?:个|一)?月|月均|/月"),
    ("week", r"每(?:个|一)?(?:周|星期)|周均"),
    ("day", r"每(?:个|一)?(?:日|天|工作日)|日均|/[日天]"),
    ("year", r"每(?:个|一)?年度?|年均|一年(?!内|期|级|来|多)|/年|逐年"),
    ("10k_persons", r"每万(?:名)?(?:人|常住人口|人口|就业人员|职工|从业人员|劳动者)"),
    ("10k_entities", r"每万(?:户|家)"),
    ("1k_persons", r"每千(?:名)?(?:人|常住人口|人口|老人|老年人)"),
    ("100k_persons", r"每十万人"),
    ("100_entities", r"每百(?:户|家|人|名|件)"),
    ("person", r"人均|每人|/人"),
    ("household", r"户均|每户(?!企业)"),
    ("enterprise", r"每(?:家|户|个)?企业|企均|/家"),
    (
        "county",
        r"(?:每个?|各)(?:县|区县|县区|县\(市、区\)|县\(区\)|区)(?:\(市、区\))?(?!指|级|政|委)",
    ),
    ("town", r"(?:每个?|各)(?:乡镇|镇街|镇|街道|乡镇\(街道\))"),
    ("village", r"(?:每个?|各)(?:行政村|村|社区)"),
    ("mu", r"亩均|每亩|/亩"),
    ("km2", r"每平方公里"),
)
PERIOD = re.compile("|".join(f"(?P<p{name}>{words})" for name, words in PERIODS))
EACH = re.compile(
    r"每(?:个|家|名|所|件|条|类|项|位)(?P<what>[\u4e00-\u9fff]{1,6}?)(?=至少|不|要|达|平均|配|设|建|新|培|应|完|办|组|最)"
)


def per(context: Context) -> str | None:
    """Return what the level counts for: "year", "quarter", "enterprise", "10k_persons"."""
    found = list(PERIOD.finditer(context.left))
    after = PERIOD.match(context.right) if context.right.startswith("/") else None
    last = after or (found[-1] if found else None)
    if last is not None and last.lastgroup:
        return last.lastgroup[1:]
    each = EACH.search(context.left)
    return each["what"] if each else None


DEADLINE = re.compile(
    r"(?P<year>20\d\d)年(?:(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?)?(?P<edge>底|末|年底|年末|初)?(?:以?前|之前|内)?"
    r"|(?P<month2>\d{1,2})月(?:(?P<day2>\d{1,2})日)?(?P<edge2>底|末)?(?:以?前|之前)"
    r"|(?P<end>年底|年末|年内|今年|本年|全年|本年度)(?:前|之前)?|(?P<half>上半年)|(?P<plan>“十[四五六]五”末|“十[四五六]五”期末)"
)
MONTH_ENDS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FIVE_YEARS = {"四": 2025, "五": 2030, "六": 2035}


def deadline(context: Context, year: int | None) -> str | None:
    """Return the day by which the level is due, ISO if the year is known, else as printed."""
    found = None
    for match in DEADLINE.finditer(context.said_before):
        before = context.said_before[max(0, match.start() - 2) : match.start()]
        old = match["year"] and year and int(match["year"]) < year
        if not old and not re.search(r"[较比与同于]$", before):
            found = match
    return _day(found, year) if found else None


def day_of(printed: str, year: int | None) -> str | None:
    """Return the day that a table's deadline column names."""
    match = DEADLINE.search(printed)
    if match:
        return _day(match, year)
    return printed or None


def _day(match: re.Match[str], year: int | None) -> str | None:
    if match["plan"]:
        return f"{FIVE_YEARS[match['plan'][2]]}-12-31"
    named = int(match["year"]) if match["year"] else year
    if named is None:
        return match.group()
    if match["half"]:
        return f"{named}-06-30"
    month, day = match["month"] or match["month2"], match["day"] or match["day2"]
    if month is None:
        return f"{named}-12-31"
    number = int(month)
    if not 1 <= number <= 12:
        return match.group()
    last = 29 if number == 2 and named % 4 == 0 else MONTH_ENDS[number - 1]
    return f"{named}-{number:02d}-{min(int(day), last) if day else last:02d}"
