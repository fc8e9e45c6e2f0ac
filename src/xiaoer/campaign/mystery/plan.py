"""The sealed plan of a quarter's mystery visits: where, when, by whom. Pure.

Source rule: campaign §7, sampling; P-C-7 step 1. The draw is that of P-RL5-2.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from enum import StrEnum
from math import ceil

from xiaoer.campaign.survey.commitments import leaf, root, salt, sha256
from xiaoer.campaign.survey.draw import Candidate, frozen, ordered
from xiaoer.clock.calendar import WorkCalendar

HALL_VISITS, DEPARTMENT_VISITS = 2, 1  # a quarter, for each hall and each window
TOWN_PERCENT = 10  # of the towns, at least, a quarter; all of them within a year
HOTLINE_CALLS, ONLINE_ITEMS = 60, 30  # a quarter
BAD_RATING_FACTOR = 4  # an item that nobody rates well weighs 5 times one that everybody does
TIMES = tuple(time(hour, minute) for hour in (9, 10, 14, 15, 16) for minute in (0, 30))
NOON = time(12)


class Kind(StrEnum):
    """Where a visit goes."""

    HALL = "hall"
    DEPARTMENT = "department"
    TOWN = "town"


@dataclass(frozen=True, slots=True)
class Target:
    """A place that can be visited."""

    id: str
    kind: Kind
    county: str


@dataclass(frozen=True, slots=True)
class Shopper:
    """Somebody who visits: where they live, and the targets they declared a conflict with."""

    id: str
    county: str
    conflicts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Slot:
    """A target with its drawn day and time, not assigned yet."""

    target: Target
    turn: int
    day: date
    at: time

    @property
    def id(self) -> str:
        """Return the visit's name inside the plan."""
        return f"{self.target.id}#{self.turn}"

    @property
    def half_day(self) -> tuple[date, bool]:
        """Return the half day: nobody makes two visits in one."""
        return self.day, self.at < NOON


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit of the plan."""

    slot: Slot
    shopper: str

    @property
    def row(self) -> list[str]:
        """Return what of the visit is sealed."""
        slot = self.slot
        return [slot.id, slot.day.isoformat(), slot.at.isoformat("minutes"), self.shopper]


class NoShopper(ValueError):
    """A visit for which nobody is left; the message says why."""


# --- how many ------------------------------------------------------------------------------------


def town_visits(towns: int, still_to_visit: int, quarter: int) -> int:
    """Return how many towns are visited in a quarter (1–4) so that a year reaches them all."""
    share = ceil(towns * TOWN_PERCENT / 100)
    return max(share, ceil(still_to_visit / (5 - quarter)))


def _towns(
    towns: Sequence[Target], visited: frozenset[str], quarter: int, seed: bytes
) -> list[str]:
    rest = [town.id for town in towns if town.id not in visited]
    number = town_visits(len(towns), len(rest), quarter)
    by_draw = ordered(frozen(Candidate(town.id, Kind.TOWN) for town in towns), seed)
    # those not reached this year come first; the draw decides among equals
    return sorted(by_draw, key=lambda name: name in visited)[:number]


def chosen(
    targets: Iterable[Target], visited: frozenset[str], quarter: int, seed: bytes
) -> list[tuple[Target, int]]:
    """Return the targets of a quarter with the turn of each visit, by the quotas of §7.

    `visited` are the towns that were visited earlier in the year.
    """
    if quarter not in (1, 2, 3, 4):
        raise ValueError(f"没有第 {quarter} 季度，季度是 1 到 4")
    known = sorted(targets, key=lambda target: target.id)
    towns = set(_towns([t for t in known if t.kind is Kind.TOWN], visited, quarter, seed))
    times = {Kind.HALL: HALL_VISITS, Kind.DEPARTMENT: DEPARTMENT_VISITS, Kind.TOWN: 1}
    return [
        (target, turn)
        for target in known
        if target.kind is not Kind.TOWN or target.id in towns
        for turn in range(1, times[target.kind] + 1)
    ]


def chosen_items(good: Mapping[str, Decimal], number: int, seed: bytes) -> list[str]:
    """Return the items to try by phone or online, badly rated ones more often (campaign §7).

    `good` is the share of good ratings, 0 to 1. With fewer items than tries they come round
    again, in the same order.
    """
    if any(not 0 <= share <= 1 for share in good.values()):
        raise ValueError("好评率在 0 到 1 之间")
    rows = frozen(
        Candidate(item, "items", 1 + BAD_RATING_FACTOR * (1 - share))
        for item, share in good.items()
    )
    names = ordered(rows, seed)
    return [names[turn % len(names)] for turn in range(number)] if names else []


# --- when ----------------------------------------------------------------------------------------


def _number(seed: bytes, name: str) -> int:
    return int.from_bytes(hmac.new(seed, name.encode(), hashlib.sha256).digest()[:8])


def _working_days(calendar: WorkCalendar, first: date, last: date) -> list[date]:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if calendar.is_working(day)]


def slots(
    places: Iterable[tuple[Target, int]],
    calendar: WorkCalendar,
    first: date,
    last: date,
    seed: bytes,
) -> list[Slot]:
    """Draw day and time of each visit among the working days of a quarter, in order of day.

    The visits of one target fall into parts of the quarter of equal length, so that the
    second sees whether the first was an accident.
    """
    days = _working_days(calendar, first, last)
    wanted = list(places)
    turns = Counter(target.id for target, _ in wanted)
    found = []
    for target, turn in wanted:
        parts = turns[target.id]
        part = days[len(days) * (turn - 1) // parts : len(days) * turn // parts]
        if not part:
            raise ValueError("这段时间的工作日不够排，放长起止日期")
        number = _number(seed, f"{target.id}#{turn}")
        hour = TIMES[number // len(part) % len(TIMES)]
        found.append(Slot(target, turn, part[number % len(part)], hour))
    return sorted(found, key=lambda slot: (slot.day, slot.at, slot.id))


# --- by whom -------------------------------------------------------------------------------------


def shopper_refusals(shopper: Shopper, target: Target, earlier: Iterable[str]) -> list[str]:
    """Return why a shopper may not visit a target; `earlier` are those who visited it before."""
    found = []
    if shopper.county == target.county:
        found.append("暗访人是本县（市、区）居民，换外县的人")
    if target.id in shopper.conflicts:
        found.append("暗访人申报过利益关系，换人")
    if shopper.id in set(earlier):
        found.append("复访要换人，上次去的人不能再去")
    return found


def assigned(
    found: Sequence[Slot],
    shoppers: Iterable[Shopper],
    earlier: Mapping[str, frozenset[str]],
    seed: bytes,
) -> list[Visit]:
    """Give each slot a shopper: whoever may go and has the fewest visits, ties by draw.

    `earlier` holds who visited a target before; raises `NoShopper` when nobody may go.
    """
    people = sorted(shoppers, key=lambda shopper: shopper.id)
    load: Counter[str] = Counter()
    seen = {target: set(names) for target, names in earlier.items()}
    busy: set[tuple[str, tuple[date, bool]]] = set()
    visits = []
    for slot in found:
        been = seen.setdefault(slot.target.id, set())
        fit = [
            person
            for person in people
            if (person.id, slot.half_day) not in busy
            and not shopper_refusals(person, slot.target, been)
        ]
        if not fit:
            raise NoShopper(f"{slot.day} 去“{slot.target.id}”没有合适的暗访人，增加外县的人")
        best = _least_loaded(fit, load, seed, slot.id)
        load[best] += 1
        been.add(best)
        busy.add((best, slot.half_day))
        visits.append(Visit(slot, best))
    return visits


def _least_loaded(fit: Sequence[Shopper], load: Counter[str], seed: bytes, slot: str) -> str:
    def rank(person: Shopper) -> tuple[int, int, str]:
        return load[person.id], _number(seed, f"{slot}|{person.id}"), person.id

    return min(fit, key=rank).id


# --- sealed --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Seal:
    """What is kept in the open while the plan is closed; hashes in hexadecimal."""

    root: str
    size: int
    secret_digest: str


def sealed(visits: Sequence[Visit], secret: str) -> Seal:
    """Return the seal of a plan; without the secret nobody can guess a visit from it."""
    if not secret:
        raise ValueError("封存计划要有一个保密的种子")
    rows = sorted(visit.row for visit in visits)
    leaves = [leaf([salt(secret, row[0]), *row]) for row in rows]
    return Seal(root(leaves).hex(), len(rows), sha256(secret.encode()).hex())


def opens(seal: Seal, visits: Sequence[Visit], secret: str) -> bool:
    """Say whether the plan that is shown is the one that was sealed."""
    return bool(secret) and sealed(visits, secret) == seal
