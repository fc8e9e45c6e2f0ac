"""The pages of desk and portal: journeys through HTTP, refusals, strange input, query counts."""

from __future__ import annotations

import pytest
from django.test import Client

from xiaoer.cases.models import Case, Draft, Material, Todo
from xiaoer.cases.services.opening import Application, open_case
from xiaoer.cases.views.case import masked
from xiaoer.people.queries import viewer_of

from .conftest import at

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def enter():
    """Sign somebody in."""

    def signed_in(user) -> Client:
        client = Client()
        client.force_login(user, backend=BACKEND)
        return client

    return signed_in


@pytest.fixture
def case(pack, clerks, applicant, enterprise) -> Case:
    application = Application("plain_licence", {"area_m2": 120}, enterprise=enterprise)
    return open_case(viewer_of(applicant), application)


def test_an_application_goes_through_its_pages_without_script(
    pack, clerks, applicant, enterprise, enter
):
    client = enter(applicant)
    begun = client.post("/apply/plain_licence/", {"enterprise": enterprise.uscc})
    draft = Draft.objects.get()
    assert begun.headers["Location"] == f"/drafts/{draft.pk}/"
    wrong = client.post(f"/drafts/{draft.pk}/pages/place/", {"area_m2": "很大", "revision": 1})
    assert (wrong.status_code, "填数字，例如 120" in wrong.text) == (422, True)
    assert "很大" in wrong.text  # nothing entered is lost
    client.post(f"/drafts/{draft.pk}/pages/place/", {"area_m2": "120", "revision": 1})
    from django.core.files.uploadedfile import SimpleUploadedFile

    plan = SimpleUploadedFile("方案.pdf", b"%PDF-1.4 x")
    client.post(f"/drafts/{draft.pk}/materials/", {"key": "plan", "file": plan})
    unsure = client.post(f"/drafts/{draft.pk}/check/", {})
    assert (unsure.status_code, Case.objects.count()) == (200, 0)
    sent = client.post(f"/drafts/{draft.pk}/check/", {"true": "yes"})
    case = Case.objects.get()
    assert sent.headers["Location"] == f"/my/{case.number}/sent/"
    assert client.post(f"/drafts/{draft.pk}/check/", {"true": "yes"}).status_code == 302
    assert Case.objects.count() == 1
    assert case.materials.get().sha256
    assert "剩" in client.get(f"/my/{case.number}/").text


def test_a_stale_page_is_told_and_nothing_is_overwritten(
    pack, clerks, applicant, enterprise, enter
):
    client = enter(applicant)
    client.post("/apply/plain_licence/", {"enterprise": enterprise.uscc})
    draft = Draft.objects.get()
    page = f"/drafts/{draft.pk}/pages/place/"
    client.post(page, {"area_m2": "120", "revision": 1})
    client.post(page, {"area_m2": "999", "revision": 1})
    draft.refresh_from_db()
    assert draft.answers["area_m2"] == 120


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", b"", "空"),
        ("a.pdf", b"MZ\x90\x00", "认不出"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n", "内容是 png"),
        ("a.zip", b"PK\x03\x04broken", "坏"),
    ],
)
def test_a_file_is_what_its_bytes_say(pack, clerks, applicant, enterprise, enter, name, data, said):
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = enter(applicant)
    client.post("/apply/plain_licence/", {"enterprise": enterprise.uscc})
    draft = Draft.objects.get()
    answer = client.post(
        f"/drafts/{draft.pk}/materials/",
        {"key": "plan", "file": SimpleUploadedFile(name, data)},
        follow=True,
    )
    assert (Material.objects.count(), said in answer.text) == (0, True)


def test_others_see_neither_case_nor_draft_nor_file(case, clerks, stranger, applicant, enter):
    mine = Draft.objects.create(
        user=applicant, item_key="plain_licence", pack_version_id=case.pack_version_id
    )
    paths = [
        f"/my/{case.number}/",
        f"/my/{case.number}/sent/",
        f"/drafts/{mine.pk}/",
        f"/drafts/{mine.pk}/check/",
        f"/cases/{case.number}/process.bpmn",
    ]
    client = enter(stranger)
    assert {client.get(path).status_code for path in paths} == {404}
    assert client.get(f"/cases/{case.number}/").status_code == 403
    other_unit = enter(clerks["power"])
    assert other_unit.get(f"/cases/{case.number}/").status_code == 404
    assert case.number not in other_unit.get("/desk/").text
    assert f"/cases/{case.number}/" not in other_unit.get(f"/cases/?q={case.number}").text
    assert Client().get(f"/my/{case.number}/").status_code == 302


def test_officers_work_from_the_desk(case, clerks, enter):
    client = enter(clerks["builder"])
    page = client.get("/desk/")
    assert case.applicant_name in page.text
    todo = Todo.objects.get(case=case, key="accept")
    client.post("/desk/next/")
    todo.refresh_from_db()
    assert todo.assignee == clerks["builder"]
    other = enter(clerks["builder-2"])
    told = other.post(f"/desk/todo/{todo.pk}/", {"outcome": "accepted"}, follow=True)
    assert "何小满 已经领了这件" in told.text
    done = client.post(
        f"/desk/todo/{todo.pk}/", {"outcome": "accepted", "request_key": "k"}, follow=True
    )
    assert "受理：已办" in done.text
    assert client.get(f"/cases/{case.number}/").status_code == 200
    paper = case.papers.get()
    assert "受理通知书" in client.get(f"/cases/{case.number}/papers/{paper.number}/").text


