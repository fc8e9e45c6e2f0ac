"""The calendar of a campaign year. Pure.

Source rule: campaign §15, with the due days of §3.1 and P-C-4b.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from xiaoer.clock.calendar import WorkCalendar
from xiaoer.clock.reckoning import local_day

from .days import (
    BULLETIN_DAYS,
    ONE_DAY,
    end_of_day,
    monthly_report,
    quarter_days,
    quarter_timeline,
    weekly_briefs,
    working_days_after,
)

BREAKDOWN_DAYS = 15  # calendar days
FEEDS_DAY = 5  # of the month
PACK_DAY = 26  # of the month
FIELDWORK_FROM, FIELDWORK_TO = 7, 11  # weeks of the quarter, counted from its first day

OFFICE, UNITS, THIRD_PARTY = "指挥部办公室", "各责任单位、各县（市、区）指挥部", "第三方机构"
HEADQUARTERS, DATA_OWNERS = "指挥部", "数据责任单位"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing of the year. `until` ends a stretch (inclusive); `at` is an instant in UTC."""

    id: str
    kind: str
    day: date
    title: str
    who: str
    rule: str
    until: date | None = None
    at: datetime | None = None

    @property
    def last_day(self) -> date:
        """Return the date on which the event ends."""
        return self.until or self.day


def _breakdown(issue_date: date) -> Event:
    due = issue_date + timedelta(days=BREAKDOWN_DAYS)
    name = f"{issue_date.year}-breakdown"
    title = "任务清单和实施方案上报截止"
    return Event(name, "breakdown", due, title, UNITS, "campaign §2", at=end_of_day(due))


def _reports(year: int, month: int, calendar: WorkCalendar) -> Iterator[Event]:
    period = monthly_report(year, month, calendar)
    key, rule = f"{month:02}", "campaign §3.1"
    yield Event(
        f"{year}-report_reminder-{key}", "report_reminder", period.remind_on,
        f"提醒报送{month}月月报", OFFICE, rule,
    )  # fmt: skip
    yield Event(
        f"{year}-monthly_report-{key}", "monthly_report", period.due_day,
        f"{month}月月报截止", UNITS, rule, at=period.due,
    )  # fmt: skip
    yield Event(
        f"{year}-reconciliation-{key}", "reconciliation", period.due_day,
        f"{month}月交办事项对账", UNITS, "campaign §5", at=period.due,
    )  # fmt: skip
    bulletin = working_days_after(calendar, period.due_day, BULLETIN_DAYS)
    yield Event(
        f"{year}-bulletin-{key}", "bulletin", bulletin, f"{month}月工作简报印发", OFFICE, rule
    )


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - ONE_DAY


def _meetings(year: int, month: int, calendar: WorkCalendar) -> Iterator[Event]:
    key, rule, end = f"{month:02}", "P-C-4a", _month_end(year, month)
    held_by = calendar.previous_working(end)
    pack = date(year, month, PACK_DAY)
    yield Event(
        f"{year}-meeting_pack-{key}", "meeting_pack", pack,
        f"{month}月调度会材料", OFFICE, rule, until=end,
    )  # fmt: skip
    yield Event(
        f"{year}-dispatch_meeting-{key}", "dispatch_meeting", pack,
        f"{month}月调度会", OFFICE, rule, until=max(pack, held_by),
    )  # fmt: skip
    minutes = working_days_after(calendar, held_by, BULLETIN_DAYS)
    yield Event(f"{year}-minutes-{key}", "minutes", minutes, f"{month}月调度会纪要", OFFICE, rule)


def _feeds(year: int, month: int) -> Event:
    first = date(year, month, 1)
    title = f"报送业务系统数据，{(first - ONE_DAY).month}月指标关账"
    name, until = f"{year}-feeds-{month:02}", first.replace(day=FEEDS_DAY)
    return Event(name, "feeds", first, title, DATA_OWNERS, "campaign §15", until=until)


