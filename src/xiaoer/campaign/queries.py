"""What pages, exports and the API read; every reading passes the viewer's access."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404

from xiaoer.people.addresses import row_id
from xiaoer.people.models import Organisation
from xiaoer.people.roles import Capability, Viewer

from .breakdown import TaskStatus, progress_percent, status
from .facts import frame_of, milestone_facts, task_facts, with_facts
from .highlight import Mark, Outline, Paragraph, paragraphs
from .models import (
    Measure,
    Milestone,
    Programme,
    Target,
    Task,
)

CITY_OWNERS = (Organisation.Kind.HEADQUARTERS, Organisation.Kind.HQ_OFFICE)


def programmes_for(viewer: Viewer) -> QuerySet[Programme]:
    """Return the programmes a viewer may read: the city's, and those of the own county."""
    if not viewer.can(Capability.READ_PROGRAMME):
        return Programme.objects.none()
    reach = viewer.organisations_for(Capability.READ_PROGRAMME)
    rows = Programme.objects.select_related("owner", "plan")
    if reach is None:
        return rows
    return rows.filter(Q(owner__kind__in=CITY_OWNERS) | Q(owner_id__in=reach))


def programme_for(viewer: Viewer, pk: int) -> Programme:
    """Return one programme, or 404 as if it did not exist for those who may not read it."""
    found = programmes_for(viewer).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def listed_programmes(viewer: Viewer, closed: bool) -> QuerySet[Programme]:
    """Return the programmes of the list: the running ones, or those withdrawn and archived."""
    return programmes_for(viewer).filter(closed_at__isnull=not closed)


def with_counts(rows: QuerySet[Programme]) -> QuerySet[Programme]:
    """Add the numbers that the list of programmes shows."""
    return rows.annotate(
        measure_count=_number_of(Measure.objects.all()),
        target_count=_number_of(Target.objects.all()),
        task_count=_number_of(Task.objects.all()),
        waiting_count=_number_of(Target.objects.filter(state=Target.State.DRAFT)),
    ).order_by("-year", "-id")


def _number_of(rows: QuerySet[Any]) -> Coalesce:
    """Count a programme's rows by themselves: joined, each kind would multiply the others."""
    own = rows.filter(programme=OuterRef("pk")).order_by().values("programme")
    return Coalesce(Subquery(own.annotate(n=Count("pk")).values("n")), 0)


# --- review -----------------------------------------------------------------------------

TARGET_FILTERS: dict[str, Q] = {
    "waiting": Q(state="draft"),
    "masked": Q(masked=True, value__isnull=True) & ~Q(state="rejected"),
    "unbound": Q(measure__isnull=True) | Q(responsible__isnull=True),
    "accepted": Q(state="accepted"),
    "rejected": Q(state="rejected"),
}


def targets_of(programme: Programme, which: str = "") -> QuerySet[Target]:
    """Return a programme's targets, filtered as on the review page."""
    rows = programme.targets.select_related("measure", "responsible", "set_by", "changed_by")
    return rows.filter(TARGET_FILTERS[which]) if which in TARGET_FILTERS else rows


def target_counts(programme: Programme) -> dict[str, int]:
    """Return how many targets each filter of the review page would show."""
    counts = {name: Count("pk", filter=condition) for name, condition in TARGET_FILTERS.items()}
    return programme.targets.aggregate(all=Count("pk"), **counts)


def marked_text(programme: Programme) -> list[Paragraph]:
    """Return the plan's text with every target and cadence marked."""
    outline = [
        Outline(key, level, start, end)
        for key, level, start, end in programme.headings.values_list("key", "level", "start", "end")
    ]
    targets = programme.targets.values_list("start", "end", "pk", "state", "masked")
    marks = [
        Mark(start, end, str(pk), "rejected" if state == "rejected" else _kind(state, masked))
        for start, end, pk, state, masked in targets
    ]
    marks += [
        Mark(start, end, "", "cadence")
        for start, end in programme.cadences.values_list("start", "end")
    ]
    return paragraphs(programme.plan.text, outline, marks)


def _kind(state: str, masked: bool) -> str:
    if state == "accepted":
        return "accepted"
    return "masked" if masked else "draft"


# --- tasks ------------------------------------------------------------------------------


@dataclass(slots=True)
class TaskLine:
    """A task with where it stands today."""

    task: Task
    status: TaskStatus
    progress: int
    next_due: date | None

    @classmethod
    def of(cls, task: Task, today: date) -> TaskLine:
        """Work out a line from a task read by `with_facts`."""
        marks = list(task.milestones.all())
        waiting = [m.due for m in marks if m.verified_at is None]
        facts = milestone_facts(marks)
        due = min(waiting, default=None)
        state = status(task_facts(task), today, frozen=task.programme.is_frozen)
        return cls(task, state, progress_percent(facts), due)


def tasks_for(viewer: Viewer, programme: Programme) -> QuerySet[Task]:
    """Return the tasks of a programme the viewer may read, ready for `TaskLine.of`."""
    return with_facts(programme_for(viewer, programme.pk).tasks.all())


