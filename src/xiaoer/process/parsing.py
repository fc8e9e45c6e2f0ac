"""From the XML of any modeller to a `Scope`: processes, nodes, flows, events, lanes."""

from __future__ import annotations

from dataclasses import dataclass, field

from .diagram import CHOICES, FLOW_NODES, SUBPROCESSES, Flow, Happening, Node, Scope
from .dialects import is_rule_service, read_call, read_decision, read_loop
from .reading import Xml, children, foreign, local, namespace, text_of
from .report import Problem

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
MAX_NESTING = 20
MAX_NODES = 2_000
MAX_FLOWS = 5_000
MAX_PROCESSES = 100

# Parts of a process that carry no flow: drawn for people, or for engines that are not ours.
QUIET = frozenset(
    [
        "documentation",
        "extensionElements",
        "auditing",
        "monitoring",
        "property",
        "laneSet",
        "dataObject",
        "dataObjectReference",
        "dataStoreReference",
        "association",
        "group",
        "textAnnotation",
        "ioSpecification",
        "ioBinding",
        "dataInputAssociation",
        "dataOutputAssociation",
        "resourceRole",
        "performer",
        "humanPerformer",
        "potentialOwner",
        "correlationSubscription",
        "supportedInterfaceRef",
        "supports",
        "rendering",
        "incoming",
        "outgoing",
        "dataInput",
        "dataOutput",
        "inputSet",
        "outputSet",
        "script",
        "completionCondition",
        "conditionExpression",
        "artifact",
        "multiInstanceLoopCharacteristics",
        "standardLoopCharacteristics",
        "eventDefinitionRef",
        "messageEventDefinition",
        "signalEventDefinition",
        "timerEventDefinition",
        "errorEventDefinition",
        "escalationEventDefinition",
        "terminateEventDefinition",
        "linkEventDefinition",
        "compensateEventDefinition",
        "conditionalEventDefinition",
        "cancelEventDefinition",
    ]
)
# Kinds that belong to BPMN but never to a process that one engine runs.
OTHER_KINDS = frozenset(
    {"choreographyTask", "subChoreography", "callChoreography", "implicitThrowEvent", "event"}
)
DEFINITIONS = {
    "messageEventDefinition": ("message", "messageRef"),
    "signalEventDefinition": ("signal", "signalRef"),
    "timerEventDefinition": ("timer", ""),
    "errorEventDefinition": ("error", "errorRef"),
    "escalationEventDefinition": ("escalation", "escalationRef"),
    "terminateEventDefinition": ("terminate", ""),
    "linkEventDefinition": ("link", ""),
    "compensateEventDefinition": ("compensate", ""),
    "conditionalEventDefinition": ("conditional", ""),
    "cancelEventDefinition": ("cancel", ""),
}
ROOTS = {
    "message": "name",
    "signal": "name",
    "error": "errorCode",
    "escalation": "escalationCode",
}


