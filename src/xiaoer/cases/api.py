"""Cases over HTTP: apply, upload, track, work. Refusals say the same as the pages."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Header, Query, Router, Schema
from ninja.errors import HttpError
from ninja.files import UploadedFile
from pydantic import Field

from xiaoer.people.access import require
from xiaoer.people.roles import Capability
from xiaoer.registry.models import Enterprise
from xiaoer.web.ids import LONGEST

from . import queries
from .answers import Invalid
from .clocks import NotNow
from .models import Case, CaseEvent, Todo
from .queries import DeskFilter
from .services import drafts, verbs
from .services.opening import Application, open_case
from .services.tasks import Done, Overtaken, claim, complete_task
from .sniffing import BadFile

cases = Router(tags=["cases"])
todos = Router(tags=["to-dos"])
Key = Annotated[str | None, Header(alias="Idempotency-Key", max_length=64)]
Number = Annotated[str, Field(max_length=32, pattern=r"^[A-Za-z0-9-]+$")]
RowId = Annotated[int, Field(ge=1, lt=10**LONGEST)]
PAGE = 100


class ApplyIn(Schema):
    """An application. `uscc` names the enterprise that the sender acts for."""

    item: str = Field(max_length=64)
    answers: dict[str, Any] = {}
    uscc: str | None = Field(None, max_length=18)
    commitment: bool = False


class CaseOut(Schema):
    """A case as it stands; instants with their zone."""

    number: str
    item: str
    title: str
    applicant: str
    organisation: str
    state: str
    outcome: str
    submitted_at: datetime
    accepted_at: datetime | None
    decided_at: datetime | None
    ended_at: datetime | None
    due_at: datetime | None
    due_kind: str


class EventOut(Schema):
    """One event of a case's chain."""

    sequence: int
    kind: str
    at: datetime
    wclk: int
    wday: int
    payload: dict[str, Any]
    hash: str


class TodoOut(Schema):
    """Something to do."""

    id: int
    case: str
    key: str
    title: str
    role: str
    organisation: str | None
    due_at: datetime | None
    held: bool


class CompleteIn(Schema):
    """How a step ends."""

    outcome: str = Field(max_length=64)
    reason: str = Field("", max_length=2000)
    officers: list[RowId] = Field([], max_length=5)
    answers: dict[str, Any] = {}
    lacking: list[Annotated[str, Field(max_length=64)]] = Field([], max_length=60)


class ReasonIn(Schema):
    """Why something is done."""

    reason: str = Field("", max_length=2000)


class SupplyIn(Schema):
    """What a correction supplies."""

    answers: dict[str, Any] = {}


class Problem(Schema):
    """What stands in the way, in words; `faults` by field where answers are wrong."""

    detail: str
    faults: dict[str, str] | None = None


def _clean(values: dict[str, Any]) -> dict[str, Any]:
    """Refuse what a row cannot hold: NUL bytes, deep nests, endless texts."""
    import json

    text = json.dumps(values)
    if "\\u0000" in text or len(text) > 200_000:
        raise HttpError(422, "内容里有不能存的字符，或太长")
    return values


def _out(case: Case) -> CaseOut:
    return CaseOut(
        number=case.number,
        item=case.item_key,
        title=case.item_title,
        applicant=case.applicant_name,
        organisation=str(case.organisation),
        state=case.state,
        outcome=case.outcome,
        submitted_at=case.submitted_at,
        accepted_at=case.accepted_at,
        decided_at=case.decided_at,
        ended_at=case.ended_at,
        due_at=case.due_at,
        due_kind=case.due_kind,
    )


def _case(request: HttpRequest, number: str) -> Case:
    try:
        return queries.case_of(request.viewer, number)
    except Case.DoesNotExist:
        raise HttpError(404, "没有这件，或不归您看") from None


REFUSALS = {401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem}


@cases.post("", response={201: CaseOut, **REFUSALS}, summary="Apply")
def apply(request: HttpRequest, asked: ApplyIn, key: Key = None) -> tuple[int, Any]:
    """Open a case; the same `Idempotency-Key` gives the same case."""
    enterprise = None
    if asked.uscc:
        enterprise = Enterprise.objects.filter(uscc=asked.uscc.replace("\x00", "")).first()
        if enterprise is None:
            return 422, {"detail": "没有这个信用代码的企业"}
    application = Application(
        asked.item.replace("\x00", ""),
        _clean(asked.answers),
        enterprise=enterprise,
        commitment=asked.commitment,
    )
    try:
        return 201, _out(open_case(request.viewer, application, key))
    except Invalid as wrong:
        return 422, {"detail": str(wrong), "faults": wrong.faults}
    except NotNow as problem:
        return 409, {"detail": str(problem)}


