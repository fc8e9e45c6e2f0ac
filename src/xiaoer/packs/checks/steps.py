"""Steps: roles, outcomes, what they do to clocks, who may not do which."""

from __future__ import annotations

from collections.abc import Sequence

from xiaoer.clock.limits import BadLimit, ClockProfile, Limit
from xiaoer.people.roles import Role

from ..ground import Ground, unique
from ..items import Item
from ..steps import ClockEvent, Outcome, Result, Step

OUTSIDE = "applicant"
ENDS: dict[Result, set[ClockEvent | None]] = {
    Result.GRANTED: {ClockEvent.DECIDED, ClockEvent.DELIVERED, None},
    Result.REFUSED: {ClockEvent.DECIDED},
    Result.RETURNED: {ClockEvent.RETURNED},
    Result.NOT_ACCEPTED: {ClockEvent.NOT_ACCEPTED},
    Result.WITHDRAWN: {ClockEvent.WITHDRAWN},
}
BEGINS_AND_ENDS = (
    (ClockEvent.SPECIAL_PROCEDURE_STARTED, ClockEvent.SPECIAL_PROCEDURE_ENDED),
    (ClockEvent.APPLICANT_PAUSE_STARTED, ClockEvent.APPLICANT_PAUSE_ENDED),
    (ClockEvent.RECTIFICATION_STARTED, ClockEvent.RECTIFICATION_ENDED),
)
Path = tuple[object, ...]


def check_roles(ground: Ground) -> None:
    """Check that every role of the pack has holders and work."""
    pack = ground.pack
    unique(ground, ("roles",), [role.key for role in pack.roles])
    used = {step.role for item in pack.items for step in item.steps} | {OUTSIDE}
    for number, role in enumerate(pack.roles):
        path: Path = ("roles", number)
        if role.people_role is None and role.key != OUTSIDE:
            ground.fault(path, f"角色 {role.key} 没有人担任：写 people_role")
        elif role.people_role and role.people_role not in set(Role):
            reason = f"没有 {role.people_role} 这个岗位，可以写 {'、'.join(Role)}"
            ground.fault((*path, "people_role"), reason)
        if role.key not in used:
            ground.warn(path, f"角色 {role.key} 没有环节用到")
        for position, code in enumerate(role.organisations):
            _organisation(ground, (*path, "organisations", position), code)


def check_organisations(ground: Ground) -> None:
    """Check the organisation codes of items, steps and feeds, where codes are known."""
    for number, item in enumerate(ground.pack.items):
        path: Path = ("items", number)
        _organisation(ground, (*path, "owner"), item.owner)
        for position, code in enumerate(item.cooperating):
            _organisation(ground, (*path, "cooperating", position), code)
        for position, step in enumerate(item.steps):
            if step.organisation:
                here = (*path, "steps", position, "organisation")
                _organisation(ground, here, step.organisation)
    for number, feed in enumerate(ground.pack.feeds):
        _organisation(ground, ("feeds", number, "producer"), feed.producer)


def _organisation(ground: Ground, path: Path, code: str) -> None:
    if ground.organisations is not None and code not in ground.organisations:
        ground.fault(path, f"没有代码是 {code} 的机构")


def check_steps(ground: Ground) -> None:
    """Check the steps of every item."""
    for number, item in enumerate(ground.pack.items):
        path: Path = ("items", number, "steps")
        unique(ground, path, [step.key for step in item.steps])
        for position, step in enumerate(item.steps):
            _check_step(ground, item, step, (*path, position))
        _balance(ground, item, ("items", number))
        _two_people(ground, item, path)


