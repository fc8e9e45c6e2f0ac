"""The demo city's register of standard addresses."""

from __future__ import annotations

import pytest

from xiaoer.catalogue.addresses.matching import Outcome
from xiaoer.catalogue.models import StandardAddress
from xiaoer.catalogue.services import find_address
from xiaoer.demo.addresses import load_register
from xiaoer.demo.city import _enterprises
from xiaoer.demo.people import DIVISIONS
from xiaoer.packs.library import sources
from xiaoer.packs.reading import examples_of

pytestmark = pytest.mark.django_db


def test_the_city_has_addresses_in_every_county_with_its_office(bodies):
    assert load_register().added > 2000
    assert load_register().added == 0
    for county, code in DIVISIONS.items():
        row = StandardAddress.objects.filter(county=county).first()
        assert (row.division_code, row.organisation.short_name) == (code, county)


def test_the_firms_of_the_city_sit_at_addresses_of_the_register(bodies):
    load_register()
    for firm in _enterprises():
        assert find_address(str(firm.address)).outcome is Outcome.HIT, firm.address


def test_the_worked_examples_find_their_addresses_in_it(bodies):
    packs = list(sources().values())
    load_register(packs)
    texts = {row["code"] for s in packs for e in examples_of(s) for row in e.addresses}
    assert StandardAddress.objects.filter(code__in=texts).count() == len(texts) > 3
    assert find_address("东浦区市民大道88号3栋1201房").entry.code == "EX-0001"