@cases.get("", response=list[CaseOut], summary="Cases that the viewer may open")
def list_cases(
    request: HttpRequest, state: str = "", offset: Annotated[int, Query(ge=0, le=100_000)] = 0
) -> list[CaseOut]:
    """Return up to 100 cases, newest first."""
    rows = queries.visible(request.viewer).select_related("organisation")
    if state in Case.State.values:
        rows = rows.filter(state=state)
    return [_out(case) for case in rows.order_by("-submitted_at", "-pk")[offset : offset + PAGE]]


@cases.get("/{number}", response={200: CaseOut, **REFUSALS}, summary="One case")
def one_case(request: HttpRequest, number: Number) -> CaseOut:
    """Return a case as it stands."""
    return _out(_case(request, number))


@cases.get("/{number}/events", response={200: list[EventOut], **REFUSALS}, summary="Its events")
def events(request: HttpRequest, number: Number) -> list[CaseEvent]:
    """Return the chain of a case's events, oldest first."""
    return list(_case(request, number).events.order_by("sequence"))


@cases.post("/{number}/materials/{key}", response={201: dict, **REFUSALS}, summary="Upload")
def upload(
    request: HttpRequest, number: Number, key: str, file: UploadedFile = File(...)
) -> tuple[int, Any]:
    """Hand in a material of a case that waits for one."""
    case = _case(request, number)
    try:
        row = drafts.add_case_material(request.viewer, case, key, file.name or "", file.read())
    except BadFile as problem:
        return 422, {"detail": str(problem)}
    except NotNow as problem:
        return 409, {"detail": str(problem)}
    return 201, {"key": row.key, "sha256": row.sha256, "size": row.size}


def _done(call: Any) -> tuple[int, Any]:
    try:
        return 200, _out(call())
    except Invalid as wrong:
        return 422, {"detail": str(wrong), "faults": wrong.faults}
    except (NotNow, Overtaken) as problem:
        return 409, {"detail": str(problem)}


@cases.post("/{number}/withdraw", response={200: CaseOut, **REFUSALS}, summary="Withdraw")
def withdraw(request: HttpRequest, number: Number, asked: ReasonIn, key: Key = None) -> Any:
    """Take one's own application back."""
    case = _case(request, number)
    reason = asked.reason.replace("\x00", "")
    return _done(lambda: verbs.withdraw(request.viewer, case.pk, reason, key))


@cases.post("/{number}/correction", response={200: CaseOut, **REFUSALS}, summary="Supply")
def supply(request: HttpRequest, number: Number, asked: SupplyIn, key: Key = None) -> Any:
    """Supply what a correction asked for."""
    case, answers = _case(request, number), _clean(asked.answers)
    return _done(lambda: verbs.supply_correction(request.viewer, case.pk, answers, key))


@todos.get("", response={200: list[TodoOut], **REFUSALS}, summary="The desk")
def list_todos(
    request: HttpRequest, view: str = "unit", offset: Annotated[int, Query(ge=0, le=100_000)] = 0
) -> list[TodoOut]:
    """Return up to 100 to-dos of the viewer's roles, those due first on top."""
    require(request.viewer, Capability.WORK_CASES)
    rows = queries.desk(request.viewer, DeskFilter.read({"view": view}), timezone.now())
    return [
        TodoOut(
            id=row.pk,
            case=row.case.number,
            key=row.key,
            title=row.title,
            role=row.role,
            organisation=str(row.organisation) if row.organisation else None,
            due_at=row.due_at,
            held=row.held,
        )
        for row in rows[offset : offset + PAGE]
    ]


def _todo(pk: int) -> None:
    if not Todo.objects.filter(pk=pk).exists():
        raise HttpError(404, "没有这一步")


@todos.post("/{pk}/complete", response={200: CaseOut, **REFUSALS}, summary="End a step")
def complete(request: HttpRequest, pk: RowId, asked: CompleteIn, key: Key = None) -> Any:
    """End a step with one of its outcomes; a repeated key changes nothing."""
    _todo(pk)
    done = Done(
        asked.outcome.replace("\x00", ""),
        asked.reason.replace("\x00", ""),
        tuple(asked.officers),
        _clean(asked.answers),
        lacking=tuple(asked.lacking),
    )
    return _done(lambda: complete_task(request.viewer, pk, done, key))


@todos.post("/{pk}/claim", response={200: CaseOut, **REFUSALS}, summary="Claim")
def claim_one(request: HttpRequest, pk: RowId) -> Any:
    """Take a to-do of one's own unit."""
    _todo(pk)
    return _done(lambda: claim(request.viewer, pk).case)
