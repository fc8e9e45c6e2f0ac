"""Lists: the CSV is what the pack declares."""

from __future__ import annotations

from ..ground import Ground, twice, unique
from ..schema import PREMISES_USES, ListSpec

Path = tuple[object, ...]


def check_lists(ground: Ground) -> None:
    """Check declared lists against their files, and files against declarations."""
    specs = ground.pack.lists
    unique(ground, ("lists",), [spec.key for spec in specs])
    for number, spec in enumerate(specs):
        path: Path = ("lists", number)
        if spec.key_column not in spec.columns:
            ground.fault((*path, "key_column"), f"columns 里没有 {spec.key_column}")
        if spec.key not in ground.source.lists:
            ground.fault((*path, "key"), f"没有文件 lists/{spec.key}.csv")
        else:
            _rows(ground, spec)
    for name in ground.source.lists.keys() - {spec.key for spec in specs}:
        reason = f"pack.yaml 的 lists 里没有 {name}"
        ground.at_line(f"lists/{name}.csv", 1, reason)


def _rows(ground: Ground, spec: ListSpec) -> None:
    table, file = ground.source.lists[spec.key], f"lists/{spec.key}.csv"
    if table.columns != spec.columns:
        reason = f"表头是 {','.join(table.columns)}，pack.yaml 写的是 {','.join(spec.columns)}"
        ground.at_line(file, 1, reason)
        return
    keys = [row.cells.get(spec.key_column, "") for row in table.rows]
    for row, key in zip(table.rows, keys, strict=True):
        if not key:
            ground.at_line(file, row.line, f"{spec.key_column} 空着")
    for position, key in twice(keys):
        if key:
            ground.at_line(file, table.rows[position].line, f"{spec.key_column} {key} 写了两次")
    for row in table.rows if "premises" in spec.columns else ():
        _uses(ground, file, row.line, row.cells["premises"])
    if not table.rows:
        ground.at_line(file, 1, "一行也没有", "warning")


def _uses(ground: Ground, file: str, line: int, text: str) -> None:
    """The uses of premises that a business fits, divided by `|`; none: it needs no premises."""
    unknown = [use for use in text.split("|") if use and use not in PREMISES_USES]
    if unknown:
        allowed = "、".join(PREMISES_USES)
        ground.at_line(file, line, f"premises 里的 {'、'.join(unknown)} 不认识，可以写 {allowed}")
