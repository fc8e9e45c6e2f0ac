"""The decision tables of a pack: where they stand, what they read, what they may answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from xiaoer.process.decisions import SINGLE, BadDecision, Decision, decisions
from xiaoer.process.reading import Unreadable, read_xml

from .faults import Fault


@dataclass(frozen=True, slots=True)
class Drawn:
    """A decision table and where it is drawn."""

    table: Decision
    file: str
    line: int

    def answers(self, column: str) -> Iterator[object]:
        """Yield everything that an output column can answer, lists taken apart."""
        for rule in self.table.rules:
            value = rule.outputs.get(column)
            yield from value if isinstance(value, list) else (value,)


class Tables:
    """All decision tables of a pack's DMN files, and what is wrong with the files."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Read the files in the order of their names."""
        self.drawn: dict[str, Drawn] = {}
        self.faults: list[Fault] = []
        for name in sorted(files):
            self._read(name, files[name])

    def _read(self, name: str, data: bytes) -> None:
        lines = _lines(data)
        try:
            found = decisions(data)
        except BadDecision as problem:
            line = next((line for key, line in lines.items() if f"“{key}”" in str(problem)), 1)
            self.faults.append(Fault(name, line, str(problem)))
            return
        for key, table in found.items():
            line = lines.get(key, 1)
            if key in self.drawn:
                self.faults.append(Fault(name, line, f"决策表 {key} 画了两次"))
            self.drawn.setdefault(key, Drawn(table, name, line))

    def outputs(self, key: str) -> frozenset[str] | None:
        """Return the outputs of a table with one answer; none for lists of answers."""
        drawn = self.drawn.get(key)
        if drawn is None or (drawn.table.policy not in SINGLE and not drawn.table.aggregation):
            return None
        return frozenset(drawn.table.outputs)


def _lines(data: bytes) -> dict[str, int]:
    try:
        root: Any = read_xml(data)
    except Unreadable:
        return {}  # `decisions` tells the reason
    return {box.get("id", ""): box.sourceline or 1 for box in root.iter("{*}decision")}


def spread(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return data for a table: `answers.area_m2: 3` becomes `answers: {area_m2: 3}`."""
    data: dict[str, Any] = {}
    for key, value in given.items():
        root, dot, name = key.partition(".")
        if not dot:
            data[key] = value
        elif isinstance(data.setdefault(root, {}), dict):
            data[root][name] = value
    return data
