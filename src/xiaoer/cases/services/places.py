"""A case and the standard-address register: looked up, kept, registered, left.

Everything happens within the transaction of the case, so that what the register counts and what
the case says never part.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xiaoer.catalogue import registrants
from xiaoer.catalogue.registrants import Applicant, Company
from xiaoer.packs.schema import Form

from ..premises import Asked, entered, reported, told, trace, written_places
from .work import Work


def _form(work: Work) -> Form | None:
    """Return the form of the case's item when it names a standard address."""
    form = work.pack.form_of(work.item)
    return form if form and form.computed() else None


def look_up(work: Work) -> None:
    """Look the case's address up, keep a place there, and put what was found on the case."""
    form = _form(work)
    if form is None:
        return
    work.case.answers = entered(form, work.case.answers)
    for asked in written_places(work.pack, form, work.case.answers):
        _keep(work, asked)


def _keep(work: Work, asked: Asked) -> None:
    case = work.case
    checked = registrants.apply_for(asked.text, asked.wanted, _applicant(work), work.at)
    case.answers = {**case.answers, **told(asked, checked)}
    if checked.premises and not case.county_code:
        case.county_code = checked.premises.division_code
    payload = {
        "field": asked.field.key,
        "code": checked.code,
        "address_match": reported(checked, case.answers),
        "place": checked.verdict.place.value,
        "reasons": list(checked.verdict.reasons),
        "rules": trace(checked)["rules"],
    }
    work.record("address_checked", payload)


def _applicant(work: Work) -> Applicant:
    answers, number = work.case.answers, work.case.number
    trade_name = str(answers.get("trade_name") or "")
    if work.case.enterprise:
        return Applicant(number, work.case.enterprise.name, trade_name)
    return Applicant(number, f"{answers.get('division') or ''}{trade_name}", trade_name)


def take_up(work: Work, answers: Mapping[str, Any]) -> None:
    """Take up further answers; an address or a business that changes is looked up again."""
    form = _form(work)
    before = list(written_places(work.pack, form, work.case.answers))
    work.case.answers = {**work.case.answers, **entered(form, answers)}
    if before != list(written_places(work.pack, form, work.case.answers)):
        registrants.release(work.case.number)
        look_up(work)


def settle_in(work: Work, effect: str) -> None:
    """Do what an outcome does at the address: registered there, moved there, left."""
    left = _left(work, effect)
    if left:
        work.record("address_left", {"codes": left})
    if effect == "leave":
        return
    uscc = work.case.enterprise.uscc if work.case.enterprise else ""
    code = registrants.register_at(work.case.number, work.at, uscc, extra=effect == "add")
    if code:
        work.record("address_registered", {"code": code})


def _left(work: Work, effect: str) -> list[str]:
    case = work.case
    if effect == "leave" and case.enterprise is None:
        return registrants.leave_of_case(case.number, work.at)
    moves = effect == "move" and any(written_places(work.pack, _form(work), case.answers))
    if case.enterprise is None or not (moves or effect == "leave"):
        return []
    enterprise = case.enterprise
    company = Company(enterprise.uscc, enterprise.name, str(enterprise.address or ""))
    return registrants.leave(company, case.number, work.at, extra_too=effect == "leave")


def give_up(work: Work) -> None:
    """Give up the place that the case still keeps when it ends."""
    if _form(work):
        registrants.release(work.case.number)
