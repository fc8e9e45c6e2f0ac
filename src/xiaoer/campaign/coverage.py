"""The coverage matrix: commitment sentence × task, target, unit, date, and what is missing.

Source rule: campaign §2, P-C-1 step 4 ("coverage matrix 100 %").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from .models import Commitment, Measure, Programme, Target, Task


@dataclass(slots=True)
class Line:
    """One task of a sentence, or the lack of one; `gaps` says what is missing."""

    task: Task | None
    targets: list[Target] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)


@dataclass(slots=True)
class SentenceRow:
    """A commitment sentence with its tasks, and the targets in it that no task serves."""

    sentence: Commitment
    lines: list[Line]
    unserved: list[Target]

    @property
    def gaps(self) -> set[str]:
        """Return all that is missing."""
        found = {gap for line in self.lines for gap in line.gaps}
        return found | ({"target_unserved"} if self.unserved else set())


@dataclass(slots=True)
class MeasureRow:
    """One measure with its sentences."""

    measure: Measure
    sentences: list[SentenceRow] = field(default_factory=list)

    @property
    def open(self) -> int:
        """Count the sentences with a gap; a measure without any sentence is a gap itself."""
        return sum(1 for row in self.sentences if row.gaps) if self.sentences else 1


@dataclass(slots=True)
class Coverage:
    """The whole matrix with its sums."""

    rows: list[MeasureRow]
    loose: list[Target]

    @property
    def sentences(self) -> list[SentenceRow]:
        """Return all sentences of all measures."""
        return [row for measure in self.rows for row in measure.sentences]

    @property
    def total(self) -> int:
        """Count the sentences."""
        return len(self.sentences)

    @property
    def uncovered(self) -> int:
        """Count the sentences without a task, and the measures without a sentence."""
        bare = sum(1 for row in self.rows if not row.sentences)
        return bare + sum(1 for row in self.sentences if "no_task" in row.gaps)

    @property
    def incomplete(self) -> int:
        """Count the sentences that have a task and still lack something."""
        return sum(1 for row in self.sentences if row.gaps and "no_task" not in row.gaps)

    @property
    def gaps(self) -> int:
        """Count everything that is open; the page is calm only when this is nothing."""
        return self.uncovered + self.incomplete + len(self.loose)


def _task_gaps(task: Task, targets: list[Target]) -> list[str]:
    gaps = [] if task.lead else ["no_lead"]
    if not targets and not task.no_target_reason:
        gaps.append("no_target")
    if any(t.set_by_city and not (t.set_by_id and t.set_until) for t in targets):
        gaps.append("no_number")
    return gaps


def _line(task: Task) -> Line:
    targets = [t for t in task.targets.all() if t.state != Target.State.REJECTED]
    return Line(task, targets, _task_gaps(task, targets))


def _sentence_row(sentence: Commitment, targets: Iterable[Target]) -> SentenceRow:
    lines = [_line(task) for task in sentence.live_tasks]
    served = {target.pk for line in lines for target in line.targets}
    inside = [t for t in targets if sentence.start <= t.start < sentence.end]
    unserved = [t for t in inside if t.pk not in served and not t.served]
    return SentenceRow(sentence, lines or [Line(None, gaps=["no_task"])], unserved)


def live_tasks() -> QuerySet[Task]:
    """Return the tasks that count: a cancelled one covers nothing."""
    rows = Task.objects.exclude(decision=Task.Decision.CANCELLED)
    return rows.select_related("lead").prefetch_related("targets")


def coverage(programme: Programme) -> Coverage:
    """Return the matrix of a programme, in the order of the plan."""
    sentences = programme.commitments.prefetch_related(
        Prefetch("tasks", live_tasks(), to_attr="live_tasks")
    )
    targets = list(live_targets(programme))
    rows = {m.pk: MeasureRow(m) for m in programme.measures.select_related("lead")}
    for sentence in sentences:
        rows[sentence.measure_id].sentences.append(_sentence_row(sentence, targets))
    return Coverage(list(rows.values()), [t for t in targets if _is_loose(t)])


def _is_loose(target: Target) -> bool:
    return target.measure_id is None or not target.served


def live_targets(programme: Programme) -> QuerySet[Target]:
    """Return the targets that count, each with whether a live task serves it."""
    link = Task.targets.through.objects.filter(target=OuterRef("pk"))
    served = Exists(link.exclude(task__decision=Task.Decision.CANCELLED))
    rows = programme.targets.exclude(state=Target.State.REJECTED).annotate(served=served)
    return rows.select_related("measure", "responsible", "set_by")


def loose_targets(programme: Programme) -> QuerySet[Target]:
    """Return targets that no measure or no task has taken up: they get lost."""
    return live_targets(programme).filter(Q(measure=None) | Q(served=False))


def numbers_to_set(programme: Programme) -> QuerySet[Target]:
    """Return the targets whose number the plan leaves to the city and nobody has set."""
    rows = live_targets(programme).filter(masked=True, value=None)
    return rows.order_by("set_until", "start")


def is_overdue(target: Target, today: date) -> bool:
    """Say whether the day on which the number should have been set is over."""
    return target.set_until is not None and target.set_until < today
