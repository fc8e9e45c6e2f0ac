"""Reads rows into the evidence of a unit's quarter (campaign §8).

Nothing about the outcome of court cases is read: judicial bodies are scored by reports, ledger
and feeds only, and their other rows never enter the evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

from xiaoer.indicators.models import IndicatorValue
from xiaoer.indicators.queries import Figure
from xiaoer.people.models import Organisation

from .appraising.attainment import Reading
from .appraising.card_facts import Overdue
from .appraising.month_score import Group, MonthEvidence
from .appraising.quarter_record import UnitQuarter
from .appraising.score_blocks import ReportMark, TaskProgress
from .facts import with_facts
from .models import Card, MonthlyReport, Programme, Task
from .report_facts import figures_of
from .report_queries import (
    first_month,
    newest,
    period_of_month,
    quality_of,
    reporting_units,
    standing,
)
from .reporting.days import Punctuality, quarter_days

Kind = Organisation.Kind
JUDICIAL = frozenset({Kind.COURT, Kind.PROCURATORATE})
DIRECTIONS = {"higher": "up", "lower": "down", "zero": "down"}


def group_of(unit: Organisation, leads: bool) -> Group:
    """Return the group in which a unit is ranked (campaign §8)."""
    if unit.kind in JUDICIAL:
        return Group.JUDICIAL
    if unit.kind == Kind.COUNTY_HQ:
        return Group.COUNTIES
    if unit.kind in {Kind.UTILITY, Kind.SERVICE}:
        return Group.UTILITIES
    return Group.LEADS if leads else Group.COOPERATING


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - date.resolution


def _progress(task: Task, day: date) -> TaskProgress:
    marks = list(task.milestones.all())
    due = [m for m in marks if m.due <= day]
    done = [m for m in marks if m.verified_at and m.done_on and m.done_on <= day]
    late = [m for m in due if m not in done]
    return TaskProgress(
        source=f"task:{task.pk}",
        name=task.number,
        progress=Decimal(sum(m.weight for m in done)),
        planned=Decimal(sum(m.weight for m in due)),
        late=len(late),
    )


def _exact(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(repr(value))


def _before(year: int, county: str) -> dict[str, float]:
    """Return last year's values: the baseline from which a way is measured."""
    rows = IndicatorValue.objects.filter(year=year - 1, month=0, county_code=county)
    return dict(rows.exclude(value=None).values_list("indicator", "value"))


def _reading(one: Figure, baselines: dict[str, float]) -> Reading:
    spec = one.known.spec
    target = 0.0 if spec.direction == "zero" else one.aim.target
    return Reading(
        source=f"indicator:{spec.id}",
        name=str(spec.title),
        direction=DIRECTIONS[spec.direction],
        value=_exact(one.value),
        target=_exact(target),
        # a count that grows over the year starts anew: last year's end is no baseline for it
        baseline=None if spec.cumulative else _exact(baselines.get(spec.id)),
    )


def _readings(unit: Organisation, year: int, month: int) -> Iterator[Reading]:
    county = unit.division_code if unit.kind == Kind.COUNTY_HQ else ""
    baselines = _before(year, county)
    for one in figures_of(unit, year, month):
        if one.known.spec.direction in DIRECTIONS and one.rows >= one.aim.least:
            yield _reading(one, baselines)


def _mark(unit: Organisation, rows: list[MonthlyReport], month: int, now: datetime) -> ReportMark:
    year = rows[0].year if rows else now.year
    period = period_of_month(year, month)
    stands = standing(rows, period, now)
    latest = newest(rows).get(unit.pk)
    sent = latest is not None and latest.submitted_at is not None
    quality = None
    if latest is not None and sent:
        quality = quality_of(latest, latest.facts, stands.state == Punctuality.ON_TIME).points
    return ReportMark(
        source=f"report:{unit.pk}:{year}:{month}",
        name=f"{month}月月报",
        late_days=stands.days_late if sent else None,
        quality=None if quality is None else Decimal(quality),
    )


class _Quarter:
    """One quarter of a programme while it is read; rows that all units share are read once."""

    def __init__(self, programme: Programme, year: int, quarter: int, now: datetime) -> None:
        self.programme, self.year, self.now = programme, year, now
        self.first, self.last = quarter_days(year, quarter)
        self.quarter = quarter
        self.reports = self._reports()
        self.leading = set(programme.tasks.values_list("lead_id", flat=True))
        self.yellow = self._yellow()

    def _reports(self) -> dict[tuple[int, int], list[MonthlyReport]]:
        rows = MonthlyReport.objects.filter(programme=self.programme, year=self.year)
        key = lambda row: (row.unit_id, row.month)  # noqa: E731 - used twice, one line
        ordered = sorted(rows.select_related("unit", "programme"), key=key)
        return {pair: list(found) for pair, found in groupby(ordered, key=key)}

    def _yellow(self) -> set[int]:
        """Return the units whose card of the quarter before is yellow."""
        year, quarter = (self.year, self.quarter - 1) if self.quarter > 1 else (self.year - 1, 4)
        rows = Card.objects.filter(lock__programme=self.programme, decided="yellow")
        return set(
            rows.filter(lock__year=year, lock__quarter=quarter)
            .exclude(state=Card.State.ANNULLED)
            .values_list("unit_id", flat=True)
        )

    def months(self) -> range:
        start = max(self.first.month, first_month(self.programme, self.year))
        return range(start, self.last.month + 1)

    def tasks(self, unit: Organisation) -> list[Task]:
        rows = self.programme.tasks.filter(lead=unit, decision="open")
        return list(with_facts(rows).order_by("number"))

    def unit(self, unit: Organisation) -> UnitQuarter:
        tasks = self.tasks(unit)
        group = group_of(unit, unit.pk in self.leading)
        months = {m: self._month(unit, group, tasks, m) for m in self.months()}
        marks = [mark for month in months.values() for mark in month.reports]
        return UnitQuarter(
            unit=unit.code,
            name=unit.short_name,
            group=group,
            months=months,
            milestones=() if group is Group.JUDICIAL else tuple(self._overdue(tasks)),
            missing_reports=tuple(mark.source for mark in marks if mark.missing),
            yellow_before=int(unit.pk in self.yellow),
        )

    def _month(
        self, unit: Organisation, group: Group, tasks: list[Task], month: int
    ) -> MonthEvidence:
        mark = _mark(unit, self.reports.get((unit.pk, month), []), month, self.now)
        if group is Group.JUDICIAL:
            return MonthEvidence(reports=(mark,))
        day = _month_end(self.year, month)
        return MonthEvidence(
            tasks=tuple(_progress(task, day) for task in tasks),
            readings=tuple(_readings(unit, self.year, month)),
            reports=(mark,),
        )

    def _overdue(self, tasks: list[Task]) -> Iterator[Overdue]:
        for task in tasks:
            late = [
                m.due
                for m in task.milestones.all()
                if m.due <= self.last and not (m.verified_at and m.done_on <= self.last)
            ]
            if late:
                days = (self.last - min(late)).days
                yield Overdue(f"task:{task.pk}", days, task.level == Task.Level.CITY)


def quarter_evidence(
    programme: Programme, year: int, quarter: int, now: datetime
) -> list[UnitQuarter]:
    """Return what the rows say of every reporting unit in a quarter, in a fixed order."""
    reader = _Quarter(programme, year, quarter, now)
    return [reader.unit(unit) for unit in reporting_units(programme).order_by("code")]
