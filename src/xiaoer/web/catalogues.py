"""The language files: texts are collected, traditional Chinese is derived, English is checked.

`python -m xiaoer.web.catalogues update` rewrites the `.po` files, `compile` the `.mo` files.
Simplified Chinese is the source, so it needs no file. GNU gettext is not needed.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from .traditional import traditional

PACKAGE = Path(__file__).resolve().parent.parent
LOCALES = PACKAGE / "locale"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
}
# The same texts must give the same file, so the header carries no date of its own.
FIXED_DATE = datetime(2022, 1, 1, tzinfo=UTC)


def template_messages(text: str) -> Iterator[tuple[int, str | tuple[str, ...]]]:
    """Yield (line, text) for each translatable text of a Django template."""
    from django.utils.translation.template import templatize

    source = templatize(text).encode()
    names = {**KEYWORDS, "pgettext": ((1, "c"), 2)}
    for line, _function, message, _comments in extract_python(
        io.BytesIO(source), list(names), [], {}
    ):
        yield line, message


def python_messages(text: str) -> Iterator[tuple[int, str | tuple[str, ...]]]:
    """Yield (line, text) for each translatable text of a Python module."""
    found = extract_python(io.BytesIO(text.encode()), list(KEYWORDS), [], {"encoding": "utf-8"})
    for line, _function, message, _comments in found:
        yield line, message


def _sources() -> Iterator[Path]:
    for path in sorted(PACKAGE.rglob("*")):
        tested = "tests" in path.parts or "migrations" in path.parts or "dist" in path.parts
        if path.suffix in {".py", ".html"} and not tested:
            yield path


def collected() -> Catalog:
    """Return every text of the program, with the places where it stands."""
    catalogue = Catalog(project="xiaoer", charset="utf-8")
    for path in _sources():
        text = path.read_text(encoding="utf-8")
        find = template_messages if path.suffix == ".html" else python_messages
        for _line, message in find(text):
            # places by file only: line numbers would change with every edit
            _add(catalogue, message, str(path.relative_to(PACKAGE)))
    return catalogue


def _add(catalogue: Catalog, message: str | tuple[str, ...], place: str) -> None:
    if isinstance(message, tuple):
        message = message[0] if len(set(message)) == 1 else message
    if message:
        flags = ["python-format"] if "%(" in str(message) else []
        catalogue.add(message, locations=[(place, 0)], flags=flags)


def file_of(language: str) -> Path:
    """Return the `.po` file of a language (`en`, `zh_Hant`)."""
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """Read a language file; an empty one stands in for a missing one."""
    path = file_of(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as source:
        return read_po(source, locale=language)


def _written(catalogue: Catalog, language: str) -> None:
    path = file_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        write_po(out, catalogue, width=100, sort_output=True, omit_header=False, no_location=True)


def update() -> list[str]:
    """Rewrite the language files; return the texts that English still lacks."""
    texts = collected()
    english, derived = read("en"), Catalog(locale="zh_Hant")
    fresh = Catalog(locale="en")
    for message in texts:
        if not message.id:
            continue
        known = english.get(message.id)
        fresh.add(message.id, known.string if known else "", flags=message.flags)
        parts = message.id if isinstance(message.id, tuple) else (message.id,)
        derived.add(message.id, _derived(parts), flags=message.flags)
    for catalogue, language in ((fresh, "en"), (derived, "zh_Hant")):
        catalogue.revision_date = catalogue.creation_date = FIXED_DATE
        _written(catalogue, language)
    return [str(m.id) for m in fresh if m.id and not m.string]


def _derived(parts: tuple[str, ...]) -> str | tuple[str, ...]:
    converted = tuple(traditional(part) for part in parts)
    return converted[0] if len(converted) == 1 else converted[:1]


def compile_all() -> None:
    """Write the `.mo` files that Django reads."""
    for language in ("en", "zh_Hant"):
        catalogue = read(language)
        catalogue.fuzzy = False
        with file_of(language).with_suffix(".mo").open("wb") as out:
            write_mo(out, catalogue)


def main(command: str) -> int:
    """Run one of the two commands."""
    if command == "compile":
        compile_all()
        return 0
    for text in update():
        print(text)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
