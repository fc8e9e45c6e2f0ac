"""The two sheets: which columns, how wide, and what a row puts into them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ..models import Milestone, Target, Task
from ..queries import TaskLine

TARGET_SHEET, TASK_SHEET, SOURCE_SHEET = "目标", "任务", "来源"
KEY, VERSION = "编号", "版本"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, its width in characters, its cell for a row."""

    head: str
    width: int
    cell: Callable[[Any], object]


def names(rows: Iterable[object]) -> str:
    """Return several rows in one cell."""
    return "、".join(map(str, rows))


def marks_text(marks: Iterable[Milestone]) -> str:
    """Return milestones in one cell, one a line: name, weight, date."""
    return "\n".join(f"{m.name} {m.weight}% {m.due.isoformat()}" for m in marks)


def _target(name: str) -> Callable[[Target], object]:
    return lambda target: getattr(target, name)


def _task(name: str) -> Callable[[TaskLine], object]:
    return lambda line: getattr(line.task, name)


TARGET_COLUMNS = (
    Column(KEY, 16, _target("key")),
    Column("举措", 26, lambda t: str(t.measure or "")),
    Column("指标", 30, _target("phrase")),
    Column("要求", 8, lambda t: t.get_comparator_display()),
    Column("目标值", 10, _target("value")),
    Column("上限", 10, _target("value2")),
    Column("单位", 10, _target("unit")),
    Column("每", 8, _target("per")),
    Column("完成时间", 14, _target("deadline")),
    Column("责任单位", 18, lambda t: str(t.responsible or "")),
    Column("由谁定数", 18, lambda t: str(t.set_by or "")),
    Column("何时定数", 12, _target("set_until")),
    Column("状态", 8, lambda t: t.get_state_display()),
    Column("说明", 24, _target("note")),
    Column("原文", 60, _target("quote")),
    Column(VERSION, 6, _target("revision")),
)


def task_columns(statuses: dict[str, str]) -> tuple[Column, ...]:
    """Return the columns of the tasks' sheet; `statuses` are the words for where tasks stand."""
    return (
        Column(KEY, 18, _task("number")),
        Column("举措", 26, lambda ln: str(ln.task.measure)),
        Column("任务", 60, _task("text")),
        Column("牵头单位", 18, lambda ln: str(ln.task.lead or "")),
        Column("配合单位", 24, lambda ln: names(ln.task.coops.all())),
        Column("责任人", 10, _task("owner_person")),
        Column("开始", 12, _task("start")),
        Column("完成", 12, _task("finish")),
        Column("节点", 36, lambda ln: marks_text(ln.task.milestones.all())),
        Column("成果", 24, _task("deliverable")),
        Column("佐证类型", 18, lambda ln: ln.task.get_evidence_kind_display()),
        Column("佐证", 18, _task("evidence_type")),
        Column("关联目标", 24, lambda ln: names(t.key for t in ln.task.targets.all())),
        Column("不挂目标的理由", 24, _task("no_target_reason")),
        Column("资源", 20, _task("resources")),
        Column("风险", 20, _task("risks")),
        Column("进度", 8, lambda ln: ln.progress),
        Column("状态", 10, lambda ln: statuses[ln.status]),
        Column(VERSION, 6, _task("revision")),
    )


# column → field, for what may come back in
TARGET_FIELDS = {
    "指标": "phrase",
    "要求": "comparator",
    "目标值": "value",
    "上限": "value2",
    "单位": "unit",
    "每": "per",
    "完成时间": "deadline",
    "责任单位": "responsible",
    "由谁定数": "set_by",
    "何时定数": "set_until",
    "说明": "note",
}
TASK_FIELDS = {
    "任务": "text",
    "牵头单位": "lead",
    "责任人": "owner_person",
    "开始": "start",
    "完成": "finish",
    "成果": "deliverable",
    "佐证类型": "evidence_kind",
    "佐证": "evidence_type",
    "不挂目标的理由": "no_target_reason",
    "资源": "resources",
    "风险": "risks",
}
FIELDS: dict[type[Target] | type[Task], dict[str, str]] = {
    Target: TARGET_FIELDS,
    Task: TASK_FIELDS,
}
