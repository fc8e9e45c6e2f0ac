"""The standard-address register: its pages at the desk, and the address of a company opening."""

from __future__ import annotations

import pytest

from xiaoer.cases.models import Case, Draft

from .conftest import LOOKS, SIZES

ASKED = "/addresses/?q=東浦區市民大道一百二十八號海天大廈A座12樓1203室"
PAGES = {
    "register": "/addresses/",
    "hit": ASKED,
    "partial": "/addresses/?q=海天大厦12楼1203",
    "none": "/addresses/?q=没有这条路99号",
    "entry": "/addresses/DP04-0075/",
}


@pytest.mark.parametrize("size", SIZES)
def test_the_register_opens_fits_and_is_accessible(visit, size: str) -> None:
    for language, theme, axe in LOOKS:
        visitor = visit(size, reduced_motion="reduce")
        visitor.sign_in("registrar")
        visitor.look(language, theme)
        found = []
        for name, path in PAGES.items():
            found += visitor.inspect(name, path, axe=axe)
        assert found + visitor.faults == []


def place_page(visitor: object) -> tuple[object, Draft]:
    """Begin a company opening and go to its page of the address, the business chosen."""
    visitor.sign_in("founder")
    page = visitor.open("/apply/company_opening/")
    page.click("text=开始填")
    draft = Draft.objects.filter(item_key="company_opening", case__isnull=True).get()
    page = visitor.open(f"/drafts/{draft.pk}/pages/scope/")
    page.check("[name=scope][value=P040]")
    page.click("text=保存，下一步")
    return visitor.open(f"/drafts/{draft.pk}/pages/place/"), draft


def test_an_address_is_found_while_it_is_typed(visit, casework):
    visitor = visit("desktop")
    page, draft = place_page(visitor)
    page.locator("[name=address]").press_sequentially("市民大道128号海天大厦A座")
    page.wait_for_selector("#place-address [name=address-choice]")
    assert page.locator("#place-address [name=address-choice]").count() > 2
    page.fill("[name=address]", "海天大厦A座-1203")
    page.wait_for_selector("#place-address .note.good")
    assert "规划用途是办公，可以做" in page.locator("#place-address").inner_text()
    page.check("[name=address_right][value=rented]")
    page.check("[name=address_commitment][value=no]")
    page.click("text=保存，下一步")
    draft.refresh_from_db()
    assert (draft.answers["address_match"], draft.answers["address_place"]) == ("hit", "ok")
    assert visitor.faults == []


def test_without_script_the_applicant_looks_and_chooses(visit, casework):
    visitor = visit("mobile", java_script_enabled=False)
    page, draft = place_page(visitor)
    page.fill("[name=address]", "海天大厦12楼1203")
    page.click("button[name=look]")
    assert "缺楼栋" in page.locator("#place-address").inner_text()
    draft.refresh_from_db()
    assert "address" not in draft.answers  # looking is not saving
    page.check("[name=address_right][value=rented]")
    page.check("[name=address_commitment][value=no]")
    page.click("text=保存，下一步")
    assert "从下面选一个" in page.locator(".errsum").inner_text()
    page.check("#place-address label:has-text('A座') input >> nth=0")
    page.click("text=保存，下一步")
    draft.refresh_from_db()
    assert draft.answers["address_match"] == "hit"
    assert draft.answers["address"].endswith("A座1203房")


def test_the_desk_sees_the_rules_one_by_one(visit, casework):
    number = Case.objects.filter(item_key="company_opening").earliest("pk").number
    visitor = visit("desktop")
    visitor.sign_in("registrar")
    page = visitor.open(f"/cases/{number}/")
    panel = page.locator("section:has(#pl-address)")
    assert "标准地址库里有" in panel.inner_text()
    panel.locator("text=看标准地址").click()
    assert "登记在这里的" in page.inner_text("main")
    assert number in page.inner_text("main")
    assert visitor.faults == []
