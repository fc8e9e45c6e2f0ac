"""The matcher on labelled writings of two cities, and on writings made at random."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from xiaoer.catalogue.addresses.matching import Entry, Match, Outcome, match
from xiaoer.catalogue.addresses.parts import Parts

from .registers import CITIES, MemoryRegister, entries, gazetteer

LABELLED = Path(__file__).parent / "addresses.csv"


@cache
def register(city: str) -> MemoryRegister:
    return MemoryRegister(entries(city))


def found(city: str, text: str) -> Match:
    return match(text, register(city), gazetteer(city))


@cache
def labelled() -> tuple[tuple[dict[str, str], Match], ...]:
    with LABELLED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple((row, found(row["city"], row["written"])) for row in rows)


def is_right(row: dict[str, str], got: Match) -> bool:
    return bool(got.entry) and got.entry.code == row["code"]


def test_the_labelled_set_is_large_and_covers_both_cities():
    cities = [row["city"] for row, _match in labelled()]
    assert len(cities) >= 500
    assert min(cities.count(city) for city in CITIES) >= 100
    outcomes = [row["outcome"] for row, _match in labelled()]
    assert min(outcomes.count(outcome) for outcome in ("hit", "partial", "none")) >= 30


@pytest.mark.parametrize("city", CITIES)
def test_hits_are_precise_and_few_are_missed(city):
    rows = [(row, got) for row, got in labelled() if row["city"] == city]
    told = [(row, got) for row, got in rows if got.outcome is Outcome.HIT]
    right = sum(row["outcome"] == "hit" and is_right(row, got) for row, got in told)
    wanted = sum(row["outcome"] == "hit" for row, _got in rows)
    assert right / len(told) >= 0.99  # precision
    assert right / wanted >= 0.95  # recall


def test_what_is_no_hit_is_told_partial_or_none_as_labelled():
    others = [(row, got) for row, got in labelled() if row["outcome"] != "hit"]
    wrong = [row["written"] for row, got in others if got.outcome.value != row["outcome"]]
    assert len(wrong) / len(others) <= 0.02, wrong


def test_every_code_of_the_labels_stands_in_the_register():
    codes = {city: {entry.code for entry in entries(city)} for city in CITIES}
    lost = [row["code"] for row, _got in labelled() if row["code"] and
            row["code"] not in codes[row["city"]]]  # fmt: skip
    assert lost == []


@pytest.mark.parametrize(
    ("written", "missing", "wrong"),
    [
        ("恒川花园3栋501", {"unit"}, set()),
        ("恒川花园3栋2单元503", set(), {"room"}),
        ("东浦区市民大道88号3栋11楼1201房", set(), {"floor"}),
        ("滨港新区市民大道88号3栋1201房", set(), {"county"}),
        ("东浦区市名大道88号3栋1201房", set(), {"road"}),
        ("东浦区市民大道28号之三", set(), {"sub"}),
    ],
)
def test_a_partial_match_says_what_lacks_and_what_differs(written, missing, wrong):
    got = found("south", written)
    assert got.outcome is Outcome.PARTIAL
    assert (set(got.missing), set(got.wrong)) == (missing, wrong)
    assert got.candidates


def test_a_missing_building_offers_the_same_room_in_each():
    codes = [c.entry.code for c in found("south", "海天大厦12楼1203").candidates[:2]]
    assert codes == ["S05:A:1203", "S05:B:1203"]


def test_an_address_in_two_counties_needs_its_county():
    got = found("south", "学前路9号首层05铺")
    assert (got.outcome, got.several) == (Outcome.PARTIAL, True)
    assert found("south", "东浦区学前路9号首层05铺").outcome is Outcome.HIT


def test_confidence_is_high_for_hits_and_falls_with_what_differs():
    sure = found("south", "岚海市东浦区市民大道88号3栋1201房").confidence
    less = found("south", "市民大道88号3栋1201房（住所申报）").confidence
    none = found("south", "没有这条路99号").confidence
    partial = found("south", "恒川花园3栋501").confidence
    assert 1 == sure > less >= 0.9 > partial > none == 0


def test_an_entry_that_is_no_longer_in_use_is_no_hit():
    entry = next(e for e in entries("south") if e.code == "S02")
    old = Entry(entry.code, entry.text, entry.variants, active=False)
    got = match("东浦区市民大道28号", MemoryRegister([old]), gazetteer("south"))
    assert got.outcome is Outcome.PARTIAL
    assert got.candidates[0].entry is old


# --- writings made at random --------------------------------------------------------------

CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")
FULL = str.maketrans("0123456789", "０１２３４５６７８９")
TRADITIONAL = OpenCC("s2t")
BUILDINGS = ("{}栋", "{}幢", "{}号楼", "{}座")
ROOMS = ("{}房", "{}室", "{}", "{}号房")
REMARKS = ("", "（住所申报）", " 邮编：516600", "（自编）", "，电话13800138000")


def spelt(parts: Parts, draw) -> str:
    """Write an address of a door with rooms in a way that people might choose."""
    digits = draw(st.sampled_from([lambda n: n, lambda n: n.translate(FULL),
                                   lambda n: n.translate(CHINESE)]))  # fmt: skip
    regions = draw(st.sampled_from([("province", "city"), ("city",), ()]))
    text = "".join(getattr(parts, name) for name in (*regions, "county"))
    text += draw(st.sampled_from([parts.town, ""])) + parts.road + f"{parts.number}号"
    text += draw(st.sampled_from([parts.estate, ""]))
    if parts.building:
        text += draw(st.sampled_from(BUILDINGS)).format(digits(parts.building))
    if parts.unit:
        text += f"{digits(parts.unit)}单元"
    text += draw(st.sampled_from(["", f"{parts.room[:-2]}楼"]))
    text += draw(st.sampled_from(ROOMS)).format(digits(parts.room))
    text += draw(st.sampled_from(REMARKS))
    return TRADITIONAL.convert(text) if draw(st.booleans()) else text


def with_rooms(city: str) -> list[Entry]:
    """Return the entries whose rooms tell their floor, at a door with a plain number."""
    return [
        e for e in entries(city)
        if e.parts.room.isdecimal() and len(e.parts.room) >= 3 and e.parts.number.isdecimal()
        and e.parts.building.isdecimal() and not e.parts.lane and not e.parts.sub
    ]  # fmt: skip


@pytest.mark.parametrize("city", CITIES)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_however_a_room_is_written_it_is_found(city, data):
    entry = data.draw(st.sampled_from(with_rooms(city)))
    text = spelt(entry.parts, data.draw)
    got = found(city, text)
    assert (got.outcome, got.entry and got.entry.code) == (Outcome.HIT, entry.code), text


@pytest.mark.parametrize("city", CITIES)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_room_that_is_not_there_is_never_a_hit(city, data):
    entry = data.draw(st.sampled_from(with_rooms(city)))
    taken = {e.parts.room for e in entries(city) if e.parts.building == entry.parts.building and
             e.parts.road == entry.parts.road and e.parts.unit == entry.parts.unit}  # fmt: skip
    room = data.draw(st.integers(100, 9999).map(str).filter(lambda room: room not in taken))
    got = found(city, spelt(entry.parts.but(room=room, floor=""), data.draw))
    assert got.outcome is not Outcome.HIT
