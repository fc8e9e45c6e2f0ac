"""Standard addresses as the pages draw them: what was found, what to choose, the trace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from xiaoer.catalogue import address_words
from xiaoer.catalogue.address_words import Told
from xiaoer.catalogue.services import check_address
from xiaoer.packs.queries import LoadedPack
from xiaoer.packs.schema import Form, FormField

from ..facts import Facts
from ..premises import Asked, trace, written_places


@dataclass(frozen=True, slots=True)
class Near:
    """An entry that comes close, to choose."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """What the register says to a written address."""

    field: FormField
    match: str
    place: str
    rules: list[Told]
    near: list[Near]
    parts: list[tuple[str, str]]
    code: str = ""
    own: bool = False  # the applicant has chosen to keep what was written


def _place(field: FormField, said: Mapping[str, Any], found: Mapping[str, Any]) -> Place:
    """Build a place from its facts: `said` by name, `found` the trace."""
    return Place(
        field=field,
        match=str(said.get("match", "")),
        place=str(said.get("place", "")),
        rules=address_words.rules(found.get("rules", ())),
        near=[
            Near(str(near["code"]), address_words.own_script(str(near["text"])))
            for near in found.get("near", ())
        ],
        parts=address_words.parts(found.get("parts", {})),
        code=str(said.get("code", "")),
    )


def places_asked(
    pack: LoadedPack,
    form: Form | None,
    answers: Mapping[str, Any],
    kept: Mapping[str, Any] | None = None,
) -> dict[str, Place]:
    """Look the addresses in the answers up, by field; `kept` are the answers saved before."""
    found = {}
    for asked in written_places(pack, form, answers):
        checked = check_address(asked.text, asked.wanted)
        said = {
            "match": checked.match.outcome.value,
            "place": checked.verdict.place.value,
            "code": checked.code,
        }
        place = _place(asked.field, said, trace(checked))
        found[asked.field.key] = replace(place, own=_kept(asked, kept or {}))
    return found


def _kept(asked: Asked, kept: Mapping[str, Any]) -> bool:
    """Say whether the applicant has chosen before to keep what is written."""
    matched = kept.get(asked.field.computed()[0])
    return kept.get(asked.field.key) == asked.text and matched in ("partial", "none")


def places_of_case(facts: Facts) -> list[Place]:
    """Return what the register said to the addresses of a case when they were looked up."""
    form, answers = facts.pack.form_of(facts.item), facts.case.answers
    found = []
    for field in form.fields() if form else ():
        names = field.computed()
        prefix = f"{field.facts or field.key}_"
        said = {name.removeprefix(prefix): answers.get(name) for name in names}
        if isinstance(said.get("trace"), dict):
            found.append(_place(field, said, said["trace"]))
    return found
