"""The campaign's own small pieces of markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from xiaoer.web.templatetags.components import meter

from ..frozen import CODES, FieldChange, field_label
from ..models import ProgrammeEvent
from ..queries import UnitLine
from ..reporting.quality import Quality
from ..wording import per_words, schedule_words, unit_words

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
        ("mute", counts["not_started"] + counts["draft"]),
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
        "quarter_locked": _("锁定 %(period)s"),
        "card_notified": _("告知 %(unit)s：拟亮%(card)s"),
        "card_answered": _("%(unit)s 对%(card)s 提了意见"),
        "card_heard": _("%(unit)s %(card)s：听取意见期满，办公室写了意见"),
        "card_decided": _("决定 %(unit)s：%(card)s"),
        "card_in_force": _("%(unit)s %(card)s生效"),
        "card_lifted": _("解除 %(unit)s %(card)s"),
        "card_annulled": _("撤销 %(unit)s %(card)s"),
        "report_opened": _("%(unit)s 起草 %(month)s 月报"),
        "report_sent": _("%(unit)s %(month)s 月报送审"),
        "report_approved": _("%(unit)s %(month)s 月报分管领导审过"),
        "report_submitted": _("%(unit)s 报送 %(month)s 月报，第 %(version)s 稿"),
        "report_returned": _("退回 %(unit)s %(month)s 月报：%(reason)s"),
        "report_corrected": _("%(unit)s 更正 %(month)s 月报：%(reason)s"),
        "breakdown_signed": _("单位签字"),
        "breakdown_cleared": _("专班审核通过"),
        "breakdown_drafting": _("退回单位：%(reason)s"),
        "baseline_frozen": _("定稿第 %(version)s 版"),
        "breakdown_changed": _("签字后有改动，要重新签字：%(reason)s"),
        "transfer_proposed": _("%(task)s 提出移交到 %(to)s：%(reason)s"),
        "transfer_approved": _("%(task)s 移交"),
        "transfer_refused": _("%(task)s 移交没有被接受"),
        "target_change_requested": _("申请变更目标 %(target)s：%(reason)s"),
        "target_change_approved": _("同意变更目标 %(target)s"),
        "target_change_refused": _("不同意变更目标 %(target)s"),
        "programme_withdrawn": _("撤回方案：%(reason)s"),
        "programme_archived": _("方案归档：%(reason)s"),
        "programme_reopened": _("恢复方案"),
        "change_requested": _("%(task)s 申请改期到 %(to)s"),
        "change_approved": _("%(task)s 同意改期"),
        "change_refused": _("%(task)s 不同意改期"),
    }


@register.simple_tag
def event_words(event: ProgrammeEvent) -> str:
    """Say what happened, in words."""
    words = _templates()[event.kind] % event.payload
    return f"{event.payload['name']} · {words}" if "name" in event.payload else words


def _decoded(name: str, value: object) -> str:
    codes = CODES.get(name, {})
    return str(codes.get(str(value), value)) if value is not None else ""


@register.simple_tag
def event_changes(event: ProgrammeEvent) -> list[FieldChange]:
    """Return the fields that an event changed, with their old and new words."""
    changes = event.payload.get("changes") or {}
    return [
        FieldChange(field_label(name), _decoded(name, old), _decoded(name, new))
        for name, (old, new) in changes.items()
    ]


@register.filter
def day(value: date) -> str:
    """Write a day; with its year when that is not the present one."""
    this_year = value.year == timezone.localdate().year
    return date_format(value, "MONTH_DAY_FORMAT" if this_year else "DATE_FORMAT")


@register.filter
def short_day(value: date) -> str:
    """Write a day in figures, for narrow columns; with its year when not the present one."""
    this_year = value.year == timezone.localdate().year
    return date_format(value, "n.j" if this_year else "Y.n.j", use_l10n=False)


register.filter("schedule_words", schedule_words)
register.filter("per_words", per_words)
register.filter("unit_words", unit_words)


@register.filter
def percent(share: float | None) -> str:
    """Write a share of 0 to 1 as a percentage."""
    return "" if share is None else f"{share:.0%}"


@register.simple_tag
def report_meter(counts: Mapping[str, int]) -> SafeString:
    """Draw how many units have reported, are signing, write, and have not begun."""
    label = _("已报 %(a)d，在审 %(b)d，起草中 %(c)d，未动 %(d)d") % {
        "a": counts["submitted"],
        "b": counts["signing"],
        "c": counts["drafting"],
        "d": counts["untouched"],
    }
    states = [
        ("good", counts["submitted"]),
        ("warn", counts["signing"]),
        ("brand", counts["drafting"]),
        ("mute", counts["untouched"]),
    ]
    return meter(label, states, "lg")


@register.simple_tag
def dots_words(dots: Sequence[tuple[int, str]]) -> str:
    """Say the dots of a year in words."""
    names = {"ok": _("按时"), "late": _("晚报"), "miss": _("未报")}
    said = [
        _("%(m)d月%(how)s") % {"m": month, "how": names[kind]}
        for month, kind in dots
        if kind in names
    ]
    return "，".join(said) or _("还没有到期的月报")


@register.filter
def quality_lines(points: Quality) -> list[tuple[str, bool]]:
    """Say each of the five points, with whether it holds."""
    return [
        (_("写全了：成效，滞后任务的问题"), points.complete),
        (_("完成的节点都有佐证"), points.evidence),
        (_("数字和系统一致，没有照抄上月"), points.consistent),
        (_("问题写清了要谁定、什么时候前定"), points.clear),
        (_("按时报送"), points.punctual),
    ]
