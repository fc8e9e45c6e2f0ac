"""Drawings: vetted, every task has a step, every step is drawn and reached, ends are results."""

from __future__ import annotations

from xiaoer.process.vetting import vet

from ..conditions import unknown
from ..drawing import PEOPLE, Outline
from ..ground import Ground
from ..items import Item, ItemKind
from ..steps import Result

Path = tuple[object, ...]


def check_drawings(ground: Ground) -> None:
    """Vet every process of every BPMN file by the rules of the engine."""
    drawings = ground.source.named(".bpmn")
    if not drawings:
        return
    files = {**drawings, **ground.source.named(".dmn")}
    wanted = {item.process for item in ground.pack.items if item.process in ground.outlines}
    seen: set[tuple[str, int, str]] = set()
    for process in (None, *sorted(key for key in wanted if key)):
        for problem in vet(files, process).problems:
            name = problem.file or next(iter(drawings))
            fault = (name, problem.line or 1, f"{problem.element}：{problem.reason}")
            if fault not in seen and not name.endswith(".dmn"):  # the tables' check tells those
                seen.add(fault)
                ground.at_line(*fault)


def check_processes(ground: Ground) -> None:
    """Match the steps of every item with its drawing."""
    used: set[str] = set()
    for number, item in enumerate(ground.pack.items):
        path: Path = ("items", number)
        if not item.process and item.kind is ItemKind.BUNDLE and not item.steps:
            continue  # its components run as cases of their own
        if not item.process:
            _plain(ground, item, path)
        elif item.process not in ground.outlines:
            known = "、".join(ground.outlines) or "没有 .bpmn 文件"
            ground.fault((*path, "process"), f"没有流程 {item.process}；有的是：{known}")
        else:
            used |= {outline.id for outline in ground.processes_of(item)}
            _drawn(ground, item, path)
    for outline in ground.outlines.values():
        if outline.id not in used:
            reason = f"流程 {outline.id} 没有事项用到"
            ground.at_line(outline.file, outline.line, reason, "warning")


def _plain(ground: Ground, item: Item, path: Path) -> None:
    """Steps one after the other: one of them must be able to end the case."""
    if not item.steps:
        ground.fault((*path, "steps"), "一个环节也没有")
    elif not any(outcome.result for step in item.steps for outcome in step.outcomes):
        reason = "没有一个环节的结果带 result，办件永远不结"
        ground.fault((*path, "steps"), reason)


def _drawn(ground: Ground, item: Item, path: Path) -> None:
    drawn = ground.processes_of(item)
    tasks = {key: spot for outline in drawn for key, spot in outline.tasks.items()}
    for number, step in enumerate(item.steps):
        if step.key not in tasks:
            reason = f"流程 {item.process} 里没有 id 是 {step.key} 的任务"
            ground.fault((*path, "steps", number, "key"), reason)
    for outline in drawn:
        _tasks(ground, item, outline)
        _ends(ground, item, outline)
        _conditions(ground, item, outline)


def _tasks(ground: Ground, item: Item, outline: Outline) -> None:
    for spot in outline.tasks.values():
        if spot.kind in PEOPLE and item.step(spot.id) is None:
            reason = f"任务 {spot.id} 在事项 {item.key} 的 steps 里没有"
            ground.at_line(outline.file, spot.line, reason)


def _ends(ground: Ground, item: Item, outline: Outline) -> None:
    if outline.id != item.process:
        return  # a called process comes back; only the first one ends the case
    for spot in outline.ends:
        if spot.id not in set(Result):
            reason = f"结束事件 {spot.id} 不是结果；id 可以写 {'、'.join(Result)}"
            ground.at_line(outline.file, spot.line, reason)


def _conditions(ground: Ground, item: Item, outline: Outline) -> None:
    scope = ground.scope_of([item], ground.processes_of(item))
    for spot in outline.conditions:
        for reason in unknown(spot.text, scope):
            ground.at_line(outline.file, spot.line, reason)
