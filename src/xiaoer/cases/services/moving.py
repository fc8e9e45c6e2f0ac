"""A running case goes on under a newer version of its pack, when its past allows it.

Only the future may differ: what was done, what is being done and the limits that run already
stay as they were. Each case is moved in a transaction of its own, or left with a reason.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from xiaoer.clock.reckoning import CHINA
from xiaoer.packs.items import Item
from xiaoer.packs.models import PackVersion
from xiaoer.packs.queries import LoadedPack, pack_on, version
from xiaoer.packs.steps import Step
from xiaoer.people.access import Refused, require
from xiaoer.people.bodies import organisation_id
from xiaoer.people.queries import today
from xiaoer.people.roles import NOBODY, Capability, Viewer

from ..access import APPLICANT
from ..clocks import Clocks, NotNow, restored
from ..models import Case, Todo
from ..running import DrawnRun, PlainRun, Running
from ..terms import Terms
from ..versions import item_in, people_role, terms_for, terms_of_case
from .flow import place
from .work import Work

if TYPE_CHECKING:
    from xiaoer.process.engine import Model

FIXED = frozenset({"计时的办法", "受理时限"})
QUOTED = re.compile("“([^”]+)”")


class AlreadyThere(NotNow):
    """The case has that version: somebody moved it before."""


class Movement(NamedTuple):
    """What became of the cases of a pack: numbers moved, and (number, reason) of the others."""

    moved: list[str]
    left: list[tuple[str, str]]


def version_today(pack_key: str) -> str:
    """Return the version of a pack that is in effect today; raises `NotNow`."""
    found = pack_on(pack_key, today())
    if found is not None:
        return found.pack.version
    if PackVersion.objects.filter(key=pack_key).exists():
        raise NotNow(f"{pack_key} 今天没有生效的版本，用 --to 写明换到哪一版")
    raise NotNow(f"没有装入过 {pack_key}，先用 xiaoer pack load 装入")


def move_case(
    viewer: Viewer | None,
    case: int | str,
    to: str,
    at: datetime | None = None,
    reason: str = "",
    dry_run: bool = False,
) -> Case:
    """Move one case, by its id or number, to a newer version of its pack.

    Nobody (`None`) is the command line. A dry run finds the same faults and writes nothing.
    Raises `Refused`, `AlreadyThere`, `NotNow` (the message says what stands in the way).
    """
    if viewer is not None:
        require(viewer, Capability.EDIT_CATALOGUE)
    at = at or timezone.now()
    with transaction.atomic():
        row = _row(case, lock=not dry_run)
        work = _moved(viewer or NOBODY, row, to, at, reason.strip())
        if not dry_run:
            row.save(update_fields=["pack_version"])  # `write` saves what moves with every step
            work.write()
    return row


def move_all(
    pack_key: str,
    to: str,
    viewer: Viewer | None = None,
    at: datetime | None = None,
    reason: str = "",
    dry_run: bool = False,
) -> Movement:
    """Move every running case of earlier versions, each for itself; raises `NotNow`.

    Safe to repeat, and safe beside people at work: a case that somebody else moved meanwhile
    is not counted again.
    """
    at = at or timezone.now()
    target = _target(pack_key, to, at)
    earlier = Case.objects.filter(
        pack_version__key=pack_key,
        pack_version__effective_from__lt=target.effective_from,
        ended_at__isnull=True,
    )
    found = Movement([], [])
    for pk, number in list(earlier.order_by("pk").values_list("pk", "number")):
        try:
            move_case(viewer, pk, to, at, reason, dry_run)
        except AlreadyThere:
            continue
        except (NotNow, Refused) as problem:
            found.left.append((number, str(problem)))
        else:
            found.moved.append(number)
    return found


def _row(case: int | str, lock: bool) -> Case:
    rows = Case.objects.select_for_update() if lock else Case.objects.all()
    row = rows.filter(**{"number" if isinstance(case, str) else "pk": case}).first()
    if row is None:
        raise NotNow(f"没有办件 {case}，看看编号对不对")
    return row


def _target(pack_key: str, to: str, at: datetime) -> PackVersion:
    rows = PackVersion.objects.filter(key=pack_key)
    target = rows.filter(version=to).first()
    if target is None:
        known = "、".join(rows.order_by("effective_from").values_list("version", flat=True))
        raise NotNow(f"{pack_key} 没有 {to} 这一版，装入过的有 {known or '零个版本'}")
    if target.effective_from > at.astimezone(CHINA).date():
        raise NotNow(f"{pack_key} {to} 到 {target.effective_from} 才生效，生效以后再换")
    return target


def _moved(viewer: Viewer, row: Case, to: str, at: datetime, reason: str) -> Work:
    """Return the change of a case in memory, nothing of it written."""
    before = PackVersion.objects.only("key", "version", "effective_from").get(
        pk=row.pack_version_id
    )
    if row.ended_at is not None:
        raise NotNow("这件已经办结，留在办结时的版本")
    if before.version == to:
        raise AlreadyThere(f"这件已经在 {to} 版了")
    target = _target(before.key, to, at)
    if target.effective_from <= before.effective_from:
        raise NotNow(f"{to} 版比这件现在用的 {before.version} 版早，只能往新的换")
    old, new = version(before.pk), version(target.pk)
    was, item = item_in(old, row.item_key), new.item(row.item_key)
    if item is None:
        raise NotNow(f"{to} 版里没有“{row.item_title}”这个事项了")
    clocks = _with_limits(restored(row.clocks), old, was, terms_for(new, item))
    _same_outcomes(row, was, item)
    run = _carried(row, old, was, new, item)
    row.pack_version_id = target.pk
    work = Work.on(row, new, viewer, at)
    work.run, work.clocks = run, clocks
    _renew_todos(work, was)
    text = reason or f"事项有了新版本 {to}"
    work.record("migrated", {"from": before.version, "to": to, "reason": text})
    return work


# --- what must not change ----------------------------------------------------------------


def _with_limits(clocks: Clocks, old: LoadedPack, was: Item, after: Terms) -> Clocks:
    """Keep to the limits of the version accepted under where they run (time-law, introduction).

    The way of counting cannot change under a case, nor can a receipt that is being decided:
    there is no accepted case yet whose rule could be kept.
    """
    before = _running_limits(clocks, terms_of_case(old, was, clocks))
    new = _running_limits(clocks, after)
    changed = [name for name, limit in before.items() if new[name] != limit]
    fixed = [name for name in changed if name in FIXED or not clocks.started_at]
    if fixed:
        raise NotNow(
            f"{'、'.join(fixed)}在新版本里改了，这件已经按原来的规定起算，留在原来的版本办完"
        )
    return replace(clocks, limits_of=clocks.limits_of or old.pk) if changed else clocks


def _running_limits(clocks: Clocks, terms: Terms) -> dict[str, Any]:
    held = clocks.open_hold
    special = terms.special.get(held.special) if held and held.kind == "special" else None
    running: dict[str, tuple[bool, Any]] = {
        "计时的办法": (True, (terms.profile, terms.starts_on)),
        "受理时限": (clocks.receipt_from is not None, (terms.receipt, terms.silence_accepts)),
        "办理时限": (clocks.running, (terms.committed, terms.statutory, terms.extension)),
        "容缺补齐的时限": (clocks.gap_open, terms.gap_window),
        "特别程序的时限": (held is not None, special),
        "送达时限": (clocks.delivering_from is not None, terms.delivery),
        "核查时限": (clocks.verifying_from is not None, terms.verification),
    }
    return {name: limit for name, (runs, limit) in running.items() if runs}


def _same_outcomes(row: Case, was: Item, item: Item) -> None:
    """Conditions ask how a step ended: an outcome that is gone would send the case astray."""
    for key, outcome in row.outcomes.items():
        done, step = was.step(key), item.step(key)
        ended = done.outcome(outcome) if done else None
        if done and ended and step and step.outcome(outcome) is None:
            raise NotNow(f"“{done.title}”已经办成“{ended.title}”，新版本里没有这个结果了")


# --- the process -------------------------------------------------------------------------


def _carried(row: Case, old: LoadedPack, was: Item, new: LoadedPack, item: Item) -> Running:
    if bool(was.process) != bool(item.process):
        raise NotNow("一版按流程图走、一版按环节顺序走，在办的件不能换")
    if was.process and item.process:
        return _redrawn(row, was, _model(old, was.process), item, _model(new, item.process))
    return _relined(row, was, item)


def _model(pack: LoadedPack, process: str) -> Model:
    from xiaoer.process.engine import CannotRun, Model

    try:
        return Model.load(pack.files, process)
    except CannotRun as broken:
        raise NotNow(f"{pack.pack.version} 版的流程图不能运行，找业务管理员") from broken


def _redrawn(row: Case, was: Item, old: Model, item: Item, new: Model) -> Running:
    from xiaoer.process.engine import BadState, CannotMigrate, Run

    try:
        run = Run.loads(old, bytes(row.process)).migrated(new)
    except CannotMigrate as refused:
        told = [_in_titles(reason, was, old) for reason in refused.reasons]
        raise NotNow("；".join(dict.fromkeys(told))) from refused
    except BadState as broken:
        raise NotNow(str(broken)) from broken
    carried = DrawnRun(run)
    for waiting in carried.waiting():
        if waiting.kind == "task" and item.step(waiting.key) is None:
            raise NotNow(f"“{_title(waiting.key, was, old)}”正在办，新版本里没有了")
    return carried


def _in_titles(reason: str, was: Item, model: Model) -> str:
    """Say a reason of the engine with the titles that people know instead of ids."""
    return QUOTED.sub(lambda found: f"“{_title(found[1].split('.')[0], was, model)}”", reason)


def _title(key: str, was: Item, model: Model) -> str:
    """Return the title of an element; one without a name is told by the step before it."""
    names, ahead = {s.key: str(s.title) for s in was.steps}, deque([key])
    names |= {k: n.name for k, n in model.nodes.items() if n.name and k not in names}
    seen = set()
    while ahead:
        here = ahead.popleft()
        if here in names:
            return names[here] if here == key else f"{names[here]}之后的走向"
        seen.add(here)
        node = model.nodes.get(here)
        ahead += [f.source for f in node.incoming if f.source not in seen] if node else []
    return "流程的开头"


def _relined(row: Case, was: Item, item: Item) -> Running:
    """Carry over steps without a drawing: the done ones first, then the one being done."""
    run = PlainRun.loads(was, bytes(row.process))
    done, here = run.passed(), [waiting.key for waiting in run.waiting()]
    titles = {step.key: step.title for step in (*item.steps, *was.steps)}
    keys = [step.key for step in item.steps]
    lost = [key for key in (*done, *here) if key not in keys]
    if lost:
        raise NotNow("；".join(f"“{titles[k]}”已经办过或正在办，新版本里没有了" for k in lost))
    before = keys[: keys.index(here[0])] if here else keys
    # a step put in among the done ones would be passed over in silence
    added = [key for key in before if key not in done]
    if added:
        raise NotNow("；".join(f"新版本在已经办过的环节里加了“{titles[k]}”" for k in added))
    moved = [key for key in done if key not in before]
    if moved:
        raise NotNow("；".join(f"“{titles[k]}”已经办过，新版本里排到后面去了" for k in moved))
    return PlainRun(item, run.data, len(done), run.result)


# --- what people have on their desks -----------------------------------------------------


def _renew_todos(work: Work, was: Item) -> None:
    """Let open steps be called, and belong to whom, the new version says; holders stay."""
    for todo in work.todos:
        before, step = was.step(todo.key), work.item.step(todo.key)
        if before is None or step is None or "!" in todo.step:
            continue  # asked beside the drawing: a correction, the end of a hold
        if bool(before.opens) != bool(step.opens):
            raise NotNow(f"“{before.title}”正在办，新版本改了是不是另开一件来办")
        fresh = _fresh(work, todo, was, before, step)
        changed = {name: value for name, value in fresh.items() if getattr(todo, name) != value}
        if changed:
            work.change_todo(todo, **changed)


def _fresh(work: Work, todo: Todo, was: Item, before: Step, step: Step) -> dict[str, object]:
    role = people_role(work.pack, step.role)
    where = None if role == APPLICANT else todo.organisation_id
    # a step that somebody handed to another unit stays with that unit
    handed = todo.organisation_id not in (None, organisation_id(before.organisation or was.owner))
    if role != APPLICANT and not handed:
        where = place(work, step)
    return {"title": str(step.title), "role": role, "organisation_id": where}
