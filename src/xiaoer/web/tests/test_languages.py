"""Nothing is left untranslated, and no translation loses a value."""

from __future__ import annotations

import re

import pytest
from django.utils.translation import gettext, override

from xiaoer.web import catalogues

HOLDER = re.compile(r"%\(\w+\)(?:\.\d)?[sdf]|%%")


@pytest.fixture(scope="module")
def texts() -> list[str]:
    return [message.id for message in catalogues.collected() if message.id]


def test_templates_and_modules_are_both_read(texts: list[str]) -> None:
    assert "任务总表" in texts
    assert "还有 %(n)d 条目标没有校对。" in texts
    assert len(texts) > 400


@pytest.mark.parametrize("language", ["en", "zh_Hant"])
def test_every_text_is_translated_with_its_values(language: str, texts: list[str]) -> None:
    catalogue = catalogues.read(language)
    missing = [t for t in texts if not (known := catalogue.get(t)) or not known.string]
    assert missing == []
    for text in texts:
        there = sorted(HOLDER.findall(catalogue.get(text).string))
        assert there == sorted(HOLDER.findall(text)), text


def test_traditional_chinese_is_what_derivation_gives(texts: list[str]) -> None:
    catalogue = catalogues.read("zh_Hant")
    assert [t for t in texts if catalogue.get(t).string != catalogues.traditional(t)] == []


def test_phrases_convert_by_the_words_of_the_trade() -> None:
    assert catalogues.traditional("核验后登记") == "核驗後登記"
    assert catalogues.traditional("干部办公室里") == "幹部辦公室裡"


def test_english_holds_no_chinese() -> None:
    catalogue = catalogues.read("en")
    kept = {"没有“目标”或“任务”表", "目标", "任务"}
    found = [m.string for m in catalogue if m.id and re.search(r"[\u4e00-\u9fff]", m.string)]
    assert all(any(word in text for word in kept) for text in found)


def test_django_reads_the_compiled_files() -> None:
    catalogues.compile_all()
    with override("en"):
        assert gettext("任务总表") == "Board"
    with override("zh-hant"):
        assert gettext("任务总表") == "任務總表"


def test_english_has_no_straight_quotes_that_would_end_an_attribute() -> None:
    catalogue = catalogues.read("en")
    said = [
        m.string if isinstance(m.string, str) else " ".join(m.string) for m in catalogue if m.id
    ]
    assert [text for text in said if '"' in text] == []
