"""The pages about figures, from rows to page to workbook, and who may see which rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from xiaoer.cases.models import Case
from xiaoer.exchange.mart.refresh import refresh
from xiaoer.indicators.models import (
    ClosedMonth,
    EnteredValue,
    IndicatorValue,
    IndicatorWarning,
    Revision,
)
from xiaoer.indicators.queries import period_of
from xiaoer.indicators.services import (
    NotNow,
    close_month,
    compute,
    enter_value,
    set_aim,
    settle_revision,
)
from xiaoer.indicators.watching import unseen, watch
from xiaoer.packs.library import sources
from xiaoer.packs.services import install
from xiaoer.people.access import Refused
from xiaoer.people.models import User

TODAY = date(2026, 11, 27)
TIME = "mkt03_industrial_total_time"


@pytest.fixture
def city(bodies, people, past) -> int:
    """The demo city's past, in the mart, its figures computed."""
    known = sources()
    for key in ("mkt01", "mkt03"):
        install(known[key], list(known.values()))
    made = past(TODAY, ("company_opening", 6, 0.6, 0.4), ("industrial_project", 7, 25.0, 18.6))
    compute(refresh())
    return made


@pytest.fixture
def office(city, client_of: Callable[[str], Client]) -> Client:
    """Somebody of the office, signed in."""
    return client_of("office")


def test_every_page_answers_and_asks_few_questions(office, django_assert_max_num_queries) -> None:
    for path, most in (
        ("/cockpit/", 22),
        ("/cockpit/?year=2026&month=9&county=441502", 22),
        ("/indicators/?year=2026&month=9", 14),
        (f"/indicators/{TIME}/?year=2026", 18),
        (f"/indicators/{TIME}/rows/?year=2026", 14),
    ):
        with django_assert_max_num_queries(most):
            assert office.get(path).status_code == 200


def test_every_link_of_the_overview_opens_without_a_period_in_the_address(office) -> None:
    for page in ("/cockpit/", "/indicators/", f"/indicators/{TIME}/", "/flows/"):
        links = set(
            re.findall(r'href="(/(?:indicators|cockpit|flows)[^"#]*)', office.get(page).text)
        )
        assert links
        broken = [link for link in sorted(links)[:40] if office.get(link).status_code != 200]
        assert broken == []


def test_the_list_behind_a_figure_is_the_figure(office) -> None:
    """As many rows in the list as the figure counts, and their mean is the figure."""
    stored = IndicatorValue.objects.get(indicator=TIME, year=2026, month=0, county_code="")
    found = office.get(f"/indicators/{TIME}/rows/?year=2026").context["found"]
    counted = [row for row in found.rows if row["x"] == 0]
    assert found.total == stored.rows + stored.excluded
    assert len(counted) == stored.rows <= 100
    assert sum(row["value"] for row in counted) / len(counted) == pytest.approx(stored.value)
    assert sum(found.excluded.values()) == stored.excluded


def test_a_county_has_its_own_rows(office) -> None:
    for code in ("441502", "441521"):
        stored = IndicatorValue.objects.get(indicator=TIME, year=2026, month=0, county_code=code)
        found = office.get(f"/indicators/{TIME}/rows/?year=2026&county={code}").context["found"]
        assert {row["county"] for row in found.rows} == {code}
        assert found.total == stored.rows + stored.excluded


def test_rows_of_a_feed_tell_their_batch_and_are_shown_to_their_sender_alone(
    bodies, people, reported, client_of, clerks
) -> None:
    known = sources()
    install(known["mkt07"], list(known.values()))
    reported(TODAY)
    compute(refresh())
    page = "/indicators/mkt07_overdue_orders/rows/?year=2026&month=9"
    whole = client_of("office").get(page)
    first = whole.context["found"].rows[0]
    origin = whole.context["origins"][first["row_key"]]
    assert (origin.batch, origin.line >= 2) == ("power_work_order-202609", True)
    assert "批次 power_work_order-202609" in whole.content.decode()
    other = client_of("housing-head").get(page).context["found"]
    assert (other.rows, other.total) == ([], 0)
    assert other.hidden == whole.context["found"].total
    sender = Client()
    sender.force_login(clerks["power"], backend="django.contrib.auth.backends.ModelBackend")
    assert sender.get(page).context["found"].total == whole.context["found"].total


