"""The monthly reports of the demo's year: most in time, some late, some missing, one copied.

They go through the same services as in a real city; only the moment is given.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from xiaoer.campaign.models import MonthlyReport, Programme
from xiaoer.campaign.report_queries import (
    current_month,
    first_month,
    period_of_month,
    reporting_units,
)
from xiaoer.campaign.services import reports
from xiaoer.clock.reckoning import CHINA
from xiaoer.people.models import Appointment, Organisation, User
from xiaoer.people.roles import Role, Viewer
from xiaoer.people.services import appoint, grant

from .programmes import Cast, acting, heads_for, luck

SLOW = {"intermediate-court", "county-shiling", "housing-construction"}
COPIER = "county-qingping"
KNOWN = {
    "market-supervision": "market",
    "housing-construction": "housing",
    "county-shiling": "county",
}
RESULTS = (
    "窗口办事材料又减了一份，{m}月起企业不用再交纸质复印件，群众少跑一趟。",
    "和相邻部门对了三次接口，{m}月中旬数据开始自动推送，核验不再靠电话。",
    "{m}月对一线人员做了两轮培训，现场问答的常见问题编成手册，发到各办事点。",
    "{m}月走访企业，当面收到的意见逐条答复，办不了的说明原因和时间。",
    "清理了过期的办事指南，{m}月网上和窗口的说法已经一致，咨询电话少了。",
    "{m}月把跨区办理的件统一收到一个窗口，超过承诺时限的件数比前一段少。",
)
PRACTICE = ("把退件原因做成清单贴在窗口，一次说清。", "", "邀企业代表坐半天窗口，当场提意见。", "")
PROBLEMS = (
    ("图审意见分两家出，口径不一样，企业要改两遍", "定一家统一出意见", "市住房城乡建设局"),
    ("系统对接排在省里下一批，本地只能人工核", "向省厅申请提前对接", "指挥部办公室"),
    ("县里窗口没有专人，件转上来要等三天", "定县级窗口人员编制", "指挥部"),
    ("历史数据缺字段，补录要部门一起清", "定数据清理的分工", "市政数局"),
)


def make_writers(
    programme: Programme, bodies: dict[str, Organisation], people: dict[str, User], since: date
) -> dict[int, Viewer]:
    """Give each reporting unit somebody who writes: those that sign in, or one who never does."""
    units = list(reporting_units(programme))
    names = heads_for(units)
    found = {}
    for unit in units:
        if unit.code in KNOWN:
            user = people[KNOWN[unit.code]]
        else:
            user = User.objects.create_user(
                f"{unit.code}-desk", password=None, name=names[unit.code]
            )
            appoint(user, unit, Appointment.Post.LIAISON, since)
            grant(user, Role.LIAISON, unit, since)
        found[unit.pk] = acting(user, Role.LIAISON)
    return found


def report_months(
    cast: Cast, programme: Programme, writers: dict[int, Viewer], today: date
) -> None:
    """Write the reports of the months behind us, and begin some of the running one."""
    last = current_month(today)
    year = programme.issue_date.year
    end = last[1] if last[0] == year else 13
    for month in range(first_month(programme, year), min(end, 13)):
        for unit in reporting_units(programme):
            _report(cast, programme, unit, (year, month), writers[unit.pk])
    if last[0] == year:
        _begin(programme, last, writers)


def _text(unit: Organisation, month: int) -> str:
    if unit.code == COPIER:
        return f"按要求推进各项工作，定期调度，狠抓落实，取得阶段性成效。{unit.name}专题研究。"
    start = luck(f"{unit.code}text")
    picked = [RESULTS[(start + month * 2 + n) % len(RESULTS)] for n in range(2)]
    return "".join(picked).format(m=month)


def _values(unit: Organisation, month: int) -> dict[str, object]:
    return {
        "results": _text(unit, month),
        "good_practice": PRACTICE[luck(f"{unit.code}{month}") % len(PRACTICE)],
    }


def _problem(unit: Organisation, when: tuple[int, int]) -> dict[str, str]:
    cause, decision, whom = PROBLEMS[luck(f"{unit.code}-problem-{when}") % len(PROBLEMS)]
    until = period_of_month(*when).due_day + timedelta(days=10 + luck(unit.code) % 9)
    return {"cause": cause, "decision": decision, "whom": whom, "until": until.isoformat()}


def _send(writer: Viewer, row: MonthlyReport) -> None:
    """Send a report on; whoever has a late task names what holds it up first."""
    try:
        reports.send_report(writer, row.pk)
    except reports.Lacking:
        problem = _problem(row.unit, (row.year, row.month))
        row.refresh_from_db()
        reports.save_report(writer, row.pk, row.revision, {"problems": [problem]})
        reports.send_report(writer, row.pk)


def _sent_at(unit: Organisation, year: int, month: int) -> datetime | None:
    """Return when a unit's report comes in; nothing when it never does."""
    chance = luck(f"{unit.code}-report-{month}")
    slow = unit.code in SLOW
    if chance < (12 if slow else 1):
        return None
    due = period_of_month(year, month).due_day
    late = chance < (40 if slow else 6)
    day = due + timedelta(days=2 + chance % 3) if late else due - timedelta(days=chance % 4)
    return datetime.combine(day, time(9 + chance % 8, chance % 60), CHINA)


def _report(
    cast: Cast, programme: Programme, unit: Organisation, when: tuple[int, int], writer: Viewer
) -> None:
    at = _sent_at(unit, *when)
    if at is None:
        return
    row = _written(programme, unit, when, writer)
    _send(writer, row)
    reports.approve_report(cast.heads[unit.pk], row.pk, at=at)


def _written(
    programme: Programme, unit: Organisation, when: tuple[int, int], writer: Viewer
) -> MonthlyReport:
    row = reports.open_report(writer, programme.pk, unit.pk, *when)
    return reports.save_report(writer, row.pk, row.revision, _values(unit, when[1]))


def _begin(programme: Programme, when: tuple[int, int], writers: dict[int, Viewer]) -> None:
    for unit in reporting_units(programme):
        chance = luck(f"{unit.code}-now")
        if chance < 45:
            row = _written(programme, unit, when, writers[unit.pk])
            if chance < 20:
                _send(writers[unit.pk], row)
