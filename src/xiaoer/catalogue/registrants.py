"""Who is registered at which standard address: places are kept, taken and left by cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from .addresses.verdict import Wanted, judge
from .models import Registrant, StandardAddress
from .services import Checked, find_address, premises_of

State = Registrant.State


@dataclass(frozen=True, slots=True)
class Company:
    """A company as registers know it: its code, its name, its address as written there."""

    uscc: str = ""
    name: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who wants an address: the case, and the name and trade name that are applied for."""

    case_number: str
    name: str = ""
    trade_name: str = ""


@transaction.atomic
def apply_for(text: str, wanted: Sequence[Wanted], applicant: Applicant, at: datetime) -> Checked:
    """Check an address for a case and keep a place there, so that two cases never take the last.

    The entry stays locked until the caller's transaction ends. A place that the case has kept
    before is given up first.
    """
    release(applicant.case_number)
    found = find_address(text)
    if found.entry is None:
        return Checked(found, judge(found, None, wanted))
    entry = StandardAddress.objects.select_for_update().get(code=found.entry.code)
    premises = premises_of(entry, applicant.case_number)
    Registrant.objects.update_or_create(
        case_number=applicant.case_number,
        defaults={
            "address": entry,
            "name": applicant.name[:200],
            "trade_name": applicant.trade_name[:40],
            "state": State.APPLIED,
            "applied_at": at,
        },
    )
    return Checked(found, judge(found, premises, wanted), premises)


@transaction.atomic
def register_at(case_number: str, at: datetime, uscc: str = "", extra: bool = False) -> str:
    """Count a case's company as registered at the place it has kept; return the entry's code."""
    row = _waiting(case_number)
    if row is None:
        return ""
    row.state, row.registered_at, row.uscc, row.extra = State.REGISTERED, at, uscc, extra
    row.save()
    return _count(row.address_id, 1)


@transaction.atomic
def release(case_number: str) -> bool:
    """Give up the place that a case has kept; say whether there was one."""
    row = _waiting(case_number)
    if row is None:
        return False
    row.state = State.RELEASED
    row.save()
    return True


def _waiting(case_number: str) -> Registrant | None:
    rows = Registrant.objects.select_for_update()
    return rows.filter(case_number=case_number, state=State.APPLIED).first()


@transaction.atomic
def leave_of_case(case_number: str, at: datetime) -> list[str]:
    """Count out what a case itself has registered (a registration that is revoked)."""
    rows = Registrant.objects.select_for_update().filter(state=State.REGISTERED)
    return _leave(rows.filter(case_number=case_number), at)


@transaction.atomic
def leave(company: Company, case_number: str, at: datetime, extra_too: bool = True) -> list[str]:
    """Count a company out of the addresses where it is registered; return their codes.

    One that the register knows without its code, or only as a number, is found by its address in
    the register of enterprises. `case_number` is of the case that moves or ends it; it counts
    once. Without `extra_too` only the domicile is left.
    """
    rows = Registrant.objects.select_for_update().filter(state=State.REGISTERED)
    if not extra_too:
        rows = rows.filter(extra=False)
    left = _leave(rows.filter(uscc=company.uscc), at) if company.uscc else []
    return left or _leave_unnamed(company, case_number, at)


def _leave(rows: Sequence[Registrant], at: datetime) -> list[str]:
    codes = []
    for row in rows:
        row.state, row.left_at = State.LEFT, at
        row.save()
        codes.append(_count(row.address_id, -1))
    return codes


def _leave_unnamed(company: Company, case_number: str, at: datetime) -> list[str]:
    entry = find_address(company.address).entry if company.address else None
    if entry is None:
        return []
    place = StandardAddress.objects.select_for_update().get(code=entry.code)
    rows = place.occupants.filter(state=State.REGISTERED, uscc="").exclude(trade_name="")
    mine = [row for row in rows if row.trade_name in company.name][:1]
    return _leave(mine, at) if mine else _leave_as_a_number(place, company, case_number, at)


def _leave_as_a_number(
    place: StandardAddress, company: Company, case_number: str, at: datetime
) -> list[str]:
    """Count out one of those that the register was loaded with; the row says who it was."""
    number = f"{case_number}-left"  # the case itself may keep a place elsewhere
    if not place.registrants or Registrant.objects.filter(case_number=number).exists():
        return []
    Registrant.objects.create(
        address=place,
        case_number=number,
        name=company.name[:200],
        uscc=company.uscc,
        state=State.LEFT,
        applied_at=at,
        left_at=at,
    )
    return [_count(place.pk, -1)]


def _count(address: int, step: int) -> str:
    row = StandardAddress.objects.select_for_update().get(pk=address)
    row.registrants = max(row.registrants + step, 0)
    row.save(update_fields=["registrants"])
    return row.code
