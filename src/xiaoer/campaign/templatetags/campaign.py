"""The campaign's own small pieces of markup."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from xiaoer.web.templatetags.components import meter

from ..models import ProgrammeEvent
from ..queries import UnitLine
from ..wording import per_words, schedule_words

register = template.Library()


@register.simple_tag
def unit_meter(unit: UnitLine) -> SafeString:
    """Draw how a unit's tasks stand."""
    counts = unit.counts
    label = _("完成 %(done)d，正常 %(ok)d，有风险 %(risk)d，滞后 %(late)d") % {
        "done": counts["done"],
        "ok": counts["on_track"],
        "risk": counts["at_risk"],
        "late": counts["late"],
    }
    states = [
        ("good", counts["done"]),
        ("brand", counts["on_track"]),
        ("warn", counts["at_risk"]),
        ("bad", counts["late"]),
        ("mute", counts["not_started"]),
    ]
    return meter(label, states)


def _templates() -> dict[str, str]:
    return {
        "plan_imported": _("导入方案 %(file)s：%(measures)s 项举措，%(targets)s 条目标"),
        "target_edited": _("改了目标 %(target)s"),
        "target_accepted": _("采纳目标 %(target)s"),
        "target_rejected": _("判定不是目标 %(target)s"),
        "target_draft": _("放回待校对 %(target)s"),
        "targets_accepted": _("批量采纳目标"),
        "target_added": _("补了目标 %(target)s"),
        "review_finished": _("校对完成"),
        "task_edited": _("改了任务 %(task)s"),
        "task_added": _("新增任务 %(task)s"),
        "tasks_assigned": _("调整任务的牵头单位"),
        "milestones_set": _("改了任务 %(task)s 的节点"),
        "milestones_by_quarter": _("按季度排节点"),
        "milestone_reported": _("%(task)s 报完成：%(milestone)s"),
        "milestone_verified": _("%(task)s 核验通过：%(milestone)s"),
        "breakdown_signed": _("单位签字"),
        "breakdown_cleared": _("专班审核通过"),
        "breakdown_drafting": _("退回单位：%(reason)s"),
        "baseline_frozen": _("定稿第 %(version)s 版"),
        "change_requested": _("%(task)s 申请改期到 %(to)s"),
        "change_approved": _("%(task)s 同意改期"),
        "change_refused": _("%(task)s 不同意改期"),
    }


@register.simple_tag
def event_words(event: ProgrammeEvent) -> str:
    """Say what happened, in words."""
    return _templates()[event.kind] % event.payload


register.filter("schedule_words", schedule_words)
register.filter("per_words", per_words)
