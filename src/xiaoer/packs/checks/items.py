"""Items: legal limits, materials, gaps, commitment, filing, bundles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from xiaoer.clock.limits import BadLimit, Limit, LimitUnit

from ..conditions import Scope, over_answers, problems
from ..ground import Ground, unique
from ..items import Item, ItemKind, Material
from ..sharing import city_has
from ..steps import ClockEvent, Result

CATCH_ALL = re.compile(
    r"(其他|其它)(有关|相关|必要)?(的)?(材料|条件|情形|文件|资料)|规定的(其他|其它)|认为.{0,6}(需要|必要)"
)
COMING_IN = {ClockEvent.ACCEPTED, ClockEvent.ACCEPTED_WITH_GAP, ClockEvent.DEEMED_ACCEPTED}
LONGEST_GAP = Decimal(20)  # working days (time-law T22)
Path = tuple[object, ...]


def check_items(ground: Ground) -> None:
    """Check every item by itself, then bundles against the items of all packs."""
    unique(ground, ("items",), [item.key for item in ground.pack.items])
    for number, item in enumerate(ground.pack.items):
        path: Path = ("items", number)
        _taken(ground, item, path)
        _dates(ground, item, path)
        _limits(ground, item, path)
        _starts(ground, item, path)
        _materials(ground, item, path)
        _catch_all(ground, item, path)
        _special(ground, item, path)
        _commitment(ground, item, path)
        _filing(ground, item, path)
        _form(ground, item, path)
        _bundle(ground, item, path)


def _taken(ground: Ground, item: Item, path: Path) -> None:
    for other in ground.others:
        if other.pack and other.pack.key != ground.pack.key and other.pack.item(item.key):
            reason = f"事项 {item.key} 在 {other.pack.key} 里已经有了，换一个键"
            ground.fault((*path, "key"), reason)


def _dates(ground: Ground, item: Item, path: Path) -> None:
    if item.effective_from and item.effective_to and item.effective_to <= item.effective_from:
        ground.fault((*path, "effective_to"), "effective_to 要晚于 effective_from")


def _limits(ground: Ground, item: Item, path: Path) -> None:
    promise = Limit.parse(item.committed_limit)
    if item.statutory_limit:
        statutory = Limit.parse(item.statutory_limit)
        if statutory.unit is not promise.unit:
            reason = "法定时限和承诺时限的单位不同，比不出承诺有没有变长，核对原文"
            ground.warn((*path, "statutory_limit"), reason)
    if item.extension:
        _fits(ground, item, (*path, "extension", "limit"), item.extension.limit)
    window = item.gap.window if item.gap else None
    if window and _fits(ground, item, (*path, "gap", "window"), window):
        limit = Limit.parse(window)
        if limit.unit is LimitUnit.WORKING_DAY and limit.amount > LONGEST_GAP:
            ground.warn((*path, "gap", "window"), "补齐期限超过 20 个工作日（time-law T22）")


def _fits(ground: Ground, item: Item, path: Path, text: str) -> bool:
    try:
        Limit.parse(text).checked_for(item.profile)
    except BadLimit as problem:
        ground.fault(path, str(problem))
        return False
    return True


def _starts(ground: Ground, item: Item, path: Path) -> None:
    """An item whose clock starts at an event that never comes has no clock."""
    events = {outcome.event for step in item.steps for outcome in step.outcomes}
    if item.starts_on is ClockEvent.SUBMITTED or item.starts_on in events:
        return
    if item.kind is ItemKind.BUNDLE or (item.starts_on in COMING_IN and events & COMING_IN):
        return
    reason = f"时钟从 {item.starts_on} 起算，可没有一个环节的结果带 event: {item.starts_on}"
    ground.fault((*path, "starts_on"), reason)


def _materials(ground: Ground, item: Item, path: Path) -> None:
    unique(ground, (*path, "materials"), [material.key for material in item.materials])
    for number, material in enumerate(item.materials):
        here = (*path, "materials", number)
        _asked(ground, material, here)
        for reason in problems(material.when, _scope(ground, item)) if material.when else ():
            ground.fault((*here, "when"), reason)
    secondary = [material for material in item.asked_materials() if not material.main]
    if item.gap and not secondary:
        reason = "写了 gap，可要申请人交的材料都是主要材料；能缺的写 main: false（time-law T20）"
        ground.fault((*path, "gap"), reason)


def _asked(ground: Ground, material: Material, path: Path) -> None:
    known = city_has([material.title.zh_hans])
    if material.source == "applicant" and known:
        reason = (
            f"材料“{material.title}”能从{known.register}取得，不能再要：source 写 shared_data "
            "或 electronic_licence，再写 shared（market R3）"
        )
        ground.fault((*path, "title"), reason)
    if material.source == "applicant" and material.shared:
        reason = "写了 shared，source 却是 applicant：改 source"
        ground.fault((*path, "shared"), reason)


def _scope(ground: Ground, item: Item) -> Scope:
    fields = (field.key for form in ground.forms_of(item) for field in form.fields())
    return over_answers(fields)


def _catch_all(ground: Ground, item: Item, path: Path) -> None:
    """Refuse conditions and materials that mean "and whatever else" (Guangdong art. 29)."""
    for number, condition in enumerate(item.conditions):
        if CATCH_ALL.search(condition.zh_hans):
            reason = f"“{condition}”是兜底条款，条件要写全"
            ground.fault((*path, "conditions", number), reason)
    for number, material in enumerate(item.materials):
        if CATCH_ALL.search(material.title.zh_hans):
            reason = f"“{material.title}”是兜底条款，材料要写全"
            ground.fault((*path, "materials", number, "title"), reason)


def _special(ground: Ground, item: Item, path: Path) -> None:
    unique(ground, (*path, "special"), [special.key for special in item.special])
    used = {outcome.special for step in item.steps for outcome in step.outcomes}
    for number, special in enumerate(item.special):
        if special.key not in used:
            reason = f"特别程序 {special.key} 没有一个环节的结果用到"
            ground.warn((*path, "special", number), reason)


def _commitment(ground: Ground, item: Item, path: Path) -> None:
    if item.commitment and item.matters:
        reason = f"涉及 {'、'.join(item.matters)} 的事项不能告知承诺（time-law T24）"
        ground.fault((*path, "commitment"), reason)
    if item.reform_mode == "commitment" and not item.commitment:
        reason = "改革方式是告知承诺，要写 commitment：条件、核查期限、不实的后果"
        ground.fault((*path, "reform_mode"), reason)


def _filing(ground: Ground, item: Item, path: Path) -> None:
    """A filing is done when all information is in; nobody may turn it into review."""
    if item.kind is not ItemKind.FILING:
        return
    if item.case_kind != "instant" and Limit.parse(item.committed_limit).amount > 0:
        reason = "备案收齐信息就办结：承诺时限写 0wd，或 case_kind 写 instant（time-law 3）"
        ground.warn((*path, "committed_limit"), reason)
    for number, step in enumerate(item.steps):
        for position, outcome in enumerate(step.outcomes):
            if outcome.key == "refused" or outcome.result is Result.REFUSED:
                reason = "备案不是审批，不能有不予的结果（time-law 3）"
                ground.warn((*path, "steps", number, "outcomes", position), reason)


def _form(ground: Ground, item: Item, path: Path) -> None:
    if item.form and item.form not in ground.source.forms:
        ground.fault((*path, "form"), f"没有表单 forms/{item.form}.yaml，或它还有错")
    fields = {field.key: field for form in ground.forms_of(item) for field in form.fields()}
    if item.signers and item.signers not in fields:
        ground.fault((*path, "signers"), f"表单里没有 {item.signers}")
    elif item.signers and fields[item.signers].kind != "people":
        ground.fault((*path, "signers"), f"{item.signers} 要是 kind: people 的字段")


def _bundle(ground: Ground, item: Item, path: Path) -> None:
    parts = [component.item for component in item.components]
    if item.kind is ItemKind.BUNDLE and not parts:
        ground.fault(path, f"“{item.title}”是联办事项，要写 components")
    if item.kind is not ItemKind.BUNDLE and parts:
        ground.fault((*path, "components"), "只有 kind: bundle 能写 components")
    _exist(ground, parts, (*path, "components"), "item")
    _exist(ground, item.joint_with, (*path, "joint_with"))
    for number, part in enumerate(parts):
        if part in parts[:number]:
            ground.fault((*path, "components", number, "item"), f"“{part}”写了两次")
        elif item.key == part or item.key in _below(ground, part):
            reason = f"{part} 又包含 {item.key}，联办事项绕成了圈"
            ground.fault((*path, "components", number, "item"), reason)


def _exist(ground: Ground, keys: Iterable[str], path: Path, *last: str) -> None:
    for number, key in enumerate(keys):
        if key not in ground.known_items:
            ground.fault((*path, number, *last), f"没有事项 {key}")


def _below(ground: Ground, key: str) -> set[str]:
    found: set[str] = set()
    waiting = [key]
    while waiting:
        item = ground.known_items.get(waiting.pop())
        for component in item.components if item else ():
            if component.item not in found:
                found.add(component.item)
                waiting.append(component.item)
    return found
