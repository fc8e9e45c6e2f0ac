"""Indicators and feeds as declared: names, masked targets, units that agree with measures."""

from __future__ import annotations

from ..ground import Ground, twice, unique
from ..schema import IndicatorSpec

Path = tuple[object, ...]
SHARES = {"rate", "weighted_rate", "ratio_of_sums"}
DURATIONS = {"wd", "calendar_days", "hours"}


def check_indicators(ground: Ground) -> None:
    """Check every indicator of the pack."""
    specs = ground.pack.indicators
    for number, key in twice(spec.id for spec in specs):
        ground.fault(("indicators", number, "id"), f"“{key}”写了两次")
    for number, spec in enumerate(specs):
        path: Path = ("indicators", number)
        if not spec.id.startswith(f"{ground.pack.key}_"):
            ground.fault((*path, "id"), f"指标 id 要以 {ground.pack.key}_ 开头")
        _target(ground, spec, path)
        _measure(ground, spec, path)
        _direction(ground, spec, path)


def check_feeds(ground: Ground) -> None:
    """Check that every feed is described completely."""
    unique(ground, ("feeds",), [feed.key for feed in ground.pack.feeds])
    for number, feed in enumerate(ground.pack.feeds):
        path: Path = ("feeds", number, "columns")
        unique(ground, path, [column.key for column in feed.columns])
        for position, column in enumerate(feed.columns):
            if (column.kind == "enum") != bool(column.values):
                reason = "enum 要写 values" if column.kind == "enum" else "只有 enum 能写 values"
                ground.fault((*path, position), reason)


def _target(ground: Ground, spec: IndicatorSpec, path: Path) -> None:
    if spec.target_status == "set_by_city" and spec.target is not None:
        reason = "方案里是空格的目标由城市填写，这里不写 target"
        ground.fault((*path, "target"), reason)
    if spec.target_status in ("plan", "ours", "law") and spec.target is None:
        ground.fault((*path, "target_status"), f"目标出自 {spec.target_status}，要写 target")
    if spec.target_status == "none" and spec.target is not None:
        ground.fault((*path, "target"), "写了 target，要写 target_status：出自哪里")


def _measure(ground: Ground, spec: IndicatorSpec, path: Path) -> None:
    if spec.measure in SHARES:
        for name in ("numerator", "denominator"):
            if not getattr(spec, name):
                ground.fault(path, f"{spec.measure} 要写 {name}")
    if spec.measure in ("rate", "weighted_rate") and spec.unit != "percent":
        ground.fault((*path, "unit"), f"{spec.measure} 的单位是 percent")
    if spec.measure == "count" and spec.unit not in ("count", "steps"):
        ground.fault((*path, "unit"), "count 的单位是 count")
    if spec.unit in DURATIONS and spec.measure in ("mean", "median", "p90") and not spec.clock:
        ground.warn(path, f"“{spec.title}”是时长，写 clock：按哪个时钟算")


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
