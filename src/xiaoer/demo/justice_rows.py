"""Rows that the demo city's courts and its IP office report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from .line_systems import BEHIND, COUNTIES, NO, YES, Month, Row, mark, yes_no

COURTS = dict(zip(COUNTIES, ("N01", "N02", "N03", "N04", "N05", "N06"), strict=True))


def court_cases(month: Month) -> Iterator[Row]:
    """Yield civil and commercial cases that were concluded."""
    for number in range(36):
        yield _case(month, number, "civil_commercial", (118, 92), (84, 66))


def ip_cases(month: Month) -> Iterator[Row]:
    """Yield IP cases that were concluded."""
    for number in range(14):
        row = _case(month, 500 + number, "ip", (112, 86), (72, 56))
        yield {**row, "ip_kind": month.rng.choice(["patent", "mark", "copyright", "unfair"])}


def _case(
    month: Month, number: int, domain: str, first: tuple[int, int], second: tuple[int, int]
) -> Row:
    county = month.rng.choice(COUNTIES)
    appeal = number % 6 == 0
    usual = month.better(*(second if appeal else first)) * (1.2 if county == BEHIND else 1)
    days = max(int(usual * month.rng.uniform(0.5, 1.5)), 5)
    ended = month.day()
    small = not appeal and number % 5 == 1
    fast = not appeal and month.chance(month.better(0.4, 0.6))
    excluded = 20 if month.chance(0.1) and days > 40 else 0
    appealed = not appeal and not small and month.chance(month.better(0.16, 0.11))
    return {
        "case_hash": mark("case", month.stamp, number), "county_code": county,
        "root_hash": mark("root", month.stamp, number),
        "court_code": "Z01" if appeal else COURTS[county], "domain": domain, "cause_code": "M4.1",
        "instance": "2" if appeal else "1",
        "procedure": "small" if small else "summary" if fast else "ordinary",
        "fast_track": yes_no(fast), "filed_on": (ended - timedelta(days=days)).isoformat(),
        "concluded_on": ended.isoformat(),
        "limit_on": (ended + timedelta(days=-3 if month.chance(0.01) else 30)).isoformat(),
        "excluded_jd": excluded, "excluded": "鉴定" if excluded else "",
        "extension_jd": "", "extension": "",
        "filing_channel": "party_online" if month.chance(month.better(0.5, 0.75)) else "window",
        "filing_notices": int(month.chance(0.2)) + int(month.chance(0.03)),
        "hearings": 2, "public_hearings": 2, "streamed": int(month.chance(month.better(0.3, 0.7))),
        "stream_exclusion": "", "outcome": month.rng.choice(["judgment", "mediated", "judgment"]),
        "appealable": yes_no(not small and not appeal),
        "appeal_filed_on": (ended + timedelta(days=10)).isoformat() if appealed else "",
        "second_outcome": month.rng.choice(["uphold", "uphold", "reversal"]) if appeal else "",
        "cause_of_change": "", "service_mode": "electronic" if month.chance(0.7) else "mail",
        "service_days": month.rng.randint(1, 6),
    }  # fmt: skip


def court_totals(month: Month) -> Iterator[Row]:
    """Yield the monthly totals of every court."""
    for county, court in COURTS.items():
        concluded = month.rng.randrange(80, 220)
        appealable = int(concluded * 0.7)
        yield {
            "court_code": court, "county_code": county, "domain": "civil_commercial",
            "instance": "1", "filed_n": concluded + 6, "concluded_n": concluded,
            "sum_net_days": concluded * 80, "sum_gross_days": concluded * 95,
            "fast_n": concluded // 2, "online_n": int(concluded * month.better(0.5, 0.75)),
            "appealable_n": appealable, "appealed_n": int(appealable * month.better(0.15, 0.1)),
            "public_hearings": concluded, "streamed": int(concluded * month.better(0.2, 0.4)),
            "remanded_n": 2, "changed_n": 4, "assessed_n": 6 if month.chance(0.9) else 5,
        }  # fmt: skip


def commitments(month: Month) -> Iterator[Row]:
    """Yield firms whose service address was used."""
    for number in range(20):
        moment = month.moment()
        yield {
            "uscc": month.firm(400 + number), "county_code": month.rng.choice(COUNTIES),
            "paper_address": f"海滨大道{number + 1}号", "email": "", "phone": "", "app_id": "",
            "committed_at": (moment - timedelta(days=200)).isoformat(),
            "confirmed_at": moment.isoformat(), "last_sent_on": moment.date().isoformat(),
            "last_result": "delivered" if month.chance(month.better(0.85, 0.95)) else "failed",
        }  # fmt: skip


def committed(month: Month) -> Iterator[Row]:
    """Yield how many firms have promised an address."""
    for place, county in enumerate(COUNTIES):
        active = 30_000 - 3_500 * place
        yield {
            "county_code": county, "active_entities": active,
            "committed": int(active * month.better(0.4, 0.62)),
        }  # fmt: skip


def pledges(month: Month) -> Iterator[Row]:
    """Yield pledges of patents and marks."""
    for number in range(5):
        loan = month.rng.randrange(1, 9) * 1_000_000
        yield {
            "pledge_no": f"P{month.stamp}{number}", "uscc": month.firm(600 + number),
            "county_code": month.rng.choice(COUNTIES), "ip_kind": "patent",
            "ip_nos": f"ZL2020{month.stamp}{number}", "value": loan * 2, "loan": loan,
            "rate_pct": "4.35", "bank_uscc": month.firm(700),
            "registered_on": month.day().isoformat(), "released_on": "",
            "first_time": yes_no(month.chance(0.4)), "default": NO,
        }  # fmt: skip


def centres(month: Month) -> Iterator[Row]:
    """Yield the half-year reports of the cultivation centres."""
    for number in range(2 + int(2 * month.share)):
        yield {
            "centre_id": f"HVC{number + 1}", "county_code": COUNTIES[number % 2],
            "industry": "新能源装备", "agreement_signed": YES, "team_size": 8, "filed": 30,
            "pct": 3, "high_value": 12, "transferred_in": 1, "milestones_met": 1,
            "evidence": f"JD{month.stamp}{number}",
        }  # fmt: skip


def ip_disputes(month: Month) -> Iterator[Row]:
    """Yield disputes at the IP window."""
    for number in range(16):
        came = month.moment()
        ruling = number % 4 == 0
        agreed = month.chance(month.better(0.6, 0.75))
        yield {
            "dispute_no": f"I{month.stamp}{number:02}", "county_code": month.rng.choice(COUNTIES),
            "route": "ruling" if ruling else "mediation", "received_at": came.isoformat(),
            "due_at": (came + timedelta(days=90 if ruling else 30)).isoformat(),
            "ended_at": (came + timedelta(days=month.rng.randint(5, 28))).isoformat(),
            "result": "ruled" if ruling else "agreed" if agreed else "not_agreed",
            "confirmed_by_court": NO,
        }  # fmt: skip


def patents(month: Month) -> Iterator[Row]:
    """Yield the invention patents in force."""
    residents = (420_000, 310_000, 640_000, 380_000, 350_000, 290_000)
    for place, county in enumerate(COUNTIES):
        for number in range(4 + int(3 * month.share)):
            yield {
                "patent_no": f"ZL{county}{number:04}", "uscc": month.firm(800 + place),
                "county_code": county, "granted_on": "2015-03-01", "valid": YES,
                "renewed_years": 11 if number % 2 else 4, "foreign_family": NO, "award": "",
                "sei_flag": yes_no(number % 3 == 0), "pledged_large": NO,
                "residents": residents[place],
            }  # fmt: skip
