"""Rows that the demo city's licensing, construction and power systems report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from .line_systems import BEHIND, COUNTIES, YES, Month, Row, yes_no

STAGES = ("s1_initiation_land", "s2_works_permit", "s3_construction_permit", "s4_completion")


def licences(month: Month) -> Iterator[Row]:
    """Yield licences that were dealt with outside this system."""
    for number in range(16):
        accepted = month.moment()
        promised = month.chance(month.better(0.4, 0.7))
        yield {
            "case_no": f"L{month.stamp}{number:03}", "county_code": month.rng.choice(COUNTIES),
            "uscc": month.firm(number), "item_code": month.rng.choice(["S0101", "S0102", "S0107"]),
            "list_version": "2022", "reform_mode": "commitment",
            "mode_used": "commitment" if promised else "ordinary", "theme_key": "",
            "joint_case_no": "", "accepted_at": accepted.isoformat(),
            "issued_at": (accepted + timedelta(hours=2 if promised else 90)).isoformat(),
            "materials_required": 6, "materials_submitted": 3 if promised else 5,
            "materials_by_sharing": 1, "site_checks": 0 if promised else 1,
            "verification_due": (accepted + timedelta(days=60)).date().isoformat() if promised else "",
            "verification_at": "", "verification_result": "",
            "certificate_no": f"Z{month.stamp}{number:03}",
        }  # fmt: skip


def approvals(month: Month) -> Iterator[Row]:
    """Yield approvals of construction projects, item by item."""
    for number in range(12):
        accepted = month.moment()
        days = month.better(9, 6) * month.rng.uniform(0.5, 1.3)
        yield {
            "project_code": f"{month.first:%y%m}-441500-04-01-{number:06}",
            "project_type": "general_industrial", "funding": "enterprise", "investment": 3200,
            "land_area": 21_000, "floor_area": 18_000, "height": 16,
            "stage": STAGES[number % 4], "item_code": f"G{number % 4 + 1:02}",
            "dept": "housing-construction",
            "submitted_at": (accepted - timedelta(hours=2)).isoformat(),
            "accepted_at": accepted.isoformat(),
            "decided_at": (accepted + timedelta(days=days)).isoformat(), "delivered_at": "",
            "result": "granted", "risk_tier": "III",
            "one_map_generated": yes_no(month.chance(0.8)), "commitment_used": yes_no(number % 3 == 0),
            "credit_grade": month.rng.choice(["A", "B", "B", "C"]),
            "county_code": month.rng.choice(COUNTIES),
        }  # fmt: skip


def land_sales(month: Month) -> Iterator[Row]:
    """Yield plots that were sold."""
    for number in range(4):
        standard = month.chance(month.better(0.5, 0.9))
        yield {
            "plot_id": f"DK{month.stamp}{number}", "zone_class": "provincial_zone" if number % 2 else "other",
            "area_m2": 30_000 + 1_000 * number, "sold_at": month.day().isoformat(),
            "standard_land_id": f"BZD{month.stamp}{number}" if standard else "",
            "county_code": month.rng.choice(COUNTIES),
        }  # fmt: skip


def landings(month: Month) -> Iterator[Row]:
    """Yield investment projects from land contract to construction permit."""
    for number in range(4):
        contract = month.moment()
        started = contract + timedelta(days=2)
        yield {
            "project_code": f"{month.first:%y%m}-441500-17-03-{number:06}",
            "owner_uscc": month.firm(40 + number), "funding": "enterprise",
            "project_class": "industrial", "owner_credit_grade": "B", "credit_route": YES,
            "gap_items": "", "agent_officer": f"DB{number}", "land_contract_at": contract.date().isoformat(),
            "first_acceptance_at": started.isoformat(),
            "construction_permit_at": (started + timedelta(days=month.better(30, 22))).isoformat(),
            "start_of_works_at": "", "special_from": "", "special_to": "",
            "county_code": BEHIND if number == 3 else month.rng.choice(COUNTIES),
        }  # fmt: skip


def overdue_orders(month: Month) -> Iterator[Row]:
    """Yield work orders of the power company that went over a limit."""
    for number in range(2):
        yield {
            "order_no": f"P{month.stamp}{number:03}", "unit": f"供电所{number + 1}",
            "link": "装表接电", "limit_wd": 3, "used_wd": 4, "share": 133, "reason": "company",
            "evidence_id": "", "remedy_on": (month.last + timedelta(days=5)).isoformat(),
            "county_code": month.rng.choice(COUNTIES),
        }  # fmt: skip


def resale_sites(month: Month) -> Iterator[Row]:
    """Yield sites that resell power, some of which charged too much."""
    for number in range(5):
        over = number < 2
        yield {
            "site_id": f"ZG{month.stamp}{number}", "owner_uscc": month.firm(60 + number),
            "users_behind": 40 + number, "grid_avg_price": "0.68",
            "charged_price": "0.95" if over else "0.72", "loss_share": "0.06",
            "overcharge": 12_000 if over else "",
            "refund": int(12_000 * month.better(0.7, 1.0)) if over else "",
            "refund_at": month.last.isoformat() if over else "",
            "county_code": month.rng.choice(COUNTIES),
        }  # fmt: skip
