"""How an indicator is computed, told line by line to whoever reads its page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from xiaoer.cases.models import Case
from xiaoer.exchange.feeds.tables import titles as column_titles
from xiaoer.packs.queries import pack_on
from xiaoer.packs.schema import Pack
from xiaoer.packs.templatetags.packs import said
from xiaoer.people.queries import today

from .catalogue import Known
from .definitions import Definition
from .formula_words import Titles, Words


def explained(known: Known) -> list[tuple[str, str]]:
    """Return how an indicator is computed, as (what, in words)."""
    definition = known.definition
    if definition is None:
        return [(_("算法"), _("外面评出来的数，按文件录入，不由我们算"))]
    loaded = pack_on(known.pack_key, today())
    words = Words(*_names(definition, loaded.pack if loaded else None))
    spec = definition.spec
    whole = spec.denominator == "true"
    parts = [
        (_("算法"), _measures()[spec.measure]),
        (_("数据源"), _source(definition, loaded.pack if loaded else None)),
        (_("哪些行"), words.of(definition.population) if definition.population else _("全部")),
        (_("取什么"), words.of(definition.value) if definition.value else ""),
        (_("分子"), words.of(definition.numerator) if definition.numerator else ""),
        (
            _("分母"),
            words.of(definition.denominator) if definition.denominator and not whole else "",
        ),
        (_("权重"), words.of(definition.weight) if definition.weight else ""),
        (_("剔除"), _("、").join(said(reason) for reason in definition.reasons)),
        (_("归到哪个月"), words.column(definition.month)),
    ]
    return [(title, text) for title, text in parts if text]


def _measures() -> dict[str, str]:
    return {
        "mean": _("一行一行相加再平均，不拿县区的平均再平均"),
        "median": _("中位数"),
        "p90": _("九成的行不超过它"),
        "max": _("最大的一行"),
        "sum": _("合计"),
        "count": _("数行数"),
        "distinct": _("数不同的个数"),
        "rate": _("分子的行数 ÷ 分母的行数"),
        "ratio_of_sums": _("分子合计 ÷ 分母合计"),
        "ratio_to_stock": _("分子合计 ÷ 存量"),
        "stock_ratio": _("分子 ÷ 分母，都是月末存量，全年取最后一个月"),
        "survey_mean": _("按权重平均"),
        "survey_total": _("每一类按权重平均，再把各类加起来"),
    }


def _source(definition: Definition, pack: Pack | None) -> str:
    own = {"cases": _("本系统的办件"), "catalogue": _("事项目录"), "findings": _("数据疑点")}
    known = definition.spec.source
    feed = next((f for f in pack.feeds if f.key == known), None) if pack else None
    return own.get(known) or (said(feed.title) if feed else known)


def _names(definition: Definition, pack: Pack | None) -> tuple[dict[str, str], Titles]:
    feed = None
    if pack:
        feed = next((f for f in pack.feeds if f.key == definition.spec.source), None)
    columns = column_titles(feed.columns) if feed else {}
    results = dict(Case.Outcome.choices)

    def titles(column: str, value: str) -> str:
        if column == "result":
            return str(results.get(value, value))
        if pack and column in ("item", "parent_item"):
            item = pack.item(value)
            return said(item.title) if item else value
        if pack and column in ("outcome", "step_wd", "step_fraction"):
            return _step(pack, value)
        return value

    return columns, titles


def _step(pack: Pack, key: str) -> str:
    steps = (item.step(key) for item in pack.items)
    return next((said(step.title) for step in steps if step), key)
