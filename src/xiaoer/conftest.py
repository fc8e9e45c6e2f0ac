"""The cast of the tests: the demo city's bodies and people, and a small plan of their own."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from xiaoer.campaign.models import Programme
from xiaoer.campaign.services.importing import Upload, import_plan
from xiaoer.cases import actuals, calendars
from xiaoer.catalogue import register
from xiaoer.demo.feeds import send_feeds
from xiaoer.demo.history import Habit, make_history
from xiaoer.demo.people import make_bodies, make_clerks, make_people
from xiaoer.packs import queries as packs
from xiaoer.people import bodies as known_bodies
from xiaoer.people.models import Organisation, User
from xiaoer.people.queries import viewer_of
from xiaoer.people.roles import Viewer

PASSWORD = "correct horse battery"  # noqa: S105 - of people who do not exist
FOUNDED = date(2019, 1, 1)
PLAN = """2022年优化营商环境行动方案
一、工作目标
力争企业开办时间压减至1个工作日以内。
二、工作措施
（一）提升企业开办便利度。推行一网通办，企业开办平均用时不超过0.5个工作日。新增标准地址xx万条。（责任单位：市市场监管局、市税务局）
（二）深化工程建设审批改革。一般工业项目审批时间控制在21个工作日以内。推进联合验收。（责任单位：市住房城乡建设局）
三、工作要求
各责任单位于每月25日前报送进展情况。
"""


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What a process remembers of rows must not outlive the test that made them."""
    known_bodies.forget()
    packs.forget()
    packs.version.cache_clear()
    calendars.forget()
    actuals.forget()
    register.forget()


@pytest.fixture(autouse=True)
def _own_media(settings: object, tmp_path: object) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    settings.MART_ROOT = str(tmp_path / "mart")


@pytest.fixture
def bodies(db: None) -> dict[str, Organisation]:
    """The organisations of the demo city."""
    return make_bodies(FOUNDED)


@pytest.fixture
def people(bodies: dict[str, Organisation]) -> dict[str, User]:
    """The people of the demo city, all with the same password."""
    return make_people(bodies, FOUNDED, PASSWORD)


@pytest.fixture
def clerks(bodies: dict[str, Organisation]) -> dict[str, User]:
    """Those of the demo city who work on cases, all with the same password."""
    return make_clerks(bodies, FOUNDED, PASSWORD)


@pytest.fixture
def past(bodies: dict[str, Organisation]):
    """Make closed cases of eighteen months: item, how many a month, days then, days now."""

    def made(today: date, *habits: tuple[str, int, float, float]) -> int:
        user = User.objects.create_user("past", password=None, name="过去")
        return make_history(user, today, [Habit(*habit) for habit in habits])

    return made


@pytest.fixture
def reported(bodies: dict[str, Organisation]):
    """Let the demo city's line systems report a year up to a day."""
    return send_feeds


@pytest.fixture
def seen_as(people: dict[str, User]):
    """Return the viewer that a person is."""

    def viewer(name: str) -> Viewer:
        return viewer_of(people[name])

    return viewer


@pytest.fixture
def client_of(people: dict[str, User]):
    """Return a signed-in client of a person."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(people[name], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture
def programme(bodies: dict[str, Organisation], seen_as: object) -> Programme:
    """A programme imported from the small plan, its targets waiting for a review."""
    upload = Upload("plan.txt", PLAN.encode(), date(2022, 5, 20), bodies["hq-office"])
    return import_plan(seen_as("office"), upload)
