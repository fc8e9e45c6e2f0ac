"""The campaign over HTTP: compile a plan, read programmes, targets, tasks, coverage."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Query, Router, Schema
from ninja.errors import HttpError
from ninja.files import UploadedFile
from ninja.pagination import LimitOffsetPagination, paginate
from pydantic import Field

from xiaoer.people.access import require
from xiaoer.people.roles import Capability

from . import plantext
from .coverage import coverage
from .models import Programme, Target
from .planfiles import PlanFileError, read
from .queries import (
    TaskLine,
    programme_for,
    programmes_for,
    targets_of,
    tasks_for,
    with_counts,
)
from .services.record import Conflict, NotNow
from .services.targets import judge_target

plans = Router(tags=["plans"])
programmes = Router(tags=["programmes"])


class Paged(LimitOffsetPagination):
    """Pages whose bounds the database can count to."""

    class Input(Schema):
        """Which page."""

        limit: int = Field(100, ge=1, le=1000)
        offset: int = Field(0, ge=0, le=1_000_000_000)


class ProgrammeOut(Schema):
    """A programme with its counts."""

    id: int
    title: str
    year: int | None
    issue_date: date
    owner: str
    state: str
    measure_count: int
    target_count: int
    task_count: int

    @staticmethod
    def resolve_owner(row: Programme) -> str:
        """Return the owner's short name."""
        return row.owner.short_name


class TargetOut(Schema):
    """A target with its place in the plan's text (`start`, `end` in characters)."""

    id: int
    key: str
    measure: str | None
    phrase: str
    comparator: str
    value: Decimal | None
    value2: Decimal | None
    unit: str
    per: str
    masked: bool
    set_by_city: bool
    responsible: str | None
    state: str
    quote: str
    start: int
    end: int
    revision: int

    @staticmethod
    def resolve_measure(row: Target) -> str | None:
        """Return the key of the measure."""
        return row.measure.key if row.measure else None

    @staticmethod
    def resolve_responsible(row: Target) -> str | None:
        """Return the responsible unit's short name."""
        return row.responsible.short_name if row.responsible else None


class TaskOut(Schema):
    """A task and where it stands today; `progress` is in percent."""

    id: int
    number: str
    measure: str
    text: str
    lead: str | None
    start: date
    finish: date
    status: str
    progress: int
    next_due: date | None


class CoverageOut(Schema):
    """One commitment sentence, the tasks that cover it, and what is missing."""

    measure: str
    text: str
    start: int
    end: int
    tasks: list[str]
    gaps: list[str]


class JudgementIn(Schema):
    """Accepts or rejects a target; `revision` is the one that was read."""

    state: Target.State
    revision: int


@plans.post("/compile", response=dict[str, Any], summary="Compile a plan file")
def compile_plan(request: HttpRequest, file: UploadedFile = File(...)) -> dict[str, Any]:
    """Read a plan (txt, md, docx, pdf, html) and return what it says; nothing is saved."""
    require(request.viewer, Capability.READ_PROGRAMME)
    if file.size and file.size > settings.PLAN_UPLOAD_LIMIT_BYTES:
        raise HttpError(413, "文件超过 20 MB，去掉附图再传")
    try:
        source = read(file.read(), file.name or "plan")
    except PlanFileError as problem:
        raise HttpError(422, str(problem)) from None
    return plantext.compile(source.text, source.headings).to_dict()


@programmes.get("", response=list[ProgrammeOut], summary="Programmes")
@paginate(Paged)
def list_programmes(request: HttpRequest) -> Any:
    """List the programmes that you may read."""
    return with_counts(programmes_for(request.viewer))


@programmes.get("/{pk}", response=ProgrammeOut, summary="One programme")
def one_programme(request: HttpRequest, pk: int) -> Any:
    """Return one programme."""
    programme_for(request.viewer, pk)
    return with_counts(programmes_for(request.viewer)).get(pk=pk)


@programmes.get("/{pk}/targets", response=list[TargetOut], summary="Targets")
@paginate(Paged)
def list_targets(request: HttpRequest, pk: int, show: str = Query("")) -> Any:
    """List targets; `show` filters as the review page does (waiting, masked, unbound, …)."""
    return targets_of(programme_for(request.viewer, pk), show)


@programmes.post("/{pk}/targets/{target}", response=TargetOut, summary="Judge a target")
def judge(request: HttpRequest, pk: int, target: int, judgement: JudgementIn) -> Any:
    """Accept or reject a target; 409 when somebody changed it after you read it."""
    programme = programme_for(request.viewer, pk)
    if not programme.targets.filter(pk=target).exists():
        raise HttpError(404, "没有这条目标")
    try:
        return judge_target(request.viewer, target, judgement.revision, judgement.state)
    except Conflict as conflict:
        raise HttpError(409, f"已被改过，现在是第 {conflict.current.revision} 版") from None
    except NotNow as reason:
        raise HttpError(409, str(reason)) from None


@programmes.get("/{pk}/tasks", response=list[TaskOut], summary="Tasks")
@paginate(Paged)
def list_tasks(request: HttpRequest, pk: int) -> Any:
    """List tasks with status and progress, both computed from verified milestones."""
    today = timezone.localdate()
    rows = tasks_for(request.viewer, programme_for(request.viewer, pk))
    return [_task(TaskLine.of(task, today)) for task in rows]


def _task(line: TaskLine) -> TaskOut:
    task = line.task
    return TaskOut(
        id=task.pk,
        number=task.number,
        measure=task.measure.key,
        text=task.text,
        lead=task.lead.short_name if task.lead else None,
        start=task.start,
        finish=task.finish,
        status=str(line.status),
        progress=line.progress,
        next_due=line.next_due,
    )


@programmes.get("/{pk}/coverage", response=list[CoverageOut], summary="Coverage")
def list_coverage(request: HttpRequest, pk: int) -> list[CoverageOut]:
    """List every commitment sentence with the tasks that cover it."""
    return [
        CoverageOut(
            measure=row.measure.key,
            text=line.sentence.text,
            start=line.sentence.start,
            end=line.sentence.end,
            tasks=[at.task.number for at in line.lines if at.task],
            gaps=sorted(line.gaps),
        )
        for row in coverage(programme_for(request.viewer, pk)).rows
        for line in row.sentences
    ]
