"""The sheet of the ledger adds up, over any legal history (campaign §5)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiaoer.campaign.ledger.evidence import Evidence, EvidenceType
from xiaoer.campaign.ledger.figures import (
    Alarm,
    Entry,
    Rate,
    Record,
    ageing,
    alarm,
    balance,
    drawn_for_field_check,
    rates,
)
from xiaoer.campaign.ledger.items import Actor, Checks, ItemFacts, Move
from xiaoer.campaign.ledger.moving import moved
from xiaoer.campaign.ledger.rules import refusals
from xiaoer.campaign.ledger.states import MoveKind, Role, State

CHINA = ZoneInfo("Asia/Shanghai")
OFFICE = Actor(1, frozenset({Role.HQ_OFFICE, Role.HQ_LEADER}))
SECOND = Actor(2, frozenset({Role.HQ_OFFICE}))
START = datetime(2022, 3, 1, 10, tzinfo=CHINA)
JUNE = (date(2022, 5, 26), date(2022, 6, 25))
PAPER = Evidence(EvidenceType.DOCUMENT, "已印发", "f" * 64)


def on(month: int, day: int) -> datetime:
    return datetime(2022, month, day, 10, tzinfo=CHINA)


def new_item(number: int, unit: int) -> ItemFacts:
    return ItemFacts(
        f"2022-O-{number:03}", unit, 1, 1, minutes_clause="纪要第1条", due=date(2022, 9, 30),
        required=frozenset({EvidenceType.DOCUMENT}),
    )  # fmt: skip


def actors(unit: int) -> list[Actor]:
    lead = frozenset({Role.LEAD_LIAISON, Role.LEAD_VICE})
    return [OFFICE, SECOND, Actor(100 + unit, lead, unit)]


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Entry], dict[str, ItemFacts]]:
    """A few items, each moved at random by whoever may, one or a few days apart."""
    entries: list[Entry] = []
    items: dict[str, ItemFacts] = {}
    for number in range(1, draw(st.integers(1, 4)) + 1):
        item, now = new_item(number, draw(st.integers(1, 2))), START
        for _ in range(draw(st.integers(0, 14))):
            now += timedelta(days=draw(st.integers(0, 12)))
            item = replace(item, evidence=(PAPER,), checks=Checks(documents=True))
            move = Move(
                draw(st.sampled_from(MoveKind)), "理由", (item.due or date(2022, 9, 30)) + timedelta(days=9),
                now.date() + timedelta(days=30), 1, draw(st.sampled_from([None, 1, 2])),
            )  # fmt: skip
            if item.state is None:
                move = Move(MoveKind.ISSUE)
            for actor in actors(item.lead):
                if not refusals(item, move, actor, now):
                    item = moved(item, move, actor, now)
                    assert item.state is not None
                    entries.append(Entry(item.number, item.lead, move.kind, item.state, now))
                    break
        items[item.number] = item
    return entries, items


@settings(deadline=None)
@given(histories(), st.integers(0, 120), st.integers(0, 90))
def test_the_balance_holds_over_any_legal_history(
    found: tuple[list[Entry], dict[str, ItemFacts]], skip: int, length: int
) -> None:
    entries, _ = found
    first = START.date() + timedelta(days=skip)
    units, total = balance(entries, (first, first + timedelta(days=length)))
    assert total.holds
    assert all(row.holds for row in units.values())
    assert total.open_end == sum(row.open_end for row in units.values())
    assert total.closed == sum(row.closed for row in units.values())


@settings(deadline=None)
@given(histories())
def test_the_history_agrees_with_the_states_that_the_items_show(
    found: tuple[list[Entry], dict[str, ItemFacts]],
) -> None:
    entries, items = found
    states = {number: item.state for number, item in items.items() if item.state}
    whole = (START.date(), date(2022, 12, 31))
    assert balance(entries, whole, states) == balance(entries, whole)
    for entry in entries[-1:]:
        flipped = State.CLOSED if states[entry.item].is_open else State.ISSUED
        assert not balance(entries, whole, {**states, entry.item: flipped})[1].holds


def entry(item: str, kind: MoveKind, to: State, month: int, day: int, unit: int = 1) -> Entry:
    return Entry(item, unit, kind, to, on(month, day))


LINES = [
    entry("a", MoveKind.ISSUE, State.ISSUED, 5, 16),
    entry("b", MoveKind.ISSUE, State.ISSUED, 5, 26),
    entry("c", MoveKind.ISSUE, State.ISSUED, 4, 1, unit=2),
    entry("c", MoveKind.CLOSE, State.CLOSED, 5, 20, unit=2),
    entry("c", MoveKind.REOPEN, State.REOPENED, 6, 1, unit=2),
    entry("a", MoveKind.REPORT, State.REPORTED, 6, 18),
    entry("a", MoveKind.RETURN, State.RETURNED, 6, 19),
    entry("a", MoveKind.REPORT, State.REPORTED, 6, 20),
    entry("a", MoveKind.CLOSE, State.CLOSED, 6, 25),
    entry("b", MoveKind.CANCEL, State.CANCELLED, 6, 26),
]


def test_the_sheet_of_june_by_hand() -> None:
    units, total = balance(LINES, JUNE)
    assert (total.open_start, total.issued, total.reopened) == (1, 1, 1)
    assert (total.closed, total.cancelled, total.open_end) == (1, 0, 2)
    assert total.holds
    assert (units[1].open_start, units[1].closed, units[1].open_end) == (1, 1, 1)
    assert (units[2].open_start, units[2].reopened, units[2].open_end) == (0, 1, 1)
    assert balance([], JUNE)[1].holds


def test_a_history_that_was_tampered_with_does_not_add_up() -> None:
    twice = [*LINES, entry("a", MoveKind.CLOSE, State.CLOSED, 6, 25)]
    assert not balance(twice, JUNE)[1].holds
    silent = [*LINES, entry("b", MoveKind.PLAN, State.CLOSED, 6, 24)]
    assert not balance(silent, JUNE)[1].holds
    units, _ = balance(LINES, JUNE, {"a": State.CLOSED, "b": State.ISSUED})
    assert units[1].holds
    assert not units[2].holds


def test_ages_and_alarms_at_their_edges() -> None:
    days = (0, 30, 31, 60, 61, 90, 91, 400)
    now = date(2022, 6, 25)
    records = [
        Record(str(n), 1, datetime(2022, 6, 25, tzinfo=CHINA) - timedelta(days=n)) for n in days
    ]
    closed = replace(records[0], closed_at=on(6, 25))
    assert list(ageing([*records, closed], now).values()) == [2, 2, 2, 2]
    due = date(2022, 6, 1)
    seen = [alarm(due, on(6, 1) + timedelta(days=n)) for n in (0, 1, 14, 15, 29, 30)]
    yellow, red = Alarm.YELLOW, Alarm.RED
    assert seen == [Alarm.NONE, yellow, yellow, red, red, Alarm.INTERVIEW]
    assert alarm(None, on(6, 1)) is Alarm.NONE


def test_the_rates_of_june_by_hand() -> None:
    records = [
        Record("a", 1, on(5, 16), date(2022, 6, 25), on(5, 17), on(6, 25)),
        Record("b", 1, on(5, 26), date(2022, 6, 20), on(5, 31)),
        Record("d", 1, on(6, 24), date(2022, 7, 20)),
        Record("e", 1, on(6, 1), None, on(6, 2)),
        Record("f", 1, on(6, 1), date(2022, 6, 10), cancelled=True),
    ]
    found = rates(records, LINES, JUNE)
    assert found.on_time == Rate(1, 2)
    assert found.returned == Rate(1, 2)
    assert found.relapsed == Rate(1, 1)
    # b on the third working day, e in time, f never; d still has its day
    assert found.acknowledged == Rate(1, 3)
    assert found.mean_age.value == pytest.approx((30 + 1 + 24) / 3)
    empty = rates([], [], JUNE)
    assert empty.on_time.value is None
    assert empty.mean_age.value is None


def test_field_checks_are_drawn_by_share_and_stay_drawn() -> None:
    numbers = [f"2022-O-{n:03}" for n in range(1, 5001)]
    june = {n for n in numbers if drawn_for_field_check("seed", n, 6)}
    december = {n for n in numbers if drawn_for_field_check("seed", n, 12)}
    assert 0.18 < len(june) / 5000 < 0.22
    assert 0.47 < len(december) / 5000 < 0.53
    assert june < december
    assert june != {n for n in numbers if drawn_for_field_check("other", n, 6)}
    with pytest.raises(ValueError, match="月份"):
        drawn_for_field_check("seed", "x", 13)


@given(st.text(), st.text(), st.integers(1, 12))
def test_a_draw_can_be_made_again(seed: str, item: str, month: int) -> None:
    assert drawn_for_field_check(seed, item, month) == drawn_for_field_check(seed, item, month)


def test_random_histories_reach_every_state() -> None:
    seen: Counter[State] = Counter()

    @settings(deadline=None, max_examples=300, database=None, derandomize=True)
    @given(histories())
    def collect(found: tuple[list[Entry], dict[str, ItemFacts]]) -> None:
        seen.update(entry.to for entry in found[0])

    collect()
    assert len(seen) >= 6, seen
