"""A founder, a project owner and officers at work: the pages of portal and desk."""

from __future__ import annotations

import pytest

from xiaoer.cases.models import Case, Todo

from .conftest import LOOKS, SIZES

PUBLIC = {
    "portal": "/portal/",
    "services": "/services/",
    "found": "/services/?q=kcg",
    "guide": "/services/company_opening/",
    "themes": "/themes/",
    "theme": "/themes/open_restaurant/",
}


def own_pages() -> dict[str, str]:
    running = Case.objects.get(item_key="s3_construction_permit", ended_at__isnull=True)
    return {"my": "/my/", "progress": f"/my/{running.number}/"}


def desk_pages() -> dict[str, str]:
    running = Case.objects.get(item_key="s3_construction_permit", ended_at__isnull=True)
    return {"desk": "/desk/", "case": f"/cases/{running.number}/", "search": "/cases/"}


@pytest.mark.parametrize("size", SIZES)
def test_casework_pages_open_fit_and_are_accessible(visit, casework, size: str) -> None:
    for language, theme, axe in LOOKS:
        visitor = visit(size, reduced_motion="reduce")
        visitor.look(language, theme)
        found = []
        for who, pages in ((None, PUBLIC), ("plant", own_pages()), ("builder", desk_pages())):
            if who:
                visitor.page.context.clear_cookies()
                visitor.sign_in(who)
                visitor.look(language, theme)
            for name, path in pages.items():
                found += visitor.inspect(name, path, axe=axe)
        assert found + visitor.faults == []


def test_the_process_of_a_case_is_drawn_with_its_step_lit(visit, casework):
    visitor = visit("desktop")
    visitor.sign_in("builder")
    page = visitor.open(desk_pages()["case"])
    page.wait_for_selector(".bpmn-canvas[data-drawn]")
    assert page.locator(".bpmn-canvas .is-done").count() > 0
    assert page.locator(".bpmn-canvas .is-hold, .bpmn-canvas .is-now").count() > 0
    assert visitor.faults == []


def test_an_officer_walks_ticks_opens_and_sends_by_keyboard(visit, casework):
    clerk = visit("desktop")
    clerk.sign_in("builder")
    page = clerk.open("/desk/")
    bar = page.locator(".batch")
    assert not bar.is_visible()
    page.keyboard.press("j")
    page.keyboard.press("x")
    assert page.locator("[data-tick]:checked").count() == 1
    assert bar.is_visible()
    page.keyboard.press("x")
    assert not bar.is_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/*/")
    form = page.locator("form:has([data-submit])").first
    form.locator("input[type=radio]").first.check()
    form.locator("textarea").first.fill("材料已经补齐，今天办妥")
    with page.expect_request(
        lambda sent: sent.method == "POST" and sent.url.endswith("/do/explain/")
    ):
        page.keyboard.press("Control+Enter")
    page.wait_for_load_state()
    page = clerk.open("/desk/")
    with page.expect_request(lambda sent: sent.method == "POST" and "/desk/next/" in sent.url):
        page.keyboard.press("n")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_case_goes_from_the_portal_over_the_desk_to_its_grant(visit, casework, script):
    owner, clerk = visit("desktop", java_script_enabled=script), visit("desktop")
    owner.sign_in("food")
    page = owner.open("/services/?q=户外招牌")
    page.click("main li a >> nth=0")
    page.click("text=开始办")
    page.click("text=开始填")
    assert "/drafts/" in page.url
    number = Case.objects.get(item_key="outdoor_sign").number
    clerk.sign_in("city")
    desk = clerk.open(f"/cases/{number}/")
    todo = Todo.objects.get(case__number=number, state="open", key="review")
    desk.check("[name=outcome] >> nth=0")
    if desk.locator("[name=officers]").count():
        desk.select_option("[name=officers]", index=0)
    desk.click(f"form[action='/desk/todo/{todo.pk}/'] button.btn-primary")
    todo.refresh_from_db()
    assert todo.state == "done"
    assert owner.faults + clerk.faults == []
