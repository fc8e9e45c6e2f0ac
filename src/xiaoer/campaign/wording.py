"""The words for codes that a compiled plan carries: rhythms and what a level counts for."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

EVENT = re.compile(r"event\+(\d+)(wd|d)")


def schedule_words(code: str) -> str:
    """Say a reporting rhythm in words: `monthly:25` is 每月25日前."""
    kind, _colon, detail = code.partition(":")
    if kind == "monthly" and detail.isdigit():
        return _("每月%(day)s日前") % {"day": detail}
    within = EVENT.fullmatch(code)
    if within:
        days, unit = within.groups()
        words = _("%(n)s 个工作日内") if unit == "wd" else _("%(n)s 天内")
        return words % {"n": days}
    return {
        "daily": _("每天"),
        "weekly": _("每周"),
        "monthly": _("每月"),
        "quarterly": _("每季度"),
        "half_yearly": _("每半年"),
        "yearly": _("每年"),
        "event+week": _("当周"),
        "event+day": _("当天"),
        "regular": _("定期"),
    }.get(code, _("年底") if code == "yearly:end" else _("按方案"))


def per_words(code: str) -> str:
    """Say what a level counts for in words: `year` is 年."""
    return {
        "year": _("年"),
        "half_year": _("半年"),
        "quarter": _("季度"),
        "month": _("月"),
        "week": _("周"),
        "day": _("天"),
        "person": _("人"),
        "household": _("户"),
        "enterprise": _("家企业"),
        "county": _("县"),
        "town": _("镇街"),
        "village": _("村"),
        "mu": _("亩"),
        "km2": _("平方公里"),
        "10k_persons": _("万人"),
        "10k_entities": _("万户"),
        "1k_persons": _("千人"),
        "100k_persons": _("十万人"),
        "100_entities": _("百户"),
    }.get(code, code)
