"""The shape of a drawing: starts, ends, ways between them, calls and decisions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from .diagram import GATEWAYS, Node, Scope

Finding = tuple[str, str]

AFTER_EVENT_GATEWAY = frozenset({"intermediateCatchEvent", "receiveTask"})


def check_shape(scope: Scope, inner: bool) -> Iterator[Finding]:
    """Yield (element id, reason) for the flow of one process or sub-process."""
    starts = scope.starts()
    if not starts:
        yield scope.id, "没有开始事件"
    elif scope.begin() is None:
        yield scope.id, "有几个开始事件，要有一个（只有一个）空的开始事件"
    if inner and starts and any(start.happening.kind != "none" for start in starts):
        yield scope.id, "子流程的开始事件不能等消息或时间"
    if not any(node.kind == "endEvent" for node in scope.nodes.values()):
        yield scope.id, "没有结束事件"
    yield from _ways(scope, [start.id for start in starts])
    for node in scope.nodes.values():
        yield from _around(scope, node)


def _ways(scope: Scope, starts: list[str]) -> Iterator[Finding]:
    reached = scope.reachable(starts)
    ending = _can_end(scope)
    for node in scope.nodes.values():
        if node.xml.get("triggeredByEvent") or node.xml.get("isForCompensation"):
            continue  # refused for what they are; nobody draws a way to them
        if node.id not in reached and starts:
            yield node.id, "从开始走不到这里"
        elif node.id not in ending:
            yield node.id, "从这里走不到结束"


def _can_end(scope: Scope) -> set[str]:
    before: dict[str, list[str]] = {}
    for node in scope.nodes.values():
        for target in scope.successors(node):
            before.setdefault(target, []).append(node.id)
    ending: set[str] = set()
    waiting = [node.id for node in scope.nodes.values() if node.kind == "endEvent"]
    while waiting:
        here = waiting.pop()
        if here not in ending:
            ending.add(here)
            waiting += before.get(here, [])
    return ending


def _around(scope: Scope, node: Node) -> Iterator[Finding]:
    if node.kind == "startEvent" and node.incoming:
        yield node.id, "连线不能连进开始事件"
    if node.kind == "boundaryEvent" and node.incoming:
        yield node.id, "连线不能连进边界事件"
    if node.kind == "endEvent" and node.outgoing:
        yield node.id, "结束事件后面不能再有连线"
    if node.kind not in GATEWAYS and node.kind != "endEvent":
        yield from _implicit_choice(node)
    if node.kind == "eventBasedGateway":
        yield from _event_gateway(scope, node)
    if node.kind == "parallelGateway" and len(node.incoming) > 1:
        yield from _waits_for_itself(scope, node)
    if node.happening.kind == "link" and node.kind == "intermediateThrowEvent":
        yield from _link(scope, node)


def _implicit_choice(node: Node) -> Iterator[Finding]:
    conditional = [flow for flow in node.outgoing if flow.condition is not None]
    if conditional and len(node.outgoing) == 1:
        yield node.id, "只有一条出去的连线却带条件：条件不成立就没有路走"
    if node.event and conditional:
        yield node.id, "事件后面的连线不能有条件，请加一个网关"


def _event_gateway(scope: Scope, node: Node) -> Iterator[Finding]:
    for flow in node.outgoing:
        target = scope.nodes[flow.target]
        if target.kind not in AFTER_EVENT_GATEWAY:
            yield node.id, "事件网关后面只能接等待消息、信号或时间的事件"
        elif len(target.incoming) > 1:
            yield target.id, "事件网关后面的事件只能有一条进来的连线"


def _waits_for_itself(scope: Scope, node: Node) -> Iterator[Finding]:
    reached = scope.reachable([start.id for start in scope.starts()], without=node.id)
    for flow in node.incoming:
        # A branch that nothing leads to is told where it is, not here.
        if flow.source not in reached and flow.source in scope.reachable([node.id]):
            yield node.id, f"要等“{flow.source}”，而它要先经过这里才走得到：请在前面加排他网关汇合"


def _link(scope: Scope, node: Node) -> Iterator[Finding]:
    if len(scope.link_targets(node.happening.name)) != 1:
        yield node.id, f"链接“{node.happening.name}”要有一个（只有一个）接收端"


def check_calls(
    scope: Scope, node: Node, processes: Mapping[str, Scope], decisions: Collection[str]
) -> Iterator[Finding]:
    """Yield missing targets of call activities and business rule tasks."""
    if node.kind == "callActivity":
        yield from _call(node, processes)
    if node.kind == "businessRuleTask" and not node.decision:
        yield node.id, "业务规则任务没有写用哪张决策表（decisionRef）"
    elif node.decision and node.decision not in decisions:
        yield node.id, f"决策表“{node.decision}”不在文件里"


def _call(node: Node, processes: Mapping[str, Scope]) -> Iterator[Finding]:
    if not node.called:
        yield node.id, "调用活动没有写调用哪个流程（calledElement）"
    elif node.called not in processes:
        yield node.id, f"调用的流程“{node.called}”不在文件里"
    elif not processes[node.called].executable:
        yield node.id, f"调用的流程“{node.called}”标了不可执行（isExecutable=false）"


def called_from(begin: str, processes: Mapping[str, Scope]) -> list[str]:
    """Return a process and all processes it calls, directly or not."""
    found: dict[str, None] = {}
    waiting = [begin]
    while waiting:
        here = waiting.pop()
        if here in processes and here not in found:
            found[here] = None
            waiting += _callees(processes[here])
    return list(found)


def calls_itself(begin: str, processes: Mapping[str, Scope]) -> bool:
    """Tell whether a process comes back to itself through call activities."""
    if begin not in processes:
        return False
    return any(begin in called_from(called, processes) for called in _callees(processes[begin]))


def _callees(scope: Scope) -> list[str]:
    return [node.called for _, node in scope.walk() if node.called]
