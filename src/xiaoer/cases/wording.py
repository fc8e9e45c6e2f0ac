"""What happened in a case, in words for people (DESIGN 7). Pure apart from translations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from xiaoer.catalogue.address_words import rules as address_rules
from xiaoer.packs.items import Item
from xiaoer.packs.translations import said


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the history: a title, a sentence, what it means for the clock, a colour."""

    title: str
    text: str = ""
    clock: str = ""
    state: str = "brand"


def _clock_words() -> dict[str, tuple[str, str, str]]:
    """Return title, meaning for the clock and colour of the events that move a clock."""
    return {
        "submitted": (_("提交"), "", "brand"),
        "correction_requested": (_("要求补正"), _("受理时限停走，补齐后重新计 5 个工作日"), "hold"),
        "correction_supplied": (_("补正已收到"), _("受理时限重新起算"), "brand"),
        "deemed_accepted": (_("视为受理"), _("到期没有答复，从收到申请那天起算"), "warn"),
        "accepted": (_("受理"), _("办理时限从次日起算"), "good"),
        "accepted_with_gap": (_("容缺受理"), _("办理时限从次日起算，缺的材料另有期限"), "warn"),
        "gap_closed": (_("容缺材料已补齐"), "", "good"),
        "not_accepted": (_("不予受理"), _("时限终止"), "bad"),
        "returned": (_("退回"), _("时限终止"), "bad"),
        "special_procedure_started": (_("进入特别程序"), _("这段时间不计入办理时限"), "hold"),
        "special_procedure_ended": (_("特别程序结束"), _("继续计时"), "brand"),
        "applicant_pause_started": (_("申请人要求暂停"), _("承诺时限停走，法定时限照走"), "hold"),
        "applicant_pause_ended": (_("申请人恢复办理"), _("继续计时"), "brand"),
        "rectification_started": (_("要求整改"), _("整改期间不计时"), "hold"),
        "rectification_ended": (_("整改完成"), _("继续计时"), "brand"),
        "extended": (_("延长办理期限"), _("时限加长，只能延长一次"), "warn"),
        "decided": (_("作出决定"), _("办理时限停止"), "good"),
        "delivered": (_("送达"), "", "good"),
        "verified": (_("承诺核查完成"), "", "good"),
        "withdrawn": (_("申请人撤回"), _("时限终止"), ""),
    }


def _plain_words() -> dict[str, tuple[str, str]]:
    """Return title and colour of the events that move no clock."""
    return {
        "ended": (_("办结"), "good"),
        "claimed": (_("领件"), "brand"),
        "released": (_("退回科室"), "brand"),
        "assigned": (_("指派"), "brand"),
        "transferred": (_("转办"), "brand"),
        "timer": (_("流程定时"), ""),
        "decision_made": (_("系统按规则判定"), ""),
        "triggered": (_("带出另一件事"), "brand"),
        "trigger_failed": (_("该带出的事没有带出"), "warn"),
        "deadline_near": (_("临近时限"), "warn"),
        "deadline_missed": (_("超过时限"), "bad"),
        "overdue_explained": (_("说明超时原因"), "warn"),
        "gap_broken": (_("容缺承诺没有兑现"), "bad"),
        "verification_rectify": (_("核查要求整改"), "warn"),
        "rectification_reported": (_("申请人报告整改好了"), "brand"),
        "gap_supplied": (_("申请人补交了容缺材料"), "brand"),
        "gap_sent_back": (_("补交的材料还要改"), "warn"),
        "correction_answered": (_("申请人补正"), "brand"),
        "withdrawal": (_("申请撤回"), ""),
        "clock_rederived": (_("放假通知变了，到期日重算"), "warn"),
        "address_checked": (_("核对住所"), "brand"),
        "address_registered": (_("记到标准地址名下"), "good"),
        "address_left": (_("从标准地址名下注销"), ""),
        "child_ended": (_("联办事项已结束"), "brand"),
        "migrated": (_("换到新版流程"), "brand"),
        "rated": (_("评价"), "brand"),
    }


def results() -> dict[str, str]:
    """Return the results of a case in words."""
    return {
        "granted": _("准予"),
        "refused": _("不予"),
        "returned": _("退回"),
        "not_accepted": _("不予受理"),
        "withdrawn": _("申请人撤回"),
        "terminated": _("终止"),
    }


def _step_told(payload: Mapping[str, Any], item: Item) -> Told:
    step = item.step(str(payload.get("key", "")))
    outcome = step.outcome(str(payload.get("outcome", ""))) if step else None
    title = said(step.title) if step else _("环节办完")
    ended = f"{title}：{said(outcome.title)}" if outcome else title
    who = _("系统自动办理") if payload.get("automatic") else ""
    text = "。".join(filter(None, (str(payload.get("reason", "")), who)))
    return Told(ended, text)


def told(kind: str, payload: Mapping[str, Any], item: Item) -> Told:
    """Say one event in words."""
    if kind == "task_completed":
        return _step_told(payload, item)
    clock = _clock_words().get(kind)
    if clock:
        title, meaning, state = clock
        return Told(
            _with_detail(title, payload, item), str(payload.get("reason", "")), meaning, state
        )
    title, state = _plain_words().get(kind, (kind, ""))
    return Told(title, _detail(kind, payload), "", state)


def _with_detail(title: str, payload: Mapping[str, Any], item: Item) -> str:
    if payload.get("second_notice"):
        title = _("再次要求补正（应当一次告知）")
    if payload.get("lacking"):
        titles = [said(m.title) for m in item.materials if m.key in payload["lacking"]]
        return f"{title}：{'、'.join(titles)}"
    if payload.get("special"):
        found = next((s for s in item.special if s.key == payload["special"]), None)
        return f"{title}：{said(found.title)}" if found else title
    if payload.get("result"):
        return f"{title}：{results().get(str(payload['result']), '')}"
    return title


def _detail(kind: str, payload: Mapping[str, Any]) -> str:
    if kind in ("deadline_near", "deadline_missed"):
        used = _("时限已用 %(share)s%%") % {"share": payload.get("share", "")}
        return f"{said(payload.get('title'))} {used}".strip()
    if kind == "decision_made":
        rules = "、".join(str(number) for number in payload.get("rules", ())) or "—"
        return _("规则表 %(table)s，第 %(rules)s 条") % {
            "table": payload.get("table"),
            "rules": rules,
        }
    if kind in ("triggered", "trigger_failed"):
        return f"{said(payload.get('title'))} {payload.get('case', payload.get('why', ''))}"
    if kind == "address_checked":
        return "；".join(rule.text for rule in address_rules(payload.get("rules", ())))
    if kind == "ended":
        return results().get(str(payload.get("result", "")), "")
    return str(payload.get("reason") or payload.get("remedy") or "")


def told_effect(event: str) -> str:
    """Say what an event means for the clock; empty when it means nothing."""
    found = _clock_words().get(event)
    return found[1] if found else ""
