"""The kernel's cast: clerks of the demo city, an applicant, and a pack of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from xiaoer.packs.reading import read
from xiaoer.packs.services import install
from xiaoer.people.models import Organisation, User
from xiaoer.people.queries import viewer_of
from xiaoer.people.roles import Viewer
from xiaoer.registry.models import Enterprise, Mandate

FOUNDED = date(2019, 1, 1)
CHINA = ZoneInfo("Asia/Shanghai")
PACK = Path(__file__).parent / "packs" / "mkt98"


def at(text: str) -> datetime:
    """Return an instant in China's time."""
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.fixture
def pack(bodies: dict[str, Organisation]) -> None:
    """The kernel's own pack, loaded."""
    install(read(PACK))


@pytest.fixture
def applicant(db: None) -> User:
    """Somebody from outside."""
    return User.objects.create_user("founder", password=None, name="叶知秋")


@pytest.fixture
def stranger(db: None) -> User:
    """Somebody else from outside."""
    return User.objects.create_user("stranger", password=None, name="温故")


@pytest.fixture
def enterprise(applicant: User) -> Enterprise:
    """A firm that the applicant acts for."""
    firm = Enterprise.objects.create(
        uscc="91441500MA7H2K9T3B", name="岚海恒川精密部件有限公司", form="company",
        credit_class="A", registered_on=date(2020, 1, 8),
    )  # fmt: skip
    Mandate.objects.create(user=applicant, enterprise=firm, kind="staff", valid_from=FOUNDED)
    return firm


@pytest.fixture
def as_(clerks: dict[str, User]) -> Callable[[str], Viewer]:
    """Return the viewer that a clerk is."""
    return lambda name: viewer_of(clerks[name])
