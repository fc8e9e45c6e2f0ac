"""A draft is withdrawn, a baseline is archived; neither is ever deleted."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xiaoer.people.access import require
from xiaoer.people.roles import Capability, Viewer

from ..models import Programme
from .record import NotNow, locked_programme, record


@transaction.atomic
def close_programme(viewer: Viewer, programme: int, reason: str) -> Programme:
    """Withdraw a draft or archive a programme with a baseline; its journal stays readable."""
    row = locked_programme(viewer, programme, Capability.FREEZE_BASELINE)
    if not reason.strip():
        raise NotNow(_("写明理由，例如 日期填错，重新导入。"))
    row.closed_at, row.closed_by_id = timezone.now(), viewer.user_id
    row.closed_reason = reason.strip()[:200]
    row.save(update_fields=["closed_at", "closed_by", "closed_reason"])
    kind = "programme_archived" if row.is_frozen else "programme_withdrawn"
    record(row, kind, viewer, {"reason": row.closed_reason})
    return row


@transaction.atomic
def reopen_programme(viewer: Viewer, programme: int) -> Programme:
    """Take a withdrawn or archived programme back as it was."""
    row = Programme.objects.select_for_update().get(pk=programme)
    require(viewer, Capability.FREEZE_BASELINE, row.owner_id)
    if row.closed_at is None:
        raise NotNow(_("这份方案没有撤回或归档。"))
    row.closed_at, row.closed_by_id, row.closed_reason = None, None, ""
    row.save(update_fields=["closed_at", "closed_by", "closed_reason"])
    record(row, "programme_reopened", viewer)
    return row
