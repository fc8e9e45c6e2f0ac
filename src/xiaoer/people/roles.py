"""Which role may do what, and over whose work. Pure: no database, no request.

A grant joins a role to an organisation; it reaches that organisation and all below it
(campaign §1). The office of the headquarters reaches the whole city.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """The posts of the campaign that the program tells apart."""

    HQ_OFFICE = "hq_office"
    HQ_LEADER = "hq_leader"
    TASK_TEAM = "task_team"
    COUNTY_HQ_OFFICE = "county_hq_office"
    PRINCIPAL = "principal"
    VICE = "vice"
    LIAISON = "liaison"
    VIEWER = "viewer"
    WINDOW_CLERK = "window_clerk"
    ACCEPTANCE_OFFICER = "acceptance_officer"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    SITE_INSPECTOR = "site_inspector"
    LINE_SYSTEM = "line_system"
    FEED_OFFICER = "feed_officer"
    CASE_SUPERVISOR = "case_supervisor"
    CATALOGUE_EDITOR = "catalogue_editor"
    SYSTEM_ADMIN = "system_admin"


class Capability(StrEnum):
    """One thing a role may do."""

    READ_PROGRAMME = "read_programme"
    IMPORT_PLAN = "import_plan"
    REVIEW_TARGET = "review_target"
    EDIT_TASK = "edit_task"
    SIGN_TASKS = "sign_tasks"
    CLEAR_TASKS = "clear_tasks"
    FREEZE_BASELINE = "freeze_baseline"
    DECIDE_TARGET = "decide_target"
    READ_REPORTS = "read_reports"
    APPROVE_REPORT = "approve_report"
    KEEP_SCORES = "keep_scores"
    DECIDE_CARD = "decide_card"
    READ_PEOPLE = "read_people"
    MANAGE_PEOPLE = "manage_people"
    READ_REGISTRY = "read_registry"
    UNMASK_PERSON = "unmask_person"
    WORK_CASES = "work_cases"
    SUPERVISE_CASES = "supervise_cases"
    READ_CASES = "read_cases"  # to look, with personal data masked
    WATCH_CASES = "watch_cases"  # to see where work waits
    EDIT_CATALOGUE = "edit_catalogue"
    READ_FIGURES = "read_figures"
    KEEP_FIGURES = "keep_figures"
    SEND_FEEDS = "send_feeds"
    READ_FEEDS = "read_feeds"
    READ_ADDRESSES = "read_addresses"


_READ = {Capability.READ_PROGRAMME, Capability.READ_PEOPLE, Capability.READ_FIGURES}
_UNIT = _READ | {Capability.EDIT_TASK, Capability.READ_REPORTS}

_WATCH = {Capability.READ_CASES, Capability.WATCH_CASES}
_DESK = frozenset(
    {
        Capability.WORK_CASES,
        Capability.READ_CASES,
        Capability.READ_PEOPLE,
        Capability.READ_ADDRESSES,
    }
)

CAPABILITIES: dict[Role, frozenset[Capability]] = {
    Role.HQ_OFFICE: frozenset(
        _UNIT
        | _WATCH
        | {
            Capability.IMPORT_PLAN,
            Capability.REVIEW_TARGET,
            Capability.CLEAR_TASKS,
            Capability.FREEZE_BASELINE,
            Capability.KEEP_SCORES,
            Capability.READ_REGISTRY,
            Capability.KEEP_FIGURES,
            Capability.READ_FEEDS,
            Capability.READ_ADDRESSES,
        }
    ),
    Role.HQ_LEADER: frozenset(
        _READ
        | _WATCH
        | {
            Capability.READ_REGISTRY,
            Capability.DECIDE_TARGET,
            Capability.DECIDE_CARD,
            Capability.READ_REPORTS,
        }
    ),
    Role.TASK_TEAM: frozenset(_READ | {Capability.CLEAR_TASKS, Capability.READ_REPORTS}),
    Role.COUNTY_HQ_OFFICE: frozenset(_UNIT | _WATCH | {Capability.READ_ADDRESSES}),
    Role.PRINCIPAL: frozenset(_UNIT | _WATCH | {Capability.SIGN_TASKS, Capability.APPROVE_REPORT}),
    Role.VICE: frozenset(_UNIT | _WATCH | {Capability.APPROVE_REPORT}),
    Role.LIAISON: frozenset(_UNIT),
    Role.VIEWER: frozenset(_READ),
    Role.WINDOW_CLERK: _DESK,
    Role.ACCEPTANCE_OFFICER: _DESK,
    Role.REVIEWER: _DESK,
    Role.APPROVER: _DESK,
    Role.SITE_INSPECTOR: _DESK,
    Role.LINE_SYSTEM: frozenset({Capability.WORK_CASES, Capability.READ_CASES}),
    Role.FEED_OFFICER: frozenset(
        {Capability.SEND_FEEDS, Capability.READ_FEEDS, Capability.READ_FIGURES}
    ),
    Role.CASE_SUPERVISOR: _DESK | _WATCH | {Capability.SUPERVISE_CASES},
    Role.CATALOGUE_EDITOR: frozenset(
        {Capability.EDIT_CATALOGUE, Capability.READ_PEOPLE, Capability.READ_ADDRESSES}
    ),
    Role.SYSTEM_ADMIN: frozenset(
        {
            Capability.READ_PEOPLE,
            Capability.MANAGE_PEOPLE,
            Capability.READ_REGISTRY,
            Capability.UNMASK_PERSON,
        }
    ),
}

CITY_WIDE = frozenset({Role.HQ_OFFICE, Role.HQ_LEADER, Role.SYSTEM_ADMIN})


@dataclass(frozen=True, slots=True)
class Reach:
    """A role and the organisations it reaches; `None` means the whole city."""

    role: Role
    organisations: frozenset[int] | None

    def covers(self, organisation: int | None) -> bool:
        """Say whether this grant reaches the organisation."""
        return self.organisations is None or organisation in self.organisations


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who is looking: the one object that every query and service asks for access."""

    user_id: int | None
    name: str = ""
    organisation: int | None = None
    reaches: tuple[Reach, ...] = field(default=())

    def can(self, capability: Capability) -> bool:
        """Say whether the viewer holds the capability anywhere."""
        return any(capability in CAPABILITIES[reach.role] for reach in self.reaches)

    def can_for(self, capability: Capability, organisation: int | None) -> bool:
        """Say whether the viewer holds the capability over this organisation."""
        return any(
            capability in CAPABILITIES[reach.role] and reach.covers(organisation)
            for reach in self.reaches
        )

    def organisations_for(self, capability: Capability) -> frozenset[int] | None:
        """Return the organisations over which the capability holds; `None` means all."""
        held = [r.organisations for r in self.reaches if capability in CAPABILITIES[r.role]]
        if any(organisations is None for organisations in held):
            return None
        return frozenset[int]().union(*(o for o in held if o is not None))

    def has(self, *roles: Role) -> bool:
        """Say whether the viewer holds one of the roles."""
        return any(reach.role in roles for reach in self.reaches)


NOBODY = Viewer(user_id=None)


def reach_of(role: Role, organisation: int, below: Iterable[int]) -> Reach:
    """Build the reach of a grant from the organisation and all below it."""
    if role in CITY_WIDE:
        return Reach(role, None)
    return Reach(role, frozenset({organisation, *below}))
