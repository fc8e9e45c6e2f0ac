"""Forms of the people room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import User

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DelegationForm(forms.Form):
    """Lend all my grants to one person for a time."""

    to_user = forms.ModelChoiceField(
        User.objects.none(),
        label=_("委托给"),
        error_messages={"required": _("选一个人")},
    )
    valid_from = forms.DateField(
        label=_("从"), widget=DATE, error_messages={"required": _("填写开始日期")}
    )
    valid_to = forms.DateField(
        label=_("到(这天不算)"), widget=DATE, error_messages={"required": _("填写结束日期")}
    )
    reason = forms.CharField(
        label=_("事由"), max_length=200, error_messages={"required": _("写明事由，例如 出差")}
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True, is_superuser=False).exclude(pk=user.pk)
        self.fields["to_user"].queryset = people.order_by("name")

    def clean(self) -> dict[str, Any]:
        """Check that the dates lie in order."""
        data = super().clean() or {}
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last <= first:
            self.add_error("valid_to", _("结束日期要在开始日期之后"))
        return data
