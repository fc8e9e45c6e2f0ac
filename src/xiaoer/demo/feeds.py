"""What the demo city's line systems sent in the last year, taken in like any other batch."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from stdnum.cn import uscc

from xiaoer.exchange.feeds.envelope import Envelope
from xiaoer.exchange.services import feed_named, receive
from xiaoer.people.roles import Reach, Role, Viewer

from .history import CHINA, COUNTIES

Row = dict[str, Any]
MONTHS = 12
USERS = {"441502": 62_000, "441503": 48_000, "441581": 71_000, "441521": 39_000, "441523": 35_000,
         "441524": 28_000}  # fmt: skip
KINDS = ("fault", "fault", "planned")


def send_feeds(today: date) -> int:
    """Send a year of outages, work orders and openings, month by month; returns the rows taken."""
    rng = random.Random(7)  # noqa: S311
    sender = Viewer(None, reaches=(Reach(Role.FEED_OFFICER, None),))
    taken = 0
    for first, last in _months(today):
        for feed, rows in (
            ("outage_event", list(_outages(rng, first, last))),
            ("power_work_order", list(_orders(rng, first, last))),
            ("entity_opening", list(_openings(rng, first, last))),
        ):
            _pack, spec = feed_named(feed)
            envelope = Envelope(
                feed, f"{feed}-{first:%Y%m}", first, last, timezone.now(), len(rows), spec.producer
            )
            taken += receive(sender, envelope, list(enumerate(rows, 2)), "command").accepted
    return taken


def _months(today: date) -> Iterator[tuple[date, date]]:
    """Yield first and last days of the last months, the running one up to yesterday."""
    last = today - timedelta(days=1)
    spans = []
    for _month in range(MONTHS):
        spans.append((last.replace(day=1), last))
        last = last.replace(day=1) - timedelta(days=1)
    yield from reversed(spans)


def _moment(rng: random.Random, first: date, last: date) -> datetime:
    day = first.replace(day=rng.randint(1, last.day))
    return datetime.combine(day, time(), CHINA) + timedelta(minutes=rng.randrange(8 * 60, 17 * 60))


def _outages(rng: random.Random, first: date, last: date) -> Iterator[Row]:
    for county, _weight, slowness in COUNTIES:
        for number in range(rng.randint(2, 5)):
            start = _moment(rng, first, last)
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


def _orders(rng: random.Random, first: date, last: date) -> Iterator[Row]:
    classes = ("lv_res", "lv_nonres", "hv_single")
    for number in range(24):
        applied = _moment(rng, first, last)
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


def _openings(rng: random.Random, first: date, last: date) -> Iterator[Row]:
    for number in range(30):
        submitted = _moment(rng, first, last)
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
