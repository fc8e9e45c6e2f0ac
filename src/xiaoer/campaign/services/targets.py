"""Reviewing what the compiler read: edit, accept, reject, bind, fill, add."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from xiaoer.people.roles import Capability, Viewer

from ..models import Programme, Target
from .record import NotNow, change, locked_programme, record

EDITABLE = frozenset(
    {
        "phrase",
        "comparator",
        "value",
        "value2",
        "unit",
        "per",
        "qualifier",
        "deadline",
        "measure",
        "responsible",
        "note",
    }
)


def _locked_target(viewer: Viewer, target: int) -> tuple[Programme, Target]:
    row = Target.objects.select_related("programme").get(pk=target)
    programme = locked_programme(viewer, row.programme_id, Capability.REVIEW_TARGET)
    return programme, Target.objects.select_for_update().get(pk=target)


def _plain(value: object) -> object:
    return str(value) if isinstance(value, Decimal) else getattr(value, "pk", value)


def _difference(row: Target, values: Mapping[str, object]) -> dict[str, list[object]]:
    pairs = {name: [_plain(getattr(row, name)), _plain(new)] for name, new in values.items()}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


@transaction.atomic
def edit_target(viewer: Viewer, target: int, revision: int, values: Mapping[str, object]) -> Target:
    """Change fields of a target; raises `Conflict` when the page was out of date."""
    programme, row = _locked_target(viewer, target)
    unknown = set(values) - EDITABLE
    if unknown:
        raise ValueError(f"not editable: {sorted(unknown)}")
    difference = _difference(row, values)
    row = change(row, revision, viewer, values)
    record(programme, "target_edited", viewer, {"target": row.key, "changes": difference})
    return row


@transaction.atomic
def judge_target(viewer: Viewer, target: int, revision: int, state: str) -> Target:
    """Accept a target, reject it, or put it back; raises `Conflict` on an old page."""
    programme, row = _locked_target(viewer, target)
    row = change(row, revision, viewer, {"state": Target.State(state)})
    record(programme, f"target_{row.state}", viewer, {"target": row.key})
    return row


@transaction.atomic
def accept_waiting(viewer: Viewer, programme: int, keys: list[str]) -> int:
    """Accept the named targets that nobody has judged yet; return how many were."""
    row = locked_programme(viewer, programme, Capability.REVIEW_TARGET)
    waiting = row.targets.select_for_update().filter(state=Target.State.DRAFT, key__in=keys)
    accepted = [change(t, t.revision, viewer, {"state": Target.State.ACCEPTED}) for t in waiting]
    if accepted:
        record(row, "targets_accepted", viewer, {"targets": [t.key for t in accepted]})
    return len(accepted)


@transaction.atomic
def add_target(viewer: Viewer, programme: int, quote: str, values: Mapping[str, object]) -> Target:
    """Add a target that the compiler missed, at the place of its words in the plan.

    Raises `NotNow` when the words are not in the text.
    """
    row = locked_programme(viewer, programme, Capability.REVIEW_TARGET)
    start = row.plan.text.find(quote)
    if start < 0 or not quote:
        raise NotNow(_("原文里找不到这句话。从左边原文照抄一段再试。"))
    measure = row.measures.filter(start__lte=start, end__gt=start).first()
    target = Target.objects.create(
        programme=row,
        key=_next_key(row),
        quote=quote,
        start=start,
        end=start + len(quote),
        state=Target.State.ACCEPTED,
        changed_by_id=viewer.user_id,
        **{"measure": measure, **values},
    )
    record(row, "target_added", viewer, {"target": target.key, "quote": quote})
    return target


def _next_key(programme: Programme) -> str:
    added = programme.targets.filter(key__startswith="added-").count()
    return f"added-{added + 1:02d}"


@transaction.atomic
def finish_review(viewer: Viewer, programme: int) -> Programme:
    """Close the review: every target judged. The units break their goals down next."""
    row = locked_programme(viewer, programme, Capability.REVIEW_TARGET)
    waiting = row.targets.filter(state=Target.State.DRAFT).count()
    if waiting:
        raise NotNow(_("还有 %(n)d 条目标没有校对。") % {"n": waiting})
    if row.state != Programme.State.REVIEW:
        raise NotNow(_("校对已经完成了。"))
    row.state = Programme.State.BREAKDOWN
    row.save(update_fields=["state"])
    record(row, "review_finished", viewer)
    return row
