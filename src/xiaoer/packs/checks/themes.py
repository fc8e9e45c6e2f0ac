"""Themes and triggers: what they name exists."""

from __future__ import annotations

from ..ground import Ground, unique
from ..schema import Theme, Trigger
from ..steps import ClockEvent

Path = tuple[object, ...]
COLUMN = "component"  # the output of a theme's decision that names components
CASE_EVENTS = {
    *ClockEvent, "step_completed", "deadline_near", "deadline_missed",
    "ended", "rated",
}  # fmt: skip


def check_themes(ground: Ground) -> None:
    """Check questionnaire, decision and bundle of every theme."""
    unique(ground, ("themes",), [theme.key for theme in ground.pack.themes])
    for number, theme in enumerate(ground.pack.themes):
        path: Path = ("themes", number)
        if theme.questionnaire not in ground.source.forms:
            reason = f"没有表单 forms/{theme.questionnaire}.yaml，或它还有错"
            ground.fault((*path, "questionnaire"), reason)
        item = ground.pack.item(theme.item)
        if item is None or item.kind != "bundle":
            ground.fault((*path, "item"), f"没有联办事项（kind: bundle）{theme.item}")
        elif theme.decision not in ground.tables.drawn:
            ground.fault((*path, "decision"), f".dmn 文件里没有决策表 {theme.decision}")
        else:
            _components(ground, theme, {c.item for c in item.components}, path)


def _components(ground: Ground, theme: Theme, known: set[str], path: Path) -> None:
    drawn = ground.tables.drawn[theme.decision]
    if COLUMN not in drawn.table.outputs:
        reason = f"决策表 {theme.decision} 要有名叫 {COLUMN} 的输出列"
        ground.fault((*path, "decision"), reason)
    for answer in dict.fromkeys(drawn.answers(COLUMN)):
        if answer is not None and answer not in known:
            reason = f"决策表 {theme.decision} 答 {answer}，{theme.item} 的 components 里没有"
            ground.at_line(drawn.file, drawn.line, reason)


def check_triggers(ground: Ground) -> None:
    """Check event, source and target of every trigger."""
    for number, trigger in enumerate(ground.pack.triggers):
        path: Path = ("triggers", number)
        if trigger.on not in CASE_EVENTS:
            reason = f"没有 {trigger.on} 这种事件，可以写 {'、'.join(sorted(CASE_EVENTS))}"
            ground.fault((*path, "on"), reason)
        if trigger.item and trigger.item not in ground.known_items:
            ground.fault((*path, "item"), f"没有事项 {trigger.item}")
        if trigger.opens not in ground.known_items:
            ground.fault((*path, "opens"), f"没有事项 {trigger.opens}")
        _step(ground, trigger, path)


def _step(ground: Ground, trigger: Trigger, path: Path) -> None:
    if not trigger.step:
        return
    item = ground.known_items.get(trigger.item or "")
    items = [item] if item else list(ground.pack.items)
    if not any(one.step(trigger.step) for one in items):
        ground.fault((*path, "step"), f"没有环节 {trigger.step}")
