"""From a BPMN drawing to the game of its tokens.

Tasks and calls of other processes show as activities under their names; events and gateways are
silent. Conditions are not judged: a log does not hold the data they ask for, so every branch is
allowed. Loops repeat, boundary events may take over at any time, timers may always be up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, combinations
from typing import Final

from xiaoer.process.diagram import SUBPROCESSES, TASKS, Flow, Node, Scope

from .net import Join, Move, Net
from .shortening import shortened

SHOWN: Final = TASKS | {"callActivity"}
MOST_BRANCHES: Final = 8  # of an inclusive gateway: each of their combinations is a move
SPLITTING: Final = ("parallelGateway", "inclusiveGateway")
CHOOSING: Final = ("exclusiveGateway", "eventBasedGateway")
UNCLEAR: Final = ("complexGateway", "adHocSubProcess")


class CannotCheck(ValueError):
    """A drawing that cannot be compared with a log; the sentence says why."""


@dataclass(slots=True)
class _Frame:
    """A scope while it is laid out, and where it stands in the one around it."""

    scope: Scope
    outer: _Frame | None = None
    host: Node | None = None  # the element of the outer scope that it fills
    places: set[int] = field(default_factory=set)
    before: dict[str, int] = field(default_factory=dict)
    active: dict[str, int] = field(default_factory=dict)
    flows: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A move that names scopes, whose places are known only when all is laid out."""

    takes: tuple[int, ...]
    puts: tuple[int, ...]
    empty: _Frame | None = None  # must hold no token
    clears: _Frame | None = None


