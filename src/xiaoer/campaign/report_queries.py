"""What the pages of monthly reports read; every reading passes the viewer's access."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from xiaoer.cases.calendars import reckoner
from xiaoer.clock.calendar import OutsideCalendar
from xiaoer.people.models import Organisation
from xiaoer.people.roles import Capability, Viewer

from .models import MonthlyReport, Programme
from .queries import programmes_for
from .report_facts import facts_of, known_figures, late_tasks
from .reporting.days import DUE_DAY, Punctuality, ReportPeriod, lateness, monthly_report
from .reporting.quality import Problem, Quality, Written, quality
from .reporting.similarity import COPIED_ABOVE
from .reporting.typed_numbers import Contradiction, contradictions
from .reporting.year import Event, campaign_year


def period_of_month(year: int, month: int) -> ReportPeriod:
    """Return a month's period by the calendar in force; 404 for a month it does not know."""
    if not (1 <= month <= 12 and 1990 <= year <= 2100):
        raise Http404
    try:
        return monthly_report(year, month, reckoner().calendar)
    except OutsideCalendar as unknown:
        raise Http404 from unknown


def current_month(today: date) -> tuple[int, int]:
    """Return the month whose report is being written: from the 26th on, the next month's."""
    if today.day <= DUE_DAY:
        return today.year, today.month
    return (today.year + 1, 1) if today.month == 12 else (today.year, today.month + 1)


def reporting_units(programme: Programme) -> QuerySet[Organisation]:
    """Return who owes reports: the units that lead a task, and the county headquarters."""
    leads = Q(pk__in=programme.tasks.exclude(lead=None).values("lead_id"))
    counties = Q(kind=Organisation.Kind.COUNTY_HQ, valid_to=None)
    return Organisation.objects.filter(leads | counties).order_by("kind", "code")


def reports_for(viewer: Viewer, programme: Programme) -> QuerySet[MonthlyReport]:
    """Return the reports a viewer may read: the own unit's, the team's, or all of them."""
    rows = MonthlyReport.objects.filter(programme=programme)
    reach = viewer.organisations_for(Capability.READ_REPORTS)
    return rows if reach is None else rows.filter(unit_id__in=reach)


def units_for(viewer: Viewer, programme: Programme) -> QuerySet[Organisation]:
    """Return the reporting units whose reports the viewer may read."""
    reach = viewer.organisations_for(Capability.READ_REPORTS)
    rows = reporting_units(programme)
    return rows if reach is None else rows.filter(pk__in=reach)


def reporting_unit(viewer: Viewer, programme: Programme, unit: int) -> Organisation:
    """Return a unit whose reports the viewer may read, or 404."""
    found = units_for(viewer, programme).filter(pk=unit).first()
    if found is None:
        raise Http404
    return found


def newest(rows: Iterable[MonthlyReport]) -> dict[int, MonthlyReport]:
    """Return each unit's newest version."""
    return {row.unit_id: row for row in sorted(rows, key=lambda row: row.version)}


def first_submission(rows: Iterable[MonthlyReport]) -> datetime | None:
    """Return when a month's report came in first: a correction does not make it late."""
    return min((row.submitted_at for row in rows if row.submitted_at), default=None)


@dataclass(slots=True)
class Standing:
    """A month's report of a unit: where it stands against its due moment."""

    state: Punctuality
    days_late: int  # working days


def standing(rows: Iterable[MonthlyReport], period: ReportPeriod, now: datetime) -> Standing:
    """Return where a unit's month stands."""
    return Standing(*lateness(first_submission(rows), now, period))


@dataclass(slots=True)
class UnitMonth:
    """One unit on the page of a month."""

    unit: Organisation
    report: MonthlyReport | None
    standing: Standing
    dots: list[tuple[int, str]] = field(default_factory=list)
    points: Quality | None = None


DOTS = {
    Punctuality.ON_TIME: "ok",
    Punctuality.LATE: "late",
    Punctuality.MISSING: "miss",
    Punctuality.WAITING: "fut",
}
Grouped = dict[tuple[int, int], list[MonthlyReport]]


def _dots(
    unit: int, grouped: Grouped, periods: dict[int, ReportPeriod], now: datetime
) -> list[tuple[int, str]]:
    return [
        (month, DOTS[standing(grouped.get((unit, month), ()), period, now).state])
        for month, period in periods.items()
    ]


def first_month(programme: Programme, year: int) -> int:
    """Return the first month of a year for which reports are owed: after the breakdown."""
    issued = programme.issue_date
    if issued.year < year:
        return 1
    return 13 if issued.year > year else min(12, issued.month + (issued.day > DUE_DAY))


