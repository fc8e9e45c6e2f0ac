"""Reviewing what the compiler read: edit, accept, reject, bind, fill, add.

Once a baseline stands nothing here changes a target: see `target_changes`.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from xiaoer.people.roles import Capability, Viewer

from ..models import Programme, Target
from .record import NotNow, change, difference, locked_programme, record
from .signatures import recheck
from .snapshot import units_of_target

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
        "set_by",
        "set_until",
        "note",
    }
)


def _locked_target(viewer: Viewer, target: int) -> tuple[Programme, Target]:
    programme_id = Target.objects.values_list("programme_id", flat=True).get(pk=target)
    programme = locked_programme(viewer, programme_id, Capability.REVIEW_TARGET)
    require_unfrozen(programme)
    return programme, Target.objects.select_for_update().get(pk=target)


def require_unfrozen(programme: Programme) -> None:
    """Raise `NotNow` once a baseline stands: its targets change by request only."""
    if programme.is_frozen:
        raise NotNow(_("已定稿，改目标要走变更：写明理由，由指挥部领导定。"))


def check_editable(values: Mapping[str, object]) -> None:
    """Raise `ValueError` for a field that is not a person's to change."""
    unknown = set(values) - EDITABLE
    if unknown:
        raise ValueError(f"not editable: {sorted(unknown)}")


@transaction.atomic
def edit_target(viewer: Viewer, target: int, revision: int, values: Mapping[str, object]) -> Target:
    """Change fields of a target; raises `Conflict` when the page was out of date."""
    programme, row = _locked_target(viewer, target)
    check_editable(values)
    changes = difference(row, values)
    touched = units_of_target(row)
    row = change(row, revision, viewer, values)
    record(programme, "target_edited", viewer, {"target": row.key, "changes": changes})
    why = _("目标 %(target)s 改了") % {"target": row.key}
    recheck(viewer, programme, touched | units_of_target(row), why)
    return row


@transaction.atomic
def judge_target(viewer: Viewer, target: int, revision: int, state: str) -> Target:
    """Accept a target, reject it, or put it back; raises `Conflict` on an old page."""
    programme, row = _locked_target(viewer, target)
    changes = difference(row, {"state": Target.State(state)})
    row = change(row, revision, viewer, {"state": Target.State(state)})
    record(programme, f"target_{row.state}", viewer, {"target": row.key, "changes": changes})
    why = _("目标 %(target)s 改了判定") % {"target": row.key}
    recheck(viewer, programme, units_of_target(row), why)
    return row


@transaction.atomic
def accept_waiting(viewer: Viewer, programme: int, keys: list[str]) -> int:
    """Accept the named targets that nobody has judged yet; return how many were."""
    row = locked_programme(viewer, programme, Capability.REVIEW_TARGET)
    require_unfrozen(row)
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
    require_unfrozen(row)
    target = new_target(viewer, row, quote, values)
    record(row, "target_added", viewer, {"target": target.key, "quote": quote})
    why = _("补了目标 %(target)s") % {"target": target.key}
    recheck(viewer, row, units_of_target(target), why)
    return target


def place_of(programme: Programme, quote: str) -> int:
    """Return where words stand in the plan; raises `NotNow` when they do not."""
    start = programme.plan.text.find(quote)
    if start < 0 or not quote:
        raise NotNow(_("原文里找不到这句话。从左边原文照抄一段再试。"))
    return start


def new_target(
    viewer: Viewer, programme: Programme, quote: str, values: Mapping[str, object]
) -> Target:
    """Make an accepted target at the place of its words."""
    check_editable(values)
    start = place_of(programme, quote)
    measure = programme.measures.filter(start__lte=start, end__gt=start).first()
    added = programme.targets.filter(key__startswith="added-").count()
    return Target.objects.create(
        programme=programme,
        key=f"added-{added + 1:02d}",
        quote=quote,
        start=start,
        end=start + len(quote),
        state=Target.State.ACCEPTED,
        changed_by_id=viewer.user_id,
        **{"measure": measure, **values},
    )


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
