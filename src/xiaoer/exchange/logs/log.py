"""An event log in columns: what every reader makes, every writer takes and mining counts.

Rows are events, grouped by case, cases in the order in which they first appear, events of a
case in the order of the file. Names are kept once and referred to by number; -1 is no name,
`NO_TIME` no time. Attributes are kept only where they occur, a column for each key and type.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Codes = NDArray[np.int32]
NESTED = "nested"
NONE = -1


class Key(NamedTuple):
    """An attribute: its key and one of the types of XES, or `nested` (JSON of a branch)."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Column:
    """The values of one attribute at the rows where it occurs, rows ascending."""

    rows: Ints
    values: pa.Array

    def dense(self, start: int, stop: int) -> list[Any]:
        """Return the values of a stretch of rows, `None` where there is none."""
        first, last = np.searchsorted(self.rows, (start, stop))
        found: list[Any] = [None] * (stop - start)
        values = self.values.slice(first, last - first).to_pylist()
        for row, value in zip(self.rows[first:last].tolist(), values, strict=True):
            found[row - start] = value
        return found

    def array(self, length: int) -> pa.Array:
        """Return the values of all rows as one Arrow array with nulls."""
        index = np.full(length, NONE, dtype=np.int64)
        index[self.rows] = np.arange(len(self.rows))
        return self.values.take(pa.array(index, mask=index < 0))


class Attribute(NamedTuple):
    """An attribute as it stands in the head of a file, with what hangs below it."""

    type: str
    key: str
    value: str
    children: tuple[Attribute, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What a file says about itself: attributes, classifiers, extensions, global defaults."""

    attributes: tuple[Attribute, ...] = ()
    classifiers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    extensions: tuple[tuple[str, str, str], ...] = ()
    globals: dict[str, tuple[Attribute, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class EventLog:
    """A log. `warnings` tell what the reader left out or changed, `notes` how it read."""

    case_names: list[str]
    activity_names: list[str]
    resource_names: list[str]
    lifecycle_names: list[str]
    case: Codes
    activity: Codes
    resource: Codes
    lifecycle: Codes
    time: Ints
    start: Ints
    attributes: dict[Key, Column] = field(default_factory=dict)
    case_attributes: dict[Key, Column] = field(default_factory=dict)
    head: Head = field(default_factory=Head)
    warnings: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    zoned: bool = False  # times were written in zones other than UTC

    def __len__(self) -> int:
        """Return the number of events."""
        return len(self.case)

    def case_values(self, name: str) -> list[str | None]:
        """Return an attribute of all cases as text, whatever its type; `None` where missing."""
        found: list[str | None] = [None] * len(self.case_names)
        for key, column in self.case_attributes.items():
            if key.name == name:
                values = column.values.to_pylist()
                for row, value in zip(column.rows.tolist(), values, strict=True):
                    found[row] = str(value)
        return found
