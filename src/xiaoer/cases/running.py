"""One face for both ways in which a case moves: a drawn process, or its steps in order.

An item of one or two steps needs no diagram; its state is one number. Both keep the same
events, so nobody above can tell the difference.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from xiaoer.packs.items import Item


@dataclass(frozen=True, slots=True)
class Waiting:
    """Where a process stands still: a task for somebody, a message or a timer."""

    id: str
    key: str
    kind: str = "task"
    timer: str = ""
    attached_to: str = ""
    loop: Any = None


class NoSuchStep(LookupError):
    """The process does not wait there: somebody was faster, or it moved on."""


class Running(Protocol):
    """What the kernel asks of a process."""

    def waiting(self) -> list[Waiting]: ...

    def complete(self, step: str, data: Mapping[str, Any]) -> None: ...

    def deliver(self, kind: str, name: str, data: Mapping[str, Any] | None = None) -> bool: ...

    def passed(self) -> list[str]: ...

    def dumps(self) -> bytes: ...

    def decided(self) -> list[dict[str, Any]]: ...

    @property
    def result(self) -> str:
        """Return the key of the end that was reached; empty while it runs."""

    @property
    def data(self) -> Mapping[str, Any]:
        """Return the data that conditions see."""


class PlainRun:
    """The steps of an item one after the other."""

    def __init__(self, item: Item, data: Mapping[str, Any], at: int = 0, result: str = "") -> None:
        self._item = item
        self._data = dict(data)
        self._at = at
        self._result = result

    @classmethod
    def loads(cls, item: Item, blob: bytes) -> PlainRun:
        """Read a run back; inverse of `dumps`."""
        at, result, data = json.loads(blob)
        return cls(item, data, at, result)

    def dumps(self) -> bytes:
        """Write the run down."""
        return json.dumps([self._at, self._result, self._data], ensure_ascii=False).encode()

    @property
    def result(self) -> str:
        """Return the end that was reached; empty while it runs."""
        return self._result

    @property
    def data(self) -> Mapping[str, Any]:
        """Return the data of the run."""
        return self._data

    def waiting(self) -> list[Waiting]:
        """Return the step that is due, if any."""
        if self._result:
            return []
        key = self._item.steps[self._at].key
        return [Waiting(f"{key}-{self._at}", key)]

    def complete(self, step: str, data: Mapping[str, Any]) -> None:
        """Go on to the next step; a result other than granted ends it. Raises `NoSuchStep`."""
        if [waiting.id for waiting in self.waiting()] != [step]:
            raise NoSuchStep(step)
        self._data |= data
        self._at += 1
        result = str(data.get("result") or "")
        if result and result != "granted":
            self._result = result
        elif self._at == len(self._item.steps):
            self._result = str(self._data.get("result") or "granted")

    def deliver(self, kind: str, name: str, data: Mapping[str, Any] | None = None) -> bool:
        """Say that nothing here waits for messages or timers."""
        return False

    def passed(self) -> list[str]:
        """Return the steps that are done."""
        return [step.key for step in self._item.steps[: self._at]]

    def decided(self) -> list[dict[str, Any]]:
        """Say that no table was asked."""
        return []


class DrawnRun:
    """A BPMN process in its engine."""

    def __init__(self, run: Any) -> None:
        self._run = run

    @classmethod
    def start(cls, files: Mapping[str, bytes], process: str, data: Mapping[str, Any]) -> DrawnRun:
        """Start a process and run it to where it first waits."""
        from xiaoer.process.engine import Model, Run

        return cls(Run.start(Model.load(files, process), data))

    @classmethod
    def loads(cls, files: Mapping[str, bytes], process: str, blob: bytes) -> DrawnRun:
        """Read a run back; inverse of `dumps`."""
        from xiaoer.process.engine import Model, Run

        return cls(Run.loads(Model.load(files, process), blob))

    def dumps(self) -> bytes:
        """Write the run down."""
        found: bytes = self._run.dumps()
        return found

    @property
    def result(self) -> str:
        """Return the end that was reached, after those of sub-processes; empty while it runs."""
        return self._run.end_keys[-1] if self._run.ended and self._run.end_keys else ""

    @property
    def data(self) -> Mapping[str, Any]:
        """Return the data of the run."""
        found: Mapping[str, Any] = self._run.data
        return found

    def waiting(self) -> list[Waiting]:
        """Return the tasks, messages and timers that wait."""
        return [
            Waiting(s.id, s.key, s.kind, s.timer or "", s.attached_to or "", s.loop)
            for s in self._run.waiting()
        ]

    def complete(self, step: str, data: Mapping[str, Any]) -> None:
        """Complete a task and run on; raises `NoSuchStep`."""
        if step not in {waiting.id for waiting in self.waiting()}:
            raise NoSuchStep(step)
        self._run.complete(step, data)

    def deliver(self, kind: str, name: str, data: Mapping[str, Any] | None = None) -> bool:
        """Deliver a message by its name or a timer by its step; say whether one waited."""
        return bool(self._run.deliver(kind, name, data))

    def passed(self) -> list[str]:
        """Return the elements that are done."""
        return list(self._run.passed())

    def decided(self) -> list[dict[str, Any]]:
        """Return which rules of which tables decided in the last move."""
        return [
            {"element": element, "table": table, "rules": rules}
            for element, table, rules in self._run.decided()
        ]


class PastRun:
    """The process of a case that was worked on elsewhere and came in ended: it stands nowhere."""

    result = ""
    data: Mapping[str, Any] = {}

    def waiting(self) -> list[Waiting]:
        """Return nothing: nobody has anything to do."""
        return []

    def complete(self, step: str, data: Mapping[str, Any]) -> None:
        """Refuse: no step waits."""
        raise NoSuchStep(step)

    def deliver(self, kind: str, name: str, data: Mapping[str, Any] | None = None) -> bool:
        """Say that nothing took the message."""
        return False

    def passed(self) -> list[str]:
        """Return nothing: the steps of another system are not known."""
        return []

    def dumps(self) -> bytes:
        """Write nothing down."""
        return b""

    def decided(self) -> list[dict[str, Any]]:
        """Return nothing: no table was asked."""
        return []
