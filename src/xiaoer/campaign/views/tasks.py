"""The task list of a programme and the page of one task."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiaoer.people.access import Refused, needs
from xiaoer.people.addresses import row_id
from xiaoer.people.queries import responsible_units
from xiaoer.people.roles import Capability

from ..models import Programme, Task
from ..queries import TaskLine, search_tasks, task_for, tasks_by_measure, tasks_for
from ..services.date_changes import frozen_finish, is_done, may_decide_change
from ..services.record import Conflict, NotNow
from ..services.tasks import (
    MilestoneDraft,
    add_subtask,
    add_task,
    add_task_for_heading,
    edit_task,
    is_office,
    report_milestone,
    require_editor,
    set_milestones,
    verify_milestone,
)
from ..services.transfers import assign_tasks, may_decide
from ..task_forms import (
    Assignment,
    ChangeAsked,
    MilestoneLines,
    MilestoneReport,
    TaskForm,
    TransferAsked,
)
from .frame import opened, overtaken, page, posted, revision_of, spoken, words_of

PER_PAGE = 50


@require_GET
@needs(Capability.READ_PROGRAMME)
def tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """List a programme's tasks by measure, with filters that stay in the address."""
    programme = opened(request, pk)
    words, unit, measure, state = (
        words_of(request, name) for name in ("q", "unit", "measure", "state")
    )
    rows = search_tasks(tasks_for(request.viewer, programme), words, unit, measure)
    today = timezone.localdate()
    lines = [TaskLine.of(task, today) for task in rows]
    if state:
        lines = [line for line in lines if line.status == state]
    found = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "tasks",
        programme,
        found=found,
        groups=tasks_by_measure(found),
        units=responsible_units(),
        measures=programme.measures.all(),
        filters={"q": words, "unit": unit, "measure": measure, "state": state},
    )


@require_POST
@needs(Capability.FREEZE_BASELINE)
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the ticked tasks to a unit."""
    programme = opened(request, pk)
    form = Assignment(request.POST)
    ticked = [pk for value in request.POST.getlist("task") if (pk := row_id(value)) is not None]
    if not ticked or not form.is_valid():
        messages.error(request, _("先勾任务，再选牵头单位。"))
        return redirect("tasks", programme.pk)
    with spoken(request):
        unit = form.cleaned_data["lead"]
        moved = assign_tasks(request.viewer, programme.pk, ticked, unit.pk)
        messages.success(request, _("已交给 %(unit)s %(n)d 项") % {"unit": unit, "n": moved})
    return redirect("tasks", programme.pk)


def may_edit(request: HttpRequest, programme: Programme, row: Task) -> bool:
    """Say whether this viewer may change the task now."""
    try:
        require_editor(request.viewer, programme, row)
    except (Refused, NotNow):
        return False
    return True


def _milestone_lines(row: Task) -> MilestoneLines:
    marks = row.milestones.all()
    initial = [{"name": m.name, "weight": m.weight, "due": m.due} for m in marks]
    return MilestoneLines(initial=initial, prefix="m")


def task_page(
    request: HttpRequest, programme: Programme, row: Task, status: int = 200, **context: object
) -> HttpResponse:
    """Render a task with its forms; `context` puts a form with errors in the place of one."""
    editable = may_edit(request, programme, row)
    office = is_office(request.viewer, programme)
    leads = request.viewer.can_for(Capability.EDIT_TASK, row.lead_id)
    for asked in row.transfers.all():
        asked.may_decide = may_decide(request.viewer, programme, asked)
    for change in row.change_requests.all():
        change.may_decide = may_decide_change(request.viewer, programme, change)
    frame = {
        "form": TaskForm(instance=row, programme=programme, office=office),
        "milestones": _milestone_lines(row),
        "line": TaskLine.of(row, timezone.localdate()),
        "task": row,
        "editable": editable,
        "ask": ChangeAsked(task=row),
        "askable": editable and not is_done(row),
        "transfer": TransferAsked(task=row),
        "may_transfer": leads and not office and row.lead_id and not programme.is_frozen,
        "report": MilestoneReport(),
        "frozen_finish": frozen_finish(row),
    }
    return page(request, "task", programme, status=status, **{**frame, **context})


@require_http_methods(["GET", "POST"])
@needs(Capability.READ_PROGRAMME)
def task(request: HttpRequest, pk: int, task_pk: int) -> HttpResponse:
    """Show a task; take the unit's entries."""
    programme = opened(request, pk)
    row = task_for(request.viewer, pk, task_pk)
    if request.method == "GET":
        return task_page(request, programme, row)
    office = is_office(request.viewer, programme)
    stored = Task.objects.get(pk=row.pk)
    form = TaskForm(request.POST, instance=stored, programme=programme, office=office)
    if not form.is_valid():
        return task_page(request, programme, row, status=422, form=form)
    return _save_task(request, programme, row, form)


