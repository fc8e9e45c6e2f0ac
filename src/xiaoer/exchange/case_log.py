"""The city's own cases as an event log, without anything that names a person.

Whoever looks sees the cases that he may open, no more. Officers appear as marks that stay the
same from export to export and lead back to nobody without the key of this installation;
applicants only as applicants. Answers, reasons and other payload stay inside.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import override

from xiaoer.cases.access import visible
from xiaoer.cases.models import Case, CaseEvent
from xiaoer.cases.wording import told
from xiaoer.clock.reckoning import CHINA
from xiaoer.packs.items import Item
from xiaoer.packs.queries import version
from xiaoer.people.roles import Reach, Role, Viewer

from .logs.gathering import Gatherer
from .logs.instants import TimeReader, microseconds
from .logs.log import Attribute, EventLog, Head

CHUNK = 5_000
STEP_DONE = "task_completed"
APPLICANT = "申请人"
OPERATOR = Viewer(None, reaches=(Reach(Role.CASE_SUPERVISOR, None),))  # who runs the machine
OF_CASE = (
    ("item", "string", "item_key"),
    ("item_title", "string", "item_title"),
    ("county", "string", "county_code"),
    ("organisation", "string", "organisation__name"),
    ("channel", "string", "channel"),
    ("state", "string", "state"),
    ("outcome", "string", "outcome"),
    ("commitment", "boolean", "commitment"),
)
FIELDS = (
    "case__number", "case__item_key", "case__pack_version_id", "case__applicant_id", "kind", "at",
    "actor_id", "organisation__name", "payload", "wclk", "wday",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which cases: of an item, submitted from a day up to and not including another."""

    item: str = ""
    since: date | None = None
    until: date | None = None

    def within(self, cases: QuerySet[Case]) -> QuerySet[Case]:
        """Narrow cases down to the chosen ones."""
        if self.item:
            cases = cases.filter(item_key=self.item)
        if self.since:
            cases = cases.filter(submitted_at__gte=datetime.combine(self.since, time(), CHINA))
        if self.until:
            cases = cases.filter(submitted_at__lt=datetime.combine(self.until, time(), CHINA))
        return cases


def case_log(viewer: Viewer, chosen: Chosen | None = None) -> EventLog:
    """Return the events of the cases that the viewer may open, activities named in Chinese."""
    cases = (chosen or Chosen()).within(visible(viewer))
    gatherer = Gatherer(TimeReader())
    with override("zh-hans"):
        _put_cases(gatherer, cases)
        for event in _events(cases):
            _put_event(gatherer, event)
    title = Attribute("string", "concept:name", "办件")
    return gatherer.log(Head((title,), {"环节": ("concept:name",)}))


def _put_cases(gatherer: Gatherer, cases: QuerySet[Case]) -> None:
    rows = cases.order_by("id").values("number", *(field for _, _, field in OF_CASE))
    for row in rows.iterator(CHUNK):
        code = gatherer.cases.code(row["number"])
        for name, type_, field in OF_CASE:
            if row[field] not in ("", None):
                gatherer.case_table.put(code, type_, name, row[field])


def _events(cases: QuerySet[Case]) -> Iterator[dict[str, Any]]:
    rows = CaseEvent.objects.filter(case__in=cases.order_by()).order_by("case_id", "sequence")
    yield from rows.values(*FIELDS).iterator(CHUNK)


def _put_event(gatherer: Gatherer, event: dict[str, Any]) -> None:
    payload = event["payload"]
    row = gatherer.event(
        gatherer.cases.code(event["case__number"]),
        _activity(event),
        microseconds(event["at"]),
        _who(event),
        "complete",
    )
    known = {
        "kind": event["kind"],
        "step": payload.get("key") if event["kind"] == STEP_DONE else None,
        "outcome": payload.get("outcome") if event["kind"] == STEP_DONE else None,
        "org:group": event["organisation__name"],
    }
    for name, value in known.items():
        if value:
            gatherer.events.put(row, "string", name, str(value))
    gatherer.events.put(row, "int", "wclk", event["wclk"])
    gatherer.events.put(row, "int", "wday", event["wday"])


def _activity(event: dict[str, Any]) -> str:
    kind, item = (
        event["kind"],
        version(event["case__pack_version_id"]).item(event["case__item_key"]),
    )
    if item is None:
        return str(kind)
    if kind == STEP_DONE:
        return step_title(item, str(event["payload"].get("key", "")))
    title = told(kind, {}, item).title
    # the clock's own event beside a step of the same name is not that step done twice
    steps = {step_title(item, step.key) for step in item.steps}
    return f"{title}（计时）" if title in steps else title


def step_title(item: Item, key: str) -> str:
    """Return how a step is called in a log, and in the drawing it is compared with."""
    step = item.step(key)
    return str(step.title) if step else key


def _who(event: dict[str, Any]) -> str | None:
    if event["actor_id"] is None:
        return None
    if event["actor_id"] == event["case__applicant_id"]:
        return APPLICANT
    return marked(event["actor_id"])


@cache
def marked(user: int) -> str:
    """Return the mark of an officer: always the same, and nobody's name."""
    secret = hmac.new(settings.SECRET_KEY.encode(), f"event log {user}".encode(), hashlib.sha256)
    return f"经办人 {secret.hexdigest()[:8]}"