def _fridays(year: int) -> Iterator[Event]:
    for brief in weekly_briefs(date(year, 1, 1), date(year, 12, 31)):
        name = f"{year}-weekly_brief-{local_day(brief.due):%m%d}"
        title, who = f"第{brief.week}周周报截止（开了周报的任务）", "开了周报的责任单位"
        day = local_day(brief.due)
        yield Event(name, "weekly_brief", day, title, who, "campaign §3.2", at=brief.due)


def _fieldwork(year: int, quarter: int) -> Iterator[Event]:
    first, last = quarter_days(year, quarter)
    start = first + timedelta(weeks=FIELDWORK_FROM - 1)
    end = first + timedelta(weeks=FIELDWORK_TO) - ONE_DAY
    yield Event(
        f"{year}-fieldwork-Q{quarter}", "fieldwork", start,
        f"第{quarter}季度第三方测评入户", THIRD_PARTY, "campaign §6.3", until=end,
    )  # fmt: skip
    yield Event(
        f"{year}-mystery_visits-Q{quarter}", "mystery_visits", first,
        f"第{quarter}季度暗访", THIRD_PARTY, "campaign §7", until=last,
    )  # fmt: skip


def _quarter(year: int, quarter: int, calendar: WorkCalendar) -> Iterator[Event]:
    line = quarter_timeline(year, quarter, calendar)
    steps = (
        ("lock", line.lock_on, "结果锁定", OFFICE),
        ("hearing", line.hearing_until, "陈述意见截止", UNITS),
        ("quarterly_meeting", line.meeting_by, "季分析会最迟召开日", HEADQUARTERS),
        ("notice", line.notice_by, "通报最迟印发日", HEADQUARTERS),
    )
    for kind, day, words, who in steps:
        name = f"{year}-{kind}-Q{quarter}"
        yield Event(name, kind, day, f"第{quarter}季度{words}", who, "P-C-4b")


def _once(year: int) -> Iterator[Event]:
    plan, rules = date(year, 3, 31), date(year, 11, 1)
    end, january = date(year, 12, 31), date(year + 1, 1, 1)
    yield Event(
        f"{year}-double_random_plan", "double_random_plan", plan,
        "公布年度“双随机、一公开”抽查计划", "市场监管部门", "P-RL5-1",
    )  # fmt: skip
    yield Event(
        f"{year}-appraisal_rules", "appraisal_rules", rules,
        "确认年底考核细则", HEADQUARTERS, "P-C-10", until=date(year, 11, 30),
    )  # fmt: skip
    yield Event(
        f"{year}-snapshot", "snapshot", end, "年底数据快照", OFFICE, "P-C-10", at=end_of_day(end)
    )
    yield Event(
        f"{year}-appraisal", "appraisal", january,
        f"{year}年度考核", HEADQUARTERS, "P-C-10", until=date(year + 1, 1, 31),
    )  # fmt: skip


def _all(year: int, calendar: WorkCalendar) -> Iterator[Event]:
    for month in range(1, 13):
        yield _feeds(year, month)
        yield from _reports(year, month, calendar)
        yield from _meetings(year, month, calendar)
    for quarter in range(1, 5):
        yield from _fieldwork(year, quarter)
        yield from _quarter(year, quarter, calendar)
    yield from _fridays(year)
    yield from _once(year)


def campaign_year(year: int, calendar: WorkCalendar, issue_date: date) -> list[Event]:
    """Return the events of a campaign year in order of day, then of id (campaign §15).

    What would have ended before the plan was issued is left out; what follows the fourth
    quarter and the appraisal lie in January and February of the next year.
    """
    events = [event for event in _all(year, calendar) if event.last_day >= issue_date]
    if issue_date.year == year:
        events.append(_breakdown(issue_date))
    return sorted(events, key=lambda event: (event.day, event.id))
