"""Signing an application: everybody named in it signs for themselves, with their own account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from xiaoer.people.access import Refused

from ..answers import Invalid
from ..clocks import NotNow
from ..models import Draft, Signature
from ..services import drafts


@login_required
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is to be signed, and take the signature."""
    row = Signature.objects.select_related("draft__user", "draft__case").filter(token=token).first()
    if row is None:
        raise Http404
    if request.method == "POST":
        return _signed(request, row)
    _pack, item = drafts.pack_of(row.draft)
    context = {
        "row": row,
        "item": item,
        "draft": row.draft,
        "others": row.draft.signatures.all(),
        "confirmed": row.draft.confirmed == drafts.digest_of(row.draft),
    }
    return render(request, "cases/sign.html", context)


def _signed(request: HttpRequest, row: Signature) -> HttpResponse:
    own = row.draft.user_id == request.viewer.user_id
    try:
        drafts.sign(request.viewer, row.token, request.POST.get("identity", ""))
        case = drafts.hand_in_if_signed(Draft.objects.get(pk=row.draft_id))
    except (NotNow, Refused, Invalid) as problem:
        messages.warning(request, str(problem))
        return redirect("draft", row.draft_id) if own else redirect("sign", row.token)
    messages.success(request, _("%(name)s 已签字") % {"name": row.name})
    if own:
        return redirect("sent", case.number) if case else redirect("draft", row.draft_id)
    return redirect("sign", row.token)
