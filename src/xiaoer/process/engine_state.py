"""Keep a run as bytes: its data and open tokens, not its model and not its history."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import orjson
from SpiffWorkflow.task import Task

from .engine_errors import BadData, BadState
from .engine_machine import CaseWorkflow, InnerWorkflow, Machine
from .engine_prune import Pruner
from .engine_script import CaseScript

if TYPE_CHECKING:
    from .engine import Model

VERSION = 1
# Below this, compressing costs more than it saves.
COMPRESS_ABOVE = 1_500


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(type(value).__name__)


def kept_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return data as it will come back from storage; raises `BadData`."""
    try:
        found = orjson.loads(orjson.dumps(dict(data), default=_plain))
    except (TypeError, ValueError, ArithmeticError):
        raise BadData("数据里有不能保存的值，只能用数、文字、真假、清单和字典") from None
    return dict(found)


def new_machine(model: Model, data: Mapping[str, Any]) -> Machine:
    """Start a run and move it to the first wait."""
    script = CaseScript(model.decisions, kept_data(data))
    machine = Machine(CaseWorkflow(model.spec, model.specs, script), script)
    machine.run_on()
    return machine


def state_of(machine: Machine) -> dict[str, Any]:
    """Return a run as plain data."""
    workflows = [] if machine.ended else [_workflow(w) for w in machine.workflows()]
    return {
        "d": machine.script.data,
        "p": list(machine.passed),
        "e": list(machine.ends),
        "n": machine.pruner.last,
        "w": workflows,
    }


def _workflow(workflow: Any) -> list[Any]:
    rows = [
        [
            task.id,
            task.task_spec.name,
            task.state,
            task._parent,
            int(task.triggered),
            task.internal_data,
            task.data,
        ]
        for task in workflow.tasks.values()
    ]
    return [workflow.parent_task_id, workflow.task_tree.id, rows]


def machine_from(model: Model, state: Mapping[str, Any]) -> Machine:
    """Return a run from plain data; raises `BadState`."""
    script = CaseScript(model.decisions, state["d"])
    top = CaseWorkflow(model.spec, model.specs, script, deserializing=True)
    machine = Machine(top, script)
    machine.passed = dict.fromkeys(state["p"])
    machine.ends = dict.fromkeys(state["e"])
    machine.pruner = Pruner(state["n"])
    _restore_all(top, state["w"])
    return machine


def _restore_all(top: CaseWorkflow, workflows: list[Any]) -> None:
    if not workflows:
        top.task_tree = Task(top, top.spec.start, id=0)
        top.completed = True
        return
    _restore(top, *workflows[0][1:])
    for host_id, root, rows in workflows[1:]:
        host = top.get_task_from_id(host_id)
        spec = top.subprocess_specs[host.task_spec.spec]
        inner = InnerWorkflow(spec, host_id, top, deserializing=True)
        top.subprocesses[host_id] = inner
        _restore(inner, root, rows)
        inner.completed_event.connect(host.task_spec._on_subworkflow_completed, host)


def _restore(workflow: Any, root: int, rows: list[Any]) -> None:
    specs = workflow.spec.task_specs
    for key, name, state, parent, triggered, marks, data in rows:
        task = Task(workflow, specs[name], state=state, id=key)
        task._parent = parent
        task.triggered = bool(triggered)
        task.internal_data, task.data = marks, data
    for task in workflow.tasks.values():
        if task._parent is not None:
            workflow.tasks[task._parent]._children.append(task.id)
    workflow.task_tree = workflow.tasks[root]


def packed(model: Model, machine: Machine) -> bytes:
    """Return a run as bytes."""
    state = {"v": VERSION, "m": model.digest, **state_of(machine)}
    raw = orjson.dumps(state)
    return zlib.compress(raw, 1) if len(raw) > COMPRESS_ABOVE else raw


def unpacked(model: Model, blob: bytes) -> Machine:
    """Return a run from bytes; raises `BadState` when they belong to another model."""
    try:
        state = orjson.loads(blob if blob[:1] == b"{" else zlib.decompress(blob))
    except (orjson.JSONDecodeError, zlib.error):
        raise BadState("流程的记录坏了，读不出来") from None
    if state.get("v") != VERSION or state.get("m") != model.digest:
        raise BadState("这份记录是按另一个版本的流程存的")
    return machine_from(model, state)
