"""Service hours of a hall: the minutes of a day in which time runs (time-law H1, H2)."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import time
from functools import cached_property

DAY_SECONDS = 86_400


class BadHours(ValueError):
    """Service hours that cannot be; the message says how to write them."""


def _second(moment: time) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


@dataclass(frozen=True)
class ServiceHours:
    """Slots of a day as (opening, closing) seconds after midnight, in order."""

    slots: tuple[tuple[int, int], ...] = ((9 * 3600, 12 * 3600), (14 * 3600, 17 * 3600))

    def __post_init__(self) -> None:
        """Refuse slots that overlap, run backwards or leave the day."""
        edges = [edge for slot in self.slots for edge in slot]
        inside = bool(edges) and edges[0] >= 0 and edges[-1] <= DAY_SECONDS
        if not inside or any(a >= b for a, b in itertools.pairwise(edges)):
            raise BadHours("服务时间写成 09:00-12:00,14:00-17:00，先早后晚、不重叠")

    @classmethod
    def parse(cls, text: str) -> ServiceHours:
        """Read hours such as `09:00-12:00,14:00-17:00`; raises `BadHours`."""
        slots = []
        for part in text.replace("，", ",").split(","):
            opening, dash, closing = part.strip().partition("-")
            try:
                slot = (
                    _second(time.fromisoformat(opening.strip())),
                    _closing(closing.strip()),
                )
            except ValueError:
                dash = ""
            if not dash:
                raise BadHours(f"看不懂服务时间“{part.strip()}”，写成 09:00-12:00")
            slots.append(slot)
        return cls(tuple(slots))

    @cached_property
    def seconds(self) -> int:
        """Return the service seconds of one working day."""
        return sum(closing - opening for opening, closing in self.slots)

    @property
    def closing(self) -> int:
        """Return when the hall closes, in seconds after midnight."""
        return self.slots[-1][1]

    def worked(self, second: int) -> int:
        """Return the service seconds that have run by a second of a working day."""
        return sum(min(max(second - a, 0), b - a) for a, b in self.slots)

    def at(self, worked: int) -> int:
        """Return the first second of the day by which `worked` service seconds have run."""
        for opening, closing in self.slots:
            if worked <= closing - opening:
                return opening + worked
            worked -= closing - opening
        raise ValueError("more service seconds than the day has")

    @cached_property
    def halves(self) -> tuple[int, int]:
        """Return when the first and the second half of the day end, in seconds."""
        two = len(self.slots) == 2
        return (self.slots[0][1] if two else self.at(self.seconds // 2)), self.closing


def _closing(text: str) -> int:
    return DAY_SECONDS if text == "24:00" else _second(time.fromisoformat(text))


DEFAULT_HOURS = ServiceHours()