def task_for(viewer: Viewer, programme: int, pk: int) -> Task:
    """Return one task of a programme the viewer may read, or 404."""
    rows = tasks_for(viewer, programme_for(viewer, programme))
    asked = ("change_requests__asked_by", "transfers__asked_by", "transfers__to_unit")
    task = rows.prefetch_related("coops", "targets", *asked).filter(pk=pk)
    found = task.first()
    if found is None:
        raise Http404
    return found


def search_tasks(rows: QuerySet[Task], words: str, unit: str, measure: str) -> QuerySet[Task]:
    """Narrow tasks by words, lead unit and measure as the task page's filters ask."""
    if words:
        rows = rows.filter(Q(text__icontains=words) | Q(number__icontains=words))
    if unit == "none":
        rows = rows.filter(lead=None)
    elif unit:
        rows = _of(rows, "lead_id", unit)
    return _of(rows, "measure_id", measure) if measure else rows


def _of(rows: QuerySet[Task], name: str, text: str) -> QuerySet[Task]:
    pk = row_id(text)
    return rows.none() if pk is None else rows.filter(**{name: pk})


# --- board ------------------------------------------------------------------------------


@dataclass(slots=True)
class UnitLine:
    """One lead unit on the board."""

    unit: Organisation | None
    lines: list[TaskLine] = field(default_factory=list)
    state: str = ""

    @property
    def counts(self) -> Counter[TaskStatus]:
        """Count the unit's tasks by where they stand."""
        return Counter(line.status for line in self.lines)

    @property
    def behind(self) -> int:
        """Count the tasks that are late or at risk; the board puts such units first."""
        return self.counts[TaskStatus.LATE] * 1000 + self.counts[TaskStatus.AT_RISK]

    @property
    def all_done(self) -> bool:
        """Say whether every task of the unit is done."""
        return self.counts[TaskStatus.DONE] == len(self.lines)

    @property
    def next_line(self) -> TaskLine | None:
        """Return the task with the nearest open milestone."""
        waiting = [line for line in self.lines if line.next_due is not None]
        return min(waiting, key=lambda line: line.next_due or date.max, default=None)


@dataclass(slots=True)
class Board:
    """The programme on one page."""

    units: list[UnitLine]
    counts: Counter[TaskStatus]
    total: int
    plan_path: list[tuple[date, int]]
    done_path: list[tuple[date, int]]


def unit_lines(lines: Iterable[TaskLine], states: dict[int, str]) -> list[UnitLine]:
    """Group task lines by lead unit, units with arrears first."""
    groups: dict[int | None, UnitLine] = {}
    for line in lines:
        unit = line.task.lead
        key = unit.pk if unit else None
        groups.setdefault(key, UnitLine(unit, state=states.get(key or 0, ""))).lines.append(line)
    return sorted(groups.values(), key=lambda u: (-u.behind, -len(u.lines)))


def board(viewer: Viewer, programme: Programme, today: date) -> Board:
    """Return the programme board: units, counts, and the paths planned and walked."""
    lines = [TaskLine.of(task, today) for task in tasks_for(viewer, programme)]
    states = dict(programme.breakdowns.values_list("unit_id", "state"))
    counts = Counter(line.status for line in lines)
    finishes = [line.task.finish for line in lines if line.task.decision != "cancelled"]
    done = [_finished_on(line.task) for line in lines if line.status is TaskStatus.DONE]
    year = frame_of(programme).last_day.year
    ends = [_month_end(year, month) for month in range(1, 13)]
    return Board(
        units=unit_lines(lines, states),
        counts=counts,
        total=len(lines),
        plan_path=[(end, sum(1 for f in finishes if f <= end)) for end in ends],
        done_path=[(end, sum(1 for d in done if d <= end)) for end in ends if end <= today],
    )


def _finished_on(task: Task) -> date:
    return max((m.done_on for m in task.milestones.all() if m.done_on), default=task.finish)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def tasks_by_measure(lines: Iterable[TaskLine]) -> list[tuple[Measure, list[TaskLine]]]:
    """Group task lines by measure in the order of the plan."""
    groups: dict[Measure, list[TaskLine]] = defaultdict(list)
    for line in lines:
        groups[line.task.measure].append(line)
    return sorted(groups.items(), key=lambda pair: pair[0].start)


def waiting_for_me(viewer: Viewer) -> int:
    """Count the targets that wait for a judgement by this viewer."""
    if not viewer.can(Capability.REVIEW_TARGET):
        return 0
    running = listed_programmes(viewer, closed=False)
    return Target.objects.filter(state="draft", programme__in=running).count()


def reported_milestones(programme: Programme) -> QuerySet[Milestone]:
    """Return the milestones that units report as reached and nobody has verified."""
    rows = Milestone.objects.filter(task__programme=programme, done_on__isnull=False)
    return rows.filter(verified_at=None).select_related("task", "task__lead").order_by("done_on")


def same_file(viewer: Viewer, sha256: str) -> Programme | None:
    """Return the programme that the same file was imported into before, if any."""
    return listed_programmes(viewer, closed=False).filter(plan__sha256=sha256).first()
