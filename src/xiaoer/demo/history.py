"""The demo city's past: cases of the last eighteen months, as they came from the systems before.

Their rows and event chains are whole (every fingerprint verifies); they were not played step by
step, so they have no process to look at. The same seed always makes the same past.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.conf import settings

from xiaoer.cases.calendars import reckoner
from xiaoer.cases.chain import FIRST, Link, fingerprint
from xiaoer.cases.clocks import Clocks, stored
from xiaoer.cases.models import Case, CaseEvent
from xiaoer.clock.limits import ClockProfile, Limit
from xiaoer.clock.reckoning import CHINA, Clock
from xiaoer.packs.items import Item
from xiaoer.packs.queries import LoadedPack, item_on
from xiaoer.people.bodies import organisation_id
from xiaoer.people.models import User

from .ways import Step, split, taken, ways_of

Happened = tuple[str, datetime, dict[str, str]]  # kind, when, payload
STEP_DONE = "task_completed"
MONTHS = 18
COUNTIES = (
    # division code, share of cases, how slow against the city
    ("441502", 30, 0.92),
    ("441503", 25, 0.88),
    ("441581", 17, 1.00),
    ("441521", 12, 1.04),
    ("441523", 10, 1.10),
    ("441524", 6, 1.45),
)


@dataclass(frozen=True, slots=True)
class Habit:
    """How an item usually goes: cases a month, net working days then and now, how often refused."""

    item: str
    monthly: int
    days_before: float
    days_now: float
    refused: float = 0.02
    withdrawn: float = 0.03
    commitment: float = 0.0


HABITS = (
    Habit("company_opening", 46, 0.62, 0.40, refused=0.0),
    Habit("food_business_licence", 18, 9.0, 6.4, commitment=0.4),
    Habit("project_filing", 12, 0.2, 0.1),
    Habit("landing_permits", 6, 24.0, 18.5),
    Habit("industrial_project", 5, 25.0, 18.6),
    Habit("simple_low_risk", 5, 17.5, 14.6),
    Habit("lv_residential_connection", 26, 3.2, 1.9),
    Habit("lv_nonresidential_connection", 14, 5.2, 3.2),
    Habit("hv_single_supply_connection", 7, 44.0, 33.0),
    Habit("external_line_permit", 7, 6.1, 4.3),
    Habit("multi_address", 4, 0.3, 0.2),
    Habit("simple_deregistration", 5, 3.0, 2.0),
    Habit("ordinary_deregistration", 3, 5.0, 4.0),
)


class _Past:
    def __init__(self, applicant: User, today: date, rng: random.Random) -> None:
        self.applicant, self.today, self.rng = applicant, today, rng
        self.number = 0
        self.cases: list[Case] = []
        self.events: list[tuple[Case, CaseEvent]] = []

    def add(self, habit: Habit, month: date, share: float) -> None:
        """Add one case that was handed in in a month; `share` of the way from then to now."""
        found = item_on(habit.item, month)
        if found is None:
            return
        pack, item = found
        county, _weight, slowness = self.rng.choices(COUNTIES, [w for _c, w, _s in COUNTIES])[0]
        usual = habit.days_before + (habit.days_now - habit.days_before) * share
        days = max(usual * slowness * self.rng.lognormvariate(-0.06, 0.35), 0.02)
        submitted = self._working_moment(month)
        clock = reckoner().clock(item.profile)
        accepted = self._later(clock, item, submitted, self.rng.uniform(0.05, 1.2))
        closed = self._later(clock, item, accepted, days)
        if closed.astimezone(CHINA).date() < self.today:
            self._close(habit, pack, item, county, submitted, accepted, closed)

    def _working_moment(self, month: date) -> datetime:
        calendar = reckoner().calendar
        day = calendar.next_working(month + timedelta(days=self.rng.randrange(28)))
        seconds = 9 * 3600 + self.rng.randrange(7 * 3600)
        return datetime.combine(day, time(), CHINA) + timedelta(seconds=seconds)

    def _later(self, clock: Clock, item: Item, start: datetime, days: float) -> datetime:
        if item.profile is ClockProfile.WD_FRACTION:
            wclk, _wday = clock.coordinate(start)
            return clock.moment_of_coordinate(wclk + int(days * clock.hours.seconds) + 60)
        whole = int(days + 0.5)
        if not whole:
            return start + timedelta(minutes=20)
        due = reckoner().due(start, Limit.parse(f"{whole}wd"), ClockProfile.WD_ADMIN)
        day = due.astimezone(CHINA).date() if due else start.date()
        opening = datetime.combine(day, time(9), CHINA)
        return opening + timedelta(seconds=self.rng.randrange(7 * 3600))

    def _close(
        self,
        habit: Habit,
        pack: LoadedPack,
        item: Item,
        county: str,
        submitted: datetime,
        accepted: datetime,
        closed: datetime,
    ) -> None:
        chance = self.rng.random()
        result = "withdrawn" if chance < habit.withdrawn else "granted"
        if habit.withdrawn <= chance < habit.withdrawn + habit.refused:
            result = "refused"
        self.number += 1
        decided = None if result == "withdrawn" else closed
        clocks = Clocks(
            submitted_at=submitted, started_at=accepted, accepted_at=accepted, decided_at=decided,
            ended_at=closed,
        )  # fmt: skip
        case = Case(
            number=f"{settings.CASE_PREFIX}-H{self.number:06}", item_key=item.key,
            item_title=str(item.title), pack_version_id=pack.pk, applicant=self.applicant,
            applicant_name="（历史办件）", organisation_id=organisation_id(item.owner), county_code=county,
            channel=self.rng.choice(["online", "online", "online", "window"]),
            commitment=self.rng.random() < habit.commitment, clocks=stored(clocks),
            calendar_version=reckoner().calendar.version, submitted_at=submitted,
            accepted_at=accepted, decided_at=decided, ended_at=closed, state=Case.State.ENDED,
            outcome=result, told=self._told(item, accepted, closed),
        )  # fmt: skip
        slowness = next(slow for code, _weight, slow in COUNTIES if code == county)
        self._chain(case, item, self._happened(pack, item, case, slowness, closed))
        self.cases.append(case)

    def _happened(
        self, pack: LoadedPack, item: Item, case: Case, slowness: float, closed: datetime
    ) -> list[Happened]:
        """Return what happened to a case in order: its steps, and what moved its clock."""
        way = taken(ways_of(pack.key, item.key), self.rng, slowness)
        early, late = split(item, way if case.outcome == "granted" else way[: len(way) // 2])
        start, accepted = case.submitted_at, case.accepted_at or closed
        end: Happened = ("decided", closed, {"result": case.outcome})
        if case.decided_at is None:
            end = ("withdrawn", closed, {})
        return [
            ("submitted", start, {}),
            *self._spread(item, early, start, accepted),
            ("accepted", accepted, {}),
            *self._spread(item, late, accepted, closed),
            end,
        ]

    def _spread(
        self, item: Item, steps: list[Step], start: datetime, end: datetime
    ) -> list[Happened]:
        """Spread steps over the working time between two moments; the last one at its end."""
        clock = reckoner().clock(item.profile)
        (first, _), (last, _) = clock.coordinate(start), clock.coordinate(end)
        places = [*sorted(self.rng.randint(first, last) for _step in steps[1:]), last]
        return [
            (
                STEP_DONE,
                end if place == last else min(clock.moment_of_coordinate(place), end),
                {"key": key, "outcome": outcome},
            )
            for (key, outcome), place in zip(steps, places, strict=False)
        ]

    def _told(self, item: Item, accepted: datetime, closed: datetime) -> dict[str, str]:
        limit = Limit.parse(item.committed_limit)
        due = reckoner().due(accepted, limit, item.profile)
        return {"decision::100": due.isoformat()} if due and closed > due else {}

    def _chain(self, case: Case, item: Item, happened: list[Happened]) -> None:
        head = FIRST
        clock = reckoner().clock(item.profile)
        for sequence, (kind, at, payload) in enumerate(happened, 1):
            wclk, wday = clock.coordinate(at)
            found = fingerprint(Link(case.number, sequence, kind, at, None, payload), head)
            event = CaseEvent(
                sequence=sequence, kind=kind, at=at, wclk=wclk, wday=wday, payload=payload,
                previous_hash=head, hash=found,
            )  # fmt: skip
            self.events.append((case, event))
            head = found
        case.sequence, case.head = len(happened), head


def _months(today: date) -> Iterator[tuple[date, float]]:
    """Return the first days of the months of the past, with how near to now each is."""
    month = today.replace(day=1)
    firsts = []
    for _month in range(MONTHS):
        firsts.append(month)
        month = (month - timedelta(days=1)).replace(day=1)
    for number, first in enumerate(reversed(firsts)):
        yield first, number / (MONTHS - 1)


def earlier_systems() -> User:
    """Return the account under which the past came in; nobody signs in with it."""
    return User.objects.create_user(
        "earlier-systems", password=None, name="原来的系统", is_active=False
    )


def make_history(applicant: User, today: date, habits: Sequence[Habit] = HABITS) -> int:
    """Make the past of the city; returns how many cases it has."""
    past = _Past(applicant, today, random.Random(20220520))  # noqa: S311
    for month, share in _months(today):
        for habit in habits:
            for _case in range(habit.monthly):
                past.add(habit, month, share)
    Case.objects.bulk_create(past.cases, batch_size=1_000)
    for case, event in past.events:
        event.case = case
    CaseEvent.objects.bulk_create([event for _case, event in past.events], batch_size=2_000)
    return len(past.cases)
