"""The application: a task list, page by page, signatures, check, hand in. Works without script."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiaoer.packs.items import Item
from xiaoer.packs.queries import LoadedPack, item_on
from xiaoer.packs.schema import FormPage
from xiaoer.people.access import Refused
from xiaoer.registry.queries import represented
from xiaoer.web.ids import row_id

from ..answers import Invalid, holds, shown_pages
from ..clocks import NotNow
from ..models import Draft
from ..premises import STANDARD
from ..services import drafts
from ..services.drafts import Outdated
from ..sniffing import BadFile
from ..taken import free_materials, taken_values, wanted
from .answers_in import read_answer, read_answers, read_choices
from .places import places_asked
from .questions import question


def draft_or_404(request: HttpRequest, pk: int) -> Draft:
    """Return the viewer's own draft; for all others there is none."""
    try:
        return drafts.of_viewer(request.viewer, pk)
    except Draft.DoesNotExist:
        raise Http404 from None


@login_required
def begin(request: HttpRequest, item_key: str) -> HttpResponse:
    """Ask for whom, and begin the application (or go on with the one begun before)."""
    enterprises = represented(request.viewer.user_id)
    if request.method != "POST":
        open_ones = Draft.objects.filter(
            user_id=request.viewer.user_id, item_key=item_key, case__isnull=True
        )
        context = {"enterprises": enterprises, "item_key": item_key, "open_ones": open_ones}
        return render(request, "cases/begin.html", context)
    chosen = request.POST.get("enterprise", "")
    enterprise = next((e for e in enterprises if e.uscc == chosen), None)
    try:
        draft = drafts.begin(request.viewer, item_key, enterprise, _brought(item_key, request))
    except (NotNow, Refused) as problem:
        messages.warning(request, str(problem))
        return redirect("home")
    return redirect("draft", draft.pk)


def _brought(item_key: str, request: HttpRequest) -> dict[str, Any]:
    """Return the answers that a theme's questions brought along in the address."""
    found = item_on(item_key, timezone.localdate())
    form = found[0].form_of(found[1]) if found else None
    if form is None or not request.GET:
        return {}
    answers = {f.key: read_answer(f, request.GET) for f in form.fields() if f.key in request.GET}
    return {key: value for key, value in answers.items() if value is not None}


def _page_state(draft: Draft, page: FormPage, lacking: list[drafts.Lack]) -> str:
    sound = all(lack.page != page.key for lack in lacking)
    return "done" if page.key in draft.pages_done and sound else "todo"


def _materials(draft: Draft, item: Item) -> list[dict[str, Any]]:
    have = {m.key: m for m in draft.materials.filter(replaced=False)}
    return [
        {"spec": m, "have": have.get(m.key), "gap": item.gap is not None and not m.main}
        for m in item.asked_materials()
        if wanted(m, draft.answers)
    ]


def _frame(draft: Draft) -> tuple[LoadedPack, Item, dict[str, Any]]:
    pack, item = drafts.pack_of(draft)
    form = pack.form_of(item)
    lacking = drafts.lacking(draft)
    pages = (
        [(page, _page_state(draft, page, lacking)) for page in shown_pages(form, draft.answers)]
        if form
        else []
    )
    context = {
        "draft": draft,
        "item": item,
        "pack": pack,
        "form": form,
        "pages": pages,
        "materials": _materials(draft, item),
        "free": free_materials(item, draft.answers),
        "signatures": draft.signatures.all() if item.signers else [],
        "lacking": lacking,
        "filled": all(lack.signing for lack in lacking),
        "confirmed": bool(item.signers) and draft.confirmed == drafts.digest_of(draft),
        "unsigned_by_me": not draft.signatures.filter(user=draft.user).exists(),
    }
    return pack, item, context


