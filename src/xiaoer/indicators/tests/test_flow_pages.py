"""The pages about the course of cases: what they count, who may open which case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from xiaoer.cases.access import visible
from xiaoer.cases.models import Case, CaseEvent
from xiaoer.indicators import flow_cases
from xiaoer.indicators.flow_cases import Selection, cases_of
from xiaoer.packs.library import sources
from xiaoer.packs.services import install
from xiaoer.people.models import User

TODAY = date(2026, 11, 27)
ITEM = "hv_single_supply_connection"
PAGES = ("/flows/", "/flows/ways/", "/flows/waits/", "/flows/sides/", "/flows/fit/")
YEAR = Selection(ITEM, date(2026, 1, 1), date(2027, 1, 1))


@pytest.fixture
def city(bodies, people, past) -> int:
    """A year and a half of grid connections."""
    known = sources()
    install(known["mkt07"], list(known.values()))
    return past(TODAY, (ITEM, 9, 44.0, 33.0))


@pytest.fixture
def office(city, client_of: Callable[[str], Client]) -> Client:
    """Somebody of the office, signed in."""
    return client_of("office")


def test_every_page_answers_and_asks_few_questions(office, django_assert_max_num_queries) -> None:
    for path in PAGES:
        with django_assert_max_num_queries(20):
            answer = office.get(f"{path}?item={ITEM}&year=2026")
        assert answer.status_code == 200
        assert "高压单电源" in answer.content.decode()


def test_the_cases_are_those_that_ended_in_the_period(city) -> None:
    ended = Case.objects.filter(item_key=ITEM, ended_at__year=2026)
    found = cases_of(YEAR)
    assert found.total == ended.count() == len(found.trails)
    names = found.trails.case_names
    assert {names[code] for code in found.trails.case} == set(
        ended.values_list("number", flat=True)
    )
    county = Selection(ITEM, YEAR.first, YEAR.until, "441524")
    assert cases_of(county).total == ended.filter(county_code="441524").count() > 0


def test_a_step_and_the_clocks_event_of_the_same_name_are_one(city) -> None:
    found = cases_of(YEAR)
    counted = Counter(found.trails.activity_names[code] for code in found.trails.activity)
    steps = CaseEvent.objects.filter(
        case__item_key=ITEM, case__ended_at__year=2026, kind="task_completed"
    )
    assert counted["受理"] == steps.filter(payload__key="accept").count()


def test_the_map_has_every_case_at_its_begin_and_its_end(office) -> None:
    found = office.get(f"/flows/drawing/?item={ITEM}&year=2026&paths=1&activities=1").json()
    cases = cases_of(YEAR).total
    for end, other in (("-1", "from"), ("-2", "to")):
        assert sum(edge["count"] for edge in found["edges"] if edge[other] == end) == cases
    less = office.get(f"/flows/drawing/?item={ITEM}&year=2026&paths=0&activities=0.3").json()
    assert 0 < len(less["edges"]) < len(found["edges"])
    assert len(less["nodes"]) < len(found["nodes"])


def test_the_cases_of_a_way_are_as_many_as_the_list_says(office, city) -> None:
    listed = office.get(f"/flows/ways/?item={ITEM}&year=2026").context["ways"]
    assert sum(way.cases for way in listed) == cases_of(YEAR).total
    behind = office.get(f"/flows/cases/?item={ITEM}&year=2026&way=1")
    assert behind.context["total"] == listed[0].cases
    assert office.get(f"/flows/cases/?item={ITEM}&year=2026&way=999").context["total"] == 0


def test_a_skipped_step_leads_to_the_case_that_skipped_it(office, city) -> None:
    case = Case.objects.filter(item_key=ITEM, ended_at__year=2026, outcome="granted").first()
    survey = case.events.filter(payload__key="survey")
    number = case.number
    assert survey.exists()
    with_it = office.get(f"/flows/cases/?item={ITEM}&year=2026&kind=skipped&activity=现场勘查")
    copy = Case.objects.get(pk=case.pk)
    copy.pk, copy.number = None, f"{number}-X"
    copy.save()
    for event in case.events.exclude(payload__key="survey").order_by("sequence"):
        event.pk, event.case = None, copy
        event.save()
    found = office.get(f"/flows/cases/?item={ITEM}&year=2026&kind=skipped&activity=现场勘查")
    assert found.context["total"] == with_it.context["total"] + 1
    assert copy.number in found.context["numbers"]


def test_figures_are_of_all_cases_but_the_list_is_of_those_one_may_open(
    city, client_of, seen_as
) -> None:
    behind = client_of("team-market").get(f"/flows/cases/?item={ITEM}&year=2026").context
    mine = visible(seen_as("team-market")).filter(item_key=ITEM)
    assert behind["total"] == cases_of(YEAR).total
    assert {case.number for case in behind["cases"]} <= {case.number for case in mine}
    assert behind["hidden"] == behind["total"] - mine.filter(ended_at__year=2026).count()


def test_only_the_newest_cases_are_drawn_and_the_page_says_so(city, monkeypatch, office) -> None:
    monkeypatch.setattr(flow_cases, "MOST_CASES", 5)
    flow_cases._read.cache_clear()
    found = cases_of(YEAR)
    flow_cases._read.cache_clear()
    assert len(found.trails) == 5 < found.total
    newest = Case.objects.filter(item_key=ITEM).order_by("-ended_at")[:5]
    assert {found.trails.case_names[code] for code in found.trails.case} == {
        case.number for case in newest
    }


def test_outsiders_do_not_see_the_course_of_cases(city) -> None:
    outside = Client()
    assert outside.get("/flows/").status_code == 302
    outside.force_login(
        User.objects.create_user("outsider", password=None, name="外人"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    for path in (*PAGES, "/flows/drawing/", "/flows/cases/"):
        assert outside.get(path).status_code == 403


@pytest.mark.parametrize(
    "query",
    ["item=none", "year=99999", "month=13", "county=zz", "activities=x", "way=-1", "kind=x"],
)
def test_nonsense_in_the_address_is_no_error(office, query) -> None:
    for path in (*PAGES, "/flows/drawing/", "/flows/cases/"):
        assert office.get(f"{path}?{query}").status_code == 200


def test_a_city_without_ended_cases_says_so(people, client_of) -> None:
    for path in PAGES:
        assert "没有办结的办件" in client_of("office").get(path).content.decode()
