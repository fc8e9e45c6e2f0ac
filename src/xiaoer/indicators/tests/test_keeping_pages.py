"""Pages for keeping figures and for evaluations: what they do, what they refuse, and to whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from xiaoer.indicators.models import (
    Assessment,
    CityAim,
    ClosedMonth,
    EnteredValue,
    IndicatorValue,
    Revision,
)
from xiaoer.indicators.scoring import b_ready, doing_business
from xiaoer.packs.library import sources
from xiaoer.packs.services import install

CHINA_2020 = """topic,component,value
Getting credit,Strength of legal rights,4
Getting credit,Depth of credit information,8
"""
REPORT = """indicator_code,name,full,got,peer_avg,peer_best,kind,recovery
1,开办企业,10,9,8,10,objective,0.5
2,获得信贷,20,12,14,18,objective,0.5
3,满意度,10,9,,,perception,1
"""


@pytest.fixture
def office(people: Any, client_of: Callable[[str], Client]) -> Client:
    """Somebody of the office, with two packs loaded."""
    known = sources()
    for key in ("mkt06", "mkt10"):
        install(known[key], list(known.values()))
    return client_of("office")


def said(answer: Any) -> str:
    return "".join(str(message) for message in answer.context["messages"])


def test_a_month_is_closed_once(office: Client) -> None:
    page = "/figures/keeping/close/"
    assert "记下了" in said(office.post(page, {"year": "2026", "month": "5"}, follow=True))
    assert "已经关账" in said(office.post(page, {"year": "2026", "month": "5"}, follow=True))
    today = timezone.localdate()
    later = {"year": str(today.year), "month": str(today.month)}
    assert "没过完" in said(office.post(page, later, follow=True))
    assert ClosedMonth.objects.count() == 1
    for bad in ({"year": "x", "month": "1"}, {"year": "2026", "month": "13"}, {}):
        assert office.post(page, bad).status_code == 404


def test_another_figure_for_a_closed_month_waits_for_a_reason(office: Client) -> None:
    value = IndicatorValue.objects.create(
        indicator="mkt06_contact_free_rate", year=2026, month=5, county_code="", value=90.0,
        rows=3, definition="x", mart_version=1, computed_at=timezone.now(),
    )  # fmt: skip
    cell = {
        "value": 91.0, "numerator": 91, "denominator": 100, "squares": None, "weights": None,
        "rows": 3, "excluded": 0, "margin": None, "definition": "x", "mart_version": 2,
        "computed_at": timezone.now().isoformat(),
    }  # fmt: skip
    row = Revision.objects.create(value=value, before=90.0, after=91.0, cell=cell)
    assert "91.0" in office.get("/figures/keeping/").content.decode()
    page = f"/figures/keeping/revisions/{row.pk}/"
    assert "理由" in said(office.post(page, {"apply": "yes", "reason": " "}, follow=True))
    office.post(page, {"apply": "yes", "reason": "补报了一批"})
    value.refresh_from_db()
    assert value.value == 91.0
    assert "定过了" in said(office.post(page, {"apply": "no", "reason": "x"}, follow=True))
    assert office.post("/figures/keeping/revisions/999/").status_code == 404


def test_a_masked_target_is_filled_in_with_its_document(office: Client) -> None:
    page = "/figures/keeping/targets/mkt06_contact_free_rate/"
    year = str(timezone.localdate().year)
    for target, document, wrong in (("x", "文件", "不是一个数"), ("95", " ", "依据"), ("nan", "文件", "不是一个数")):  # fmt: skip
        given = {"year": year, "target": target, "document": document}
        assert wrong in said(office.post(page, given, follow=True))
    office.post(page, {"year": year, "target": "95", "document": "岚政办〔2026〕8号"})
    assert CityAim.objects.get().target == 95.0
    fixed = "/figures/keeping/targets/mkt06_annual_tax_hours/"
    assert office.post(fixed, {"year": year, "target": "1", "document": "x"}).status_code == 404


def test_only_what_an_outside_body_publishes_is_entered(office: Client) -> None:
    given = {"year": "2025", "value": "88.5", "document": "省评报告", "page": "12"}
    office.post("/figures/keeping/entered/mkt06_eval_score_rate/", given)
    assert EnteredValue.objects.get().value == 88.5
    measured = "/figures/keeping/entered/mkt06_contact_free_rate/"
    assert office.post(measured, given).status_code == 404
    assert "88.5" in office.get("/figures/keeping/").content.decode()


def test_others_do_not_keep_figures(office: Client, client_of: Callable[[str], Client]) -> None:
    leader = client_of("leader")
    assert leader.get("/figures/keeping/").status_code == 403
    assert leader.post("/figures/keeping/close/", {"year": "2026", "month": "5"}).status_code == 403
    assert leader.get("/evaluation/").status_code == 200
    assert leader.post("/evaluation/report/hand-in/").status_code == 403
    assert not ClosedMonth.objects.exists()


def test_figures_are_read_over_http_with_what_they_are_made_of(
    office: Client, client_of: Callable[[str], Client]
) -> None:
    IndicatorValue.objects.create(
        indicator="mkt06_dispute_closed_rate", year=2026, month=5, county_code="441502",
        value=99.0, numerator=99, denominator=100, rows=100, definition="x", mart_version=1,
        computed_at=timezone.now(),
    )  # fmt: skip
    listed = {row["id"]: row for row in office.get("/api/indicators/").json()}
    assert listed["mkt06_annual_tax_hours"]["target"] == "90"
    assert listed["mkt06_eval_score_rate"]["definition"] == ""
    found = office.get("/api/indicators/figures?year=2026&month=5&county=441502").json()
    mine = next(row for row in found if row["id"] == "mkt06_dispute_closed_rate")
    assert (mine["value"], mine["colour"], mine["rows"]) == (99.0, "green", 100)
    cells = office.get("/api/indicators/mkt06_dispute_closed_rate/values?year=2026").json()
    assert [(c["county"], c["numerator"], c["denominator"]) for c in cells] == [
        ("441502", "99", "100")
    ]
    assert office.get("/api/indicators/nothing/values?year=2026").status_code == 404
    assert office.get("/api/indicators/figures?year=2026&month=13").status_code == 422
    assert Client().get("/api/indicators/").status_code == 401


def hand_in(office: Client, kind: str, text: str, title: str = "2025 年") -> str:
    file = SimpleUploadedFile("v.csv", text.encode())
    given = {"title": title, "document": "报告", "file": file}
    return said(office.post(f"/evaluation/{kind}/hand-in/", given, follow=True))


def test_a_report_shows_its_score_rate_and_where_points_were_lost(office: Client) -> None:
    assert "还没有交过" in office.get("/evaluation/").content.decode()
    assert "收下了" in hand_in(office, "report", REPORT)
    found = office.get("/evaluation/").context["report"]
    assert found.score_rate == pytest.approx(75.0)  # 30 of 40
    assert next(line.name for line, _share in found.losses) == "获得信贷"
    assert found.low < found.base < found.high


def test_scores_as_if_say_that_they_are_a_self_assessment(office: Client) -> None:
    hand_in(office, "doing-business", CHINA_2020)
    page = office.get("/evaluation/doing-business/")
    assert "不是世界银行的数字" in page.content.decode()
    credit = next(t for t in page.context["scored"].topics if t.name == "Getting credit")
    assert credit.score == pytest.approx(60.0)
    assert page.context["scored"].overall is None


def test_a_wrong_file_is_told_and_not_kept(office: Client) -> None:
    assert "没有" in hand_in(office, "doing-business", "topic,component,value\nNothing,x,1\n")
    assert "哪一轮" in hand_in(office, "report", REPORT, title=" ")
    assert "2 MB" in said(office.post("/evaluation/report/hand-in/", {}, follow=True))
    assert not Assessment.objects.exists()
    assert office.get("/evaluation/nonsense/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("report", 0),
        ("doing-business", len(doing_business.components())),
        ("b-ready", sum(len(pillars) for pillars in b_ready.structure().values())),
    ],
)
def test_the_empty_form_has_a_line_for_every_value(office: Client, kind: str, values: int) -> None:
    answer = office.get(f"/evaluation/{kind}/form.csv")
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + values


def test_the_national_list_counts_the_figures_that_speak_to_it(office: Client) -> None:
    found = office.get("/evaluation/national/").context["found"]
    assert len(found) == 18
    taxes = next(one for one in found if "mkt06" in one.packs)
    assert taxes.coloured == 0
    IndicatorValue.objects.create(
        indicator="mkt06_dispute_closed_rate", year=timezone.localdate().year, month=0,
        county_code="", value=99.0, rows=50, definition="x", mart_version=1,
        computed_at=timezone.now(),
    )  # fmt: skip
    again = office.get("/evaluation/national/").context["found"]
    taxes = next(one for one in again if "mkt06" in one.packs)
    assert (taxes.green, taxes.coloured) == (1, 1)