@login_required
def task_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is to do for an application; what is done steps back."""
    draft = draft_or_404(request, pk)
    if draft.case:
        return redirect("my-case", draft.case.number)
    return render(request, "cases/draft.html", _frame(draft)[2])


@login_required
def page(request: HttpRequest, pk: int, page_key: str) -> HttpResponse:
    """Show one page of the form, or save it and go on to the next one that is open."""
    draft = draft_or_404(request, pk)
    pack, _item, context = _frame(draft)
    known = [p for p, _state in context["pages"]]
    shown = next((p for p in known if p.key == page_key), None)
    if shown is None or draft.case:
        raise Http404
    context |= {"page": shown, "faults": {}, "answers": draft.answers}
    if request.method == "POST":
        return _save(request, draft, pack, shown, context)
    return render(request, "cases/page.html", _with_fields(draft, pack, context))


def _with_fields(draft: Draft, pack: LoadedPack, context: dict[str, Any]) -> dict[str, Any]:
    shown: FormPage = context["page"]
    taken = taken_values(context["form"], draft.enterprise, draft.user)
    keys = {f.key for f in shown.fields}
    context["taken"] = [t for t in taken if t.field.key in keys]
    context["fields"] = [
        question(f, pack, context["answers"], context["faults"].get(f.key, ""))
        for f in shown.fields
        if f.shared is None and holds(f.when, context["answers"])
    ]
    places = places_asked(pack, context["form"], context["answers"], draft.answers)
    for asked in context["fields"]:
        asked["place"] = places.get(asked["field"].key)
    return context


@login_required
def place(request: HttpRequest, pk: int, field_key: str) -> HttpResponse:
    """Show what the register says to an address while it is being typed."""
    draft = draft_or_404(request, pk)
    pack, _item, context = _frame(draft)
    form = context["form"]
    field = next((f for f in form.fields() if f.key == field_key), None) if form else None
    if field is None or field.kind != STANDARD or draft.case:
        raise Http404
    answers = {**draft.answers, field_key: read_answer(field, request.GET)}
    found = places_asked(pack, form, answers).get(field_key)
    return render(request, "cases/place.html", {"place": found, "field": field})


def _save(
    request: HttpRequest, draft: Draft, pack: LoadedPack, shown: FormPage, context: dict[str, Any]
) -> HttpResponse:
    entered = read_answers(shown, request.POST)
    if request.POST.get("look"):
        context |= {"answers": {**draft.answers, **entered}}
        return render(request, "cases/page.html", _with_fields(draft, pack, context))
    revision = row_id(request.POST.get("revision", "")) or 0
    try:
        choices = read_choices(shown, request.POST)
        drafts.save_page(request.viewer, draft.pk, shown.key, entered, revision, choices)
    except Invalid as wrong:
        context |= {"faults": wrong.faults, "answers": {**draft.answers, **entered}}
        return render(request, "cases/page.html", _with_fields(draft, pack, context), status=422)
    except Outdated:
        messages.warning(request, _("这份申请在别处刚改过，已换成最新的，再核对一遍"))
        return redirect("draft-page", draft.pk, shown.key)
    except NotNow as problem:
        messages.warning(request, str(problem))
        return redirect("draft", draft.pk)
    return redirect(*_next_page(draft_or_404(request, draft.pk), shown.key))


def _next_page(draft: Draft, after: str) -> tuple[object, ...]:
    pages = [p.key for p, _state in _frame(draft)[2]["pages"]]
    rest = pages[pages.index(after) + 1 :] if after in pages else []
    unfilled = next((key for key in rest if key not in draft.pages_done), None)
    return ("draft-page", draft.pk, unfilled) if unfilled else ("draft", draft.pk)


@require_POST
@login_required
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in a material; say in place what is wrong with it."""
    draft = draft_or_404(request, pk)
    file = request.FILES.get("file")
    if file is None:
        messages.warning(request, _("先选文件"))
        return redirect("draft", pk)
    try:
        drafts.add_material(
            request.viewer, draft.pk, request.POST.get("key", ""), file.name or "", file.read()
        )
    except (BadFile, NotNow) as problem:
        messages.warning(request, str(problem))
    return redirect("draft", pk)


@require_POST
@login_required
def commitment(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose between commitment and the ordinary way."""
    draft = draft_or_404(request, pk)
    try:
        drafts.choose_commitment(request.viewer, draft.pk, request.POST.get("way") == "commitment")
    except NotNow as problem:
        messages.warning(request, str(problem))
    return redirect("draft", pk)


@login_required
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything before it is handed in, and hand it in."""
    draft = draft_or_404(request, pk)
    if draft.case:
        return redirect("sent", draft.case.number)
    _pack, _item, context = _frame(draft)
    if request.method == "POST":
        if not request.POST.get("true"):
            messages.warning(request, _("勾上“以上内容属实”再提交"))
        else:
            return _hand_in(request, draft)
    context["sheets"] = [(p, _sheet(draft, p)) for p, _state in context["pages"]]
    context["taken"] = (
        taken_values(context["form"], draft.enterprise, draft.user) if context["form"] else []
    )
    return render(request, "cases/check.html", context)


def _sheet(draft: Draft, shown: FormPage) -> list[tuple[Any, Any]]:
    return [
        (f, draft.answers.get(f.key))
        for f in shown.fields
        if f.shared is None and holds(f.when, draft.answers)
    ]


def _hand_in(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Hand the application in; where people sign, call them to it first."""
    try:
        if drafts.pack_of(draft)[1].signers:
            drafts.confirm(request.viewer, draft.pk)
            return redirect(f"{reverse('draft', args=[draft.pk])}#sig")
        case = drafts.hand_in(request.viewer, draft.pk)
    except (NotNow, Refused, Invalid) as problem:
        messages.warning(request, str(problem))
        return redirect("draft", draft.pk)
    return redirect("sent", case.number)


@require_POST
@login_required
def throw_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a draft."""
    draft = draft_or_404(request, pk)
    try:
        drafts.throw_away(request.viewer, draft.pk)
    except NotNow as problem:
        messages.warning(request, str(problem))
    return redirect("my")
