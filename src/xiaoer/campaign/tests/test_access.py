"""Reading across organisations, by every door; and how many queries a page may take."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from xiaoer.campaign.models import Programme
from xiaoer.campaign.services.importing import Upload, import_plan
from xiaoer.conftest import FOUNDED, PLAN
from xiaoer.people.models import User
from xiaoer.people.roles import Reach, Role, Viewer
from xiaoer.people.services import grant

pytestmark = pytest.mark.django_db

READING = (
    "", "review/", "coverage/", "tasks/", "breakdown/", "journal/", "workbook.xlsx", "workbook/",
)  # fmt: skip
API_READING = ("", "/targets", "/tasks", "/coverage")


@pytest.fixture
def county_programme(people, bodies) -> Programme:
    """A programme that one county runs for itself."""
    office = Viewer(people["office"].pk, reaches=(Reach(Role.HQ_OFFICE, None),))
    upload = Upload("county.txt", PLAN.encode(), date(2022, 5, 20), bodies["county-shiling"])
    return import_plan(office, upload)


@pytest.fixture
def neighbour(people, bodies) -> User:
    """Somebody of another county."""
    user = User.objects.create_user("neighbour", password=None, name="邻县")
    grant(user, Role.COUNTY_HQ_OFFICE, bodies["county-linxi"], FOUNDED)
    return user


@pytest.mark.parametrize("path", READING)
def test_another_county_reads_nothing_by_any_page(
    county_programme, neighbour, client_of, client, path: str
) -> None:
    url = f"/programmes/{county_programme.pk}/{path}"
    client.force_login(neighbour, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(url).status_code == 404
    assert client_of("county").get(url).status_code == 200
    assert client_of("office").get(url).status_code == 200


@pytest.mark.parametrize("path", API_READING)
def test_another_county_reads_nothing_by_the_api(
    county_programme, neighbour, client, path: str
) -> None:
    url = f"/api/programmes/{county_programme.pk}{path}"
    assert client.get(url).status_code == 401
    client.force_login(neighbour, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(url).status_code == 404
    assert client.get("/api/programmes").json()["items"] == []


def test_a_task_of_one_programme_is_not_opened_through_another(
    programme, county_programme, client_of
) -> None:
    task = county_programme.tasks.first()
    answer = client_of("office").get(f"/programmes/{programme.pk}/tasks/{task.pk}/")
    assert answer.status_code == 404


def test_the_office_of_a_county_cannot_touch_the_citys_programme(programme, client_of) -> None:
    client = client_of("county")
    target = programme.targets.first()
    base = f"/programmes/{programme.pk}"
    assert client.get(f"{base}/").status_code == 200
    form = {"state": "accepted", "revision": 1}
    assert client.post(f"{base}/targets/{target.pk}/judge/", form).status_code == 403
    assert client.post(f"{base}/review/finish/").status_code == 403
    assert client.post(f"{base}/breakdown/freeze/").status_code == 403
    assert client.get("/programmes/import/").status_code == 403
    target.refresh_from_db()
    assert target.state == "draft"


def test_a_liaison_sees_the_form_but_cannot_save_a_target(programme, client_of) -> None:
    target = programme.targets.first()
    url = f"/programmes/{programme.pk}/targets/{target.pk}/"
    form = {"revision": 1, "phrase": "x", "comparator": "<=", "value": "1"}
    assert client_of("market").post(url, form).status_code == 403


@pytest.mark.parametrize(
    ("path", "most"),
    [("", 32), ("review/", 22), ("coverage/", 20), ("tasks/", 20), ("breakdown/", 24)],
)
def test_pages_take_few_queries_however_long_the_plan(
    programme, client_of, django_assert_max_num_queries, path: str, most: int
) -> None:
    client = client_of("office")
    url = f"/programmes/{programme.pk}/{path}"
    client.get(url)
    with django_assert_max_num_queries(most):
        client.get(url)


def test_the_api_compiles_a_plan_and_saves_nothing(client_of) -> None:
    client = client_of("market")
    file = SimpleUploadedFile("plan.txt", PLAN.encode())
    answer = client.post("/api/plans/compile", {"file": file}).json()
    assert len(answer["measures"]) == 2
    assert not Programme.objects.exists()
    bad = client.post("/api/plans/compile", {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4")})
    assert bad.status_code == 422


def test_the_api_judges_with_the_revision_that_was_read(programme, client_of) -> None:
    target = programme.targets.first()
    url = f"/api/programmes/{programme.pk}/targets/{target.pk}"
    client = client_of("office")
    body = {"state": "accepted", "revision": 1}
    assert client.post(url, body, "application/json").json()["revision"] == 2
    assert client.post(url, body, "application/json").status_code == 409
    assert (
        client_of("market").post(url, {**body, "revision": 2}, "application/json").status_code
        == 403
    )


def test_the_api_lists_pages_of_targets_and_tasks(programme, client_of) -> None:
    client = client_of("market")
    targets = client.get(f"/api/programmes/{programme.pk}/targets?limit=1").json()
    assert (len(targets["items"]), targets["count"]) == (1, programme.targets.count())
    tasks = client.get(f"/api/programmes/{programme.pk}/tasks").json()
    assert {task["lead"] for task in tasks["items"]} == {"市市场监管局", "市住房城乡建设局"}
    masked = client.get(f"/api/programmes/{programme.pk}/targets?show=masked").json()["items"]
    assert [target["set_by_city"] for target in masked] == [True]


def test_the_clock_answers_over_http_and_refuses_in_words(client_of) -> None:
    client = client_of("market")
    ask = {"start": "2022-09-30", "limit": "5wd"}
    assert client.post("/api/clock/due", ask, "application/json").json()["due"] == "2022-10-12"
    ran = {
        "start": "2022-09-30",
        "end": "2022-10-12",
        "pauses": [{"start": "2022-10-08", "end": "2022-10-10"}],
    }
    assert client.post("/api/clock/elapsed", ran, "application/json").json()["amount"] == 3
    wrong = client.post("/api/clock/due", {"start": "2022-09-30", "limit": "5"}, "application/json")
    assert wrong.status_code == 422
    assert "没写单位" in wrong.json()["detail"]
    days = client.get("/api/clock/calendar?first=2022-10-01&last=2022-10-08").json()
    assert [d["is_working"] for d in days] == [False] * 7 + [True]
    assert client.get("/api/clock/calendar?first=2022-10-08&last=2022-10-01").status_code == 422


def test_the_contract_is_served_as_openapi(client_of) -> None:
    contract = client_of("market").get("/api/openapi.json").json()
    assert contract["openapi"].startswith("3.1")
    assert "/api/clock/due" in contract["paths"]


@pytest.mark.parametrize(
    "path",
    [
        "tasks/?q=%00",
        "tasks/?unit=99999999999999999999",
        "tasks/?measure=99999999999999999999&page=abc&state=x",
        "review/?target=99999999999999999999",
        "review/?show=%27",
        "?unit=x",
        "journal/?page=-5",
    ],
)
def test_strange_addresses_are_answered_calmly(programme, client_of, path: str) -> None:
    assert client_of("office").get(f"/programmes/{programme.pk}/{path}").status_code == 200


def test_strange_forms_change_nothing_and_break_nothing(programme, client_of) -> None:
    client = client_of("office")
    target = programme.targets.first()
    base = f"/programmes/{programme.pk}"
    judged = client.post(
        f"{base}/targets/{target.pk}/judge/", {"state": "accepted", "revision": "x"}
    )
    assert judged.status_code == 302
    for form in (
        {"revision": "x", "phrase": "a", "comparator": "<=", "value": "1"},
        {"revision": "9" * 20, "phrase": "a", "comparator": "<=", "value": "1"},
        {"revision": "1", "phrase": "a" * 500, "comparator": "<=", "value": "1e40"},
        {"revision": "1", "phrase": "a\0", "comparator": "zz", "value": "NaN"},
    ):
        assert client.post(f"{base}/targets/{target.pk}/", form).status_code in (409, 422)
    assert client.post(f"{base}/breakdown/1/nonsense/").status_code == 404
    assert client.post("/people/me/", {"end": "x"}).status_code == 404
    assert client.post("/people/me/", {"end": "999999"}).status_code == 404
    assert client.get("/registry/?q=%00").status_code == 200
    target.refresh_from_db()
    assert target.revision == 1


@pytest.mark.parametrize(
    "text",
    [
        "没有编号的一段话，力争网办率达到90%以上。",
        "方案\0\n一、措施\n1.测试。不超过5个工作日。",
        "一、测试\n办结不超过99999999999999999999999个工作日。",
        "标题" * 400 + "\n一、" + "很长" * 300 + "。不超过5个工作日",
        "方案\n一、措施\n1.甲。不超过5天。\n1.乙。不超过６个工作日。\n（1）丙（不超过３天）。",
    ],
)
def test_strange_plans_are_imported_with_what_can_be_read(client_of, text: str) -> None:
    file = SimpleUploadedFile("方案.txt", text.encode())
    client = client_of("office")
    answer = client.post("/programmes/import/", {"file": file, "issue_date": "2022-05-20"})
    assert answer.status_code == 302, answer.content.decode()
    assert client.get(answer["Location"]).status_code == 200
