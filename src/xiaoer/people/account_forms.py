"""The forms of signing in, in our own words."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.utils.translation import gettext_lazy as _

from .spoken import Spoken


class SignIn(Spoken, LoginForm):
    """Sign in with name and password."""


class _Labelled(ChangePasswordForm):
    """The fields under our own labels, before `Spoken` takes them into its sentences."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": _("现在的密码"),
            "password1": _("新密码"),
            "password2": _("再输一次新密码"),
        }
        for name, label in labels.items():
            self.fields[name].label = label
            self.fields[name].help_text = ""
        self.fields["password1"].help_text = _("至少 10 个字符，不要用常见的密码。")


class PasswordChange(Spoken, _Labelled):
    """Change the own password."""


class PasswordAgain(Spoken, ReauthenticateForm):
    """Prove again who one is."""


class CodeAtSignIn(Spoken, AuthenticateForm):
    """The code of the authenticator at sign-in."""


class CodeToActivate(Spoken, ActivateTOTPForm):
    """The first code of a new authenticator."""