def _save_task(
    request: HttpRequest, programme: Programme, row: Task, form: TaskForm
) -> HttpResponse:
    values = dict(form.cleaned_data)
    coops = [unit.pk for unit in values.pop("coops")]
    targets = [target.pk for target in values.pop("targets")]
    revision = revision_of(request)
    try:
        edit_task(request.viewer, row.pk, revision, values, coops, targets)
    except Conflict as conflict:
        context = {"conflict": conflict.current, "conflict_note": overtaken(conflict)}
        return task_page(request, programme, row, status=409, form=form, **context)
    except NotNow as reason:
        messages.error(request, str(reason))
        return redirect("task", programme.pk, row.pk)
    messages.success(request, _("已保存 %(task)s") % {"task": row.number})
    return redirect("task", programme.pk, row.pk)


@require_POST
@needs(Capability.EDIT_TASK)
def milestones(request: HttpRequest, pk: int, task_pk: int) -> HttpResponse:
    """Replace the milestones of a task."""
    programme = opened(request, pk)
    row = task_for(request.viewer, pk, task_pk)
    lines = MilestoneLines(request.POST, prefix="m")
    if not lines.is_valid():
        return task_page(request, programme, row, status=422, milestones=lines)
    filled = [line for line in lines.cleaned_data if line.get("name")]
    drafts = [MilestoneDraft(f["name"], f["weight"], f["due"]) for f in filled]
    with spoken(request):
        revision = revision_of(request)
        set_milestones(request.viewer, row.pk, revision, drafts)
        messages.success(request, _("已保存 %(n)d 个节点") % {"n": len(drafts)})
    return redirect("task", programme.pk, row.pk)


@require_POST
@needs(Capability.EDIT_TASK)
def split(request: HttpRequest, pk: int, task_pk: int) -> HttpResponse:
    """Add a sub-task."""
    programme = opened(request, pk)
    row = task_for(request.viewer, pk, task_pk)
    text = posted(request, "text")
    if not text:
        messages.error(request, _("写明子任务做什么。"))
        return redirect("task", programme.pk, row.pk)
    with spoken(request):
        child = add_subtask(request.viewer, row.pk, text)
        messages.success(request, _("已拆出 %(task)s") % {"task": child.number})
    return redirect("task", programme.pk, row.pk)


@require_POST
@needs(Capability.EDIT_TASK)
def cover(request: HttpRequest, pk: int, commitment_pk: int) -> HttpResponse:
    """Add a task under a sentence that has none."""
    programme = opened(request, pk)
    sentence = get_object_or_404(programme.commitments.select_related("measure"), pk=commitment_pk)
    lead = sentence.measure.lead_id or request.viewer.organisation
    if lead is None:
        messages.error(request, _("先给这项举措定牵头单位。"))
        return redirect("coverage", programme.pk)
    with spoken(request):
        row = add_task(request.viewer, sentence.pk, lead, sentence.text)
        return redirect("task", programme.pk, row.pk)
    return redirect("coverage", programme.pk)


@require_POST
@needs(Capability.EDIT_TASK)
def cover_measure(request: HttpRequest, pk: int, measure_pk: int) -> HttpResponse:
    """Take the heading of a measure without any sentence as its commitment, with a task."""
    programme = opened(request, pk)
    measure = get_object_or_404(programme.measures, pk=measure_pk)
    lead = measure.lead_id or request.viewer.organisation
    if lead is None:
        messages.error(request, _("先给这项举措定牵头单位。"))
        return redirect("coverage", programme.pk)
    with spoken(request):
        row = add_task_for_heading(request.viewer, measure.pk, lead)
        return redirect("task", programme.pk, row.pk)
    return redirect("coverage", programme.pk)


@require_POST
@needs(Capability.EDIT_TASK)
def reach(request: HttpRequest, pk: int, task_pk: int, milestone_pk: int) -> HttpResponse:
    """Report a milestone as reached."""
    programme = opened(request, pk)
    row = task_for(request.viewer, pk, task_pk)
    mark = get_object_or_404(row.milestones, pk=milestone_pk)
    form = MilestoneReport(request.POST)
    if not form.is_valid():
        return task_page(request, programme, row, status=422, report=form, reporting=mark.pk)
    with spoken(request):
        data = form.cleaned_data
        report_milestone(request.viewer, mark.pk, data["evidence"], data["done_on"])
        messages.success(request, _("已报完成，等指挥部办公室核验。"))
    return redirect("task", programme.pk, row.pk)


@require_POST
@needs(Capability.FREEZE_BASELINE)
def verify(request: HttpRequest, pk: int, task_pk: int, milestone_pk: int) -> HttpResponse:
    """Confirm a reported milestone."""
    programme = opened(request, pk)
    row = task_for(request.viewer, pk, task_pk)
    mark = get_object_or_404(row.milestones, pk=milestone_pk)
    with spoken(request):
        verify_milestone(request.viewer, mark.pk)
        messages.success(request, _("已核验：%(name)s") % {"name": mark.name})
    return redirect("task", programme.pk, row.pk)
