"""The review screen: the plan's text at left, what was read from it at right."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiaoer.people.access import needs
from xiaoer.people.addresses import row_id, without_nul
from xiaoer.people.roles import Capability

from ..forms import NewTarget, NewTargetAsked, TargetChangeForm, TargetForm
from ..models import Programme, Target
from ..queries import marked_text, target_counts, targets_of
from ..services.record import Conflict, NotNow
from ..services.target_changes import ask_addition, may_ask
from ..services.targets import (
    accept_waiting,
    add_target,
    edit_target,
    finish_review,
    judge_target,
)
from .frame import opened, overtaken, page, revision_of, spoken


def _which(request: HttpRequest) -> str:
    return request.GET.get("show") or request.POST.get("show") or ""


def review_url(programme: Programme, target: Target | None = None, which: str = "") -> str:
    """Return the address of the review page, at a target and with a filter."""
    query = "&".join([f"show={which}"] * bool(which) + ([f"target={target.pk}"] if target else []))
    anchor = f"#t{target.pk}" if target else ""
    return reverse("review", args=[programme.pk]) + (f"?{query}" if query else "") + anchor


@require_GET
@needs(Capability.READ_PROGRAMME)
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show text and targets; `?target=` opens one of them."""
    return show_review(request, opened(request, pk))


def _form(programme: Programme, target: Target) -> TargetForm:
    """Return the form of a target: to correct it, or to ask for a change once it is frozen."""
    return (TargetChangeForm if programme.is_frozen else TargetForm)(instance=target)


def show_review(
    request: HttpRequest,
    programme: Programme,
    form: TargetForm | None = None,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    """Render text and targets, with a form where one is open."""
    which = _which(request)
    wanted = row_id(request.GET.get("target"))
    chosen = programme.targets.filter(pk=wanted).first() if wanted is not None else None
    if form is None and chosen is not None:
        form = _form(programme, chosen)
    target = form.instance if form and form.instance.pk else None
    return page(
        request,
        "review",
        programme,
        status=status,
        paragraphs=marked_text(programme),
        targets=targets_of(programme, which),
        counts=target_counts(programme),
        which=which,
        form=form,
        chosen=target,
        may_ask=programme.is_frozen and may_ask(request.viewer, programme, target),
        **context,
    )


@require_http_methods(["GET", "POST"])
@needs(Capability.READ_PROGRAMME)
def target(request: HttpRequest, pk: int, target_pk: int) -> HttpResponse:
    """Show one target's form beside the text, or take its corrections."""
    programme = opened(request, pk)
    row = get_object_or_404(programme.targets.select_related("changed_by"), pk=target_pk)
    if request.method == "GET":
        asking = programme.is_frozen and may_ask(request.viewer, programme, row)
        context = {"form": _form(programme, row), "chosen": row, "may_ask": asking}
        return page(request, "target_form", programme, **context)
    form = TargetForm(request.POST, instance=Target.objects.get(pk=row.pk))
    if not form.is_valid():
        return show_review(request, programme, form, status=422)
    return _save(request, programme, row, form)


def _save(
    request: HttpRequest, programme: Programme, row: Target, form: TargetForm
) -> HttpResponse:
    revision = revision_of(request)
    try:
        edit_target(request.viewer, row.pk, revision, form.cleaned_data)
        if "accept" in request.POST:
            judge_target(request.viewer, row.pk, revision + 1, Target.State.ACCEPTED)
    except Conflict as conflict:
        note = overtaken(conflict)
        return show_review(
            request, programme, form, status=409, conflict=conflict.current, conflict_note=note
        )
    except NotNow as reason:
        messages.error(request, str(reason))
        return redirect(review_url(programme, row, _which(request)))
    messages.success(request, _("已保存：%(phrase)s") % {"phrase": form.cleaned_data["phrase"]})
    return redirect(review_url(programme, row, _which(request)))


@require_POST
@needs(Capability.REVIEW_TARGET)
def judge(request: HttpRequest, pk: int, target_pk: int) -> HttpResponse:
    """Accept a target, call it none, or put it back."""
    programme = opened(request, pk)
    row = get_object_or_404(programme.targets, pk=target_pk)
    state = request.POST.get("state", "")
    if state not in Target.State.values:
        return redirect(review_url(programme, row))
    with spoken(request):
        row = judge_target(request.viewer, row.pk, revision_of(request), state)
        if request.htmx:
            return _judged(request, programme, row)
    if request.htmx:  # the refusal is shown on a page of its own, not in the row
        return HttpResponse(headers={"HX-Redirect": review_url(programme, row, _which(request))})
    return redirect(review_url(programme, row, _which(request)))


def _judged(request: HttpRequest, programme: Programme, row: Target) -> HttpResponse:
    fresh = programme.targets.select_related("measure", "responsible").get(pk=row.pk)
    counts = target_counts(programme)
    return page(request, "target_item", programme, target=fresh, counts=counts, swapped=True)


@require_POST
@needs(Capability.REVIEW_TARGET)
def accept_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the waiting targets that the page listed."""
    programme = opened(request, pk)
    keys = [without_nul(key) for key in request.POST.getlist("key")]
    with spoken(request):
        count = accept_waiting(request.viewer, programme.pk, keys)
        messages.success(request, _("已采纳 %(n)d 条") % {"n": count})
    return redirect(review_url(programme))


@require_http_methods(["GET", "POST"])
@needs(Capability.REVIEW_TARGET)
def new_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a target that was missed."""
    programme = opened(request, pk)
    blank = Target(programme=programme, masked=False)
    kind = NewTargetAsked if programme.is_frozen else NewTarget
    if request.method == "GET":
        return show_review(request, programme, kind(instance=blank), adding=True)
    form = kind(request.POST, instance=blank)
    if form.is_valid() and _added(request, programme, form):
        return redirect(review_url(programme))
    return show_review(request, programme, form, status=422, adding=True)


def _added(request: HttpRequest, programme: Programme, form: NewTarget) -> bool:
    values = dict(form.cleaned_data)
    quote = values.pop("quote").strip()
    if values.get("measure") is None:
        values.pop("measure")
    try:
        if "reason" in values:
            reason = values.pop("reason")
            ask_addition(request.viewer, programme.pk, quote, values, reason)
            messages.success(request, _("变更申请已提交，批准前按原目标算。"))
        else:
            added = add_target(request.viewer, programme.pk, quote, values)
            messages.success(request, _("已加上：%(phrase)s") % {"phrase": added.phrase})
    except NotNow as refusal:
        form.add_error("quote", str(refusal))
        return False
    return True


@require_POST
@needs(Capability.REVIEW_TARGET)
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the review."""
    programme = opened(request, pk)
    with spoken(request):
        finish_review(request.viewer, programme.pk)
        messages.success(request, _("校对完成，各单位可以分解任务了。"))
        return redirect("breakdown", programme.pk)
    return redirect(review_url(programme, which="waiting"))