def _check_step(ground: Ground, item: Item, step: Step, path: Path) -> None:
    if ground.pack.role(step.role) is None:
        ground.fault((*path, "role"), f"roles 里没有 {step.role}")
    if step.form and step.form not in ground.source.forms:
        ground.fault((*path, "form"), f"没有表单 forms/{step.form}.yaml，或它还有错")
    for number, key in enumerate(step.different_from):
        if item.step(key) is None or key == step.key:
            ground.fault((*path, "different_from", number), f"没有别的环节叫 {key}")
    _step_limit(ground, step, path)
    unique(ground, (*path, "outcomes"), [outcome.key for outcome in step.outcomes])
    for number, outcome in enumerate(step.outcomes):
        _outcome(ground, item, outcome, (*path, "outcomes", number))


def _step_limit(ground: Ground, step: Step, path: Path) -> None:
    if step.ladder and not step.limit:
        ground.fault((*path, "ladder"), "要预警先写 limit")
    if step.profile is None:
        return
    try:
        profile = ClockProfile(step.profile)
    except ValueError:
        reason = f"没有 {step.profile} 这种时钟，可以写 {'、'.join(ClockProfile)}"
        ground.fault((*path, "profile"), reason)
        return
    try:
        Limit.parse(step.limit or "").checked_for(profile)
    except BadLimit as problem:
        reason = str(problem) if step.limit else "写了 profile，没写 limit"
        ground.fault((*path, "limit" if step.limit else "profile"), reason)


def _outcome(ground: Ground, item: Item, outcome: Outcome, path: Path) -> None:
    event = outcome.event
    expected = ENDS.get(outcome.result) if outcome.result else None
    if expected and event not in expected:
        allowed = "、".join(sorted(e for e in expected if e))
        ground.fault((*path, "result"), f"结果 {outcome.result} 要配 event: {allowed}")
    if event is ClockEvent.DECIDED and outcome.result is None:
        ground.fault((*path, "event"), "event 是 decided，要写 result: granted 或 refused")
    if event is ClockEvent.EXTENDED and item.extension is None:
        ground.fault((*path, "event"), "事项没有写 extension，不能延长")
    if event is ClockEvent.ACCEPTED_WITH_GAP and item.gap is None:
        ground.fault((*path, "event"), "事项没有写 gap，不能容缺受理")
    if event is ClockEvent.VERIFIED and item.commitment is None:
        ground.fault((*path, "event"), "事项没有写 commitment，没有可核查的承诺")
    form = ground.source.forms.get(item.form or "")
    if outcome.premises not in (None, "leave") and not (form and form.computed()):
        ground.fault((*path, "premises"), "事项的表单里没有 standard_address，没有地址可登记")
    _special(ground, item, outcome, path)


def _special(ground: Ground, item: Item, outcome: Outcome, path: Path) -> None:
    known = {special.key for special in item.special}
    if outcome.event in BEGINS_AND_ENDS[0] and outcome.special is None:
        ground.fault((*path, "event"), "特别程序要写 special：是哪一种")
    if outcome.special and outcome.special not in known:
        ground.fault((*path, "special"), f"事项的 special 里没有 {outcome.special}")


def _balance(ground: Ground, item: Item, path: Path) -> None:
    """A pause that begins and never ends holds the clock for ever."""
    events = {outcome.event for step in item.steps for outcome in step.outcomes}
    for start, end in BEGINS_AND_ENDS:
        if start in events and end not in events:
            ground.fault(path, f"有 event: {start}，没有 event: {end}，时钟停了不再走")


def _two_people(ground: Ground, item: Item, path: Path) -> None:
    """Reviewer and approver are different people (market 0.1)."""
    posts = {role.key: role.people_role for role in ground.pack.roles}
    reviews = _steps_of(item, posts, Role.REVIEWER)
    for number, step in enumerate(item.steps):
        approves = posts.get(step.role) == Role.APPROVER
        if approves and reviews and not set(reviews) & set(step.different_from):
            reason = f"审查和决定要两个人：写 different_from: [{', '.join(reviews)}]"
            ground.warn((*path, number), reason)


def _steps_of(item: Item, posts: dict[str, str | None], role: Role) -> Sequence[str]:
    return [step.key for step in item.steps if posts.get(step.role) == role]
