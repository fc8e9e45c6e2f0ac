"""Gateways: choices, and joins that stay right inside loops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.util.task import TaskState

from .engine_events import Boundary
from .engine_parts import OPEN, Plain, cancel_whole, script_of

if TYPE_CHECKING:
    from .engine_script import CaseScript


class Choosing(Plain):
    """A gateway (or an activity with several outgoing flows) that picks among its outputs."""

    exclusive = True

    def __init__(self, spec: Any, key: str, **kwargs: Any) -> None:
        """Start without choices; the builder adds them in the order of the drawing."""
        super().__init__(spec, key, **kwargs)
        self.choices: list[tuple[str | None, str]] = []
        self.default: str | None = None

    def _run_hook(self, my_task: Any) -> bool:
        names = self._picked(script_of(my_task), my_task)
        if not names:
            raise script_of(my_task).stuck(my_task, "没有一个条件成立，也没有默认连线")
        my_task.internal_data["picked"] = names
        return True

    def _picked(self, script: CaseScript, my_task: Any) -> list[str]:
        names = []
        for condition, name in self.choices:
            if condition is None or script.evaluate(my_task, condition):
                names.append(name)
                if self.exclusive:
                    break
        return names or ([self.default] if self.default else [])

    def _follow(self, my_task: Any) -> None:
        specs = self._wf_spec.task_specs
        picked = my_task.internal_data.pop("picked")
        my_task._sync_children([specs[name] for name in picked], TaskState.FUTURE)


class Join(Plain):
    """A gateway that waits for tokens; each waiting token is one WAITING task."""

    def _update_hook(self, my_task: Any) -> bool:
        if "from" not in my_task.internal_data:
            my_task._inherit_data()
            my_task.internal_data["from"] = my_task.parent.task_spec.name
        chosen = self._gathered(my_task)
        if chosen is None:
            my_task._set_state(TaskState.WAITING)
            return False
        for task in chosen:
            if task is not my_task:
                my_task.data = {**task.data, **my_task.data}
                cancel_whole(task)
        return True

    def _arrived(self, my_task: Any) -> list[Any]:
        """Return the tokens that wait here, this one first."""
        others = (
            task
            for task in my_task.workflow.tasks.values()
            if task.task_spec is self and task is not my_task and task.state == TaskState.WAITING
        )
        return [my_task, *others]

    def _gathered(self, my_task: Any) -> list[Any] | None:
        """Return the tokens to merge, or None while some are still to come."""
        raise NotImplementedError


class Together(Join):
    """A parallel gateway: one token from each incoming flow; further ones wait their turn."""

    def _gathered(self, my_task: Any) -> list[Any] | None:
        needed: Counter[str] = Counter(self._inputs)
        chosen = []
        for task in self._arrived(my_task):
            source = task.internal_data["from"]
            if needed[source] > 0:
                needed[source] -= 1
                chosen.append(task)
        return None if sum(needed.values()) else chosen


class Some(Choosing, Join):
    """An inclusive gateway: waits while any token elsewhere can still come by a new way."""

    exclusive = False

    def __init__(self, spec: Any, key: str, **kwargs: Any) -> None:
        """Keep room for what the builder computes."""
        super().__init__(spec, key, **kwargs)
        self.sources: dict[str, frozenset[str]] = {}

    def _gathered(self, my_task: Any) -> list[Any] | None:
        arrived = self._arrived(my_task)
        come = {task.internal_data["from"] for task in arrived}
        towards_new = self._sources_of(set(self._inputs) - come)
        towards_come = self._sources_of(come)
        for name in self._tokens(my_task):
            if name in towards_new and name not in towards_come:
                return None
        return arrived

    def _sources_of(self, inputs: set[str]) -> frozenset[str]:
        return frozenset().union(*(self.sources[name] for name in inputs))

    def _tokens(self, my_task: Any) -> Iterator[str]:
        for task in my_task.workflow.tasks.values():
            resting = isinstance(task.task_spec, Boundary) and task.state == TaskState.WAITING
            if task.task_spec is not self and task.has_state(OPEN) and not resting:
                yield task.task_spec.name
