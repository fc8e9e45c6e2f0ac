"""The demo city's casework: packs loaded, applicants, and cases on their way.

The cases are worked examples of the packs, played by the city's own clerks and moved to the
days before today; some are left half way, so that every desk has something to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from xiaoer.cases.rehearsal import Stage, instant
from xiaoer.cases.services.sweeping import sweep
from xiaoer.packs.library import sources
from xiaoer.packs.reading import PackSource, examples_of
from xiaoer.packs.services import install
from xiaoer.people.models import RoleGrant, User
from xiaoer.people.queries import viewer_of
from xiaoer.people.roles import Viewer
from xiaoer.registry.models import Enterprise, Mandate

SINCE = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Applicant:
    """Somebody from outside: sign-in name, name, and for which of the firms (by number)."""

    username: str
    name: str
    firm: int | None = None


APPLICANTS = (
    Applicant("founder", "叶知秋", 4),
    Applicant("plant", "周清越", 0),
    Applicant("food", "韩松", 1),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A worked example as the city shows it: its name, whose, how far, how long ago."""

    name: str  # a part of the example's name
    applicant: str
    acts: int | None = None  # the first so many; none: all
    days_ago: int = 1


SCENES = (
    Scene("税务失败一次又办成", "founder", days_ago=4),
    Scene("公积金办不成，申请人同意先不办", "founder", acts=4, days_ago=0),
    Scene("开餐馆：约好联合踏勘", "food", acts=3, days_ago=2),
    Scene("一般工业项目四个阶段走完", "plant", days_ago=9),
    Scene("一般工业项目四个阶段走完", "plant", acts=13, days_ago=1),
    Scene("高压单电源，外线施工超时", "plant", days_ago=6),
    Scene("要外线，外线审批另开一件", "plant", acts=4, days_ago=8),
    Scene("小微企业三零", "food", acts=1, days_ago=1),
    Scene("签约后备案自动办结", "plant", days_ago=5),
    Scene("食品经营许可：8 个工作日内办成", "food", acts=1, days_ago=8),
    Scene("食品经营许可：补正后受理", "food", acts=1, days_ago=1),
    Scene("消防：10 个工作日内看现场", "food", acts=1, days_ago=4),
    Scene("户外招牌", "food", acts=1, days_ago=2),
)


def load_packs() -> list[PackSource]:
    """Load every pack that the release carries and the city has added; return them."""
    known = list(sources().values())
    for source in known:
        install(source, known)
    return known


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


class Clerks:
    """The city's own people as the cast of an example."""

    def __init__(self, applicant: User) -> None:
        self._applicant = applicant
        self._enterprise = Enterprise.objects.get(mandates__user=applicant)
        self._taken: dict[str, int] = {}

    def applicant(self) -> tuple[Viewer, Enterprise]:
        """Return the applicant and the firm."""
        return viewer_of(self._applicant), self._enterprise

    def _holders(self, role: str, organisation: int | None) -> list[User]:
        grants = RoleGrant.objects.filter(role=role, organisation_id=organisation)
        return [grant.user for grant in grants.select_related("user").order_by("id")]

    def officer(self, name: str, role: str, organisation: int | None) -> Viewer:
        """Return a holder of the role; two names of one role are two people where there are."""
        holders = self._holders(role, organisation)
        if not holders:
            raise LookupError(f"{role} of {organisation}")
        return viewer_of(holders[0])

    def colleagues(self, name: str, role: str, organisation: int | None) -> tuple[int, ...]:
        """Return the other holders of the role."""
        return tuple(user.pk for user in self._holders(role, organisation)[1:3])


def open_cases(applicants: dict[str, User], packs: list[PackSource]) -> None:
    """Play the scenes, each moved to the days before today."""
    now = timezone.now()
    examples = [example for source in packs for example in examples_of(source)]
    for scene in SCENES:
        example = next((e for e in examples if scene.name in e.name), None)
        if example is None:
            continue
        acts = example.acts[: scene.acts]
        last = instant(acts[-1].at if acts else example.at)
        weeks = (now - timedelta(days=scene.days_ago) - last).days // 7
        stage = Stage(example, Clerks(applicants[scene.applicant]), timedelta(weeks=weeks))
        try:
            list(stage.play(len(acts)))
        except LookupError:
            continue  # nobody of the demo holds a role of this example
    sweep(now)
