"""Who somebody is today and what lies below an organisation."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from .models import Appointment, Delegation, Organisation, OrganisationPlacement, RoleGrant, User
from .roles import NOBODY, Role, Viewer, reach_of


def today() -> date:
    """Return today's date in the city's time zone."""
    return timezone.localdate()


def valid_on(day: date) -> Q:
    """Select the rows that are in force on a day."""
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def children_by_parent(day: date) -> dict[int, list[int]]:
    """Return the tree of one day as parent id → child ids."""
    tree: dict[int, list[int]] = defaultdict(list)
    rows = OrganisationPlacement.objects.filter(valid_on(day))
    for parent, child in rows.values_list("parent_id", "organisation_id"):
        tree[parent].append(child)
    return tree


def below(organisation: int, tree: dict[int, list[int]]) -> set[int]:
    """Return the ids of everything below an organisation; a loop in the data ends the walk."""
    found: set[int] = set()
    waiting = list(tree.get(organisation, ()))
    while waiting:
        child = waiting.pop()
        if child not in found:
            found.add(child)
            waiting.extend(tree.get(child, ()))
    return found


# Every request asks this, so it is one statement whose text is not built anew each time.
STANDING = """
    (SELECT NULL AS role, organisation_id FROM people_appointment
      WHERE user_id = %(user)s AND daterange(valid_from, valid_to) @> %(day)s::date
      ORDER BY valid_from LIMIT 1)
    UNION ALL
    (SELECT role, organisation_id FROM people_rolegrant
      WHERE daterange(valid_from, valid_to) @> %(day)s::date AND user_id IN (
        SELECT %(user)s UNION ALL
        SELECT from_user_id FROM people_delegation
         WHERE to_user_id = %(user)s AND daterange(valid_from, valid_to) @> %(day)s::date)
      ORDER BY id)
"""


def _standing(user: int, day: date) -> tuple[int | None, list[tuple[str, int]]]:
    """Return where somebody's post is, and the grants of his own and of whom he stands in for."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, {"user": user, "day": day})
        rows = cursor.fetchall()
    home = next((organisation for role, organisation in rows if role is None), None)
    return home, [row for row in rows if row[0] is not None]


def viewer_of(user: User, day: date | None = None) -> Viewer:
    """Return what a user may see and do on a day, own grants and borrowed ones together."""
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    day = day or today()
    home, grants = _standing(user.pk, day)
    tree = children_by_parent(day) if grants else {}
    return Viewer(
        user_id=user.pk,
        name=user.name,
        organisation=home,
        reaches=tuple(reach_of(Role(role), org, below(org, tree)) for role, org in grants),
    )


def organisations(day: date | None = None) -> QuerySet[Organisation]:
    """Return the organisations that exist on a day, bodies of the campaign first."""
    return Organisation.objects.filter(valid_on(day or today()))


def responsible_units(day: date | None = None) -> QuerySet[Organisation]:
    """Return the organisations that a task can be given to."""
    kinds = Organisation.Kind
    bodies = [kinds.HEADQUARTERS, kinds.TASK_TEAM, kinds.SERVICE]
    return organisations(day).exclude(kind__in=bodies).order_by("kind", "id")


def appointments_on(day: date) -> dict[int, list[Appointment]]:
    """Return who is on which post on a day, by organisation."""
    rows = Appointment.objects.filter(valid_on(day)).select_related("user").order_by("id")
    posts: dict[int, list[Appointment]] = defaultdict(list)
    for row in rows:
        posts[row.organisation_id].append(row)
    return dict(posts)


def organisation_tree(day: date) -> list[tuple[int, Organisation]]:
    """Return the tree of a day as (depth, organisation), parents before children."""
    rows = {row.pk: row for row in organisations(day).order_by("kind", "id")}
    tree = children_by_parent(day)
    placed = {c for parent, children in tree.items() if parent in rows for c in children}
    found: list[tuple[int, Organisation]] = []

    order = {pk: at for at, pk in enumerate(rows)}

    def walk(pk: int, depth: int) -> None:
        found.append((depth, rows[pk]))
        for child in sorted((c for c in tree.get(pk, ()) if c in rows), key=order.__getitem__):
            walk(child, depth + 1)

    for pk in rows:
        if pk not in placed:
            walk(pk, 0)
    return found


@dataclass(slots=True)
class Node:
    """An organisation with those below it."""

    organisation: Organisation
    children: list[Node] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Count the organisation and all below it."""
        return 1 + sum(child.size for child in self.children)


def organisation_forest(day: date) -> list[Node]:
    """Return the tree of a day as nodes; a place below a closed body counts as none."""
    roots: list[Node] = []
    above: list[Node] = []
    for depth, row in organisation_tree(day):
        node = Node(row)
        del above[depth:]
        (above[-1].children if above else roots).append(node)
        above.append(node)
    return roots


def staff_of(organisation: Organisation) -> QuerySet[Appointment]:
    """Return the posts of an organisation, the present ones first."""
    rows = organisation.appointments.select_related("user")
    return rows.order_by("-valid_to", "post", "valid_from")


def grants_of(user: User) -> QuerySet[RoleGrant]:
    """Return the grants that a person holds today."""
    return RoleGrant.objects.filter(valid_on(today()), user=user).select_related("organisation")


def delegations_of(user: User) -> QuerySet[Delegation]:
    """Return the loans of grants, given and taken, that are not over."""
    mine = Q(from_user=user) | Q(to_user=user)
    rows = Delegation.objects.filter(mine, valid_to__gt=today())
    return rows.select_related("from_user", "to_user").order_by("valid_from")
