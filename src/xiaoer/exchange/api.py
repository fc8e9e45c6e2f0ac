"""Line systems push their batches here, signed with their key."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import AwareDatetime, Field

from xiaoer.people.access import Refused
from xiaoer.people.roles import NOBODY

from .feeds.envelope import Envelope
from .models import FeedBatch
from .services import NotTaken, receive

router = Router(tags=["feeds"], auth=None)  # the signature says who sends
Cells = dict[str, Any]


class EnvelopeIn(Schema):
    """The envelope of a batch (market 0.4)."""

    batch_id: str = Field(min_length=1, max_length=80)
    period_start: date
    period_end: date
    produced_at: AwareDatetime
    row_count: int = Field(ge=0, le=5_000_000)
    producer: str = Field(max_length=64)
    control_totals: dict[str, str] = {}
    signature: str = Field(max_length=200)


class BatchIn(Schema):
    """A batch: its envelope and rows. Each row has its columns and, if it likes, `row_key`."""

    envelope: EnvelopeIn
    rows: list[Cells] = Field(max_length=200_000)


class TakenOut(Schema):
    """What became of a batch."""

    level: str
    reason: str = ""
    accepted: int
    quarantined: int
    unchanged: int
    replay: bool


class Problem(Schema):
    """Why a batch is not even looked at."""

    detail: str


Name = Annotated[str, Field(max_length=64, pattern=r"^[a-z][a-z0-9_]*$")]


@router.post(
    "/{feed}", response={200: TakenOut, 403: Problem, 404: Problem}, summary="Push a batch"
)
def push(request: HttpRequest, feed: Name, batch: BatchIn) -> tuple[int, Any]:
    """Take a batch in. `signature`: HMAC-SHA256, in hexadecimal, of the canonical JSON of
    `{"envelope": {…without signature, with "feed"}, "rows": […]}`: keys sorted, no blanks, UTF-8.
    """
    given = batch.envelope
    envelope = Envelope(
        feed, given.batch_id, given.period_start, given.period_end, given.produced_at,
        given.row_count, given.producer, given.control_totals, given.signature,
    )  # fmt: skip
    rows = list(enumerate(batch.rows, 1))
    try:
        done = receive(NOBODY, envelope, rows, FeedBatch.Channel.API)
    except Refused as problem:
        return 403, {"detail": str(problem) or "签名对不上"}
    except NotTaken as problem:
        return 404, {"detail": str(problem)}
    return 200, {
        "level": done.batch.level, "reason": done.batch.reason, "accepted": done.accepted,
        "quarantined": done.quarantined, "unchanged": done.unchanged, "replay": done.replay,
    }  # fmt: skip