def unit_months(
    viewer: Viewer, programme: Programme, year: int, month: int, now: datetime
) -> list[UnitMonth]:
    """Return the units of a month's page, those that are behind first."""
    grouped: Grouped = defaultdict(list)
    for row in reports_for(viewer, programme).filter(year=year).defer("facts"):
        grouped[row.unit_id, row.month].append(row)
    first = min(first_month(programme, year), month)
    periods = {m: period_of_month(year, m) for m in range(first, 13)}
    found = [
        UnitMonth(
            unit=unit,
            report=newest(grouped.get((unit.pk, month), ())).get(unit.pk),
            standing=standing(grouped.get((unit.pk, month), ()), periods[month], now),
            dots=_dots(unit.pk, grouped, periods, now),
        )
        for unit in units_for(viewer, programme)
    ]
    return sorted(found, key=lambda one: -one.standing.days_late)


def counted(rows: Iterable[UnitMonth]) -> Counter[str]:
    """Count a month's units: submitted, on their way, drafting, untouched."""
    return Counter(_stage(row.report) for row in rows)


def _stage(report: MonthlyReport | None) -> str:
    if report is None:
        return "untouched"
    if report.state == MonthlyReport.State.SUBMITTED or report.version > 1:
        return "submitted"
    return "drafting" if report.state == MonthlyReport.State.DRAFTING else "signing"


def month_events(programme: Programme, year: int, month: int) -> list[Event]:
    """Return what the calendar holds in a month (campaign §15).

    Weekly briefs are owed in windows that the office opens, not by the calendar.
    """
    campaign = programme.year or programme.issue_date.year
    events = campaign_year(campaign, reckoner().calendar, programme.issue_date)
    return [
        one
        for one in events
        if (one.day.year, one.day.month) == (year, month) and one.kind != "weekly_brief"
    ]


def facts_for(report: MonthlyReport) -> dict[str, Any]:
    """Return the filled-in part: frozen once submitted, else as the rows stand now."""
    if report.state == MonthlyReport.State.SUBMITTED:
        return dict(report.facts)
    period = period_of_month(report.year, report.month)
    return facts_of(report.programme, report.unit, period)


def contradicted(report: MonthlyReport, facts: dict[str, Any]) -> list[Contradiction]:
    """Return the typed numbers that differ from the computed ones, one a figure."""
    found: dict[str, Contradiction] = {}
    for one in contradictions(report.text, known_figures(facts)):
        found.setdefault(one.key, one)
    return list(found.values())


def _problem(row: dict[str, str]) -> Problem:
    until = date.fromisoformat(row["until"]) if row.get("until") else None
    return Problem(row.get("cause", ""), row.get("decision", ""), row.get("whom", ""), until)


def quality_of(report: MonthlyReport, facts: dict[str, Any], on_time: bool) -> Quality:
    """Judge a report by the five points of §3.1."""
    done = [mark for task in facts.get("tasks", ()) for mark in task["done"]]
    open_ones = [one for one in contradicted(report, facts) if not report.reasons.get(one.key)]
    return quality(
        Written(
            results=report.results,
            no_change=report.no_change,
            late_tasks=late_tasks(facts),
            done_milestones=len(done),
            with_evidence=sum(bool(mark["evidence"]) for mark in done),
            problems=[_problem(row) for row in report.problems],
            unexplained=len(open_ones),
            copied=(report.similarity or 0) > COPIED_ABOVE,
            on_time=on_time,
        )
    )


def owed_by(viewer: Viewer, programme: Programme, today: date) -> list[Organisation]:
    """Return the units for which the viewer still has to write or sign this month's report."""
    year, month = current_month(today)
    reach = viewer.organisations_for(Capability.EDIT_TASK)
    if reach is None:
        return []  # the office collects reports, it owes none
    sent = MonthlyReport.objects.filter(
        programme=programme, year=year, month=month, state=MonthlyReport.State.SUBMITTED
    )
    rows = units_for(viewer, programme).filter(pk__in=reach)
    return list(rows.exclude(pk__in=sent.values("unit_id")))


def running_programme(viewer: Viewer) -> Programme | None:
    """Return the newest programme whose baseline stands: the one that is being run."""
    rows = programmes_for(viewer).filter(closed_at=None, state=Programme.State.BASELINED)
    return rows.first()


def reports_waiting(viewer: Viewer) -> int:
    """Count the reports that the viewer still owes this month, for the rail."""
    if not viewer.can(Capability.READ_REPORTS):
        return 0
    programme = running_programme(viewer)
    return len(owed_by(viewer, programme, timezone.localdate())) if programme else 0
