"""May a running case change to another model? Only its future may differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .diagram import Node

if TYPE_CHECKING:
    from .engine import Model
    from .engine_machine import Machine


def reasons_against(machine: Machine, old: Model, new: Model) -> list[str]:
    """Return why a run cannot go on in another model; empty when it can."""
    current = _open_keys(machine)
    settled = {*machine.passed, *current}
    reasons = [reason for key in settled if (reason := _changed(key, settled, current, old, new))]
    reasons += _lost_places(machine, new)
    return sorted(set(reasons))


def _open_keys(machine: Machine) -> set[str]:
    return {
        task.task_spec.bpmn_id
        for workflow in machine.workflows()
        for task in workflow.tasks.values()
        if getattr(task.task_spec, "bpmn_id", None)
    }


def _changed(key: str, settled: set[str], current: set[str], old: Model, new: Model) -> str:
    before, after = old.nodes.get(key), new.nodes.get(key)
    if before is None:
        return ""
    if after is None:
        return f"“{key}”已经走过或正在办，新流程里没有了"
    if _signature(before) != _signature(after):
        return f"“{key}”已经走过或正在办，新流程里改了"
    if key not in current and _ways(before, settled) != _ways(after, settled):
        return f"“{key}”已经走过，新流程里它后面的连线改了"
    return ""


def _signature(node: Node) -> tuple[Any, ...]:
    happening = (node.happening.kind, node.happening.name)
    return (
        node.kind,
        happening,
        node.attached_to,
        node.interrupting,
        node.loop,
        node.decision,
        node.called,
    )


def _ways(node: Node, settled: set[str]) -> set[tuple[str, str | None]]:
    return {(flow.target, flow.condition) for flow in node.outgoing if flow.target in settled}


def _lost_places(machine: Machine, new: Model) -> list[str]:
    """Return reasons for tokens whose place is missing, or wrapped differently, in the new model."""
    reasons = []
    for workflow in machine.workflows():
        spec = new.specs.get(workflow.spec.name)
        for task in workflow.tasks.values():
            name = task.task_spec.name
            place = spec.task_specs.get(name) if spec is not None else None
            if place is None or type(place) is not type(task.task_spec):
                reasons.append(f"“{name}”正在办，新流程里没有这个位置")
            elif not _same_frame(task, workflow.spec, spec):
                reasons.append(f"“{name}”正在办，新流程里它的边界事件改了")
    return reasons


def _same_frame(task: Any, old: Any, new: Any) -> bool:
    frame = f"{task.task_spec.bpmn_id}.events"
    before, after = old.task_specs.get(frame), new.task_specs.get(frame)
    if before is None or after is None:
        return before is after
    return set(before._outputs) == set(after._outputs)
