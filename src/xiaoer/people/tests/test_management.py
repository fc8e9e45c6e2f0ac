"""What the administrator can do, what it leaves behind, and that nobody else can."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from xiaoer.people import management
from xiaoer.people.access import Refused
from xiaoer.people.models import Organisation, PeopleEvent, RoleGrant, User
from xiaoer.people.queries import children_by_parent, organisation_forest, today, viewer_of
from xiaoer.people.roles import Capability, Role

pytestmark = pytest.mark.django_db
OTHERS = ("office", "leader", "team-market", "market-head", "market", "county")


@pytest.fixture
def admin(seen_as):
    return seen_as("admin")


def body_form(bodies, **changes: object) -> dict[str, object]:
    form = {
        "name": "岚海市知识产权局", "short_name": "市知识产权局", "code": "intellectual-property",
        "kind": "department", "parent": bodies["team-market"].pk, "day": today(),
    }  # fmt: skip
    return {**form, **changes}


def test_the_administrator_lands_on_a_page_that_opens(client_of) -> None:
    client = client_of("admin")
    landed = client.get("/", follow=True)
    assert landed.status_code == 200
    assert landed.request["PATH_INFO"] == "/people/"
    page = landed.content.decode()
    assert "设机构" in page
    assert 'href="/programmes/"' not in page


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_manages_by_any_page(client_of, bodies, people, who: str) -> None:
    client = client_of(who)
    body, user = bodies["finance"], people["market"]
    post, grant = user.appointments.get(), user.grants.get()
    for path in ("new/", "persons/", "persons/new/", f"persons/{user.pk}/"):
        assert client.get(f"/people/{path}").status_code == 403
    for path in (
        "new/", "persons/new/", f"{body.pk}/close/", f"{body.pk}/move/",
        f"persons/{user.pk}/posts/", f"persons/{user.pk}/roles/", f"persons/{user.pk}/password/",
        f"persons/{user.pk}/active/", f"posts/{post.pk}/end/", f"roles/{grant.pk}/end/",
    ):  # fmt: skip
        assert client.post(f"/people/{path}", {"day": today()}).status_code == 403
    assert not PeopleEvent.objects.exists()
    assert "设机构" not in client.get("/people/").content.decode()


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_manages_by_the_services(seen_as, bodies, people, who: str) -> None:
    viewer, unit, user = seen_as(who), bodies["finance"], people["market"]
    for act in (
        lambda: management.close_body(viewer, unit, today()),
        lambda: management.move_body(viewer, unit, bodies["team-law"], today()),
        lambda: management.add_person(viewer, "somebody", "某人"),
        lambda: management.reset_password(viewer, user),
        lambda: management.set_active(viewer, user, False),
        lambda: management.put_on_post(viewer, user, unit, "staff", today()),
        lambda: management.give_role(viewer, user, Role.HQ_OFFICE, unit, today()),
        lambda: management.take_role(viewer, user.grants.get().pk, today()),
    ):
        with pytest.raises(Refused):
            act()


def test_a_body_is_founded_moved_and_closed_with_its_days(client_of, bodies) -> None:
    client = client_of("admin")
    answer = client.post("/people/new/", body_form(bodies))
    row = Organisation.objects.get(code="intellectual-property")
    assert answer["Location"] == f"/people/{row.pk}/"
    assert row.pk in children_by_parent(today())[bodies["team-market"].pk]
    assert "市知识产权局" in client.get("/people/").content.decode()
    later = today() + timedelta(days=30)
    client.post(f"/people/{row.pk}/move/", {"parent": bodies["team-law"].pk, "day": later})
    assert row.pk in children_by_parent(today())[bodies["team-market"].pk]
    assert row.pk in children_by_parent(later)[bodies["team-law"].pk]
    client.post(f"/people/{row.pk}/close/", {"day": later + timedelta(days=1)})
    row.refresh_from_db()
    assert row.valid_to == later + timedelta(days=1)
    kinds = list(PeopleEvent.objects.values_list("kind", flat=True))
    assert kinds == ["body_closed", "body_moved", "body_added"]
    assert client.get(f"/people/{row.pk}/").status_code == 200


def test_a_body_that_breaks_a_rule_is_not_founded(client_of, bodies) -> None:
    client = client_of("admin")
    for changes, words in (
        ({"code": "finance"}, "已经有机构用了"),
        ({"code": "不行"}, "英文字母"),
        ({"kind": "task_team"}, "第几部分"),
        ({"name": ""}, "填写全称"),
        ({"day": "0022-01-01"}, "之间"),
        ({"parent": ""}, "选隶属"),
    ):
        answer = client.post("/people/new/", body_form(bodies, **changes))
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert not Organisation.objects.filter(short_name="市知识产权局").exists()


def test_a_body_with_others_below_it_is_not_closed(admin, bodies) -> None:
    with pytest.raises(management.NotPossible, match="下面还有机构"):
        management.close_body(admin, bodies["team-market"], today())
    with pytest.raises(management.NotPossible, match="自己下面"):
        management.move_body(admin, bodies["hq-office"], bodies["justice"], today())


def test_a_closed_body_ends_its_posts_and_grants(admin, bodies, people) -> None:
    unit = bodies["housing-construction"]
    for child in Organisation.objects.filter(code__in=["housing-fund", "archives"]):
        management.move_body(admin, child, bodies["team-market"], today())
    for child in Organisation.objects.filter(code__in=["drawing-review"]):
        management.move_body(admin, child, bodies["team-market"], today())
    management.close_body(admin, unit, today())
    assert not viewer_of(people["housing"]).can(Capability.EDIT_TASK)
    yesterday = viewer_of(people["housing"], today() - timedelta(days=1))
    assert yesterday.can_for(Capability.EDIT_TASK, unit.pk)


def test_an_account_is_opened_with_a_password_shown_once(client_of) -> None:
    client = client_of("admin")
    page = client.post("/people/persons/new/", {"username": "lu.yao", "name": "路遥之"})
    password = page.context["password"]
    assert password in page.content.decode()
    user = User.objects.get(username="lu.yao")
    assert user.check_password(password)
    assert password not in client.get(f"/people/persons/{user.pk}/").content.decode()
    twice = client.post("/people/persons/new/", {"username": "LU.yao", "name": "别人"})
    assert twice.status_code == 422
    signed = Client().post("/accounts/login/", {"login": "lu.yao", "password": password})
    assert signed.status_code == 302


def test_a_new_password_ends_the_sessions_of_a_person(client_of, people) -> None:
    theirs = client_of("market")
    assert theirs.get("/people/me/").status_code == 200
    page = client_of("admin").post(f"/people/persons/{people['market'].pk}/password/")
    assert page.context["password"] in page.content.decode()
    assert theirs.get("/people/me/").status_code == 302


def test_posts_and_roles_begin_and_end_on_their_days(client_of, people, bodies) -> None:
    client, user = client_of("admin"), people["market"]
    base = f"/people/persons/{user.pk}"
    later = today() + timedelta(days=10)
    grant = {"role": "viewer", "organisation": bodies["finance"].pk, "day": later}
    client.post(f"{base}/roles/", grant)
    row = RoleGrant.objects.get(user=user, role="viewer")
    assert row.valid_from == later
    again = client.post(f"{base}/roles/", grant, follow=True)
    assert "已经有这个权限" in again.content.decode()
    client.post(f"/people/roles/{row.pk}/end/", {"day": later + timedelta(days=5)})
    row.refresh_from_db()
    assert row.valid_to == later + timedelta(days=5)
    post = {"organisation": bodies["finance"].pk, "post": "staff", "day": today()}
    client.post(f"{base}/posts/", post)
    held = user.appointments.get(organisation=bodies["finance"])
    client.post(f"/people/posts/{held.pk}/end/", {"day": later})
    held.refresh_from_db()
    assert held.valid_to == later
    page = client.get(f"{base}/").content.decode()
    assert "任岗位" in page
    assert "收权限" in page
    second = {"organisation": bodies["market-supervision"].pk, "post": "principal", "day": today()}
    refused = client_of("admin").post(
        f"/people/persons/{people['data'].pk}/posts/", second, follow=True
    )
    assert "主要负责同志只有一位" in refused.content.decode()


def test_the_last_administrator_stays(admin, people) -> None:
    grant = people["admin"].grants.get()
    with pytest.raises(management.NotPossible, match="最后一位"):
        management.take_role(admin, grant.pk, today())
    with pytest.raises(management.NotPossible, match="自己的账号"):
        management.set_active(admin, people["admin"], active=False)


def test_what_an_administrator_did_is_written_once(admin, people) -> None:
    management.set_active(admin, people["market"], active=False)
    with pytest.raises(DatabaseError), transaction.atomic():
        PeopleEvent.objects.update(words="x")


def test_the_forest_holds_every_body_once(bodies) -> None:
    forest = organisation_forest(date(2022, 5, 20))
    assert sum(node.size for node in forest) == len(bodies)
    assert [node.organisation.code for node in forest] == ["headquarters"]


@pytest.mark.parametrize(
    "path",
    ["persons/?q=%00", "persons/?page=²", "new/?parent=²", "persons/99999999999999999999/"],
)
def test_strange_addresses_are_answered_calmly(client_of, path: str) -> None:
    assert client_of("admin").get(f"/people/{path}").status_code in (200, 404)
