"""A plan file becomes a programme: outline, measures, targets, rhythms, draft tasks."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from xiaoer.people.access import require
from xiaoer.people.models import Organisation
from xiaoer.people.queries import organisations
from xiaoer.people.roles import Capability, Viewer

from .. import plantext
from ..commitments import Sentence, commitments_of, propose_units, task_number
from ..measure_map import measure_map
from ..models import (
    Cadence,
    Commitment,
    Heading,
    Measure,
    PlanText,
    Programme,
    Target,
    Task,
)
from ..planfiles import PlanFile, PlanFileError, read
from ..plantext import Plan
from ..plantext.script import to_simplified
from .record import record


@dataclass(frozen=True, slots=True)
class Upload:
    """A plan as it was dropped in."""

    name: str
    content: bytes
    issue_date: date
    owner: Organisation


class Units:
    """Finds organisations by the names that plans use for them."""

    def __init__(self, day: date) -> None:
        self.rows = list(organisations(day))
        self.by_code = {row.code: row for row in self.rows}
        names = [(to_simplified(n), row) for row in self.rows for n in (row.name, row.short_name)]
        self.names = sorted(names, key=lambda pair: -len(pair[0]))

    def named(self, name: str) -> Organisation | None:
        """Return the organisation that a plan calls by this name, if it is known."""
        plain = to_simplified(name).strip()
        exact = [row for known, row in self.names if known == plain]
        if exact:
            return exact[0]
        tail = [row for known, row in self.names if known.endswith(plain.lstrip("市")) and plain]
        return tail[0] if tail else None

    def proposed(self, words: str) -> tuple[Organisation | None, list[Organisation]]:
        """Return the lead and cooperating units that the measure map proposes."""
        proposal = propose_units(to_simplified(words), measure_map())
        lead = self.by_code.get(proposal.lead or "")
        return lead, [self.by_code[c] for c in proposal.coops if c in self.by_code]


def import_plan(viewer: Viewer, upload: Upload) -> Programme:
    """Read, compile and save a plan with its draft tasks, all of it or nothing.

    Raises `PlanFileError` with one sentence for a file that cannot be read.
    """
    require(viewer, Capability.IMPORT_PLAN, upload.owner.pk)
    source = read(upload.content, upload.name)
    # the database keeps no NUL; a space in its place leaves every span true
    source = replace(source, text=source.text.replace("\0", " "))
    if not source.text.strip():
        raise PlanFileError(_("文件里没有读到文字。打开原文件看看，另存为 docx 再导入。"))
    return _save(viewer, upload, source, plantext.compile(source.text, source.headings))


@transaction.atomic
def _save(viewer: Viewer, upload: Upload, source: PlanFile, plan: Plan) -> Programme:
    programme = Programme.objects.create(
        title=plan.title[:200] or upload.name[:200],
        year=plan.year or upload.issue_date.year,
        issue_date=upload.issue_date,
        owner=upload.owner,
        created_by_id=viewer.user_id,
    )
    _save_text(programme, upload, source, plan)
    _save_outline(programme, plan)
    units = Units(upload.issue_date)
    measures = _save_measures(programme, plan, units)
    _save_targets(programme, plan, measures, units)
    tasks = _draft_tasks(programme, source.text, measures, units)
    counts = {"measures": len(measures), "targets": len(plan.targets), "tasks": tasks}
    record(programme, "plan_imported", viewer, {"file": upload.name, **counts})
    return programme


def _save_text(programme: Programme, upload: Upload, source: PlanFile, plan: Plan) -> None:
    warnings = [{"code": w.code, "message": w.message, "start": w.start} for w in plan.warnings]
    PlanText.objects.create(
        programme=programme,
        file_name=upload.name[-255:],
        file=ContentFile(upload.content, name=f"{programme.pk}-{source.kind}"),
        sha256=hashlib.sha256(upload.content).hexdigest(),
        kind=source.kind,
        encoding=source.encoding or "",
        script=plan.script,
        text=source.text,
        warnings=[{"message": m, "start": None} for m in source.warnings] + warnings,
    )


def _save_outline(programme: Programme, plan: Plan) -> None:
    Heading.objects.bulk_create(
        Heading(
            programme=programme,
            key=h.id,
            level=h.level,
            marker=h.marker[:20],
            title=h.title[:300],
            start=h.start,
            end=h.end,
            text_end=h.text_end,
        )
        for h in plan.headings
    )
    Cadence.objects.bulk_create(
        Cadence(
            programme=programme,
            quote=c.quote,
            start=c.start,
            end=c.end,
            schedule=c.schedule,
            who=(c.who or "")[:200],
        )
        for c in plan.cadences
    )


def _save_measures(programme: Programme, plan: Plan, units: Units) -> dict[str, Measure]:
    rows = []
    for m in plan.measures:
        named = units.named(m.responsible_units[0]) if m.responsible_units else None
        lead = named or units.proposed(m.title)[0]
        rows.append(
            Measure(
                programme=programme,
                key=m.id,
                part=m.part or "",
                number=m.number or 0,
                title=m.title[:300],
                start=m.start,
                end=m.end,
                named_units=[name[:120] for name in m.responsible_units],
                lead=lead,
            )
        )
    return {row.key: row for row in Measure.objects.bulk_create(rows)}


def _save_targets(
    programme: Programme, plan: Plan, measures: dict[str, Measure], units: Units
) -> None:
    rows = []
    for t in plan.targets:
        measure = measures.get(t.measure or "")
        named = next((u for n in t.responsible_units if (u := units.named(n))), None)
        rows.append(
            Target(
                programme=programme,
                key=t.id,
                measure=measure,
                phrase=t.phrase[:200],
                comparator=t.comparator,
                value=t.value,
                value2=t.value2,
                unit=(t.unit or "")[:30],
                per=(t.per or "")[:30],
                masked=t.masked,
                qualifier=(t.qualifier or "")[:60],
                deadline=(t.deadline or "")[:60],
                quote=t.quote,
                start=t.start,
                end=t.end,
                responsible=named or _of_measure(t.responsible_units, measure),
                note="" if named else _unknown_units(t.responsible_units),
            )
        )
    Target.objects.bulk_create(rows)


def _of_measure(printed: Sequence[str], measure: Measure | None) -> Organisation | None:
    """Return the measure's unit for a target that names none of its own.

    A unit that the plan prints and nobody knows is never replaced by a guess.
    """
    return measure.lead if measure and not printed else None


def _unknown_units(printed: Sequence[str]) -> str:
    """Say which units the plan prints that are not among the bodies."""
    return f"原文写的单位是{'、'.join(printed)}，机构里没有，请选一个。"[:300] if printed else ""


def _draft_tasks(
    programme: Programme, text: str, measures: dict[str, Measure], units: Units
) -> int:
    """Draft one task a commitment sentence (P-C-1 step 1); return how many."""
    ends = dict(programme.headings.values_list("key", "end"))
    below = list(programme.headings.values_list("start", "end", "text_end"))
    commitments = Commitment.objects.bulk_create(
        Commitment(programme=programme, measure=m, number=n, text=s.text, start=s.start, end=s.end)
        for m in measures.values()
        for n, s in enumerate(_promises(text, m, ends, below), start=1)
    )
    tasks = Task.objects.bulk_create(_draft(programme, c) for c in commitments)
    _link_targets(programme, tasks, commitments)
    _add_coops(tasks, units)
    return len(tasks)


def _promises(
    text: str, measure: Measure, ends: dict[str, int], below: list[tuple[int, int, int]]
) -> list[Sentence]:
    heading = (measure.start, ends.get(measure.key, measure.start))
    found = commitments_of(text, heading, measure.end, below)
    # a row of a table has no heading of its own: its title is what it promises
    return found or [Sentence(measure.title, measure.start, measure.end)]


def _draft(programme: Programme, commitment: Commitment) -> Task:
    last = date(programme.year, 12, 31)
    return Task(
        programme=programme,
        number=task_number(commitment.measure.key, commitment.number),
        commitment=commitment,
        measure=commitment.measure,
        text=commitment.text,
        lead=commitment.measure.lead,
        start=programme.issue_date,
        finish=max(last, programme.issue_date),
    )


def _link_targets(programme: Programme, tasks: list[Task], commitments: list[Commitment]) -> None:
    link = Task.targets.through
    link.objects.bulk_create(
        link(task_id=task.pk, target_id=pk)
        for pk, start in programme.targets.values_list("pk", "start")
        for task, c in zip(tasks, commitments, strict=True)
        if c.start <= start < c.end
    )


def _add_coops(tasks: list[Task], units: Units) -> None:
    link = Task.coops.through
    rows = []
    for task in tasks:
        named = [units.named(name) for name in task.measure.named_units[1:]]
        coops = [u for u in named if u] or units.proposed(task.measure.title)[1]
        rows += [
            link(task_id=task.pk, organisation_id=pk)
            for pk in dict.fromkeys(u.pk for u in coops if u.pk != task.lead_id)
        ]
    link.objects.bulk_create(rows)
