"""Writing the checked rows of a workbook: tried first, then all of them or none."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from xiaoer.people.access import Refused
from xiaoer.people.roles import Viewer

from ..workbook import TARGET_SHEET, Change
from .record import Conflict, NotNow
from .targets import edit_target
from .tasks import MilestoneDraft, edit_task, set_milestones


def _write(viewer: Viewer, change: Change) -> None:
    if change.sheet == TARGET_SHEET:
        edit_target(viewer, change.pk, change.revision, change.values)
        return
    coops, targets = change.links.get("coops"), change.links.get("targets")
    row = edit_task(viewer, change.pk, change.revision, change.values, coops, targets)
    if change.marks is not None:
        drafts = [MilestoneDraft(*mark) for mark in change.marks]
        set_milestones(viewer, change.pk, row.revision, drafts)


def _tried(viewer: Viewer, change: Change) -> str:
    """Write one row; return why it cannot be, or nothing."""
    try:
        with transaction.atomic():
            _write(viewer, change)
    except Refused:
        return _("这一行不归您改")
    except NotNow as reason:
        return str(reason)
    except Conflict:
        return _("刚有人改过这一行，请重新导出再改")
    return ""


def _good(changes: Iterable[Change]) -> list[Change]:
    return [change for change in changes if not change.problem]


@transaction.atomic
def try_changes(viewer: Viewer, changes: Iterable[Change]) -> None:
    """Mark the rows that could not be written now, with the reason; nothing stays written."""
    for change in _good(changes):
        change.problem = _tried(viewer, change)
    transaction.set_rollback(True)


@transaction.atomic
def write_changes(viewer: Viewer, changes: Iterable[Change]) -> int:
    """Write the good rows, all of them or none; return how many were written.

    When one of them cannot be written any more, its `problem` says why and nothing is.
    """
    good = _good(changes)
    for change in good:
        change.problem = _tried(viewer, change)
    if len(_good(good)) < len(good):
        transaction.set_rollback(True)
        return 0
    return len(good)
