"""Work that comes round: every so often one of the workers does it, never two at once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from .models import Turn

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Round:
    """A piece of work and how often it is due, in seconds."""

    name: str
    every: int
    work: Callable[[], object]


_rounds: dict[str, Round] = {}


def register(name: str, every: int, work: Callable[[], object]) -> None:
    """Let workers do something every so many seconds; rooms above say so when they are ready."""
    _rounds[name] = Round(name, every, work)


def run_due() -> int:
    """Do what is due; returns how many pieces were done. One that fails comes round again."""
    return sum(_run(found) for found in list(_rounds.values()))


def _run(found: Round) -> int:
    if not _claimed(found):
        return 0
    try:
        found.work()
    except Exception:
        log.exception("the round %s failed; it comes again in %s s", found.name, found.every)
    return 1


def _claimed(found: Round) -> bool:
    """Take a round that is due; a new one is due after its time has passed once."""
    now = timezone.now()
    _row, made = Turn.objects.get_or_create(name=found.name, defaults={"taken_at": now})
    if made:
        return False
    due = Turn.objects.filter(name=found.name, taken_at__lte=now - timedelta(seconds=found.every))
    return bool(due.update(taken_at=now))
