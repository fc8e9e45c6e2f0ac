"""The pack of the monthly dispatch meeting: what needs the headquarters (P-C-4a step 1).

Facts first, each with the row it comes from; nothing is typed for the pack.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from xiaoer.indicators.models import IndicatorWarning
from xiaoer.indicators.queries import Warned, warned
from xiaoer.people.models import Organisation
from xiaoer.people.roles import Viewer

from .appraisal_queries import cards_for
from .breakdown import TaskStatus
from .models import Card, MonthlyReport, Programme
from .queries import TaskLine, tasks_for
from .report_queries import UnitMonth, newest, reports_for, unit_months
from .reporting.days import Punctuality, ReportPeriod


@dataclass(frozen=True, slots=True)
class LateTask:
    """A task with a milestone overdue; `days` are calendar days since the oldest was due."""

    line: TaskLine
    days: int


@dataclass(frozen=True, slots=True)
class Stuck:
    """A problem that a unit reported and cannot solve alone."""

    report: MonthlyReport
    cause: str
    decision: str
    whom: str
    until: date | None

    @property
    def can_be_decided(self) -> bool:
        """Say whether the meeting can take it: it is known what is to be decided, and by whom."""
        return bool(self.decision and self.whom)


@dataclass(frozen=True, slots=True)
class MeetingPack:
    """What a month's meeting looks at."""

    late: list[LateTask]
    stuck: list[Stuck]
    behind: list[UnitMonth]
    cards: list[Card]
    warnings: list[Warned]

    @property
    def called(self) -> list[Organisation]:
        """Return the units with late tasks: they are called automatically (P-C-4a step 2)."""
        units = {one.line.task.lead for one in self.late if one.line.task.lead}
        return sorted(units, key=lambda unit: unit.code)


def _late(viewer: Viewer, programme: Programme, today: date) -> list[LateTask]:
    lines = [TaskLine.of(task, today) for task in tasks_for(viewer, programme)]
    found = [
        LateTask(line, (today - line.next_due).days)
        for line in lines
        if line.status is TaskStatus.LATE and line.next_due
    ]
    return sorted(found, key=lambda one: -one.days)


def _stuck(reports: Iterable[MonthlyReport]) -> list[Stuck]:
    found = [
        Stuck(
            report,
            row.get("cause", ""),
            row.get("decision", ""),
            row.get("whom", ""),
            date.fromisoformat(row["until"]) if row.get("until") else None,
        )
        for report in reports
        for row in report.problems
    ]
    return sorted(found, key=lambda one: (not one.can_be_decided, one.until or date.max))


def _submitted(viewer: Viewer, programme: Programme, year: int, month: int) -> list[MonthlyReport]:
    rows = reports_for(viewer, programme).filter(
        year=year, month=month, state=MonthlyReport.State.SUBMITTED
    )
    return list(newest(rows.defer("facts").select_related("unit")).values())


def meeting_pack(
    viewer: Viewer, programme: Programme, period: ReportPeriod, now: datetime
) -> MeetingPack:
    """Return the pack of a month's meeting, as the rows stand now."""
    year, month = period.period_to.year, period.period_to.month
    units = unit_months(viewer, programme, year, month, now)
    slow = {Punctuality.LATE, Punctuality.MISSING}
    waiting = [Card.State.PROPOSED, Card.State.HEARD]
    warnings = IndicatorWarning.objects.filter(ended_at=None, colour="red", county_code="")
    return MeetingPack(
        late=_late(viewer, programme, min(period.period_to, now.date())),
        stuck=_stuck(_submitted(viewer, programme, year, month)),
        behind=[row for row in units if row.standing.state in slow],
        cards=list(cards_for(viewer).filter(lock__programme=programme, state__in=waiting)),
        warnings=warned(warnings),
    )
