"""What the baseline freezes and what a signature binds: the rows as plain data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from xiaoer.people.roles import Viewer

from ..facts import with_facts
from ..models import Baseline, Programme, Target, Task
from .record import plain, record

Rows = list[dict[str, Any]]


def frozen_task(task: Task) -> dict[str, Any]:
    """Return what a task promises; progress and evidence of milestones are no part of it."""
    return {
        "number": task.number,
        "measure": task.measure.key,
        "text": task.text,
        "lead": task.lead.code if task.lead else None,
        "coops": sorted(unit.code for unit in task.coops.all()),
        "owner_person": task.owner_person,
        "start": task.start.isoformat(),
        "finish": task.finish.isoformat(),
        "deliverable": task.deliverable,
        "evidence_kind": task.evidence_kind,
        "evidence_type": task.evidence_type,
        "targets": sorted(target.key for target in task.targets.all()),
        "no_target_reason": task.no_target_reason,
        "decision": task.decision,
        "milestones": [[m.name, m.weight, m.due.isoformat()] for m in task.milestones.all()],
    }


def frozen_target(target: Target) -> dict[str, Any]:
    """Return what a target requires, of whom, and until when."""
    return {
        "key": target.key,
        "measure": target.measure.key if target.measure else None,
        "phrase": target.phrase,
        "comparator": target.comparator,
        "value": plain(target.value),
        "value2": plain(target.value2),
        "unit": target.unit,
        "per": target.per,
        "qualifier": target.qualifier,
        "deadline": target.deadline,
        "responsible": target.responsible.code if target.responsible else None,
        "set_by": target.set_by.code if target.set_by else None,
        "set_until": plain(target.set_until),
    }


def _tasks(rows: QuerySet[Task]) -> Rows:
    read = with_facts(rows).prefetch_related("coops", "targets").order_by("number")
    return [frozen_task(task) for task in read]


def _targets(rows: QuerySet[Target]) -> Rows:
    read = rows.exclude(state=Target.State.REJECTED).order_by("key")
    return [
        frozen_target(target) for target in read.select_related("measure", "responsible", "set_by")
    ]


def snapshot_of(programme: Programme) -> dict[str, Rows]:
    """Return all tasks and targets as plain data, in a fixed order."""
    return {"tasks": _tasks(programme.tasks.all()), "targets": _targets(programme.targets.all())}


def digest_of(snapshot: object) -> str:
    """Return the SHA-256 of a snapshot in its canonical form."""
    canonical = json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def targets_of_unit(programme: Programme, unit: int) -> QuerySet[Target]:
    """Return the targets that a unit answers for or that its tasks serve."""
    served = Task.targets.through.objects.filter(
        task__programme=programme, task__lead_id=unit
    ).values("target_id")
    return programme.targets.filter(Q(responsible_id=unit) | Q(pk__in=served))


def unit_digest(programme: Programme, unit: int) -> str:
    """Return the fingerprint of all that a unit signs: its tasks and its targets."""
    tasks = _tasks(programme.tasks.filter(lead_id=unit))
    return digest_of({"tasks": tasks, "targets": _targets(targets_of_unit(programme, unit))})


def units_of_target(target: Target) -> set[int]:
    """Return the units whose signature a change of this target touches."""
    leads = target.tasks.exclude(lead=None).values_list("lead_id", flat=True)
    return {*leads, target.responsible_id} - {None}


def new_version(viewer: Viewer, programme: Programme) -> Baseline:
    """Freeze the programme as it stands into the next version of its baseline."""
    snapshot = snapshot_of(programme)
    baseline = Baseline.objects.create(
        programme=programme,
        version=programme.baselines.count() + 1,
        snapshot=snapshot,
        digest=digest_of(snapshot),
        frozen_by_id=viewer.user_id,
    )
    details = {
        "version": baseline.version,
        "digest": baseline.digest,
        "tasks": len(snapshot["tasks"]),
        "targets": len(snapshot["targets"]),
    }
    record(programme, "baseline_frozen", viewer, details)
    return baseline


def names_of(rows: Iterable[object]) -> str:
    """Return rows as one text for the journal, in a fixed order."""
    return "、".join(sorted(str(row) for row in rows))
