"""Indicators over feeds, against figures worked out by hand from a few rows each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from xiaoer.clock.reckoning import CHINA
from xiaoer.exchange.feeds.envelope import Envelope
from xiaoer.exchange.feeds.files import table_of
from xiaoer.exchange.feeds.tables import columns_of, rows_of
from xiaoer.exchange.mart.refresh import mart_store, refresh
from xiaoer.exchange.services import feed_named, receive
from xiaoer.indicators.catalogue import one
from xiaoer.indicators.duck import DuckEngine
from xiaoer.indicators.figures import figure
from xiaoer.indicators.querying import scales_of
from xiaoer.packs.library import sources
from xiaoer.packs.reading import SAMPLES
from xiaoer.packs.services import install
from xiaoer.people.roles import Reach, Role, Viewer

SENDER = Viewer(None, reaches=(Reach(Role.FEED_OFFICER, None),))
FIRST, LAST = date(2026, 6, 1), date(2026, 6, 30)
Rows = list[dict[str, Any]]
Values = dict[str, float | None]


def at(day: int, hour: int = 9, minute: int = 0, month: int = 6) -> str:
    return datetime(2026, month, day, hour, minute, tzinfo=CHINA).isoformat()


@pytest.fixture
def sent(bodies: Any) -> Callable[[str, str, Rows], None]:
    """Send rows of a feed for June 2026: the first row of its sample, changed row by row."""
    known = sources()

    def send(pack: str, feed: str, rows: Rows) -> None:
        install(known[pack], list(known.values()))
        _loaded, spec = feed_named(feed)
        sample = known[pack].files[f"{SAMPLES}/{feed}.csv"]
        base = next(iter(rows_of(table_of("s.csv", sample), columns_of(spec))))[1]
        full = [{**base, "row_key": f"r{place}", **row} for place, row in enumerate(rows)]
        envelope = Envelope(
            feed, f"{feed}-1", FIRST, LAST, datetime(2026, 7, 1, 9, tzinfo=CHINA), len(full),
            spec.producer,
        )  # fmt: skip
        done = receive(SENDER, envelope, list(enumerate(full, 2)), "command")
        assert done.accepted == len(full)

    return send


def june(indicator: str, county: str = "") -> float | None:
    """Return the figure of June 2026, `None` when there is no cell or nothing to divide by."""
    manifest = refresh().manifest
    found = one(indicator)
    assert found is not None
    assert found.definition is not None
    cells = DuckEngine(mart_store(), manifest).cells(found.definition)
    mine = [c for c in cells if (c.year, c.month, c.county) == (2026, 6, county)]
    return figure(mine[0], scales_of(found.definition)) if mine else None


IMPORT = {
    "direction": "import", "advance": "否", "two_step": "否", "advance_eligible": "是",
    "two_step_eligible": "是", "full_declared_at": "", "inspection_ordered_at": "",
    "inspected_at": "", "cancelled": "否", "aeo_class": "general", "value": 100,
    "arrived_at": at(1), "declared_at": at(1, 11), "accepted_at": at(1, 12),
    "released_at": at(2), "picked_up_at": at(2, 15),
}  # fmt: skip
EXPORT = {**IMPORT, "direction": "export", "released_at": at(1, 13), "picked_up_at": at(1, 14)}
REFUND = {
    "grade": 1, "accepted_at": at(1), "doubt_from": "", "doubt_to": "", "approved_at": at(3),
    "paid_at": at(4), "amount": 100,
}  # fmt: skip
CASE = {
    "domain": "civil_commercial", "instance": "1", "procedure": "ordinary", "fast_track": "否",
    "filed_on": "2026-03-01", "concluded_on": "2026-06-09", "limit_on": "2026-09-01",
    "excluded_jd": 0, "excluded": "", "extension_jd": "", "extension": "",
    "filing_channel": "window", "filing_notices": 0, "hearings": 2, "public_hearings": 2,
    "streamed": 0, "stream_exclusion": "", "outcome": "judgment", "appealable": "是",
    "appeal_filed_on": "", "second_outcome": "", "cause_of_change": "", "service_mode": "mail",
    "service_days": 3,
}  # fmt: skip
SECOND = {**CASE, "instance": "2", "second_outcome": "uphold", "appealable": "否"}
TITLE = {
    "reg_type": "transfer_second_hand", "one_window": "是", "queue_ticket_at": "",
    "accepted_at": at(1), "tax_assessed_at": "", "tax_paid_at": "", "booked_at": at(2),
    "cert_ready_at": at(2, 10), "with_mortgage": "否", "route": "", "bank_signed": "",
    "linked_wanted": 0, "linked_done": 0, "developer_uscc": "", "key_handover_on": "",
    "own_fault_correction": "否", "compensation": "",
}  # fmt: skip
ORDER = {
    "utility": "water", "applied_at": at(1), "surveyed_at": at(1, 10), "plan_at": at(1, 11),
    "opened_at": at(4), "customer_wd": "", "pauses": "", "utilities_needed": 1,
    "joint_request": "否", "outside_cost": 0, "outside_paid_by": "none",
}  # fmt: skip
BUNDLE = {"submitted_at": at(1), "accepted_at": at(1, 10), "last_permit_at": at(4), "agent_desk": "是",
          "permits_asked": 2, "permits_granted": 2, "permits": "两个"}  # fmt: skip
TAX = {"taxpayers_active": 900, "cases_combined": 1, "cases_commitment": 1, "cases_gap": 1}
ANSWER = {"size_class": "medium", "file_h": "0", "pay_h": "0", "weight": "1"}
DISPUTE = {"route": "mediation", "received_at": at(1), "due_at": at(20), "ended_at": at(10),
           "result": "agreed"}  # fmt: skip
PATENT = {"valid": "是", "renewed_years": 1, "foreign_family": "否", "award": "", "sei_flag": "否",
          "pledged_large": "否", "residents": 100_000, "county_code": "441502"}  # fmt: skip

CASES: list[tuple[str, str, Rows, Values]] = [
    (
        "mkt10",
        "customs_declaration",
        [
            # 24 hours, of them 2 before the declaration; customs took 21, pick-up 6
            IMPORT,
            # declared a day before arrival: advance; 12 hours
            {**IMPORT, "declared_at": at(3), "accepted_at": at(3, 10), "arrived_at": at(4),
             "released_at": at(4, 21), "picked_up_at": at(5, 3), "advance": "是", "two_step": "是",
             "full_declared_at": at(6), "aeo_class": "advanced", "value": 300},
            # may not be declared in advance, nor in two steps; 48 hours, inspected for 5
            {**IMPORT, "released_at": at(3), "picked_up_at": at(3, 12), "advance_eligible": "否",
             "two_step_eligible": "否", "inspection_ordered_at": at(1, 12),
             "inspected_at": at(1, 17)},
            {**EXPORT, "advance": "是"},
            {**IMPORT, "cancelled": "是", "released_at": at(30), "value": 900,
             "picked_up_at": "", "aeo_class": "advanced"},
        ],
        {
            "mkt10_advance_rate": 50.0,  # 1 of 2; the third may not, the last is cancelled
            "mkt10_advance_rate_export": 100.0,
            "mkt10_two_step_rate": 50.0,
            "mkt10_import_time": 28.0,  # (24 + 12 + 48) / 3
            "mkt10_import_time_median": 24.0,
            "mkt10_import_time_before_declaration": 2.0,
            "mkt10_import_time_customs": 33.0,  # (21 + 45) / 2
            "mkt10_import_time_pickup": 5.0,  # (6 + 6 + 3) / 3
            "mkt10_export_time": 4.0,
            "mkt10_export_time_median": 4.0,
            "mkt10_inspection_wait": 5.0,
            "mkt10_aeo_value_share": 50.0,  # 300 of 600
        },
    ),
    (
        "mkt10",
        "export_refund",
        [
            REFUND,  # Monday to Wednesday: 2 working days
            {**REFUND, "grade": 2, "approved_at": at(8), "paid_at": at(9)},  # 5, of 10 allowed
            # 12 June is the Friday of the second week: 9 working days, 4 of them in doubt
            {**REFUND, "grade": 1, "approved_at": at(12), "paid_at": at(15),
             "doubt_from": at(2), "doubt_to": at(8)},
            {**REFUND, "grade": 3, "approved_at": at(26), "paid_at": at(29)},
        ],
        {
            "mkt10_refund_time": 7.5,  # (2 + 5 + 5 + 18) / 4: the 19th is a holiday
            "mkt10_refund_time_good": 4.0,  # (2 + 5 + 5) / 3
            "mkt10_refund_on_time": 75.0,  # class 3 took 18 of 15
            "mkt10_refund_doubt_days": 4.0,
        },
    ),
    (
        "mkt10",
        "aeo_enterprise",
        [
            {"uscc": "91441500MC0000001F", "aeo_class": "advanced", "valid": "是"},
            {"uscc": "91441500MC0000001F", "aeo_class": "advanced", "valid": "是"},
            {"uscc": "91441500MC0000002J", "aeo_class": "advanced", "valid": "否"},
            {"uscc": "91441500MC0000003M", "aeo_class": "general", "valid": "是"},
        ],
        {"mkt10_aeo_count": 1.0},
    ),
    (
        "mkt10",
        "port_milestone",
        [
            {"due_on": "2026-06-20", "done_on": "2026-06-20", "evidence": "a"},
            {"due_on": "2026-06-20", "done_on": "2026-06-21", "evidence": "a"},
            {"due_on": "2026-06-25", "done_on": "", "evidence": ""},
            {"due_on": "2026-06-25", "done_on": "2026-05-02", "evidence": "a"},
        ],
        {"mkt10_port_milestones": 50.0},
    ),
    (
        "mkt06",
        "tax_monthly",
        [
            {**TAX, "county_code": "441502", "cases_total": 100, "cases_contact_free": 90},
            {**TAX, "county_code": "441503", "cases_total": 300, "cases_contact_free": 294},
        ],
        {"mkt06_contact_free_rate": 96.0},  # 384 of 400, not the mean of 90 and 98
    ),
    (
        "mkt06",
        "tax_policy_push",
        [
            {"entitled": 100, "pushed": 80, "read": 50, "enjoyed": 60, "enjoyed_pushed": 40},
            {"entitled": 100, "pushed": 20, "read": 20, "enjoyed": 30, "enjoyed_pushed": 10},
        ],
        {"mkt06_push_precision": 50.0, "mkt06_push_recall": 45.0},
    ),
    (
        "mkt06",
        "tax_relocation",
        [
            {"requested_at": at(1), "blockers": "", "blocked_at": "", "cleared_at": "",
             "received_at": at(2)},
            {"requested_at": at(1), "blockers": "欠税", "blocked_at": at(2), "cleared_at": at(5),
             "received_at": at(9)},  # 6 working days, 3 of them the firm's
        ],
        {"mkt06_relocation_time": 2.0, "mkt06_relocation_time_p90": 2.8},
    ),
    (
        "mkt06",
        "tax_deregistration",
        [
            {"requested_at": at(1), "done_at": at(1, 10)},
            {"requested_at": at(1), "done_at": at(2)},
            {"requested_at": at(1), "done_at": ""},
            {"requested_at": at(30, 23), "done_at": at(30, 23, 30)},
        ],
        {"mkt06_deregistration_immediate_rate": 50.0},
    ),
    (
        "mkt06",
        "tax_dispute",
        [
            {"received_on": "2026-05-01", "due_on": "2026-06-10", "closed_on": "2026-06-10"},
            {"received_on": "2026-05-01", "due_on": "2026-06-10", "closed_on": "2026-06-11"},
            {"received_on": "2026-05-01", "due_on": "2026-06-10", "closed_on": ""},
            {"received_on": "2026-05-01", "due_on": "2026-06-10", "closed_on": "2026-05-30"},
        ],
        {"mkt06_dispute_closed_rate": 50.0},
    ),
    (
        "mkt06",
        "tax_time_survey",
        [
            {**ANSWER, "tax_kind": "vat", "prepare_h": "30", "file_h": "6", "pay_h": "4"},
            {**ANSWER, "tax_kind": "vat", "prepare_h": "20", "weight": "3"},
            {**ANSWER, "tax_kind": "income_tax", "prepare_h": "20.5"},
            {**ANSWER, "tax_kind": "social_contributions", "prepare_h": "10", "weight": "0.5"},
            {**ANSWER, "tax_kind": "vat", "prepare_h": "400", "size_class": "large"},
        ],
        {"mkt06_annual_tax_hours": 55.5},  # (40 + 3 × 20) / 4 + 20.5 + 10
    ),
    (
        "mkt05",
        "title_case",
        [
            TITLE,
            {**TITLE, "booked_at": at(5), "cert_ready_at": at(5, 12), "one_window": "否",
             "tax_assessed_at": at(2), "tax_paid_at": at(4), "linked_wanted": 2,
             "linked_done": 1},  # 4 working days, 2 waiting for the tax
            {**TITLE, "reg_type": "transfer_new_home", "booked_at": at(3), "developer_uscc": "",
             "cert_ready_at": at(3, 12), "key_handover_on": "2026-06-03", "linked_wanted": 1},
            {**TITLE, "reg_type": "transfer_new_home", "booked_at": at(3),
             "cert_ready_at": at(12), "key_handover_on": "2026-06-10",
             "own_fault_correction": "是", "compensation": "1200.50"},
            {**TITLE, "reg_type": "enterprise_nonresidential_transfer", "accepted_at": at(1, 9),
             "booked_at": at(1, 9, 50), "cert_ready_at": at(1, 10)},
            # two office hours, one of them waiting for the tax
            {**TITLE, "reg_type": "enterprise_nonresidential_transfer", "accepted_at": at(1, 9),
             "tax_assessed_at": at(1, 9, 30), "tax_paid_at": at(1, 10, 30),
             "booked_at": at(1, 11), "cert_ready_at": at(1, 11)},
            {**TITLE, "reg_type": "enterprise_nonresidential_transfer", "accepted_at": at(1, 9),
             "booked_at": at(1, 11, 1), "cert_ready_at": at(1, 12)},
            {**TITLE, "reg_type": "mortgage_registration", "with_mortgage": "是",
             "route": "combined", "bank_signed": "是", "booked_at": at(1, 10)},
            {**TITLE, "booked_at": "", "cert_ready_at": ""},
        ],
        {
            "mkt05_one_window_rate": 87.5,  # 7 of 8 transfers
            "mkt05_nonres_immediate_rate": 200 / 3,
            "mkt05_transfer_time": 1.0,  # (1 + 2 + 2 + 2 + 0 + 0 + 0) / 7
            "mkt05_transfer_time_p90": 2.0,
            "mkt05_key_deed_coverage": 50.0,
            "mkt05_transfer_with_mortgage_count": 1.0,
            "mkt05_linked_service_rate": 50.0,
            "mkt05_error_rate": 1250.0,  # 1 of 8 in the register, per ten thousand
            "mkt05_error_compensation": 1200.5,
        },
    ),
    (
        "mkt08",
        "utility_work_order",
        [
            ORDER,  # 3 working days
            {**ORDER, "opened_at": at(12), "customer_wd": 4, "pauses": "[]", "utilities_needed": 2,
             "joint_request": "是"},  # 9, of them 4 the customer's
            {**ORDER, "utility": "gas", "opened_at": at(2), "utilities_needed": 3,
             "outside_cost": 500, "outside_paid_by": "customer"},
            {**ORDER, "opened_at": ""},
        ],
        {
            "mkt08_water_time": 4.0,
            "mkt08_gas_time": 1.0,
            "mkt08_joint_request_share": 50.0,
            "mkt08_customer_paid_outside": 1.0,
        },
    ),
    (
        "mkt08",
        "external_line_bundle",
        [
            BUNDLE,  # 3
            {**BUNDLE, "last_permit_at": at(9), "agent_desk": "否"},  # 6
            {**BUNDLE, "last_permit_at": "", "permits": "", "permits_granted": ""},
        ],
        {
            "mkt08_external_permit_time": 4.5,
            "mkt08_external_permit_max": 6.0,
            "mkt08_permit_over_limit": 1.0,
            "mkt08_agent_coverage": 200 / 3,
        },
    ),
    (
        "mkt08",
        "water_balance",
        [
            {"company": "a", "supplied": 1000, "registered_use": 900,
             "households_metered_use": 500},
            {"company": "b", "supplied": 3000, "registered_use": 2500,
             "households_metered_use": 500},
        ],
        {"mkt08_leakage_gross": 15.0},  # 600 of 4000
    ),
    (
        "law01",
        "court_case",
        [
            # 100 days, livestreamed once, appealed
            {**CASE, "streamed": 1, "appeal_filed_on": "2026-06-20"},
            {**CASE, "filed_on": "2026-05-10", "fast_track": "是", "procedure": "summary",
             "excluded_jd": 10, "excluded": "鉴定", "outcome": "withdrawn",
             "limit_on": "2026-06-08"},  # 30 days, 20 net, a day over its limit
            {**CASE, "domain": "ip", "filed_on": "2026-04-20", "procedure": "small",
             "appealable": "否", "filing_channel": "party_online"},  # 50 days
            {**SECOND, "filed_on": "2026-04-10"},  # 60
            {**CASE, "domain": "other", "filed_on": "2020-01-01", "limit_on": "2020-02-01"},
            {**CASE, "filed_on": "2026-06-10", "concluded_on": "", "limit_on": "", "outcome": "",
             "appealable": "", "filing_channel": "party_online", "filing_notices": 2,
             "service_mode": "electronic", "service_days": 5},
            {**CASE, "filed_on": "2026-06-20", "concluded_on": "", "limit_on": "", "outcome": "",
             "appealable": "", "filing_channel": "clerk_online", "service_mode": "electronic",
             "service_days": 2},
        ],
        {
            "law01_first_instance_average_cycle": 60.0,  # (100 + 30 + 50) / 3
            "law01_second_instance_average_cycle": 60.0,
            "law01_net_cycle_first": 170 / 3,
            "law01_net_cycle_first_median": 50.0,
            "law01_net_cycle_first_p90": 90.0,  # 50 + 0.8 × 50
            "law01_net_cycle_second": 60.0,
            "law01_net_cycle_second_median": 60.0,
            "law01_net_cycle_second_p90": 60.0,
            "law01_withdrawn_share": 25.0,
            "law01_open_case_age": 15.0,  # 20 and 10 days by 30 June
            "law01_fast_track_share": 100 / 3,
            "law01_livestream_rate": 12.5,  # 1 of 8
            "law01_acceptance_cohort": 50.0,  # 1 of the 2 that can be appealed
            "law01_within_statutory_limit": 75.0,
            "law01_online_filing_rate": 50.0,  # of June's two: what a clerk keyed in does not count
            "law01_one_time_notice_kept": 0.0,
            "law01_electronic_service_days": 3.5,
        },
    ),
    (
        "law01",
        "court_aggregate",
        [
            {"domain": "civil_commercial", "instance": "1", "concluded_n": 100, "fast_n": 1,
             "filed_n": 100, "online_n": 1, "appealable_n": 80, "appealed_n": 12,
             "remanded_n": 2, "changed_n": 3, "assessed_n": 4},
            {"domain": "ip", "instance": "1", "concluded_n": 30, "fast_n": 1, "filed_n": 30,
             "online_n": 1, "appealable_n": 20, "appealed_n": 8, "remanded_n": 0, "changed_n": 3,
             "assessed_n": 3},
            {"domain": "civil_commercial", "instance": "2", "concluded_n": 30, "fast_n": 1,
             "filed_n": 30, "online_n": 1, "appealable_n": 20, "appealed_n": 20,
             "remanded_n": 1, "changed_n": 1, "assessed_n": 1},
        ],
        {
            "law01_acceptance_first_instance_judgments": 80.0,  # 1 − 20 / 100
            "law01_pre_defect_assessed": 80.0,  # 8 of 10
        },
    ),
    (
        "law01",
        "address_commitment",
        [
            {"last_sent_on": "2026-06-02", "last_result": "delivered"},
            {"last_sent_on": "2026-06-02", "last_result": "failed"},
            {"last_sent_on": "2026-06-02", "last_result": "none"},
        ],
        {"law01_electronic_service_success": 50.0},
    ),
    (
        "law01",
        "address_stock",
        [
            {"county_code": "441502", "committed": 30, "active_entities": 100},
            {"county_code": "441503", "committed": 90, "active_entities": 100},
        ],
        {"law01_address_commitments": 60.0},
    ),
    (
        "law03",
        "ip_case",
        [
            {**CASE, "domain": "ip", "filed_on": "2026-04-20", "ip_kind": "mark"},
            {**CASE, "domain": "ip", "filed_on": "2026-05-10", "ip_kind": "patent",
             "appeal_filed_on": "2026-06-20"},
            {**SECOND, "domain": "ip", "filed_on": "2026-05-20", "ip_kind": "mark"},
        ],
        {
            "law03_ip_first_instance_cycle": 40.0,
            "law03_ip_second_instance_cycle": 20.0,
            "law03_ip_acceptance_rate": 50.0,
        },
    ),
    (
        "law03",
        "pledge",
        [
            {"uscc": "91441500MC0000001F", "loan": 100, "value": 100, "released_on": "",
             "registered_on": "2026-06-02", "first_time": "是"},
            {"uscc": "91441500MC0000001F", "loan": 50.5, "value": 100, "released_on": "",
             "registered_on": "2026-06-03", "first_time": "否"},
            {"uscc": "91441500MC0000002J", "loan": 900, "value": 900, "first_time": "是",
             "registered_on": "2026-06-03", "released_on": "2026-06-29"},  # repaid in 26 days
        ],
        {
            "law03_pledge_financing": 150.5,
            "law03_pledge_firms": 1.0,
            "law03_pledge_first_time_share": 50.0,
        },
    ),
    (
        "law03",
        "centre_report",
        [
            {"centre_id": "a", "agreement_signed": "是", "milestones_met": 1, "evidence": "e"},
            {"centre_id": "b", "agreement_signed": "是", "milestones_met": 0, "evidence": ""},
            {"centre_id": "c", "agreement_signed": "否", "milestones_met": 2, "evidence": "e"},
        ],
        {"law03_high_value_patent_centres": 1.0},
    ),
    (
        "law03",
        "ip_dispute",
        [
            DISPUTE,
            {**DISPUTE, "result": "not_agreed"},
            {**DISPUTE, "ended_at": "", "result": ""},
            {**DISPUTE, "route": "ruling", "result": "ruled"},
            {**DISPUTE, "route": "ruling", "result": "ruled", "ended_at": at(20, 10)},
        ],
        {"law03_mediation_success": 50.0, "law03_administrative_cases_on_time": 50.0},
    ),
    (
        "law03",
        "patent_stock",
        [
            {**PATENT, "sei_flag": "是"},
            {**PATENT, "renewed_years": 11},
            {**PATENT, "renewed_years": 10},
            {**PATENT, "valid": "否", "award": "金奖"},
            {**PATENT, "award": "金奖", "county_code": "441503", "residents": 300_000},
        ],
        {"law03_high_value_patents_10k_people": 0.075},  # 3 patents, 400,000 people
    ),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("pack", "feed", "rows", "values"), CASES, ids=[c[1] for c in CASES])
def test_indicators_of_a_feed(sent: Any, pack: str, feed: str, rows: Rows, values: Values) -> None:
    sent(pack, feed, rows)
    assert {indicator: june(indicator) for indicator in values} == pytest.approx(values)


def test_every_indicator_of_these_packs_is_worked_out_by_hand() -> None:
    known = {
        spec.id
        for key in ("mkt05", "mkt06", "mkt08", "mkt10", "law01", "law03")
        for spec in sources()[key].pack.indicators  # type: ignore[union-attr]
        if spec.source != "entered"
    }
    assert known == {indicator for *_rest, values in CASES for indicator in values}


@pytest.mark.django_db
def test_a_month_without_what_is_divided_by_has_no_figure(sent: Any) -> None:
    sent("mkt06", "tax_monthly", [{**TAX, "cases_total": 0, "cases_contact_free": 0,
                                   "cases_combined": 0, "cases_commitment": 0, "cases_gap": 0}])  # fmt: skip
    assert june("mkt06_contact_free_rate") is None


@pytest.mark.django_db
def test_a_declared_empty_month_has_no_figure_either(sent: Any) -> None:
    sent("law03", "pledge", [])
    assert june("law03_pledge_financing") is None
