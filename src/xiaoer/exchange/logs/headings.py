"""Finds the columns of a CSV log: by the names that were given, else by usual names."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields
from typing import Final

from .problems import BadLog


@dataclass(frozen=True, slots=True)
class Mapping:
    """Names of columns by what they hold; an empty one is looked for."""

    case: str = ""
    activity: str = ""
    time: str = ""
    resource: str = ""
    start: str = ""
    lifecycle: str = ""


TITLES: Final = {
    "case": "案件编号",
    "activity": "活动",
    "time": "时间",
    "resource": "经办人",
    "start": "开始时间",
    "lifecycle": "生命周期",
}
NEEDED: Final = ("case", "activity", "time")

# The surer a name is the further in front it stands; compared without case, blanks and marks.
USUAL: Final[dict[str, tuple[str, ...]]] = {
    "case": (
        "case:concept:name", "case", "case id", "caseid", "case number", "case key", "trace",
        "trace id", "办件编号", "案件编号", "业务流水号", "流水号", "受理编号", "受理号", "案号",
        "工单编号", "工单号", "办件号", "案件号", "案件", "实例编号", "流程实例编号", "申请编号",
        "业务编号", "process instance", "process instance id", "编号", "id",
    ),
    "activity": (
        "concept:name", "activity", "activity name", "event", "event name", "task", "task name",
        "活动", "活动名称", "环节", "环节名称", "步骤", "步骤名称", "事件", "事件名称", "节点",
        "节点名称", "任务", "任务名称", "办理环节", "操作", "operation", "action", "step", "name",
    ),
    "time": (
        "time:timestamp", "timestamp", "complete timestamp", "complete time", "completetime",
        "end timestamp", "end time", "endtime", "end", "time", "datetime", "date time", "date",
        "event time", "完成时间", "结束时间", "办结时间", "办理时间", "发生时间", "操作时间",
        "事件时间", "时间", "时间戳", "日期",
    ),
    "resource": (
        "org:resource", "resource", "user", "user name", "actor", "performer", "employee",
        "staff", "经办人", "办理人", "办理人员", "处理人", "操作人", "操作员", "资源", "人员",
        "办理单位", "经办单位",
    ),
    "start": (
        "start_timestamp", "start timestamp", "start time", "starttime", "start", "begin",
        "begin time", "开始时间", "起始时间", "领件时间", "接收时间",
    ),
    "lifecycle": ("lifecycle:transition", "lifecycle", "transition", "生命周期", "状态变化"),
}  # fmt: skip


def plain(name: str) -> str:
    """Return a column's name as it is compared: one width and case, no blanks or marks."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def locate(header: list[str], given: Mapping) -> dict[str, int]:
    """Return which column holds what; raises `BadLog` naming the option that is needed."""
    found: dict[str, int] = {}
    for field in fields(Mapping):
        name = getattr(given, field.name)
        if name:
            found[field.name] = _exactly(header, name, f"--{field.name}-column")
    for role, usual in USUAL.items():
        if role not in found:
            place = _usual(header, usual, set(found.values()))
            if place is not None:
                found[role] = place
    _check(found, header)
    return found


def _exactly(header: list[str], name: str, option: str) -> int:
    for compare in (str.strip, plain):
        for place, heading in enumerate(header):
            if compare(heading) == compare(name):
                return place
    raise BadLog(f"没有叫“{name}”的列（{option}）；有的列是：{'、'.join(header)}")


def _usual(header: list[str], usual: tuple[str, ...], taken: set[int]) -> int | None:
    headings = {plain(name): place for place, name in reversed(list(enumerate(header)))}
    for name in usual:
        place = headings.get(plain(name))
        if place is not None and place not in taken:
            return place
    return None


def _check(found: dict[str, int], header: list[str]) -> None:
    missing = [role for role in NEEDED if role not in found]
    if missing:
        options = "、".join(f"--{role}-column 指定{TITLES[role]}列" for role in missing)
        raise BadLog(f"看不出哪一列是什么，请用 {options}；有的列是：{'、'.join(header)}")
