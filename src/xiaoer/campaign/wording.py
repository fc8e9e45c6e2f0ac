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
        "every_ten_days": _("每旬"),
        "biweekly": _("每两周"),
        "weekly": _("每周"),
        "monthly": _("每月"),
        "quarterly": _("每季度"),
        "half_yearly": _("每半年"),
        "yearly": _("每年"),
        "event+week": _("当周"),
        "event+day": _("当天"),
        "regular": _("定期"),
    }.get(code, _("年底") if code == "yearly:end" else _("按方案"))


def unit_words(unit: str) -> str:
    """Say a unit of a target in the reader's language; an unknown one stays as printed."""
    return {
        "个工作日": _("个工作日"),
        "工作日": _("工作日"),
        "个自然日": _("个自然日"),
        "天": _("天"),
        "日": _("日"),
        "个月": _("个月"),
        "月": _("月"),
        "年": _("年"),
        "周": _("周"),
        "小时": _("小时"),
        "分钟": _("分钟"),
        "秒": _("秒"),
        "元": _("元"),
        "万元": _("万元"),
        "亿元": _("亿元"),
        "百分点": _("百分点"),
        "个百分点": _("个百分点"),
        "个": _("个"),
        "项": _("项"),
        "条": _("条"),
        "万条": _("万条"),
        "家": _("家"),
        "户": _("户"),
        "万户": _("万户"),
        "件": _("件"),
        "次": _("次"),
        "人": _("人"),
        "人次": _("人次"),
        "份": _("份"),
        "场": _("场"),
        "台": _("台"),
        "套": _("套"),
        "处": _("处"),
        "环节": _("环节"),
        "个环节": _("个环节"),
        "名": _("名"),
        "分": _("分"),
        "倍": _("倍"),
        "位": _("位"),
        "枚": _("枚"),
        "千伏安": _("千伏安"),
        "千瓦": _("千瓦"),
        "平方米": _("平方米"),
        "亩": _("亩"),
    }.get(unit, unit)


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
