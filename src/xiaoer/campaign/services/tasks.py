"""A unit breaks its goals down: tasks, sub-tasks, milestones, evidence (P-C-1 step 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from xiaoer.people.access import Refused, require
from xiaoer.people.roles import Capability, Viewer

from ..breakdown import quarterly_plan
from ..facts import frame_of
from ..models import Commitment, Measure, Milestone, Programme, Task, UnitBreakdown
from .record import NotNow, change, difference, locked, locked_programme, record
from .signatures import recheck
from .snapshot import names_of

PLAIN = frozenset(
    {
        "text",
        "lead",
        "owner_person",
        "start",
        "finish",
        "deliverable",
        "evidence_kind",
        "evidence_type",
        "no_target_reason",
        "resources",
        "risks",
        "decision",
    }
)
AFTER_BASELINE = frozenset({"owner_person", "resources", "risks"})
OFFICE_ONLY = frozenset({"lead", "decision"})


@dataclass(frozen=True, slots=True)
class MilestoneDraft:
    """A milestone as the unit wrote it."""

    name: str
    weight: int
    due: date


def locked_task(viewer: Viewer, task: int) -> tuple[Programme, Task]:
    """Lock a task with its programme; the viewer must be of its lead unit or of the office."""
    programme = locked(Task.objects.values_list("programme_id", flat=True).get(pk=task))
    row = Task.objects.select_for_update(of=("self",)).get(pk=task)
    require_editor(viewer, programme, row)
    return programme, row


def is_office(viewer: Viewer, programme: Programme) -> bool:
    """Say whether the viewer is the office that runs the programme."""
    return viewer.can_for(Capability.FREEZE_BASELINE, programme.owner_id)


def require_editor(viewer: Viewer, programme: Programme, row: Task) -> None:
    """Raise `Refused` unless the viewer may edit this task."""
    if is_office(viewer, programme):
        return
    if row.lead_id is None or not viewer.can_for(Capability.EDIT_TASK, row.lead_id):
        raise Refused
    signed = UnitBreakdown.objects.filter(programme=programme, unit_id=row.lead_id)
    standing = [UnitBreakdown.State.SIGNED, UnitBreakdown.State.CLEARED]
    if signed.filter(state__in=standing).exists():
        raise NotNow(_("本单位已经签字。要改先请专班退回。"))


def evidence_named(words: str) -> str:
    """Return the type of evidence that goes by these words; empty when they are free text."""
    with override("zh-hans"):
        named = {str(kind.label): kind.value for kind in Task.Evidence}
    return named.get(words.strip(), "")


def _check_editable(viewer: Viewer, programme: Programme, names: set[str]) -> None:
    if names - PLAIN:
        raise ValueError(f"not editable: {sorted(names - PLAIN)}")
    if programme.is_frozen and names - AFTER_BASELINE:
        raise NotNow(_("任务已定稿。改时间走“申请调整”，旧时间会留着。"))
    if names & OFFICE_ONLY and not is_office(viewer, programme):
        raise NotNow(_("换牵头单位要提“移交”，对方单位或专班同意后才换。"))


def _changed(row: Task, values: Mapping[str, object]) -> dict[str, object]:
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    kind = evidence_named(str(values.get("evidence_type", "")))
    if kind and not (values.get("evidence_kind") or row.evidence_kind):
        changed["evidence_kind"] = kind  # the text is the name of a type
    return changed


def _relink(row: Task, name: str, wanted: Sequence[int]) -> dict[str, list[str]]:
    """Set a task's units or targets; return the journal's old and new words."""
    links = getattr(row, name)
    before = names_of(links.all())
    if set(links.values_list("pk", flat=True)) == set(wanted):
        return {}
    links.set(wanted)
    return {name: [before, names_of(links.all())]}


@transaction.atomic
def edit_task(
    viewer: Viewer,
    task: int,
    revision: int,
    values: Mapping[str, object],
    coops: Sequence[int] | None = None,
    targets: Sequence[int] | None = None,
) -> Task:
    """Change a task; raises `Conflict` on an old page, `NotNow` for what the baseline fixes."""
    programme, row = locked_task(viewer, task)
    changed = _changed(row, values)
    _check_editable(viewer, programme, set(changed))
    changes = difference(row, changed)
    leads = {row.lead_id}
    row = change(row, revision, viewer, changed)
    if not programme.is_frozen:
        if coops is not None:
            changes |= _relink(row, "coops", [pk for pk in coops if pk != row.lead_id])
        if targets is not None:
            changes |= _relink(row, "targets", targets)
    record(programme, "task_edited", viewer, {"task": row.number, "changes": changes})
    why = _("任务 %(task)s 改了") % {"task": row.number}
    recheck(viewer, programme, leads | {row.lead_id}, why)
    return row


@transaction.atomic
def add_task(viewer: Viewer, commitment: int, lead: int, text: str) -> Task:
    """Add a task under a commitment sentence, for a lead unit."""
    sentence = Commitment.objects.select_related("measure").get(pk=commitment)
    programme = locked(sentence.programme_id)
    require(viewer, Capability.EDIT_TASK, lead)
    if programme.is_frozen:
        raise NotNow(_("任务已定稿，新任务走交办事项。"))
    task = Task.objects.create(
        programme=programme,
        number=_free_number(programme, f"T-{sentence.measure.key}-{sentence.number:02d}"),
        commitment=sentence,
        measure=sentence.measure,
        text=text,
        lead_id=lead,
        start=programme.issue_date,
        finish=frame_of(programme).last_day,
        changed_by_id=viewer.user_id,
    )
    record(programme, "task_added", viewer, {"task": task.number})
    recheck(viewer, programme, {lead}, _("新增任务 %(task)s") % {"task": task.number})
    return task


@transaction.atomic
def add_task_for_heading(viewer: Viewer, measure: int, lead: int) -> Task:
    """Add the task of a measure whose heading is its only sentence."""
    row = Measure.objects.get(pk=measure)
    locked(row.programme_id)
    if row.commitments.exists():
        raise NotNow(_("这项举措已有承诺句，在句子后面立任务。"))
    heading = Commitment.objects.create(
        programme_id=row.programme_id,
        measure=row,
        number=1,
        text=row.title,
        start=row.start,
        end=row.end,
    )
    return add_task(viewer, heading.pk, lead, row.title)


@transaction.atomic
def add_subtask(viewer: Viewer, parent: int, text: str) -> Task:
    """Split a task: the sub-task takes over its measure, dates and lead unit."""
    programme, row = locked_task(viewer, parent)
    if programme.is_frozen:
        raise NotNow(_("任务已定稿，不能再拆。"))
    task = Task.objects.create(
        programme=programme,
        number=_free_number(programme, row.number),
        measure_id=row.measure_id,
        parent=row,
        text=text,
        level=Task.Level.UNIT,
        lead_id=row.lead_id,
        start=row.start,
        finish=row.finish,
        changed_by_id=viewer.user_id,
    )
    record(programme, "task_added", viewer, {"task": task.number, "parent": row.number})
    recheck(viewer, programme, {row.lead_id}, _("新增任务 %(task)s") % {"task": task.number})
    return task


def _free_number(programme: Programme, stem: str) -> str:
    taken = set(programme.tasks.filter(number__startswith=stem).values_list("number", flat=True))
    if stem not in taken:
        return stem
    return next(f"{stem}.{n}" for n in range(1, len(taken) + 2) if f"{stem}.{n}" not in taken)


@transaction.atomic
def set_milestones(
    viewer: Viewer, task: int, revision: int, drafts: Sequence[MilestoneDraft]
) -> Task:
    """Replace a task's milestones; those already verified must stay as they are."""
    programme, row = locked_task(viewer, task)
    if programme.is_frozen:
        raise NotNow(_("任务已定稿，节点不能再改。"))
    before = _marks(row)
    row = change(row, revision, viewer, {})
    row.milestones.all().delete()
    Milestone.objects.bulk_create(
        Milestone(task=row, name=d.name, weight=d.weight, due=d.due) for d in drafts
    )
    changes = {"milestones": [before, _marks(row)]}
    record(programme, "milestones_set", viewer, {"task": row.number, "changes": changes})
    why = _("任务 %(task)s 的节点改了") % {"task": row.number}
    recheck(viewer, programme, {row.lead_id}, why)
    return row


