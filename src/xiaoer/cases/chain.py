"""The chain of a case's events: each carries the fingerprint of the one before. Pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """What of an event enters its fingerprint."""

    case: str
    sequence: int
    kind: str
    at: datetime
    actor: int | None
    payload: Mapping[str, Any]


def fingerprint(link: Link, previous: str) -> str:
    """Return the SHA-256 of an event and of the fingerprint before it, in hexadecimal."""
    body = [
        previous,
        link.case,
        link.sequence,
        link.kind,
        link.at.astimezone(UTC).isoformat(timespec="microseconds"),
        link.actor,
        link.payload,
    ]
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def broken_at(links: Iterable[tuple[Link, str]]) -> int | None:
    """Return the sequence of the first event whose fingerprint does not fit; none if all do."""
    previous, expected = FIRST, 1
    for link, found in links:
        if link.sequence != expected or fingerprint(link, previous) != found:
            return expected
        previous, expected = found, expected + 1
    return None
