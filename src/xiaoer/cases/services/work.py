"""One change of one case: events are collected in memory and written together at the end.

The case row is locked (or new) while a `Work` lives. Everything it does is decided on plain
values; `write` then needs one statement for each kind of row, however much happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from xiaoer.packs.items import Item
from xiaoer.packs.queries import LoadedPack
from xiaoer.packs.steps import ClockEvent, Step
from xiaoer.people.roles import Viewer

from ..calendars import reckoner
from ..chain import FIRST, Link, fingerprint
from ..clocks import Clocks, Happened, after, restored, stored
from ..deadlines import Deadline, OpenStep, OpenTimer, case_due, deadlines, pending
from ..models import Case, CaseEvent, Notice, Paper, Todo
from ..running import Running
from ..terms import Terms
from ..versions import item_in, running_of, terms_of_case

STATES = Case.State
OPEN = (Todo.State.OPEN, Todo.State.WAITING)


@dataclass
class Work:
    """A case being changed by somebody (or by the clock, when the viewer is nobody)."""

    case: Case
    pack: LoadedPack
    item: Item
    viewer: Viewer
    at: datetime
    clocks: Clocks = field(default_factory=Clocks)
    todos: list[Todo] = field(default_factory=list)
    new_events: list[CaseEvent] = field(default_factory=list)
    new_todos: list[Todo] = field(default_factory=list)
    changed_todos: dict[int, set[str]] = field(default_factory=dict)  # id → changed columns
    notices: list[Notice] = field(default_factory=list)
    papers: list[Paper] = field(default_factory=list)
    to_open: list[tuple[str, Step, str]] = field(default_factory=list)  # place, step, item
    just_ended: bool = False
    _run: Running | None = None

    @classmethod
    def on(cls, case: Case, pack: LoadedPack, viewer: Viewer, at: datetime) -> Work:
        """Take up a locked case where it stands."""
        item = item_in(pack, case.item_key)
        todos = list(case.todos.filter(state__in=OPEN))
        return cls(case, pack, item, viewer, at, restored(case.clocks), todos)

    @property
    def terms(self) -> Terms:
        """Return the limits that the case was accepted under."""
        return terms_of_case(self.pack, self.item, self.clocks)

    @property
    def run(self) -> Running:
        """Return the process, read from its row when it is first asked for."""
        if self._run is None:
            self._run = running_of(self.pack, self.item, bytes(self.case.process))
        return self._run

    @run.setter
    def run(self, run: Running) -> None:
        self._run = run

    # --- events --------------------------------------------------------------------------

    def record(
        self,
        kind: str,
        payload: Mapping[str, Any] | None = None,
        at: datetime | None = None,
        request_key: str | None = None,
    ) -> CaseEvent:
        """Append one event to the chain."""
        at = at or self.at
        case = self.case
        case.sequence += 1
        body = dict(payload or {})
        previous = case.head or FIRST
        actor = self.viewer.user_id
        link = Link(case.number, case.sequence, kind, at, actor, body)
        wclk, wday = reckoner().clock(self.item.profile).coordinate(at)
        event = CaseEvent(
            case=case,
            sequence=case.sequence,
            kind=kind,
            at=at,
            wclk=wclk,
            wday=wday,
            actor_id=actor,
            organisation_id=self.viewer.organisation,
            payload=body,
            previous_hash=previous,
            hash=fingerprint(link, previous),
            request_key=request_key,
        )
        case.head = event.hash
        self.new_events.append(event)
        return event

    def happen(
        self,
        kind: ClockEvent,
        payload: Mapping[str, Any] | None = None,
        at: datetime | None = None,
    ) -> CaseEvent:
        """Let something happen to the clocks and record it; raises `NotNow`."""
        body = dict(payload or {})
        event = Happened(
            kind,
            at or self.at,
            special=str(body.get("special", "")),
            result=str(body.get("result", "")),
            verify=bool(self.case.commitment),
        )
        before = self.clocks
        self.clocks = after(before, event, self.terms)
        self._add_up_holds(before)
        return self.record(kind.value, body, at)

    def _add_up_holds(self, before: Clocks) -> None:
        """Add what a hold that just ended has held back, so any duration is a subtraction."""
        if before.open_hold is None or self.clocks.open_hold is not None:
            return
        ended = self.clocks.held[-1]
        if ended.promise_only or ended.end is None:
            return
        clock = reckoner().clock(self.item.profile)
        (wclk, wday), (wclk_end, wday_end) = (
            clock.coordinate(ended.start),
            clock.coordinate(ended.end),
        )
        self.case.held_wclk += wclk_end - wclk
        self.case.held_wday += wday_end - wday

    # --- to-dos --------------------------------------------------------------------------

    def open_todo(self, place: str) -> Todo | None:
        """Return the to-do that stands at a place of the process."""
        return next((t for t in self.todos if t.step == place and t.state in OPEN), None)

    def add_todo(self, todo: Todo) -> Todo:
        """Give somebody something to do."""
        self.todos.append(todo)
        self.new_todos.append(todo)
        return todo

    def change_todo(self, todo: Todo, **values: object) -> None:
        """Change a to-do; it is written once, however often it changes."""
        for name, value in values.items():
            setattr(todo, name, value)
        if todo.pk:
            self.changed_todos.setdefault(todo.pk, set()).update(values)

    def tell(self, kind: str, text: str, **to: object) -> None:
        """Leave a notice for the applicant, or for a role of a unit."""
        who = to or {"user_id": self.case.applicant_id}
        if any(who.values()):
            self.notices.append(Notice(case=self.case, kind=kind, text=text, at=self.at, **who))

    # --- writing -------------------------------------------------------------------------

    def deadlines(self) -> list[Deadline]:
        """Return what falls due in the case as it stands now."""
        if self.case.ended_at and not self.clocks.verifying_from:
            return []
        links = [OpenStep(t.step, t.key, t.since) for t in self.todos if t.state in OPEN]
        return deadlines(self.clocks, self.terms, reckoner(), links, self._timers())

    def _timers(self) -> list[OpenTimer]:
        return [
            OpenTimer(step, key, text, datetime.fromisoformat(since), attached)
            for step, key, text, since, attached in self.case.open_steps
        ]

    def keep_timers(self) -> None:
        """Remember which timers of the process wait, and since when."""
        known = {row[0]: row for row in self.case.open_steps}
        waiting = [w for w in self.run.waiting() if w.kind == "timer"]
        self.case.open_steps = [
            known.get(w.id, [w.id, w.key, w.timer, self.at.isoformat(), w.attached_to])
            for w in waiting
        ]

    def write(self) -> Case:
        """Write everything that happened: the case, events, to-dos, notices."""
        self._stand()
        case = self.case
        if self._run is not None:
            case.process = self._run.dumps()
        if case.pk:
            case.save(update_fields=MOVING)
        else:
            case.save()
        CaseEvent.objects.bulk_create(self.new_events)
        if self.new_todos:
            Todo.objects.bulk_create(self.new_todos)
        for todo in self.todos:
            if todo.pk in self.changed_todos:
                # a plain update of what changed: a step touches one to-do, seldom more
                todo.save(update_fields=self.changed_todos[todo.pk])
        if self.notices:
            Notice.objects.bulk_create(self.notices)
        if self.papers:
            Paper.objects.bulk_create(self.papers)
        return case

    def _stand(self) -> None:
        """Put on the row what the clocks come to."""
        case, clocks = self.case, self.clocks
        case.clocks = stored(clocks)
        case.accepted_at, case.decided_at = clocks.accepted_at, clocks.decided_at
        case.state = state_of(case, clocks, self.terms)
        case.calendar_version = reckoner().calendar.version
        due, kind = case_due(clocks, self.terms, reckoner())
        case.due_at, case.due_kind = (None, "") if case.ended_at else (due, kind)
        found = self.deadlines()
        left = pending(found, case.told)
        case.wake_at = left[0].at if left else None
        self._todos_due(found)

    def _todos_due(self, found: list[Deadline]) -> None:
        own = {d.subject: d.at for d in found if d.kind == "step" and d.share == 100}
        held = self.clocks.open_hold is not None
        for todo in self.todos:
            if todo.state not in OPEN:
                continue
            moments = [m for m in (own.get(todo.step), self.case.due_at) if m]
            due = min(moments, default=None) if "!" not in todo.step else todo.due_at
            if (todo.due_at, todo.held) != (due, held):
                self.change_todo(todo, due_at=due, held=held)


# what of a case moves after it was opened; everything else is written once
MOVING = (
    "state", "outcome", "answers", "outcomes", "clocks", "held_wclk", "held_wday",
    "calendar_version", "due_at", "due_kind", "wake_at", "told", "process", "open_steps",
    "accepted_at", "decided_at", "ended_at", "sequence", "head",
)  # fmt: skip


def state_of(case: Case, clocks: Clocks, terms: Terms) -> str:
    """Return the state in which a case stands, from its clocks.

    A whole project without a receipt of its own is under way from its first stage on.
    """
    if case.ended_at:
        return STATES.ENDED
    if clocks.decided_at:
        return STATES.DECIDED
    if clocks.open_hold:
        return STATES.HELD
    if clocks.correcting_from:
        return STATES.CORRECTION
    received = terms.receipt is not None and not clocks.started_at
    return STATES.RECEIPT if received else STATES.RUNNING
