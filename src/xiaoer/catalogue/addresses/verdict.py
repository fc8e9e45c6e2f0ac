"""May a company have its address here: the rules one by one, with what each found. Pure.

market (一)1 c4: an exact hit with permitted use and room is fine; a hit that is full or whose
use conflicts is looked at by a person; without a hit a commitment is needed and a person looks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from .matching import Candidate, Match, Outcome


class Place(StrEnum):
    """What the rules come to."""

    OK = "ok"
    MANUAL = "manual"
    COMMITMENT = "commitment"  # a commitment, and a person looks


@dataclass(frozen=True, slots=True)
class Premises:
    """What the register knows of an address besides its name."""

    uses: tuple[str, ...] = ()  # permitted uses; none: not recorded
    limit: int | None = None  # registrants that it may have; none: no limit
    registrants: int = 0  # those that it has, and those that have applied
    division_code: str = ""  # of the county


@dataclass(frozen=True, slots=True)
class Wanted:
    """A business that is to be done there, and the uses of premises that it fits."""

    title: str
    uses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule with what came out; `passed` is none where it could not be asked."""

    rule: str
    passed: bool | None
    words: str  # key of the sentence in `SENTENCES`
    facts: dict[str, Any] = field(default_factory=dict)

    def sentence(self) -> str:
        """Return what was found, in plain Chinese."""
        return SENTENCES[self.words] % said_facts(self.facts)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules come to, and how."""

    place: Place
    use_ok: bool | None
    full: bool | None
    findings: tuple[Finding, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Return the sentences of the findings."""
        return tuple(finding.sentence() for finding in self.findings)


def gettext_noop(text: str) -> str:
    """Mark a text for the language files."""
    return text


SENTENCES = {
    "hit": gettext_noop("标准地址库里有：%(text)s"),
    "partial": gettext_noop("只对上一部分，%(why)s"),
    "several": gettext_noop("这样写对得上 %(count)s 处以上，还要写明区县或楼栋"),
    "beside": gettext_noop("写的是旁边、对面，不是门牌本身"),
    "unclear": gettext_noop("门牌后面多写的字看不懂：%(remark)s"),
    "inactive": gettext_noop("这个地址已经停用：%(text)s"),
    "none": gettext_noop("标准地址库里没有这个地址"),
    "use_fits": gettext_noop("规划用途是%(uses)s，可以做"),
    "use_conflicts": gettext_noop("规划用途是%(uses)s，和“%(business)s”冲突"),
    "use_unknown": gettext_noop("库里没有写规划用途"),
    "use_not_asked": gettext_noop("没有说做什么生意，用途还没核"),
    "free": gettext_noop("已登记和正在申请的 %(registrants)s 家，没到上限 %(limit)s 家"),
    "no_limit": gettext_noop("这个地址不限家数，已登记和正在申请的 %(registrants)s 家"),
    "full": gettext_noop("已登记和正在申请的 %(registrants)s 家，到了上限 %(limit)s 家"),
    "ok": gettext_noop("地址可以直接用"),
    "manual": gettext_noop("要登记人员看过再登记"),
    "commitment": gettext_noop("可以凭承诺登记，要登记人员看过，事后核查"),
}
PART_NAMES = {
    "province": gettext_noop("省"),
    "city": gettext_noop("市"),
    "county": gettext_noop("区县"),
    "town": gettext_noop("镇街"),
    "village": gettext_noop("村（社区）"),
    "hamlet": gettext_noop("自然村"),
    "group": gettext_noop("村民小组"),
    "road": gettext_noop("路名"),
    "lane": gettext_noop("弄"),
    "number": gettext_noop("门牌号"),
    "sub": gettext_noop("附号"),
    "estate": gettext_noop("小区（楼名）"),
    "building": gettext_noop("楼栋"),
    "unit": gettext_noop("单元"),
    "floor": gettext_noop("楼层"),
    "room": gettext_noop("房号"),
    "plot": gettext_noop("地块"),
}
USE_NAMES = {
    "residential": gettext_noop("住宅"),
    "commercial": gettext_noop("商业"),
    "office": gettext_noop("办公"),
    "industrial": gettext_noop("工业"),
    "storage": gettext_noop("仓储"),
    "public": gettext_noop("公共服务"),
    "agricultural": gettext_noop("农业"),
}
LACKING, OTHERWISE = gettext_noop("缺%(parts)s"), gettext_noop("%(parts)s和库里的不一样")


def said_facts(facts: dict[str, Any], tell: Any = str) -> dict[str, Any]:
    """Return facts as a sentence takes them; `tell` translates the names of parts and uses."""
    found = dict(facts)
    if "uses" in facts:
        found["uses"] = "、".join(tell(USE_NAMES.get(use, use)) for use in facts["uses"])
    if "missing" in facts:
        found["why"] = _why(facts, tell)
    return found


def _why(facts: dict[str, Any], tell: Any) -> str:
    told = []
    for words, names in ((LACKING, facts["missing"]), (OTHERWISE, facts["wrong"])):
        if names:
            parts = "、".join(tell(PART_NAMES[name]) for name in names)
            told.append(tell(words) % {"parts": parts})
    return "，".join(told)


def judge(match: Match, premises: Premises | None, wanted: Sequence[Wanted] = ()) -> Verdict:
    """Go through the rules; `premises` are those of the entry that was hit."""
    found = _found(match)
    if match.outcome is not Outcome.HIT or premises is None:
        last = Finding("result", None, "commitment")
        return Verdict(Place.COMMITMENT, None, None, (found, last))
    use, room = _use(premises, wanted), _room(premises)
    fine = bool(use.passed and room.passed)
    last = Finding("result", fine, "ok" if fine else "manual")
    place = Place.OK if fine else Place.MANUAL
    return Verdict(place, use.passed, not room.passed, (found, use, room, last))


def _found(match: Match) -> Finding:
    if match.outcome is Outcome.HIT and match.entry:
        return Finding("match", True, "hit", {"text": match.entry.text})
    if match.outcome is Outcome.NONE or not match.candidates:
        return Finding("match", False, "beside" if match.beside else "none")
    return Finding("match", False, *_partly(match, match.candidates[0]))


def _partly(match: Match, first: Candidate) -> tuple[str, dict[str, Any]]:
    if match.beside:
        return "beside", {}
    if match.several:
        return "several", {"count": max(2, len(match.candidates))}
    if first.comparison.agrees and not first.entry.active:
        return "inactive", {"text": first.entry.text}
    if first.comparison.agrees:
        return "unclear", {"remark": "、".join(match.remarks)}
    return "partial", {"missing": list(match.missing), "wrong": list(match.wrong)}


def _use(premises: Premises, wanted: Sequence[Wanted]) -> Finding:
    uses = list(premises.uses)
    if not uses:
        return Finding("use", None, "use_unknown")
    if not wanted:
        return Finding("use", None, "use_not_asked")
    for business in wanted:
        if not business.uses & set(uses):
            facts = {"uses": uses, "business": business.title}
            return Finding("use", False, "use_conflicts", facts)
    return Finding("use", True, "use_fits", {"uses": uses})


def _room(premises: Premises) -> Finding:
    facts = {"registrants": premises.registrants, "limit": premises.limit}
    if premises.limit is None:
        return Finding("room", True, "no_limit", facts)
    free = premises.registrants < premises.limit
    return Finding("room", free, "free" if free else "full", facts)
