"""The tree of organisations through time, grants, delegation, sign-in and lockout."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from xiaoer.people.models import Appointment, Delegation, Organisation, OrganisationPlacement
from xiaoer.people.queries import below, children_by_parent, organisation_tree, today, viewer_of
from xiaoer.people.roles import CAPABILITIES, NOBODY, Capability, Role
from xiaoer.people.services import appoint, delegate, end_delegation, place

pytestmark = pytest.mark.django_db


def test_a_body_moves_in_the_tree_and_its_old_place_stays_known(bodies) -> None:
    court, team = bodies["intermediate-court"], bodies["team-market"]
    moved = date(2023, 4, 1)
    place(court, team, moved)
    before = children_by_parent(moved - timedelta(days=1))
    after = children_by_parent(moved)
    assert court.pk in before[bodies["team-law"].pk]
    assert court.pk in after[team.pk]
    assert court.pk not in after[bodies["team-law"].pk]


def test_a_body_has_one_parent_at_a_time_even_for_raw_rows(bodies) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationPlacement.objects.create(
            organisation=bodies["justice"],
            parent=bodies["team-market"],
            valid_from=date(2020, 1, 1),
        )


def test_a_body_cannot_hang_below_itself(bodies) -> None:
    with pytest.raises(ValueError, match="below itself"):
        place(bodies["hq-office"], bodies["justice"], date(2023, 1, 1))


def test_everything_hangs_below_the_headquarters_and_is_listed_once(bodies) -> None:
    tree = children_by_parent(today())
    assert len(below(bodies["headquarters"].pk, tree)) == len(bodies) - 1
    listed = organisation_tree(today())
    assert len(listed) == len({row.pk for _depth, row in listed}) == len(bodies)


def test_a_loop_in_old_data_does_not_hang_the_walk() -> None:
    assert below(1, {1: [2], 2: [3], 3: [1]}) == {1, 2, 3}


def test_one_body_has_one_principal_at_a_time(people, bodies) -> None:
    day = date(2024, 1, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        appoint(people["office"], bodies["market-supervision"], Appointment.Post.PRINCIPAL, day)


def test_a_liaison_reaches_the_own_unit_and_nothing_beside_it(seen_as, bodies) -> None:
    viewer = seen_as("market")
    assert viewer.can_for(Capability.EDIT_TASK, bodies["market-supervision"].pk)
    assert not viewer.can_for(Capability.EDIT_TASK, bodies["housing-construction"].pk)
    assert not viewer.can(Capability.SIGN_TASKS)


def test_a_team_reaches_the_units_below_it(seen_as, bodies) -> None:
    viewer = seen_as("team-market")
    assert viewer.can_for(Capability.CLEAR_TASKS, bodies["taxation"].pk)
    assert not viewer.can_for(Capability.CLEAR_TASKS, bodies["justice"].pk)


def test_nobody_may_do_anything() -> None:
    assert not any(NOBODY.can(capability) for capability in Capability)


def test_every_role_has_its_capabilities_written_down() -> None:
    assert set(CAPABILITIES) == set(Role)


def test_a_delegation_lends_grants_for_its_days_only(people, bodies) -> None:
    start = today()
    delegate(people["market-head"], people["market"], start, start + timedelta(days=3), "出差")
    unit = bodies["market-supervision"].pk
    assert viewer_of(people["market"]).can_for(Capability.SIGN_TASKS, unit)
    later = viewer_of(people["market"], start + timedelta(days=3))
    assert not later.can_for(Capability.SIGN_TASKS, unit)


def test_a_delegation_can_be_taken_back(people, bodies) -> None:
    yesterday = today() - timedelta(days=1)
    lent = delegate(
        people["market-head"], people["market"], yesterday, today() + timedelta(days=3), "休假"
    )
    end_delegation(people["market-head"], lent.pk)
    assert not viewer_of(people["market"]).can(Capability.SIGN_TASKS)
    with pytest.raises(Delegation.DoesNotExist):
        end_delegation(people["housing-head"], lent.pk)


def test_an_inactive_person_is_nobody(people) -> None:
    people["office"].is_active = False
    assert viewer_of(people["office"]) == NOBODY


def test_pages_need_a_sign_in(client: Client) -> None:
    for path in ("/people/", "/programmes/", "/registry/", "/people/me/"):
        answer = client.get(path)
        assert answer.status_code == 302
        assert "/accounts/login/" in answer["Location"]


def test_signing_in_with_the_password_works_and_wrong_ones_lock(people, client: Client) -> None:
    form = {"login": "office", "password": "correct horse battery"}
    assert client.post("/accounts/login/", form)["Location"] == "/"
    stranger = Client()
    wrong = {"login": "office", "password": "wrong"}
    codes = [stranger.post("/accounts/login/", wrong).status_code for _ in range(6)]
    assert codes[0] == 200
    assert codes[-1] == 429
    assert stranger.post("/accounts/login/", form).status_code == 429


def test_nobody_can_open_an_account_alone(client: Client) -> None:
    answer = client.get("/accounts/signup/")
    assert "id_password1" not in answer.content.decode()


def test_the_demo_doors_are_shut_outside_the_demo(people, client: Client, settings) -> None:
    settings.DEMO = False
    assert client.post("/people/enter/", {"username": "office"}).status_code == 404
    settings.DEMO = True
    assert client.post("/people/enter/", {"username": "office"}).status_code == 302


def test_a_person_can_lend_and_take_back_on_the_own_page(client_of, people) -> None:
    client = client_of("market-head")
    wrong = client.post("/people/me/", {"to_user": people["market"].pk})
    assert wrong.status_code == 422
    days = {"valid_from": today(), "valid_to": today() + timedelta(days=2)}
    client.post("/people/me/", {"to_user": people["market"].pk, "reason": "出差", **days})
    lent = Delegation.objects.get()
    assert "出差" in client.get("/people/me/").content.decode()
    client.post("/people/me/", {"end": lent.pk})
    assert not Delegation.objects.exists()


def test_organisation_pages_show_people(client_of, bodies) -> None:
    client = client_of("market")
    assert "顾南舟" in client.get("/people/").content.decode()
    page = client.get(f"/people/{bodies['market-supervision'].pk}/").content.decode()
    assert "周清和" in page
    assert Organisation.objects.get(code="team-market").short_name in page
