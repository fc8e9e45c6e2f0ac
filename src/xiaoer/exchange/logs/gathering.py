"""Gathers events one by one into the columns of an `EventLog`."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import numpy as np
import orjson
import pyarrow as pa
from numpy.typing import NDArray

from .instants import NO_TIME, TimeReader
from .log import NESTED, NONE, Codes, Column, EventLog, Head, Ints, Key
from .problems import BadLog

CHUNK = 1 << 16
MOST_KEYS = 5_000  # attributes; no log that people made comes near
ARROW = {
    "string": pa.string(),
    "id": pa.string(),
    NESTED: pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.timestamp("us", tz="UTC"),
}
SMALLEST, LARGEST = -(2**63), 2**63 - 1
Number = TypeVar("Number", np.int32, np.int64)
TRUTH = {"true": True, "1": True, "false": False, "0": False}


class Names:
    """Gives each name a number, in the order of first appearance."""

    def __init__(self) -> None:
        """Start without names."""
        self.codes: dict[str, int] = {}

    def code(self, name: str | None) -> int:
        """Return the number of a name; a blank name is none."""
        if not name:
            return NONE
        found = self.codes.get(name)
        if found is None:
            found = NONE if not name.strip() else len(self.codes)
            if found >= 0:
                self.codes[name] = found
        return found

    def __iter__(self) -> Iterator[str]:
        """Return the names in the order of their numbers."""
        return iter(self.codes)


class _Values:
    """One column while it grows; full stretches become Arrow at once to stay small."""

    def __init__(self, type_: str) -> None:
        self._arrow = ARROW[type_]
        self._rows, self._values = array("q"), list[Any]()
        self._done: list[tuple[Ints, pa.Array]] = []

    def put(self, row: int, value: Any) -> None:
        if self._rows and self._rows[-1] == row:
            self._values[-1] = value  # the same key twice in one element: the last counts
            return
        if len(self._values) >= CHUNK:
            self._pack()
        self._rows.append(row)
        self._values.append(value)

    def _pack(self) -> None:
        rows = np.array(self._rows, dtype=np.int64)
        self._done.append((rows, pa.array(self._values, self._arrow)))
        self._rows, self._values = array("q"), []

    def column(self) -> Column:
        self._pack()
        rows = np.concatenate([rows for rows, _ in self._done])
        values = pa.concat_arrays([values for _, values in self._done])
        if np.all(rows[1:] > rows[:-1]):
            return Column(rows, values)
        order = np.argsort(rows, kind="stable")
        last = np.append(rows[order][1:] != rows[order][:-1], True)  # of equal rows the last
        return Column(rows[order][last], values.take(pa.array(order[last])))


class Table:
    """Typed columns of attributes by row, as texts arrive."""

    def __init__(self, times: TimeReader) -> None:
        """Take the reader of the log's times."""
        self._times = times
        self._columns: dict[Key, _Values] = {}
        self._pool: dict[str, str] = {}
        self.bent = 0  # values that are not of the type they claim to be, kept as text

    def put(self, row: int, type_: str, name: str, value: Any) -> None:
        """Put a value at a row; a text is read by its type."""
        read = self._read(type_, value) if isinstance(value, str) else value
        if read is None:
            self.bent += 1
            type_, read = "string", value
        key = Key(name, type_)
        column = self._columns.get(key)
        if column is None:
            if len(self._columns) >= MOST_KEYS:
                raise BadLog(f"属性太多，超过 {MOST_KEYS} 种，这不像一份事件日志")
            column = self._columns[key] = _Values(type_)
        column.put(row, read)

    def _read(self, type_: str, text: str) -> Any:
        if type_ in ("string", "id", NESTED):
            return self._pool.setdefault(text, text)
        if type_ == "date":
            return self._times.read(text)
        if type_ == "boolean":
            return TRUTH.get(text.strip().lower())
        try:
            return _whole(text) if type_ == "int" else float(text)
        except ValueError:
            return None

    def columns(self) -> dict[Key, Column]:
        """Return what was gathered, in the order of first appearance."""
        return {key: values.column() for key, values in self._columns.items()}


