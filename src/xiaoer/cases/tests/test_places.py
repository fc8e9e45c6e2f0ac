"""A case and the standard-address register: computed, never entered; kept, registered, left."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from xiaoer.cases.models import Case, Draft, Todo
from xiaoer.cases.services.opening import Application, open_case
from xiaoer.cases.services.tasks import Done, complete_task
from xiaoer.cases.services.verbs import withdraw
from xiaoer.catalogue.models import Registrant, StandardAddress
from xiaoer.catalogue.services import load_addresses
from xiaoer.packs.reading import read
from xiaoer.packs.services import install
from xiaoer.people.queries import viewer_of
from xiaoer.registry.models import Address, Enterprise, Mandate

from .conftest import FOUNDED, at

pytestmark = pytest.mark.django_db
MEASURES = Path(__file__).parents[2] / "measures"
BACKEND = "django.contrib.auth.backends.ModelBackend"
HALL = "东浦区市民大道88号3栋1201房"
WORKS = "滨港新区港前路20号"
FORGED = {"address_match": "hit", "address_use_ok": True, "address_full": False,
          "address_place": "ok", "address_code": "EX-1"}  # fmt: skip
OPENING = {
    "entity_type": "limited_company", "division": "岚海市", "trade_name": "恒川",
    "industry": "I10", "foreign_invested": False, "needs_prior_approval": False,
    "people": [{"name": "叶知秋", "identity": "449900199001010025",
                "role": "legal_representative"}],
    "phone": "13800138000", "agent_used": False, "address": HALL, "address_right": "rented",
    "address_commitment": False, "scope": ["P040"], "capital": 100, "components": [],
    "unticked_reason": "先办执照", "delivery": "electronic",
}  # fmt: skip
CHECKED = {
    "face_checked": True, "same_trade_identical": False, "similar_name": False,
    "name_released_within_year": False, "held_names": 0, "same_address_30d": 0,
    "same_agent_30d": 0, "same_phone_30d": 0, "same_device_30d": 0, "risk_mark": False,
    "sampling_draw": 50,
}  # fmt: skip


@pytest.fixture
def opening(bodies, clerks) -> None:
    """The pack of company opening, and three addresses."""
    install(read(MEASURES / "mkt01"))
    base = {"city": "岚海市", "county": "东浦区", "road": "市民大道", "number": "88号",
            "building": "3栋", "uses": "办公、商业", "division_code": "441502"}  # fmt: skip
    load_addresses(enumerate([
        {**base, "code": "EX-1", "room": "1201房", "limit": "1"},
        {**base, "code": "EX-2", "room": "1202房", "uses": "住宅"},
        {"code": "EX-3", "city": "岚海市", "county": "滨港新区", "road": "港前路",
         "number": "20号", "uses": "工业、办公", "registrants": "2", "limit": "5"},
    ], start=2))  # fmt: skip


@pytest.fixture
def apply(opening, applicant):
    def opened(item: str = "company_opening", enterprise=None, **answers) -> Case:
        told = {**OPENING, **answers} if item == "company_opening" else answers
        application = Application(item, told, enterprise=enterprise)
        return open_case(viewer_of(applicant), application, None, at("2022-06-06 09:00"))

    return opened


@pytest.fixture
def do(as_):
    def done(case: Case, who: str, key: str, outcome: str, reason: str = "", **answers) -> Case:
        todo = Todo.objects.get(case=case, key=key, state="open")
        told = Done(outcome, reason, answers=answers)
        return complete_task(as_(who), todo.pk, told, None, at("2022-06-06 10:00"))

    return done


def entry(code: str) -> StandardAddress:
    return StandardAddress.objects.get(code=code)


def kinds(case: Case) -> list[str]:
    return list(case.events.order_by("sequence").values_list("kind", flat=True))


def test_a_hit_is_worked_out_recorded_and_decides_the_way(apply, do):
    case = apply(address="東浦區市民大道八十八號三棟一二〇一室")
    answers = case.answers
    assert (answers["address_match"], answers["address_code"]) == ("hit", "EX-1")
    assert (answers["address_use_ok"], answers["address_full"]) == (True, False)
    assert case.county_code == "441502"
    payload = case.events.get(kind="address_checked").payload
    assert (payload["address_match"], payload["place"]) == ("hit", "ok")
    assert payload["reasons"][0].startswith("标准地址库里有")
    case = do(case, "registrar", "platform_check", "checked", **CHECKED)
    assert case.outcomes["auto_register"] == "registered"
    assert entry("EX-1").registrants == 1
    row = Registrant.objects.get()
    assert (row.name, row.case_number, row.state) == ("岚海市恒川", case.number, "registered")


@pytest.mark.parametrize(
    ("answers", "match", "reported", "place"),
    [
        ({"address": "东浦区市民大道88号3栋"}, "partial", "partial", "commitment"),
        ({"address": "东浦区后街99号"}, "none", "none", "commitment"),
        ({"address": "东浦区后街99号", "address_commitment": True}, "none", "commitment",
         "commitment"),
        ({"address": "东浦区市民大道88号3栋1202房"}, "hit", "hit", "manual"),
        ({"scope": ["P029"]}, "hit", "hit", "manual"),
    ],
)  # fmt: skip
def test_what_is_no_clear_hit_is_looked_at(apply, do, answers, match, reported, place):
    case = apply(**answers)
    payload = case.events.get(kind="address_checked").payload
    assert case.answers["address_match"] == match
    assert (payload["address_match"], payload["place"]) == (reported, place)
    case = do(case, "registrar", "platform_check", "checked", **CHECKED)
    assert Todo.objects.filter(case=case, key="formal_review", state="open").exists()


def test_nobody_types_the_verdict(apply, do):
    """Neither the applicant, nor the desk, nor a correction can say that an address was found."""
    case = apply(address="东浦区后街99号", **FORGED)
    assert (case.answers["address_match"], case.answers["address_code"]) == ("none", "")
    case = do(case, "registrar", "platform_check", "checked", **CHECKED, **FORGED)
    assert case.answers["address_match"] == "none"
    assert "auto_register" not in case.outcomes


def test_nobody_types_the_verdict_over_http(opening, applicant):
    client = Client()
    client.force_login(applicant, backend=BACKEND)
    told = {
        "item": "company_opening",
        "answers": {**OPENING, "address": "东浦区后街99号", **FORGED},
    }
    done = client.post("/api/cases", json.dumps(told), content_type="application/json")
    assert done.status_code == 201
    assert Case.objects.get().answers["address_match"] == "none"


def test_two_who_want_the_last_place_get_one(apply, do):
    first, second = apply(), apply()
    assert first.answers["address_place"] == "ok"
    assert (second.answers["address_place"], second.answers["address_full"]) == ("manual", True)
    do(first, "registrar", "platform_check", "checked", **CHECKED)
    assert entry("EX-1").registrants == 1


def test_a_case_that_ends_without_a_licence_gives_its_place_up(apply, do, applicant):
    case = apply()
    withdraw(viewer_of(applicant), case.pk)
    assert Registrant.objects.get(case_number=case.number).state == "released"
    assert apply().answers["address_place"] == "ok"


def test_a_change_of_the_business_is_judged_again(apply, do):
    case = apply()
    case = do(case, "registrar", "platform_check", "checked", **CHECKED, scope=["P029"])
    assert (case.answers["address_use_ok"], case.answers["address_place"]) == (False, "manual")
    assert kinds(case).count("address_checked") == 2
    assert Registrant.objects.filter(state="applied").count() == 1


@pytest.fixture
def firm(opening, applicant) -> Enterprise:
    """A firm that sits at EX-3 and is one of the two that were loaded as a number."""
    place = Address.objects.create(text=WORKS, division_code="441503")
    row = Enterprise.objects.create(
        uscc="91441500MA7H2K9T3B", name="岚海恒川精密部件有限公司", form="company",
        credit_class="A", registered_on=date(2020, 1, 8), address=place,
    )  # fmt: skip
    Mandate.objects.create(user=applicant, enterprise=row, kind="staff", valid_from=FOUNDED)
    return row


def test_a_move_counts_out_of_the_old_place_and_into_the_new(apply, do, firm):
    case = apply(
        "change_registration", firm, changes=["address"], changed_on="2022-06-01",
        premises_scope=["P040"], address=HALL, address_commitment=False,
    )  # fmt: skip
    assert (entry("EX-1").registrants, entry("EX-3").registrants) == (0, 2)
    case = do(case, "registrar", "platform_check", "checked", face_checked=True)
    assert (entry("EX-1").registrants, entry("EX-3").registrants) == (1, 1)
    assert {"address_left", "address_registered"} <= set(kinds(case))


def test_another_change_moves_nobody(apply, do, firm):
    case = apply("change_registration", firm, changes=["capital"], changed_on="2022-06-01",
                 capital=200)  # fmt: skip
    assert "address_checked" not in kinds(case)
    do(case, "registrar", "platform_check", "checked", face_checked=True)
    assert entry("EX-3").registrants == 2


def test_a_further_place_is_added_and_the_domicile_stays(apply, firm):
    case = apply("multi_address", firm, premises_scope=["P040"], extra_address=HALL,
                 extra_right="rented", address_commitment=False, delivery="electronic")  # fmt: skip
    assert case.outcome == "granted"
    assert (entry("EX-1").registrants, entry("EX-3").registrants) == (1, 2)
    assert Registrant.objects.get(case_number=case.number).extra


def test_a_company_that_ends_leaves_all_its_places(apply, firm, do, as_):
    apply("multi_address", firm, premises_scope=["P040"], extra_address=HALL,
          extra_right="rented", address_commitment=False, delivery="electronic")  # fmt: skip
    from xiaoer.cases.services.places import settle_in
    from xiaoer.cases.services.work import Work
    from xiaoer.packs.queries import version

    case = Case.objects.get()
    work = Work.on(case, version(case.pack_version_id), as_("registrar"), at("2022-07-14 09:00"))
    settle_in(work, "leave")
    assert entry("EX-1").registrants == 0
    assert Registrant.objects.filter(state="left").count() == 1


# --- the pages ------------------------------------------------------------------------------


@pytest.fixture
def place(opening, applicant):
    """The page of the address, its business chosen, and a way to send it."""
    client = Client()
    client.force_login(applicant, backend=BACKEND)
    client.post("/apply/company_opening/", {"enterprise": ""})
    draft = Draft.objects.get()
    client.post(f"/drafts/{draft.pk}/pages/scope/", {"scope": ["P040"], "revision": 1})

    def send(address: str, **more: str):
        draft.refresh_from_db()
        told = {"address": address, "address_right": "rented", "address_commitment": "no",
                "revision": draft.revision, **more}  # fmt: skip
        answer = client.post(f"/drafts/{draft.pk}/pages/place/", told)
        draft.refresh_from_db()
        return answer, draft.answers

    send.client, send.draft = client, draft
    return send


def test_a_hit_is_saved_at_once_with_what_was_found(place):
    answer, saved = place("市民大道88号3栋1201")
    assert answer.status_code == 302
    assert (saved["address_match"], saved["address_place"]) == ("hit", "ok")
    page = place.client.get(f"/drafts/{place.draft.pk}/pages/place/").text
    assert "规划用途是商业、办公，可以做" in page


def test_what_is_not_found_must_be_chosen_or_kept_knowingly(place):
    answer, saved = place("市民大道88号3栋")
    assert (answer.status_code, "从下面选一个" in answer.text) == (422, True)
    assert "address" not in saved
    assert 'value="EX-1"' in answer.text
    answer, saved = place("市民大道88号3栋", **{"address-choice": "EX-1"})
    assert answer.status_code == 302
    assert saved["address"].endswith("市民大道88号3栋1201房")
    assert saved["address_match"] == "hit"


def test_the_applicant_may_keep_what_was_written(place):
    answer, saved = place("东浦区后街99号", **{"address-choice": "own"})
    assert answer.status_code == 302
    assert (saved["address"], saved["address_match"]) == ("东浦区后街99号", "none")
    page = place.client.get(f"/drafts/{place.draft.pk}/pages/place/").text
    assert 'value="own" checked' in page


@pytest.mark.parametrize("choice", ["EX-9", "'; drop", "own' or 1", "\x00", "x" * 900])
def test_a_choice_that_is_none_leaves_the_address_to_be_chosen(place, choice):
    answer, saved = place("市民大道88号3栋", **{"address-choice": choice})
    assert (answer.status_code, "address" in saved) == (422, False)


def test_looking_saves_nothing(place):
    answer, saved = place("市民大道88号3栋1201", look="address")
    assert (answer.status_code, "标准地址库里有" in answer.text) == (200, True)
    assert "address" not in saved


def test_what_is_typed_is_answered_while_it_is_typed(place, stranger):
    path = f"/drafts/{place.draft.pk}/places/address/"
    told = place.client.get(path, {"address": "市民大道88号3栋12"}).text
    assert 'value="EX-1"' in told
    assert "标准地址库里有" in place.client.get(path, {"address": "市民大道88号3栋1201"}).text
    assert "EX-" not in place.client.get(path, {"address": "\x00"}).text
    assert place.client.get(f"/drafts/{place.draft.pk}/places/scope/").status_code == 404
    other = Client()
    other.force_login(stranger, backend=BACKEND)
    assert other.get(path, {"address": "市民大道"}).status_code == 404
    assert Client().get(path).status_code == 302


def test_a_business_chosen_later_changes_the_answer(place):
    place("市民大道88号3栋1201")
    draft = place.draft
    draft.refresh_from_db()
    told = {"scope": ["P029"], "revision": draft.revision}
    place.client.post(f"/drafts/{draft.pk}/pages/scope/", told)
    draft.refresh_from_db()
    assert (draft.answers["address_place"], draft.answers["address_use_ok"]) == ("manual", False)


def test_the_desk_sees_the_rules_one_by_one(apply, clerks):
    case = apply(address="东浦区市民大道88号3栋")
    client = Client()
    client.force_login(clerks["registrar"], backend=BACKEND)
    page = client.get(f"/cases/{case.number}/").text
    assert "住所核对" in page
    assert "只对上一部分，缺房号" in page
    assert "/addresses/EX-1/" in page
    assert "核对住所" in page
    mine = Client()
    mine.force_login(case.applicant, backend=BACKEND)
    assert "只对上一部分，缺房号" in mine.get(f"/my/{case.number}/").text
