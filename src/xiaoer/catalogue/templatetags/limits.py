"""Words of an item for people: its limits, kind, channels, reform mode."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

from xiaoer.clock.limits import Limit, LimitUnit

register = template.Library()


@register.filter
def limit_words(text: str | None) -> str:
    """Write a limit such as `5wd` for people; none at all is "on the spot"."""
    if not text:
        return ""
    limit = Limit.parse(text)
    if not limit.amount:
        return _("当场")
    units = {
        LimitUnit.WORKING_DAY: _("个工作日"),
        LimitUnit.CALENDAR_DAY: _("个自然日"),
        LimitUnit.MONTH: _("个月"),
        LimitUnit.YEAR: _("年"),
        LimitUnit.HOUR: _("小时"),
        LimitUnit.WORKING_HOUR: _("个工作小时"),
    }
    return f"{limit.amount.normalize():f} {units[limit.unit]}"


@register.simple_tag
def item_kind(kind: str) -> str:
    """Name the type of an item."""
    names = {
        "licence": _("行政许可"),
        "confirmation": _("行政确认"),
        "public_service": _("公共服务"),
        "registration": _("登记"),
        "filing": _("备案"),
        "other_power": _("其他行政权力"),
        "bundle": _("一件事"),
    }
    return names.get(kind, "")


@register.simple_tag
def channels(values: tuple[str, ...]) -> str:
    """Name the channels of an item."""
    names = {
        "online": _("网上"),
        "window": _("窗口"),
        "phone": _("电话"),
        "mail": _("邮寄"),
    }
    return "、".join(names[value] for value in values)


@register.simple_tag
def reform_words(item: Any) -> str:
    """Name how an item is handled after the reform (market (一)2 b)."""
    names = {
        "to_filing": _("改为备案"),
        "commitment": _("告知承诺"),
        "optimise": _("优化服务"),
        "cancel": _("已取消"),
    }
    return names.get(str(item.reform_mode or ""), item_kind(item.kind))
