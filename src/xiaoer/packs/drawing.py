"""What a pack must know about a drawing: its tasks, ends, conditions and the names it writes.

Whether a drawing is executable, and whether all of it is reached, `xiaoer.process.vetting` tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from xiaoer.process.diagram import Loop, Node, Scope
from xiaoer.process.vetting import read_library

PEOPLE = frozenset({"userTask", "manualTask"})
# Forms of a table's result in which a condition sees one value and not the whole answer.
SINGLE_VALUES = frozenset({"singleEntry", "single_value", "collectEntries"})
STEPS = PEOPLE | {"receiveTask", "serviceTask", "sendTask"}


@dataclass(frozen=True, slots=True)
class Spot:
    """An element of a drawing: id, what it is, its line, and a condition if it has one."""

    id: str
    kind: str
    line: int
    text: str = ""


@dataclass(slots=True)
class Outline:
    """One process of a file."""

    id: str
    file: str
    line: int
    tasks: dict[str, Spot] = field(default_factory=dict)
    ends: list[Spot] = field(default_factory=list)  # of the process itself, not of subprocesses
    conditions: list[Spot] = field(default_factory=list)
    variables: set[str] = field(default_factory=set)  # written by the drawing itself
    answers: dict[str, str] = field(default_factory=dict)  # name of a whole answer → its table
    calls: list[str] = field(default_factory=list)


def outlines(files: Mapping[str, bytes]) -> dict[str, Outline]:
    """Return the processes of all files by id; a file that cannot be read has none."""
    library = read_library(files)
    return {key: _outline(scope) for key, scope in library.processes.items()}


def _spot(node: Node, text: str = "") -> Spot:
    return Spot(node.id, node.kind, node.line or 1, text)


def _outline(scope: Scope) -> Outline:
    outline = Outline(scope.id, scope.file, scope.line or 1)
    outline.ends = [_spot(node) for node in scope.nodes.values() if node.kind == "endEvent"]
    for inner in scope.scopes():
        for flow in inner.flows:
            if flow.condition:
                line = flow.xml.sourceline or 1
                outline.conditions.append(Spot(flow.id, "sequenceFlow", line, flow.condition))
    for _inner, node in scope.walk():
        _note(outline, node)
    return outline


def _note(outline: Outline, node: Node) -> None:
    if node.kind in STEPS:
        outline.tasks[node.id] = _spot(node)
    if node.called:
        outline.calls.append(node.called)
    if node.decision:
        name = node.result or node.decision
        outline.variables.add(name)
        if node.result_form not in SINGLE_VALUES:
            outline.answers[name] = node.decision
    if node.loop:
        outline.conditions += [_spot(node, text) for text in _conditions(node.loop)]
        written = (node.loop.item_name, node.loop.output, node.loop.output_item)
        outline.variables.update(name for name in written if name)


def _conditions(loop: Loop) -> Iterator[str]:
    for text in (loop.items, loop.count, loop.until, loop.while_):
        if text and not text.isdecimal():
            yield text