@dataclass(slots=True)
class Reader:
    """Reads one file; collects what breaks BPMN on the way."""

    file: str
    root: Xml
    problems: list[Problem] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)
    lanes: dict[str, str] = field(default_factory=dict)
    count: int = 0

    def read(self) -> list[Scope]:
        """Return the processes of the file."""
        if local(self.root) != "definitions" or namespace(self.root) != BPMN:
            self.tell(self.root, "这不是 BPMN 2.0 文件")
            return []
        self._check_ids()
        self._index()
        found = children(self.root, "process")
        if not found:
            self.tell(self.root, "文件里没有流程")
        if len(found) > MAX_PROCESSES:
            self.tell(self.root, f"一个文件里的流程太多，最多 {MAX_PROCESSES} 个")
        return [self._process(element) for element in found[:MAX_PROCESSES]]

    def tell(self, element: Xml, reason: str) -> None:
        """Note something that breaks BPMN."""
        key = element.get("id") or local(element)
        self.problems.append(Problem(key, reason, self.file, element.sourceline, breaks_bpmn=True))

    def _check_ids(self) -> None:
        seen: set[str] = set()
        for element in self.root.iter():
            key = element.get("id") if namespace(element) == BPMN else None
            if key is None:
                continue
            if key in seen:
                self.tell(element, f"编号“{key}”用了两次")
            seen.add(key)

    def _index(self) -> None:
        for element in children(self.root, *ROOTS):
            key = element.get("id")
            if key:
                code = element.get(ROOTS[local(element)]) or element.get("name") or key
                self.named[key] = code.strip()
        for lane in self.root.iter(f"{{{BPMN}}}lane"):
            for reference in children(lane, "flowNodeRef"):
                # Inner lanes come later in the document and are the more exact ones.
                self.lanes[text_of(reference)] = lane.get("name") or lane.get("id") or ""

    def _process(self, element: Xml) -> Scope:
        scope = self._scope(element, None, 0)
        scope.executable = element.get("isExecutable", "true").strip() not in ("false", "0")
        return scope

    def _scope(self, element: Xml, lane: str | None, depth: int) -> Scope:
        key = element.get("id") or ""
        if not key:
            self.tell(element, "流程没有编号")
        scope = Scope(key, element.get("name") or key, self.file, element.sourceline, element)
        if depth > MAX_NESTING:
            self.tell(element, f"子流程套得太深，最多 {MAX_NESTING} 层")
            return scope
        for child in children(element):
            self._member(scope, child, lane, depth)
        self._connect(scope)
        return scope

    def _member(self, scope: Scope, child: Xml, lane: str | None, depth: int) -> None:
        kind = local(child)
        if namespace(child) != BPMN:
            return
        if kind == "sequenceFlow":
            self._keep_flow(scope, self._flow(child))
        elif kind in FLOW_NODES:
            self._keep(scope, self._node(child, lane, depth))
        elif kind in OTHER_KINDS:
            self.problems.append(
                Problem(
                    child.get("id") or kind, "编排图的元素不能执行", self.file, child.sourceline
                )
            )
        elif kind not in QUIET:
            self.tell(child, f"BPMN 里没有“{kind}”这种元素")

    def _keep(self, scope: Scope, node: Node) -> None:
        self.count += 1
        if not node.id:
            self.tell(node.xml, "元素没有编号")
        elif self.count > MAX_NODES:
            if self.count == MAX_NODES + 1:
                self.tell(node.xml, f"流程太大，最多 {MAX_NODES} 个元素")
        else:
            scope.nodes.setdefault(node.id, node)

    def _keep_flow(self, scope: Scope, flow: Flow) -> None:
        if len(scope.flows) < MAX_FLOWS:
            scope.flows.append(flow)
        elif len(scope.flows) == MAX_FLOWS:
            scope.flows.append(flow)
            self.tell(flow.xml, f"连线太多，最多 {MAX_FLOWS} 条")

    def _flow(self, element: Xml) -> Flow:
        boxes = children(element, "conditionExpression")
        box = boxes[0] if boxes else None
        return Flow(
            element.get("id") or "",
            element.get("sourceRef") or "",
            element.get("targetRef") or "",
            text_of(box) or None,
            (box.get("language") or "").strip() if box is not None else "",
            element.get("name") or "",
            element,
        )

    def _node(self, element: Xml, lane: str | None, depth: int) -> Node:
        key, kind = element.get("id") or "", local(element)
        node = Node(key, kind, element.get("name") or "", element.sourceline, element)
        node.lane = self.lanes.get(key) or lane
        node.default = element.get("default")
        node.attached_to = element.get("attachedToRef") if kind == "boundaryEvent" else None
        node.interrupting = element.get("cancelActivity", "true").strip() not in ("false", "0")
        node.happening = self._happening(element, kind)
        node.loop = read_loop(element)
        if kind == "businessRuleTask" or is_rule_service(element):
            node.decision, node.result, node.result_form = read_decision(element)
        elif kind == "callActivity":
            node.called = read_call(element)
        elif kind in SUBPROCESSES:
            node.inner = self._scope(element, node.lane, depth + 1)
        return node

    def _happening(self, element: Xml, kind: str) -> Happening:
        if kind in ("sendTask", "receiveTask"):
            return Happening("message", self._named(element, "messageRef") or _own_name(element))
        # Throwing links are also written with the element's own name in some modellers.
        found = [child for child in children(element) if local(child) in DEFINITIONS]
        referenced = children(element, "eventDefinitionRef")
        if not found:
            return Happening("multiple" if referenced else "none")
        if len(found) + len(referenced) > 1:
            return Happening("multiple")
        return self._defined(element, found[0])

    def _defined(self, element: Xml, definition: Xml) -> Happening:
        kind, reference = DEFINITIONS[local(definition)]
        happening = Happening(kind)  # type: ignore[arg-type]
        if kind == "timer":
            happening.timer_form, happening.timer = _timer(definition)
        elif kind == "link":
            happening.name = definition.get("name") or _own_name(element)
        elif reference:
            found = self._named(definition, reference)
            # An error or escalation without a code catches all of its kind.
            happening.name = found or (
                "" if kind in ("error", "escalation") else _own_name(element)
            )
        return happening

    def _named(self, element: Xml, attribute: str) -> str | None:
        reference = element.get(attribute)
        if not reference:
            return None
        key = reference.rpartition(":")[2]
        if key in self.named:
            return self.named[key]
        self.tell(element, f"引用的“{reference}”不在文件里")
        return None

    def _connect(self, scope: Scope) -> None:
        for flow in scope.flows:
            source, target = scope.nodes.get(flow.source), scope.nodes.get(flow.target)
            if source is None or target is None:
                self.tell(flow.xml, "连线的一头没有连到同一流程里的元素")
                continue
            source.outgoing.append(flow)
            target.incoming.append(flow)
        scope.index()
        for node in scope.nodes.values():
            self._check_references(scope, node)

    def _check_references(self, scope: Scope, node: Node) -> None:
        if node.kind == "boundaryEvent" and node.attached_to not in scope.nodes:
            self.tell(node.xml, "边界事件没有挂在同一流程的任务上")
        choosing = node.kind in CHOICES or node.default
        if choosing and node.default and node.default not in {flow.id for flow in node.outgoing}:
            self.tell(node.xml, f"默认连线“{node.default}”不是从这里出去的")


def _own_name(element: Xml) -> str:
    return str(element.get("name") or element.get("id") or "").strip()


def _timer(definition: Xml) -> tuple[str, str | None]:
    for form in ("timeDuration", "timeDate", "timeCycle"):
        found = children(definition, form)
        if found:
            return form, text_of(found[0]).strip("\"'").strip() or None
    # Activiti's older exports write the duration into an attribute.
    return "timeDuration", foreign(definition, "timeDuration")
