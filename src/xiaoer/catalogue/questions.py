"""The questions of a theme, read from and written to an address. Pure apart from its form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xiaoer.packs.schema import Form, FormField
from xiaoer.process.expressions import compiled


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what was answered."""

    field: FormField
    value: Any


def _read(field: FormField, sent: Mapping[str, str]) -> Any:
    text = str(sent.get(field.key, "")).replace("\x00", "").strip()[:200]
    if not text:
        return None
    if field.kind == "yes_no":
        return {"yes": True, "no": False}.get(text)
    if field.kind in ("integer", "decimal"):
        try:
            return float(text) if "." in text else int(text)
        except ValueError:
            return None
    if field.options and text not in {o.value for o in field.options}:
        return None
    return text


def answers_from(form: Form, sent: Mapping[str, str]) -> dict[str, Any]:
    """Read the answers out of an address; what cannot be read counts as not answered."""
    return {field.key: _read(field, sent) for field in form.fields()}


def _asked(condition: str, answers: Mapping[str, Any]) -> bool:
    return not condition or bool(compiled(condition)({**answers, "answers": dict(answers)}))


def questions(form: Form, answers: Mapping[str, Any]) -> list[Question]:
    """Return the questions that these answers call for."""
    return [
        Question(field, answers.get(field.key))
        for page in form.pages
        for field in page.fields
        if _asked(page.when, answers) and _asked(field.when, answers)
    ]
