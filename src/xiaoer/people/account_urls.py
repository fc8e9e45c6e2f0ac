"""The addresses of signing in: sign in and out, change the password, two-factor.

Accounts are opened and passwords reset by an administrator, so the rest of allauth is
closed. Its names stay, since allauth links to them.
"""

from __future__ import annotations

from importlib import import_module

from allauth.account import views as account
from allauth.socialaccount import views as social
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path

CLOSED = (
    ("signup/", "account_signup"),
    ("email/", "account_email"),
    ("confirm-email/", "account_email_verification_sent"),
    ("confirm-email/<str:key>/", "account_confirm_email"),
    ("password/set/", "account_set_password"),
    ("password/reset/", "account_reset_password"),
    ("password/reset/done/", "account_reset_password_done"),
    ("password/reset/key/done/", "account_reset_password_from_key_done"),
    ("password/reset/key/<str:uidb36>-<str:key>/", "account_reset_password_from_key"),
    ("login/code/confirm/", "account_confirm_login_code"),
    ("3rdparty/", "socialaccount_connections"),
    ("3rdparty/signup/", "socialaccount_signup"),
)


def closed(request: HttpRequest, **parts: str) -> HttpResponse:
    """Answer as if the page did not exist."""
    raise Http404


urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("2fa/", include("allauth.mfa.urls")),
    # the way back from the provincial single sign-on
    path("3rdparty/login/cancelled/", social.login_cancelled, name="socialaccount_login_cancelled"),
    path("3rdparty/login/error/", social.login_error, name="socialaccount_login_error"),
    *(path(address, closed, name=name) for address, name in CLOSED),
    *import_module("allauth.socialaccount.providers.openid_connect.urls").urlpatterns,
]
