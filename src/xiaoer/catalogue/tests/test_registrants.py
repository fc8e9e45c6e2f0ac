"""Places at an address: kept, taken, given up and left; the last one goes to one case only."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from xiaoer.catalogue.addresses.verdict import Place, Wanted
from xiaoer.catalogue.models import Registrant, StandardAddress
from xiaoer.catalogue.registrants import (
    Applicant,
    Company,
    apply_for,
    leave,
    leave_of_case,
    register_at,
    release,
)
from xiaoer.catalogue.services import check_address, load_addresses

from .conftest import room

NOW = datetime(2022, 6, 6, 1, tzinfo=UTC)
SHOP = [Wanted("日用百货销售", frozenset({"commercial"}))]
TEXT = "东浦区市民大道88号"


@pytest.fixture
def shop(load) -> StandardAddress:
    load(room("A-1", uses="商业", limit="1"), room("A-2", "90号", uses="商业", limit="1"))
    return StandardAddress.objects.get(code="A-1")


def apply(number: str, text: str = TEXT, name: str = "岚海市恒川", trade: str = "恒川"):
    return apply_for(text, SHOP, Applicant(number, name, trade), NOW)


def count(shop: StandardAddress) -> int:
    shop.refresh_from_db()
    return shop.registrants


@pytest.mark.django_db
def test_one_who_applies_keeps_the_place_from_others(shop):
    assert apply("LH-1").verdict.place is Place.OK
    assert apply("LH-2").verdict.place is Place.MANUAL
    assert check_address(TEXT, SHOP, "LH-1").verdict.place is Place.OK
    assert count(shop) == 0


@pytest.mark.django_db
def test_a_place_that_is_given_up_is_free_again(shop):
    apply("LH-1")
    assert release("LH-1")
    assert not release("LH-1")
    assert apply("LH-2").verdict.place is Place.OK


@pytest.mark.django_db
def test_registering_counts_once(shop):
    apply("LH-1")
    assert register_at("LH-1", NOW) == "A-1"
    assert register_at("LH-1", NOW) == ""
    assert count(shop) == 1
    assert not release("LH-1")


@pytest.mark.django_db
def test_asking_again_for_another_address_gives_the_first_up(shop):
    apply("LH-1")
    apply("LH-1", "东浦区市民大道90号")
    assert Registrant.objects.get(case_number="LH-1").address.code == "A-2"
    assert apply("LH-2").verdict.place is Place.OK


@pytest.mark.django_db
def test_a_company_leaves_by_its_code(shop):
    apply("LH-1")
    register_at("LH-1", NOW, "91441500MA7H2K9T3B")
    assert leave(Company("91441500MA7H2K9T3B"), "LH-9", NOW) == ["A-1"]
    assert count(shop) == 0
    assert leave(Company("91441500MA7H2K9T3B"), "LH-9", NOW) == []


@pytest.mark.django_db
def test_a_company_without_a_code_leaves_by_its_address_and_trade_name(shop):
    apply("LH-1")
    register_at("LH-1", NOW)
    company = Company("91441500MA7H2K9T3B", "岚海恒川精密部件有限公司", TEXT)
    assert leave(company, "LH-9", NOW) == ["A-1"]
    assert Registrant.objects.get(case_number="LH-1").state == "left"


@pytest.mark.django_db
def test_one_that_was_loaded_as_a_number_is_counted_out_once(load):
    load(room("A-1", registrants="2"))
    company = Company("91441500MA7H2K9T3B", "岚海丰禾食品有限公司", TEXT)
    assert leave(company, "LH-9", NOW) == ["A-1"]
    assert leave(company, "LH-9", NOW) == []
    row = StandardAddress.objects.get()
    assert (row.registrants, row.occupants.get().name) == (1, "岚海丰禾食品有限公司")


@pytest.mark.django_db
def test_a_move_leaves_the_domicile_and_keeps_further_places(shop):
    uscc = "91441500MA7H2K9T3B"
    apply("LH-1")
    register_at("LH-1", NOW, uscc)
    apply("LH-2", "东浦区市民大道90号")
    register_at("LH-2", NOW, uscc, extra=True)
    assert leave(Company(uscc), "LH-3", NOW, extra_too=False) == ["A-1"]
    assert leave(Company(uscc), "LH-4", NOW) == ["A-2"]


@pytest.mark.django_db
def test_a_registration_that_is_revoked_leaves_its_own_place(shop):
    apply("LH-1")
    register_at("LH-1", NOW)
    assert leave_of_case("LH-1", NOW) == ["A-1"]
    assert count(shop) == 0


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["registered", "left"])
def test_a_state_has_its_dates(shop, state):
    apply("LH-1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Registrant.objects.update(state=state)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_ask_at_once_one_gets_the_last_place():
    load_addresses([(2, room("A-1", uses="商业", limit="1"))])
    start = threading.Barrier(2)

    def ask(number: str) -> Place:
        try:
            with transaction.atomic():
                start.wait()
                return apply(number).verdict.place
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        places = sorted(pool.map(ask, ["LH-1", "LH-2"]))
    assert places == [Place.MANUAL, Place.OK]
