"""The administrator's pages: bodies, people, posts, roles. Open to MANAGE_PEOPLE only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from . import management
from .access import needs
from .addresses import row_id, without_nul
from .manage_forms import BodyForm, Dated, MoveForm, PersonForm, PostForm, RoleForm
from .models import Appointment, Organisation, RoleGrant, User
from .queries import organisations, today
from .roles import Capability, Role

PER_PAGE = 50
manages = needs(Capability.MANAGE_PEOPLE)


@contextmanager
def told(request: HttpRequest) -> Iterator[None]:
    """Turn a refusal into a message on the page that follows."""
    try:
        yield
    except management.NotPossible as reason:
        messages.error(request, str(reason))


def _form_page(
    request: HttpRequest, form: forms.Form, title: str, verb: str, back: str
) -> HttpResponse:
    context = {"form": form, "title": title, "verb": verb, "back": back}
    status = 422 if form.is_bound else 200
    return render(request, "people/form.html", context, status=status)


def _filled(request: HttpRequest, kind: Callable[..., forms.Form], **initial: object) -> forms.Form:
    return kind(request.POST) if request.method == "POST" else kind(initial=initial)


@require_http_methods(["GET", "POST"])
@manages
def new_body(request: HttpRequest) -> HttpResponse:
    """Found a body."""
    parent = row_id(request.GET.get("parent"))
    form = _filled(request, BodyForm, parent=parent)
    if form.is_bound and form.is_valid():
        data = dict(form.cleaned_data)
        body = management.NewBody(valid_from=data.pop("day"), **data)
        try:
            row = management.add_body(request.viewer, body)
        except management.NotPossible as reason:
            form.add_error(None, str(reason))
        else:
            messages.success(request, _("已设 %(name)s") % {"name": row})
            return redirect("people:organisation", row.pk)
    return _form_page(request, form, _("新设机构"), _("设机构"), "people:organisations")


def _dated(request: HttpRequest) -> date | None:
    """Return the day that a small form names; a message says what is wrong with it."""
    form = Dated(request.POST)
    if form.is_valid():
        return form.cleaned_data["day"]
    messages.error(request, " ".join(e for errors in form.errors.values() for e in errors))
    return None


@require_POST
@manages
def close_body(request: HttpRequest, pk: int) -> HttpResponse:
    """End a body."""
    row = get_object_or_404(organisations(), pk=pk)
    day = _dated(request)
    if day is not None:
        with told(request):
            management.close_body(request.viewer, row, day)
            messages.success(request, _("已撤销 %(name)s") % {"name": row})
    return redirect("people:organisations")


@require_POST
@manages
def move_body(request: HttpRequest, pk: int) -> HttpResponse:
    """Hang a body elsewhere."""
    row = get_object_or_404(organisations(), pk=pk)
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(e for es in form.errors.values() for e in es))
        return redirect("people:organisation", pk)
    with told(request):
        data = form.cleaned_data
        management.move_body(request.viewer, row, data["parent"], data["day"])
        messages.success(request, _("已调整隶属"))
    return redirect("people:organisation", pk)


@require_GET
@manages
def persons(request: HttpRequest) -> HttpResponse:
    """List the people, found by name or sign-in name."""
    words = without_nul(request.GET.get("q"))
    rows = User.objects.filter(is_superuser=False).order_by("name", "pk")
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(username__icontains=words))
    rows = rows.prefetch_related("appointments__organisation")
    found = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/persons.html", {"found": found, "q": words})


@require_http_methods(["GET", "POST"])
@manages
def new_person(request: HttpRequest) -> HttpResponse:
    """Open an account; the first password is shown once."""
    form = _filled(request, PersonForm)
    if form.is_bound and form.is_valid():
        data = form.cleaned_data
        try:
            user, password = management.add_person(request.viewer, data["username"], data["name"])
        except management.NotPossible as reason:
            form.add_error("username", str(reason))
        else:
            return _person(request, user, password=password)
    return _form_page(request, form, _("开账号"), _("开账号"), "people:persons")


def _person(request: HttpRequest, user: User, status: int = 200, **context: object) -> HttpResponse:
    frame = {
        "person": user,
        "appointments": user.appointments.select_related("organisation").order_by("-valid_from"),
        "grants": user.grants.select_related("organisation").order_by("-valid_from", "-pk"),
        "events": user.managed_events.select_related("actor")[:PER_PAGE],
        "post_form": PostForm(initial={"user": user}, auto_id="post_%s"),
        "role_form": RoleForm(auto_id="role_%s"),
        "from_day": today(),
    }
    return render(request, "people/person.html", {**frame, **context}, status=status)


def _known(pk: int) -> User:
    return get_object_or_404(User, pk=pk, is_superuser=False)


@require_GET
@manages
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person: posts, roles, and what was done, with their days."""
    return _person(request, _known(pk))


@require_POST
@manages
def put_on_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a person on a post."""
    user = _known(pk)
    form = PostForm({**request.POST.dict(), "user": user.pk}, auto_id="post_%s")
    if not form.is_valid():
        return _person(request, user, status=422, post_form=form)
    with told(request):
        data = form.cleaned_data
        management.put_on_post(
            request.viewer, user, data["organisation"], data["post"], data["day"]
        )
        messages.success(request, _("已任岗位"))
    return redirect("people:person", pk)


@require_POST
@manages
def end_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a person off a post."""
    row = get_object_or_404(Appointment, pk=pk)
    day = _dated(request)
    if day is not None:
        with told(request):
            management.end_post(request.viewer, row.pk, day)
            messages.success(request, _("已免岗位"))
    return redirect("people:person", row.user_id)


@require_POST
@manages
def give_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a person a role."""
    user = _known(pk)
    form = RoleForm(request.POST, auto_id="role_%s")
    if not form.is_valid():
        return _person(request, user, status=422, role_form=form)
    with told(request):
        data = form.cleaned_data
        role = Role(data["role"])
        management.give_role(request.viewer, user, role, data["organisation"], data["day"])
        messages.success(request, _("已给权限"))
    return redirect("people:person", pk)


@require_POST
@manages
def take_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a role back."""
    row = get_object_or_404(RoleGrant, pk=pk)
    day = _dated(request)
    if day is not None:
        with told(request):
            management.take_role(request.viewer, row.pk, day)
            messages.success(request, _("已收权限"))
    return redirect("people:person", row.user_id)


@require_POST
@manages
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a person a new password, shown once."""
    user = _known(pk)
    return _person(request, user, password=management.reset_password(request.viewer, user))


@require_POST
@manages
def set_active(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop an account or start it again."""
    user = _known(pk)
    with told(request):
        management.set_active(request.viewer, user, request.POST.get("active") == "1")
        messages.success(request, _("已改。"))
    return redirect("people:person", pk)


def body_context(row: Organisation) -> dict[str, object]:
    """Return what the page of a body needs for its administrator."""
    return {
        "move_form": MoveForm(auto_id="move_%s"),
        "close_form": Dated(auto_id="close_%s"),
        "events": row.managed_events.select_related("actor")[:PER_PAGE],
    }
