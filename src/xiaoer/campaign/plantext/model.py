"""What a compiled plan is made of: frozen records with character spans into the plan's text."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

Comparator = Literal["<=", ">=", "<", ">", "=", "range", "increase_by", "decrease_by"]
Script = Literal["simplified", "traditional", "mixed", "unknown"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading (标题): `start:end` covers marker and title, `text_end` ends its section.

    The title of the plan has id "0" and level 0; other ids are paths of printed numbers.
    """

    id: str
    level: int
    marker: str
    title: str
    start: int
    end: int
    text_end: int


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure (举措): one numbered item of work; its id is the id of its heading.

    `part` is the id of the parent heading, `number` the printed number, the span the section.
    """

    id: str
    part: str | None
    number: int | None
    title: str
    start: int
    end: int
    responsible_units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """A target (目标): one required level of one indicator; `text[start:end] == quote`.

    `measure` is None for a target outside the measures (the goals, say); `heading` is the
    innermost heading around it. A masked number has `value` None.
    """

    id: str
    measure: str | None
    heading: str | None
    phrase: str
    comparator: Comparator
    value: Decimal | None
    value2: Decimal | None
    unit: str | None
    per: str | None
    masked: bool
    qualifier: str | None
    deadline: str | None
    responsible_units: tuple[str, ...]
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cadence:
    """A rhythm of reporting, meeting or checking (报送节奏), with a short readable schedule."""

    quote: str
    start: int
    end: int
    schedule: str
    who: str | None = None


@dataclass(frozen=True, slots=True)
class CompileWarning:
    """Something that a reader should look at; `code` is stable, the message is Chinese."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A compiled plan (方案)."""

    title: str
    year: int | None
    script: Script
    headings: tuple[Heading, ...]
    measures: tuple[Measure, ...]
    targets: tuple[Target, ...]
    cadences: tuple[Cadence, ...]
    warnings: tuple[CompileWarning, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the plan as plain data, ready for JSON; keys are a public contract."""
        return {
            "title": self.title,
            "year": self.year,
            "script": self.script,
            "headings": [_plain(item) for item in self.headings],
            "measures": [_plain(item) for item in self.measures],
            "targets": [_plain(item) for item in self.targets],
            "cadences": [_plain(item) for item in self.cadences],
            "warnings": [_plain(item) for item in self.warnings],
        }


def _plain(item: Heading | Measure | Target | Cadence | CompileWarning) -> dict[str, Any]:
    return {name: _value(getattr(item, name)) for name in type(item).__slots__}


def _value(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return list(value) if isinstance(value, tuple) else value
