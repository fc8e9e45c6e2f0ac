"""Webhooks: every event reaches every address that asked for it, or is given up in the open."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import datetime, timedelta
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.db import connection, transaction
from django.utils import timezone

from ..models import CaseEvent, Delivery, Webhook

TIMEOUT_SECONDS = 5.0
WAITS = (0, 30, 120, 600, 3600, 6 * 3600, 24 * 3600)  # seconds before each attempt
SETTLING = timedelta(seconds=2)  # by the database's clock: late commits are not passed over


class _NoRedirects(HTTPRedirectHandler):
    """An address that answers with another one is not followed: it was not approved."""

    def redirect_request(self, *args: object) -> None:  # type: ignore[override]
        return None


_opener = build_opener(_NoRedirects)


def queue_new(most: int = 500) -> int:
    """Queue the events that an address has not been given yet; return how many."""
    queued = 0
    for hook in Webhook.objects.filter(active=True):
        queued += _queue(hook, most)
    return queued


@transaction.atomic
def _queue(hook: Webhook, most: int) -> int:
    row = Webhook.objects.select_for_update().get(pk=hook.pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        settled = cursor.fetchone()[0] - SETTLING
    events = CaseEvent.objects.filter(pk__gt=row.last_event, recorded_at__lt=settled)
    events = events.filter(case__organisation_id=row.organisation_id)
    found = list(events.order_by("pk").values_list("pk", "kind")[:most])
    wanted = [pk for pk, kind in found if not row.kinds or kind in row.kinds]
    now = timezone.now()
    Delivery.objects.bulk_create(
        [Delivery(webhook=row, event_id=pk, next_at=now) for pk in wanted], ignore_conflicts=True
    )
    if found:
        row.last_event = found[-1][0]
        row.save(update_fields=["last_event"])
    return len(wanted)


def deliver_due(now: datetime | None = None, most: int = 50) -> int:
    """Send what is due; return how many arrived or failed for now."""
    queue_new()
    done = 0
    while done < most and _deliver_one(now or timezone.now()):
        done += 1
    return done


@transaction.atomic
def _deliver_one(now: datetime) -> bool:
    due = Delivery.objects.select_for_update(skip_locked=True, of=("self",))
    due = due.filter(delivered_at__isnull=True, next_at__lte=now)
    row = due.select_related("webhook", "event", "event__case").order_by("next_at").first()
    if row is None:
        return False
    row.attempts += 1
    row.last_status, row.last_problem = _send(row)
    if row.last_status and 200 <= row.last_status < 300:
        row.delivered_at, row.next_at = now, None
    elif row.attempts < len(WAITS):
        row.next_at = now + timedelta(seconds=WAITS[row.attempts])
    else:
        row.next_at = None  # given up; the page of the webhook lists it
    row.save()
    return True


def body_of(event: CaseEvent) -> bytes:
    """Return what is sent of an event: no personal data, only what happened and where."""
    record = {
        "case": event.case.number,
        "item": event.case.item_key,
        "sequence": event.sequence,
        "kind": event.kind,
        "at": event.at.isoformat(),
        "hash": event.hash,
    }
    return json.dumps(record, ensure_ascii=False).encode()


def signature(secret: str, body: bytes) -> str:
    """Return the HMAC-SHA-256 of a body, as the receiver must compute it."""
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _send(row: Delivery) -> tuple[int | None, str]:
    body = body_of(row.event)
    headers = {
        "Content-Type": "application/json",
        "X-Xiaoer-Signature": signature(row.webhook.secret, body),
        "X-Xiaoer-Delivery": f"{row.webhook_id}-{row.event_id}",
    }
    if not row.webhook.url.startswith(("https://", "http://")):
        return None, "地址要用 http 或 https"
    request = Request(row.webhook.url, body, headers, method="POST")  # noqa: S310
    try:
        with _opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
            return answer.status, ""
    except HTTPError as refused:
        return refused.code, str(refused.reason)[:200]
    except (URLError, OSError, ValueError) as problem:
        return None, str(problem)[:200]
