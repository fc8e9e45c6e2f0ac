"""Makes the demo city, once."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from stdnum.cn import ric, uscc

from xiaoer.campaign.models import Programme
from xiaoer.people.models import Appointment, Organisation, User
from xiaoer.people.roles import Role
from xiaoer.people.services import appoint, grant
from xiaoer.registry.models import Address, Enterprise
from xiaoer.registry.services import register_enterprise, register_person

from .addresses import load_register
from .casework import load_packs, make_applicants, open_cases
from .feeds import send_feeds
from .history import earlier_systems, make_history
from .people import make_bodies, make_clerks, make_people
from .programmes import cast_of, heads_for, import_2022, run_this_year
from .reports import make_writers, report_months

FOUNDED = date(2019, 1, 1)
LEADING = ("department", "regulator", "utility", "court", "procuratorate", "county_hq")


def is_made() -> bool:
    """Say whether the city stands already."""
    return Organisation.objects.exists()


@transaction.atomic
def make_city(
    password: str, today: date | None = None, casework: bool = True, past: bool = True
) -> list[Programme]:
    """Make bodies, people, enterprises, cases and two programmes; all of it or nothing.

    `past`: also a year and a half of ended cases, and what line systems reported.
    """
    bodies = make_bodies(FOUNDED)
    people = make_people(bodies, FOUNDED, password)
    heads = _heads(bodies, people)
    make_clerks(bodies, FOUNDED, password)
    firms = _enterprises()
    applicants = make_applicants(firms, password)
    packs = load_packs() if casework else []
    load_register(packs)
    open_cases(applicants, packs)
    if casework and past:
        make_history(earlier_systems(), today or timezone.localdate())
        send_feeds(today or timezone.localdate())
    cast = cast_of(people, heads)
    owner = bodies["hq-office"]
    plan_2022 = import_2022(cast, owner)
    running = run_this_year(cast, owner, today or timezone.localdate())
    if past:
        writers = make_writers(running, bodies, people, FOUNDED)
        report_months(cast, running, writers, today or timezone.localdate())
    return [plan_2022, running]


def _heads(bodies: dict[str, Organisation], people: dict[str, User]) -> dict[int, User]:
    known = {bodies["market-supervision"].pk: people["market-head"]}
    known[bodies["housing-construction"].pk] = people["housing-head"]
    units = [u for u in bodies.values() if u.kind in LEADING and u.pk not in known]
    for code, name in heads_for(units).items():
        # Nobody signs in as these: they are there to have signed.
        user = User.objects.create_user(f"{code}-head", password=None, name=name)
        appoint(user, bodies[code], Appointment.Post.PRINCIPAL, FOUNDED)
        grant(user, Role.PRINCIPAL, bodies[code], FOUNDED)
        known[bodies[code].pk] = user
    return known


ENTERPRISES = (
    ("岚海恒川精密部件有限公司", "MA7H2K9T3", "A"),
    ("岚海丰禾食品有限公司", "MA5W0Q2X1", "B"),
    ("南汀海丰冷链有限公司", "MA4C8R6Y7", "B"),
    ("临溪青石建材有限公司", "MA3D1T5N0", "C"),
    ("滨港远帆物流有限公司", "MA6E9L4P8", "A"),
)


def _enterprises() -> list[Enterprise]:
    found = []
    for number, (name, tail, credit) in enumerate(ENTERPRISES, start=1):
        stem = f"91441500{tail}"[:17]
        body = f"4403031985{number:02d}{number + 10}{number:03d}"
        person = register_person(
            f"周清{'越川原野禾'[number - 1]}", body + ric.calc_check_digit(f"{body}0")
        )
        place = Address.objects.create(
            text=f"岚海市东浦区海滨大道{number * 18}号", division_code="441502",
            street="海滨大道", number=f"{number * 18}号",
        )  # fmt: skip
        firm = register_enterprise(
            name=name,
            uscc=stem + uscc.calc_check_digit(stem),
            form=Enterprise.Form.COMPANY,
            credit_class=credit,
            registered_on=date(2020, number, 8),
            address=place,
            legal_representative=person,
        )
        found.append(firm)
    return found
