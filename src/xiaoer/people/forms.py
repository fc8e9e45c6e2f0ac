"""Forms of the people room."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .models import User
from .spoken import Spoken

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def sane_day(field: forms.Field, first: date = FIRST_DAY, last: date = LAST_DAY) -> None:
    """Refuse days that nobody means, such as one in the year 0022."""
    field.validators += [MinValueValidator(first), MaxValueValidator(last)]
    words = {"name": field.label, "first": first, "last": last}
    message = gettext("%(name)s要在 %(first)s 和 %(last)s 之间") % words
    field.error_messages |= {"min_value": message, "max_value": message}


class DelegationForm(Spoken, forms.Form):
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
        sane_day(self.fields["valid_from"])
        sane_day(self.fields["valid_to"])

    def clean(self) -> dict[str, Any]:
        """Check that the dates lie in order."""
        data = super().clean() or {}
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last <= first:
            self.add_error("valid_to", _("结束日期要在开始日期之后"))
        return data
