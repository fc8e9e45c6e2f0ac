"""Goal breakdown P-C-1: units sign, teams clear, the office freezes the baseline."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xiaoer.people.access import needs
from xiaoer.people.addresses import row_id
from xiaoer.people.models import Organisation
from xiaoer.people.roles import Capability

from ..breakdown import Finding, Severity, check_programme
from ..coverage import live_targets
from ..duty import breakdown_due, breakdown_units, due_list
from ..facts import frame_of, target_facts, task_facts
from ..findings import said
from ..models import Programme, Target, Task
from ..queries import tasks_for
from ..services.baseline import (
    Unsound,
    clear_breakdown,
    freeze_baseline,
    return_breakdown,
    sign_breakdown,
)
from ..services.tasks import plan_by_quarter
from .frame import opened, page, posted, spoken

PER_PAGE = 50
STEPS = ("sign", "clear", "return", "quarters")


@require_GET
@needs(Capability.READ_PROGRAMME)
def breakdown(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where each unit stands and what the checks found."""
    return _breakdown(request, opened(request, pk))


def _breakdown(request: HttpRequest, programme: Programme, status: int = 200) -> HttpResponse:
    tasks = list(tasks_for(request.viewer, programme))
    targets = list(live_targets(programme).prefetch_related("tasks"))
    commitments = list(programme.commitments.values_list("pk", flat=True))
    facts = [task_facts(task) for task in tasks]
    findings = check_programme(facts, commitments, frame_of(programme), target_facts(targets))
    bound = {task.number: {task.lead_id} for task in tasks} | {t.key: _units_of(t) for t in targets}
    units = _units(request, programme, tasks, bound, findings)
    wanted = row_id(request.GET.get("unit"))
    mine = [f for f in findings if wanted is None or wanted in bound.get(f.subject, set())]
    due = breakdown_due(programme)
    shown = Paginator(mine, PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "breakdown",
        programme,
        status=status,
        units=units,
        unled=sum(1 for task in tasks if task.lead_id is None),
        found=shown,
        findings=said(list(shown)),
        errors=sum(1 for f in findings if f.severity is Severity.ERROR),
        links=_links(programme, tasks, targets),
        wanted=wanted,
        due=due,
        days_left=(due - timezone.localdate()).days,
        late_days=max(0, (timezone.localdate() - due).days),
        late=due_list(programme, timezone.localdate()),
        ready=bool(units) and all(unit.breakdown.state == "cleared" for unit in units),
    )


def _units_of(target: Target) -> set[int | None]:
    return {target.responsible_id, *(task.lead_id for task in target.tasks.all())} - {None}


def _links(programme: Programme, tasks: list[Task], targets: list[Target]) -> dict[str, str]:
    review = reverse("review", args=[programme.pk])
    found = {task.number: reverse("task", args=[programme.pk, task.pk]) for task in tasks}
    return found | {t.key: f"{review}?target={t.pk}#t{t.pk}" for t in targets}


def _units(
    request: HttpRequest,
    programme: Programme,
    tasks: list[Task],
    bound: dict[str, set[int | None]],
    findings: list[Finding],
) -> list[Organisation]:
    counts = Counter(task.lead_id for task in tasks)
    errors: Counter[int | None] = Counter()
    for finding in findings:
        if finding.severity is Severity.ERROR:
            errors.update(bound.get(finding.subject, ()))
    units = breakdown_units(programme)
    viewer = request.viewer
    office = viewer.can_for(Capability.FREEZE_BASELINE, programme.owner_id)
    for unit in units:
        unit.task_count, unit.error_count = counts[unit.pk], errors[unit.pk]
        unit.may_sign = viewer.can_for(Capability.SIGN_TASKS, unit.pk)
        unit.may_edit = viewer.can_for(Capability.EDIT_TASK, unit.pk)
        unit.may_clear = office or viewer.can_for(Capability.CLEAR_TASKS, unit.pk)
    return units


def _unit_step(request: HttpRequest, pk: int, unit: int, step: str) -> None:
    viewer = request.viewer
    if step == "sign":
        sign_breakdown(viewer, pk, unit)
    elif step == "clear":
        clear_breakdown(viewer, pk, unit)
    elif step == "return":
        return_breakdown(viewer, pk, unit, posted(request, "reason"))
    elif step == "quarters":
        count = plan_by_quarter(viewer, pk, unit)
        messages.success(request, _("给 %(n)d 项任务排了季度节点") % {"n": count})


@require_POST
@needs(Capability.READ_PROGRAMME)
def unit_step(request: HttpRequest, pk: int, unit_pk: int, step: str) -> HttpResponse:
    """Sign, clear, return, or lay milestones for one unit."""
    programme = opened(request, pk)
    if step not in STEPS:
        raise Http404
    try:
        with spoken(request):
            _unit_step(request, programme.pk, unit_pk, step)
    except Unsound as unsound:
        n = len(unsound.findings)
        messages.error(request, _("还有 %(n)d 处不合要求，改好再签字。") % {"n": n})
    return redirect("breakdown", programme.pk)


@require_POST
@needs(Capability.FREEZE_BASELINE)
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Register the breakdown as the baseline."""
    programme = opened(request, pk)
    try:
        with spoken(request):
            baseline = freeze_baseline(request.viewer, programme.pk)
            messages.success(request, _("已定稿，第 %(v)d 版。") % {"v": baseline.version})
            return redirect("board", programme.pk)
    except Unsound as unsound:
        n = len(unsound.findings)
        messages.error(request, _("还有 %(n)d 处不合要求，不能定稿。") % {"n": n})
    return redirect("breakdown", programme.pk)
