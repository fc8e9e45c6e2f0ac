"""Every page in every size, language and theme: no error, no overflow, nothing untranslated."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from xiaoer.campaign.models import Card

from .conftest import LOOKS, SIZES

CHINESE = re.compile(r"[\u4e00-\u9fff]")
SHOTS = os.environ.get("XIAOER_SCREENSHOTS")
PICTURED = (
    ("zh-hans", "light", False),
    ("zh-hant", "light", False),
    ("en", "light", False),
    ("zh-hans", "dark", False),
)


def addresses(city) -> dict[str, str]:
    published, lived = city
    task = lived.tasks.order_by("number").first()
    target = published.targets.order_by("start").first()
    card = Card.objects.filter(lock__programme=lived).order_by("pk").first()
    quarter = f"/programmes/{lived.pk}/quarters/{card.lock.year}/{card.lock.quarter}/"
    return {
        "programmes": "/programmes/",
        "import": "/programmes/import/",
        "month": f"/programmes/{lived.pk}/months/2026/10/",
        "meeting": f"/programmes/{lived.pk}/months/2026/9/meeting/",
        "report": f"/programmes/{lived.pk}/reports/{task.lead_id}/2026/9/",
        "quarters": f"/programmes/{lived.pk}/quarters/",
        "quarter": quarter,
        "unit-quarter": f"{quarter}{card.unit.code}/",
        "card": f"/programmes/{lived.pk}/cards/{card.pk}/",
        "board": f"/programmes/{lived.pk}/",
        "review": f"/programmes/{published.pk}/review/",
        "target": f"/programmes/{published.pk}/review/?target={target.pk}",
        "coverage": f"/programmes/{published.pk}/coverage/",
        "tasks": f"/programmes/{lived.pk}/tasks/",
        "task": f"/programmes/{lived.pk}/tasks/{task.pk}/",
        "breakdown": f"/programmes/{published.pk}/breakdown/",
        "workbook": f"/programmes/{lived.pk}/workbook/",
        "journal": f"/programmes/{lived.pk}/journal/",
        "organisations": "/people/",
        "me": "/people/me/",
        "enterprises": "/registry/",
        "cockpit": "/cockpit/",
        "indicators": "/indicators/",
        "warnings": "/warnings/",
        "feeds": "/feeds/",
        "flows": "/flows/",
        "findings": "/findings/",
        "evaluation": "/evaluation/",
        "national": "/evaluation/national/",
        "yardstick": "/evaluation/b-ready/",
        "keeping": "/figures/keeping/",
    }


def shoot(visitor, name: str) -> None:
    """Keep a picture for the documentation when it is asked for."""
    if SHOTS:
        Path(SHOTS).mkdir(parents=True, exist_ok=True)
        visitor.page.screenshot(path=f"{SHOTS}/{name}.png")


@pytest.mark.parametrize("size", SIZES)
def test_every_page_opens_fits_and_is_accessible(visit, city, size: str) -> None:
    for language, theme, axe in PICTURED if SHOTS else LOOKS:
        visitor = visit(size, reduced_motion="reduce")
        visitor.look(language, theme)
        found = visitor.inspect("login", "/accounts/login/", axe=axe)
        visitor.sign_in("office")
        visitor.look(language, theme)
        for name, path in addresses(city).items():
            found += visitor.inspect(name, path, axe=axe)
            shoot(visitor, f"{name}-{size}-{'dark' if theme == 'dark' else language}")
        assert found + visitor.faults == []


def test_english_pages_have_no_chinese_of_their_own(visit, city) -> None:
    visitor = visit()
    visitor.sign_in("office")
    visitor.look("en")
    script = """() => [...document.querySelectorAll('h1, h2, th, button, label, nav a, .btn, .tag, legend, .ink-3')]
        .filter(e => e.offsetParent && !e.closest('[lang^=zh]')).map(e => e.innerText.trim())"""
    names = "店小二岚海市"
    data = {
        "tasks",
        "task",
        "board",
        "coverage",
        "breakdown",
        "organisations",
        "target",
        "review",
        "programmes",
        "journal",
        "month",
        "meeting",
        "report",
        "quarters",
        "quarter",
        "unit-quarter",
        "card",
        "me",
        "enterprises",
    }
    for name, path in addresses(city).items():
        texts = visitor.open(path).evaluate(script)
        own = [t for t in texts if set(CHINESE.findall(t)) - set(names)]
        if name not in data:
            assert own == [], name
    assert visitor.faults == []


def test_the_sign_in_page_can_be_printed_and_read_large(visit) -> None:
    visitor = visit()
    visitor.open("/prefer/text/large/?next=/accounts/login/")
    size = visitor.page.evaluate("getComputedStyle(document.querySelector('label')).fontSize")
    assert float(size.removesuffix("px")) >= 18
    target = visitor.page.locator("main button.btn-primary").bounding_box()
    assert target["height"] >= 60


def test_print_leaves_out_frame_and_buttons(visit, city) -> None:
    visitor = visit()
    visitor.sign_in("office")
    visitor.open(addresses(city)["tasks"])
    visitor.page.emulate_media(media="print")
    assert not visitor.page.locator(".rail").is_visible()
    assert not visitor.page.locator(".btn").first.is_visible()
    assert visitor.page.locator("table.tbl").is_visible()
