"""Sending a feed by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """A file and the period it is of."""

    file = forms.FileField(label=_("文件"))
    start = forms.DateField(label=_("数据期从"))
    end = forms.DateField(label=_("到"))

    def clean(self) -> dict[str, Any]:
        """Check that the period runs forwards."""
        found = super().clean() or {}
        if found.get("start") and found.get("end") and found["start"] > found["end"]:
            raise forms.ValidationError(_("数据期的开始比结束晚"))
        return found

    def batch_id(self) -> str:
        """Return the name of the batch: the same file for the same period is the same batch."""
        return f"{self.cleaned_data['file'].name} {self.cleaned_data['start']}"[:80]
