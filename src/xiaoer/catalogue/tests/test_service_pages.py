"""The public pages of the catalogue: search, guide, themes."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from xiaoer.packs.reading import read
from xiaoer.packs.services import install

pytestmark = pytest.mark.django_db
MEASURES = Path(__file__).parents[2] / "measures"


@pytest.fixture
def visitor(db: None) -> Client:
    first = read(MEASURES / "mkt01")
    install(first)
    install(read(MEASURES / "mkt02"), [first])
    return Client()


@pytest.mark.parametrize("words", ["开公司", "開公司", "gskb", "kaigongsi"])
def test_company_opening_is_found_in_the_words_of_founders(visitor, words):
    page = visitor.get("/services/", {"q": words})
    assert 'href="/services/company_opening/"' in page.text


def test_a_theme_is_found_as_well_and_nothing_is_said_when_nothing_is(visitor):
    assert 'href="/themes/open_restaurant/"' in visitor.get("/services/", {"q": "kcg"}).text
    assert "打 12345 问" in visitor.get("/services/", {"q": "火箭"}).text
    assert "公司开办一件事" in visitor.get("/services/").text


@pytest.mark.parametrize("query", ["?q=%00", "?q=" + "长" * 3000, "?q=%F0%9F%98%80"])
def test_strange_questions_are_a_page(visitor, query):
    assert visitor.get("/services/" + query).status_code == 200


def test_a_guide_is_made_from_its_item(visitor):
    page = visitor.get("/services/company_opening/").text
    assert "0.5 个工作日" in page
    assert "场所使用证明" in page
    assert "人口库" in page
    assert 'href="/apply/company_opening/"' in page
    assert visitor.get("/services/nothing/").status_code == 404


def test_what_was_cancelled_cannot_be_applied_for(visitor):
    page = visitor.get("/services/cost_consulting_qualification/").text
    assert "已经取消审批" in page
    assert "/apply/cost_consulting_qualification/" not in page


def test_a_theme_asks_first_and_then_says_what_is_needed(visitor):
    assert "/themes/open_restaurant/" in visitor.get("/themes/").text
    asked = visitor.get("/themes/open_restaurant/").text
    assert ("要办这些" in asked, "做热菜" in asked) == (False, True)
    answers = {"has_licence": "no", "area_m2": "400", "cooks": "yes", "has_sign": "no",
               "sells_tobacco": "no"}  # fmt: skip
    told = visitor.get("/themes/open_restaurant/", answers).text
    for item in ("entity_registration", "food_business_licence", "fire_safety_check"):
        assert f'href="/services/{item}/"' in told
    assert "/services/tobacco_retail_licence/" not in told
    small = visitor.get("/themes/open_restaurant/", {**answers, "area_m2": "80"}).text
    assert "/services/fire_safety_check/" not in small
    assert "/apply/open_restaurant_bundle/?has_licence=no" in told


def test_an_unfinished_theme_says_what_to_answer(visitor):
    page = visitor.get("/themes/open_restaurant/", {"cooks": "yes", "area_m2": "很大"}).text
    assert ("要办这些" in page, "填数字" in page) == (False, True)
    assert visitor.get("/themes/nothing/").status_code == 404


def test_what_the_city_opens_itself_is_not_offered(visitor):
    assert visitor.get("/services/supervision_task/").status_code == 404
    assert "/services/supervision_task/" not in visitor.get("/services/").text
    assert "/services/supervision_task/" not in visitor.get("/services/", {"q": "许可后监管"}).text
