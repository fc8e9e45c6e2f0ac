"""Rows that the demo city's customs, tax, utilities, register, courts and IP office report.

Each maker yields the rows of one month. Figures get a little better month by month (`share`
goes from 0 to 1 over the year); the last county stays behind.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from stdnum.cn import uscc

from xiaoer.clock.reckoning import CHINA

Row = dict[str, Any]
COUNTIES = ("441502", "441503", "441581", "441521", "441523", "441524")
BEHIND = "441524"
YES, NO = "是", "否"


@dataclass(frozen=True)
class Month:
    """A month of rows: its days, how far the year has come (0 to 1), and the dice."""

    first: date
    last: date
    share: float
    rng: random.Random

    def chance(self, share: float) -> bool:
        """Say whether something with a probability happens."""
        return self.rng.random() < share

    def day(self) -> date:
        """Return a day of the month."""
        return self.first.replace(day=self.rng.randint(1, self.last.day))

    def moment(self) -> datetime:
        """Return a moment in office hours of a day of the month."""
        minutes = self.rng.randrange(8 * 60, 17 * 60)
        return datetime.combine(self.day(), time(), CHINA) + timedelta(minutes=minutes)

    def better(self, before: float, now: float) -> float:
        """Return a figure on its way from what it was to what it is now."""
        return before + (now - before) * self.share

    @property
    def stamp(self) -> str:
        """Return the month for numbers: `2211`."""
        return f"{self.first:%y%m}"

    def firm(self, number: int) -> str:
        """Return a code that passes its check."""
        stem = f"91441500MB{self.stamp}{number:03}"[:17]
        return stem + uscc.calc_check_digit(stem)


Maker = Callable[[Month], Iterator[Row]]


def yes_no(value: bool) -> str:
    return YES if value else NO


def mark(*parts: object) -> str:
    return hashlib.sha256(" ".join(map(str, parts)).encode()).hexdigest()


def declarations(month: Month) -> Iterator[Row]:
    """Yield declarations of customs."""
    for number in range(30):
        importing = month.chance(0.6)
        arrived = month.moment()
        advance = importing and month.chance(month.better(0.5, 0.7))
        declared = arrived + timedelta(hours=-20 if advance else month.rng.uniform(1, 12))
        accepted = declared + timedelta(minutes=20)
        hours = month.better(34, 24) if importing else month.better(2.4, 1.2)
        released = max(arrived, accepted) + timedelta(hours=hours * month.rng.uniform(0.6, 1.4))
        inspected = month.chance(0.15)
        yield {
            "decl_hash": mark("decl", month.stamp, number), "county_code": "441503",
            "direction": "import" if importing else "export", "port_code": "5163",
            "transport_mode": month.rng.choice(["sea", "sea", "road"]), "trade_mode": "0110",
            "arrived_at": arrived.isoformat(), "declared_at": declared.isoformat(),
            "accepted_at": accepted.isoformat(),
            "inspection_ordered_at": accepted.isoformat() if inspected else "",
            "inspected_at": (accepted + timedelta(hours=5)).isoformat() if inspected else "",
            "tax_paid_at": "", "released_at": released.isoformat(),
            "picked_up_at": (released + timedelta(hours=3)).isoformat(),
            "advance_eligible": YES, "two_step_eligible": yes_no(importing),
            "eligibility_rule": "2022-1", "advance": yes_no(advance),
            "two_step": yes_no(importing and month.chance(month.better(0.2, 0.35))),
            "full_declared_at": "", "two_stage": NO, "cancelled": NO, "replaced_by": "",
            "aeo_class": month.rng.choice(["advanced", "general", "general", "other"]),
            "value": month.rng.randrange(50_000, 3_000_000),
        }  # fmt: skip


def certified(month: Month) -> Iterator[Row]:
    """Yield the enterprises that customs trusts; one more every few months."""
    for number in range(6 + int(4 * month.share)):
        stem = f"91441500MC0000{number:03}"
        yield {
            "uscc": stem + uscc.calc_check_digit(stem), "county_code": COUNTIES[number % 3],
            "aeo_class": "advanced" if number % 3 else "general", "certified_on": "2020-06-01",
            "valid_to": "2027-05-31", "valid": YES,
        }  # fmt: skip


def refunds(month: Month) -> Iterator[Row]:
    """Yield export refunds."""
    for number in range(14):
        accepted = month.moment()
        doubt = month.chance(0.1)
        days = month.better(7, 4) * month.rng.uniform(0.5, 1.4)
        approved = accepted + timedelta(days=days + (12 if doubt else 0))
        yield {
            "refund_no": f"R{month.stamp}{number:03}", "uscc": month.firm(number),
            "county_code": month.rng.choice(COUNTIES), "grade": month.rng.choice([1, 2, 2, 3]),
            "accepted_at": accepted.isoformat(),
            "doubt_from": (accepted + timedelta(hours=2)).isoformat() if doubt else "",
            "doubt_to": (accepted + timedelta(days=12)).isoformat() if doubt else "",
            "approved_at": approved.isoformat(),
            "paid_at": (approved + timedelta(days=2)).isoformat(),
            "amount": month.rng.randrange(20_000, 900_000),
        }  # fmt: skip


def milestones(month: Month) -> Iterator[Row]:
    """Yield what was due at the port and in the e-commerce zone."""
    for number, project in enumerate(("port_opening", "general_quay", "cbec_zone")):
        due = month.first + timedelta(days=20)
        done = month.chance(month.better(0.7, 0.95))
        yield {
            "project": project, "milestone": f"第 {month.first.month} 个节点", "owner": "市商务局",
            "county_code": "441503", "due_on": due.isoformat(),
            "done_on": (due - timedelta(days=number)).isoformat() if done else "",
            "evidence": f"Z{month.stamp}{number}" if done else "",
        }  # fmt: skip


def tax_months(month: Month) -> Iterator[Row]:
    """Yield the tax office's figures, county by county."""
    for county in COUNTIES:
        cases = month.rng.randrange(2_000, 6_000)
        free = month.better(0.9, 0.97) - (0.05 if county == BEHIND else 0)
        yield {
            "county_code": county, "taxpayers_active": cases * 4, "cases_total": cases,
            "cases_contact_free": int(cases * free), "items_contact_free": 214,
            "cases_combined": cases // 3, "cases_commitment": cases // 20, "cases_gap": cases // 30,
        }  # fmt: skip


