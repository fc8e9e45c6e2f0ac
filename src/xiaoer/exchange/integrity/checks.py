"""What should not be so in rows: one query each, over the cases and feeds of a span of days.

A hit names what it is about by its subject; the same subject is found once, however often the
checks run. Whether there is a good reason is for people to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext as _

from xiaoer.cases.calendars import reckoner
from xiaoer.clock.limits import ClockProfile
from xiaoer.clock.reckoning import CHINA

from ..mart.reading import asked

SLACK = 2 * 3600  # business seconds between an event and its record
BOUNCED, PARKED, CLUMPED = 2.0, 0.3, 0.4  # times the city's rate; shares
FEW = 10  # cases below which a share says nothing
GHOSTS = 5  # firms behind one applicant or telephone number in three months


@dataclass(frozen=True)
class Hit:
    """Something that a check found."""

    kind: str
    measure: str
    subject: str
    text: str
    case: int | None = None
    row: int | None = None
    organisation: int | None = None
    county: str = ""


@dataclass(frozen=True)
class Span:
    """Days to look at, the last one included."""

    first: date
    last: date

    @property
    def values(self) -> dict[str, Any]:
        """Return the span for a query as instants: a day begins at midnight in the city."""
        return {"first": _midnight(self.first), "after": _midnight(self.last + timedelta(days=1))}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)


Check = Callable[[Span], Iterator[Hit]]


def back_dated(span: Span) -> Iterator[Hit]:
    """An officer's act that is dated more than two business hours before its record."""
    rows = asked(
        """SELECT e.at, e.recorded_at, c.id, c.number, v.key, c.organisation_id, c.county_code
        FROM cases_caseevent e JOIN cases_case c ON c.id = e.case_id
        JOIN packs_packversion v ON v.id = c.pack_version_id
        WHERE e.recorded_at >= %(first)s AND e.recorded_at < %(after)s AND e.actor_id IS NOT NULL
          AND e.recorded_at - e.at > interval '2 hours' AND NOT e.payload ? 'reason'
        ORDER BY e.at""",
        span.values,
    )
    clock = reckoner().clock(ClockProfile.WD_ADMIN)
    late: dict[str, list[tuple[Any, ...]]] = {}
    for row in rows:
        (done, _day), (noted, _other) = clock.coordinate(row[0]), clock.coordinate(row[1])
        if noted - done > SLACK:
            late.setdefault(row[3], []).append(row)
    for number, found in late.items():
        at, recorded, case, _number, pack, organisation, county = found[0]
        text = _("%(case)s 有 %(n)s 步事后补录，最早一步记的是 %(at)s，%(noted)s 才录入") % {
            "case": number, "n": len(found), "at": _local(at), "noted": _local(recorded),
        }  # fmt: skip
        yield Hit("back_dating", pack, number, text, case, None, organisation, county)


def bouncing(span: Span) -> Iterator[Hit]:
    """A unit that returns applications more than twice as often as the city does."""
    rows = asked(
        """WITH cases AS (
          SELECT c.organisation_id, v.key, c.outcome IN ('returned', 'not_accepted') AS back
          FROM cases_case c JOIN packs_packversion v ON v.id = c.pack_version_id
          WHERE c.submitted_at >= %(first)s AND c.submitted_at < %(after)s),
        city AS (SELECT key, avg(back::int) AS rate FROM cases GROUP BY key)
        SELECT c.organisation_id, o.name, c.key, count(*), avg(c.back::int), city.rate
        FROM cases c JOIN city USING (key) JOIN people_organisation o ON o.id = c.organisation_id
        GROUP BY 1, 2, 3, city.rate
        HAVING count(*) >= %(few)s AND avg(c.back::int) > %(times)s * city.rate AND city.rate > 0""",
        {**span.values, "few": FEW, "times": BOUNCED},
    )
    for organisation, name, pack, cases, rate, city in rows:
        text = _("%(name)s 退回 %(rate)s%%，全市 %(city)s%%（%(cases)s 件）") % {
            "name": name, "rate": f"{100 * rate:.0f}", "city": f"{100 * city:.0f}", "cases": cases,
        }  # fmt: skip
        subject = f"{pack} {organisation} {span.first:%Y-%m}"
        yield Hit("bouncing", pack, subject, text, organisation=organisation)


