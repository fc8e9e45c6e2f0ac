"""A process drawing as data: what the vetting judges and the engine is built from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

EventKind = Literal[
    "none",
    "message",
    "signal",
    "timer",
    "error",
    "escalation",
    "terminate",
    "link",
    "compensate",
    "conditional",
    "cancel",
    "multiple",
]

TASKS = frozenset(
    {
        "task",
        "userTask",
        "manualTask",
        "serviceTask",
        "scriptTask",
        "businessRuleTask",
        "sendTask",
        "receiveTask",
    }
)
SUBPROCESSES = frozenset({"subProcess", "transaction", "adHocSubProcess"})
ACTIVITIES = TASKS | SUBPROCESSES | {"callActivity"}
EVENTS = frozenset(
    {
        "startEvent",
        "endEvent",
        "intermediateCatchEvent",
        "intermediateThrowEvent",
        "boundaryEvent",
    }
)
CHOICES = frozenset({"exclusiveGateway", "inclusiveGateway"})
GATEWAYS = CHOICES | {"parallelGateway", "eventBasedGateway", "complexGateway"}
FLOW_NODES = ACTIVITIES | EVENTS | GATEWAYS
THROWING = frozenset({"endEvent", "intermediateThrowEvent", "sendTask"})


@dataclass(slots=True)
class Happening:
    """The event that a node waits for or throws."""

    kind: EventKind = "none"
    name: str = ""
    timer: str | None = None
    timer_form: str = ""


@dataclass(slots=True)
class Loop:
    """How often an activity is repeated: over a list, a number of times, or while a condition."""

    sequential: bool = False
    items: str | None = None
    item_name: str | None = None
    count: str | None = None
    until: str | None = None
    while_: str | None = None
    test_first: bool = False
    maximum: int | None = None
    output: str | None = None
    output_item: str | None = None


@dataclass(slots=True)
class Flow:
    """A sequence flow."""

    id: str
    source: str
    target: str
    condition: str | None
    language: str
    name: str
    xml: Any = field(repr=False, default=None)


@dataclass(slots=True)
class Node:
    """A flow node: an activity, an event or a gateway."""

    id: str
    kind: str
    name: str
    line: int | None
    xml: Any = field(repr=False)
    lane: str | None = None
    incoming: list[Flow] = field(default_factory=list)
    outgoing: list[Flow] = field(default_factory=list)
    default: str | None = None
    happening: Happening = field(default_factory=Happening)
    attached_to: str | None = None
    interrupting: bool = True
    loop: Loop | None = None
    decision: str | None = None
    result: str | None = None
    result_form: str | None = None
    called: str | None = None
    inner: Scope | None = None

    @property
    def event(self) -> bool:
        """Tell whether the node is an event of any kind."""
        return self.kind in EVENTS


@dataclass(slots=True)
class Scope:
    """A process or sub-process with what it contains."""

    id: str
    name: str
    file: str
    line: int | None
    xml: Any = field(repr=False, default=None)
    executable: bool = True
    nodes: dict[str, Node] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)
    hung: dict[str, list[Node]] = field(default_factory=dict)
    links: dict[str, list[Node]] = field(default_factory=dict)

    def index(self) -> None:
        """Note boundary events and link ends; to be called once all nodes are there."""
        for node in self.nodes.values():
            if node.attached_to:
                self.hung.setdefault(node.attached_to, []).append(node)
            if node.kind == "intermediateCatchEvent" and node.happening.kind == "link":
                self.links.setdefault(node.happening.name, []).append(node)

    def walk(self) -> Iterator[tuple[Scope, Node]]:
        """Yield every node with its scope, inner ones after the node that holds them."""
        for node in self.nodes.values():
            yield self, node
            if node.inner is not None:
                yield from node.inner.walk()

    def scopes(self) -> Iterator[Scope]:
        """Yield this scope and all inside it."""
        yield self
        for node in self.nodes.values():
            if node.inner is not None:
                yield from node.inner.scopes()

    def boundary(self, host: str) -> list[Node]:
        """Return the boundary events of an activity."""
        return self.hung.get(host, [])

    def starts(self) -> list[Node]:
        """Return the start events."""
        return [node for node in self.nodes.values() if node.kind == "startEvent"]

    def begin(self) -> Node | None:
        """Return the event a run begins at: the plain start, else the only one."""
        starts = self.starts()
        plain = [node for node in starts if node.happening.kind == "none"]
        if len(plain) == 1:
            return plain[0]
        return starts[0] if len(starts) == 1 else None

    def successors(self, node: Node) -> list[str]:
        """Return where a token may go from a node: flows, boundary events, links."""
        found = [flow.target for flow in node.outgoing]
        if node.kind in ACTIVITIES:
            found += [event.id for event in self.boundary(node.id)]
        if node.kind == "intermediateThrowEvent" and node.happening.kind == "link":
            found += [catch.id for catch in self.link_targets(node.happening.name)]
        return [target for target in found if target in self.nodes]

    def link_targets(self, name: str) -> list[Node]:
        """Return the catching ends of a link."""
        return self.links.get(name, [])

    def reachable(self, begin: list[str], without: str | None = None) -> set[str]:
        """Return the ids of all nodes that a token can come to from some nodes."""
        seen: set[str] = {without} if without else set()
        waiting = [node for node in begin if node in self.nodes]
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                waiting += self.successors(self.nodes[here])
        return seen
