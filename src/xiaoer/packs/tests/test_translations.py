"""What packs say, in three languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.template import engines
from django.utils import translation

from xiaoer.packs.reading import read
from xiaoer.packs.services import install
from xiaoer.packs.texts import Text
from xiaoer.packs.translations import said

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
