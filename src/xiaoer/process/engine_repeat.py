"""Activities that are done several times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from SpiffWorkflow.util.task import TaskState

from .engine_parts import Plain, cancel_whole, script_of
from .expressions import compiled

if TYPE_CHECKING:
    from .diagram import Loop


class Repeat(Plain):
    """An activity done several times: for each item of a list, a number of times, or in a loop."""

    loop: Loop
    child: str

    def _update_hook(self, my_task: Any) -> bool:
        my_task._inherit_data()
        items = self._items(my_task)
        if not items or (self.loop.test_first and not self._again(my_task)):
            return True
        # The outer local names wait aside: an instance inherits from this task, and its own win.
        my_task.internal_data.update(items=items, made=0, done=0, outer=my_task.data)
        my_task.data = {}
        my_task._set_state(TaskState.STARTED)
        for _ in items[:1] if self.loop.sequential else items:
            self._add(my_task)
        return False

    def _items(self, my_task: Any) -> list[Any]:
        loop, script = self.loop, script_of(my_task)
        if loop.maximum is not None:
            return list(range(loop.maximum))
        found = script.evaluate(my_task, loop.items or loop.count or "0")
        return script.checked_items(my_task, found, bool(loop.items))

    def _again(self, my_task: Any) -> bool:
        return bool(script_of(my_task).evaluate(my_task, self.loop.while_ or "true"))

    def _add(self, my_task: Any) -> None:
        marks = my_task.internal_data
        index, item = marks["made"], marks["items"][marks["made"]]
        marks["made"] += 1
        child = my_task._add_child(self._wf_spec.task_specs[self.child], TaskState.FUTURE)
        child.triggered = True
        child.internal_data["index"] = index
        child.data = {**marks["outer"], "loopCounter": index}
        if self.loop.item_name:
            child.data[self.loop.item_name] = item
        child.task_spec._update(child)

    def one_done(self, _: Any, child: Any) -> None:
        """Count an instance that completed; start the next or finish."""
        my_task = child.parent
        marks = my_task.internal_data
        marks["done"] += 1
        script_of(my_task).collect(self.loop, child)
        if self._finished(my_task, child):
            for other in my_task.children:
                cancel_whole(other)
            my_task._set_state(TaskState.READY)
        elif self.loop.sequential:
            self._add(my_task)

    def _finished(self, my_task: Any, child: Any) -> bool:
        marks, loop = my_task.internal_data, self.loop
        if marks["done"] >= len(marks["items"]):
            return True
        if loop.while_ is not None:
            return not self._again(child)
        if loop.until is None:
            return False
        counts = {
            "nrOfInstances": len(marks["items"]),
            "nrOfCompletedInstances": marks["done"],
            "nrOfActiveInstances": marks["made"] - marks["done"],
        }
        return bool(compiled(loop.until)({**script_of(my_task).scope(child), **counts}))

    def _follow(self, my_task: Any) -> None:
        my_task.data = my_task.internal_data.pop("outer", my_task.data)
        my_task.internal_data.clear()
        super()._follow(my_task)
