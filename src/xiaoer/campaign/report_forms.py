"""The form of a monthly report: what a writer adds to what the system filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from xiaoer.people.forms import DATE
from xiaoer.people.spoken import Spoken

from .models import MonthlyReport
from .reporting.typed_numbers import Contradiction

LONG = 4000  # characters
PROBLEMS = 8


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ReportForm(Spoken, forms.Form):
    """Results, practice, publicity; and a reason for each number that differs."""

    results = forms.CharField(
        label=_("成效"),
        help_text=_("本期做成了什么，对企业有什么变化。进度和指标系统已经填好，不用再抄。"),
        widget=_area(5),
        max_length=LONG,
        required=False,
    )
    good_practice = forms.CharField(
        label=_("好做法"), widget=_area(2), max_length=LONG, required=False
    )
    publicity = forms.CharField(label=_("宣传"), widget=_area(2), max_length=LONG, required=False)
    no_change = forms.BooleanField(label=_("本月没有变化（每季度最多一次）"), required=False)
    no_change_reason = forms.CharField(label=_("没有变化的理由"), max_length=200, required=False)

    def __init__(
        self, data: Any, report: MonthlyReport, differing: Sequence[Contradiction]
    ) -> None:
        initial = {name: getattr(report, name) for name in self.base_fields}
        super().__init__(data, initial=initial)
        self.report = report
        self.differing = list(differing)
        for number, one in enumerate(self.differing):
            name = f"reason_{number}"
            self.fields[name] = forms.CharField(
                label=_t("“%(name)s”您写 %(typed)s，系统算出 %(value)s，为什么不一样")
                % {"name": one.name, "typed": one.typed, "value": f"{one.computed.normalize():f}"},
                max_length=200,
                required=False,
                initial=report.reasons.get(one.key, ""),
            )

    @property
    def reason_fields(self) -> list[forms.BoundField]:
        """Return the fields that ask why a typed number differs."""
        return [self[f"reason_{number}"] for number in range(len(self.differing))]

    def values(self) -> dict[str, object]:
        """Return what to write into the report."""
        cleaned = self.cleaned_data
        named = {one.key: cleaned[f"reason_{n}"].strip() for n, one in enumerate(self.differing)}
        kept = {name: cleaned[name] for name in self.base_fields}
        return {**kept, "reasons": {**self.report.reasons, **named}}


class ProblemForm(Spoken, forms.Form):
    """One problem: why, what must be decided, by whom, until when."""

    cause = forms.CharField(label=_("卡在哪里"), max_length=300, required=False)
    decision = forms.CharField(label=_("要定什么"), max_length=200, required=False)
    whom = forms.CharField(label=_("要谁定"), max_length=60, required=False)
    until = forms.DateField(label=_("什么时候前定"), widget=DATE, required=False)

    def clean(self) -> dict[str, Any]:
        """Without a cause the rest says nothing."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        others = [cleaned.get(name) for name in ("decision", "whom", "until")]
        if any(others) and not cleaned.get("cause"):
            self.add_error("cause", _t("写卡在哪里，例如 图审意见还没出"))
        return cleaned


ProblemForms = forms.formset_factory(ProblemForm, extra=1, max_num=PROBLEMS, absolute_max=PROBLEMS)


def problem_rows(forms_: Any) -> list[dict[str, str]]:
    """Return the problems as the report keeps them; empty rows fall away."""
    return [
        {
            "cause": row["cause"],
            "decision": row["decision"],
            "whom": row["whom"],
            "until": row["until"].isoformat() if row["until"] else "",
        }
        for row in forms_.cleaned_data
        if row.get("cause")
    ]
