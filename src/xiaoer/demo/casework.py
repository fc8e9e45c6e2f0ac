"""The demo city's casework: packs loaded, applicants, and cases on their way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from xiaoer.packs.library import sources
from xiaoer.packs.services import install
from xiaoer.people.models import User
from xiaoer.registry.models import Enterprise, Mandate

SINCE = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody from outside: sign-in name, name, and for which of the firms (by number)."""

    username: str
    name: str
    firm: int | None = None


APPLICANTS = (
    Applicant("founder", "叶知秋"),
    Applicant("plant", "周清越", 0),
    Applicant("food", "韩松", 1),
)


def load_packs() -> None:
    """Load every pack that the release carries and the city has added."""
    known = list(sources().values())
    for source in known:
        install(source, known)


def make_applicants(firms: list[Enterprise], password: str) -> dict[str, User]:
    """Make those who apply; they hold no post and see the public site only."""
    hashed = make_password(password)
    made = {}
    for who in APPLICANTS:
        user = User.objects.create(username=who.username, password=hashed, name=who.name)
        if who.firm is not None:
            Mandate.objects.create(
                user=user, enterprise=firms[who.firm], kind=Mandate.Kind.STAFF, valid_from=SINCE
            )
        made[who.username] = user
    return made


def open_cases(clerks: dict[str, User], applicants: dict[str, User]) -> None:
    """Open the cases that the city shows."""
