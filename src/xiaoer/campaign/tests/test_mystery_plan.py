"""The plan of mystery visits: quotas, drawn times, shoppers, the seal (campaign §7)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiaoer.campaign.mystery.plan import (
    HOTLINE_CALLS,
    TIMES,
    Kind,
    NoShopper,
    Shopper,
    Slot,
    Target,
    Visit,
    assigned,
    chosen,
    chosen_items,
    opens,
    sealed,
    shopper_refusals,
    slots,
    town_visits,
)
from xiaoer.clock import WorkCalendar

CALENDAR = WorkCalendar.china()
Q3 = (date(2022, 7, 1), date(2022, 9, 30))
COUNTIES = ("甲", "乙", "丙", "丁")
TARGETS = [
    *(Target(f"hall-{c}", Kind.HALL, c) for c in COUNTIES),
    *(Target(f"dept-{n}", Kind.DEPARTMENT, "市区") for n in range(6)),
    *(Target(f"town-{n:02}", Kind.TOWN, COUNTIES[n % 4]) for n in range(37)),
]
SHOPPERS = [Shopper(f"p{n}", COUNTIES[n % 4]) for n in range(8)]


def a_plan(seed: bytes, quarter: int = 3) -> list[Visit]:
    places = chosen(TARGETS, frozenset(), quarter, seed)
    return assigned(slots(places, CALENDAR, *Q3, seed), SHOPPERS, {}, seed)


def test_quotas_of_a_quarter() -> None:
    kinds = Counter(target.kind for target, _ in chosen(TARGETS, frozenset(), 1, b"x"))
    assert kinds == {Kind.HALL: 8, Kind.DEPARTMENT: 6, Kind.TOWN: 10}
    assert town_visits(37, 37, 4) == 37
    assert town_visits(37, 0, 2) == 4
    with pytest.raises(ValueError, match="没有第 5 季度"):
        chosen(TARGETS, frozenset(), 5, b"x")


@given(st.binary(max_size=8))
def test_a_year_reaches_every_town(seed: bytes) -> None:
    visited: frozenset[str] = frozenset()
    for quarter in (1, 2, 3, 4):
        found = chosen(TARGETS, visited, quarter, seed)
        towns = {target.id for target, _ in found if target.kind is Kind.TOWN}
        assert len(towns) >= 4
        visited |= towns
    assert len(visited) == 37


@settings(deadline=None, max_examples=30)
@given(st.binary(min_size=1, max_size=8))
def test_every_visit_keeps_the_rules(seed: bytes) -> None:
    visits = a_plan(seed)
    homes = {shopper.id: shopper.county for shopper in SHOPPERS}
    pairs = Counter((v.slot.target.id, v.shopper) for v in visits)
    halves = Counter((v.shopper, v.slot.half_day) for v in visits)
    assert max(pairs.values()) == 1
    assert max(halves.values()) == 1
    for visit in visits:
        assert homes[visit.shopper] != visit.slot.target.county
        assert CALENDAR.is_working(visit.slot.day)
        assert Q3[0] <= visit.slot.day <= Q3[1]
        assert visit.slot.at in TIMES
    assert visits == a_plan(seed)


def test_another_seed_is_another_plan_and_work_is_shared() -> None:
    visits = a_plan(b"one")
    assert visits != a_plan(b"two")
    load = Counter(v.shopper for v in visits)
    assert max(load.values()) - min(load[s.id] for s in SHOPPERS) <= 3


def test_the_second_visit_of_a_hall_lies_in_the_second_half() -> None:
    days = {v.slot.id: v.slot.day for v in a_plan(b"one")}
    for county in COUNTIES:
        assert days[f"hall-{county}#1"] < days[f"hall-{county}#2"]


def test_who_may_not_go() -> None:
    hall = TARGETS[0]
    assert "本县" in shopper_refusals(Shopper("p", "甲"), hall, [])[0]
    assert "利益关系" in shopper_refusals(Shopper("p", "乙", frozenset({hall.id})), hall, [])[0]
    assert "复访要换人" in shopper_refusals(Shopper("p", "乙"), hall, ["p"])[0]
    assert shopper_refusals(Shopper("p", "乙"), hall, ["q"]) == []
    places = chosen([hall], frozenset(), 1, b"x")
    found = slots(places, CALENDAR, *Q3, b"x")
    with pytest.raises(NoShopper, match="增加外县的人"):
        assigned(found, [Shopper("p", "乙")], {}, b"x")
    with pytest.raises(NoShopper):
        assigned(found[:1], [Shopper("p", "乙")], {hall.id: frozenset({"p"})}, b"x")
    with pytest.raises(ValueError, match="工作日不够"):
        slots(places, CALENDAR, date(2022, 7, 2), date(2022, 7, 3), b"x")


def test_bad_ratings_are_tried_more() -> None:
    ratings = {f"i{n}": Decimal("0.2") if n < 20 else Decimal(1) for n in range(40)}
    bad = sum(
        int(name[1:]) < 20 for n in range(100) for name in chosen_items(ratings, 5, str(n).encode())
    )
    assert bad > 320
    assert len(chosen_items(ratings, HOTLINE_CALLS, b"x")) == 60
    assert Counter(chosen_items(ratings, 60, b"x")).most_common()[0][1] == 2
    assert chosen_items({}, 60, b"x") == []
    with pytest.raises(ValueError, match="好评率"):
        chosen_items({"a": Decimal("1.1")}, 1, b"x")


def test_a_seal_opens_for_its_own_plan_only() -> None:
    visits = a_plan(b"one")
    seal = sealed(visits, "secret")
    assert opens(seal, visits[::-1], "secret")
    assert not opens(seal, visits, "guess")
    assert not opens(seal, visits, "")
    assert not opens(seal, visits[1:], "secret")
    slot = visits[0].slot
    later = Slot(slot.target, slot.turn, slot.day, TIMES[(TIMES.index(slot.at) + 1) % len(TIMES)])
    assert not opens(seal, [replace(visits[0], slot=later), *visits[1:]], "secret")
    with pytest.raises(ValueError, match="保密的种子"):
        sealed(visits, "")
