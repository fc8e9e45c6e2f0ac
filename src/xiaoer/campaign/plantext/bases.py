"""What a level counts for: a period, a person, an enterprise, each county."""

from __future__ import annotations

import re

from .clauses import Context

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
    ("household", r"户均|每户(?!企业)|/户"),
    ("enterprise", r"每(?:家|户|个)?企业|企均|/家|/企业"),
    (
        "county",
        r"(?:每个?|各)(?:县|区县|县区|县\(市、区\)|县\(区\)|区)(?:\(市、区\))?(?!指|级|政|委)",
    ),
    ("town", r"(?:每个?|各)(?:乡镇|镇街|镇|街道|乡镇\(街道\))"),
    ("village", r"(?:每个?|各)(?:行政村|村|社区)"),
    ("mu", r"亩均|每亩|/亩"),
    ("km2", r"每平方公里|/平方公里"),
    ("kwh", r"每千瓦时|/千瓦时|每度(?:电)?"),
)
HAS_BASE = re.compile(r"[每各均/逐]|一年")  # every base prints one of these
PERIOD = re.compile("|".join(f"(?P<p{name}>{words})" for name, words in PERIODS))
EACH = re.compile(
    r"每(?:个|家|名|所|件|条|类|项|位)(?P<what>[\u4e00-\u9fff]{1,6}?)(?=至少|不|要|达|平均|配|设|建|新|培|应|完|办|组|最|包|走|联|帮|服|负|挂)"
)
OVERS = ("/", " ", "每")
OVER = re.compile(
    r"\s?(?:/|每(?=[厅件宗站窗村]))(?P<what>(?:(?!以[上下内]|之内|左右)[\u4e00-\u9fff]){1,4})"
)


def over(scan: str, end: int) -> re.Match[str] | None:
    """Return the base printed behind a level: 3.5小时/户, 2名/厅."""
    return OVER.match(scan, end, end + 6) if scan[end : end + 1] in OVERS else None


def per(context: Context) -> str | None:
    """Return what the level counts for: "year", "quarter", "enterprise", "10k_persons"."""
    behind = over(context.text.scan, context.quantity.end)
    if behind is not None:
        known = PERIOD.fullmatch("/" + behind["what"])
        return known.lastgroup[1:] if known and known.lastgroup else behind["what"]
    if not HAS_BASE.search(context.left):
        return None
    last = next(iter([*PERIOD.finditer(context.left)][::-1]), None)
    if last is not None and last.lastgroup:
        return last.lastgroup[1:]
    each = EACH.search(context.left)
    return each["what"] if each else None
