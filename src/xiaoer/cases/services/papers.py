"""Slips and decisions that a step prints: numbered, dated, kept as they were issued (T4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from xiaoer.clock.reckoning import CHINA
from xiaoer.packs.steps import Slip

from ..models import CaseEvent, Paper

if TYPE_CHECKING:
    from .work import Work

TITLES = {
    Slip.ACCEPTANCE: "受理通知书",
    Slip.CORRECTION: "补正告知书",
    Slip.NOT_ACCEPTED: "不予受理决定书",
    Slip.GAP: "容缺受理通知书",
    Slip.SPECIAL: "特别程序告知书",
    Slip.EXTENSION: "延长办理期限告知书",
    Slip.GRANTED: "准予行政许可决定书",
    Slip.REFUSED: "不予行政许可决定书",
    Slip.RECTIFICATION: "整改通知书",
    Slip.DELIVERY: "送达回证",
}
# a decision against the applicant must name what he can do about it
REMEDIES = (
    "不服本决定的，可以自收到之日起六十日内申请行政复议，"
    "也可以自收到之日起六个月内向人民法院提起行政诉讼。"
)
ADVERSE = frozenset({Slip.REFUSED, Slip.NOT_ACCEPTED})


def print_slip(work: Work, slip: Slip, event: CaseEvent, fields: Mapping[str, Any]) -> None:
    """Keep a slip with everything that stands on it, to be written with the case."""
    case = work.case
    day = work.at.astimezone(CHINA).date()
    body = {
        "applicant": case.applicant_name,
        "item": case.item_title,
        "case": case.number,
        "day": day.isoformat(),
        "reason": str(fields.get("reason", "")),
        "lacking": list(fields.get("lacking", ())),
        "until": str(fields.get("until", "")),
        "organisation": str(case.organisation),
        "remedies": REMEDIES if slip in ADVERSE else "",
        "basis": [f"{b.document}{b.clause}" for b in work.item.legal_basis],
        "committed_limit": work.item.committed_limit,
    }
    work.papers.append(
        Paper(
            case=case,
            number=f"{case.number}-{len(work.papers) + event.sequence:02d}",
            kind=slip.value,
            title=TITLES[slip],
            body=body,
            event_sequence=event.sequence,
            issued_at=work.at,
            issued_by_id=work.viewer.user_id,
        )
    )
