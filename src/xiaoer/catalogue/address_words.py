"""What the register says of an address, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext

from xiaoer.packs.translations import said
from xiaoer.web.traditional import traditional

from .addresses.parts import NAMES
from .addresses.verdict import PART_NAMES, SENTENCES, USE_NAMES, said_facts


@dataclass(frozen=True, slots=True)
class Told:
    """One rule in words; `state` is good, warn or nothing."""

    text: str
    state: str


def own_script(text: str) -> str:
    """Return a name of the register in the script of the page; names are not translated."""
    return traditional(text) if get_language() == "zh-hant" else text


def sentence(words: str, facts: Mapping[str, Any]) -> str:
    """Say one finding."""
    told = said_facts(dict(facts), gettext)
    if "business" in told:
        told["business"] = said(str(told["business"]))
    if "text" in told:
        told["text"] = own_script(str(told["text"]))
    return gettext(SENTENCES[words]) % told


def rules(found: Iterable[Mapping[str, Any]]) -> list[Told]:
    """Say the rules of a trace one by one."""
    return [
        Told(sentence(rule["words"], rule["facts"]), "good" if rule["passed"] else "warn")
        for rule in found
        if rule.get("words") in SENTENCES
    ]


def parts(given: Mapping[str, str]) -> list[tuple[str, str]]:
    """Name the parts of an address with their values, from the province to the room."""
    return [(gettext(PART_NAMES[n]), own_script(given[n])) for n in NAMES if given.get(n)]


def uses(codes: Iterable[str]) -> str:
    """Name permitted uses."""
    return "、".join(gettext(USE_NAMES.get(code, code)) for code in codes)
