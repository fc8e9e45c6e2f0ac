"""The standard address of a case: what the register says of it, worked out and never entered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from xiaoer.catalogue.addresses.matching import Outcome
from xiaoer.catalogue.addresses.verdict import Place, Wanted
from xiaoer.catalogue.services import Checked, check_address, standard_text
from xiaoer.packs.queries import LoadedPack
from xiaoer.packs.schema import Form, FormField, FormPage

from .answers import asked_fields, is_empty

STANDARD = "standard_address"
OWN = "own"  # chosen instead of an entry: as it was written, with a commitment
FULL_TEXT = 300  # characters of an address that are looked at


@dataclass(frozen=True, slots=True)
class Asked:
    """An address to look up: its field, what was written, the business that is wanted there."""

    field: FormField
    text: str
    wanted: tuple[Wanted, ...]


def written_places(
    pack: LoadedPack, form: Form | None, answers: Mapping[str, Any]
) -> Iterator[Asked]:
    """Yield the standard addresses that the answers of a form name."""
    for field in asked_fields(form, answers) if form else ():
        text = answers.get(field.key)
        if field.kind == STANDARD and isinstance(text, str) and not is_empty(text):
            yield Asked(field, text[:FULL_TEXT], wanted(pack, form, field, answers))


def wanted(
    pack: LoadedPack, form: Form | None, field: FormField, answers: Mapping[str, Any]
) -> tuple[Wanted, ...]:
    """Return the business that the answers want at an address, with the uses that it fits."""
    fields = {other.key: other for other in form.fields()} if form else {}
    for key in field.use_of:
        chosen = answers.get(key)
        if chosen:
            rows = pack.lists.get(fields[key].options_from or "", ())
            return tuple(_wanted(rows, chosen if isinstance(chosen, list) else [chosen]))
    return ()


def _wanted(rows: tuple[dict[str, str], ...], chosen: list[Any]) -> Iterator[Wanted]:
    keys = {str(value) for value in chosen}
    for row in rows:
        uses = frozenset(filter(None, row.get("premises", "").split("|")))
        if uses and next(iter(row.values())) in keys:
            yield Wanted(row.get("title", ""), uses)


def entered(form: Form | None, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers without those that only the program works out."""
    computed = form.computed() if form else frozenset()
    return {key: value for key, value in answers.items() if key not in computed}


def told(asked: Asked, checked: Checked) -> dict[str, Any]:
    """Return the answers that the register gives: match, code, use, room, result, trace."""
    names = asked.field.computed()
    verdict = checked.verdict
    values = (
        checked.match.outcome.value,
        checked.code,
        verdict.use_ok,
        verdict.full,
        verdict.place.value,
        trace(checked),
    )
    return dict(zip(names, values, strict=True))


def trace(checked: Checked) -> dict[str, Any]:
    """Return how the register answered, rule by rule, with what came close."""
    match = checked.match
    return {
        "parts": match.reading.given(),
        "remarks": list(match.remarks),
        "confidence": match.confidence,
        "found": match.entry.text if match.entry else "",
        "rules": [
            {"rule": f.rule, "passed": f.passed, "words": f.words, "facts": f.facts}
            for f in checked.verdict.findings
        ],
        "near": [{"code": c.entry.code, "text": c.entry.text} for c in match.candidates],
    }


def reported(checked: Checked, answers: Mapping[str, Any]) -> str:
    """Return `address_match` as the feed has it: a commitment stands in for a hit (market d)."""
    if checked.verdict.place is Place.COMMITMENT and answers.get("address_commitment") is True:
        return "commitment"
    return checked.match.outcome.value


def settled(
    pack: LoadedPack,
    form: Form,
    page: FormPage,
    answers: Mapping[str, Any],
    choices: Mapping[str, str],
) -> tuple[dict[str, Any], dict[str, str]]:
    """Look the addresses of an application up; return its answers and what is still to choose.

    `choices` has for a field of the page the code of an entry that was chosen, or `OWN`. What
    was written stays only when the register has it, or when the applicant has said so.
    """
    found, faults = entered(form, answers), {}
    for asked in list(written_places(pack, form, found)):
        chosen = choices.get(asked.field.key, "")
        text = standard_text(chosen) if chosen not in ("", OWN) else None
        if text:
            asked = replace(asked, text=text)
            found[asked.field.key] = text
        checked = check_address(asked.text, asked.wanted)
        found |= told(asked, checked)
        unsettled = checked.match.outcome is not Outcome.HIT and chosen != OWN
        if asked.field in page.fields and unsettled:
            faults[asked.field.key] = TO_CHOOSE
    return found, faults


TO_CHOOSE = "标准地址库里没有完全对上：从下面选一个，或选“按我写的登记”"
