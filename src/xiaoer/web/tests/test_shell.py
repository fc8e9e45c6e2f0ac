"""The frame of every page: look, language, navigation, safety headers, health."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from xiaoer.web.navigation import Link, tabs

pytestmark = pytest.mark.django_db


def test_a_look_is_remembered_and_goes_back_where_one_was(client: Client) -> None:
    answer = client.get("/prefer/theme/dark/?next=/accounts/login/")
    assert answer["Location"] == "/accounts/login/"
    assert 'data-theme="dark"' in client.get("/accounts/login/").content.decode()
    client.get("/prefer/language/en/")
    page = client.get("/accounts/login/").content.decode()
    assert '<html lang="en"' in page
    assert "Sign in" in page


@pytest.mark.parametrize(
    "path", ["/prefer/theme/pink/", "/prefer/password/x/", "/prefer/language/xx/"]
)
def test_an_unknown_look_is_refused(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_look_never_leads_to_another_site(client: Client) -> None:
    for elsewhere in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        assert client.get("/prefer/theme/dark/", {"next": elsewhere})["Location"] == "/"


def test_the_policy_forbids_everything_from_elsewhere(client: Client) -> None:
    policy = client.get("/accounts/login/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy


def test_pages_carry_no_inline_script_or_style(client_of) -> None:
    client = client_of("office")
    for path in ("/programmes/", "/programmes/import/", "/people/", "/people/me/", "/registry/"):
        page = client.get(path).content.decode()
        assert " style=" not in page
        assert " onclick=" not in page
        scripts = re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL)
        assert scripts == [""] * len(scripts)
        assert len(scripts) == 2


def test_each_role_sees_its_own_pages_in_the_rail(client_of) -> None:
    office = client_of("office").get("/programmes/").content.decode()
    liaison = client_of("market").get("/programmes/").content.decode()
    assert "导入方案" in office
    assert "导入方案" not in liaison
    assert client_of("admin").get("/programmes/").status_code == 403


def test_one_entry_of_the_rail_is_the_current_one(client_of) -> None:
    client = client_of("office")
    for path in ("/programmes/", "/programmes/import/", "/people/me/"):
        rail = client.get(path).content.decode().partition("</nav>")[0]
        assert rail.count('aria-current="page"') == 1


def link(name: str, *, current: bool = False) -> Link:
    return Link(name, "icon", f"/{name}/", current)


def test_a_phone_shows_four_pages_and_the_way_to_all() -> None:
    few = [("甲", [link("a"), link("b")]), ("乙", [link("c")])]
    assert [one.label for one in tabs(few)] == ["a", "c", "b"]
    many = [
        ("甲", [link("a"), link("b"), link("c")]),
        ("乙", [link("d"), link("e"), link("f", current=True)]),
    ]
    assert [one.label for one in tabs(many)] == ["a", "d", "b", "f"]


def test_a_refusal_is_a_page_that_says_what_to_do(client_of) -> None:
    answer = client_of("market").get("/programmes/import/")
    assert answer.status_code == 403
    assert "这件不归您办" in answer.content.decode()


def test_a_missing_page_is_said_plainly(client_of) -> None:
    answer = client_of("market").get("/nowhere/")
    assert answer.status_code == 404
    assert "没有这一页" in answer.content.decode()


def test_health_readiness_and_metrics_answer(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "program": "xiaoer"}
    assert client.get("/readyz").json() == {"status": "ok"}
    assert b"python_info" in client.get("/metrics").content
    assert client.get("/metrics", REMOTE_ADDR="10.1.2.3").status_code == 404
