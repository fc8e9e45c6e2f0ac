"""The ways that people go: from a file to a baseline, by mouse, by keyboard, without script."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from xiaoer.campaign.models import Programme
from xiaoer.conftest import PLAN


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    file = tmp_path / "方案.txt"
    file.write_text(PLAN)
    return file


@pytest.mark.parametrize("script", [True, False])
def test_a_plan_is_dropped_in_and_reviewed(visit, plan_file: Path, script: bool) -> None:
    visitor = visit(java_script_enabled=script)
    visitor.sign_in("office")
    page = visitor.open("/programmes/import/")
    page.set_input_files("#id_file", plan_file)
    page.fill("#id_issue_date", "2022-05-20")
    page.click("main form button.btn-primary")
    page.wait_for_url("**/review/")
    expect(page.locator("h1")).to_have_text("目标校对")
    assert "已导入" in page.locator(".note.good").inner_text()
    marks = page.locator(".plan-text a.mk").count()
    assert marks == Programme.objects.latest("pk").targets.count() == 4
    page.locator(".target-list [data-open]").first.click()
    page.wait_for_url("**target=**")
    page.fill("#id_phrase", "企业开办用时")
    page.click("button[name=accept]")
    expect(page.locator(".target-list li").first).to_contain_text("企业开办用时")
    expect(page.locator(".target-list li").first).to_contain_text("已采纳")
    assert visitor.faults == []


def test_a_file_that_cannot_be_read_is_said_in_place(visit, tmp_path: Path) -> None:
    visitor = visit()
    visitor.sign_in("office")
    fake = tmp_path / "方案.pdf"
    fake.write_bytes(b"%PDF-1.4 nothing")
    page = visitor.open("/programmes/import/")
    page.set_input_files("#id_file", fake)
    page.fill("#id_issue_date", "2022-05-20")
    page.click("main form button.btn-primary")
    expect(page.locator(".errsum")).to_be_focused()
    assert page.title().startswith("有错")
    assert page.input_value("#id_issue_date") == "2022-05-20"


def test_targets_are_accepted_by_keyboard_alone(visit, city) -> None:
    visitor = visit()
    visitor.sign_in("office")
    page = visitor.open(f"/programmes/{city[0].pk}/review/")
    page.keyboard.press("j")
    first = page.locator(".target-list li").first
    expect(first).to_have_class("draft focus")
    page.keyboard.press("a")
    expect(first).to_contain_text("已采纳")
    expect(page.locator("#target-chips")).to_contain_text("已采纳 1")
    expect(page.locator(".toast-x")).to_contain_text("已采纳")
    page.keyboard.press("z")
    expect(first).not_to_contain_text("已采纳")
    expect(page.locator("#target-chips")).to_contain_text("已采纳 0")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**target=**")
    assert visitor.faults == []


def test_the_batch_bar_waits_for_a_tick(visit, plan_file: Path) -> None:
    visitor = visit("mobile")
    visitor.sign_in("office")
    page = visitor.open("/programmes/import/")
    page.set_input_files("#id_file", plan_file)
    page.fill("#id_issue_date", "2022-05-20")
    page.click("main form button.btn-primary")
    page.wait_for_url("**/review/")
    programme = Programme.objects.latest("pk")
    page = visitor.open(f"/programmes/{programme.pk}/tasks/")
    bar = page.locator(".batch")
    expect(bar).to_be_hidden()
    page.locator("[data-tick]").first.check()
    expect(bar).to_contain_text("已勾 1 项")
    assert page.input_value(".batch select") == ""
    low, tabs = bar.bounding_box(), page.locator(".tabbar").bounding_box()
    assert low["y"] + low["height"] <= tabs["y"] + 1
    assert visitor.faults == []


def test_two_people_edit_one_target_and_the_second_is_told(visit, city) -> None:
    first, second = visit(), visit()
    target = city[0].targets.first()
    for visitor in (first, second):
        visitor.sign_in("office")
        visitor.open(f"/programmes/{city[0].pk}/review/?target={target.pk}")
    first.page.fill("#id_phrase", "先改的")
    first.page.locator("#target-form .btn-line", has_text="只保存").click()
    expect(first.page.locator(".note.good").first).to_contain_text("先改的")
    second.page.fill("#id_phrase", "后改的")
    second.page.locator("#target-form .btn-line", has_text="只保存").click()
    expect(second.page.locator("#target-form .note.bad")).to_contain_text("先改的")
    assert second.page.input_value("#id_phrase") == "后改的"
    second.page.locator("#target-form .btn-line", has_text="只保存").click()
    expect(second.page.locator(".note.good").first).to_contain_text("后改的")


def test_a_unit_breaks_down_signs_and_the_office_freezes(visit, plan_file: Path) -> None:
    office = visit()
    office.sign_in("office")
    page = office.open("/programmes/import/")
    page.set_input_files("#id_file", plan_file)
    page.fill("#id_issue_date", "2022-05-20")
    page.click("main form button.btn-primary")
    page.wait_for_url("**/review/")
    _fill_the_number(page, Programme.objects.latest("pk"), office)
    page.locator("button", has_text="采纳本页所有待校对").click()
    page.locator("button", has_text="校对完成").click()
    page.wait_for_url("**/breakdown/")
    programme = Programme.objects.latest("pk")
    for head, unit in (("market-head", "市市场监管局"), ("housing-head", "市住房城乡建设局")):
        _break_down(visit, programme, head, unit)
        team = visit()
        team.sign_in("team-market")
        team.open(f"/programmes/{programme.pk}/breakdown/")
        team.page.locator("tr", has_text=unit).locator("button", has_text="审核通过").click()
        expect(team.page.locator("tr", has_text=unit)).to_contain_text("专班已审")
    page = office.open(f"/programmes/{programme.pk}/breakdown/")
    page.locator("button", has_text="登记定稿").click()
    page.wait_for_url(f"**/programmes/{programme.pk}/")
    expect(page.locator(".note.good").first).to_contain_text("第 1 版")
    assert office.faults == []


def _fill_the_number(page, programme: Programme, office) -> None:
    """Fill the number that the plan leaves to the city: nobody signs without it."""
    row = programme.targets.get(masked=True)
    office.open(f"/programmes/{programme.pk}/review/?target={row.pk}")
    page.fill("#id_value", "5")
    page.locator("#target-form button", has_text="只保存").click()
    expect(page.locator(".note.good").first).to_be_visible()


def _break_down(visit, programme: Programme, head: str, unit: str) -> None:
    visitor = visit()
    visitor.sign_in(head)
    for task in programme.tasks.filter(lead__short_name=unit):
        page = visitor.open(f"/programmes/{programme.pk}/tasks/{task.pk}/")
        page.select_option("#id_evidence_kind", "document")
        page.fill("#id_no_target_reason", "机制建设类")
        page.locator("button", has_text="保存任务").click()
        expect(page.locator(".note.good")).to_contain_text(task.number)
    page = visitor.open(f"/programmes/{programme.pk}/breakdown/")
    row = page.locator("tr", has_text=unit)
    row.locator("button", has_text="按季度排节点").click()
    row.locator("button", has_text="签字").click()
    expect(page.locator("tr", has_text=unit)).to_contain_text("已签字")
    assert visitor.faults == []
