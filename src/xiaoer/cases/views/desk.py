"""The desk: what is due first, taken and passed on without leaving the keyboard."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiaoer.people.access import Refused, needs
from xiaoer.people.models import Organisation, User
from xiaoer.people.roles import Capability
from xiaoer.web.ids import row_ids

from .. import queries
from ..calendars import reckoner
from ..clocks import NotNow
from ..desk import bucket_of, buckets
from ..models import SavedFilter, Todo
from ..queries import DeskFilter
from ..services.tasks import Overtaken, assign, claim, claim_all, release, transfer


def group_names() -> dict[str, str]:
    """Return the names of the stretches in the reader's language."""
    return {
        "late": _("已超期"),
        "today": _("今日到期"),
        "two": _("1 至 2 个工作日"),
        "five": _("3 至 5 个工作日"),
        "later": _("5 个工作日以上"),
        "held": _("暂停计时"),
    }


@needs(Capability.WORK_CASES)
def desk(request: HttpRequest) -> HttpResponse:
    """Show the to-dos, the late ones first; the filter is the address."""
    chosen = DeskFilter.read(request.GET.dict())
    now = timezone.now()
    found = Paginator(queries.desk(request.viewer, chosen, now), queries.PAGE)
    page = found.get_page(request.GET.get("page"))
    stretches = buckets(now, reckoner())
    rows = list(page.object_list)
    for row in rows:
        row.group = bucket_of(row.due_at, row.held, stretches)
    context = {
        "chosen": chosen,
        "found": page,
        "rows": rows,
        "counts": _bar(queries.counts(request.viewer, chosen, now)),
        "views": queries.view_counts(request.viewer),
        "group_names": group_names(),
        "choices": queries.filter_choices(request.viewer),
        "saved": SavedFilter.objects.filter(user_id=request.viewer.user_id),
        "peek": rows[0] if rows else None,
        "supervises": request.viewer.can(Capability.SUPERVISE_CASES),
    }
    return render(request, "cases/desk.html", context)


def _bar(counts: dict[str, int]) -> list[tuple[str, str, int, int]]:
    """Return the stretches of the due bar: key, name, count, width in twelfths."""
    names = group_names()
    total = sum(counts.values()) or 1
    return [
        (key, names[key], count, max(1, min(8, round(count / total * 12))))
        for key, count in counts.items()
    ]


@needs(Capability.WORK_CASES)
def peek(request: HttpRequest, todo: int) -> HttpResponse:
    """Show one to-do beside the list."""
    row = get_object_or_404(
        queries.open_todos(request.viewer).select_related(
            "case", "case__enterprise", "organisation"
        ),
        pk=todo,
    )
    return render(request, "cases/peek.html", {"peek": row})


@require_POST
@needs(Capability.WORK_CASES)
def act_on_many(request: HttpRequest) -> HttpResponse:
    """Claim, give back, assign or transfer the ticked to-dos; say how many went through."""
    chosen = row_ids(request.POST.getlist("todo"))
    act = request.POST.get("act", "")
    if act == "claim":
        taken, lost = claim_all(request.viewer, chosen)
    elif act in ("release", "assign", "transfer"):
        taken, lost = _each(request, act, chosen)
    else:
        return redirect("desk")
    if taken:
        messages.success(request, _("%(n)d 件已办妥") % {"n": len(taken)})
    if lost:
        messages.warning(request, _("%(n)d 件没办成：别人已经领了，或不归您办") % {"n": len(lost)})
    return redirect(request.POST.get("next") if _own(request.POST.get("next", "")) else "desk")


def _own(address: str) -> bool:
    return address.startswith("/desk/") and "//" not in address


def _each(request: HttpRequest, act: str, chosen: list[int]) -> tuple[list[int], list[int]]:
    taken: list[int] = []
    lost: list[int] = []
    for todo in chosen:
        try:
            _one(request, act, todo)
            taken.append(todo)
        except (Overtaken, NotNow, Refused, Todo.DoesNotExist):
            lost.append(todo)
    return taken, lost


def _one(request: HttpRequest, act: str, todo: int) -> None:
    if act == "release":
        release(request.viewer, todo)
    elif act == "assign":
        assign(request.viewer, todo, get_object_or_404(User, username=request.POST.get("to", "")))
    else:
        to = get_object_or_404(Organisation, code=request.POST.get("to", ""))
        transfer(request.viewer, todo, to, request.POST.get("reason", ""))


@require_POST
@needs(Capability.WORK_CASES)
def next_one(request: HttpRequest) -> HttpResponse:
    """Take the to-do that is due first and nobody has, and open it."""
    for row in queries.desk(request.viewer, DeskFilter())[:50]:
        if row.assignee_id is not None or row.held:
            continue
        try:
            claim(request.viewer, row.pk)
        except (Overtaken, NotNow, Refused):
            continue
        return redirect("desk-case", row.case.number)
    messages.info(request, _("没有待领的件了"))
    return redirect("desk")


@require_POST
@needs(Capability.WORK_CASES)
def save_filter(request: HttpRequest) -> HttpResponse:
    """Keep the present filter under a name, or forget one."""
    name = request.POST.get("name", "").strip()[:40]
    mine = SavedFilter.objects.filter(user_id=request.viewer.user_id)
    if request.POST.get("forget"):
        mine.filter(name=name).delete()
    elif name:
        query = request.POST.get("query", "")[:500]
        mine.update_or_create(user_id=request.viewer.user_id, name=name, defaults={"query": query})
    return redirect("desk")


@needs(Capability.WATCH_CASES)
def stuck(request: HttpRequest) -> HttpResponse:
    """Show where work waits and for how long."""
    found = Paginator(queries.stuck(request.viewer), queries.PAGE).get_page(request.GET.get("page"))
    context = {"units": queries.stuck_units(request.viewer), "found": found}
    return render(request, "cases/stuck.html", context)
