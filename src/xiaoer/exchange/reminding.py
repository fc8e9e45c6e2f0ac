"""Late feeds: the producer is told once for each day that one was due (market 0.4)."""

from __future__ import annotations

from django.utils import timezone

from xiaoer.people.roles import Capability, Viewer

from .models import FeedReminder
from .queries import EVERYBODY, statuses


def remind() -> int:
    """Remind producers of feeds that are late now; returns how many were told anew."""
    at = timezone.now()
    late = [s for s in statuses(EVERYBODY) if s.state == "late" and s.producer is not None]
    before = FeedReminder.objects.count()
    FeedReminder.objects.bulk_create(
        [FeedReminder(feed_key=s.feed.key, due=s.due, producer=s.producer, at=at) for s in late],
        ignore_conflicts=True,
    )
    return FeedReminder.objects.count() - before


def late_for(viewer: Viewer) -> int:
    """Return how many feeds of the viewer's own units are late; only their officers are asked."""
    if not viewer.can(Capability.SEND_FEEDS):
        return 0
    return sum(s.state == "late" and s.mine for s in statuses(viewer))
