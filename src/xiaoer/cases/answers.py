"""Are the answers of a form complete and possible? Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from xiaoer.packs.schema import Form, FormField, FormPage
from xiaoer.process.expressions import BadExpression, compiled
from xiaoer.registry.identifiers import IdentifierError, checked_ric, checked_uscc

Lists = Mapping[str, Sequence[Mapping[str, str]]]
PHONE = re.compile(r"^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$")


class Invalid(Exception):
    """Answers that cannot be taken: field key → what to enter."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__("；".join(faults.values()))
        self.faults = dict(faults)


def holds(condition: str, answers: Mapping[str, Any]) -> bool:
    """Say whether a `when` holds; an empty one always does."""
    if not condition:
        return True
    return bool(compiled(condition)({**answers, "answers": dict(answers)}))


def shown_pages(form: Form, answers: Mapping[str, Any]) -> list[FormPage]:
    """Return the pages that these answers call for."""
    return [page for page in form.pages if holds(page.when, answers)]


def asked_fields(form: Form, answers: Mapping[str, Any]) -> list[FormField]:
    """Return the fields that must be answered by the applicant now."""
    return [
        field
        for page in shown_pages(form, answers)
        for field in page.fields
        if field.shared is None and holds(field.when, answers)
    ]


def _text(field: FormField, value: Any) -> str:
    if not isinstance(value, str):
        return "填文字"
    if len(value) > field.max_length:
        return f"最多 {field.max_length} 个字，现在 {len(value)} 个"
    return ""


def _number(field: FormField, value: Any) -> str:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return f"填数字，例如 {field.example or 100}"
    if not number.is_finite():
        return "填数字"
    if field.kind == "integer" and number != number.to_integral_value():
        return "填整数"
    if field.minimum is not None and number < field.minimum:
        return f"不能小于 {field.minimum}"
    if field.maximum is not None and number > field.maximum:
        return f"不能大于 {field.maximum}"
    return ""


def _date(field: FormField, value: Any) -> str:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return "填日期，例如 2022-05-20"
    return ""


def _identifier(check: Callable[[str], str]) -> Callable[[FormField, Any], str]:
    def fault(field: FormField, value: Any) -> str:
        try:
            check(str(value))
        except IdentifierError as problem:
            return str(problem)
        return ""

    return fault


def _phone(field: FormField, value: Any) -> str:
    return "" if PHONE.match(str(value)) else "填 11 位手机号，或带区号的座机号"


def _yes_no(field: FormField, value: Any) -> str:
    return "" if isinstance(value, bool) else "选“是”或“否”"


def _people(field: FormField, value: Any) -> str:
    if not isinstance(value, list):
        return "至少填一个人"
    for at, person in enumerate(value, start=1):
        fault = _person(person)
        if fault:
            return f"第 {at} 个人：{fault}"
    numbers = [person["identity"] for person in value]
    return "同一个人填了两次，一个人填一行" if len(set(numbers)) < len(numbers) else ""


def _person(person: Any) -> str:
    if not isinstance(person, dict) or not person.get("name"):
        return "填写姓名"
    try:
        checked_ric(str(person.get("identity", "")))
    except IdentifierError as problem:
        return str(problem)
    return ""


def _list(field: FormField, value: Any) -> str:
    return "" if isinstance(value, list) else "至少选一项"


CHECKS: dict[str, Callable[[FormField, Any], str]] = {
    "text": _text,
    "long_text": _text,
    "standard_address": _text,
    "integer": _number,
    "decimal": _number,
    "date": _date,
    "uscc": _identifier(checked_uscc),
    "identity_number": _identifier(checked_ric),
    "phone": _phone,
    "yes_no": _yes_no,
    "choices": _list,
    "components": _list,
    "people": _people,
    "scope": _list,
}


def allowed(field: FormField, lists: Lists) -> set[str] | None:
    """Return the values that a choice allows; `None` when anything goes."""
    if field.options_from:
        rows = lists.get(field.options_from, ())
        return {next(iter(row.values())) for row in rows}
    return {option.value for option in field.options} or None


def _choice_fault(field: FormField, value: Any, lists: Lists) -> str:
    if field.kind not in ("choice", "choices", "components"):
        return ""
    possible = allowed(field, lists)
    chosen = value if isinstance(value, list) else [value]
    if possible is not None and not {str(v) for v in chosen} <= possible:
        return "从列出的选项里选"
    return ""


def is_empty(value: Any) -> bool:
    """Say whether a question was left open."""
    return value is None or value == "" or value == []


def field_fault(field: FormField, value: Any, lists: Lists) -> str:
    """Return what is wrong with one answer; empty when nothing is."""
    if is_empty(value):
        if not field.required:
            return ""
        example = f"，例如 {field.example}" if field.example else ""
        verb = "选" if field.kind in ("choice", "choices", "yes_no", "components") else "填写"
        return f"{verb}{field.title}{example}"
    check = CHECKS.get(field.kind)
    return (check(field, value) if check else "") or _choice_fault(field, value, lists)


def page_faults(page: FormPage, answers: Mapping[str, Any], lists: Lists) -> dict[str, str]:
    """Return what is wrong on one page: field key → what to enter."""
    faults = {}
    for field in page.fields:
        if field.shared is None and holds(field.when, answers):
            fault = field_fault(field, answers.get(field.key), lists)
            if fault:
                faults[field.key] = fault
    return faults


def faults_of(form: Form, answers: Mapping[str, Any], lists: Lists) -> dict[str, str]:
    """Return everything that is wrong with the answers of a form."""
    faults: dict[str, str] = {}
    for page in shown_pages(form, answers):
        faults |= page_faults(page, answers, lists)
    return check_faults(form, answers) | faults


def check_faults(form: Form, answers: Mapping[str, Any]) -> dict[str, str]:
    """Return what answers say against each other, by the field where it is mended.

    A check that reads an answer not given yet says nothing.
    """
    asked = {field.key for field in asked_fields(form, answers)}
    found: dict[str, str] = {}
    for check in form.checks:
        answered = check.field in asked and not is_empty(answers.get(check.field))
        if answered and check.field not in found and _fires(check.when, answers):
            found[check.field] = str(check.message)
    return found


def _fires(condition: str, answers: Mapping[str, Any]) -> bool:
    try:
        return holds(condition, answers)
    except BadExpression:
        return False
