"""A guide says what was promised and how long it really took."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from xiaoer.cases import actuals
from xiaoer.packs.library import sources
from xiaoer.packs.services import install

pytestmark = pytest.mark.django_db


def test_the_guide_shows_the_mean_of_closed_cases_and_their_number(past, bodies) -> None:
    packs = sources()
    install(packs["mkt01"], list(packs.values()))
    page = "/services/company_opening/"
    assert "实际平均" not in Client().get(page).text
    actuals.forget()
    past(timezone.localdate(), ("company_opening", 9, 0.4, 0.4))
    found = actuals.actual_of("company_opening")
    assert found is not None
    assert found.cases >= 90
    assert Decimal("0.1") < found.days < Decimal("1.2")
    assert found.since < timezone.localdate()
    text = Client().get(page).text
    assert "实际平均" in text
    assert f"近一年 {found.cases} 件" in text
