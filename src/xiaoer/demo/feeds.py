"""What the demo city's line systems sent in the last year, taken in like any other batch."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from stdnum.cn import uscc

from xiaoer.exchange.feeds.envelope import Envelope
from xiaoer.exchange.services import receive
from xiaoer.packs.queries import packs_on
from xiaoer.packs.schema import FeedSpec
from xiaoer.people.roles import Reach, Role, Viewer

from . import justice_rows as justice
from . import line_systems as lines
from . import project_rows as projects
from .history import CHINA, COUNTIES
from .line_systems import Maker, Month, Row

MONTHS = 12
USERS = {"441502": 62_000, "441503": 48_000, "441581": 71_000, "441521": 39_000, "441523": 35_000,
         "441524": 28_000}  # fmt: skip
KINDS = ("fault", "fault", "planned")


def send_feeds(today: date) -> int:
    """Send a year of what line systems report, month by month; returns the rows taken."""
    rng = random.Random(7)  # noqa: S311
    sender = Viewer(None, reaches=(Reach(Role.FEED_OFFICER, None),))
    known = {feed.key: feed for loaded in packs_on(today) for feed in loaded.pack.feeds}
    taken = 0
    for first, last in _months(today):
        month = Month(first, last, 1 - (today - last).days / 366, rng)
        for key, make in MAKERS.items():
            if key in known and _in_season(known[key].rhythm, first):
                taken += _send(sender, known[key], month, make)
    return taken


def _in_season(rhythm: str, first: date) -> bool:
    """Say whether a feed of a rhythm reports in a month."""
    return {
        "yearly": first.month == 1,
        "quarterly": first.month % 3 == 1,
        "half_yearly": first.month in (1, 7),
    }.get(rhythm, True)


def _send(sender: Viewer, feed: FeedSpec, month: Month, make: Maker) -> int:
    rows = list(make(month))
    envelope = Envelope(
        feed.key, f"{feed.key}-{month.first:%Y%m}", month.first, month.last, timezone.now(),
        len(rows), feed.producer,
    )  # fmt: skip
    return receive(sender, envelope, list(enumerate(rows, 2)), "command").accepted


def _months(today: date) -> Iterator[tuple[date, date]]:
    """Yield first and last days of the last months, the running one up to yesterday."""
    last = today - timedelta(days=1)
    spans = []
    for _month in range(MONTHS):
        spans.append((last.replace(day=1), last))
        last = last.replace(day=1) - timedelta(days=1)
    yield from reversed(spans)


def _outages(month: Month) -> Iterator[Row]:
    rng, first = month.rng, month.first
    for county, _weight, slowness in COUNTIES:
        for number in range(rng.randint(2, 5)):
            start = month.moment()
            kind = rng.choice(KINDS)
            minutes = int(rng.lognormvariate(4.0, 0.6) * slowness)
            yield {
                "event_id": f"{county}-{first:%y%m}-{number}", "feeder_id": f"F{rng.randint(1, 40)}",
                "area_class": "centre" if county in ("441502", "441503") else "town",
                "area_version": "2026", "kind": kind,
                "notice_id": f"N{number}" if kind == "planned" else "",
                "start": start.isoformat(), "end": (start + timedelta(minutes=minutes)).isoformat(),
                "users_affected": rng.randint(200, 3_000), "users_total": USERS[county],
                "excluded_reason": "台风" if rng.random() < 0.05 else "", "county_code": county,
            }  # fmt: skip


def _orders(month: Month) -> Iterator[Row]:
    rng, first, last = month.rng, month.first, month.last
    classes = ("lv_res", "lv_nonres", "hv_single")
    for number in range(24):
        applied = month.moment()
        kind = rng.choice(classes)
        days = {"lv_res": 2, "lv_nonres": 4, "hv_single": 25}[kind]
        energised = min(applied + timedelta(days=days), datetime.combine(last, time(18), CHINA))
        yield {
            "order_no": f"P{first:%y%m}{number:03}", "customer_class": kind,
            "capacity": {"lv_res": 8, "lv_nonres": 60, "hv_single": 630}[kind],
            "voltage_kv": {"lv_res": "0.22", "lv_nonres": "0.38", "hv_single": "10"}[kind],
            "applied_at": applied.isoformat(), "energised_at": max(applied, energised).isoformat(),
            "zero_investment": "是" if kind != "hv_single" else "否", "external_cost": 0,
            "meter_no": f"M{number}", "links_overdue": int(rng.random() < 0.03),
            "plan_replied_at": applied.isoformat(), "customer_confirmed_at": applied.isoformat(),
            "inspected_at": applied.isoformat(), "county_code": rng.choice(list(USERS)),
        }  # fmt: skip


def _openings(month: Month) -> Iterator[Row]:
    rng, first = month.rng, month.first
    for number in range(30):
        submitted = month.moment()
        signed = submitted + timedelta(minutes=rng.randint(1, 60))
        registered = signed + timedelta(minutes=rng.randint(5, 150))
        stem = f"91441500MA{first:%y%m}{number:03}"[:17].ljust(17, "0")
        yield {
            "case_no": f"E{first:%y%m}{number:03}", "uscc": stem + uscc.calc_check_digit(stem),
            "county_code": rng.choice(list(USERS)), "entity_type": "company",
            "submitted_at": submitted.isoformat(), "all_signed_at": signed.isoformat(),
            "registered_at": registered.isoformat(),
            "decision_mode": "auto" if rng.random() < 0.7 else "manual", "returned": "否",
            "branch_code": "seals", "branch_status": "done",
            "branch_started_at": registered.isoformat(),
            "branch_done_at": (registered + timedelta(minutes=40)).isoformat(),
            "seal_count": 5, "seal_fee_paid_by_applicant": 0,
            "address_match": rng.choice(["hit", "hit", "hit", "partial", "none", "commitment"]),
            "distinct_submissions": 1,
            "account_kind": "simple", "account_requested_at": registered.isoformat(),
            "account_opened_at": (registered + timedelta(days=rng.randint(0, 3))).isoformat(),
        }  # fmt: skip


MAKERS: dict[str, Maker] = {
    "outage_event": _outages,
    "power_work_order": _orders,
    "entity_opening": _openings,
    "licence_case": projects.licences,
    "project_approval": projects.approvals,
    "land_sale": projects.land_sales,
    "landing_project": projects.landings,
    "power_overdue_list": projects.overdue_orders,
    "resale_site": projects.resale_sites,
    "customs_declaration": lines.declarations,
    "aeo_enterprise": lines.certified,
    "export_refund": lines.refunds,
    "port_milestone": lines.milestones,
    "tax_monthly": lines.tax_months,
    "tax_policy_push": lines.pushes,
    "tax_relocation": lines.relocations,
    "tax_deregistration": lines.deregistrations,
    "tax_dispute": lines.disputes,
    "tax_time_survey": lines.tax_hours,
    "utility_work_order": lines.utility_orders,
    "external_line_bundle": lines.bundles,
    "water_balance": lines.balances,
    "title_case": lines.titles,
    "court_case": justice.court_cases,
    "court_aggregate": justice.court_totals,
    "address_commitment": justice.commitments,
    "address_stock": justice.committed,
    "ip_case": justice.ip_cases,
    "pledge": justice.pledges,
    "centre_report": justice.centres,
    "ip_dispute": justice.ip_disputes,
    "patent_stock": justice.patents,
}
