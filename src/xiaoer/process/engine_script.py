"""What a running process may compute and tell: conditions, decisions, thrown events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.util.task import TaskState

from .decisions import BadDecision, Decision
from .diagram import Happening, Loop
from .dialects import MAX_REPEATS
from .engine_errors import StuckProcess
from .engine_events import Awaiting, Boundary
from .expressions import BadExpression, compiled


class CaseScript:
    """Takes the place of SpiffWorkflow's script engine; it evaluates, it never executes."""

    def __init__(self, decisions: Mapping[str, Decision], data: dict[str, Any]) -> None:
        """Work on the data of one case."""
        self.decisions = decisions
        self.data = data
        self.sent: list[tuple[str, str]] = []
        self.decided: list[tuple[str, str, list[int]]] = []

    def scope(self, task: Any) -> Mapping[str, Any]:
        """Return the case data, with the local names of a repeated activity before them."""
        return {**self.data, **task.data} if task.data else self.data

    def evaluate(self, task: Any, expression: str, external_context: Any = None) -> Any:
        """Evaluate an expression of the closed language; raises `StuckProcess`."""
        try:
            return compiled(expression)(self.scope(task))
        except BadExpression as problem:
            raise self.stuck(task, f"条件“{problem.expression}”算不出来：{problem}") from None

    def execute(self, task: Any, script: str, external_context: Any = None) -> bool:
        """Refuse: nothing in a process file is a program."""
        raise self.stuck(task, "流程文件里不许带程序")

    call_service = execute

    def stuck(self, task: Any, reason: str) -> StuckProcess:
        """Return the error that tells where a process cannot go on."""
        return StuckProcess(task.task_spec.bpmn_id or task.task_spec.name, reason)

    def decide(self, spec: Any, task: Any) -> None:
        """Evaluate the decision table of a business rule task and keep its result."""
        table = self.decisions[spec.decision]
        try:
            answer, numbers = table.decide(self.scope(task))
        except BadDecision as problem:
            raise self.stuck(task, str(problem)) from None
        self.decided.append((spec.bpmn_id, table.key, numbers))
        self.data[spec.result] = shaped(answer, spec.result_form)

    def collect(self, loop: Loop, child: Any) -> None:
        """Put the result of one instance into the list that the drawing names for results."""
        if not loop.output or not loop.output_item:
            return
        found = self.data.get(loop.output)
        results = list(found) if isinstance(found, list) else []
        index = child.internal_data["index"]
        results += [None] * (index + 1 - len(results))
        results[index] = self.scope(child).get(loop.output_item)
        self.data[loop.output] = results

    def checked_items(self, task: Any, found: Any, is_list: bool) -> list[Any]:
        """Return what to repeat over; raises `StuckProcess` when it is no list or too long."""
        if is_list:
            items = list(found) if isinstance(found, list | tuple | Mapping) else None
        else:
            whole = isinstance(found, int) and not isinstance(found, bool)
            items = list(range(min(found, MAX_REPEATS + 1))) if whole else None
        if items is None:
            raise self.stuck(task, "多实例要用的清单或次数在数据里没有")
        if len(items) > MAX_REPEATS:
            raise self.stuck(task, f"多实例太多，最多 {MAX_REPEATS} 个")
        return items

    def throw(self, happening: Happening, task: Any) -> None:
        """Throw an event: to the outside, to everyone in this run, or to the enclosing activity."""
        if happening.kind in ("message", "signal"):
            self.sent.append((happening.kind, happening.name))
        if happening.kind == "signal":
            self.broadcast(task.workflow.top_workflow, happening.name)
        elif happening.kind in ("error", "escalation"):
            self._raise_outwards(happening, task.workflow)

    def broadcast(self, top: Any, name: str) -> bool:
        """Let a signal reach everything in the run that waits for it."""
        heard = False
        for workflow in (top, *list(top.subprocesses.values())):
            for task in list(workflow.tasks.values()):
                if catches(task, "signal", name):
                    task.task_spec.fire(task)
                    heard = True
        return heard

    def _raise_outwards(self, happening: Happening, workflow: Any) -> None:
        while workflow.parent_task_id is not None:
            host = workflow.top_workflow.get_task_from_id(workflow.parent_task_id)
            catcher = _catcher(host, happening)
            if catcher is not None:
                catcher.task_spec.fire(catcher)
                return
            workflow = host.workflow


def shaped(answer: Any, form: str | None) -> Any:
    """Return a decision's answer in the form that the modeller's dialect asks for."""
    if isinstance(answer, list):
        if form == "collectEntries":
            return [next(iter(row.values()), None) for row in answer]
        return answer
    if form == "singleEntry" or (form == "single_value" and len(answer) <= 1):
        return next(iter(answer.values()), None)
    return answer


def catches(task: Any, kind: str, name: str) -> bool:
    """Tell whether a task waits for an event."""
    spec = task.task_spec
    return (
        task.state == TaskState.WAITING
        and isinstance(spec, Awaiting)
        and spec.happening.kind == kind
        and spec.happening.name == name
    )


def _catcher(host: Any, happening: Happening) -> Any:
    """Return the boundary event of an enclosing activity that catches an error or escalation."""
    while host.triggered:
        host = host.parent  # an instance of a repeated activity: the events hang on the whole
    siblings = host.parent.children if host.parent is not None else []
    for wanted in (happening.name, ""):
        for task in siblings:
            if isinstance(task.task_spec, Boundary) and catches(task, happening.kind, wanted):
                return task
    return None
