"""What our engine does not run, element by element, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .diagram import ACTIVITIES, THROWING, Node, Scope
from .dialects import is_rule_service
from .reading import Xml, children, extensions, foreign, local

Finding = tuple[str, str]

REFUSED_KINDS = {
    "scriptTask": "脚本任务不能执行：流程文件里不许带程序，请改成业务规则任务（决策表）",
    "complexGateway": "复杂网关不支持，请改成排他、并行或包容网关",
    "adHocSubProcess": "临时子流程不支持，请画出步骤的先后",
}
REFUSED_EVENTS = {
    "compensate": "补偿事件不支持（引擎会悄悄跳过），请把撤回要做的事画成步骤",
    "conditional": "条件事件不支持，请改成排他网关或消息事件",
    "cancel": "取消事件不支持，请改成错误事件",
    "multiple": "一个事件上只能有一个定义",
}
FOREIGN_CODE = ("class", "delegateExpression", "expression", "script", "topic", "rules", "type")
HARMLESS_IMPLEMENTATIONS = frozenset(
    {"", "##webservice", "##unspecified", "webservice", "unspecified", "other"}
)
CODE_WORDS = ("script", "listener")
MAPPING_WORDS = frozenset(
    {"inputoutput", "inputparameter", "outputparameter", "iomapping", "connector"}
)
RUNNING_EXTENSIONS = {
    "taskdefinition": "任务要别的引擎的程序去做，请改成人工任务",
    "serviceTaskOperator".lower(): "任务要别的引擎的程序去做，请改成人工任务",
    "messageeventdefinition": "事件要别的引擎的程序去做",
    "executebusinessrule": "规则要别的引擎的程序去做，请用 DMN 决策表",
}
ONLY_SUBPROCESS = frozenset({"error", "escalation"})
CATCHES = {
    "startEvent": frozenset({"none", "message", "signal"}),
    "intermediateCatchEvent": frozenset({"message", "signal", "timer", "link"}),
    "boundaryEvent": frozenset({"message", "signal", "timer", "error", "escalation"}),
    "intermediateThrowEvent": frozenset({"none", "message", "signal", "escalation", "link"}),
    "endEvent": frozenset({"none", "message", "signal", "error", "escalation", "terminate"}),
}


def check_element(scope: Scope, node: Node) -> Iterator[Finding]:
    """Yield (element id, reason) for everything about one node that cannot run."""
    if node.kind in REFUSED_KINDS:
        yield node.id, REFUSED_KINDS[node.kind]
    for check in CHECKS:
        yield from check(scope, node)


def check_extensions(key: str, element: Xml) -> Iterator[Finding]:
    """Yield what an element brings along that another engine would run."""
    for found in extensions(element):
        name = local(found).lower()
        if any(word in name for word in CODE_WORDS):
            yield key, f"扩展里有监听器或脚本（{local(found)}），不能执行"
        elif name in MAPPING_WORDS:
            yield key, f"扩展里有参数映射（{local(found)}），不支持：所有步骤共用一份数据"
        elif name in RUNNING_EXTENSIONS:
            yield key, RUNNING_EXTENSIONS[name]
    if foreign(element, "skipExpression"):
        yield key, "带有跳过条件（skipExpression），请改画成排他网关"


def _event_kinds(scope: Scope, node: Node) -> Iterator[Finding]:
    if not node.event:
        return
    kind = node.happening.kind
    if kind in REFUSED_EVENTS:
        yield node.id, REFUSED_EVENTS[kind]
    elif kind not in CATCHES[node.kind]:
        yield node.id, _misplaced(node)


def _misplaced(node: Node) -> str:
    if node.kind == "startEvent" and node.happening.kind == "timer":
        return "定时启动不支持：流程由申请或消息启动"
    return f"这种事件（{node.happening.kind}）不能放在这里"


def _boundary_host(scope: Scope, node: Node) -> Iterator[Finding]:
    host = scope.nodes.get(node.attached_to or "")
    if host is None:
        return
    if host.kind not in ACTIVITIES:
        yield node.id, "边界事件只能挂在任务或子流程上"
    elif node.happening.kind in ONLY_SUBPROCESS and not (host.inner or host.called):
        yield node.id, "错误、升级边界事件只能挂在子流程或调用活动上：人工步骤不会抛出它们"
    elif node.happening.kind == "error" and not node.interrupting:
        yield node.id, "错误边界事件一定是中断的"


def _event_subprocess(scope: Scope, node: Node) -> Iterator[Finding]:
    if node.xml.get("triggeredByEvent") not in ("true", "1"):
        return
    yield (
        node.id,
        "事件子流程不支持（引擎不会中断原来的步骤），请把整段流程放进一个子流程，在它的边上画边界事件",
    )


def _compensation(scope: Scope, node: Node) -> Iterator[Finding]:
    if node.xml.get("isForCompensation") in ("true", "1"):
        yield node.id, "补偿任务不支持（引擎会悄悄跳过），请把撤回要做的事画成步骤"


def _foreign_code(scope: Scope, node: Node) -> Iterator[Finding]:
    if is_rule_service(node.xml):
        return
    holders = [node.xml] if node.kind in ACTIVITIES else []
    if node.event:
        holders = children(node.xml)
    for holder in holders:
        for name in FOREIGN_CODE:
            if node.kind in RUNS_CODE and foreign(holder, name):
                yield node.id, f"要别的引擎的程序去做（{name}），请改成人工任务"
    implementation = (node.xml.get("implementation") or "").strip().lower()
    if node.kind in IMPLEMENTED and implementation not in HARMLESS_IMPLEMENTATIONS:
        yield node.id, "任务写明了要调用的程序（implementation），不能执行，请改成人工任务"


RUNS_CODE = frozenset({"serviceTask", "businessRuleTask", "callActivity"}) | THROWING
IMPLEMENTED = frozenset({"serviceTask", "sendTask", "receiveTask"})


def _service_fields(scope: Scope, node: Node) -> Iterator[Finding]:
    if node.kind != "serviceTask" or is_rule_service(node.xml):
        return
    if any(local(found) == "field" for found in extensions(node.xml)):
        yield node.id, "任务要别的引擎的程序去做（field），请改成人工任务"


def _extension_code(scope: Scope, node: Node) -> Iterator[Finding]:
    yield from check_extensions(node.id, node.xml)
    for definition in children(node.xml) if node.event else ():
        yield from check_extensions(node.id, definition)


def _call_mappings(scope: Scope, node: Node) -> Iterator[Finding]:
    if node.kind != "callActivity":
        return
    if foreign(node.xml, "caseRef") or foreign(node.xml, "variableMappingClass"):
        yield node.id, "只能调用 BPMN 流程，不能带映射程序"
    for mapping in extensions(node.xml):
        if local(mapping) not in ("in", "out"):
            continue
        if mapping.get("sourceExpression"):
            yield node.id, "调用活动的数据映射里有表达式，不支持"
        elif mapping.get("source") != mapping.get("target"):
            yield node.id, "被调用的流程和本流程共用一份数据，不支持改名"


CHECKS: tuple[Callable[[Scope, Node], Iterator[Finding]], ...] = (
    _event_kinds,
    _boundary_host,
    _event_subprocess,
    _compensation,
    _foreign_code,
    _service_fields,
    _extension_code,
    _call_mappings,
)
