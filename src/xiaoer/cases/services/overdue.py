"""Why a link was late: a reason for each rung, and evidence where the customer is blamed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from xiaoer.people.access import Refused
from xiaoer.people.roles import Viewer

from ..access import may_act
from ..clocks import NotNow
from ..models import Case, Todo
from .children import finish
from .tasks import locked

REASONS = {
    "company": _("办理单位"),
    "permit": _("外部审批"),
    "customer": _("申请人"),
    "weather": _("天气、灾害"),
}


@transaction.atomic
def explain_overdue(
    viewer: Viewer,
    todo: int,
    reason: str,
    remedy: str,
    evidence: str = "",
    at: datetime | None = None,
) -> Case:
    """Say why a link was late and by when it is mended (market (一)7 c).

    Blaming the customer needs signed evidence (market (一)7 f).
    """
    work, row = locked(todo, viewer, at or timezone.now())
    if not may_act(viewer, row, work.case):
        raise Refused
    if row.key != "overdue_reason" or row.state != Todo.State.OPEN:
        raise NotNow("这件没有要说明的超时")
    if reason not in REASONS:
        raise NotNow("选一个原因：办理单位、外部审批、申请人、天气")
    if reason == "customer" and not evidence.strip():
        raise NotNow("写“申请人原因”要附申请人签字的凭据")
    if not remedy.strip():
        raise NotNow("写明怎么补救、哪天办完")
    payload = {
        "step": row.step.split("!")[0],
        "reason": reason,
        "remedy": remedy,
        "evidence": evidence,
    }
    work.record("overdue_explained", payload)
    work.change_todo(
        row, state=Todo.State.DONE, done_at=work.at, done_by_id=viewer.user_id, outcome=reason
    )
    return finish(work)
