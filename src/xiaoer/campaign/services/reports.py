"""A unit's monthly report goes its way: written, approved, signed, submitted (campaign §3.1).

The liaison drafts, the leader in charge approves; the principal signs as well when a task is
late, and always for a county. Whoever drafted cannot approve.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from xiaoer.people.access import require
from xiaoer.people.models import Organisation
from xiaoer.people.roles import Capability, Viewer

from ..models import MonthlyReport, Programme
from ..report_facts import facts_of, late_tasks
from ..report_queries import contradicted, period_of_month, reporting_units
from ..reporting.days import quarter_of
from ..reporting.similarity import similarity
from .record import NotNow, change, locked, record
from .snapshot import digest_of

State = MonthlyReport.State
WRITTEN = frozenset(
    {
        "results", "good_practice", "publicity", "problems", "reasons", "no_change",
        "no_change_reason",
    }
)  # fmt: skip


def _opened(viewer: Viewer, programme: int, unit: int) -> Programme:
    row = locked(programme)
    require(viewer, Capability.EDIT_TASK, unit)
    if not row.is_frozen:
        raise NotNow(_("方案还没定稿，定稿后才报月报。"))
    if not reporting_units(row).filter(pk=unit).exists():
        raise NotNow(_("这个单位没有牵头任务，不用报月报。"))
    return row


@transaction.atomic
def open_report(viewer: Viewer, programme: int, unit: int, year: int, month: int) -> MonthlyReport:
    """Begin a month's report, or return the version that is there."""
    row = _opened(viewer, programme, unit)
    mine = row.monthly_reports.filter(unit_id=unit, year=year, month=month)
    found = mine.order_by("-version").first()
    if found is not None:
        return found
    period = period_of_month(year, month)
    if period.period_to < row.issue_date:
        raise NotNow(_("方案印发前的月份不用报。"))
    if timezone.localdate() < period.period_from:
        raise NotNow(_("这个月的月报还没到写的时候，每月 26 日起写下个月的。"))
    report = MonthlyReport.objects.create(
        programme=row,
        unit_id=unit,
        year=year,
        month=month,
        drafted_by_id=viewer.user_id,
        changed_by_id=viewer.user_id,
    )
    _record(report, "report_opened", viewer)
    return report


def _record(report: MonthlyReport, kind: str, viewer: Viewer, **details: object) -> None:
    named = {"unit": str(report.unit), "month": f"{report.year}-{report.month:02}", **details}
    record(report.programme, kind, viewer, named)


def _locked_report(viewer: Viewer, pk: int, capability: Capability) -> MonthlyReport:
    held = MonthlyReport.objects.values_list("programme_id", "unit_id").get(pk=pk)
    require(viewer, capability, held[1])
    locked(held[0])
    return MonthlyReport.objects.select_for_update(of=("self",)).get(pk=pk)


@transaction.atomic
def save_report(
    viewer: Viewer, pk: int, revision: int, values: Mapping[str, object]
) -> MonthlyReport:
    """Write a draft; raises `Conflict` when somebody saved it in between."""
    if set(values) - WRITTEN:
        raise ValueError(f"not editable: {sorted(set(values) - WRITTEN)}")
    report = _locked_report(viewer, pk, Capability.EDIT_TASK)
    if report.state != State.DRAFTING:
        raise NotNow(_("月报已经送审。要改，先由审的人退回。"))
    report = change(report, revision, viewer, values)
    MonthlyReport.objects.filter(pk=pk).update(drafted_by_id=viewer.user_id)
    report.refresh_from_db()
    return report


def previous_report(report: MonthlyReport) -> MonthlyReport | None:
    """Return the unit's submitted report of the month before."""
    year, month = (report.year, report.month - 1) if report.month > 1 else (report.year - 1, 12)
    rows = MonthlyReport.objects.filter(
        programme_id=report.programme_id, unit_id=report.unit_id, year=year, month=month
    )
    return rows.filter(state=State.SUBMITTED).order_by("-version").first()


def _no_change_twice(report: MonthlyReport) -> bool:
    """Say whether this quarter already had a report without change (campaign §3.1)."""
    year, quarter = quarter_of(period_of_month(report.year, report.month).period_to)
    months = range(quarter * 3 - 2, quarter * 3 + 1)
    others = MonthlyReport.objects.filter(
        programme_id=report.programme_id, unit_id=report.unit_id, year=year, month__in=months
    )
    rows = others.exclude(month=report.month).filter(no_change=True, state=State.SUBMITTED)
    return rows.exists()


def lacks(report: MonthlyReport, facts: dict[str, Any]) -> list[str]:
    """Return what stops a draft from going on, in words; empty when it may go."""
    found = []
    if not report.results.strip() and not report.no_change:
        found.append(_("成效没写。没有变化就勾“本月没有变化”，写明理由。"))
    if report.no_change and not report.no_change_reason.strip():
        found.append(_("勾了“本月没有变化”，还要写理由。"))
    if report.no_change and _no_change_twice(report):
        found.append(_("这个季度已经报过一次“没有变化”，这次要写成效。"))
    if late_tasks(facts) and not report.problems:
        found.append(_("有滞后的任务，写一条问题：卡在哪、要谁定、什么时候前定。"))
    for one in contradicted(report, facts):
        if not report.reasons.get(one.key, "").strip():
            values = {
                "name": one.name,
                "typed": one.typed,
                "value": f"{one.computed.normalize():f}",
            }
            found.append(
                _("“%(name)s”您写 %(typed)s，系统算出 %(value)s。改过来，或写明为什么不一样。")
                % values
            )
    return found


