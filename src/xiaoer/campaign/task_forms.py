"""The forms of a task: what a unit fills in, its milestones, and what it may ask for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from xiaoer.people.forms import DATE, sane_day
from xiaoer.people.models import Organisation
from xiaoer.people.queries import responsible_units
from xiaoer.people.spoken import Spoken

from .forms import plain_number
from .models import Programme, Target, Task
from .wording import unit_words


class TargetChoices(forms.ModelMultipleChoiceField):
    """Targets with their level and measure, so that one tells them apart."""

    def label_from_instance(self, obj: Target) -> str:
        """Return the target's words, its level and its measure."""
        number = gettext("由市里确定") if obj.set_by_city else f"{plain_number(obj.value) or ''}"
        if obj.value2 is not None:
            number = f"{number}–{plain_number(obj.value2)}"
        level = f"{obj.get_comparator_display()} {number} {unit_words(obj.unit)}".strip()
        return f"{obj.phrase}　{level}　{obj.measure or gettext('还没归到举措')}"


def _nearest_first(targets: QuerySet[Target], task: Task) -> QuerySet[Target]:
    """Order the targets: those of the task, those of its measure, the others as printed."""
    own = task.targets.values("pk") if task.pk else []
    nearness = Case(
        When(pk__in=own, then=Value(0)),
        When(measure=task.measure_id, then=Value(1)),
        default=Value(2),
    )
    return targets.select_related("measure").order_by(nearness, "start")


NEEDED = ("lead", "start", "finish", "evidence_kind", "targets")
FROZEN = ("text", "lead", "coops", "start", "finish", "deliverable", "evidence_kind")
FROZEN += ("evidence_type", "targets", "no_target_reason")


class TaskForm(Spoken, forms.ModelForm):
    """What a unit fills in for a task (P-C-1 step 3); the office alone changes the lead unit."""

    targets = TargetChoices(
        Target.objects.none(),
        required=False,
        label=_("关联目标"),
        widget=forms.CheckboxSelectMultiple,
    )

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
            "evidence_kind",
            "evidence_type",
            "targets",
            "no_target_reason",
            "resources",
            "risks",
        ]
        labels = {"evidence_type": _("佐证说明")}
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "start": DATE,
            "finish": DATE,
            "coops": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, programme: Programme, office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = responsible_units()
        self.fields["lead"].queryset = self.fields["coops"].queryset = units
        self.fields["lead"].empty_label = _("还没定单位")
        live = programme.targets.exclude(state=Target.State.REJECTED)
        self.fields["targets"].queryset = _nearest_first(live, self.instance)
        self.fields["lead"].disabled = not office
        kinds = [("", gettext("选一种")), *Task.Evidence.choices]
        self.fields["evidence_kind"].choices = kinds
        for name in FROZEN if programme.is_frozen else ():
            self.fields[name].disabled = True
        for name in () if programme.is_frozen else NEEDED:
            self.fields[name].for_signing = True
        sane_day(self.fields["start"])
        sane_day(self.fields["finish"])

    def clean(self) -> dict[str, Any]:
        """Check that the dates lie in order."""
        data = super().clean() or {}
        start, finish = data.get("start"), data.get("finish")
        if start and finish and finish < start:
            self.add_error("finish", _("完成日期要在开始日期之后"))
        return data


class MilestoneForm(Spoken, forms.Form):
    """One line of a task's milestones."""

    name = forms.CharField(label=_("节点"), max_length=200, required=False)
    weight = forms.IntegerField(label=_("权重"), min_value=1, max_value=100, required=False)
    due = forms.DateField(label=_("期限"), required=False, widget=DATE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sane_day(self.fields["due"])

    def clean(self) -> dict[str, Any]:
        """Accept an empty line; a line that is begun must be whole."""
        data = super().clean() or {}
        filled = [bool(data.get(name)) for name in ("name", "weight", "due")]
        if any(filled) and not all(filled) and not self.errors:
            raise forms.ValidationError(_("节点、权重、期限三样都要填，整行留空就不要这个节点"))
        return data


MilestoneLines = forms.formset_factory(MilestoneForm, extra=2, max_num=24)


class Assignment(Spoken, forms.Form):
    """Give ticked tasks to a unit."""

    lead = forms.ModelChoiceField(Organisation.objects.none(), label=_("牵头单位"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].queryset = responsible_units()


class TransferAsked(Spoken, forms.Form):
    """Propose that another unit leads a task."""

    to_unit = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("交给"), empty_label=_("选一个单位")
    )
    transfer_reason = forms.CharField(
        label=_("移交理由"), max_length=300, error_messages={"required": _("写明移交理由")}
    )

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_unit"].queryset = responsible_units().exclude(pk=task.lead_id)


class ChangeAsked(Spoken, forms.Form):
    """Ask for another finish date, and say where its milestones go."""

    new_finish = forms.DateField(
        label=_("改到"), widget=DATE, error_messages={"required": _("填写新的完成日期")}
    )
    reason = forms.CharField(
        label=_("理由"), max_length=300, error_messages={"required": _("写明调整理由")}
    )

    def __init__(self, *args: Any, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sane_day(self.fields["new_finish"])
        self.marks = list(task.milestones.filter(verified_at=None))
        for mark in self.marks:
            field = forms.DateField(label=mark.name, required=False, widget=DATE)
            sane_day(field)
            self.fields[f"due_{mark.pk}"] = field

    def dues(self) -> dict[int, date]:
        """Return milestone id → the date that was chosen for it."""
        chosen = {mark.pk: self.cleaned_data.get(f"due_{mark.pk}") for mark in self.marks}
        return {pk: due for pk, due in chosen.items() if due is not None}


class MilestoneReport(Spoken, forms.Form):
    """Report a milestone as reached."""

    done_on = forms.DateField(label=_("完成日期"), widget=DATE)
    evidence = forms.CharField(
        label=_("佐证"),
        max_length=300,
        error_messages={"required": _("写明佐证，例如 印发的文号或系统网址")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sane_day(self.fields["done_on"])
