"""Questions of a form as the pages draw them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xiaoer.packs.queries import LoadedPack
from xiaoer.packs.schema import FormField
from xiaoer.packs.steps import Step

from ..answers import asked_fields
from ..facts import Facts
from ..options import options


def question(
    field: FormField, pack: LoadedPack, answers: Mapping[str, Any], fault: str = ""
) -> dict[str, Any]:
    """Return one question with its answer so far."""
    return {
        "field": field,
        "value": answers.get(field.key),
        "fault": fault,
        "options": options(field, pack),
    }


def step_questions(
    facts: Facts, step: Step, entered: Mapping[str, Any] | None = None
) -> list[dict[str, Any]]:
    """Return the questions of a step's own form, with what was entered before a fault."""
    form = facts.pack.form_of(step)
    if form is None:
        return []
    answers = {**facts.case.answers, **(entered or {})}
    return [question(field, facts.pack, answers) for field in asked_fields(form, answers)]
