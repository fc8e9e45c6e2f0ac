"""The refusal that every room raises, and the door that turns it into a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from .roles import Capability, Viewer

View = Callable[..., HttpResponse]


class Refused(PermissionDenied):
    """The viewer may not do this; the message says whose work it is."""


def require(viewer: Viewer, capability: Capability, organisation: int | None = None) -> None:
    """Raise `Refused` unless the viewer holds the capability (over the organisation)."""
    if organisation is None:
        allowed = viewer.can(capability)
    else:
        allowed = viewer.can_for(capability, organisation)
    if not allowed:
        raise Refused


def needs(capability: Capability) -> Callable[[View], View]:
    """Guard a view: sign in first, then hold the capability."""

    def guard(view: View) -> View:
        @login_required
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            require(request.viewer, capability)
            return view(request, *args, **kwargs)

        return guarded

    return guard
