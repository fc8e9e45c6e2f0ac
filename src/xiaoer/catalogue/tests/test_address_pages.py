"""The register's pages: search, scope by county, masked owners."""

from __future__ import annotations

import pytest
from django.test import Client

from xiaoer.catalogue.models import StandardAddress
from xiaoer.people.models import Appointment, Organisation, User
from xiaoer.people.roles import Role
from xiaoer.people.services import appoint, grant

from .conftest import BASE, room
from .test_registrants import apply

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
ELSEWHERE = {**BASE, "county": "临溪县", "division_code": "441521"}


@pytest.fixture
def entries(load) -> None:
    load(
        room("A-1", building="3栋", room="1201房", uses="商业", limit="1", owner="周清越",
             owner_kind="个人"),
        room("A-2", "28号", uses="住宅", owner="岚海城投集团", owner_kind="单位"),
        {**ELSEWHERE, "code": "L-1", "road": "解放路", "number": "12号"},
    )  # fmt: skip


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def desk(clerks) -> Client:
    return signed_in(clerks["registrar"])


@pytest.fixture
def county(bodies) -> Client:
    """A clerk of a county's office, who serves that county only."""
    office = Organisation.objects.get(code="county-linxi")
    user = User.objects.create_user("linxi", password=None, name="方圆")
    appoint(user, office, Appointment.Post.STAFF, office.valid_from)
    grant(user, Role.WINDOW_CLERK, office, office.valid_from)
    return signed_in(user)


def test_the_register_is_for_the_desk_only(entries, clerks, desk):
    assert Client().get("/addresses/").status_code == 302
    assert signed_in(clerks["bank"]).get("/addresses/").status_code == 403
    assert desk.get("/addresses/").status_code == 200


def test_a_search_shows_the_reading_and_the_match(entries, desk):
    page = desk.get("/addresses/", {"q": "東浦區市民大道88號3棟12樓01室（住所申报）"}).text
    assert "对上了" in page
    assert "住所申报" in page
    assert "广东省岚海市东浦区市民大道88号3栋1201房" in page
    assert "A-2" not in page
    near = desk.get("/addresses/", {"q": "市民大道88号3栋1202"}).text
    assert "房号和库里的不一样" in near
    none = desk.get("/addresses/", {"q": "没有这条路99号"}).text
    assert "换个写法" in none


def test_a_road_or_a_code_lists_its_entries(entries, desk):
    assert "共 2 条" in desk.get("/addresses/", {"q": "市民大道"}).text
    assert "共 1 条" in desk.get("/addresses/", {"q": "L-1"}).text
    assert "共 1 条" in desk.get("/addresses/", {"county": "临溪县"}).text


@pytest.mark.parametrize("query", ["?q=%00", "?page=²", "?q=" + "1" * 900, "?county=%00x"])
def test_strange_searches_are_a_page(entries, desk, query):
    assert desk.get("/addresses/" + query).status_code == 200


def test_a_clerk_of_a_county_sees_its_addresses_only(entries, county):
    listed = county.get("/addresses/").text
    assert ("L-1" in listed, "A-1" in listed) == (True, False)
    assert county.get("/addresses/L-1/").status_code == 200
    assert county.get("/addresses/A-1/").status_code == 404
    found = county.get("/addresses/", {"q": "市民大道88号3栋1201"}).text
    assert ("A-1" in found, "对上了" in found) == (False, False)
    assert "/addresses/A-2/" not in county.get("/addresses/", {"q": "A-2"}).text


def test_an_entry_shows_who_is_there_and_masks_a_person_who_owns_it(entries, desk):
    apply("LH-1", "东浦区市民大道88号3栋1201房")
    page = desk.get("/addresses/A-1/").text
    assert ("周清越" in page, "周**" in page) == (False, True)
    assert ("岚海市恒川" in page, "LH-1" in page, "正在申请" in page) == (True, True, True)
    assert "岚海城投集团" in desk.get("/addresses/A-2/").text
    assert desk.get("/addresses/nothing/").status_code == 404
    assert desk.get("/addresses/a%00b/").status_code == 404


def test_a_full_entry_and_its_former_version_are_shown(entries, load, desk):
    StandardAddress.objects.filter(code="A-1").update(registrants=1)
    load(room("A-2", "28号", uses="商业", owner="岚海城投集团", owner_kind="单位"))
    assert "家数到了上限" in desk.get("/addresses/A-1/").text
    former = desk.get("/addresses/A-2/").text
    assert ("第 2 版" in former, "以前的版本" in former) == (True, True)


def test_a_search_costs_the_same_statements_for_many_entries(
    entries, load, desk, django_assert_max_num_queries
):
    load(*(room(f"M-{n}", f"{n}号", building="1栋") for n in range(100, 150)))
    desk.get("/addresses/")
    with django_assert_max_num_queries(19):
        desk.get("/addresses/", {"q": "市民大道"})
