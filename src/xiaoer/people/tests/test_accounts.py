"""The pages of signing in: which are open, that they look like ours and speak our words."""

from __future__ import annotations

import pytest
from django.test import Client

from xiaoer.people.account_forms import PasswordChange
from xiaoer.people.forms import DelegationForm

pytestmark = pytest.mark.django_db
CLOSED = (
    "signup/", "email/", "confirm-email/", "password/set/", "password/reset/",
    "password/reset/done/", "3rdparty/", "3rdparty/signup/", "login/code/confirm/",
)  # fmt: skip


@pytest.mark.parametrize("path", CLOSED)
def test_what_is_not_used_is_closed(client: Client, client_of, path: str) -> None:
    assert client.get(f"/accounts/{path}").status_code == 404
    assert client_of("office").get(f"/accounts/{path}").status_code == 404


@pytest.mark.parametrize(
    "path", ["password/change/", "logout/", "2fa/", "inactive/", "3rdparty/login/error/"]
)
def test_what_is_open_stands_in_our_frame(client_of, path: str) -> None:
    page = client_of("office").get(f"/accounts/{path}").content.decode()
    assert 'class="site-head"' in page
    assert "<h1" in page
    assert "Menu:" not in page


def test_the_authenticator_is_set_up_in_our_frame(people) -> None:
    client = Client()
    client.post("/accounts/login/", {"login": "office", "password": "correct horse battery"})
    page = client.get("/accounts/2fa/totp/activate/", follow=True)
    assert page.status_code == 200
    assert 'class="site-head"' in page.content.decode()


def test_a_password_is_changed(client_of, people) -> None:
    client = client_of("office")
    old, new = "correct horse battery", "another fine battery"
    form = {"oldpassword": old, "password1": new, "password2": new}
    assert client.post("/accounts/password/change/", form).status_code == 302
    people["office"].refresh_from_db()
    assert people["office"].check_password(new)


def test_the_password_form_asks_in_our_words(people) -> None:
    form = PasswordChange(user=people["office"], data={})
    assert not form.is_valid()
    assert form.errors["oldpassword"] == ["填写现在的密码"]


def test_a_form_refuses_in_our_words(people) -> None:
    form = DelegationForm({"valid_from": "x", "reason": "长" * 300}, user=people["office"])
    assert not form.is_valid()
    words = form.errors.as_text()
    assert "从写成 2022-05-20 这样" in words
    assert "事由最多 200 个字，您填了 300 个" in words
    assert "选一个人" in words


def test_a_page_that_lay_open_too_long_is_refused_in_our_look(people) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/accounts/login/", {"login": "office", "password": "x"})
    assert answer.status_code == 403
    assert "这一页放得太久" in answer.content.decode()
    assert 'class="site-head"' in answer.content.decode()


def test_our_forms_serve_the_pages_of_signing_in(client_of, people, settings) -> None:
    forms = "xiaoer.people.account_forms"
    settings.ACCOUNT_FORMS = {
        "login": f"{forms}.SignIn",
        "change_password": f"{forms}.PasswordChange",
        "reauthenticate": f"{forms}.PasswordAgain",
    }
    settings.MFA_FORMS = {
        "authenticate": f"{forms}.CodeAtSignIn",
        "activate_totp": f"{forms}.CodeToActivate",
    }
    form = {"login": "office", "password": "correct horse battery"}
    assert Client().post("/accounts/login/", form).status_code == 302
    page = client_of("office").post("/accounts/password/change/", {})
    assert "填写现在的密码" in page.content.decode()
    assert "填写新密码" in page.content.decode()
    fresh = Client()
    fresh.post("/accounts/login/", form)
    url = fresh.get("/accounts/2fa/totp/activate/", follow=True).request["PATH_INFO"]
    again = fresh.post(url, {"password": "correct horse battery"}, follow=True)
    assert again.status_code == 200
    assert fresh.post("/accounts/2fa/totp/activate/", {"code": ""}).status_code == 200
