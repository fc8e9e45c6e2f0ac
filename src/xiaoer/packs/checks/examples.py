"""Worked examples: what they name exists, time runs forward, decision tables answer as written."""

from __future__ import annotations

import json
from datetime import datetime

from xiaoer.process.decisions import BadDecision

from ..conditions import unknown
from ..ground import Ground
from ..items import Item
from ..reading import TESTS
from ..schema import Act, DecisionExample, Example
from ..steps import Result, Step
from ..tables import spread

Path = tuple[object, ...]


def check_tables(ground: Ground) -> None:
    """Check that every decision table can be read and reads only what a case can know."""
    ground.faults += ground.tables.faults
    scope = ground.scope_of(ground.pack.items, ground.outlines.values())
    for key, drawn in ground.tables.drawn.items():
        for text in drawn.table.inputs:
            for reason in unknown(text, scope):
                ground.at_line(drawn.file, drawn.line, f"决策表 {key}：{reason}")


def check_examples(ground: Ground) -> None:
    """Check the references of worked cases and run the examples of decision tables."""
    examples = ground.source.examples
    if examples is None:
        return
    for number, example in enumerate(examples.cases):
        _case(ground, example, ("cases", number))
    for number, row in enumerate(examples.decisions):
        _decision(ground, row, ("decisions", number))


def _case(ground: Ground, example: Example, path: Path) -> None:
    item = ground.pack.item(example.item)
    if item is None:
        ground.fault((*path, "item"), f"pack.yaml 里没有事项 {example.item}", TESTS)
        return
    _answers(ground, item, example, path)
    _acts(ground, item, example, path)
    steps = {step.key for step in item.steps}
    for name in ("waiting", "passed"):
        for number, key in enumerate(getattr(example.expect, name) or ()):
            if key not in steps:
                reason = f"事项 {item.key} 没有环节 {key}"
                ground.fault((*path, "expect", name, number), reason, TESTS)
    result = example.expect.result
    if result is not None and result not in set(Result):
        reason = f"没有结果 {result}，可以写 {'、'.join(Result)}"
        ground.fault((*path, "expect", "result"), reason, TESTS)
    if example.expect.due is not None:
        _moment(ground, example.expect.due, (*path, "expect", "due"))


def _answers(ground: Ground, item: Item, example: Example, path: Path) -> None:
    fields = {field.key for form in ground.forms_of(item) for field in form.fields()}
    for key in example.answers:
        if key not in fields:
            ground.fault((*path, "answers", key), f"表单里没有 {key}", TESTS)


def _acts(ground: Ground, item: Item, example: Example, path: Path) -> None:
    last = _moment(ground, example.at, (*path, "at"))
    for number, act in enumerate(example.acts):
        here = (*path, "acts", number)
        now = _moment(ground, act.at, (*here, "at"))
        if last and now and now < last:
            ground.fault((*here, "at"), f"{act.at} 比前一件事还早", TESTS)
        last = now or last
        _act(ground, item, act, here)


def _act(ground: Ground, item: Item, act: Act, path: Path) -> None:
    if (act.step is None) == (act.verb is None):
        ground.fault(path, "写 step 或 verb，只写一个", TESTS)
    step = _step_below(ground, item, act.step) if act.step else None
    if act.step and step is None:
        ground.fault((*path, "step"), f"事项 {item.key} 没有环节 {act.step}", TESTS)
    if act.outcome and step and step.outcome(act.outcome) is None:
        reason = f"环节 {step.key} 没有结果 {act.outcome}"
        ground.fault((*path, "outcome"), reason, TESTS)


def _step_below(ground: Ground, item: Item, key: str) -> Step | None:
    """Return a step of the item or of the items whose cases its steps open."""
    seen: set[str] = set()
    waiting = [item.key]
    while waiting:
        one = ground.known_items.get(waiting.pop())
        if one is None or one.key in seen:
            continue
        seen.add(one.key)
        if found := one.step(key):
            return found
        waiting += [s.opens for s in one.steps if s.opens] + [c.item for c in one.components]
    return None


def _moment(ground: Ground, text: str, path: Path) -> datetime | None:
    """Read an instant; a time without offset is China's, like everywhere in the program."""
    try:
        return datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError:
        reason = f"看不懂“{text}”，写成 2022-09-30T09:30"
        ground.fault(path, reason, TESTS)
        return None


def _decision(ground: Ground, row: DecisionExample, path: Path) -> None:
    drawn = ground.tables.drawn.get(row.decision)
    if drawn is None:
        ground.fault((*path, "decision"), f".dmn 文件里没有决策表 {row.decision}", TESTS)
        return
    try:
        answer = drawn.table.evaluate(spread(row.given))
    except BadDecision as problem:
        ground.fault(path, str(problem), TESTS)
        return
    if plain(answer) != plain(row.expect):
        reason = f"决策表 {row.decision} 答 {_shown(answer)}，应答 {_shown(row.expect)}"
        ground.fault((*path, "expect"), reason, TESTS)


def plain(answer: object) -> object:
    """Return an answer as JSON has it, so that tuples, decimals and numbers compare equal."""
    return json.loads(json.dumps(answer, default=str, sort_keys=True))


def _shown(answer: object) -> str:
    return json.dumps(plain(answer), ensure_ascii=False)
