"""The 27 measures of an action plan, as the city's overview lists them (market, services-and-law)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: the key of its pack, its number in its part, its short name."""

    key: str
    number: int
    name: str | Promise


def _numbered(part: str, names: list[str | Promise]) -> list[Measure]:
    return [Measure(f"{part}{n:02}", n, name) for n, name in enumerate(names, 1)]


PARTS: list[tuple[str | Promise, str, list[Measure]]] = [
    (
        _("市场环境"),
        "c4",
        _numbered(
            "mkt",
            [
                _("企业登记"), _("证照分离"), _("工程建设审批"), _("项目落地"), _("不动产登记"),
                _("纳税"), _("获得电力"), _("用水用气"), _("获得信贷"), _("贸易通关"),
                _("开放投资"), _("助企暖企"),
            ],
        ),
    ),
    (
        _("政务环境"),
        "c2",
        _numbered(
            "gov",
            [
                _("六个通办"), _("公共资源交易"), _("投资全代办"), _("店小二应用"),
                _("投诉闭环"), _("政企互动"),
            ],
        ),
    ),
    (
        _("法治环境"),
        "c3",
        _numbered(
            "law",
            [
                _("民商事司法"), _("破产审判"), _("知识产权"), _("社会信用"), _("双随机监管"),
                _("劳动力市场"), _("无证明城市"), _("规范执法"), _("司法防线"),
            ],
        ),
    ),
]  # fmt: skip
