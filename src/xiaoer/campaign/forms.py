"""The campaign's forms. Errors say what to enter, with an example."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xiaoer.people.forms import DATE, FIRST_DAY, sane_day
from xiaoer.people.queries import responsible_units
from xiaoer.people.spoken import Spoken

from .models import Measure, Target

ISSUE_AHEAD = timedelta(days=731)  # a plan is issued at most two years from today


class PlanImport(Spoken, forms.Form):
    """Drop a plan in."""

    file = forms.FileField(
        label=_("方案文件"),
        help_text=_("Word（docx）、PDF、网页、Markdown 或纯文本，20 MB 以内。简体、繁体都行。"),
        error_messages={
            "required": _("选一个方案文件，例如 2022年行动方案.docx"),
            "empty": _("这个文件是空的。打开原文件看看，重新选一次。"),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.md,.docx,.pdf,.html,.htm"}),
    )
    issue_date = forms.DateField(
        label=_("印发日期"),
        help_text=_("15 天分解期从这天的次日起算。"),
        widget=DATE,
        error_messages={
            "required": _("填写印发日期，例如 2022-05-20"),
            "invalid": _("日期写成 2022-05-20 这样"),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sane_day(self.fields["issue_date"], FIRST_DAY, timezone.localdate() + ISSUE_AHEAD)

    def clean_file(self) -> UploadedFile:
        """Refuse a file over the limit before it is read."""
        file: UploadedFile = self.cleaned_data["file"]
        limit = settings.PLAN_UPLOAD_LIMIT_BYTES
        if file.size and file.size > limit:
            megabytes = file.size / 1024 / 1024
            raise forms.ValidationError(
                _("文件有 %(size).0f MB，最多 20 MB。去掉附图再导入，方案只需要文字。"),
                params={"size": megabytes},
            )
        return file


def plain_number(value: Decimal | None) -> Decimal | None:
    """Return a number without idle zeros, as a person would write it."""
    return None if value is None else Decimal(f"{value.normalize():f}")


class TargetForm(Spoken, forms.ModelForm):
    """Correct what the compiler read."""

    class Meta:
        model = Target
        fields = [
            "phrase",
            "comparator",
            "value",
            "value2",
            "unit",
            "per",
            "qualifier",
            "deadline",
            "measure",
            "responsible",
            "set_by",
            "set_until",
            "note",
        ]
        widgets = {"set_until": DATE}
        error_messages = {
            "phrase": {"required": _("填写指标，例如 开办企业用时")},
            "value": {
                "invalid": _("目标值填数字，例如 0.5"),
                "required": _("填写目标值，例如 0.5"),
            },
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = Measure.objects.filter(programme=self.instance.programme)
        self.fields["measure"].empty_label = _("还没归到举措")
        self.fields["value"].required = not self.instance.masked
        for name in ("value", "value2"):
            self.initial[name] = plain_number(self.initial.get(name))
            self.fields[name].validators.append(MinValueValidator(0))
        for name in ("responsible", "set_by"):
            self.fields[name].queryset = responsible_units()
            self.fields[name].empty_label = _("还没定单位")
        sane_day(self.fields["set_until"])

    def clean(self) -> dict[str, Any]:
        """Check that the numbers fit the comparator, or that somebody will set them."""
        data = super().clean() or {}
        if bool(data.get("set_by")) != bool(data.get("set_until")):
            missing = "set_until" if data.get("set_by") else "set_by"
            self.add_error(missing, _("由谁定数、何时定数，两样一起填"))
        if data.get("comparator") == Target.Comparator.RANGE and data.get("value") is not None:
            self._check_range(data)
        return data

    def clean_deadline(self) -> str:
        """Refuse what is written like a date and is none."""
        text = str(self.cleaned_data.get("deadline") or "").strip()
        if re.fullmatch(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}", text):
            try:
                date(*(int(part) for part in re.split(r"[-/.]", text)))
            except ValueError:
                raise forms.ValidationError(_("没有这一天，例如 2024-12-31")) from None
        return text

    def _check_range(self, data: dict[str, Any]) -> None:
        if data.get("value2") is None:
            self.add_error("value2", _("区间要填上限，例如 21"))
        elif data["value2"] < data["value"]:
            self.add_error("value2", _("上限要不小于下限"))


class Reason(forms.Form):
    """Why something that a baseline fixes should change."""

    reason = forms.CharField(
        label=_("变更理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("写明变更理由，例如 省里调整了口径")},
    )


class TargetChangeForm(TargetForm, Reason):
    """Ask for other values of a frozen target."""


class NewTarget(TargetForm):
    """Add a target that the compiler missed."""

    quote = forms.CharField(
        label=_("原文"),
        help_text=_("从左边原文照抄一段，系统靠它找到位置。"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("从左边原文照抄一段")},
    )

    field_order = ["quote"]


class NewTargetAsked(NewTarget, Reason):
    """Ask for a target that a frozen programme lacks."""


class Closing(Spoken, forms.Form):
    """Withdraw a draft or archive a baseline."""

    reason = forms.CharField(
        label=_("理由"),
        max_length=200,
        error_messages={"required": _("写明理由，例如 日期填错，重新导入")},
    )
