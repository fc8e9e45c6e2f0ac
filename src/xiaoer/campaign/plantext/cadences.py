"""Finds rhythms of reporting, meeting and checking, and says them in a small vocabulary."""

from __future__ import annotations

import re

from .clauses import Text
from .model import Cadence, Target

RHYTHMS: tuple[tuple[str, str], ...] = (
    ("yearly:{0}-{1}", r"每年(\d{1,2})月(\d{1,2})日(?:之?前|以前)?"),
    ("monthly:{0}", r"每(?:个)?月(?:的)?(\d{1,2})[日号](?:之?前|以前)?"),
    ("monthly:+{0}", r"(?:次月|下月)(\d{1,2})[日号](?:之?前|以前)?"),
    ("monthly:end", r"每(?:个)?月(?:月)?[底末]"),
    ("quarterly:end-{0}", r"每(?:个)?季度?(?:末月|最后一个月|[末底](?:月)?)(?:的)?(\d{1,2})[日号](?:之?前|以前)?"),
    ("quarterly:end", r"每(?:个)?季度?[末底]"),
    ("quarterly:+{0}", r"(?:每)?(?:个)?季度(?:首月|后|次月|结束后)(\d{1,2})[日个](?:工作日)?(?:之?前|内)?"),
    ("half_yearly", r"每半年|半年(?=通报|报告|总结|评估|调度|一)"),
    ("quarterly", r"每(?:个)?季度?|按季度?|季度(?=暗访|通报|调度|评估|测评|分析|报告|总结)|(?<=[、月])季(?=分析|通报|调度|报告|评估)"),
    ("monthly", r"每(?:个)?月|按月|逐月|月(?=调度|通报|报告|报制|总结|分析|督查)"),
    ("every_ten_days", r"每旬|逐旬|旬(?=调度|通报|报告)"),
    ("biweekly", r"每(?:两|二|2|隔一)周|双周|每半个月"),
    ("weekly", r"每周|按周|周(?=调度|通报|报制|报送)|周报"),
    ("daily", r"每日|每天|按日|日(?=调度|报制|报告)"),
    ("event+week", r"当周"),
    ("event+day", r"当日|当天"),
    ("event+{0}wd", r"(?:之日起|后)?(\d{1,2})个工作日(?:之|以)?内"),
    ("event+{0}d", r"(?:之日起|后)?(\d{1,2})[日天](?:之|以)?内"),
    ("yearly:end", r"每?年[底末](?:前)?"),
    ("yearly", r"每年度?|按年度?|年度(?=考核|评估|总结|报告|测评)"),
    ("regular", r"定期"),
)  # fmt: skip
RHYTHM = re.compile("|".join(f"(?P<r{at}>{words})" for at, (_, words) in enumerate(RHYTHMS)))
WORK = re.compile(
    r"报送|上报|报告|报(?=市|省|县|指挥部|领导小组|办公室|至|备)|提交|通报|调度|召开|会商|总结|考核|测评|评估|分析|督查|督导|暗访|汇报"
    r"|汇总|反馈|公示|公布|复盘|检查|填报|研究|研判|排名|晾晒|周报|月报|季报|制定|印发|出台|成立|点评"
)
PAPER = re.compile(
    r"制定|制订|印发|报送|上报|报(?=市|省|县|指挥部|办公室|备)|提交|出台|成立|细化|汇报|报告|备案"
)
STOP = re.compile(r"[。;!?,\n\t]")
WHO = re.compile(
    r"(?:^|[,。;、:])?(?:由)?([^,。;:、]{0,12}[^,。;:]{0,24}?(?:单位|部门|指挥部|办公室|委员会|局|委|办|政府|专班|小组|中心|银行|法院)(?:\([^)]*\))?)(?=于|在|要|应|将|需|每|按|定期|当|$)"
)
LONGEST = 160


def find(text: Text, targets: list[Target]) -> list[Cadence]:
    """Return the rhythms in order; a clause that already is a target is none."""
    taken = [(t.start, t.end) for t in targets]
    found: list[Cadence] = []
    at = 0
    for match in RHYTHM.finditer(text.folded):
        while at < len(taken) and taken[at][1] <= match.start():
            at += 1
        cadence = _read(text.folded, match)
        if cadence is None or _overlaps(cadence, taken[at : at + 4]):
            continue
        if found and found[-1].end > cadence.start:
            continue
        found.append(cadence)
    return found


def _overlaps(cadence: Cadence, taken: list[tuple[int, int]]) -> bool:
    return any(start < cadence.end and cadence.start < end for start, end in taken)


def _read(folded: str, match: re.Match[str]) -> Cadence | None:
    start, end = _clause(folded, match)
    work = WORK.search(folded, match.start(), end)
    if work is None:
        end = _stop_after(folded, end + 1)
        work = WORK.search(folded, match.start(), end)
    template = RHYTHMS[int((match.lastgroup or "r0")[1:])][0]
    if work is None or (template.startswith("event+") and not _is_paper(folded, match, end)):
        return None
    groups = [g for g in match.groups()[:] if g is not None and g != match.group()]
    schedule = template.format(*groups, "", "")
    who = _who(folded[max(start, match.start() - 40) : match.start()])
    return Cadence("", start, end, schedule, who)


def _is_paper(folded: str, match: re.Match[str], end: int) -> bool:
    return PAPER.search(folded, match.end(), end) is not None


def _clause(folded: str, match: re.Match[str]) -> tuple[int, int]:
    start = match.start()
    for mark in STOP.finditer(folded, max(0, match.start() - LONGEST), match.start()):
        start = mark.end()
    if start == match.start() and not STOP.match(folded[start - 1 : start] or "。"):
        start = max(0, match.start() - LONGEST)
    while start < match.start() and folded[start].isspace():
        start += 1
    return start, _stop_after(folded, match.end())


def _stop_after(folded: str, place: int) -> int:
    limit = min(len(folded), place + LONGEST)
    mark = STOP.search(folded, min(place, len(folded)), limit)
    return mark.start() if mark else limit


def _who(words: str) -> str | None:
    found = list(WHO.finditer(words))
    return found[-1].group(1).strip("由于 ") or None if found else None