def _marks(row: Task) -> str:
    rows = row.milestones.order_by("due", "id")
    return "；".join(f"{m.name} {m.weight}% {m.due.isoformat()}" for m in rows)


@transaction.atomic
def plan_by_quarter(viewer: Viewer, programme: int, unit: int) -> int:
    """Lay quarterly milestones on a unit's tasks that have none; return how many tasks."""
    row = locked(programme)
    require(viewer, Capability.EDIT_TASK, unit)
    if row.is_frozen:
        raise NotNow(_("任务已定稿，节点不能再改。"))
    bare = list(row.tasks.filter(lead_id=unit, milestones__isnull=True))
    Milestone.objects.bulk_create(
        Milestone(task=task, name=_("%(q)d季度进展") % {"q": due.month // 3}, weight=w, due=due)
        for task in bare
        for due, w in quarterly_plan(task.start, task.finish)
    )
    if bare:
        record(row, "milestones_by_quarter", viewer, {"unit": unit, "tasks": len(bare)})
        recheck(viewer, row, {unit}, _("按季度排了节点"))
    return len(bare)


@transaction.atomic
def report_milestone(viewer: Viewer, milestone: int, evidence: str, done_on: date) -> Milestone:
    """A unit says that a milestone is reached and names the evidence."""
    mark = Milestone.objects.select_related("task").get(pk=milestone)
    programme, row = locked_task(viewer, mark.task_id)
    if mark.verified_at:
        raise NotNow(_("这个节点已经核过了。"))
    mark.evidence, mark.done_on = evidence, done_on
    mark.save(update_fields=["evidence", "done_on"])
    record(programme, "milestone_reported", viewer, {"task": row.number, "milestone": mark.name})
    return mark


@transaction.atomic
def verify_milestone(viewer: Viewer, milestone: int) -> Milestone:
    """The office confirms a reported milestone; only then does it count as progress."""
    mark = Milestone.objects.select_for_update(of=("self",)).get(pk=milestone)
    task = Task.objects.select_related("programme").get(pk=mark.task_id)
    programme = locked_programme(viewer, task.programme_id, Capability.FREEZE_BASELINE)
    if mark.done_on is None:
        raise NotNow(_("单位还没有报这个节点完成。"))
    mark.verified_by_id, mark.verified_at = viewer.user_id, timezone.now()
    mark.save(update_fields=["verified_by", "verified_at"])
    record(programme, "milestone_verified", viewer, {"task": task.number, "milestone": mark.name})
    return mark
