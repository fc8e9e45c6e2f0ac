"""The rules of market (一)1 c4, one by one."""

from __future__ import annotations

import pytest

from xiaoer.catalogue.addresses.comparing import Comparison
from xiaoer.catalogue.addresses.matching import Candidate, Entry, Match, Outcome
from xiaoer.catalogue.addresses.parsing import Reading
from xiaoer.catalogue.addresses.parts import Parts
from xiaoer.catalogue.addresses.verdict import (
    PART_NAMES,
    SENTENCES,
    USE_NAMES,
    Place,
    Premises,
    Wanted,
    judge,
)
from xiaoer.catalogue.models import StandardAddress
from xiaoer.packs.schema import PREMISES_USES

ENTRY = Entry("A-1", "东浦区市民大道28号", (Parts(road="市民大道", number="28"),))
HIT = Match(Outcome.HIT, "市民大道28号", entry=ENTRY, confidence=1.0)
SHOP = Wanted("日用百货销售", frozenset({"commercial"}))
OFFICE = Wanted("软件开发", frozenset({"office", "commercial"}))


@pytest.mark.parametrize(
    ("premises", "wanted", "place", "use_ok", "full"),
    [
        (Premises(("commercial",), 2, 1), [SHOP], Place.OK, True, False),
        (Premises(("commercial",), None, 900), [SHOP, OFFICE], Place.OK, True, False),
        (Premises(("commercial",), 2, 2), [SHOP], Place.MANUAL, True, True),
        (Premises(("residential",), 2, 0), [SHOP], Place.MANUAL, False, False),
        (Premises(("office",), 2, 0), [OFFICE, SHOP], Place.MANUAL, False, False),
        (Premises((), 2, 0), [SHOP], Place.MANUAL, None, False),
        (Premises(("commercial",), 2, 0), [], Place.MANUAL, None, False),
        (Premises(("commercial",), 0, 0), [SHOP], Place.MANUAL, True, True),
    ],
)
def test_a_hit_is_fine_when_its_use_fits_and_it_has_room(premises, wanted, place, use_ok, full):
    verdict = judge(HIT, premises, wanted)
    assert (verdict.place, verdict.use_ok, verdict.full) == (place, use_ok, full)
    assert [finding.rule for finding in verdict.findings] == ["match", "use", "room", "result"]


@pytest.mark.parametrize("outcome", [Outcome.PARTIAL, Outcome.NONE])
def test_without_a_hit_a_commitment_is_needed(outcome):
    verdict = judge(Match(outcome, "哪里"), None, [SHOP])
    assert (verdict.place, verdict.use_ok, verdict.full) == (Place.COMMITMENT, None, None)


def test_the_reasons_are_plain_sentences_with_their_facts():
    verdict = judge(HIT, Premises(("residential", "office"), 2, 2), [SHOP])
    assert verdict.reasons == (
        "标准地址库里有：东浦区市民大道28号",
        "规划用途是住宅、办公，和“日用百货销售”冲突",
        "已登记和正在申请的 2 家，到了上限 2 家",
        "要登记人员看过再登记",
    )


def near(missing=(), wrong=(), active=True, **more) -> Match:
    entry = Entry("A-1", ENTRY.text, ENTRY.variants, active)
    candidate = Candidate(entry, Comparison(missing, wrong), Reading(ENTRY.parts, ENTRY.parts))
    return Match(
        Outcome.PARTIAL, "哪里", missing=missing, wrong=wrong, candidates=(candidate,), **more
    )


@pytest.mark.parametrize(
    ("match", "said"),
    [
        (near(missing=("unit",)), "只对上一部分，缺单元"),
        (near(wrong=("room", "floor")), "只对上一部分，房号、楼层和库里的不一样"),
        (near(("building",), ("road",)), "只对上一部分，缺楼栋，路名和库里的不一样"),
        (near(several=True), "这样写对得上 2 处以上，还要写明区县或楼栋"),
        (near(beside=True), "写的是旁边、对面，不是门牌本身"),
        (near(active=False), "这个地址已经停用：东浦区市民大道28号"),
        (near(remarks=("铁皮房",)), "门牌后面多写的字看不懂：铁皮房"),
        (Match(Outcome.NONE, "哪里"), "标准地址库里没有这个地址"),
    ],
)
def test_a_partial_match_says_why(match, said):
    assert judge(match, None).reasons[0] == said


def test_every_part_use_and_sentence_has_its_words():
    assert set(PART_NAMES) == set(Parts._fields)
    assert tuple(USE_NAMES) == PREMISES_USES
    assert set(USE_NAMES) == set(StandardAddress.Use.values)
    assert all("%" not in text.replace("%(", "") for text in SENTENCES.values())
