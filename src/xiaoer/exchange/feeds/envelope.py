"""The envelope of a batch and what can be wrong with it (market 0.4). Pure."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from .cells import CHINA

MONTHLY = frozenset({"monthly", "quarterly", "half_yearly", "yearly"})
YELLOW, RED = 0.02, 0.05  # shares of quarantined rows


@dataclass(frozen=True)
class Envelope:
    """What a producer says about a batch."""

    feed: str
    batch_id: str
    period_start: date
    period_end: date
    produced_at: datetime
    row_count: int
    producer: str  # code of the organisation
    control_totals: Mapping[str, str] = field(default_factory=dict)
    signature: str = ""


def canonical(envelope: Envelope, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the bytes that a producer signs: the envelope without its signature, then rows."""
    head = {
        "feed": envelope.feed,
        "batch_id": envelope.batch_id,
        "period_start": envelope.period_start.isoformat(),
        "period_end": envelope.period_end.isoformat(),
        "produced_at": envelope.produced_at.isoformat(),
        "row_count": envelope.row_count,
        "producer": envelope.producer,
        "control_totals": dict(envelope.control_totals),
    }
    body = {"envelope": head, "rows": list(rows)}
    return json.dumps(
        body, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str
    ).encode()


def signed(secret: str, message: bytes) -> str:
    """Return the signature of a message: HMAC-SHA256 in hexadecimal."""
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def fits(secret: str, message: bytes, signature: str) -> bool:
    """Say whether a signature is that of the message."""
    return hmac.compare_digest(signed(secret, message), signature)


def faults(
    envelope: Envelope, rhythm: str, now: datetime, rows: Sequence[Mapping[str, object]]
) -> list[str]:
    """Return why a batch cannot be taken at all; nothing when it can."""
    found = _of_the_period(envelope, rhythm, now)
    if envelope.row_count != len(rows):
        found.append(f"说有 {envelope.row_count} 行，收到 {len(rows)} 行")
    for column, wanted in envelope.control_totals.items():
        total = _total(column, rows)
        if total is None or _decimal(wanted) != total:
            found.append(f"“{column}”的合计说是 {wanted}，收到的加起来是 {total}")
    return found


def _of_the_period(envelope: Envelope, rhythm: str, now: datetime) -> list[str]:
    found = []
    if not envelope.batch_id.strip():
        found.append("没有批次号")
    if envelope.period_start > envelope.period_end:
        found.append("数据期的开始比结束晚")
    if envelope.period_end > now.astimezone(CHINA).date():
        found.append("数据期还没过完，不能报将来的数")
    if envelope.produced_at > now:
        found.append("产生时间比现在还晚")
    elif rhythm in MONTHLY and envelope.produced_at.astimezone(CHINA).date() < envelope.period_end:
        found.append("数据期还没结束就产生了")
    return found


def _total(column: str, rows: Sequence[Mapping[str, object]]) -> Decimal | None:
    total = Decimal(0)
    for row in rows:
        value = row.get(column)
        if value not in (None, ""):
            found = _decimal(value)
            if found is None:
                return None
            total += found
    return total


def _decimal(value: object) -> Decimal | None:
    try:
        found = Decimal(str(value).replace(",", "").strip())
    except InvalidOperation:
        return None
    return found if found.is_finite() else None
