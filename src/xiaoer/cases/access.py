"""Who may see a case and who may act on a step: the one door for pages, API and export."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from xiaoer.people.access import Refused
from xiaoer.people.roles import Capability, Role, Viewer
from xiaoer.registry.queries import enterprises_of

from .models import Case, Todo

APPLICANT = "applicant"


def roles_held(viewer: Viewer) -> list[tuple[str, frozenset[int] | None]]:
    """Return the viewer's roles with the organisations they reach; `None` means all."""
    return [(reach.role.value, reach.organisations) for reach in viewer.reaches]


def todos_for(viewer: Viewer) -> Q:
    """Select the to-dos that the viewer's roles reach, or that were given to the viewer."""
    mine = Q(assignee_id=viewer.user_id) if viewer.user_id else Q(pk__in=[])
    for role, organisations in roles_held(viewer):
        reached = Q(role=role)
        if organisations is not None:
            reached &= Q(organisation_id__in=organisations)
        mine |= reached
    return mine


def lanes(viewer: Viewer) -> list[Q]:
    """Return the same to-dos as `todos_for`, in parts of which each is one index in order.

    A desk of a million cases is sorted by reading the heads of these lanes, never by
    sorting what lies in them (index `todo_desk`, `todo_role`, `todo_mine`).
    """
    found = [Q(assignee_id=viewer.user_id)] if viewer.user_id else []
    for role, organisations in sorted(roles_held(viewer), key=lambda held: held[0]):
        if organisations is None:
            found.append(Q(role=role))
        else:
            found += [Q(role=role, organisation_id=pk) for pk in sorted(organisations)]
    return list(dict.fromkeys(found))


def is_party(viewer: Viewer, case: Case) -> bool:
    """Say whether the viewer is the applicant or acts for the enterprise of the case."""
    if viewer.user_id is None:
        return False
    if case.applicant_id == viewer.user_id:
        return True
    return case.enterprise_id in enterprises_of(viewer.user_id, case.item_key)


def cases_of_party(viewer: Viewer) -> Q:
    """Select the cases in which the viewer is the applicant or acts for the enterprise."""
    if viewer.user_id is None:
        return Q(pk__in=[])
    return Q(applicant_id=viewer.user_id) | Q(enterprise_id__in=enterprises_of(viewer.user_id))


def visible(viewer: Viewer) -> QuerySet[Case]:
    """Return the cases that the viewer may open: own, worked on, or supervised."""
    allowed = cases_of_party(viewer)
    for capability in (Capability.WATCH_CASES, Capability.READ_CASES):
        if not viewer.can(capability):
            continue
        organisations = viewer.organisations_for(capability)
        if organisations is None:
            return Case.objects.all()
        # a unit sees the cases it decides, and those in which it had a step
        steps = Todo.objects.filter(organisation_id__in=organisations).values("case_id")
        allowed |= Q(organisation_id__in=organisations) | Q(pk__in=steps)
    return Case.objects.filter(allowed)


def may_act(viewer: Viewer, todo: Todo, case: Case) -> bool:
    """Say whether the viewer may complete this to-do."""
    if todo.role == APPLICANT:
        return is_party(viewer, case)
    if todo.assignee_id is not None and todo.assignee_id == viewer.user_id:
        return True
    return any(
        reach.role.value == todo.role and reach.covers(todo.organisation_id)
        for reach in viewer.reaches
    )


def may_supervise(viewer: Viewer, organisation: int | None) -> bool:
    """Say whether the viewer supervises the work of an organisation."""
    return viewer.can_for(Capability.SUPERVISE_CASES, organisation)


def require_role(viewer: Viewer, role: Role, organisation: int | None) -> None:
    """Raise `Refused` unless the viewer holds the role over the organisation."""
    if not any(r.role is role and r.covers(organisation) for r in viewer.reaches):
        raise Refused


def require_party(viewer: Viewer, case: Case) -> None:
    """Raise `Refused` unless the case is the viewer's own."""
    if not is_party(viewer, case):
        raise Refused
