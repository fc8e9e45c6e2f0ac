"""Copied text is found, whatever its blanks, width and punctuation (campaign §3.1)."""

from __future__ import annotations

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from xiaoer.campaign.reporting.similarity import copied, similarity, tokens

LAST = (
    "本月推进企业开办一网通办，新设企业1,024户，平均用时0.5个工作日；"
    "完成窗口整合，培训工作人员36人次，走访企业58家，收集问题21条，已全部交办。"
)
OTHER = "六月组织召开银企对接会，为中小微企业发放贷款，协调解决用地指标和用电报装难题。"


def test_blanks_width_and_punctuation_do_not_hide_a_copy() -> None:
    dressed = "　" + LAST.replace("，", " , ").replace("1,024", "１,０２４") + "\n\n。"
    assert similarity(dressed, LAST) == 1.0
    assert copied(dressed, LAST)


def test_one_changed_number_is_still_a_copy_and_another_text_is_none() -> None:
    assert copied(LAST.replace("58", "61"), LAST)
    assert similarity(OTHER, LAST) < 0.2
    assert not copied(OTHER, LAST)


def test_numbers_are_whole() -> None:
    assert tokens("完成 1 2 件") != tokens("完成12件")
    assert tokens("率98.6％") == ["率", "98.6"]
    assert similarity("共1,024户", "共1,025户") < 1


def test_by_hand() -> None:
    # shingles: 甲乙丙, 乙丙丁 against 乙丙丁, 丙丁戊: one of two shared
    assert similarity("甲乙丙丁", "乙丙丁戊") == 0.5
    assert similarity("甲", "甲乙丙") == 0.5
    assert similarity("", "！") == 1.0
    assert similarity("", "甲") == 0.0
    assert not copied("", "")


def test_200_000_characters_take_less_than_a_second() -> None:
    text = (LAST + OTHER) * 2000
    marks = "á̖" * 100_000
    for long in (text[:200_000], marks[:200_000], "1," * 100_000):
        start = perf_counter()
        similarity(long, long[1:])
        assert perf_counter() - start < 1


@given(st.text(max_size=80), st.text(max_size=80))
def test_it_is_symmetric_and_between_0_and_1(one: str, other: str) -> None:
    found = similarity(one, other)
    assert 0 <= found <= 1
    assert found == similarity(other, one)


@given(st.text(max_size=80))
def test_a_text_is_like_itself(text: str) -> None:
    assert similarity(text, text) == 1.0
