"""Instants as whole microseconds since 1970 (UTC), and back to text.

Digits beyond a microsecond are dropped. A text without a zone is in the zone that the reader
was told, UTC unless said otherwise.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

import numpy as np

SECOND: Final = 1_000_000
DAY: Final = 86_400 * SECOND
NO_TIME: Final = int(np.iinfo(np.int64).min)
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
ZERO: Final = timedelta(0)
KEPT: Final = 100_000  # texts of times that a reader remembers

# What people and Chinese office systems write besides ISO 8601.
LOOSE = re.compile(
    r"(?P<y>\d{4})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})日?"
    r"(?:[T\s]*(?P<H>\d{1,2})[:时](?P<M>\d{1,2})(?:[:分](?P<S>\d{1,2})(?:\.(?P<f>\d+))?秒?|分)?)?"
    r"\s*(?P<z>Z|UTC|[+-]\d{2}:?\d{2})?"
)
COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?P<H>\d{2})(?P<M>\d{2})(?P<S>\d{2})")
UNIX_TIME = re.compile(r"\d{10}(?:\.\d+)?|\d{13}")


def microseconds(moment: datetime) -> int:
    """Return an aware instant as microseconds since 1970."""
    passed = moment - EPOCH
    return passed.days * DAY + passed.seconds * SECOND + passed.microseconds


def moment_of(value: int) -> datetime:
    """Return microseconds since 1970 as an instant in UTC."""
    return EPOCH + timedelta(microseconds=value)


def iso(value: int) -> str:
    """Write an instant as XML's `dateTime`; the shortest of 3 or 6 digits that holds it."""
    digits = "milliseconds" if value % 1000 == 0 else "microseconds"
    return moment_of(value).isoformat(timespec=digits)


class TimeReader:
    """Reads texts of times in one zone and one form; notes whether other zones occurred."""

    def __init__(self, zone: tzinfo = UTC, form: str = "") -> None:
        """Take the zone of texts without one, and a `strptime` form for unusual ones."""
        self._zone, self._form = zone, form
        self._known: dict[str, int | None] = {}
        self.zoned = False  # some text named a zone whose clock differs from UTC's

    def read(self, text: str) -> int | None:
        """Return the instant, or `None` when the text is no time."""
        found = self._known.get(text, NO_TIME)
        if found != NO_TIME:
            return found
        if len(self._known) >= KEPT:
            self._known.clear()
        value = self._known[text] = self._read(text)
        return value

    def _read(self, text: str) -> int | None:
        try:
            moment = self._parsed(text.strip())
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=self._zone)
            elif moment.utcoffset() != ZERO:
                self.zoned = True
            return microseconds(moment)
        except (ValueError, OverflowError):
            return None

    def _parsed(self, text: str) -> datetime:
        if self._form:
            return datetime.strptime(text, self._form)  # noqa: DTZ007 - the zone is added above
        if UNIX_TIME.fullmatch(text):
            value = float(text) if len(text) != 13 else int(text) / 1000
            return EPOCH + timedelta(seconds=value)
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return _loosely(text)


def _loosely(text: str) -> datetime:
    found = LOOSE.fullmatch(text) or COMPACT.fullmatch(text)
    if found is None:
        raise ValueError(text)
    part = found.groupdict()
    zone = (part.get("z") or "").replace("UTC", "Z")
    fraction = f".{part['f']}" if part.get("f") else ""
    time = f"{int(part['H'] or 0):02}:{int(part['M'] or 0):02}:{int(part['S'] or 0):02}"
    day = f"{part['y']}-{int(part['m']):02}-{int(part['d']):02}"
    return _plus_a_day(f"{day}T{time}{fraction}{zone}")


def _plus_a_day(text: str) -> datetime:
    """Read 24:00:00 as the midnight that ends the day."""
    if "T24:00:00" in text:
        return datetime.fromisoformat(text.replace("T24:", "T00:")) + timedelta(days=1)
    return datetime.fromisoformat(text)
