"""Everything that the pages of one case show, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils import timezone

from xiaoer.packs.items import Item
from xiaoer.packs.queries import LoadedPack, version
from xiaoer.packs.steps import Step
from xiaoer.people.roles import Viewer

from . import queries
from .access import APPLICANT, is_party, may_act
from .calendars import reckoner
from .clocks import Clocks, restored
from .desk import Left, left, left_of_sum
from .models import Case, CaseEvent, Todo
from .strip import Cell, counted, strip
from .terms import Terms
from .versions import item_in, running_of, terms_of_case
from .wording import Told, told

OPEN = (Todo.State.OPEN, Todo.State.WAITING)
WARNINGS = frozenset({"deadline_near"})
INSIDE = WARNINGS | {
    "deadline_missed", "decision_made", "timer", "claimed", "released", "assigned",
    "overdue_explained", "clock_rederived", "trigger_failed",
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One event with its words and the papers it printed."""

    event: CaseEvent
    told: Told
    papers: list[Any]


@dataclass(frozen=True)
class Stage:
    """One step of the item: done, now, held or still to come."""

    step: Step
    state: str
    todo: Todo | None


@dataclass(frozen=True)
class Facts:
    """A case as its pages need it."""

    case: Case
    pack: LoadedPack
    item: Item
    terms: Terms
    clocks: Clocks
    todos: list[Todo]
    passed: tuple[str, ...]
    now: datetime

    @property
    def open_todos(self) -> list[Todo]:
        """Return the to-dos that stand, those for people."""
        return [t for t in self.todos if t.state in OPEN]

    @property
    def rest(self) -> Left:
        """Return what is left of the limit that runs."""
        if self.by_parts:
            running = any(p.clocks.running and not p.clocks.open_hold for p in self.parts)
            return left_of_sum(self.terms.committed.amount, self.parts_used, standing=not running)
        start = self.clocks.started_at or self.clocks.receipt_from
        held = self.clocks.open_hold is not None
        return left(self.case.due_at, self.now, held, reckoner(), start)

    @property
    def by_parts(self) -> bool:
        """Say whether the case has no clock of its own: its stages are counted together."""
        return self.clocks.started_at is None and self.terms.receipt is None and bool(self.parts)

    @cached_property
    def parts(self) -> list[Facts]:
        """Return the facts of the cases that are done as parts of this one."""
        rows = self.case.children.select_related("organisation").order_by("id")
        return [facts_of(row, self.now) for row in rows]

    @property
    def parts_used(self) -> Decimal:
        """Return the net working days of the stages together (market (一)3)."""
        found = [reckoner().net(p.clocks, p.terms, self.now) for p in self.parts]
        return sum((one.days for one in found if one), Decimal(0))

    @property
    def cells(self) -> list[Cell]:
        """Return the day strip of the decision clock."""
        if self.terms.profile.startswith("hours"):
            return []
        due = reckoner().decision_due(self.clocks, self.terms)
        return strip(self.clocks, due, self.now, reckoner().calendar)

    @property
    def net_days(self) -> str:
        """Return the net time used, in days of the clock."""
        if self.by_parts:
            return f"{self.parts_used.normalize():f}"
        found = reckoner().net(self.clocks, self.terms, self.now)
        if found is None:
            return ""
        digits = 2 if found.unit == "working_second" else 0
        return f"{found.days:.{digits}f}"

    @property
    def held_days(self) -> int:
        """Return the working days that were not counted."""
        if self.by_parts:
            return sum(part.held_days for part in self.parts)
        return counted(self.cells)[1]

    @property
    def span_days(self) -> int | None:
        """Return the calendar days from the first submission to the end (time-law H7)."""
        end = self.case.ended_at or self.now
        return (
            timezone.localtime(end).date() - timezone.localtime(self.case.submitted_at).date()
        ).days

    def stages(self) -> list[Stage]:
        """Return the steps of the item as the process went through them."""
        standing = {t.key: t for t in self.open_todos}
        found = []
        for step in self.item.steps:
            todo = standing.get(step.key)
            if todo:
                state = "hold" if todo.held or todo.state == Todo.State.WAITING else "now"
            else:
                state = "done" if step.key in self.case.outcomes else "todo"
            if state == "todo" and (self.case.ended_at or step.side):
                continue  # a way that was not taken, or that is seldom taken
            found.append(Stage(step, state, todo))
        return found

    def lines(self) -> list[Line]:
        """Return the history for officers, newest first; warnings are on the desk already."""
        return [line for line in self._lines() if line.event.kind not in WARNINGS]

    def public_lines(self) -> list[Line]:
        """Return the history for the applicant: what was done, not how the desk runs."""
        return [line for line in self._lines() if line.event.kind not in INSIDE]

    def _lines(self) -> list[Line]:
        papers: dict[int, list[Any]] = {}
        for paper in queries.papers_of(self.case):
            papers.setdefault(paper.event_sequence, []).append(paper)
        return [
            Line(event, told(event.kind, event.payload, self.item), papers.get(event.sequence, []))
            for event in queries.history(self.case)
        ]


def facts_of(case: Case, now: datetime | None = None) -> Facts:
    """Read everything about a case that its pages show."""
    pack = version(case.pack_version_id)
    item = item_in(pack, case.item_key)
    todos = list(case.todos.select_related("organisation", "assignee", "done_by").order_by("id"))
    run = running_of(pack, item, bytes(case.process))
    clocks = restored(case.clocks)
    return Facts(
        case=case,
        pack=pack,
        item=item,
        terms=terms_of_case(pack, item, clocks),
        clocks=clocks,
        todos=todos,
        passed=tuple(run.passed()),
        now=now or timezone.now(),
    )


def acts_of(viewer: Viewer, facts: Facts) -> list[tuple[Todo, Step | None]]:
    """Return the open steps that the viewer may complete now, with what may come out."""
    found = []
    for todo in facts.open_todos:
        free = todo.assignee_id in (None, viewer.user_id)
        if todo.state == Todo.State.OPEN and free and may_act(viewer, todo, facts.case):
            found.append((todo, facts.item.step(todo.key)))
    return found


def applicant_acts(viewer: Viewer, facts: Facts) -> list[Todo]:
    """Return what waits for the applicant."""
    if not is_party(viewer, facts.case):
        return []
    return [t for t in facts.open_todos if t.role == APPLICANT and t.state == Todo.State.OPEN]
