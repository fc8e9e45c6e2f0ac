"""What packs say, in the language of the page.

Titles are kept with cases and steps as they were in simplified Chinese; traditional is derived,
English is looked up among the texts of the versions that are in effect.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext
from pydantic import BaseModel

from xiaoer.web.traditional import traditional

from . import queries
from .texts import Text


def said(value: Text | str | None) -> str:
    """Return a text of a pack in the active language; simplified where there is no other."""
    if value is None:
        return ""
    text, language = str(value), get_language()
    if language == "zh-hant":
        return traditional(text)
    if language != "en":
        return text
    if isinstance(value, Text) and value.en:
        return value.en
    return _english(text)


def _english(text: str) -> str:
    for loaded in queries.packs_on(timezone.localdate()):
        known = english_of(loaded.pk).get(text)
        if known:
            return known
    head, colon, tail = text.partition("：")
    return f"{gettext(head)}: {_english(tail)}" if colon and tail else text


@lru_cache(maxsize=64)
def english_of(pack_version: int) -> Mapping[str, str]:
    """Return the English of every text in a version of a pack that has one."""
    loaded = queries.version(pack_version)
    parts: list[Any] = [loaded.pack, *loaded.forms.values()]
    own = {text.zh_hans: text.en for part in parts for text in texts_of(part) if text.en}
    return MappingProxyType({**loaded.english, **own})


def texts_of(part: Any) -> Iterator[Text]:
    """Yield every text in a part of a pack, however deep."""
    if isinstance(part, Text):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from texts_of(getattr(part, name))
    elif isinstance(part, Mapping):
        for value in part.values():
            yield from texts_of(value)
    elif isinstance(part, (tuple, list)):
        for value in part:
            yield from texts_of(value)
