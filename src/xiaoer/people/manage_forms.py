"""The administrator's forms: bodies, people, posts, roles, each with its day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from .forms import DATE, sane_day
from .models import Appointment, Organisation, User
from .queries import organisations, today
from .roles import Role
from .spoken import Spoken
from .wording import role_words

USERNAME = RegexValidator(
    r"^[a-z0-9][a-z0-9.-]{1,39}\Z", _("用户名用小写字母、数字、点和短横，2 到 40 个")
)


class Dated(Spoken, forms.Form):
    """Something that holds from a day on."""

    day = forms.DateField(label=_("从哪天起"), widget=DATE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("day", today())
        sane_day(self.fields["day"])


class BodyForm(Dated):
    """A new body."""

    name = forms.CharField(label=_("全称"), max_length=120)
    short_name = forms.CharField(label=_("简称"), max_length=40)
    code = forms.SlugField(
        label=_("代码"),
        max_length=40,
        help_text=_("小写英文，定了不改，例如 market-supervision"),
        error_messages={"invalid": _("代码只用英文字母、数字和短横，例如 market-supervision")},
    )
    kind = forms.ChoiceField(label=_("类别"), choices=Organisation.Kind.choices)
    part = forms.IntegerField(
        label=_("负责的部分"), required=False, min_value=1, max_value=20,
        help_text=_("工作专班才填：方案的第几部分"),
    )  # fmt: skip
    parent = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("隶属"), empty_label=_("选一个机构")
    )
    field_order = ["name", "short_name", "code", "kind", "part", "parent", "day"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = organisations()


class MoveForm(Dated):
    """Another place in the tree."""

    parent = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("隶属"), empty_label=_("选一个机构")
    )
    field_order = ["parent", "day"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = organisations()


class PersonForm(Spoken, forms.Form):
    """A new account."""

    name = forms.CharField(label=_("姓名"), max_length=60)
    username = forms.CharField(
        label=_("用户名"),
        max_length=40,
        validators=[USERNAME],
        help_text=_("登录用，例如 zhou.qinghe"),
    )


class PostForm(Dated):
    """A post in a body, for a person."""

    user = forms.ModelChoiceField(User.objects.none(), label=_("人员"), empty_label=_("选一个人"))
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("机构"), empty_label=_("选一个机构")
    )
    post = forms.ChoiceField(label=_("岗位"), choices=Appointment.Post.choices)
    field_order = ["user", "organisation", "post", "day"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True, is_superuser=False)
        self.fields["user"].queryset = people.order_by("name")
        self.fields["organisation"].queryset = organisations()


class RoleForm(Dated):
    """A role over a body and all below it."""

    role = forms.ChoiceField(label=_("权限"))
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("范围"), empty_label=_("选一个机构")
    )
    field_order = ["role", "organisation", "day"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role_words(role)) for role in Role]
        self.fields["organisation"].queryset = organisations()
