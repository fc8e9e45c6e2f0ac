"""The workbook's two doors: download, and upload with a check before anything is written."""

from __future__ import annotations

import uuid
from urllib.parse import quote

from django.contrib import messages
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from xiaoer.people.access import needs
from xiaoer.people.roles import Capability

from .. import workbook
from ..models import Programme
from ..queries import TaskLine, targets_of, tasks_for
from ..services.workbook import try_changes, write_changes
from .frame import opened, page

LIMIT_BYTES = 20 * 1024 * 1024
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@needs(Capability.READ_PROGRAMME)
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the programme's targets and tasks as Excel."""
    programme = opened(request, pk)
    today = timezone.localdate()
    rows = tasks_for(request.viewer, programme).prefetch_related("coops", "targets")
    lines = [TaskLine.of(task, today) for task in rows]
    content = workbook.write(programme, targets_of(programme), lines, request.viewer.name)
    answer = HttpResponse(content, content_type=XLSX)
    name = quote(f"{programme.title[:60]}-台账.xlsx")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


def _shelf(request: HttpRequest, token: str) -> str:
    """Name the place of a checked file: only its uploader can ask for it again."""
    return f"workbooks/{request.viewer.user_id}/{uuid.UUID(token).hex}.xlsx"


def _received(request: HttpRequest) -> tuple[str, bytes]:
    """Return the uploaded workbook, or the one checked just before."""
    token = request.POST.get("token", "")
    if token:
        try:
            with default_storage.open(_shelf(request, token)) as kept:
                return token, kept.read()
        except (FileNotFoundError, ValueError):
            raise workbook.WorkbookError(_("刚才核对的文件已经清掉了，重新上传一次。")) from None
    file = request.FILES.get("file")
    if file is None or file.size > LIMIT_BYTES:
        raise workbook.WorkbookError(_("选一个 20 MB 以内的 Excel 文件。"))
    return uuid.uuid4().hex, file.read()


@require_http_methods(["GET", "POST"])
@needs(Capability.EDIT_TASK)
def upload(request: HttpRequest, pk: int) -> HttpResponse:
    """Check a workbook row by row; write the good rows only when asked to."""
    programme = opened(request, pk)
    if request.method == "GET":
        return page(request, "workbook", programme)
    try:
        token, content = _received(request)
        changes = workbook.compare(programme, content)
    except workbook.WorkbookError as error:
        return page(request, "workbook", programme, status=422, problem=str(error))
    try_changes(request.viewer, changes)
    if "write" in request.POST:
        return _write(request, programme, changes, token)
    default_storage.save(_shelf(request, token), ContentFile(content))
    return _checked(request, programme, changes, token)


def _checked(
    request: HttpRequest, programme: Programme, changes: list[workbook.Change], token: str
) -> HttpResponse:
    good = sum(1 for change in changes if not change.problem)
    context = {"changes": changes, "token": token, "good": good, "checked": True}
    return page(request, "workbook", programme, **context)


def _write(
    request: HttpRequest, programme: Programme, changes: list[workbook.Change], token: str
) -> HttpResponse:
    good = sum(1 for change in changes if not change.problem)
    written = write_changes(request.viewer, changes)
    if written < good:
        messages.error(request, _("有几行刚被别人改过，这次一行也没有写。看清再写一次。"))
        return _checked(request, programme, changes, token)
    default_storage.delete(_shelf(request, token))
    messages.success(request, _("写入 %(n)d 行") % {"n": written})
    left = [change for change in changes if change.problem]
    if left:
        return page(request, "workbook", programme, changes=left, rejected=True)
    return redirect("workbook-in", programme.pk)