def pushes(month: Month) -> Iterator[Row]:
    """Yield how policies were pushed and used."""
    for county in COUNTIES:
        for policy in ("VAT-CREDIT", "SIX-TAXES", "RND-SUPER"):
            entitled = month.rng.randrange(100, 900)
            pushed = int(entitled * month.better(0.8, 0.98))
            taken = int(pushed * month.better(0.7, 0.9) * (0.8 if county == BEHIND else 1))
            yield {
                "county_code": county, "policy_code": policy, "entitled": entitled,
                "pushed": pushed, "read": pushed, "enjoyed": taken, "enjoyed_pushed": taken,
            }  # fmt: skip


def relocations(month: Month) -> Iterator[Row]:
    """Yield firms that moved their tax registration."""
    for number in range(8):
        asked = month.moment()
        blocked = month.chance(0.3)
        received = asked + timedelta(days=month.better(3, 1) + (6 if blocked else 0))
        yield {
            "case_no": f"Q{month.stamp}{number:02}", "uscc": month.firm(100 + number),
            "county_code": month.rng.choice(COUNTIES), "requested_at": asked.isoformat(),
            "blockers": "发票没结清" if blocked else "",
            "blocked_at": (asked + timedelta(hours=1)).isoformat() if blocked else "",
            "cleared_at": (asked + timedelta(days=5)).isoformat() if blocked else "",
            "received_at": received.isoformat(),
        }  # fmt: skip


def deregistrations(month: Month) -> Iterator[Row]:
    """Yield tax deregistrations."""
    for number in range(15):
        asked = month.moment()
        at_once = month.chance(month.better(0.8, 0.95))
        yield {
            "case_no": f"X{month.stamp}{number:02}", "uscc": month.firm(200 + number),
            "county_code": month.rng.choice(COUNTIES),
            "dereg_path": "immediate" if at_once else "ordinary",
            "requested_at": asked.isoformat(),
            "done_at": (asked + timedelta(minutes=30 if at_once else 60 * 24 * 5)).isoformat(),
        }  # fmt: skip


def disputes(month: Month) -> Iterator[Row]:
    """Yield tax disputes that were due."""
    for number in range(6):
        due = month.day()
        late = month.chance(month.better(0.1, 0.02))
        yield {
            "dispute_no": f"D{month.stamp}{number}", "county_code": month.rng.choice(COUNTIES),
            "channel": month.rng.choice(["mediation", "complaint", "hearing"]),
            "security_given": NO, "received_on": (due - timedelta(days=20)).isoformat(),
            "due_on": due.isoformat(),
            "closed_on": (due + timedelta(days=3 if late else -2)).isoformat(),
        }  # fmt: skip


def tax_hours(month: Month) -> Iterator[Row]:
    """Yield the yearly survey: forty firms, three taxes each."""
    usual = {"income_tax": 22, "vat": 38, "social_contributions": 24}
    for number in range(40):
        weight = month.rng.choice(["0.8", "1.0", "1.2"])
        for kind, hours in usual.items():
            spread = hours * month.rng.uniform(0.7, 1.35)
            yield {
                "respondent_no": f"S{number:03}", "draw_no": f"CY{month.first.year}-1",
                "size_class": "medium", "tax_kind": kind, "prepare_h": f"{spread * 0.6:.1f}",
                "file_h": f"{spread * 0.3:.1f}", "pay_h": f"{spread * 0.1:.1f}",
                "devices": "电脑", "weight": weight, "county_code": COUNTIES[number % 6],
            }  # fmt: skip