def sent_again(span: Span) -> Iterator[Hit]:
    """An application that was returned and came again with the same answers and files."""
    rows = asked(
        """SELECT c.id, c.number, b.number, v.key, c.organisation_id, c.county_code
        FROM cases_case c JOIN cases_case b ON b.id = c.previous_id
        JOIN packs_packversion v ON v.id = c.pack_version_id
        WHERE c.submitted_at >= %(first)s AND c.submitted_at < %(after)s AND c.answers = b.answers
          AND b.outcome IN ('returned', 'not_accepted')
          AND (SELECT array_agg(m.sha256 ORDER BY m.key) FROM cases_material m WHERE m.case_id = c.id)
            IS NOT DISTINCT FROM
              (SELECT array_agg(m.sha256 ORDER BY m.key) FROM cases_material m WHERE m.case_id = b.id)
        """,
        span.values,
    )
    for case, number, before, pack, organisation, county in rows:
        text = _("%(number)s 和退回的 %(before)s 一模一样，看当初退得对不对") % {
            "number": number, "before": before,
        }  # fmt: skip
        yield Hit("sent_again", pack, number, text, case, None, organisation, county)


def parked(span: Span) -> Iterator[Hit]:
    """A case that stood still for more than three tenths of its working days."""
    rows = asked(
        """SELECT c.id, c.number, v.key, c.organisation_id, c.county_code, c.held_wday,
          max(e.wday) - min(e.wday)
        FROM cases_case c JOIN cases_caseevent e ON e.case_id = c.id
        JOIN packs_packversion v ON v.id = c.pack_version_id
        WHERE c.decided_at >= %(first)s AND c.decided_at < %(after)s AND c.held_wday >= 3
        GROUP BY 1, 2, 3, 4, 5, 6
        HAVING c.held_wday > %(share)s * (max(e.wday) - min(e.wday))""",
        {**span.values, "share": PARKED},
    )
    for case, number, pack, organisation, county, held, whole in rows:
        text = _("%(number)s 全程 %(whole)s 个工作日，停了 %(held)s 个") % {
            "number": number, "whole": whole, "held": held,
        }  # fmt: skip
        yield Hit("parking", pack, number, text, case, None, organisation, county)


def closed_early(span: Span) -> Iterator[Hit]:
    """A decision without its document, or with one that is dated later."""
    rows = asked(
        """SELECT c.id, c.number, v.key, c.organisation_id, c.county_code, min(p.issued_at)
        FROM cases_case c JOIN packs_packversion v ON v.id = c.pack_version_id
        LEFT JOIN cases_paper p ON p.case_id = c.id AND p.kind IN ('granted', 'refused', 'not_accepted')
        WHERE c.decided_at >= %(first)s AND c.decided_at < %(after)s
          AND EXISTS (SELECT 1 FROM cases_caseevent e
                      WHERE e.case_id = c.id AND e.kind = 'decided' AND e.actor_id IS NOT NULL)
        GROUP BY c.id, v.key
        HAVING min(p.issued_at) IS NULL OR min(p.issued_at) > c.decided_at + interval '1 minute'""",
        span.values,
    )
    for case, number, pack, organisation, county, issued in rows:
        form = _("%s 的决定书比决定还晚") if issued else _("%s 作了决定，没有决定书")
        yield Hit("early_closing", pack, number, form % number, case, None, organisation, county)


