"""Small pieces for the pages of scores and cards: row links, names, shares."""

from __future__ import annotations

from fractions import Fraction

from django import template
from django.utils.translation import gettext as _

from ..appraisal_queries import row_address
from ..appraising.card_expressions import shown
from ..appraising.card_rules import FACT_NAMES
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
    return [(in_words(FACT_NAMES.get(name, name)), shown(values.get(name))) for name in one.facts]


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
    }.get(name, name)


@register.filter
def share_percent(share: Fraction) -> str:
    """Write a share of 0 to 1 as a percentage without decimals."""
    return f"{round(share * 100)}%"


@register.filter
def whole(number: Fraction) -> str:
    """Write points: without decimals where there are none."""
    return str(number.numerator) if number.denominator == 1 else f"{float(number):.1f}"
