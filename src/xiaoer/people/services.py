"""What changes organisations and people."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from .models import Appointment, Delegation, Organisation, OrganisationPlacement, RoleGrant, User
from .queries import below, children_by_parent, today
from .roles import Role


@transaction.atomic
def delegate(
    user: User, to_user: User, valid_from: date, valid_to: date, reason: str
) -> Delegation:
    """Lend all grants of one person to another from one day until before another."""
    return Delegation.objects.create(
        from_user=user, to_user=to_user, valid_from=valid_from, valid_to=valid_to, reason=reason
    )


@transaction.atomic
def end_delegation(user: User, pk: int) -> None:
    """Take back a loan of grants: from today it no longer holds."""
    row = Delegation.objects.select_for_update().get(pk=pk, from_user=user)
    if row.valid_from >= today():
        row.delete()
    elif row.valid_to > today():
        row.valid_to = today()
        row.save(update_fields=["valid_to"])


@transaction.atomic
def place(organisation: Organisation, parent: Organisation, day: date) -> OrganisationPlacement:
    """Hang an organisation below another from a day on; the former place ends that day.

    Raises `ValueError` when the parent lies below the organisation.
    """
    if parent.pk in below(organisation.pk, children_by_parent(day)) | {organisation.pk}:
        raise ValueError("an organisation cannot hang below itself")
    open_ended = Q(valid_to__isnull=True) | Q(valid_to__gt=day)
    rows = OrganisationPlacement.objects.select_for_update().filter(organisation=organisation)
    rows.filter(open_ended, valid_from__gte=day).delete()
    rows.filter(open_ended).update(valid_to=day)
    return OrganisationPlacement.objects.create(
        organisation=organisation, parent=parent, valid_from=day
    )


@transaction.atomic
def appoint(user: User, organisation: Organisation, post: str, day: date) -> Appointment:
    """Put a person on a post from a day on."""
    return Appointment.objects.create(
        user=user, organisation=organisation, post=post, valid_from=day
    )


@transaction.atomic
def grant(user: User, role: Role, organisation: Organisation, day: date) -> RoleGrant:
    """Give a person a role over an organisation and all below it, from a day on."""
    return RoleGrant.objects.create(user=user, role=role, organisation=organisation, valid_from=day)
