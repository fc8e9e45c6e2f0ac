"""How people sign in: no self-registration, a lockout that says what to do."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by an administrator or by the provincial single sign-on."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Close self-registration."""
        return False


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: object = None
) -> HttpResponse:
    """Answer a sign-in after too many failures with the time to wait."""
    return render(request, "people/locked_out.html", status=429)


def signing_in_as(request: HttpRequest, credentials: dict[str, str] | None = None) -> str | None:
    """Return the name somebody signs in with: the form calls it `login`, backends `username`."""
    given = credentials or {}
    return given.get("username") or given.get("login") or request.POST.get("login")
