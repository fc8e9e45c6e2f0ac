"""Home, look and language, health and metrics."""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from .navigation import rail

CHOICES = {
    "theme": {"light", "dark", "auto"},
    "text": {"normal", "large"},
    "language": {code for code, _name in settings.LANGUAGES},
}
COOKIES = {"theme": "theme", "text": "text", "language": settings.LANGUAGE_COOKIE_NAME}
A_YEAR = 365 * 24 * 3600  # seconds


def _back(request: HttpRequest) -> str:
    wanted = request.GET.get("next", "/")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if safe else "/"


@require_GET
def prefer(request: HttpRequest, name: str, value: str) -> HttpResponse:
    """Remember a look or a language and go back; a plain link, so that it needs no script."""
    if value not in CHOICES.get(name, ()):
        raise Http404
    answer = redirect(_back(request))
    secure = request.is_secure()
    answer.set_cookie(COOKIES[name], value, max_age=A_YEAR, samesite="Lax", secure=secure)
    return answer


def home(request: HttpRequest) -> HttpResponse:
    """Open where this viewer's work is: the first page of the rail, or the public site."""
    for _label, links in rail(request.viewer, request.path):
        return redirect(links[0].url)
    return redirect("portal")


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Say that the process lives, and which program it is."""
    return JsonResponse({"status": "ok", "program": "xiaoer"})


@require_GET
def ready(request: HttpRequest) -> HttpResponse:
    """Say whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "no database"}, status=503)
    return JsonResponse({"status": "ok"})


@require_GET
def metrics(request: HttpRequest) -> HttpResponse:
    """Show counters of this process to Prometheus, from this machine only."""
    if request.META.get("REMOTE_ADDR") not in {"127.0.0.1", "::1", "", None}:
        raise Http404
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Show whose work it is that was asked for."""
    return render(request, "web/refused.html", status=403)
