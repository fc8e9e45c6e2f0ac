"""Kinds of steps for SpiffWorkflow, with the semantics that this product promises.

SpiffWorkflow brings the task tree, its states and its sub-workflows. These specs replace what it
does differently from BPMN (joins inside loops, events that reach the wrong catcher) or
not safely (scripts, wall-clock timers, predicted branches that grow with the model).
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.bpmn.specs.control import BpmnStartTask
from SpiffWorkflow.bpmn.specs.mixins.bpmn_spec_mixin import BpmnSpecMixin
from SpiffWorkflow.bpmn.specs.mixins.subworkflow_task import SubWorkflowTask
from SpiffWorkflow.util.task import TaskState

if TYPE_CHECKING:
    from .engine_script import CaseScript

# SpiffWorkflow tells every change of every task at INFO; the event log of the case tells it better.
logging.getLogger("spiff").setLevel(logging.WARNING)

LIVE = TaskState.WAITING | TaskState.READY | TaskState.STARTED
# A token between two nodes: its parent has finished, the node itself has not been asked yet.
OPEN = LIVE | TaskState.FUTURE


def script_of(task: Any) -> CaseScript:
    """Return the script engine of the run a task belongs to."""
    script: CaseScript = task.workflow.top_workflow.script_engine
    return script


def cancel_whole(task: Any) -> None:
    """Cancel a task and everything below it, sub-processes of its instances included."""
    if task.has_state(TaskState.FINISHED_MASK):
        return
    for child in task.children:
        cancel_whole(child)
    task.cancel()


class Lazy:
    """Grow the tree one step at a time: no branch is predicted before a token comes."""

    outputs: list[Any]

    def _predict(self, *_: Any, **__: Any) -> None:
        """Predict nothing."""

    def _on_complete_hook(self, my_task: Any) -> None:
        self._follow(my_task)
        super()._on_complete_hook(my_task)  # type: ignore[misc]

    def _follow(self, my_task: Any) -> None:
        my_task._sync_children(self.outputs, TaskState.FUTURE)


class Begin(Lazy, BpmnStartTask):  # type: ignore[misc]
    """The root of a process."""


class ProcessSpec(BpmnProcessSpec):  # type: ignore[misc]
    """A process whose root predicts nothing."""

    def __init__(self, name: str) -> None:
        """Swap the root for our own."""
        super().__init__(name=name)
        del self.task_specs["Start"]
        self.start = Begin(self, "Start")


class Plain(Lazy, BpmnSpecMixin):  # type: ignore[misc]
    """A node that passes tokens on at once, to all its outputs."""


class Work(Plain):
    """A step that somebody does."""

    def __init__(self, spec: Any, key: str, **kwargs: Any) -> None:
        """Make the engine stop here."""
        super().__init__(spec, key, **kwargs)
        self.manual = True


class RuleWork(Plain):
    """A business rule task."""

    decision: str
    result: str
    result_form: str | None

    def _run_hook(self, my_task: Any) -> bool:
        script_of(my_task).decide(self, my_task)
        return True


class Inner(Lazy, SubWorkflowTask, BpmnSpecMixin):  # type: ignore[misc]
    """A sub-process or a call activity; both work on the data of the case."""

    def start_workflow(self, my_task: Any) -> None:
        """Start the inner process with the local names of the outer one."""
        top = my_task.workflow.top_workflow
        inner = top.create_subprocess(my_task, self.spec)
        inner.completed_event.connect(self._on_subworkflow_completed, my_task)
        inner.task_tree.data = dict(my_task.data)
        inner.task_tree.run()

    def _on_subworkflow_completed(self, subworkflow: Any, my_task: Any) -> None:
        if my_task.state == TaskState.STARTED:
            my_task._set_state(TaskState.READY)
