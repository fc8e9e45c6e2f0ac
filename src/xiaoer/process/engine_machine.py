"""A running process: its tokens move until somebody has to do something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from SpiffWorkflow.bpmn.util.subworkflow import BpmnSubWorkflow
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.exceptions import SpiffWorkflowException
from SpiffWorkflow.util.task import TaskState

from .engine_errors import NoSuchStep, StuckProcess
from .engine_events import Awaiting, Ending
from .engine_gates import Join, Some
from .engine_parts import OPEN
from .engine_prune import Pruner
from .engine_script import CaseScript, catches

MAX_AUTOMATIC = 20_000
# Finished tasks are only worth sweeping out once there are some.
SWEEP_ABOVE = 400


class Tokens:
    """When a process is finished: when no token is left in it."""

    tasks: dict[Any, Any]
    completed: bool
    completed_event: Any

    def _task_completed_notify(self, task: Any) -> None:
        self.last_task = task
        if self.completed:
            return
        for other in list(self.tasks.values()):
            if other.state == TaskState.WAITING and isinstance(other.task_spec, Some):
                other.task_spec._update(other)
        if not any(other.has_state(OPEN) for other in self.tasks.values()):
            self.completed = True
            self.completed_event(self)


class InnerWorkflow(Tokens, BpmnSubWorkflow):  # type: ignore[misc]
    """A running sub-process or called process."""


class CaseWorkflow(Tokens, BpmnWorkflow):  # type: ignore[misc]
    """The running process of a case."""

    def create_subprocess(self, my_task: Any, spec_name: str) -> Any:
        """Start the workflow of a sub-process."""
        spec = self.subprocess_specs[spec_name]
        inner = InnerWorkflow(spec, parent_task_id=my_task.id, top_workflow=self)
        self.subprocesses[my_task.id] = inner
        return inner


class Machine:
    """Moves the tokens of one run."""

    def __init__(self, top: CaseWorkflow, script: CaseScript) -> None:
        """Take a workflow, new or restored."""
        self.top = top
        self.script = script
        self.passed: dict[str, None] = {}
        self.ends: dict[str, None] = {}
        self.pruner = Pruner()

    @property
    def ended(self) -> bool:
        """Tell whether no token is left."""
        return bool(self.top.completed)

    def workflows(self) -> Iterator[Any]:
        """Yield the workflows that still have tokens, the outermost first."""
        yield self.top
        for inner in list(self.top.subprocesses.values()):
            if not inner.completed:
                yield inner

    def open_tasks(self) -> list[Any]:
        """Return the steps and events that wait, in a stable order."""
        found = [
            task
            for workflow in self.workflows()
            for task in workflow.tasks.values()
            if _waits_for_someone(task)
        ]
        return sorted(found, key=lambda task: int(task.id))

    def open_task(self, step_id: str) -> Any:
        """Return one of them; raises `NoSuchStep`."""
        for task in self.open_tasks():
            if str(task.id) == step_id:
                return task
        raise NoSuchStep(f"没有等着办的步骤“{step_id}”，可能已经办过了")

    def complete(self, step_id: str, data: Mapping[str, Any]) -> None:
        """Complete a step that somebody did, and run on."""
        task = self.open_task(step_id)
        if task.state != TaskState.READY:
            raise NoSuchStep(f"“{step_id}”在等事件，不是要人办的步骤")
        self.script.data.update(data)
        self._run(task)
        self.run_on()

    def deliver(self, kind: str, name: str, data: Mapping[str, Any]) -> bool:
        """Let an event happen; tells whether anything waited for it."""
        waiting = [task for task in self.open_tasks() if task.state == TaskState.WAITING]
        chosen = [task for task in waiting if _is_meant(task, kind, name)]
        if not chosen:
            return False
        self.script.data.update(data)
        # A message has one receiver, a signal reaches everybody who waits.
        for task in chosen if kind == "signal" else chosen[:1]:
            if task.state == TaskState.WAITING:
                task.task_spec.fire(task)
        self.run_on()
        return True

    def run_on(self) -> None:
        """Move all tokens until they wait; raises `StuckProcess`."""
        moved = 0
        while ready := self._ready():
            for task in ready:
                if task.state == TaskState.READY:
                    self._run(task)
                    moved += 1
            if moved > MAX_AUTOMATIC:
                raise self.script.stuck(ready[0], "自动的步骤绕了太多圈，条件总是成立")
            if len(self.top.tasks) > SWEEP_ABOVE:
                self.pruner.prune(self.top)
        self.pruner.prune(self.top)
        self._check_not_stuck()

    def _ready(self) -> list[Any]:
        found = [
            task
            for workflow in self.workflows()
            for task in workflow.tasks.values()
            if task.state == TaskState.READY and not task.task_spec.manual
        ]
        # The order of the drawing, so that the same input always runs the same way.
        return sorted(found, key=lambda task: getattr(task.task_spec, "order", 0))

    def _run(self, task: Any) -> None:
        try:
            task.run()
        except SpiffWorkflowException as problem:
            raise self.script.stuck(task, str(problem)) from problem
        key = task.task_spec.bpmn_id
        if key is None or task.triggered:
            return
        self.passed[key] = None
        if isinstance(task.task_spec, Ending):
            self.ends[key] = None

    def _check_not_stuck(self) -> None:
        if self.ended or self.open_tasks():
            return
        joins = [
            task.task_spec.bpmn_id
            for workflow in self.workflows()
            for task in workflow.tasks.values()
            if isinstance(task.task_spec, Join) and task.has_state(OPEN)
        ]
        where = joins[0] if joins else self.top.spec.name
        raise StuckProcess(where, "汇合的地方等不到另一路，没有步骤可以办")


def _waits_for_someone(task: Any) -> bool:
    if task.state == TaskState.READY:
        return bool(task.task_spec.manual)
    if task.state != TaskState.WAITING or not isinstance(task.task_spec, Awaiting):
        return False
    return task.task_spec.happening.kind in ("message", "timer", "signal")


def _is_meant(task: Any, kind: str, name: str) -> bool:
    if str(task.id) == name:
        return bool(task.task_spec.happening.kind == kind)
    return kind != "timer" and catches(task, kind, name)
