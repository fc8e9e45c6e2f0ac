"""Taking in batches of feeds, and mending rows that waited in quarantine (market 0.4)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from xiaoer.cases.calendars import reckoner
from xiaoer.packs.queries import LoadedPack, packs_on
from xiaoer.packs.schema import FeedSpec
from xiaoer.people.access import Refused, require
from xiaoer.people.models import Organisation
from xiaoer.people.queries import organisations
from xiaoer.people.roles import Capability, Viewer

from .feeds.envelope import Envelope, canonical, faults, fits
from .feeds.rows import ReadRow, RowReader
from .feeds.tables import ROW_KEY
from .models import FeedBatch, FeedKey, FeedRow

CHANNELS = FeedBatch.Channel


class NotTaken(Exception):
    """A batch that is not even kept as rejected: unknown feed, or somebody else's."""


@dataclass(frozen=True)
class Taken:
    """What became of a batch."""

    batch: FeedBatch
    accepted: int = 0
    quarantined: int = 0
    unchanged: int = 0
    replay: bool = False


def feed_named(key: str) -> tuple[LoadedPack, FeedSpec]:
    """Return a feed of the packs in effect; raises `NotTaken`."""
    for loaded in packs_on(timezone.localdate()):
        for feed in loaded.pack.feeds:
            if feed.key == key:
                return loaded, feed
    raise NotTaken(f"没有“{key}”这份数据")


def receive(
    viewer: Viewer,
    envelope: Envelope,
    rows: Sequence[tuple[int, Mapping[str, object]]],
    channel: str,
) -> Taken:
    """Take a batch in: all of it is rejected, or its good rows are taken and the others wait.

    The same batch again changes nothing. Raises `NotTaken`, `Refused`.
    """
    loaded, feed = feed_named(envelope.feed)
    producer = Organisation.objects.filter(code=envelope.producer).first()
    if producer is None or feed.producer != envelope.producer:
        raise NotTaken(f"“{feed.title}”由 {feed.producer} 报送，不是 {envelope.producer}")
    _may_send(viewer, producer, envelope, rows, channel)
    plain = [dict(cells) for _line, cells in rows]
    digest = hashlib.sha256(canonical(envelope, plain)).hexdigest()
    with transaction.atomic():
        _one_at_a_time(envelope)
        known = FeedBatch.objects.filter(
            feed_key=feed.key, batch_id=envelope.batch_id, level=FeedBatch.Level.ACCEPTED
        ).first()
        if known and known.digest == digest:
            return Taken(known, replay=True)
        found = faults(envelope, feed.rhythm, timezone.now(), plain)
        if known:
            found.append("这个批次号已经收过别的内容，换一个批次号")
        batch = _kept(viewer, loaded, envelope, producer, digest, channel, found)
        if found:
            return Taken(batch)
        reader = RowReader(feed, county_codes(), reckoner().calendar)
        return _stored(batch, list(reader.read(rows)))


def _may_send(
    viewer: Viewer,
    producer: Organisation,
    envelope: Envelope,
    rows: Sequence[tuple[int, Mapping[str, object]]],
    channel: str,
) -> None:
    """A signed-in officer of the producer sends by hand; systems prove themselves by their key."""
    if channel != CHANNELS.API:
        require(viewer, Capability.SEND_FEEDS, producer.pk)
        return
    message = canonical(envelope, [dict(cells) for _line, cells in rows])
    keys = FeedKey.objects.filter(organisation=producer, ended_at__isnull=True)
    if not any(fits(key.secret, message, envelope.signature) for key in keys):
        raise Refused("签名对不上：用报送单位的密钥对信封和行签名")


def _one_at_a_time(envelope: Envelope) -> None:
    """Two deliveries of one feed wait for each other, so that revisions are numbered rightly."""
    name = hashlib.sha256(envelope.feed.encode()).digest()[:8]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(name, signed=True)])


def _kept(
    viewer: Viewer,
    loaded: LoadedPack,
    envelope: Envelope,
    producer: Organisation,
    digest: str,
    channel: str,
    found: list[str],
) -> FeedBatch:
    return FeedBatch.objects.create(
        feed_key=envelope.feed, batch_id=envelope.batch_id[:80], pack_version_id=loaded.pk,
        period_start=min(envelope.period_start, envelope.period_end),
        period_end=max(envelope.period_start, envelope.period_end),
        produced_at=envelope.produced_at, producer=producer, row_count=envelope.row_count,
        control_totals=dict(envelope.control_totals), signature=envelope.signature, digest=digest,
        channel=channel, received_by_id=viewer.user_id,
        level=FeedBatch.Level.REJECTED if found else FeedBatch.Level.ACCEPTED,
        reason="；".join(found),
    )  # fmt: skip


