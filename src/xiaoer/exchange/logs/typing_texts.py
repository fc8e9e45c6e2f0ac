"""Types of CSV columns, found from their texts; and cells that spreadsheets would run."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import pyarrow as pa

from .gathering import ARROW
from .instants import TimeReader, iso, moment_of
from .log import Column, EventLog, Key

# A cell that begins so may be run as a formula when it is opened in a spreadsheet.
FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
NUMBER: Final = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
WHOLE: Final = re.compile(r"0|-?[1-9]\d{0,17}")
DATE: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)?")


def guarded(text: str) -> str:
    """Put a quote before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if FORMULA.match(text) and not NUMBER.fullmatch(text) else text


def unguarded(text: str) -> str:
    """Take the quote of `guarded` away again."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def _whole(text: str) -> int | None:
    return int(text) if WHOLE.fullmatch(text) else None


def _fraction(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if repr(value) == text else None


def _truth(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text)


_TIMES: Final = TimeReader()


def _instant(text: str) -> Any:
    value = _TIMES.read(text) if DATE.fullmatch(text) else None
    return moment_of(value) if value is not None and iso(value) == text else None


TYPES: Final[tuple[tuple[str, Callable[[str], Any]], ...]] = (
    ("int", _whole),
    ("float", _fraction),
    ("boolean", _truth),
    ("date", _instant),
)


def typed(log: EventLog) -> EventLog:
    """Return the log with text columns read as numbers, truths and times where all allow it."""
    return replace(
        log,
        attributes=dict(_typed(k, c) for k, c in log.attributes.items()),
        case_attributes=dict(_typed(k, c) for k, c in log.case_attributes.items()),
    )


def _typed(key: Key, column: Column) -> tuple[Key, Column]:
    distinct = column.values.unique().to_pylist()
    for type_, read in TYPES:
        known: dict[str, Any] = {}
        for text in distinct:
            known[text] = read(text)
            if known[text] is None:
                break
        else:
            values = [known[text] for text in column.values.to_pylist()]
            return Key(key.name, type_), Column(column.rows, pa.array(values, ARROW[type_]))
    return key, column
