"""Models and runs of business processes. The engine behind them is loaded with the first model."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from .decisions import Decision
from .diagram import Node, Scope
from .engine_errors import (
    BadData,
    BadState,
    CannotMigrate,
    CannotRun,
    NoSuchStep,
    StuckProcess,
)
from .vetting import Library, vetted

if TYPE_CHECKING:
    from .engine_machine import Machine

__all__ = [
    "BadData",
    "BadState",
    "CannotMigrate",
    "CannotRun",
    "Model",
    "NoSuchStep",
    "Run",
    "Step",
    "StuckProcess",
]

Kind = Literal["task", "message", "timer", "signal"]
MAX_MODELS = 256
_models: OrderedDict[str, Model] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Step:
    """Something that waits: a task for somebody, or an event."""

    id: str
    key: str
    name: str
    lane: str | None
    kind: Kind
    timer: str | None = None
    attached_to: str | None = None
    interrupting: bool = False
    loop: Any = None
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """A process that can run, with all processes it calls and its decision tables."""

    process_id: str
    digest: str
    spec: Any
    specs: dict[str, Any]
    nodes: dict[str, Node]
    decisions: dict[str, Decision]

    @staticmethod
    def load(files: Mapping[str, bytes], process_id: str) -> Model:
        """Vet files and return the model, from memory if it was loaded before."""
        digest = _digest(files, process_id)
        known = _models.get(digest)
        if known is None:
            known = _models[digest] = _built(files, process_id, digest)
            while len(_models) > MAX_MODELS:
                _models.popitem(last=False)
        return known


def _digest(files: Mapping[str, bytes], process_id: str) -> str:
    total = hashlib.sha256(process_id.encode())
    for name in sorted(files):
        total.update(f"\0{name}\0{len(files[name])}\0".encode())
        total.update(files[name])
    return total.hexdigest()


def _built(files: Mapping[str, bytes], process_id: str, digest: str) -> Model:
    report, library = vetted(files, process_id)
    if library is None or not report.executable:
        raise CannotRun(report)
    return _build(library, process_id, digest)


def _build(library: Library, process_id: str, digest: str) -> Model:
    # Imported here: the engine takes longer to load than most commands take to run.
    from .engine_build import Builder

    builder = Builder(library.processes)
    spec = builder.build(process_id)
    used = [library.processes[name] for name in builder.specs if name in library.processes]
    nodes = {node.id: node for scope in reversed(used) for _, node in scope.walk()}
    _forget_xml(used)
    return Model(process_id, digest, spec, builder.specs, nodes, library.decisions)


def _forget_xml(scopes: list[Scope]) -> None:
    for scope in scopes:
        for inner in scope.scopes():
            inner.xml = None
            for node in inner.nodes.values():
                node.xml = None
            for flow in inner.flows:
                flow.xml = None


class Run:
    """A running process. After an error a run is spoilt: load it again from its last bytes."""

    def __init__(self, model: Model, machine: Machine) -> None:
        """Use `Run.start` or `Run.loads`."""
        self.model = model
        self._machine = machine

    @staticmethod
    def start(model: Model, data: Mapping[str, Any]) -> Run:
        """Start a run and move it to the first wait; raises `StuckProcess`."""
        from .engine_state import new_machine

        return Run(model, new_machine(model, data))

    @property
    def ended(self) -> bool:
        """Tell whether the process has ended."""
        return self._machine.ended

    @property
    def end_keys(self) -> list[str]:
        """Return the end events that were reached, those of sub-processes too, in order."""
        return list(self._machine.ends)

    @property
    def data(self) -> dict[str, Any]:
        """Return the data of the case."""
        return self._machine.script.data

    def waiting(self) -> list[Step]:
        """Return the steps to be done and the events waited for, oldest first."""
        return [_step(task) for task in self._machine.open_tasks()]

    def complete(self, step_id: str, data: Mapping[str, Any] | None = None) -> None:
        """Complete a step with its data and run on; raises `NoSuchStep`, `StuckProcess`."""
        from .engine_state import kept_data

        self._forget_news()
        self._machine.complete(step_id, kept_data(data or {}))

    def deliver(
        self,
        kind: Literal["message", "signal", "timer"],
        name_or_step_id: str,
        data: Mapping[str, Any] | None = None,
    ) -> bool:
        """Let an event happen, timers by step id only; tells whether anything waited for it."""
        from .engine_state import kept_data

        self._forget_news()
        return self._machine.deliver(kind, name_or_step_id, kept_data(data or {}))

    def passed(self) -> list[str]:
        """Return the elements completed so far, in the order of their first completion."""
        return list(self._machine.passed)

    def current(self) -> list[str]:
        """Return the elements where tokens are now, for drawing."""
        from .engine_migrate import _open_keys

        return sorted(_open_keys(self._machine)) if not self.ended else []

    def sent(self) -> list[tuple[str, str]]:
        """Return (kind, name) of the messages and signals thrown since the last call."""
        return list(self._machine.script.sent)

    def decided(self) -> list[tuple[str, str, list[int]]]:
        """Return (element, decision table, rule numbers) decided since the last call."""
        return list(self._machine.script.decided)

    def _forget_news(self) -> None:
        self._machine.script.sent.clear()
        self._machine.script.decided.clear()

    def dumps(self) -> bytes:
        """Return the run as bytes: data and open tokens."""
        from .engine_state import packed

        return packed(self.model, self._machine)

    @staticmethod
    def loads(model: Model, blob: bytes) -> Run:
        """Return a run from its bytes; raises `BadState` when they are of another model."""
        from .engine_state import unpacked

        return Run(model, unpacked(model, blob))

    def migrated(self, new: Model) -> Run:
        """Return this run in another model; raises `CannotMigrate` with the reasons."""
        from .engine_migrate import reasons_against
        from .engine_state import kept_data, machine_from, state_of

        reasons = reasons_against(self._machine, self.model, new)
        if reasons:
            raise CannotMigrate(reasons)
        # Copied through bytes: the two runs must not share their data.
        return Run(new, machine_from(new, kept_data(state_of(self._machine))))


def _step(task: Any) -> Step:
    spec, node = task.task_spec, task.task_spec.node
    kind: Kind = spec.happening.kind if not spec.manual else "task"
    return Step(
        id=str(task.id),
        key=spec.bpmn_id,
        name=node.name,
        lane=spec.lane,
        kind=kind,
        timer=node.happening.timer if kind == "timer" else None,
        attached_to=node.attached_to,
        interrupting=bool(node.attached_to and node.interrupting),
        loop=_item(task.data),
        event=node.happening.name if kind in ("message", "signal") else None,
    )


def _item(local: Mapping[str, Any]) -> Any:
    named = [name for name in local if name != "loopCounter"]
    return local[named[-1]] if named else local.get("loopCounter")
