"""The checks on a unit's goal breakdown, and the state of a task. Pure.

Source rule: campaign §2, P-C-1 step 4 ("Validators") and the paragraph on status.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

REMIND_DAYS = 12  # calendar days from issue to the reminder (P-C-1 step 8)
LONG_TASK_DAYS = 90  # calendar days; longer tasks need a milestone in each quarter
AT_RISK_DAYS = 15  # calendar days before a milestone without a draft of its evidence
BREAKDOWN_DAYS = 15  # calendar days from the day of issue to the registered breakdown
TEAM_SHIFT_DAYS = 15  # calendar days by which a special team may move a baseline date


class Severity(StrEnum):
    """An error stops registration, a warning is shown."""

    ERROR = "error"
    WARNING = "warning"


class TaskStatus(StrEnum):
    """Where a task stands; computed, never typed."""

    DRAFT = "draft"
    NOT_STARTED = "not_started"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    LATE = "late"
    DONE = "done"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """What the rules need to know of a milestone."""

    weight: int
    due: date
    evidence: bool = False
    verified: bool = False


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What the rules need to know of a task."""

    number: str
    measure: str
    commitment: int | None
    lead: int | None
    start: date
    finish: date
    evidence_type: str
    linked_targets: int
    no_target_reason: str
    milestones: tuple[MilestoneFacts, ...] = ()
    parent: str | None = None
    decision: str = "open"


@dataclass(frozen=True, slots=True)
class TargetFacts:
    """What the rules need to know of a target; `open_number` is one left to the city."""

    key: str
    accepted: bool
    open_number: bool
    set_by: int | None = None
    set_until: date | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found; `code` is stable, the words are for the reader."""

    code: str
    severity: Severity
    subject: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """The limits within which all tasks of a programme must lie."""

    issue_date: date
    last_day: date


def days_after(day: date, days: int) -> date:
    """Return the day so many calendar days later; the calendar's last day when there is none."""
    return day + timedelta(days=min(days, (date.max - day).days))


