"""What the pages of one programme share: the programme itself and how refusals are shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from xiaoer.people.addresses import row_id, without_nul
from xiaoer.people.roles import Capability

from ..models import Programme
from ..queries import programme_for
from ..services.record import Conflict, NotNow


def abilities(request: HttpRequest, programme: Programme) -> dict[str, bool]:
    """Return what this viewer may do to the programme, for templates."""
    viewer = request.viewer
    return {
        "review": viewer.can_for(Capability.REVIEW_TARGET, programme.owner_id),
        "freeze": viewer.can_for(Capability.FREEZE_BASELINE, programme.owner_id),
        "edit": viewer.can(Capability.EDIT_TASK),
        "decide_target": viewer.can_for(Capability.DECIDE_TARGET, programme.owner_id),
    }


def page(
    request: HttpRequest, template: str, programme: Programme, status: int = 200, **context: Any
) -> HttpResponse:
    """Render a page of a programme with its tabs."""
    frame = {"programme": programme, "may": abilities(request, programme)}
    return render(request, f"campaign/{template}.html", {**frame, **context}, status=status)


def opened(request: HttpRequest, pk: int) -> Programme:
    """Return the programme the address names, if the viewer may read it."""
    return programme_for(request.viewer, pk)


def revision_of(request: HttpRequest) -> int:
    """Return the revision that the page showed; nonsense is a revision that never was."""
    given = request.POST.get("revision") or request.GET.get("revision")
    return row_id(given) or 0


def words_of(request: HttpRequest, name: str) -> str:
    """Return a search parameter in a form that the database can compare."""
    return without_nul(request.GET.get(name))


def posted(request: HttpRequest, name: str) -> str:
    """Return a posted text in a form that the database can keep."""
    return without_nul(request.POST.get(name))


@contextmanager
def spoken(request: HttpRequest) -> Iterator[None]:
    """Turn a refusal of the services into a message on the page that follows."""
    try:
        yield
    except NotNow as reason:
        messages.error(request, str(reason))
    except Conflict as conflict:
        messages.error(request, overtaken(conflict))


def overtaken(conflict: Conflict) -> str:
    """Say who was faster."""
    who = getattr(conflict.current, "changed_by", None)
    if who is None:
        return _("这条刚被别人改过，您的改动没有保存。看看现在的内容再改。")
    return _("%(who)s 刚改过这条，您的改动没有保存。看看现在的内容再改。") % {"who": who}