@pytest.mark.parametrize(
    "query",
    [
        "?bucket=late&view=mine", "?bucket=x&view=y", "?page=99999999999", "?page=²",
        "?word=%00", "?item=%00&step=a&mark=gap", "?word=" + "长" * 500,
    ],
)  # fmt: skip
def test_strange_filters_are_a_page(case, clerks, enter, query):
    assert enter(clerks["builder"]).get("/desk/" + query).status_code == 200


def test_strange_posts_are_answered(case, clerks, applicant, enter):
    client, mine = enter(clerks["builder"]), enter(applicant)
    todo = Todo.objects.get(case=case, key="accept")
    codes = {
        client.post(
            "/desk/act/", {"act": "transfer", "to": "ecology", "todo": ["x", "²", "9" * 30]}
        ).status_code,
        client.post(
            "/desk/act/", {"act": "claim", "todo": [str(todo.pk)], "next": "//evil"}
        ).status_code,
        client.post(f"/cases/{case.number}/do/extend/", {}).status_code,
        client.post(
            f"/cases/{case.number}/do/suspend/", {"special": "x", "reason": "y"}
        ).status_code,
        client.post(
            f"/desk/todo/{todo.pk}/", {"outcome": "\x00", "officers": ["²", "-1"]}
        ).status_code,
        mine.post(f"/my/{case.number}/supply/", {"done": "yes"}).status_code,
        mine.post(f"/my/{case.number}/rate/", {"level": "9"}).status_code,
        mine.post(f"/my/{case.number}/pause/", {"reason": "等等"}).status_code,
    }
    assert codes == {302, 422}
    assert client.post(f"/cases/{case.number}/do/fly/", {}).status_code == 404
    assert mine.post(f"/my/{case.number}/act/", {"todo": "1; drop"}).status_code == 404


def test_a_low_rating_says_why(case, clerks, applicant, enter):
    from xiaoer.cases.services.tasks import Done, complete_task

    todo = Todo.objects.get(case=case, key="accept")
    complete_task(viewer_of(clerks["builder"]), todo.pk, Done("accepted"))
    client = enter(applicant)
    address = f"/my/{case.number}/rate/"
    client.post(address, {"step": "accept", "level": "2"})
    assert case.ratings.count() == 0
    client.post(address, {"step": "accept", "level": "2", "reasons": ["slow"]})
    client.post(address, {"step": "accept", "level": "5"})
    assert list(case.ratings.values_list("level", "reasons")) == [(2, ["slow"])]


def test_the_supervisor_sees_where_work_waits_and_others_do_not(case, clerks, enter):
    assert enter(clerks["builder"]).get("/desk/stuck/").status_code == 403
    page = enter(clerks["builder-head"]).get("/desk/stuck/")
    assert (page.status_code, "市住房城乡建设局" in page.text) == (200, True)


def test_the_desk_costs_the_same_statements_for_one_and_for_thirty(
    pack, clerks, applicant, enterprise, enter, django_assert_max_num_queries
):
    viewer = viewer_of(applicant)
    for _n in range(30):
        open_case(
            viewer,
            Application("plain_licence", {"area_m2": 1}, enterprise=enterprise),
            None,
            at("2022-09-29 10:00"),
        )
    client = enter(clerks["builder"])
    client.get("/desk/")
    with django_assert_max_num_queries(16):
        client.get("/desk/")


def test_opening_a_case_costs_few_statements(
    pack, clerks, applicant, enterprise, django_assert_max_num_queries
):
    viewer = viewer_of(applicant)
    application = Application("parallel_licence", {}, enterprise=enterprise)
    open_case(viewer, application)
    with django_assert_max_num_queries(12):
        open_case(viewer, application, "once")


def test_those_who_watch_see_where_work_waits_and_no_personal_data(
    pack, clerks, people, applicant, enterprise, enter
):
    application = Application(
        "plain_licence", {"area_m2": 120, "phone": "13800138000"}, enterprise=enterprise
    )
    case = open_case(viewer_of(applicant), application)
    for who in ("office", "leader", "housing-head"):
        client = enter(people[who])
        assert client.get("/desk/stuck/").status_code == 200, who
        assert case.number in client.get("/cases/").text, who
        assert client.get(f"/cases/{case.number}/").status_code == 200, who
        assert client.get("/desk/").status_code == 403, who
    client = enter(people["market"])
    assert client.get(f"/cases/{case.number}/").status_code in (403, 404)
    kept = Material.objects.create(
        case=case, key="plan", title="方案图", satisfied_by="paper", name="方案.pdf"
    )
    office = enter(people["office"])
    assert office.get(f"/cases/{case.number}/materials/{kept.pk}/").status_code == 404


def test_numbers_of_people_are_masked_for_those_who_only_look():
    assert masked("phone", "13800138000") == "138******00"
    assert masked("identity_number", "449900199001010025") == "449900**********25"
    assert masked("text", "恒川") == "恒川"
