"""What packs say, in three languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.template import engines
from django.utils import translation

from xiaoer.packs.reading import read
from xiaoer.packs.services import install
from xiaoer.packs.texts import Text
from xiaoer.packs.translations import said, texts_of

MEASURES = Path(__file__).parents[2] / "measures"


@pytest.fixture
def licences(db: None) -> None:
    first = read(MEASURES / "mkt01")
    install(first)
    install(read(MEASURES / "mkt02"), [first])


@pytest.mark.parametrize(
    ("language", "shown"),
    [("zh-hans", "餐馆经营变更"), ("zh-hant", "餐館經營變更"), ("en", "Change a restaurant")],
)
def test_a_kept_title_is_said_in_the_language_of_the_page(
    licences: None, language: str, shown: str
) -> None:
    template = engines["django"].from_string("{{ title|said }}")
    with translation.override(language):
        assert template.render({"title": "餐馆经营变更"}) == shown


def test_a_text_without_english_stays_chinese_and_none_says_nothing(licences: None) -> None:
    with translation.override("en"):
        assert said(Text.model_validate("没有译文的一句")) == "没有译文的一句"
        assert said(None) == ""


def test_a_title_of_two_parts_is_said_part_by_part(licences: None) -> None:
    with translation.override("en"):
        assert said("说明超时原因：餐馆经营变更") == "Delay explained: Change a restaurant"


def test_english_beside_a_pack_is_used_for_texts_that_have_none(licences: None) -> None:
    with translation.override("en"):
        assert said("几张证一起延续") == "Several certificates renewed together"


@pytest.mark.parametrize("folder", sorted(p.name for p in MEASURES.iterdir() if p.is_dir()))
def test_nothing_that_our_packs_say_lacks_english(folder: str) -> None:
    source = read(MEASURES / folder)
    texts = [text for part in (source.pack, *source.forms.values()) for text in texts_of(part)]
    assert texts
    assert [t.zh_hans for t in texts if not t.en and t.zh_hans not in source.english] == []


@pytest.mark.parametrize(
    ("table", "line"),
    [("zh,en\n甲,A\n", 1), ("zh-hans,en\n甲,A\n乙,\n", 3), ("zh-hans,en\n甲\n", 2)],
)
def test_a_wrong_table_of_english_is_a_fault_with_its_line(
    tmp_path: Path, table: str, line: int
) -> None:
    shutil.copytree(MEASURES / "mkt04", tmp_path / "mkt04")
    (tmp_path / "mkt04/english.csv").write_text(table)
    faults = [(f.file, f.line) for f in read(tmp_path / "mkt04").faults]
    assert faults == [("english.csv", line)]
