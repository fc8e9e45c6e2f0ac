"""Identifiers that can be checked, enterprises, masked people and the log of looks."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from xiaoer.registry.identifiers import (
    IdentifierError,
    checked_ric,
    checked_uscc,
    masked_name,
    masked_ric,
)
from xiaoer.registry.models import Enterprise, Unmasking
from xiaoer.registry.services import register_enterprise, register_person

CODE = "91441500MA7H2K9T3F"
NUMBER = "440303198501110018"


def an_enterprise(**values: object) -> Enterprise:
    person = register_person("周清越", NUMBER)
    fields = {"uscc": CODE, "name": "岚海恒川精密部件有限公司", "form": "company"}
    return register_enterprise(
        **fields, registered_on=date(2020, 1, 8), legal_representative=person, **values
    )


def test_a_code_is_taken_with_spaces_and_small_letters() -> None:
    assert checked_uscc(" 91441500ma7h2k9t3f ") == CODE


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("91441500MA7H2K9T3", "您填了 17 位"),
        ("91441500MA7H2K9T3A", "最后一位"),
        ("", "您填了 0 位"),
    ],
)
def test_a_wrong_code_is_refused_with_what_is_wrong(text: str, words: str) -> None:
    with pytest.raises(IdentifierError, match=words):
        checked_uscc(text)


def test_a_wrong_identity_number_is_refused() -> None:
    assert checked_ric(NUMBER) == NUMBER
    with pytest.raises(IdentifierError, match="您填了 17 位"):
        checked_ric(NUMBER[:-1])
    with pytest.raises(IdentifierError, match="对不上"):
        checked_ric(NUMBER[:-1] + "7")


@given(st.integers(0, 17), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_any_changed_character_of_a_code_is_noticed(place: int, letter: str) -> None:
    changed = CODE[:place] + letter + CODE[place + 1 :]
    if changed == CODE:
        assert checked_uscc(changed) == CODE
        return
    with pytest.raises(IdentifierError):
        checked_uscc(changed)
    assert uscc.validate(CODE) == CODE


def test_masks_hide_all_but_a_hint() -> None:
    assert masked_name("周清越") == "周**"
    assert masked_ric(NUMBER) == "440303**********18"
    assert masked_name("") == ""


@pytest.mark.django_db
def test_the_database_refuses_a_malformed_code_too() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Enterprise.objects.create(
            uscc="NOT-A-CODE", name="x", form="company", registered_on=date(2020, 1, 1)
        )


@pytest.mark.django_db
def test_people_are_masked_and_each_look_is_logged(client_of) -> None:
    enterprise = an_enterprise()
    office = client_of("office")
    page = office.get(f"/registry/{enterprise.pk}/").content.decode()
    assert "周**" in page
    assert NUMBER not in page
    assert office.post(f"/registry/{enterprise.pk}/unmask/", {"reason": "x"}).status_code == 403
    admin = client_of("admin")
    silent = admin.post(f"/registry/{enterprise.pk}/unmask/", {"reason": " "}, follow=True)
    assert NUMBER not in silent.content.decode()
    assert not Unmasking.objects.exists()
    shown = admin.post(f"/registry/{enterprise.pk}/unmask/", {"reason": "核对申请人"})
    assert NUMBER in shown.content.decode()
    assert Unmasking.objects.get().reason == "核对申请人"


@pytest.mark.django_db
def test_enterprises_are_found_by_name_and_code_and_refused_to_units(client_of) -> None:
    an_enterprise()
    office = client_of("office")
    for words in ("恒川", CODE[:8].lower()):
        assert "岚海恒川" in office.get("/registry/", {"q": words}).content.decode()
    assert "没有找到" in office.get("/registry/", {"q": "没有这家"}).content.decode()
    assert client_of("market").get("/registry/").status_code == 403