def utility_orders(month: Month) -> Iterator[Row]:
    """Yield water and gas connections."""
    for number in range(20):
        county = month.rng.choice(COUNTIES)
        asked = month.moment()
        days = month.better(6, 3) * (1.6 if county == BEHIND else 1) * month.rng.uniform(0.6, 1.4)
        yield {
            "order_no": f"W{month.stamp}{number:03}", "utility": "gas" if number % 3 == 0 else "water",
            "uscc": "", "county_code": county, "pipe_dn": month.rng.choice([25, 40, 100]),
            "length_m": month.rng.randrange(10, 180), "inside_cost": 3200, "outside_cost": 0,
            "outside_paid_by": "none", "utilities_needed": month.rng.choice([1, 2, 3]),
            "joint_request": yes_no(month.chance(month.better(0.4, 0.8))),
            "applied_at": asked.isoformat(),
            "surveyed_at": (asked + timedelta(hours=6)).isoformat(),
            "plan_at": (asked + timedelta(hours=20)).isoformat(),
            "opened_at": (asked + timedelta(days=days + 1)).isoformat(),
            "customer_wd": 0, "pauses": "", "project_code": "",
        }  # fmt: skip


def bundles(month: Month) -> Iterator[Row]:
    """Yield bundles of external-line permits."""
    for number in range(6):
        accepted = month.moment()
        days = month.better(6, 4) * month.rng.uniform(0.5, 1.1)
        yield {
            "bundle_no": f"B{month.stamp}{number}", "utilities": "water;power",
            "county_code": month.rng.choice(COUNTIES), "length_m": month.rng.randrange(60, 900),
            "route": "", "submitted_at": (accepted - timedelta(hours=3)).isoformat(),
            "accepted_at": accepted.isoformat(),
            "last_permit_at": (accepted + timedelta(days=days)).isoformat(),
            "permits_asked": 3, "permits_granted": 3, "permits": "规划、道路、绿地",
            "agent_desk": yes_no(month.chance(month.better(0.85, 1.0))),
        }  # fmt: skip


def balances(month: Month) -> Iterator[Row]:
    """Yield the water balance of every company."""
    for number, county in enumerate(COUNTIES):
        supplied = month.rng.randrange(900_000, 2_400_000)
        lost = month.better(0.13, 0.105) + (0.04 if county == BEHIND else 0)
        used = int(supplied * (1 - lost))
        yield {
            "company": f"供水公司{number + 1}", "county_code": county, "supplied": supplied,
            "registered_use": used, "households_metered_use": int(used * 0.7),
            "pipe_length": 420 + 10 * number, "avg_pressure": "0.38", "frost_depth": 0,
            "missing_meters": "1.2",
        }  # fmt: skip


def titles(month: Month) -> Iterator[Row]:
    """Yield registrations of property."""
    kinds = ("transfer_new_home", "transfer_second_hand", "enterprise_nonresidential_transfer",
             "mortgage_registration")  # fmt: skip
    for number in range(24):
        kind = kinds[number % 4]
        county = month.rng.choice(COUNTIES)
        accepted = month.moment()
        tax = kind != "mortgage_registration"
        firms = kind == "enterprise_nonresidential_transfer"
        wait = timedelta(minutes=20)
        slow = timedelta(hours=month.rng.uniform(2, 40) * (1.5 if county == BEHIND else 1))
        booked = accepted + wait * 2 + (timedelta(minutes=15) if firms else slow)
        home = kind == "transfer_new_home"
        yield {
            "case_no": f"T{month.stamp}{number:03}", "county_code": county,
            "parcel_unit_no": f"{county}001001GB{number:05}F{number:08}",
            "reg_type": kind, "property_class": "non_residential" if firms else "residential",
            "parties_kind": "enterprise_enterprise" if firms else "person_person",
            "one_window": yes_no(month.chance(month.better(0.9, 1.0))),
            "queue_ticket_at": (accepted - timedelta(minutes=12)).isoformat(),
            "accepted_at": accepted.isoformat(),
            "tax_assessed_at": (accepted + wait).isoformat() if tax else "",
            "tax_paid_at": (accepted + wait * 2).isoformat() if tax else "",
            "booked_at": booked.isoformat(),
            "cert_ready_at": (booked + timedelta(minutes=20)).isoformat(),
            "windows_visited": 1, "visits": 1, "blocked_reason": "",
            "with_mortgage": yes_no(number == 1), "route": "combined" if number == 1 else "",
            "bank_signed": YES if number == 1 else "", "linked_services": "",
            "linked_wanted": 2 if tax else 0, "linked_done": 2 if tax and month.chance(0.8) else 0,
            "developer_uscc": month.firm(300) if home else "",
            "key_handover_on": (booked.date() + timedelta(days=1)).isoformat() if home else "",
            "own_fault_correction": yes_no(month.chance(0.003)), "compensation": "",
        }  # fmt: skip
