"""From a vetted drawing to SpiffWorkflow specs, without SpiffWorkflow's own XML parser.

Its parser walks the drawing by recursion, reads what the vetting has refused, and knows one
dialect; building from `Scope` means that only what was vetted can ever run.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .diagram import CHOICES, Flow, Node, Scope
from .engine_events import (
    Awaiting,
    Boundary,
    Ending,
    EventGate,
    Split,
    Throwing,
    release_boundary,
)
from .engine_gates import Choosing, Some, Together
from .engine_parts import Inner, Plain, ProcessSpec, RuleWork, Work
from .engine_repeat import Repeat

CLASSES: dict[str, type[Any]] = {
    "task": Work,
    "userTask": Work,
    "manualTask": Work,
    "serviceTask": Work,
    "businessRuleTask": RuleWork,
    "sendTask": Throwing,
    "receiveTask": Awaiting,
    "startEvent": Plain,
    "endEvent": Ending,
    "intermediateThrowEvent": Throwing,
    "intermediateCatchEvent": Awaiting,
    "boundaryEvent": Boundary,
    "exclusiveGateway": Choosing,
    "inclusiveGateway": Some,
    "parallelGateway": Together,
    "eventBasedGateway": EventGate,
}


class Builder:
    """Builds the specs of a process and everything inside it and called by it."""

    def __init__(self, processes: dict[str, Scope]) -> None:
        """Take the processes that may be called."""
        self.processes = processes
        self.specs: dict[str, Any] = {}
        self.order = 0

    def build(self, key: str) -> Any:
        """Return the spec of a process; those it calls are added to `specs` too."""
        if key not in self.specs:
            self._scope(self.processes[key], key)
        return self.specs[key]

    def _scope(self, scope: Scope, name: str) -> None:
        spec = self.specs[name] = ProcessSpec(name)
        begin = scope.begin()
        used = scope.reachable([begin.id] if begin else [])
        for node in scope.nodes.values():
            if node.id in used:
                self._node(scope, spec, node)
        for node in scope.nodes.values():
            if node.id in used:
                _connect(scope, spec, node)
        if begin is not None:
            spec.start.connect(spec.task_specs[begin.id])
        for part in spec.task_specs.values():
            if isinstance(part, Some):
                part.sources = _sources(spec, part)

    def _node(self, scope: Scope, spec: Any, node: Node) -> None:
        main = self._repeated(spec, node) if node.loop else self._made(spec, node, node.id)
        events = scope.boundary(node.id)
        if events:
            split = self._extra(Split, spec, f"{node.id}.events")
            split.connect(main)
            main.completed_event.connect(release_boundary)
        if node.kind not in CHOICES and len(node.outgoing) > 1 and _has_conditions(node):
            choosing = self._extra(Choosing, spec, f"{node.id}.split")
            choosing.exclusive = False
            main.connect(choosing)

    def _repeated(self, spec: Any, node: Node) -> Any:
        main = self._finish(Repeat(spec, node.id), node)
        child = self._made(spec, node, f"{node.id} [child]")
        main.loop, main.child = node.loop, child.name
        child._connect_notify(main)
        child.completed_event.connect(main.one_done)
        return main

    def _made(self, spec: Any, node: Node, name: str) -> Any:
        if node.kind == "callActivity":
            self.build(node.called or "")
            return self._finish(Inner(spec, name, subworkflow_spec=node.called), node)
        if node.inner is not None:
            inner = f"{spec.name}/{node.id}"
            self._scope(node.inner, inner)
            return self._finish(Inner(spec, name, subworkflow_spec=inner), node)
        made = _class_of(node)(spec, name)
        if isinstance(made, RuleWork):
            made.decision = node.decision or ""
            made.result = node.result or made.decision
            made.result_form = node.result_form
        return self._finish(made, node)

    def _finish(self, made: Any, node: Node) -> Any:
        made.bpmn_id, made.bpmn_name, made.lane = node.id, node.name, node.lane
        made.node, made.happening = node, node.happening
        made.interrupting = node.interrupting
        return self._placed(made)

    def _extra(self, kind: type[Any], spec: Any, name: str) -> Any:
        made = kind(spec, name)
        made.bpmn_id = made.node = None
        return self._placed(made)

    def _placed(self, made: Any) -> Any:
        self.order += 1
        made.order = self.order
        return made


def _class_of(node: Node) -> type[Any]:
    if node.happening.kind == "link":
        return Plain
    if node.decision:
        return RuleWork
    return CLASSES[node.kind]


def _has_conditions(node: Node) -> bool:
    return any(flow.condition is not None for flow in node.outgoing)


def _entry(scope: Scope, spec: Any, key: str) -> Any:
    """Return the spec that a flow into a node leads to."""
    return spec.task_specs[f"{key}.events" if scope.boundary(key) else key]


def _connect(scope: Scope, spec: Any, node: Node) -> None:
    specs = spec.task_specs
    for event in scope.boundary(node.id):
        specs[f"{node.id}.events"].connect(specs[event.id])
    if node.kind == "intermediateThrowEvent" and node.happening.kind == "link":
        for target in scope.link_targets(node.happening.name):
            specs[node.id].connect(specs[target.id])
    source = specs.get(f"{node.id}.split", specs[node.id])
    for flow in node.outgoing:
        target = _entry(scope, spec, flow.target)
        source.connect(target)
        if isinstance(source, Choosing):
            _add_choice(source, node, flow, target.name)


def _add_choice(source: Choosing, node: Node, flow: Flow, target: str) -> None:
    # The order of the drawing decides which of several true conditions wins.
    if flow.id == node.default:
        source.default = target
    else:
        source.choices.append((flow.condition, target))


def _sources(spec: Any, join: Some) -> dict[str, frozenset[str]]:
    """Return, for each input of an inclusive gateway, from where a token can still come to it."""
    return {name: frozenset(_upstream(spec, name, join.name)) for name in join._inputs}


def _upstream(spec: Any, begin: str, stop: str) -> Iterable[str]:
    seen: set[str] = set()
    waiting = [begin]
    while waiting:
        here = waiting.pop()
        if here not in seen and here != stop:
            seen.add(here)
            waiting += spec.task_specs[here]._inputs
    return seen