def quarters_between(start: date, finish: date) -> set[tuple[int, int]]:
    """Return the (year, quarter) pairs that a stretch of days touches."""
    first = start.year * 4 + (start.month - 1) // 3
    last = finish.year * 4 + (finish.month - 1) // 3
    return {(index // 4, index % 4 + 1) for index in range(first, last + 1)}


def quarter_of(day: date) -> tuple[int, int]:
    """Return the (year, quarter) of a day."""
    return day.year, (day.month - 1) // 3 + 1


def _bare_quarters(task: TaskFacts) -> list[tuple[int, int]]:
    if (task.finish - task.start).days <= LONG_TASK_DAYS:
        return []
    covered = {quarter_of(m.due) for m in task.milestones}
    return sorted(quarters_between(task.start, task.finish) - covered)


def _date_findings(task: TaskFacts, frame: Frame) -> Iterator[Finding]:
    if task.start < frame.issue_date:
        yield Finding("start_before_issue", Severity.ERROR, task.number, (str(frame.issue_date),))
    if task.finish > frame.last_day:
        yield Finding("finish_after_year", Severity.ERROR, task.number, (str(frame.last_day),))
    outside = [m for m in task.milestones if not task.start <= m.due <= task.finish]
    if outside:
        yield Finding("milestone_outside_task", Severity.ERROR, task.number, (str(len(outside)),))


def _milestone_findings(task: TaskFacts) -> Iterator[Finding]:
    bare = _bare_quarters(task)
    if bare:
        names = tuple(f"{year}Q{quarter}" for year, quarter in bare)
        yield Finding("quarter_without_milestone", Severity.ERROR, task.number, names)
    total = sum(m.weight for m in task.milestones)
    if task.milestones and total != 100:
        yield Finding("weights_not_100", Severity.ERROR, task.number, (str(total),))
    if not task.milestones:
        yield Finding("no_milestone", Severity.ERROR, task.number)


def check_task(task: TaskFacts, frame: Frame) -> list[Finding]:
    """Check one task against the rules of P-C-1 step 4."""
    if task.decision == "cancelled":
        return []
    found = list(_date_findings(task, frame))
    if task.lead is None:
        found.append(Finding("no_lead", Severity.ERROR, task.number))
    if not task.evidence_type:
        found.append(Finding("no_evidence_type", Severity.ERROR, task.number))
    if not task.linked_targets and not task.no_target_reason:
        found.append(Finding("no_target_nor_reason", Severity.ERROR, task.number))
    return found + list(_milestone_findings(task))


def uncovered(commitments: Iterable[int], tasks: Iterable[TaskFacts]) -> list[int]:
    """Return the commitments that no live task covers."""
    covered = {task.commitment for task in tasks if task.decision != "cancelled"}
    return [commitment for commitment in commitments if commitment not in covered]


def back_loaded(tasks: Sequence[TaskFacts], frame: Frame) -> list[Finding]:
    """Warn about parents all of whose sub-tasks finish on the last day of the year."""
    children: dict[str, list[TaskFacts]] = {}
    for task in tasks:
        if task.parent is not None:
            children.setdefault(task.parent, []).append(task)
    return [
        Finding("back_loaded", Severity.WARNING, parent)
        for parent, group in sorted(children.items())
        if all(task.finish == frame.last_day for task in group)
    ]


def check_target(target: TargetFacts) -> list[Finding]:
    """A number left to the city must be set, or say who sets it and until when (step 3)."""
    promised = target.set_by is not None and target.set_until is not None
    if not target.accepted or not target.open_number or promised:
        return []
    return [Finding("target_without_number", Severity.ERROR, target.key)]


def check_programme(
    tasks: Sequence[TaskFacts],
    commitments: Sequence[int],
    frame: Frame,
    targets: Sequence[TargetFacts] = (),
) -> list[Finding]:
    """Check a whole breakdown: coverage, tasks, targets, and how the finish dates lie."""
    gaps = [
        Finding("commitment_without_task", Severity.ERROR, str(commitment))
        for commitment in uncovered(commitments, tasks)
    ]
    each = [finding for task in tasks for finding in check_task(task, frame)]
    numbers = [finding for target in targets for finding in check_target(target)]
    return gaps + each + numbers + back_loaded(tasks, frame)


def progress_percent(milestones: Iterable[MilestoneFacts]) -> int:
    """Return the summed weight of verified milestones, in percent; it is never typed."""
    return sum(m.weight for m in milestones if m.verified)


def _milestone_state(milestones: Sequence[MilestoneFacts], today: date, red: bool) -> TaskStatus:
    waiting = [m for m in milestones if not m.verified]
    if any(m.due < today for m in waiting):
        return TaskStatus.LATE
    soon = today + timedelta(days=AT_RISK_DAYS)
    if red or any(m.due <= soon and not m.evidence for m in waiting):
        return TaskStatus.AT_RISK
    return TaskStatus.ON_TRACK


def status(task: TaskFacts, today: date, red: bool = False, frozen: bool = True) -> TaskStatus:
    """Return where a task stands today; `red` says that a linked indicator is red.

    Before the baseline is frozen nobody is behind: the dates are still proposals.
    """
    if task.decision != "open":
        return TaskStatus(task.decision)
    if not frozen:
        return TaskStatus.DRAFT
    if task.milestones and all(m.verified for m in task.milestones):
        return TaskStatus.DONE
    if today < task.start:
        return TaskStatus.NOT_STARTED
    if not task.milestones and today > task.finish:
        return TaskStatus.LATE
    return _milestone_state(task.milestones, today, red)


def quarterly_plan(start: date, finish: date) -> list[tuple[date, int]]:
    """Lay one milestone in each quarter of a task: (due, weight), weights summing to 100."""
    quarters = sorted(quarters_between(start, finish))
    dues = [min(finish, _quarter_end(year, quarter)) for year, quarter in quarters]
    share = 100 // len(dues)
    weights = [share] * (len(dues) - 1)
    return list(zip(dues, [*weights, 100 - sum(weights)], strict=True))


def moved_due(due: date, old_finish: date, new_finish: date) -> date:
    """Return a milestone's date when its task's finish moves.

    What was due at the end stays at the end; nothing stays behind the new end.
    """
    return new_finish if due == old_finish else min(due, new_finish)


def _quarter_end(year: int, quarter: int) -> date:
    following = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    return following - timedelta(days=1)
