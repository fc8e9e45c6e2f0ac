"""A real Chromium against the real program with the demo city in it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from xiaoer.campaign.models import Programme
from xiaoer.campaign.services.reports import open_report
from xiaoer.cases import actuals, calendars
from xiaoer.catalogue import register
from xiaoer.demo.appraisal import lock_past_quarters
from xiaoer.demo.city import make_city
from xiaoer.demo.programmes import acting
from xiaoer.packs import queries as packs
from xiaoer.people import bodies as known_bodies
from xiaoer.people.models import User
from xiaoer.people.roles import Role

from .photograph import Photograph

# Playwright keeps an event loop in this thread; Django's ORM is used in it all the same.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
PASSWORD = "demo-password"
TODAY = date(2026, 10, 12)
AXE = Path(__file__).resolve().parents[2] / "frontend/node_modules/axe-core/axe.min.js"
# Every page is seen in each language; axe reads it in each theme.
LOOKS = (("zh-hans", "light", True), ("zh-hant", "dark", True), ("en", "light", False))
SIZES = {"desktop": (1440, 900), "mobile": (390, 844)}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests: Debian's, never a downloaded one."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(found for name in names if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        started = playwright.chromium.launch(executable_path=path, args=flags)
        yield started
        started.close()


@dataclass
class Visitor:
    """A signed-in browser that notices every error."""

    page: Page
    base: str
    faults: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note console errors, page errors and failed answers."""
        self.page.on("console", lambda m: m.type == "error" and self.faults.append(m.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on(
            "response", lambda r: r.status >= 400 and self.faults.append(f"{r.status} {r.url}")
        )

    def open(self, path: str) -> Page:
        """Go to a page of the program."""
        self.page.goto(f"{self.base}{path}")
        return self.page

    def sign_in(self, name: str) -> None:
        """Sign in with name and password."""
        self.open("/accounts/login/")
        self.page.fill("#id_login", name)
        self.page.fill("#id_password", PASSWORD)
        self.page.click("main button.btn-primary")
        self.page.wait_for_url(lambda address: "/accounts/" not in address)

    def look(self, language: str = "zh-hans", theme: str = "light") -> None:
        """Choose a language and a theme as the links in the header do."""
        for name, value in (("language", language), ("theme", theme)):
            self.open(f"/prefer/{name}/{value}/?next=/accounts/login/")

    def inspect(self, name: str, path: str, *, axe: bool) -> list[str]:
        """Open a page and return what is wrong with it: its width, its headings, its access."""
        page = self.open(path)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found = [f"{name} is {wide} px too wide"] if wide > 0 else []
        if page.locator("h1").count() != 1:
            found.append(f"{name} has not one first heading")
        return found + [f"{name}: {bad}" for bad in (self.axe() if axe else ())]

    def axe(self) -> list[str]:
        """Return the serious findings of axe-core on the page."""
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        bad = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
        return [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in bad]


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What a process remembers of rows must not outlive the test that made them."""
    known_bodies.forget()
    packs.forget()
    packs.version.cache_clear()
    calendars.forget()
    actuals.forget()
    register.forget()


@pytest.fixture(scope="session")
def album() -> dict[bool, tuple[Photograph, list[int]]]:
    """The cities made so far, without and with cases, each with its programmes."""
    return {}


def _live_in(programme: Programme) -> None:
    """Lock the quarters behind us and begin a monthly report."""
    lock_past_quarters(TODAY)
    office = acting(User.objects.get(username="office"), Role.HQ_OFFICE)
    unit = programme.tasks.order_by("number").first().lead_id
    open_report(office, programme.pk, unit, 2026, 9)


@pytest.fixture
def city(
    transactional_db: None,
    settings: object,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
    album: dict[bool, tuple[Photograph, list[int]]],
) -> list[Programme]:
    """The demo city on a fixed day; its cases are played only where a test looks at them."""
    settings.DEMO = True
    settings.MEDIA_ROOT = str(tmp_path)
    played = "casework" in request.fixturenames
    if played not in album:
        made = make_city(PASSWORD, TODAY, casework=played, past=False)
        _live_in(made[-1])
        taken = Photograph(tmp_path, tmp_path_factory.mktemp("album") / "media")
        album[played] = taken, [programme.pk for programme in made]
        return made
    taken, programmes = album[played]
    taken.restore(tmp_path)
    return [Programme.objects.get(pk=pk) for pk in programmes]


@pytest.fixture
def casework(city: list[Programme]) -> None:
    """The city's cases on their way."""


@pytest.fixture
def visit(browser: Browser, live_server: object, city: list[Programme]) -> Iterator[object]:
    """Return a way to open browsers of a size."""
    contexts: list[BrowserContext] = []

    def visitor(size: str = "desktop", **options: object) -> Visitor:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="zh-CN", **options
        )
        context.set_default_timeout(15_000)  # milliseconds
        contexts.append(context)
        made = Visitor(context.new_page(), live_server.url)
        made.watch()
        return made

    yield visitor
    for context in contexts:
        for page in context.pages:
            # a request that is still being answered would stand in the way of emptying the tables
            page.wait_for_load_state("networkidle")
        context.close()