class Lacking(Exception):
    """The draft cannot go on; `sentences` say what is missing."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(f"{len(sentences)} lacks")
        self.sentences = sentences


def _facts(report: MonthlyReport) -> dict[str, Any]:
    unit = Organisation.objects.get(pk=report.unit_id)
    return facts_of(report.programme, unit, period_of_month(report.year, report.month))


def _move(report: MonthlyReport, viewer: Viewer, state: str, **values: object) -> MonthlyReport:
    for name, value in {"state": state, "changed_by_id": viewer.user_id, **values}.items():
        setattr(report, name, value)
    report.revision += 1
    report.save()
    return report


@transaction.atomic
def send_report(viewer: Viewer, pk: int) -> MonthlyReport:
    """Send a draft to the leader in charge; raises `Lacking` when something is missing."""
    report = _locked_report(viewer, pk, Capability.EDIT_TASK)
    if report.state != State.DRAFTING:
        raise NotNow(_("月报已经送审。"))
    missing = lacks(report, _facts(report))
    if missing:
        raise Lacking(missing)
    before = previous_report(report)
    alike = similarity(report.text, before.text) if before and not report.no_change else None
    _move(report, viewer, State.AT_VICE, similarity=alike, returned_reason="")
    _record(report, "report_sent", viewer)
    return report


def principal_signs(report: MonthlyReport, facts: dict[str, Any]) -> bool:
    """Say whether the principal signs too: a county's report, or a task is late."""
    return report.unit.kind == Organisation.Kind.COUNTY_HQ or bool(late_tasks(facts))


@transaction.atomic
def approve_report(viewer: Viewer, pk: int, at: datetime | None = None) -> MonthlyReport:
    """The leader in charge approves; it is submitted, or goes on to the principal.

    `at`: when that was, for reports that are taken over from before; now otherwise.
    """
    report = _locked_report(viewer, pk, Capability.APPROVE_REPORT)
    if report.state != State.AT_VICE:
        raise NotNow(_("这份月报现在不等您审。"))
    if report.drafted_by_id == viewer.user_id:
        raise NotNow(_("起草的人不能自己审，请另一位领导审。"))
    facts = _facts(report)
    report.approved_by_id = viewer.user_id
    needed = principal_signs(report, facts)
    if needed and not viewer.can_for(Capability.SIGN_TASKS, report.unit_id):
        _move(report, viewer, State.AT_PRINCIPAL)
        _record(report, "report_approved", viewer)
        return report
    report.countersigned_by_id = viewer.user_id if needed else None
    return _submit(report, viewer, facts, at)


@transaction.atomic
def countersign_report(viewer: Viewer, pk: int, at: datetime | None = None) -> MonthlyReport:
    """The principal signs, and the report is submitted; `at` as in `approve_report`."""
    report = _locked_report(viewer, pk, Capability.SIGN_TASKS)
    if report.state != State.AT_PRINCIPAL:
        raise NotNow(_("这份月报现在不等您签。"))
    report.countersigned_by_id = viewer.user_id
    return _submit(report, viewer, _facts(report), at)


def _submit(
    report: MonthlyReport, viewer: Viewer, facts: dict[str, Any], at: datetime | None
) -> MonthlyReport:
    moment = at or timezone.now()
    frozen = {"facts": facts, "digest": digest_of(facts), "submitted_at": moment}
    _move(report, viewer, State.SUBMITTED, **frozen)
    _record(report, "report_submitted", viewer, version=report.version)
    return report


@transaction.atomic
def return_report(viewer: Viewer, pk: int, reason: str) -> MonthlyReport:
    """Whoever is asked to approve or sign gives a draft back with the reason."""
    report = _locked_report(viewer, pk, Capability.APPROVE_REPORT)
    if report.state not in {State.AT_VICE, State.AT_PRINCIPAL}:
        raise NotNow(_("这份月报现在不等您审。"))
    if not reason.strip():
        raise NotNow(_("写明退回的理由，例如 佐证没有附。"))
    values = {"approved_by_id": None, "returned_reason": reason.strip()[:200]}
    _move(report, viewer, State.DRAFTING, **values)
    _record(report, "report_returned", viewer, reason=report.returned_reason)
    return report


@transaction.atomic
def correct_report(viewer: Viewer, pk: int, reason: str) -> MonthlyReport:
    """Begin a corrected version of a submitted report, until the 27th (campaign §3.1)."""
    report = _locked_report(viewer, pk, Capability.EDIT_TASK)
    if report.state != State.SUBMITTED:
        raise NotNow(_("还没报送，直接改草稿。"))
    if timezone.localdate() > period_of_month(report.year, report.month).corrections_until:
        raise NotNow(_("27 日以后不再更正，写进下个月的月报。"))
    if not reason.strip():
        raise NotNow(_("写明更正的理由，例如 漏报一个节点。"))
    if MonthlyReport.objects.filter(
        programme_id=report.programme_id, unit_id=report.unit_id, year=report.year,
        month=report.month, version__gt=report.version,
    ).exists():  # fmt: skip
        raise NotNow(_("已经有更正稿了，接着改那一份。"))
    kept = {name: getattr(report, name) for name in WRITTEN}
    newer = MonthlyReport.objects.create(
        programme_id=report.programme_id,
        unit_id=report.unit_id,
        year=report.year,
        month=report.month,
        version=report.version + 1,
        correction_reason=reason.strip()[:200],
        drafted_by_id=viewer.user_id,
        changed_by_id=viewer.user_id,
        **kept,
    )
    _record(newer, "report_corrected", viewer, reason=newer.correction_reason)
    return newer
