"""Sweep out what is finished: a run keeps its open tokens and forgets how they came."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .engine_events import EventGate, Split
from .engine_parts import OPEN

Ids = dict[Any, Any]


class Pruner:
    """Prunes task trees and numbers tasks, so that equal runs have equal step ids."""

    def __init__(self, last: int = 0) -> None:
        """Continue after the last number given."""
        self.last = last

    def prune(self, top: Any) -> None:
        """Drop finished tasks and sub-workflows from a run."""
        if top.completed:
            top.tasks, top.subprocesses = {top.task_tree.id: top.task_tree}, {}
            top.task_tree._children = []
            return
        living = list(_living(top))
        for workflow in living:
            _prune_one(workflow)
        self._number(top, living)

    def _number(self, top: Any, living: list[Any]) -> None:
        ids = self._new_ids(living)
        if not ids:
            return
        for workflow in living:
            workflow.tasks = {ids.get(key, key): task for key, task in workflow.tasks.items()}
            for task in workflow.tasks.values():
                task.id = ids.get(task.id, task.id)
                task._parent = ids.get(task._parent, task._parent)
                task._children = [ids.get(child, child) for child in task._children]
        for inner in living[1:]:
            inner.parent_task_id = ids.get(inner.parent_task_id, inner.parent_task_id)
        top.subprocesses = {inner.parent_task_id: inner for inner in living[1:]}

    def _new_ids(self, living: list[Any]) -> Ids:
        fresh = [
            (
                place,
                getattr(task.task_spec, "order", 0),
                task.internal_data.get("index", 0),
                task.id,
            )
            for place, workflow in enumerate(living)
            for task in workflow.tasks.values()
            if not isinstance(task.id, int)
        ]
        # Sorted by the drawing only; the sort is stable, so random ids never decide.
        ids: Ids = {}
        for *_, key in sorted(fresh, key=lambda row: row[:3]):
            self.last += 1
            ids[key] = self.last
        return ids


def _living(workflow: Any) -> Iterator[Any]:
    yield workflow
    subprocesses = workflow.top_workflow.subprocesses
    for task in list(workflow.tasks.values()):
        if task.has_state(OPEN) and task.id in subprocesses:
            yield from _living(subprocesses[task.id])


def _prune_one(workflow: Any) -> None:
    root, tasks = workflow.task_tree, workflow.tasks
    # Siblings still have to find each other below these two.
    kept = {
        task._parent
        for task in tasks.values()
        if task.has_state(OPEN)
        and task.parent is not None
        and isinstance(task.parent.task_spec, Split | EventGate)
    }
    workflow.tasks = {
        key: task for key, task in tasks.items() if task.has_state(OPEN) or key in kept
    } | {root.id: root}
    _hang_again(workflow, root)


def _hang_again(workflow: Any, root: Any) -> None:
    tasks = workflow.tasks
    for task in tasks.values():
        task._children = []
    for key, task in tasks.items():
        if task is root:
            continue
        if task._parent not in tasks:
            task._parent = root.id
        tasks[task._parent]._children.append(key)
