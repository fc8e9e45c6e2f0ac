"""What an applicant owes a case: a correction, or the materials of a gap (time-law T2, T20-T23)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from xiaoer.packs.items import Item, Material
from xiaoer.packs.steps import ClockEvent

from ..clocks import NotNow
from ..models import Case, Todo
from ..taken import wanted

if TYPE_CHECKING:
    from .work import Work

GAP = "gap"  # the applicant owes materials
GAP_CHECK = "gap_check"  # an officer looks at what was supplied
RECTIFY = "rectification"  # the applicant mends what an inspection found, and says so


@dataclass(frozen=True, slots=True)
class Owed:
    """What is to be supplied: the materials asked for, those that came, by when, in what words."""

    materials: tuple[Material, ...]
    supplied: frozenset[str]
    reason: str
    until: datetime | None = None

    @property
    def complete(self) -> bool:
        """Say whether every material that was named has come."""
        return all(material.key in self.supplied for material in self.materials)

    @property
    def open_titles(self) -> str:
        """Name the materials that have not come."""
        return "、".join(str(m.title) for m in self.materials if m.key not in self.supplied)


def asked_of(item: Item, answers: dict[str, Any]) -> list[Material]:
    """Return the materials that the applicant supplies for these answers."""
    return [m for m in item.asked_materials() if wanted(m, answers)]


def named(work: Work, event: ClockEvent | None, lacking: tuple[str, ...]) -> list[Material]:
    """Return the materials that a notice names; raises `NotNow` when it cannot name them."""
    asked = asked_of(work.item, work.case.answers)
    chosen = [material for material in asked if material.key in lacking]
    if event is not ClockEvent.ACCEPTED_WITH_GAP:
        return chosen
    if any(material.main for material in chosen):
        raise NotNow("主要材料不能容缺，先要补正")
    have = set(work.case.materials.filter(replaced=False).values_list("key", flat=True))
    missing = [m for m in asked if m.key not in have]
    if have and any(m.main and m.required for m in missing):
        titles = "、".join(str(m.title) for m in missing if m.main and m.required)
        raise NotNow(f"主要材料不能容缺，还缺：{titles}")
    found = chosen or [m for m in missing if not m.main]
    if not found:
        raise NotNow("材料都齐了，直接受理，不用容缺")
    return found


def gap_of(case: Case, item: Item, until: datetime | None = None) -> Owed | None:
    """Return what is owed after acceptance with a gap; `None` when nothing was."""
    event = case.events.filter(kind=ClockEvent.ACCEPTED_WITH_GAP.value).order_by("sequence").last()
    if event is None:
        return None
    keys = set(event.payload.get("lacking", ()))
    have = case.materials.filter(replaced=False, key__in=keys).values_list("key", flat=True)
    return Owed(
        tuple(m for m in item.materials if m.key in keys),
        frozenset(have),
        str(event.payload.get("reason", "")),
        until,
    )


def correction_of(case: Case, item: Item) -> Owed | None:
    """Return what the last correction asked for, with what has come since."""
    kind = ClockEvent.CORRECTION_REQUESTED.value
    event = case.events.filter(kind=kind).order_by("sequence").last()
    if event is None:
        return None
    since = case.materials.filter(replaced=False, added_at__gte=event.at)
    keys = set(event.payload.get("lacking", ()))
    asked = asked_of(item, case.answers)
    return Owed(
        tuple(m for m in asked if not keys or m.key in keys),
        frozenset(since.values_list("key", flat=True)),
        str(event.payload.get("reason", "")),
    )


def require_something(work: Work, words: bool) -> None:
    """Refuse an answer to a correction that brings nothing; raises `NotNow`."""
    owed = correction_of(work.case, work.item)
    if words or owed is None:
        return
    if not owed.supplied:
        raise NotNow("还没有交补正的内容：上传材料，或者写明情况")
    event = work.case.events.filter(kind=ClockEvent.CORRECTION_REQUESTED.value).last()
    if event and event.payload.get("lacking") and not owed.complete:
        raise NotNow(f"还没交：{owed.open_titles}。交不了的，在说明里写明")


def ask_to_mend(work: Work, step: str) -> None:
    """Give the applicant what an inspection found to mend; the clock stands meanwhile."""
    work.tell("rectification", "要整改，改好后在办件页报告，经办人再来复查")
    work.add_todo(
        Todo(
            case=work.case,
            step=f"{step}!{RECTIFY}",
            key=RECTIFY,
            title="整改",
            role="applicant",
            since=work.at,
        )
    )


def mended(work: Work) -> None:
    """Close what was to be mended: the inspection has seen it."""
    for todo in work.todos:
        if todo.key == RECTIFY and todo.state in (Todo.State.OPEN, Todo.State.WAITING):
            work.change_todo(todo, state=Todo.State.DONE, done_at=work.at)


def rectification_of(case: Case) -> str:
    """Return what the last inspection found, in its words."""
    kind = ClockEvent.RECTIFICATION_STARTED.value
    event = case.events.filter(kind=kind).order_by("sequence").last()
    return str(event.payload.get("reason", "")) if event else ""


def ask_gap(work: Work, step: str, until: datetime | None) -> None:
    """Give the applicant the materials of the gap to do, with their own day."""
    work.add_todo(
        Todo(
            case=work.case,
            step=f"{step}!{GAP}",
            key=GAP,
            title="补交容缺材料",
            role="applicant",
            since=work.at,
            due_at=until,
        )
    )
