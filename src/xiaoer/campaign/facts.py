"""Reads rows into the plain facts that the pure rules of `breakdown` work on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, QuerySet

from .breakdown import Frame, MilestoneFacts, TaskFacts
from .models import Milestone, Programme, Task


def frame_of(programme: Programme) -> Frame:
    """Return the days between which all tasks of a programme must lie."""
    last = date(programme.year or programme.issue_date.year, 12, 31)
    return Frame(programme.issue_date, max(last, programme.issue_date))


def milestone_facts(rows: Iterable[Milestone]) -> tuple[MilestoneFacts, ...]:
    """Return what the rules need of milestones."""
    return tuple(
        MilestoneFacts(m.weight, m.due, bool(m.evidence), m.verified_at is not None) for m in rows
    )


def task_facts(task: Task) -> TaskFacts:
    """Return what the rules need of a task read by `with_facts`."""
    return TaskFacts(
        number=task.number,
        measure=task.measure.key,
        commitment=task.commitment_id,
        lead=task.lead_id,
        start=task.start,
        finish=task.finish,
        evidence_type=task.evidence_type,
        linked_targets=task.target_count,
        no_target_reason=task.no_target_reason,
        milestones=milestone_facts(task.milestones.all()),
        parent=task.parent.number if task.parent else None,
        decision=task.decision,
    )


def with_facts(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Read tasks with all that `task_facts` needs, in two queries."""
    return (
        tasks.select_related("measure", "lead", "parent", "commitment")
        .prefetch_related("milestones")
        .annotate(target_count=Count("targets", distinct=True))
    )
