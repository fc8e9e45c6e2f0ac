"""Expressions in a drawing: conditions, timers and repeats must stay in the closed language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from .diagram import CHOICES, Flow, Loop, Node, Scope
from .expressions import BadExpression, compiled

Finding = tuple[str, str]

SHARE = re.compile(r"share\(\s*(\d{1,3})\s*%?\s*\)")
LIMIT = re.compile(
    r"\d{1,5}(\.\d{1,3})?\s*"
    r"(wd|d|cd|mo?|y|h|wh|bh|个?個?工作日|个?自然日|日|天|个月|個月|年|小时|小時|个工作小时)"
)
ISO_DURATION = re.compile(
    r"P(?=\d|T\d)(\d{1,4}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,5}D)?"
    r"(T(?=\d)(\d{1,5}H)?(\d{1,6}M)?(\d{1,8}(\.\d+)?S)?)?"
)
OUR_LANGUAGES = ("", "feel", "juel", "uel", "xiaoer", "xpath")
HOW_TIMER = "写成 share(50)（时限的百分之几）、5wd（工作日）、PT72H、P3D，或一个数据名"


def _bad(text: str | None) -> str | None:
    try:
        compiled(text or "")
    except BadExpression as problem:
        return str(problem)
    return None


def bad_timer(text: str | None) -> str | None:
    """Return why a timer cannot be read, or None; nothing here looks at the wall clock."""
    if not text:
        return f"定时器没有写时间：{HOW_TIMER}"
    share = SHARE.fullmatch(text)
    if share:
        return None if 0 < int(share[1]) <= 200 else "share() 里写 1 到 200 的百分数"
    if LIMIT.fullmatch(text) or ISO_DURATION.fullmatch(text) or _is_moment(text):
        return None
    if re.match(r"[PR]\d|PT", text):
        return f"看不懂时间“{text[:60]}”：{HOW_TIMER}"
    problem = _bad(text)
    return f"看不懂时间“{text[:60]}”：{HOW_TIMER}" if problem else None


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def check_words(scope: Scope, node: Node) -> Iterator[Finding]:
    """Yield (element id, reason) for the expressions of one node and its flows."""
    yield from _conditions(node)
    if node.happening.kind == "timer":
        yield from _timer(node)
    if node.loop is not None:
        yield from _loop(node, node.loop)


def _timer(node: Node) -> Iterator[Finding]:
    if node.happening.timer_form == "timeCycle":
        yield node.id, "循环定时器不支持，请画几个定时器，或用回路"
        return
    problem = bad_timer(node.happening.timer)
    if problem:
        yield node.id, problem


def _conditions(node: Node) -> Iterator[Finding]:
    for flow in node.outgoing:
        yield from _flow_condition(node, flow)
    if node.kind not in CHOICES or len(node.outgoing) < 2:
        return
    for flow in node.outgoing:
        if flow.condition is None and flow.id != node.default:
            yield node.id, f"连线“{flow.name or flow.id}”没有条件，也不是默认连线"


def _flow_condition(node: Node, flow: Flow) -> Iterator[Finding]:
    box = [c for c in flow.xml if str(c.tag).endswith("}conditionExpression")]
    if box and any(str(key).endswith("resource") for key in box[0].attrib):
        yield flow.id, "条件写在外面的文件里，不支持"
    language = flow.language.rpartition("/")[2].lower()
    if not any(language.startswith(word) if word else not language for word in OUR_LANGUAGES):
        yield flow.id, f"条件用的语言“{flow.language[:40]}”不支持"
    elif flow.condition is not None:
        if node.kind in ("parallelGateway", "eventBasedGateway"):
            yield flow.id, "并行网关、事件网关后面的连线不能有条件"
        problem = _bad(flow.condition)
        if problem:
            yield flow.id, f"条件“{flow.condition[:60]}”不能用：{problem}"


def _loop(node: Node, loop: Loop) -> Iterator[Finding]:
    if loop.while_ is None and not loop.items and not loop.count:
        yield node.id, "多实例任务没有写要对哪个清单、做几次"
    for text, what in (
        (loop.items, "清单"),
        (loop.count, "次数"),
        (loop.until, "完成条件"),
        (loop.while_, "循环条件"),
    ):
        problem = _bad(text) if text else None
        if problem:
            yield node.id, f"多实例的{what}“{(text or '')[:60]}”不能用：{problem}"
    for name in (loop.item_name, loop.output, loop.output_item):
        if name is not None and (not name.isidentifier() or name.startswith("_")):
            yield node.id, f"“{name[:60]}”不能作数据的名字"