def test_the_workbook_has_real_numbers_and_dates(office) -> None:
    answer = office.get(f"/indicators/{TIME}/rows/?year=2026&format=xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    rows = book.get_sheet_by_index(0).to_python()
    head = rows[0]
    assert isinstance(rows[1][head.index("value")], float)
    assert isinstance(rows[1][head.index("day")], date)
    assert any("口径" in str(row[0]) for row in book.get_sheet_by_index(1).to_python())


def test_rows_of_other_units_are_counted_and_not_shown(city, client_of) -> None:
    """Somebody of one department sees the city's figure and none of another's rows."""
    found = client_of("market").get(f"/indicators/{TIME}/rows/?year=2026").context["found"]
    assert found.rows == []
    assert found.hidden > 0
    own = client_of("market").get("/indicators/mkt01_opening_time/rows/?year=2026").context["found"]
    assert own.rows
    assert own.hidden == 0


def test_nobody_from_outside_sees_figures(city, client) -> None:
    assert client.get("/cockpit/").status_code == 302
    User.objects.create_user("outside", password=None)
    client.force_login(
        User.objects.get(username="outside"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    assert client.get("/cockpit/").status_code == 403
    assert client.get(f"/indicators/{TIME}/rows/").status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/cockpit/?year=1&month=99&county=%27",
        "/cockpit/?year=٣&month=x",
        f"/indicators/{TIME}/rows/?from=-1&county=441502'--",
        f"/indicators/{TIME}/?year=9999&month=13",
    ],
)
def test_odd_questions_get_an_ordinary_page(office, path) -> None:
    assert office.get(path).status_code == 200


def test_what_does_not_exist_is_not_found(office) -> None:
    assert office.get("/indicators/mkt99_nothing/").status_code == 404
    assert office.get("/indicators/mkt01_eval_score_rate/rows/").status_code == 404


def test_a_second_computation_changes_nothing(city) -> None:
    before = list(IndicatorValue.objects.order_by("pk").values_list("pk", "value"))
    done = compute(refresh())
    assert done.revisions == 0
    assert list(IndicatorValue.objects.order_by("pk").values_list("pk", "value")) == before


def test_a_closed_month_changes_by_a_revision_only(city, seen_as) -> None:
    office = seen_as("office")
    close_month(office, 2026, 9)
    stored = IndicatorValue.objects.get(indicator=TIME, year=2026, month=9, county_code="")
    before = stored.value
    make_history_again(date(2026, 9, 20))
    done = compute(refresh())
    assert done.revisions > 0
    stored.refresh_from_db()
    assert stored.value == before
    waiting = Revision.objects.get(value=stored, state="waiting")
    with pytest.raises(NotNow, match="理由"):
        settle_revision(office, waiting.pk, True, " ")
    settle_revision(office, waiting.pk, True, "县里补报了九月的件")
    stored.refresh_from_db()
    assert stored.value == waiting.after != before
    with pytest.raises(NotNow, match="定过"):
        settle_revision(office, waiting.pk, False, "再改")


def make_history_again(day: date) -> None:
    """Let a case of a closed month turn up late."""
    from xiaoer.cases.models import Case, CaseEvent

    case = Case.objects.filter(item_key="industrial_project", outcome="granted").first()
    assert case is not None
    events = list(case.events.order_by("sequence"))
    moved = case.decided_at.replace(year=day.year, month=day.month, day=day.day)
    clocks = {**case.clocks, "decided_at": moved.isoformat()}
    case.pk, case.number = None, "LH-LATE"
    case.decided_at = case.ended_at = moved
    case.clocks = clocks
    case.save(force_insert=True)
    for event in events:
        event.pk, event.case = None, case
    CaseEvent.objects.bulk_create(events)


def test_a_month_is_closed_once_and_only_when_it_is_over(city, seen_as) -> None:
    office = seen_as("office")
    with pytest.raises(NotNow, match="没过完"):
        close_month(office, 2999, 1)
    close_month(office, 2026, 8)
    with pytest.raises(NotNow, match="已经"):
        close_month(office, 2026, 8)
    with pytest.raises(Refused):
        close_month(seen_as("market"), 2026, 7)
    assert ClosedMonth.objects.get().digest


def test_masked_targets_and_outside_scores_need_their_document(city, seen_as, office) -> None:
    viewer = seen_as("office")
    with pytest.raises(NotNow, match="依据"):
        set_aim(viewer, "mkt01_auto_approval_rate", 2026, 60, "")
    set_aim(viewer, "mkt01_auto_approval_rate", 2026, 60, "岚府办〔2026〕3号")
    enter_value(viewer, "mkt01_eval_score_rate", 2026, 72.5, "2026 年省评价报告", "12")
    assert EnteredValue.objects.count() == 1
    page = office.get("/indicators/?year=2026").content.decode()
    assert "≥ 60" in page
    assert "72.5" in page


def test_a_figure_that_misses_its_target_warns_until_it_reaches_it(city, seen_as, office) -> None:
    assert watch(TODAY) > 0
    warning = IndicatorWarning.objects.get(indicator="mkt03_industrial_over_limit", county_code="")
    assert warning.colour == "red"
    assert "超过 21 个工作日的一般工业项目" in office.get("/warnings/").content.decode()
    office.post(f"/warnings/{warning.pk}/", {"answer": ""})
    office.post(f"/warnings/{warning.pk}/", {"answer": "派住建局，下周回"})
    warning.refresh_from_db()
    assert warning.answer == "派住建局，下周回"
    before = IndicatorWarning.objects.count()
    assert watch(TODAY) == before
    assert IndicatorWarning.objects.count() == before
    IndicatorValue.objects.filter(indicator=warning.indicator).update(value=0)
    watch(TODAY)
    warning.refresh_from_db()
    assert warning.ended_at is not None


def test_only_the_office_takes_warnings_up(city, client_of, seen_as) -> None:
    watch(TODAY)
    warning = IndicatorWarning.objects.first()
    assert client_of("market").get("/warnings/").status_code == 200
    assert client_of("market").post(f"/warnings/{warning.pk}/", {"answer": "x"}).status_code == 403
    assert unseen(seen_as("market")) == 0 < unseen(seen_as("office"))


@pytest.mark.parametrize(
    ("year", "month", "before"), [(2026, 3, (2026, 2)), (2026, 1, (2025, 12)), (2026, 0, (2025, 0))]
)
def test_a_period_knows_the_one_before(year, month, before) -> None:
    assert period_of(year, month, TODAY).before == before


def test_a_case_of_the_past_opens_like_any_other(city, clerks) -> None:
    """It came in ended, without a process to draw, and its page says what is known."""
    supervisor = Client()
    supervisor.force_login(
        clerks["registrar-head"], backend="django.contrib.auth.backends.ModelBackend"
    )
    case = Case.objects.filter(item_key="company_opening", outcome="granted").earliest("pk")
    page = supervisor.get(f"/cases/{case.number}/")
    assert page.status_code == 200
    assert case.number in page.content.decode()
