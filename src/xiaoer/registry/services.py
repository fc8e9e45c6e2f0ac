"""What changes the registry."""

from __future__ import annotations

from django.db import transaction

from xiaoer.people.access import require
from xiaoer.people.roles import Capability, Viewer

from .identifiers import checked_ric, checked_uscc
from .models import Enterprise, Person, Unmasking


@transaction.atomic
def unmask_person(viewer: Viewer, person: Person, reason: str) -> Unmasking:
    """Log one look at a person's full data."""
    require(viewer, Capability.UNMASK_PERSON)
    return Unmasking.objects.create(person=person, user_id=viewer.user_id, reason=reason)


@transaction.atomic
def register_enterprise(**values: object) -> Enterprise:
    """Enter an enterprise; raises `IdentifierError` for a credit code that cannot be."""
    values["uscc"] = checked_uscc(str(values["uscc"]))
    return Enterprise.objects.create(**values)


@transaction.atomic
def register_person(name: str, identity_number: str) -> Person:
    """Enter a person; raises `IdentifierError` for an identity number that cannot be."""
    return Person.objects.create(name=name, identity_number=checked_ric(identity_number))
