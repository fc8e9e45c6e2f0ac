"""The window: take in an application for somebody who stands there (market R5)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from xiaoer.packs.queries import packs_on
from xiaoer.people.access import Refused, needs
from xiaoer.people.roles import Capability, Role
from xiaoer.registry.models import Enterprise

from ..answers import Invalid
from ..clocks import NotNow
from ..services.opening import Application, open_case


def _items() -> list[tuple[str, str]]:
    return [
        (item.key, str(item.title))
        for pack in packs_on(timezone.localdate())
        for item in pack.pack.items
        if "window" in item.channels and item.form is None
    ]


@needs(Capability.WORK_CASES)
def window(request: HttpRequest) -> HttpResponse:
    """Take in an application that needs no form, with its applicant's name or code."""
    if not request.viewer.has(Role.WINDOW_CLERK):
        raise Refused(_("收件由综合窗口办"))
    if request.method == "POST":
        return _take_in(request)
    return render(request, "cases/window.html", {"items": _items()})


def _take_in(request: HttpRequest) -> HttpResponse:
    name = request.POST.get("name", "").replace("\x00", "").strip()[:200]
    code = request.POST.get("uscc", "").strip().upper()
    enterprise = Enterprise.objects.filter(uscc=code).first() if code else None
    if code and enterprise is None:
        messages.warning(request, _("没有这个信用代码的企业，核对后再填"))
        return redirect("window")
    if not (name or enterprise):
        messages.warning(request, _("填申请人姓名或信用代码"))
        return redirect("window")
    application = Application(
        request.POST.get("item", "")[:64],
        applicant_name=enterprise.name if enterprise else name,
        enterprise=enterprise,
        channel="window",
    )
    try:
        case = open_case(request.viewer, application)
    except (NotNow, Refused, Invalid) as problem:
        messages.warning(request, str(problem))
        return redirect("window")
    messages.success(request, _("已收件，编号 %(number)s") % {"number": case.number})
    return redirect("desk")
