"""The words for what the checks of a breakdown found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .breakdown import Finding, Severity
from .models import Commitment


@dataclass(frozen=True, slots=True)
class Said:
    """A finding as the page shows it."""

    subject: str
    words: str
    error: bool


def _words(finding: Finding) -> str:
    details = "、".join(finding.details)
    return {
        "start_before_issue": _("开始日期早于印发日期 %(d)s"),
        "finish_after_year": _("完成日期晚于 %(d)s"),
        "milestone_outside_task": _("有 %(d)s 个节点不在任务起止日期之内"),
        "quarter_without_milestone": _("超过 90 天的任务每季度要有节点，缺 %(d)s"),
        "weights_not_100": _("节点权重加起来是 %(d)s，要等于 100"),
        "no_milestone": _("没有节点"),
        "no_lead": _("没有牵头单位"),
        "no_evidence_type": _("没写佐证是什么"),
        "no_target_nor_reason": _("没有关联目标，也没写理由"),
        "back_loaded": _("子任务全压在年底最后一天"),
        "commitment_without_task": _("这句承诺没有任务"),
        "target_without_number": _("目标没有数字，也没写由谁、何时定数"),
    }[finding.code] % {"d": details}


def said(findings: Iterable[Finding]) -> list[Said]:
    """Put findings into words, errors first."""
    listed = list(findings)
    gaps = [int(f.subject) for f in listed if f.code == "commitment_without_task"]
    texts = dict(Commitment.objects.filter(pk__in=gaps).values_list("pk", "text"))

    def subject(finding: Finding) -> str:
        gap = finding.code == "commitment_without_task"
        return texts.get(int(finding.subject), "") if gap else finding.subject

    rows = [Said(subject(f), _words(f), f.severity is Severity.ERROR) for f in listed]
    return sorted(rows, key=lambda row: not row.error)
