"""Feeds: how each stands, its batches, the rows that wait, and sending one by hand."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiaoer.people.access import Refused, needs
from xiaoer.people.roles import Capability

from . import queries
from .feeds.envelope import Envelope
from .feeds.files import table_of
from .feeds.tables import NoTable, columns_of, rows_of, titles
from .forms import UploadForm
from .models import FeedBatch, FeedReminder
from .queries import FeedStatus
from .services import NotTaken, discard_row, mend_row, receive
from .template_file import template

PAGE = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_BYTES = 50 * 1024 * 1024


def _status(request: HttpRequest, key: str) -> FeedStatus:
    found = next((s for s in queries.statuses(request.viewer) if s.feed.key == key), None)
    if found is None:
        raise Http404
    return found


@needs(Capability.READ_FEEDS)
def feeds(request: HttpRequest) -> HttpResponse:
    """List the feeds, those that need somebody first."""
    return render(request, "exchange/feeds.html", {"statuses": queries.statuses(request.viewer)})


@needs(Capability.READ_FEEDS)
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """Show one feed: rows to mend, batches, and the form to send one."""
    status = _status(request, key)
    pages = Paginator(queries.waiting(request.viewer, key), PAGE)
    context = {
        "status": status,
        "feed": status.feed,
        "rows": pages.get_page(request.GET.get("page")),
        "batches": queries.batches(request.viewer, key)[:PAGE],
        "titles": titles(columns_of(status.feed)),
        "form": UploadForm(),
        "reminded": FeedReminder.objects.filter(feed_key=key).first(),
    }
    return render(request, "exchange/feed.html", context)


@needs(Capability.READ_FEEDS)
def empty_workbook(request: HttpRequest, key: str) -> HttpResponse:
    """Give the empty workbook of a feed."""
    status = _status(request, key)
    answer = HttpResponse(template(status.feed), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{key}.xlsx"'
    return answer


@require_POST
@needs(Capability.SEND_FEEDS)
def send(request: HttpRequest, key: str) -> HttpResponse:
    """Take a file in by hand."""
    status = _status(request, key)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(e for errors in form.errors.values() for e in errors))
        return redirect("feed", key)
    file = form.cleaned_data["file"]
    if file.size > MAX_BYTES:
        messages.error(request, _("文件超过 50 MB，分月交，或用接口报送"))
        return redirect("feed", key)
    try:
        rows = list(rows_of(table_of(file.name, file.read()), columns_of(status.feed)))
        envelope = Envelope(
            key, form.batch_id(), form.cleaned_data["start"], form.cleaned_data["end"],
            timezone.now(), len(rows), status.feed.producer,
        )  # fmt: skip
        done = receive(request.viewer, envelope, rows, FeedBatch.Channel.UPLOAD)
    except (NoTable, NotTaken, Refused) as problem:
        messages.error(request, str(problem) or _("这份数据不归您报"))
        return redirect("feed", key)
    _tell(request, done)
    return redirect("feed", key)


def _tell(request: HttpRequest, done: object) -> None:
    if done.batch.reason:
        messages.error(request, _("整批退回：%s") % done.batch.reason)
    elif done.replay:
        messages.info(request, _("这一批收过了，什么都没改。"))
    else:
        words = {"a": done.accepted, "q": done.quarantined, "u": done.unchanged}
        messages.success(request, _("收下 %(a)d 行，%(q)d 行待改，%(u)d 行没变。") % words)


@require_POST
@needs(Capability.SEND_FEEDS)
def mend(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Mend one row that waits, or give it up."""
    status = _status(request, key)
    try:
        if "discard" in request.POST:
            discard_row(request.viewer, pk)
            messages.success(request, _("这一行作废了，记录还在。"))
        else:
            cells = {
                column.key: request.POST.get(column.key, "") for column in columns_of(status.feed)
            }
            row = mend_row(request.viewer, pk, cells)
            if row.faults:
                messages.error(request, _("还有问题，改完再交。"))
            else:
                messages.success(request, _("这一行收下了。"))
    except NotTaken as problem:
        messages.error(request, str(problem))
    return redirect("feed", key)