class Drawn:
    """Lays a process out, with the processes it calls where they are at hand."""

    def __init__(
        self,
        process: Scope,
        others: Mapping[str, Scope] | None = None,
        shown: Collection[str] = SHOWN,
        names: Mapping[str, str] | None = None,
    ) -> None:
        """`shown` are kinds of nodes that a log tells of; `names` by id go before their own."""
        self._process, self._others = process, others or {}
        self._shown, self._names = shown, names or {}
        self._net = Net()
        self._count = 0
        self._numbers: dict[str, int] = {}
        self._plans: list[_Plan] = []

    def net(self) -> Net:
        """Return the game; raises `CannotCheck` for what has no clear meaning in one."""
        frame = _Frame(self._process)
        begin = self._place(frame)
        self._lay(frame, begin)
        for plan in self._plans:
            empty, clears = (frozenset(f.places if f else ()) for f in (plan.empty, plan.clears))
            self._net.add(Move(plan.takes, plan.puts, None, empty, clears))
        self._net.start = (begin,)
        self._net.labels = list(self._numbers)
        return shortened(self._net)

    # -- places ------------------------------------------------------------------------------

    def _place(self, frame: _Frame | None) -> int:
        """Return a new place; it lies in its scope and in all around it."""
        self._count += 1
        while frame is not None:
            frame.places.add(self._count)
            frame = frame.outer
        return self._count

    def _before(self, frame: _Frame, node: Node) -> int:
        """Return the place on which a token waits for a node."""
        if node.id not in frame.before:
            frame.before[node.id] = self._place(frame)
        return frame.before[node.id]

    def _active(self, frame: _Frame, node: Node) -> int:
        """Return the place that holds a token while a sub-process runs."""
        if node.id not in frame.active:
            frame.active[node.id] = self._place(frame)
        return frame.active[node.id]

    def _onto(self, frame: _Frame, flow: Flow) -> int:
        """Return the place of a token on a flow: that before its target, unless that joins."""
        target = frame.scope.nodes[flow.target]
        if not _joins(target):
            return self._before(frame, target)
        if flow.id not in frame.flows:
            frame.flows[flow.id] = self._place(frame)
        return frame.flows[flow.id]

    def _number(self, node: Node) -> int | None:
        if node.kind not in self._shown:
            return None
        name = self._names.get(node.id) or node.name.strip() or node.id
        return self._numbers.setdefault(name, len(self._numbers))

    # -- scopes ------------------------------------------------------------------------------

    def _lay(self, frame: _Frame, begin: int) -> None:
        scope = frame.scope
        for start in scope.starts():  # any one of them begins the process
            self._net.add(Move((begin,), (self._before(frame, start),)))
        if not scope.starts():
            roots = [n for n in scope.nodes.values() if not n.incoming and not n.attached_to]
            self._net.add(Move((begin,), tuple(self._before(frame, node) for node in roots)))
        for node in scope.nodes.values():
            self._node(frame, node)

    def _node(self, frame: _Frame, node: Node) -> None:
        inner = self._filling(frame, node)
        if node.kind in UNCLEAR or _by_event(node):
            raise CannotCheck(f"“{node.name or node.id}”这种元素没法和日志比对")
        if inner is not None:
            self._sub_process(frame, node, inner)
        elif node.kind in SPLITTING:
            self._gateway(frame, node)
        elif node.kind == "endEvent":
            self._end(frame, node)
        elif node.kind == "intermediateThrowEvent" and node.happening.kind == "link":
            for catch in frame.scope.link_targets(node.happening.name):
                self._net.add(Move((self._before(frame, node),), (self._before(frame, catch),)))
        elif node.kind == "intermediateThrowEvent" and node.happening.kind == "escalation":
            self._throw(frame, node, self._ways(frame, node)[0])
        elif not node.attached_to:
            self._plain(frame, node)

    def _filling(self, frame: _Frame, node: Node) -> Scope | None:
        """Return what runs inside a node, unless that is a process which is already running."""
        if node.kind in SUBPROCESSES:
            return node.inner
        called = self._others.get(node.called or "") if node.kind == "callActivity" else None
        around: _Frame | None = frame
        while called is not None and around is not None:
            called = None if around.scope is called else called
            around = around.outer
        return called

    def _plain(self, frame: _Frame, node: Node) -> None:
        """Lay out a task, an event, or a gateway that takes one of its ways."""
        here, label = self._before(frame, node), self._number(node)
        for puts in self._ways(frame, node):
            self._net.add(Move((here,), puts, label))
            if _may_be_none(node):
                self._net.add(Move((here,), puts))
        if node.loop is not None:
            self._net.add(Move((here,), (here,), label))
        for event in frame.scope.boundary(node.id):
            self._boundary(frame, event, here, None)

    def _sub_process(self, frame: _Frame, node: Node, scope: Scope) -> None:
        inner = _Frame(scope, frame, node)
        here, active, begin = self._before(frame, node), self._active(frame, node), 0
        begin = self._place(inner)
        self._net.add(Move((here,), (active, begin)))
        for puts in self._ways(frame, node):
            self._plans.append(_Plan((active,), puts, empty=inner))
            if _may_be_none(node):
                self._net.add(Move((here,), puts))
        if node.loop is not None:
            again = inner if node.loop.sequential else None
            self._plans.append(_Plan((active,), (active, begin), empty=again))
        for event in frame.scope.boundary(node.id):
            if event.happening.kind not in ("error", "escalation", "cancel"):
                self._boundary(frame, event, active, inner)
        self._lay(inner, begin)

    def _boundary(self, frame: _Frame, event: Node, host: int, inner: _Frame | None) -> None:
        if event.happening.kind == "compensate":
            return  # runs only after a later throw, beside the flow
        for puts in self._ways(frame, event):
            if event.interrupting:
                self._plans.append(_Plan((host,), puts, clears=inner))
            else:  # not again while what it began last time still waits
                self._net.add(Move((host,), (host, *puts), absent=frozenset(puts) - {host}))

    # -- flows -------------------------------------------------------------------------------

    def _ways(self, frame: _Frame, node: Node) -> list[tuple[int, ...]]:
        """Return the sets of places on which a token that leaves a node may go on."""
        places = {flow.id: self._onto(frame, flow) for flow in node.outgoing}
        if node.kind in CHOOSING and places:
            return [(place,) for place in places.values()]
        free = [f.id for f in node.outgoing if f.condition is None and f.id != node.default]
        if node.kind == "inclusiveGateway":
            free = []
        bound = [key for key in places if key not in free]
        if node.kind == "parallelGateway" or not bound:
            return [tuple(places.values())]
        if len(bound) > MOST_BRANCHES:
            raise CannotCheck(f"“{node.name or node.id}”的分支太多，没法和日志比对")
        subsets = chain.from_iterable(combinations(bound, n) for n in range(len(bound) + 1))
        chosen = [(*free, *extra) for extra in subsets if free or extra]
        return [tuple(places[key] for key in keys) for keys in chosen]

    def _gateway(self, frame: _Frame, node: Node) -> None:
        ways = self._ways(frame, node)
        if not _joins(node):
            moves: list[Move | Join] = [Move((self._before(frame, node),), puts) for puts in ways]
        elif node.kind == "parallelGateway":
            here = tuple(self._onto(frame, flow) for flow in node.incoming)
            moves = [Move(here, puts) for puts in ways]
        else:
            incoming = [
                (self._onto(frame, f), self._upstream(frame, f, node)) for f in node.incoming
            ]
            moves = [Join(dict(incoming), puts) for puts in ways]
        for move in moves:
            self._net.add(move)

    def _upstream(self, frame: _Frame, flow: Flow, without: Node) -> frozenset[int]:
        """Return the places from which a token may come onto a flow, not passing a gateway."""
        nodes, found = frame.scope.nodes, set[int]()
        waiting, seen = [flow.source], {without.id}
        while waiting:
            key = waiting.pop()
            if key in seen:
                continue
            seen.add(key)
            node = nodes[key]
            found.update(self._onto(frame, f) for f in node.incoming)
            if not _joins(node):
                found.add(self._before(frame, node))
            if self._filling(frame, node) is not None:
                found.add(self._active(frame, node))
            waiting += [f.source for f in node.incoming]
            waiting += _jumped_from(frame.scope, node)
        return frozenset(found)

    # -- ends --------------------------------------------------------------------------------

    def _end(self, frame: _Frame, node: Node) -> None:
        kind = node.happening.kind
        if kind == "terminate":
            self._plans.append(_Plan((self._before(frame, node),), (), clears=frame))
        elif kind in ("error", "escalation", "cancel"):
            self._throw(frame, node, ())
        else:
            self._net.add(Move((self._before(frame, node),), ()))

    def _throw(self, frame: _Frame, node: Node, puts: tuple[int, ...]) -> None:
        """Let the nearest scope around catch an error or escalation; else it ends as it can."""
        here, inner = self._before(frame, node), frame
        while inner.outer is not None and inner.host is not None:
            outer, host = inner.outer, inner.host
            for event in outer.scope.boundary(host.id):
                if _catches(event, node):
                    self._catch(outer, event, inner, (here, self._active(outer, host)), puts)
                    return
            inner = outer
        if node.happening.kind == "error":  # nobody catches it: the whole process breaks off
            self._plans.append(_Plan((here,), (), clears=inner))
        else:
            self._net.add(Move((here,), puts))

    def _catch(
        self,
        outer: _Frame,
        event: Node,
        inner: _Frame,
        takes: tuple[int, int],
        puts: tuple[int, ...],
    ) -> None:
        for ways in self._ways(outer, event):
            if event.interrupting:
                self._plans.append(_Plan(takes, ways, clears=inner))
            else:
                self._net.add(Move(takes, (takes[1], *puts, *ways)))


def _joins(node: Node) -> bool:
    """Say whether a node waits for several tokens, so that each of its flows is a place."""
    return node.kind in SPLITTING and len(node.incoming) > 1


def _by_event(node: Node) -> bool:
    return str(node.xml.get("triggeredByEvent", "")).strip() in ("true", "1")


def _may_be_none(node: Node) -> bool:
    """Say whether a loop may have no turn at all: over an empty list, or its test comes first."""
    loop = node.loop
    return loop is not None and bool(loop.test_first or loop.items or loop.count)


def _catches(event: Node, thrown: Node) -> bool:
    same = event.happening.kind == thrown.happening.kind
    return same and event.happening.name in ("", thrown.happening.name)


def _jumped_from(scope: Scope, node: Node) -> Iterator[str]:
    """Yield nodes from which a token comes without a flow: hosts of events, throwing links."""
    if node.attached_to:
        yield node.attached_to
    if node.kind == "intermediateCatchEvent" and node.happening.kind == "link":
        for other in scope.nodes.values():
            thrown = other.kind == "intermediateThrowEvent" and other.happening.kind == "link"
            if thrown and other.happening.name == node.happening.name:
                yield other.id
