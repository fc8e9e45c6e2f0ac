"""Reads rows into the plain facts that the pure rules of `breakdown` work on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, QuerySet

from .breakdown import Frame, MilestoneFacts, TargetFacts, TaskFacts
from .models import Milestone, Programme, Target, Task


def frame_of(programme: Programme) -> Frame:
    """Return the days between which all tasks of a programme must lie."""
    last = date(programme.year or programme.issue_date.year, 12, 31)
    return Frame(programme.issue_date, max(last, programme.issue_date))


def far_from_issue(programme: Programme) -> bool:
    """Say whether the plan's own year and the day of issue do not fit: somebody mistyped one."""
    return programme.year is not None and abs(programme.year - programme.issue_date.year) > 1


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
        evidence_type=task.evidence_kind,
        linked_targets=task.target_count,
        no_target_reason=task.no_target_reason,
        milestones=milestone_facts(task.milestones.all()),
        parent=task.parent.number if task.parent else None,
        decision=task.decision,
    )


def target_facts(targets: Iterable[Target]) -> list[TargetFacts]:
    """Return what the rules need of targets."""
    return [
        TargetFacts(
            key=target.key,
            accepted=target.state == Target.State.ACCEPTED,
            open_number=target.set_by_city,
            set_by=target.set_by_id,
            set_until=target.set_until,
        )
        for target in targets
    ]


def with_facts(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Read tasks with all that `task_facts` needs, in two queries."""
    return (
        tasks.select_related("measure", "lead", "parent", "commitment", "programme")
        .prefetch_related("milestones")
        .annotate(target_count=Count("targets", distinct=True))
    )
