"""Events: caught, on the boundary of an activity, thrown, and at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from SpiffWorkflow.util.task import TaskState

from .engine_parts import OPEN, Plain, cancel_whole, script_of

if TYPE_CHECKING:
    from .diagram import Happening


class EventGate(Plain):
    """An event-based gateway: the first event that happens takes the token."""


class Split(Plain):
    """Stands before an activity with boundary events: the activity and its events start together."""


class Awaiting(Plain):
    """A catching event: waits until it is told that its event happened, never for the clock."""

    happening: Happening

    def _update_hook(self, my_task: Any) -> bool:
        my_task._inherit_data()
        if my_task.internal_data.get("fired"):
            return True
        my_task._set_state(TaskState.WAITING)
        return False

    def fire(self, my_task: Any) -> None:
        """Let the event happen."""
        my_task.internal_data["fired"] = 1
        gate = my_task.parent
        if gate is not None and isinstance(gate.task_spec, EventGate):
            _cancel_others(my_task)
        self._update(my_task)


def _cancel_others(my_task: Any) -> None:
    for sibling in my_task.parent.children:
        if sibling is not my_task:
            cancel_whole(sibling)


class Boundary(Awaiting):
    """A boundary event."""

    interrupting = True

    def fire(self, my_task: Any) -> None:
        """Let the event happen; an interrupting one stops the activity at once."""
        if self.interrupting:
            _cancel_others(my_task)
        super().fire(my_task)

    def _on_complete_hook(self, my_task: Any) -> None:
        super()._on_complete_hook(my_task)
        repeats = not self.interrupting and self.happening.kind != "timer"
        if repeats and any(child.has_state(OPEN) for child in self._hosts(my_task)):
            # A second message may come while the activity still runs.
            self._update(my_task.parent._add_child(self, TaskState.FUTURE))

    def _hosts(self, my_task: Any) -> list[Any]:
        siblings = my_task.parent.children
        return [task for task in siblings if not isinstance(task.task_spec, Boundary)]


def release_boundary(_: Any, task: Any) -> None:
    """Stop the boundary events of an activity that has completed."""
    for sibling in task.parent.children:
        if isinstance(sibling.task_spec, Boundary) and sibling.state == TaskState.WAITING:
            sibling.cancel()


class Throwing(Plain):
    """An event that is thrown, and an end event."""

    happening: Happening

    def _run_hook(self, my_task: Any) -> bool:
        script_of(my_task).throw(self.happening, my_task)
        return True


class Ending(Throwing):
    """An end event."""

    def _on_complete_hook(self, my_task: Any) -> None:
        if self.happening.kind == "terminate":
            for task in list(my_task.workflow.tasks.values()):
                if task is not my_task and task.has_state(OPEN):
                    cancel_whole(task)
        super()._on_complete_hook(my_task)
