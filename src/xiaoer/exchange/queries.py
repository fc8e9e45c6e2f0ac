"""Feeds as their officers and the office see them: what came, what waits, what is late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from xiaoer.cases.calendars import reckoner
from xiaoer.packs.queries import packs_on
from xiaoer.packs.schema import FeedSpec
from xiaoer.people.models import Organisation
from xiaoer.people.roles import Capability, Reach, Role, Viewer

from .feeds.envelope import RED, YELLOW
from .models import FeedBatch, FeedRow

LATE_AFTER = 3  # working days after the due day until a missing feed is late (market 0.4)
LENGTHS = {
    "hourly": 1,
    "daily": 1,
    "monthly": 31,
    "quarterly": 92,
    "half_yearly": 184,
    "yearly": 366,
}


@dataclass(frozen=True)
class FeedStatus:
    """A feed with its last batch and how it stands."""

    feed: FeedSpec
    pack_title: object
    producer: Organisation | None
    last_end: date | None
    accepted: int
    quarantined: int
    due: date
    mine: bool

    @property
    def share(self) -> float:
        """Return the share of rows that wait, 0 to 1."""
        total = self.accepted + self.quarantined
        return self.quarantined / total if total else 0.0

    @property
    def state(self) -> str:
        """Return none, late, red, yellow or good."""
        if self.last_end is None:
            return "none"
        if self.due < timezone.localdate():
            return "late"
        if self.share > RED:
            return "red"
        return "yellow" if self.share > YELLOW else "good"


EVERYBODY = Viewer(None, reaches=(Reach(Role.HQ_OFFICE, None),))  # whoever minds the machine


def reach(viewer: Viewer, capability: Capability) -> Q:
    """Select the batches of the producers that the viewer's capability reaches."""
    organisations = viewer.organisations_for(capability)
    return Q() if organisations is None else Q(producer_id__in=organisations)


def statuses(viewer: Viewer) -> list[FeedStatus]:
    """Return the feeds that the viewer may look at, those that need somebody first."""
    feeds = {f.key: (p.pack, f) for p in packs_on(timezone.localdate()) for f in p.pack.feeds}
    producers = {o.code: o for o in Organisation.objects.filter(code__in=_codes(feeds.values()))}
    rows = _counts()
    ends = dict(
        FeedBatch.objects.filter(level=FeedBatch.Level.ACCEPTED)
        .values_list("feed_key")
        .annotate(end=Max("period_end"))
    )
    found = []
    for key, (pack, feed) in feeds.items():
        producer = producers.get(feed.producer)
        if not viewer.can_for(Capability.READ_FEEDS, producer.pk if producer else None):
            continue
        counts = rows.get(key, {})
        found.append(
            FeedStatus(
                feed, pack.title, producer, ends.get(key), counts.get("accepted", 0),
                counts.get("quarantined", 0), next_due(feed, ends.get(key)),
                bool(producer) and viewer.can_for(Capability.SEND_FEEDS, producer.pk),
            )
        )  # fmt: skip
    order = ("late", "red", "yellow", "good", "none")
    return sorted(found, key=lambda status: (order.index(status.state), status.feed.key))


def _codes(feeds: Iterable[tuple[object, FeedSpec]]) -> set[str]:
    return {feed.producer for _pack, feed in feeds}


def _counts() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    rows = FeedRow.objects.filter(state__in=["accepted", "quarantined"])
    for key, state, count in rows.values_list("feed_key", "state").annotate(n=Count("pk")):
        found.setdefault(key, {})[state] = count
    return found


def next_due(feed: FeedSpec, last_end: date | None) -> date:
    """Return by when the next batch must be here before the feed counts as late."""
    end = (last_end or timezone.localdate()) + timedelta(days=LENGTHS[feed.rhythm])
    calendar = reckoner().calendar
    return calendar.nth(calendar.ordinal(end) + feed.due_days + LATE_AFTER)


def batches(viewer: Viewer, feed_key: str) -> QuerySet[FeedBatch]:
    """Return the batches of a feed that the viewer may see, newest first."""
    rows = FeedBatch.objects.filter(reach(viewer, Capability.READ_FEEDS), feed_key=feed_key)
    return rows.select_related("producer").order_by("-received_at")


def waiting(viewer: Viewer, feed_key: str) -> QuerySet[FeedRow]:
    """Return the rows of a feed that wait to be mended, within the viewer's reach."""
    organisations = viewer.organisations_for(Capability.READ_FEEDS)
    rows = FeedRow.objects.filter(feed_key=feed_key, state=FeedRow.State.QUARANTINED)
    if organisations is not None:
        rows = rows.filter(batch__producer_id__in=organisations)
    return rows.select_related("batch").order_by("pk")


@dataclass(frozen=True)
class Origin:
    """Where a row of a feed came from: its batch, and its line in the file as it came."""

    batch: str
    line: int
    received_at: datetime
    revision: int


def origins(feed_key: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, Origin]:
    """Return where rows of a feed came from, by row key; nothing for rows of cases."""
    keys = [row["row_key"] for row in rows if row.get("row_key")]
    if not keys:
        return {}
    found = FeedRow.objects.filter(
        feed_key=feed_key, row_key__in=keys, state=FeedRow.State.ACCEPTED
    ).select_related("batch")
    return {
        row.row_key: Origin(row.batch.batch_id, row.line, row.batch.received_at, row.revision)
        for row in found
    }
