"""What the applicant thought of a step: five levels; low ones say why (好差评)."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xiaoer.packs.queries import version
from xiaoer.people.roles import Viewer

from ..access import require_party
from ..clocks import NotNow
from ..models import Case, Rating
from .work import Work

SATISFIED = 4  # of five: below it the reasons are asked
REASONS = {
    "slow": _("等得久"),
    "papers": _("要的材料多"),
    "unclear": _("没说清楚"),
    "attitude": _("态度不好"),
    "visits": _("跑了几趟"),
    "system": _("网页不好用"),
}


@transaction.atomic
def rate(
    viewer: Viewer, case: int, step: str, level: int, reasons: Sequence[str] = (), words: str = ""
) -> Rating:
    """Rate a step of one's own case, once. Raises `NotNow` when a low rating gives no reason."""
    row = Case.objects.select_for_update().get(pk=case)
    require_party(viewer, row)
    if level not in range(1, 6):
        raise NotNow("选一个满意程度")
    known = [reason for reason in reasons if reason in REASONS]
    if level < SATISFIED and not known and not words.strip():
        raise NotNow("说说哪里不满意，我们去改")
    if row.ratings.filter(step=step).exists():
        raise NotNow("这一步已经评过了，谢谢")
    work = Work.on(row, version(row.pack_version_id), viewer, timezone.now())
    work.record("rated", {"step": step, "level": level, "reasons": known})
    work.write()
    return Rating.objects.create(
        case=row,
        step=step,
        level=level,
        reasons=known,
        words=words.strip()[:500],
        user_id=viewer.user_id,
    )
