"""Indicators and feeds as declared: names, masked targets, units that agree with measures."""

from __future__ import annotations

from collections.abc import Callable

from ..formulas import BadFormula, Columns, Kind, Node, condition, formula, number
from ..ground import Ground, twice, unique
from ..reading import SAMPLES
from ..schema import IndicatorSpec
from ..sources import ENTERED, NUMBER, columns_of, columns_of_feed, usual_month

Path = tuple[object, ...]
# which parts a measure is made of, and how each is read
PARTS: dict[str, dict[str, Callable[[str, Columns], Node]]] = {
    **{key: {"value": number} for key in ("mean", "median", "p90", "max", "sum")},
    **{key: {"value": number, "weight": number} for key in ("survey_mean", "survey_total")},
    "distinct": {"value": formula},
    "rate": {"numerator": condition, "denominator": condition},
    **{
        key: {"numerator": number, "denominator": number}
        for key in ("ratio_of_sums", "ratio_to_stock", "stock_ratio")
    },
    "count": {},
    "entered": {},
}


def check_indicators(ground: Ground) -> None:
    """Check every indicator of the pack."""
    specs = ground.pack.indicators
    unique(ground, ("exclusions",), [e.key for e in ground.pack.exclusions])
    for at, key in twice(spec.id for spec in specs):
        ground.fault(("indicators", at, "id"), f"“{key}”写了两次")
    for at, spec in enumerate(specs):
        path: Path = ("indicators", at)
        if not spec.id.startswith(f"{ground.pack.key}_"):
            ground.fault((*path, "id"), f"指标 id 要以 {ground.pack.key}_ 开头")
        _target(ground, spec, path)
        _measure(ground, spec, path)
        _formulas(ground, spec, path)
        _direction(ground, spec, path)


def check_feeds(ground: Ground) -> None:
    """Check that every feed is described completely."""
    unique(ground, ("feeds",), [feed.key for feed in ground.pack.feeds])
    for at, feed in enumerate(ground.pack.feeds):
        path: Path = ("feeds", at, "columns")
        unique(ground, path, [column.key for column in feed.columns])
        for position, column in enumerate(feed.columns):
            if (column.kind == "enum") != bool(column.values):
                reason = "enum 要写 values" if column.kind == "enum" else "只有 enum 能写 values"
                ground.fault((*path, position), reason)
        _row_rules(ground, at)
    _samples(ground)


def _samples(ground: Ground) -> None:
    known = {f"{SAMPLES}/{feed.key}.csv" for feed in ground.pack.feeds}
    for name in ground.source.files:
        if name.startswith(f"{SAMPLES}/") and name not in known:
            ground.fault((), "样例要用报送的名字：samples/报送.csv，本包没有这份报送", name)


def _row_rules(ground: Ground, at: int) -> None:
    """Check what a feed says of whole rows: its keys, and conditions that make a row wrong."""
    feed = ground.pack.feeds[at]
    known = {column.key for column in feed.columns}
    for key in feed.keys:
        if key not in known:
            ground.fault(("feeds", at, "keys"), f"没有 {key} 这一列")
    for which, check in enumerate(feed.checks):
        path: Path = ("feeds", at, "checks", which)
        if check.column not in known:
            ground.fault((*path, "column"), f"没有 {check.column} 这一列")
        _formula(ground, (*path, "when"), condition, check.when, columns_of_feed(feed.columns))


def _target(ground: Ground, spec: IndicatorSpec, path: Path) -> None:
    if spec.target_status == "set_by_city" and spec.target is not None:
        reason = "方案里是空格的目标由城市填写，这里不写 target"
        ground.fault((*path, "target"), reason)
    if spec.target_status in ("plan", "ours", "law") and spec.target is None:
        ground.fault((*path, "target_status"), f"目标出自 {spec.target_status}，要写 target")
    if spec.target_status == "none" and spec.target is not None:
        ground.fault((*path, "target"), "写了 target，要写 target_status：出自哪里")


def _measure(ground: Ground, spec: IndicatorSpec, path: Path) -> None:
    if spec.measure == "rate" and spec.unit not in ("percent", "per_10k"):
        ground.fault((*path, "unit"), f"{spec.measure} 的单位是 percent 或 per_10k")
    if (spec.measure == "survey_total") != (spec.per is not None):
        ground.fault(path, "survey_total 要写 per：按哪一列分组加起来；别的算法不写")
    if spec.measure in ("count", "distinct") and spec.unit not in ("count", "steps"):
        ground.fault((*path, "unit"), "count 的单位是 count")
    wanted = PARTS[spec.measure]
    for name in ("value", "weight", "numerator", "denominator"):
        if bool(getattr(spec, name)) != (name in wanted):
            word = "要写" if name in wanted else "不写"
            ground.fault(path, f"{spec.measure} {word} {name}")
    if (spec.source == ENTERED) != (spec.measure == "entered"):
        ground.fault((*path, "source"), "外面评出来的数写 source: entered 和 measure: entered")


def _formulas(ground: Ground, spec: IndicatorSpec, path: Path) -> None:
    if spec.source == ENTERED:
        return
    columns = columns_of(spec.source, ground.pack.feeds)
    if columns is None:
        ground.fault(
            (*path, "source"), f"没有 {spec.source} 这个数据源；写 cases 或本包的一个 feed"
        )
        return
    readers = {"population": condition, **PARTS[spec.measure]}
    for name, reader in readers.items():
        text = getattr(spec, name)
        if text:
            _formula(ground, (*path, name), reader, text, columns)
    _month(ground, spec, path, columns)
    if spec.per and columns.columns.get(spec.per, NUMBER).kind is not Kind.TEXT:
        ground.fault((*path, "per"), f"per 要是一列文字，{spec.per} 不是")
    for key in spec.exclude:
        found = next((e for e in ground.pack.exclusions if e.key == key), None)
        if found is None:
            ground.fault((*path, "exclude"), f"exclusions 里没有 {key}")
        else:
            _formula(ground, (*path, "exclude"), condition, found.when, columns)


def _formula(
    ground: Ground,
    path: Path,
    reader: Callable[[str, Columns], Node],
    text: str,
    columns: Columns,
) -> None:
    try:
        reader(text, columns)
    except BadFormula as problem:
        ground.fault(path, str(problem))


def _month(ground: Ground, spec: IndicatorSpec, path: Path, columns: Columns) -> None:
    name = spec.month or usual_month(spec.source)
    column = columns.columns.get(name)
    if column is None or column.kind not in (Kind.DATE, Kind.INSTANT):
        ground.fault((*path, "month"), f"month 要是一列日期，{name} 不是")


def _direction(ground: Ground, spec: IndicatorSpec, path: Path) -> None:
    if spec.direction == "zero" and spec.target not in (None, 0):
        ground.fault((*path, "target"), "direction 是 zero，target 只能是 0")
    if spec.unit == "percent" and spec.target is not None and not 0 <= spec.target <= 1000:
        ground.fault((*path, "target"), "百分比写成 95，不写 0.95 或 9500")
    if spec.target is None or spec.red is None:
        return
    wrong = (spec.direction == "lower" and spec.red < spec.target) or (
        spec.direction == "higher" and spec.red > spec.target
    )
    if wrong:
        reason = f"红线 {spec.red} 比目标 {spec.target} 还好，和 direction 对不上"
        ground.fault((*path, "red"), reason)
