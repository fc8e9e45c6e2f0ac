"""What the city already knows: shown with its source, never asked (market R3, DESIGN 1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xiaoer.packs.items import Item, Material
from xiaoer.packs.schema import Form, FormField
from xiaoer.people.models import User
from xiaoer.registry.identifiers import masked_name
from xiaoer.registry.models import Enterprise


@dataclass(frozen=True, slots=True)
class Taken:
    """A value from a register, with where it comes from."""

    field: FormField
    value: str
    source: str


def _enterprise_value(enterprise: Enterprise, field: str) -> str:
    if field == "legal_representative":
        person = enterprise.legal_representative
        return masked_name(person.name) if person else ""
    if field == "address":
        return str(enterprise.address or "")
    if field == "form":
        return str(enterprise.get_form_display())
    if field in ("name", "uscc", "credit_class"):
        return str(getattr(enterprise, field))
    if field == "registered_on":
        return enterprise.registered_on.isoformat()
    return ""


def taken_value(field: FormField, enterprise: Enterprise | None, user: User | None) -> str:
    """Return what a register says for a field; empty when it says nothing."""
    if field.shared is None:
        return ""
    if field.shared.register_key == "enterprises" and enterprise:
        return _enterprise_value(enterprise, field.shared.field)
    if field.shared.register_key == "persons" and user:
        return user.name if field.shared.field == "name" else ""
    return ""


def taken_values(form: Form, enterprise: Enterprise | None, user: User | None) -> list[Taken]:
    """Return the fields of a form that are taken from registers."""
    found = []
    for field in form.fields():
        value = taken_value(field, enterprise, user)
        if field.shared and value:
            found.append(Taken(field, value, str(field.shared.title)))
    return found


def free_materials(item: Item, answers: dict[str, Any]) -> tuple[Material, ...]:
    """Return the materials that the applicant need not bring."""
    return tuple(m for m in item.materials if m.source != "applicant" and wanted(m, answers))


def wanted(material: Material, answers: dict[str, Any]) -> bool:
    """Say whether the answers call for a material."""
    from .answers import holds

    return holds(material.when, answers)