def county_codes() -> frozenset[str]:
    """Return the division codes of the city's tree."""
    codes = organisations().exclude(division_code="").values_list("division_code", flat=True)
    return frozenset(codes)


# --- storing, set by set ---------------------------------------------------------------------

INCOMING = """
CREATE TEMP TABLE incoming (line int, row_key text, county text, data jsonb, faults jsonb)
ON COMMIT DROP
"""
UNCHANGED = """
DELETE FROM incoming i USING exchange_feedrow r
WHERE r.feed_key = %(feed)s AND r.period_start = %(start)s AND r.row_key = i.row_key
  AND r.state = 'accepted' AND r.values = i.data AND i.faults = '[]'
"""
SUPERSEDED = """
UPDATE exchange_feedrow r SET state = 'superseded' FROM incoming i
WHERE r.feed_key = %(feed)s AND r.period_start = %(start)s AND r.row_key = i.row_key
  AND r.state = 'accepted' AND i.faults = '[]'
"""
TAKEN = """
INSERT INTO exchange_feedrow
  (batch_id, feed_key, row_key, revision, line, county_code, period_start, period_end, values,
   state, faults)
SELECT %(batch)s, %(feed)s, i.row_key,
  1 + COALESCE((SELECT max(r.revision) FROM exchange_feedrow r
                WHERE r.feed_key = %(feed)s AND r.period_start = %(start)s
                  AND r.row_key = i.row_key AND r.state <> 'quarantined'), 0),
  i.line, i.county, %(start)s, %(end)s, i.data,
  CASE WHEN i.faults = '[]' THEN 'accepted' ELSE 'quarantined' END, i.faults
FROM incoming i
"""


def _stored(batch: FeedBatch, rows: list[ReadRow]) -> Taken:
    values = {
        "batch": batch.pk,
        "feed": batch.feed_key,
        "start": batch.period_start,
        "end": batch.period_end,
    }
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS incoming")
        cursor.execute(INCOMING)
        with cursor.copy("COPY incoming FROM STDIN") as copy:
            for row in rows:
                data = json.dumps(row.values, ensure_ascii=False)
                copy.write_row(
                    (
                        row.line,
                        row.key,
                        row.county,
                        data,
                        json.dumps(row.faults, ensure_ascii=False),
                    )
                )
        cursor.execute(UNCHANGED, values)
        unchanged = cursor.rowcount
        cursor.execute(SUPERSEDED, values)
        cursor.execute(TAKEN, values)
        cursor.execute("DROP TABLE incoming")
    bad = sum(1 for row in rows if row.faults)
    return Taken(batch, len(rows) - bad - unchanged, bad, unchanged)


# --- quarantine ------------------------------------------------------------------------------


@transaction.atomic
def mend_row(viewer: Viewer, pk: int, cells: Mapping[str, object]) -> FeedRow:
    """Mend a row that waits: it is taken when nothing is wrong any more, else it waits on.

    Raises `Refused`, `NotTaken` (somebody settled it before).
    """
    row = _waiting(viewer, pk)
    _loaded, feed = feed_named(row.feed_key)
    read = RowReader(feed, county_codes(), reckoner().calendar).one(
        row.line, {ROW_KEY: row.row_key, **cells}
    )
    row.values, row.faults = read.values, read.faults
    row.county_code = read.county
    if not read.faults:
        _take(row, viewer)
    row.save()
    return row


def _take(row: FeedRow, viewer: Viewer) -> None:
    """Put a mended row in force; what stood under its key before is superseded."""
    same = FeedRow.objects.filter(
        feed_key=row.feed_key, period_start=row.period_start, row_key=row.row_key
    ).exclude(pk=row.pk)
    same.filter(state=FeedRow.State.ACCEPTED).update(state=FeedRow.State.SUPERSEDED)
    settled = same.exclude(state=FeedRow.State.QUARANTINED)
    row.revision = 1 + (
        settled.order_by("-revision").values_list("revision", flat=True).first() or 0
    )
    row.state = FeedRow.State.ACCEPTED
    row.settled_by_id, row.settled_at = viewer.user_id, timezone.now()


@transaction.atomic
def discard_row(viewer: Viewer, pk: int) -> FeedRow:
    """Give a row that waits up; it stays on record."""
    row = _waiting(viewer, pk)
    row.state = FeedRow.State.DISCARDED
    row.settled_by_id, row.settled_at = viewer.user_id, timezone.now()
    row.save()
    return row


def _waiting(viewer: Viewer, pk: int) -> FeedRow:
    row = FeedRow.objects.select_for_update(of=("self",)).select_related("batch").get(pk=pk)
    require(viewer, Capability.SEND_FEEDS, row.batch.producer_id)
    if row.state != FeedRow.State.QUARANTINED:
        raise NotTaken("这一行已经有人处理过了，刷新看看")
    return row
