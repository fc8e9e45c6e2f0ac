"""Small pieces for the pages of scores and cards: row links, names, shares."""

from __future__ import annotations

from fractions import Fraction

from django import template
from django.utils.translation import gettext as _

from ..appraisal_queries import row_address
from ..appraising.card_expressions import shown
from ..appraising.card_rules import TEXTS
from ..appraising.cards import CardProposal, Outcome
from ..models import Task

register = template.Library()


@register.simple_tag(takes_context=True)
def row_url(context: template.Context, source: str) -> str:
    """Return the page of the row that a source key names."""
    return row_address(context["programme"], source)


@register.simple_tag
def row_name(source: str) -> str:
    """Say which row a source key names."""
    kind, _colon, rest = source.partition(":")
    if kind == "task":
        number = Task.objects.filter(pk=int(rest)).values_list("number", flat=True).first()
        return number or _("任务")
    if kind == "report":
        return _("%(m)s月月报") % {"m": rest.rsplit(":", 1)[-1]}
    return {"quarter": _("季度得分"), "indicator": _("指标")}.get(kind, source)


@register.simple_tag
def fact_values(proposal: CardProposal, one: Outcome) -> list[tuple[str, str]]:
    """Return the facts of a rule with their values."""
    values = proposal.values()
    return [
        (in_words(TEXTS.get(name, name)), in_words(shown(values.get(name)))) for name in one.facts
    ]


@register.filter
def in_words(name: str) -> str:
    """Say a fixed name of the rules in the reader's language."""
    return {
        "牵头部门": _("牵头部门"),
        "配合部门": _("配合部门"),
        "司法机关": _("司法机关"),
        "县（市、区）": _("县（市、区）"),
        "公用事业和国有企业": _("公用事业和国有企业"),
        "任务": _("任务"),
        "指标": _("指标"),
        "信息报送": _("信息报送"),
        "交办台账": _("交办台账"),
        "用户评价": _("用户评价"),
        "配合与宣传": _("配合与宣传"),
        "数据归集": _("数据归集"),
        "季度得分": _("季度得分"),
        "组内名次": _("组内名次"),
        "组内参评单位数": _("组内参评单位数"),
        "严重滞后的重点任务数": _("严重滞后的重点任务数"),
        "红色指标数": _("红色指标数"),
        "负责的指标数": _("负责的指标数"),
        "本季缺报次数": _("本季缺报次数"),
        "超期 30 天以上的交办事项数": _("超期 30 天以上的交办事项数"),
        "暗访得分": _("暗访得分"),
        "查实数据造假": _("查实数据造假"),
        "查实打击报复投诉人": _("查实打击报复投诉人"),
        "查实违规收费或强制服务": _("查实违规收费或强制服务"),
        "查实门难进、脸难看、事难办的次数": _("查实门难进、脸难看、事难办的次数"),
        "查实泄露样本或标底": _("查实泄露样本或标底"),
        "一票否决": _("一票否决"),
        "连续黄牌季数（含本季）": _("连续黄牌季数（含本季）"),
        "年度得分加 1 分": _("年度得分加 1 分"),
        "宣传推广": _("宣传推广"),
        "10 个工作日内书面整改": _("10 个工作日内书面整改"),
        "5 个工作日内答复问询函": _("5 个工作日内答复问询函"),
        "5 个工作日内约谈": _("5 个工作日内约谈"),
        "专项督办": _("专项督办"),
        "年度得分扣 3 分": _("年度得分扣 3 分"),
        "是": _("是"),
        "否": _("否"),
    }.get(name, name)


@register.filter
def share_percent(share: Fraction) -> str:
    """Write a share of 0 to 1 as a percentage without decimals."""
    return f"{round(share * 100)}%"


@register.filter
def whole(number: Fraction) -> str:
    """Write points: without decimals where there are none."""
    return str(number.numerator) if number.denominator == 1 else f"{float(number):.1f}"
