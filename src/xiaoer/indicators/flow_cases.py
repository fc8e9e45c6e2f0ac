"""Our own ended cases of one item as trails, for the pages that show how they went.

Only what moves a case is an activity: what the applicant and the offices did, what started or
stopped a clock. Reminders, claims and rules are left out. A clock's event beside a step of the
same name is that step, told twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from django.db.models import Count, F, Max, QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import override

from xiaoer.cases.models import Case, CaseEvent
from xiaoer.cases.wording import told
from xiaoer.clock.reckoning import CHINA
from xiaoer.exchange.case_log import STEP_DONE, step_title
from xiaoer.exchange.logs.gathering import Gatherer
from xiaoer.exchange.logs.instants import TimeReader, microseconds
from xiaoer.exchange.logs.log import Head
from xiaoer.packs.queries import version

from .mining.trails import Trails, trails_of

MOST_CASES = 10_000  # of a page; the newest
MOVING = (
    STEP_DONE, "submitted", "correction_requested", "correction_supplied", "deemed_accepted",
    "accepted", "accepted_with_gap", "gap_closed", "not_accepted", "returned",
    "special_procedure_started", "special_procedure_ended", "applicant_pause_started",
    "applicant_pause_ended", "rectification_started", "rectification_ended", "extended",
    "decided", "delivered", "withdrawn",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Selection:
    """Ended cases of an item: from a day up to and not including another, of a county or all."""

    item: str
    first: date
    until: date
    county: str = ""

    def cases(self) -> QuerySet[Case]:
        """Return the cases."""
        found = Case.objects.filter(
            item_key=self.item,
            ended_at__gte=datetime.combine(self.first, time(), CHINA),
            ended_at__lt=datetime.combine(self.until, time(), CHINA),
        )
        return found.filter(county_code=self.county) if self.county else found


@dataclass(frozen=True)
class Cases:
    """The trails of a selection and how many cases it has in all."""

    trails: Trails
    total: int
    newest: int | None  # event that was there when they were read


def cases_of(selection: Selection) -> Cases:
    """Return the trails of a selection; what was read before is kept until a case moves on."""
    newest = CaseEvent.objects.aggregate(last=Max("pk"))["last"]
    return _read(selection, newest)


@lru_cache(maxsize=16)
def _read(selection: Selection, newest: int | None) -> Cases:
    cases = selection.cases()
    total = cases.count()
    chosen = cases.order_by("-ended_at")[:MOST_CASES] if total > MOST_CASES else cases.order_by()
    events = (
        CaseEvent.objects.filter(case__in=chosen.values("pk"), kind__in=MOVING)
        .order_by("case_id", "sequence")
        .values_list(
            "case__number",
            "case__pack_version_id",
            "kind",
            KeyTextTransform("key", "payload"),
            "at",
            "organisation__name",
        )
    )
    with override("zh-hans"):
        return Cases(_trails(selection.item, events.iterator(chunk_size=10_000)), total, newest)


def _trails(item: str, events: Iterable[tuple[str, int, str, str | None, datetime, str]]) -> Trails:
    gatherer = Gatherer(TimeReader())
    for number, pack_version, kind, key, at, organisation in events:
        activity = _activity(pack_version, item, kind, key or "")
        if activity:
            gatherer.event(
                gatherer.cases.code(number), activity, microseconds(at), organisation, "complete"
            )
    return trails_of(gatherer.log(Head((), {})))


@lru_cache(maxsize=4096)
def _activity(pack_version: int, item_key: str, kind: str, key: str) -> str:
    item = version(pack_version).item(item_key)
    if item is None:
        return ""
    if kind == STEP_DONE:
        return step_title(item, key)
    title = told(kind, {}, item).title
    return "" if title in {step_title(item, step.key) for step in item.steps} else title


def items_with_cases() -> list[tuple[str, str, int]]:
    """Return the items that have ended cases: key, title, how many; the most first."""
    found = (
        Case.objects.filter(ended_at__isnull=False)
        .values_list("item_key")
        .annotate(title=Max("item_title"), cases=Count("pk"))
        .order_by(F("cases").desc(), "item_key")
    )
    return [(key, title, cases) for key, title, cases in found]
