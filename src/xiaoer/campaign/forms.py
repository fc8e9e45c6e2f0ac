"""The campaign's forms. Errors say what to enter, with an example."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from xiaoer.people.models import Organisation
from xiaoer.people.queries import responsible_units

from .models import Measure, Programme, Target, Task

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PlanImport(forms.Form):
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


class TargetForm(forms.ModelForm):
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
            "note",
        ]
        labels = {"measure": _("归到举措"), "responsible": _("责任单位")}
        error_messages = {
            "phrase": {"required": _("填写指标，例如 开办企业用时")},
            "value": {"invalid": _("目标值填数字，例如 0.5")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = Measure.objects.filter(programme=self.instance.programme)
        self.fields["measure"].empty_label = _("还没归到举措")
        for name in ("value", "value2"):
            self.initial[name] = plain_number(self.initial.get(name))
        self.fields["responsible"].queryset = responsible_units()
        self.fields["responsible"].empty_label = _("还没定单位")

    def clean(self) -> dict[str, Any]:
        """Check that the numbers fit the comparator."""
        data = super().clean() or {}
        if data.get("value") is None and not self.instance.masked:
            self.add_error("value", _("填写目标值，例如 0.5"))
        if data.get("comparator") == Target.Comparator.RANGE and data.get("value") is not None:
            self._check_range(data)
        return data

    def _check_range(self, data: dict[str, Any]) -> None:
        if data.get("value2") is None:
            self.add_error("value2", _("区间要填上限，例如 21"))
        elif data["value2"] < data["value"]:
            self.add_error("value2", _("上限要不小于下限"))


class NewTarget(TargetForm):
    """Add a target that the compiler missed."""

    quote = forms.CharField(
        label=_("原文"),
        help_text=_("从左边原文照抄一段，系统靠它找到位置。"),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("从左边原文照抄一段")},
    )

    field_order = ["quote"]


class TaskForm(forms.ModelForm):
    """What a unit fills in for a task (P-C-1 step 3)."""

    class Meta:
        model = Task
        fields = [
            "text",
            "lead",
            "coops",
            "owner_person",
            "start",
            "finish",
            "deliverable",
            "evidence_type",
            "targets",
            "no_target_reason",
            "resources",
            "risks",
        ]
        labels = {"targets": _("关联目标")}
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "start": DATE,
            "finish": DATE,
            "coops": forms.CheckboxSelectMultiple,
            "targets": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = responsible_units()
        self.fields["lead"].queryset = self.fields["coops"].queryset = units
        self.fields["lead"].empty_label = _("还没定单位")
        live = programme.targets.exclude(state=Target.State.REJECTED)
        self.fields["targets"].queryset = live.order_by("start")
        if programme.state == Programme.State.BASELINED:
            for name in ("text", "lead", "coops", "start", "finish"):
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        """Check that the dates lie in order."""
        data = super().clean() or {}
        start, finish = data.get("start"), data.get("finish")
        if start and finish and finish < start:
            self.add_error("finish", _("完成日期要在开始日期之后"))
        return data


class MilestoneForm(forms.Form):
    """One line of a task's milestones."""

    name = forms.CharField(label=_("节点"), max_length=200, required=False)
    weight = forms.IntegerField(label=_("权重"), min_value=1, max_value=100, required=False)
    due = forms.DateField(label=_("期限"), required=False, widget=DATE)

    def clean(self) -> dict[str, Any]:
        """Accept an empty line; a line that is begun must be whole."""
        data = super().clean() or {}
        filled = [bool(data.get(name)) for name in ("name", "weight", "due")]
        if any(filled) and not all(filled):
            raise forms.ValidationError(_("节点、权重、期限三样都要填，整行留空就不要这个节点"))
        return data


MilestoneLines = forms.formset_factory(MilestoneForm, extra=2, max_num=24)


class Assignment(forms.Form):
    """Give ticked tasks to a unit."""

    lead = forms.ModelChoiceField(Organisation.objects.none(), label=_("牵头单位"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = responsible_units()


class ChangeAsked(forms.Form):
    """Ask for another finish date."""

    new_finish = forms.DateField(
        label=_("改到"), widget=DATE, error_messages={"required": _("填写新的完成日期")}
    )
    reason = forms.CharField(
        label=_("理由"), max_length=300, error_messages={"required": _("写明调整理由")}
    )


class MilestoneReport(forms.Form):
    """Report a milestone as reached."""

    done_on = forms.DateField(label=_("完成日期"), widget=DATE)
    evidence = forms.CharField(
        label=_("佐证"),
        max_length=300,
        error_messages={"required": _("写明佐证，例如 印发的文号或系统网址")},
    )
