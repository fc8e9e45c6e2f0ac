"""Loading the register: idempotent, versions by code, every fault at once, all or nothing."""

from __future__ import annotations

import csv

import pytest
from django.db import IntegrityError, transaction

from xiaoer.catalogue import register
from xiaoer.catalogue.addresses.matching import Outcome
from xiaoer.catalogue.models import AddressName, StandardAddress
from xiaoer.catalogue.services import Rejected, check_address, find_address, load_addresses
from xiaoer.people.models import Organisation

from . import registers
from .conftest import BASE, room
from .test_address_matching import LABELLED
from .test_address_matching import found as found_in_memory

pytestmark = pytest.mark.django_db


def test_loading_twice_changes_nothing(load):
    rows = [room("A-1", building="3栋", room="1201房"), room("A-2", "28号之一", uses="商业")]
    assert vars_of(load(*rows)) == (2, 0, 0)
    before = list(StandardAddress.objects.values())
    assert vars_of(load(*rows)) == (0, 0, 2)
    assert list(StandardAddress.objects.values()) == before


def vars_of(loaded):
    return loaded.added, loaded.changed, loaded.unchanged


def test_another_row_of_a_code_is_its_next_version_and_the_former_is_kept(load):
    load(room("A-1", uses="住宅", registrants="1"))
    StandardAddress.objects.update(registrants=3)
    assert vars_of(load(room("A-1", uses="商业、办公", registrants="1"))) == (0, 1, 0)
    row = StandardAddress.objects.get()
    assert (row.version, row.uses) == (2, ["commercial", "office"])
    assert row.registrants == 3  # the register counts itself once it has begun
    former = row.events.get()
    assert (former.version, former.uses) == (1, ["residential"])


def test_counting_registrants_makes_no_version(load):
    load(room("A-1"))
    row = StandardAddress.objects.get()
    row.registrants = 1
    row.save()
    assert row.events.count() == 0


def test_every_fault_is_told_with_its_row_and_nothing_is_loaded(load):
    with pytest.raises(Rejected) as refused:
        load(
            room("A-1"),
            room("A-1", "90号"),
            {**BASE, "code": "", "road": "市民大道"},
            {**BASE, "code": "A-4"},
            room("A-5", "2号", uses="开店"),
            room("A-6", "4号", limit="很多"),
            room("A-7", "6号", status="不知道"),
            room("A-8", "8号", longitude="115.3"),
            room("A-9", "10号", longitude="300", latitude="22"),
            room("B-1", "12号", division_code="44"),
            room("B-2", "14号", valid_from="2022-06-01", valid_to="2022-05-01"),
            room("B-3", "16号", valid_from="去年"),
            room("B-4", "88号"),
            room("C" * 41, "18号"),
        )
    faults = dict(refused.value.faults)
    assert sorted(faults) == [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]
    assert "和第 2 行重了" in faults[3]
    assert "看不出在哪里" in faults[5]
    assert "可以写：住宅、商业" in faults[6]
    assert "和编码 A-1 是同一个地址" in faults[14]
    assert StandardAddress.objects.count() == AddressName.objects.count() == 0


def test_two_codes_in_use_never_name_one_address(load):
    load(room("A-1", building="3栋", room="1201房"))
    with pytest.raises(Rejected, match="和编码 A-1 是同一个地址"):
        load(room("A-2", building="3号楼", room="1201室"))
    load(room("A-2", building="3号楼", room="1201室", status="已撤销"))
    with pytest.raises(IntegrityError), transaction.atomic():
        StandardAddress.objects.filter(code="A-2").update(status="active")


def test_one_code_makes_room_for_another_in_one_file(load):
    load(room("A-1"))
    load(room("A-1", status="已撤销", replaced_by="A-2"), room("A-2"))
    assert find_address("东浦区市民大道88号").entry.code == "A-2"


@pytest.mark.parametrize(
    "change",
    [
        {"status": "gone"}, {"uses": ["casino"]}, {"division_code": "44"}, {"keys": []},
        {"road": "", "estate": "", "village": "", "hamlet": "", "plot": ""},
    ],
)  # fmt: skip
def test_the_database_refuses_what_cannot_be(load, change):
    load(room("A-1"))
    with pytest.raises(IntegrityError), transaction.atomic():
        StandardAddress.objects.update(**change)


def test_an_entry_belongs_to_the_office_of_its_county(load, db):
    office = Organisation.objects.create(
        code="county-dongpu", name="东浦区", short_name="东浦区", kind="county_hq",
        division_code="441502", valid_from="2020-01-01",
    )  # fmt: skip
    load(room("A-1"))
    assert StandardAddress.objects.get().organisation == office


def test_the_regions_are_known_as_soon_as_they_are_loaded(load):
    assert register.gazetteer().counties == ()
    load(room("A-1"), {**room("A-2"), "county": "临溪县", "division_code": "441521"})
    assert set(register.gazetteer().counties) == {"东浦区", "临溪县"}


def test_a_withdrawn_address_is_no_hit_from_that_moment(load):
    load(room("A-1"))
    assert find_address("东浦区市民大道88号").outcome is Outcome.HIT
    load(room("A-1", status="已撤销"))
    got = check_address("东浦区市民大道88号")
    assert got.match.outcome is Outcome.PARTIAL
    assert "已经停用" in got.verdict.reasons[0]


def test_a_hit_costs_one_statement_or_two(load, django_assert_num_queries):
    load(room("A-1", building="3栋", room="1201房"))
    find_address("东浦区市民大道88号3栋1201房")
    with django_assert_num_queries(1):
        find_address("东浦区市民大道88号3栋1201房")
    with django_assert_num_queries(2):  # the second asks for other counties
        find_address("市民大道88号3栋1201房")
    with django_assert_num_queries(2):
        find_address("市民大道88号3栋9999房")
    with django_assert_num_queries(4):  # a name that is misspelt
        find_address("市明大道88号3栋1201房")


def numbered(city):
    for row in registers.rows(city):
        other = registers.others(row)
        told = {name: "、".join(values) for name, values in other.items()}
        cells = {name: value for name, value in row.items() if name not in ("other", "site")}
        yield (
            cells
            | {f"old_{name}": value for name, value in told.items()}
            | {"code": registers.code(row)}
        )


def test_the_database_matches_as_the_memory_does(db):
    """Both cities in one register, and every labelled writing through SQL."""
    rows = [cells for city in registers.CITIES for cells in numbered(city)]
    load_addresses(enumerate(rows, start=2))
    with LABELLED.open(encoding="utf-8", newline="") as file:
        labels = list(csv.DictReader(file))
    for row in labels[::3]:
        stored, memory = find_address(row["written"]), found_in_memory(row["city"], row["written"])
        assert stored.outcome is memory.outcome, row
        assert (stored.entry and stored.entry.code) == (memory.entry and memory.entry.code), row
