"""Items are found by what people type: Chinese of any script and length, pinyin, initials."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiaoer.catalogue.finding import LONGEST, MOST, Entry, Index, normal

ENTRIES = (
    Entry("opening", "公司开办一件事", ("开公司", "办执照"), "填一次表，半个工作日拿到执照"),
    Entry("food", "食品经营许可", ("餐饮许可",), "开餐馆要的证"),
    Entry("sign", "户外招牌设置许可", ("挂招牌",)),
    Entry("close", "简易注销", ("注销公司",), "公告二十天"),
)
INDEX = Index(ENTRIES)


def keys(words: str) -> list[str]:
    return [entry.key for entry in INDEX.find(words)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("公司开办一件事", "opening"), ("开公司", "opening"), ("開公司", "opening"),
        ("招牌", "sign"), ("戶外招牌", "sign"), ("gskb", "opening"), ("shipin", "food"),
        ("ＳＰＪＹ", "food"), ("jyzx", "close"), ("公告", "close"), ("我想开个公司怎么办执照", "opening"),
        ("户外招牌要怎么设置", "sign"),
    ],
)  # fmt: skip
def test_what_people_type_finds_the_item_first(words, first):
    assert keys(words)[0] == first


def test_every_word_must_fit_somewhere():
    assert keys("食品 许可") == ["food"]
    assert keys("食品 注销") == []


@pytest.mark.parametrize("words", ["", "   ", "xyzzy", "火箭发射"])
def test_nothing_typed_or_nothing_known_finds_nothing(words):
    assert keys(words) == []


def test_a_title_comes_before_what_only_mentions_the_word():
    index = Index([Entry("told", "别的事", text="和注销有关"), Entry("named", "注销登记")])
    assert [entry.key for entry in index.find("注销")] == ["named", "told"]


def test_at_most_so_many_are_returned_and_a_long_question_is_cut():
    many = Index([Entry(str(n), f"许可{n}") for n in range(200)])
    assert len(many.find("许可")) == MOST
    start = time.perf_counter()
    INDEX.find("开公司" * 100_000)
    assert time.perf_counter() - start < 1
    assert INDEX.find("办执照" + "x" * LONGEST * 10) == INDEX.find("办执照" + "x" * LONGEST * 9)


@given(st.text(max_size=70))
def test_no_question_breaks_the_search(words):
    assert all(entry in ENTRIES for entry in INDEX.find(words))


@given(st.text(max_size=30))
def test_a_normal_text_stays_as_it_is(text):
    assert normal(normal(text)) == normal(text)