def clumped(span: Span) -> Iterator[Hit]:
    """More than four tenths of a unit's cases of an item that took exactly the same days."""
    rows = asked(
        """WITH took AS (
          SELECT c.organisation_id, c.item_key, c.item_title, v.key,
            max(e.wday) FILTER (WHERE e.kind = 'decided')
              - max(e.wday) FILTER (WHERE e.kind LIKE 'accepted%%') - c.held_wday AS days
          FROM cases_case c JOIN cases_caseevent e ON e.case_id = c.id
          JOIN packs_packversion v ON v.id = c.pack_version_id
          WHERE c.decided_at >= %(first)s AND c.decided_at < %(after)s
          GROUP BY c.id, v.key),
        counted AS (SELECT organisation_id, item_key, item_title, key, days, count(*) AS n,
          sum(count(*)) OVER (PARTITION BY organisation_id, item_key) AS whole
          FROM took WHERE days > 1 GROUP BY 1, 2, 3, 4, 5)
        SELECT t.organisation_id, o.name, item_key, item_title, key, days, n, whole FROM counted t
        JOIN people_organisation o ON o.id = t.organisation_id
        WHERE whole >= %(few)s AND n > %(share)s * whole""",
        {**span.values, "few": FEW, "share": CLUMPED},
    )
    for organisation, name, item, title, pack, days, same, whole in rows:
        text = _("%(name)s 的“%(title)s”%(whole)s 件里 %(same)s 件正好 %(days)s 个工作日") % {
            "name": name, "title": title, "whole": whole, "same": same, "days": days,
        }  # fmt: skip
        subject = f"{item} {organisation} {span.first:%Y-%m}"
        yield Hit("clumping", pack, subject, text, organisation=organisation)


def picked(span: Span) -> Iterator[Hit]:
    """Fewer openings in the feed than companies were opened here in the same county and month."""
    rows = asked(
        """WITH ours AS (SELECT county_code, count(*) AS n FROM cases_case
          WHERE item_key = 'company_opening' AND outcome = 'granted' AND applicant_name <> '（历史办件）'
            AND decided_at >= %(first)s AND decided_at < %(after)s GROUP BY 1),
        told AS (SELECT county_code, count(*) AS n FROM exchange_feedrow
          WHERE feed_key = 'entity_opening' AND state = 'accepted'
            AND period_start >= %(first)s AND period_start < %(after)s GROUP BY 1)
        SELECT ours.county_code, ours.n, COALESCE(told.n, 0) FROM ours
        LEFT JOIN told USING (county_code)
        WHERE COALESCE(told.n, 0) < ours.n
          AND EXISTS (SELECT 1 FROM told)""",
        span.values,
    )
    for county, ours, told in rows:
        text = _("本系统办成 %(ours)s 户，报来的开办数据只有 %(told)s 户") % {
            "ours": ours, "told": told,
        }  # fmt: skip
        subject = f"entity_opening {county} {span.first:%Y-%m}"
        yield Hit("cherry_picking", "mkt01", subject, text, county=county)


def ghosts(span: Span) -> Iterator[Hit]:
    """One person who applied for many firms that are not his."""
    rows = asked(
        """SELECT c.applicant_id, u.name, count(DISTINCT c.enterprise_id), min(v.key)
        FROM cases_case c JOIN people_user u ON u.id = c.applicant_id
        JOIN packs_packversion v ON v.id = c.pack_version_id
        WHERE c.submitted_at >= %(first)s AND c.submitted_at < %(after)s
          AND c.enterprise_id IS NOT NULL
        GROUP BY 1, 2 HAVING count(DISTINCT c.enterprise_id) >= %(many)s""",
        {**span.values, "many": GHOSTS},
    )
    for applicant, name, firms, pack in rows:
        text = _("%(name)s 一个人替 %(firms)s 家企业申请") % {
            "name": f"{name[:1]}*", "firms": firms,
        }  # fmt: skip
        yield Hit("ghosts", pack, f"applicant {applicant} {span.first:%Y-%m}", text)


def _local(moment: Any) -> str:
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"


CHECKS: tuple[Check, ...] = (
    back_dated, bouncing, sent_again, parked, closed_early, clumped, picked, ghosts,
)  # fmt: skip


def kinds() -> dict[str, str]:
    """Return the kinds of findings in words."""
    return {
        "back_dating": _("事后补录"),
        "bouncing": _("退回太多"),
        "sent_again": _("原样再交"),
        "parking": _("停得太久"),
        "early_closing": _("提前办结"),
        "clumping": _("扎堆卡点"),
        "cherry_picking": _("少报"),
        "ghosts": _("一人多企"),
        "negative_list_breach": _("违反负面清单"),
    }
