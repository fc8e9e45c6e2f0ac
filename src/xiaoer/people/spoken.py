"""Forms that refuse in our own words: what to enter, with the field's name.

Django's own sentences are replaced for every field; a form that says it better keeps its own.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext as _


def _by_kind(field: forms.Field) -> dict[str, str]:
    """Return the sentences that depend on what kind of answer a field takes."""
    if isinstance(field, forms.DateField):
        return {"invalid": _("%(label)s写成 2022-05-20 这样")}
    if isinstance(field, forms.IntegerField):
        return {"invalid": _("%(label)s填数字，例如 5")}
    if isinstance(field, forms.FileField):
        return {"invalid": _("%(label)s没有传上来，重新选一次")}
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return {"required": _("选%(label)s"), "invalid": _("选%(label)s")}
    return {"invalid": _("%(label)s的写法不对，改一下")}


def _sentences(field: forms.Field) -> dict[str, str]:
    return {
        "required": _("填写%(label)s"),
        "missing": _("选一个%(label)s"),
        "empty": _("%(label)s是空的，换一个"),
        "min_value": _("%(label)s不能小于 %(limit_value)s"),
        "max_value": _("%(label)s不能大于 %(limit_value)s"),
        "min_length": _("%(label)s至少 %(limit_value)d 个字，您填了 %(show_value)d 个"),
        "max_length": _("%(label)s最多 %(limit_value)d 个字，您填了 %(show_value)d 个"),
        "max_digits": _("%(label)s的数字太长"),
        "max_decimal_places": _("%(label)s的小数最多 %(max)s 位"),
        "max_whole_digits": _("%(label)s的数字太大"),
        "invalid_choice": _("%(label)s里没有这一项，重新选"),
        "invalid_pk_value": _("%(label)s里没有这一项，重新选"),
        "invalid_list": _("%(label)s里没有这一项，重新选"),
        "unique": _("这个%(label)s已经有了，换一个"),
        "null_characters_not_allowed": _("%(label)s里有看不见的字符，删掉再填"),
        **_by_kind(field),
    }


def _standard(field: forms.Field) -> dict[str, Any]:
    """Return the messages that Django's classes bring: what stands in a form is kept."""
    found: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        found.update(getattr(kind, "default_error_messages", {}))
    return found


def _with_label(sentence: str, label: str) -> str:
    # the other holders are filled by Django when the error is shown
    return sentence.replace("%(label)s", label.replace("%", "%%"))


def speak(field: forms.Field, label: str) -> None:
    """Put our own sentences into a field, where the form brought none."""
    standard = _standard(field)
    for code, sentence in _sentences(field).items():
        if field.error_messages.get(code) == standard.get(code):
            field.error_messages[code] = _with_label(sentence, label)
    field.validators = [
        ProhibitNullCharactersValidator(message=field.error_messages["null_characters_not_allowed"])
        if isinstance(validator, ProhibitNullCharactersValidator)
        else validator
        for validator in field.validators
    ]


class Spoken:
    """Mix-in for forms, before the form class."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            speak(field, str(field.label or name))
