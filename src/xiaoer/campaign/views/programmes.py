"""The list of programmes, the import of a plan, the board, the coverage, the journal."""

from __future__ import annotations

import hashlib
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xiaoer.people.access import needs
from xiaoer.people.addresses import row_id
from xiaoer.people.models import Organisation
from xiaoer.people.queries import organisations
from xiaoer.people.roles import Capability, Viewer

from .. import charts
from ..breakdown import TaskStatus
from ..coverage import coverage, is_overdue, loose_targets, numbers_to_set
from ..duty import breakdown_due, due_list, duties_for, notices_for
from ..facts import far_from_issue, frame_of
from ..forms import PlanImport
from ..models import Programme, Target
from ..planfiles import PlanFileError
from ..queries import (
    TaskLine,
    UnitLine,
    board,
    listed_programmes,
    same_file,
    with_counts,
)
from ..services.importing import Upload, import_plan
from .frame import opened, page

PER_PAGE = 50


@require_GET
@needs(Capability.READ_PROGRAMME)
def programmes(request: HttpRequest) -> HttpResponse:
    """List the programmes that the viewer may read."""
    closed = request.GET.get("show") == "closed"
    rows = with_counts(listed_programmes(request.viewer, closed))
    found = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "programmes": found,
        "closed": closed,
        "may_import": request.viewer.can(Capability.IMPORT_PLAN),
    }
    return render(request, "campaign/programmes.html", context)


def _owner(viewer: Viewer) -> Organisation:
    """Return the office for which the viewer imports: the own one, else the city's."""
    rows = organisations().filter(kind=Organisation.Kind.HQ_OFFICE)
    own = rows.filter(pk=viewer.organisation).first()
    return own or rows.earliest("id")


@require_http_methods(["GET", "POST"])
@needs(Capability.IMPORT_PLAN)
def import_page(request: HttpRequest) -> HttpResponse:
    """Drop a plan in; what cannot be read is said beside the field, nothing is saved."""
    if request.method == "GET":
        return _import_form(request, PlanImport())
    form = PlanImport(request.POST, request.FILES)
    if not form.is_valid():
        return _import_form(request, form)
    return _import(request, form)


def _import_form(request: HttpRequest, form: PlanImport) -> HttpResponse:
    return render(
        request, "campaign/import.html", {"form": form}, status=422 if form.errors else 200
    )


def _import(request: HttpRequest, form: PlanImport) -> HttpResponse:
    file = form.cleaned_data["file"]
    content = file.read()
    before = same_file(request.viewer, hashlib.sha256(content).hexdigest())
    if before is not None and "again" not in request.POST:
        return render(request, "campaign/import.html", {"form": form, "before": before}, status=409)
    upload = Upload(file.name, content, form.cleaned_data["issue_date"], _owner(request.viewer))
    try:
        programme = import_plan(request.viewer, upload)
    except PlanFileError as problem:
        form.add_error("file", str(problem))
        return _import_form(request, form)
    messages.success(request, _("已导入，先核对系统读出的目标。"))
    if far_from_issue(programme):
        words = {"year": programme.year, "issued": programme.issue_date}
        messages.warning(
            request, _("方案写的是 %(year)s 年，印发日期填的是 %(issued)s，核对一下。") % words
        )
    return _made(request, reverse("review", args=[programme.pk]))


def _made(request: HttpRequest, url: str) -> HttpResponse:
    """Go to what was made; the upload script is told the address and goes there itself."""
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return HttpResponse(status=201, headers={"Location": url})
    return redirect(url)


@require_GET
@needs(Capability.READ_PROGRAMME)
def board_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the programme on one page."""
    programme = opened(request, pk)
    today = timezone.localdate()
    facts = board(request.viewer, programme, today)
    year = frame_of(programme).last_day.year
    chosen = _chosen_unit(request, facts.units)
    return page(
        request,
        "board",
        programme,
        board=facts,
        shares=_shares(facts.counts),
        path=charts.two_paths(facts.plan_path, facts.done_path),
        due=breakdown_due(programme),
        late=due_list(programme, today),
        chosen=chosen,
        gantt=charts.gantt(map(_row, chosen.lines), year, today) if chosen else None,
        loose=loose_targets(programme).count(),
        numbers=_numbers(programme, today),
    )


def _numbers(programme: Programme, today: date) -> list[Target]:
    rows = list(numbers_to_set(programme))
    for row in rows:
        row.overdue = is_overdue(row, today)
    return rows


def _row(line: TaskLine) -> charts.Row:
    task = line.task
    return charts.Row(
        number=task.number,
        text=task.text,
        url=reverse("task", args=[task.programme_id, task.pk]),
        start=task.start,
        finish=task.finish,
        status=str(line.status),
        progress=line.progress,
        dues=tuple(m.due for m in task.milestones.all()),
    )


def _chosen_unit(request: HttpRequest, units: list[UnitLine]) -> UnitLine | None:
    wanted = row_id(request.GET.get("unit"))
    named = [u for u in units if u.unit and u.unit.pk == wanted]
    return (named or units or [None])[0]


def _shares(counts: dict[TaskStatus, int]) -> list[tuple[str, int]]:
    good, brand = counts[TaskStatus.DONE], counts[TaskStatus.ON_TRACK]
    rest = counts[TaskStatus.NOT_STARTED] + counts[TaskStatus.SUSPENDED] + counts[TaskStatus.DRAFT]
    late = counts[TaskStatus.LATE]
    return [
        ("good", good),
        ("brand", brand),
        ("warn", counts[TaskStatus.AT_RISK]),
        ("bad", late),
        ("mute", rest),
    ]


@require_GET
@needs(Capability.READ_PROGRAMME)
def coverage_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show each commitment sentence with its tasks, targets, units, dates and gaps."""
    programme = opened(request, pk)
    matrix = coverage(programme)
    only_gaps = request.GET.get("show") == "open"
    rows = [row for row in matrix.rows if row.open] if only_gaps else matrix.rows
    return page(request, "coverage", programme, matrix=matrix, rows=rows, only_gaps=only_gaps)


@require_GET
@needs(Capability.READ_PROGRAMME)
def notices_page(request: HttpRequest) -> HttpResponse:
    """Show whose breakdown is due or late today, and the notices that were written."""
    today = timezone.localdate()
    context = {"duties": duties_for(request.viewer, today), "notices": notices_for(request.viewer)}
    return render(request, "campaign/notices.html", context)


@require_GET
@needs(Capability.READ_PROGRAMME)
def journal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what happened to the programme, newest first."""
    programme = opened(request, pk)
    rows = programme.events.select_related("actor")
    events = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return page(request, "journal", programme, events=events, baselines=programme.baselines.all())