def _whole(text: str) -> int | None:
    value = int(text)
    return value if SMALLEST <= value <= LARGEST else None


class Gatherer:
    """Takes cases and events as they come and makes the log."""

    def __init__(self, times: TimeReader) -> None:
        """Start an empty log whose times are read by `times`."""
        self.times = times
        self.cases, self.activities = Names(), Names()
        self.resources, self.lifecycles = Names(), Names()
        self._case, self._activity = array("i"), array("i")
        self._resource, self._lifecycle = array("i"), array("i")
        self._time, self._start = array("q"), array("q")
        self.events, self.case_table = Table(times), Table(times)
        self.places = array("i")  # case of each trace, where readers count traces first
        self.unread = 0  # texts of times that are none
        self.unread_example = ""

    def event(
        self,
        case: int,
        activity: str | None,
        time: str | int | None,
        resource: str | None = None,
        lifecycle: str | None = None,
        start: str | int | None = None,
    ) -> int:
        """Add an event and return its row, at which attributes may be put."""
        self._case.append(case)
        self._activity.append(self.activities.code(activity))
        self._resource.append(self.resources.code(resource))
        self._lifecycle.append(self.lifecycles.code(lifecycle))
        self._time.append(self._instant(time))
        self._start.append(self._instant(start))
        return len(self._case) - 1

    def _instant(self, value: str | int | None) -> int:
        if value is None or value == "":
            return NO_TIME
        if isinstance(value, int):
            return value
        found = self.times.read(value)
        if found is None:
            self.unread += 1
            self.unread_example = self.unread_example or value[:40]
            return NO_TIME
        return found

    def log(
        self,
        head: Head | None = None,
        warnings: Iterable[str] = (),
        notes: tuple[str, ...] = (),
    ) -> EventLog:
        """Return the log, its events grouped by case."""
        case = np.array(self._case, dtype=np.int32)
        if self.places:
            case = np.array(self.places, dtype=np.int32)[case]
        order = None if _grouped(case) else np.argsort(case, kind="stable")

        def codes(values: array[int]) -> Codes:
            return _moved(np.array(values, dtype=np.int32), order)

        return EventLog(
            case_names=list(self.cases),
            activity_names=list(self.activities),
            resource_names=list(self.resources),
            lifecycle_names=list(self.lifecycles),
            case=_moved(case, order),
            activity=codes(self._activity),
            resource=codes(self._resource),
            lifecycle=codes(self._lifecycle),
            time=_moved(np.array(self._time, dtype=np.int64), order),
            start=_moved(np.array(self._start, dtype=np.int64), order),
            attributes={k: _reordered(c, order) for k, c in self.events.columns().items()},
            case_attributes=self.case_table.columns(),
            head=head or Head(),
            warnings=(*warnings, *self._warnings()),
            notes=notes,
            zoned=self.times.zoned,
        )

    def _warnings(self) -> Iterable[str]:
        if self.unread:
            yield f"{self.unread} 个时间看不懂，例如“{self.unread_example}”"
        bent = self.events.bent + self.case_table.bent
        if bent:
            yield f"{bent} 个属性值和声明的类型不符，按文字保留"


def _grouped(case: Codes) -> bool:
    return bool(np.all(case[1:] >= case[:-1]))


def _moved(values: NDArray[Number], order: Ints | None) -> NDArray[Number]:
    return values if order is None else values[order]


def _reordered(column: Column, order: Ints | None) -> Column:
    """Move a column's rows to where the events went."""
    if order is None:
        return column
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    rows = place[column.rows]
    sequence = np.argsort(rows)
    return Column(rows[sequence], column.values.take(pa.array(sequence)))


def json_text(value: object) -> str:
    """Write a branch of attributes as JSON."""
    return orjson.dumps(value).decode()
