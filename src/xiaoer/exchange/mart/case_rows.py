"""What of cases goes into the mart: the query for PostgreSQL and the columns made of it.

Answers of applicants stay out, but for those that a formula names: a mart needs no personal
data to count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

TEXT, WHOLE, YES = pa.string(), pa.int64(), pa.bool_()
INSTANTS = (
    "submitted_at", "first_at", "started_at", "accepted_at", "decided_at", "delivered_at",
    "ended_at", "closed_at",
)  # fmt: skip
PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
CLOSED = "COALESCE(c.decided_at, c.ended_at)"  # the moment that stops the clock

TYPES: dict[str, pa.DataType] = {
    "case_id": WHOLE,
    "version_id": WHOLE,
    **dict.fromkeys(
        (
            "case_no", "item", "pack", "county", "organisation", "channel", "state", "result",
            "credit_class", "entity_type", "parent_item", "root",
        ),
        TEXT,
    ),
    **dict.fromkeys(
        ("commitment", "resubmitted", "gap", "gap_closed", "extended", "overdue"), YES
    ),
    **dict.fromkeys(("held", "held_clk", "corrections", "rating", "submissions"), WHOLE),
    "registered_on": pa.date32(),
    **dict.fromkeys(INSTANTS, WHOLE),
    "answers": TEXT,
    "outcome": TEXT,
}  # fmt: skip

CASES = """
SELECT c.id, c.pack_version_id, c.number, c.item_key, v.key, c.county_code, o.code, c.channel,
  c.state, c.outcome, COALESCE(e.credit_class, ''), COALESCE(e.form, ''),
  COALESCE(p.item_key, ''), COALESCE(g.number, p.number, c.number),
  c.commitment, c.previous_id IS NOT NULL, c.clocks ? 'gap_from', c.clocks ? 'gap_closed_at',
  c.clocks ? 'extended_at', c.told ? 'decision::100',
  c.held_wday, c.held_wclk, COALESCE((c.clocks->>'corrections')::int, 0),
  (SELECT r.level FROM cases_rating r WHERE r.case_id = c.id ORDER BY r.at DESC LIMIT 1),
  chain.length + COALESCE((c.clocks->>'corrections')::int, 0),
  e.registered_on,
  {instants},
  {answers}, c.outcomes
FROM cases_case c
JOIN packs_packversion v ON v.id = c.pack_version_id
JOIN people_organisation o ON o.id = c.organisation_id
LEFT JOIN registry_enterprise e ON e.id = c.enterprise_id
LEFT JOIN cases_case p ON p.id = c.parent_id
LEFT JOIN cases_case g ON g.id = p.parent_id
CROSS JOIN LATERAL ({chain}) chain
WHERE {which} AND NOT EXISTS (SELECT 1 FROM exchange_integrityfinding f
  WHERE f.case_id = c.id AND f.state = 'confirmed')
"""
CHAIN = """
SELECT 1 AS length, c.submitted_at AS first_at WHERE c.previous_id IS NULL
UNION ALL
SELECT * FROM (
  WITH RECURSIVE up AS (
    SELECT c.previous_id AS id, 1 AS depth
    UNION ALL
    SELECT b.previous_id, up.depth + 1 FROM up JOIN cases_case b ON b.id = up.id
    WHERE b.previous_id IS NOT NULL AND up.depth < 100
  )
  SELECT max(up.depth)::int + 1, min(b.submitted_at) FROM up JOIN cases_case b ON b.id = up.id
) earlier WHERE c.previous_id IS NOT NULL
"""
CHILDREN = """
SELECT c.parent_id, c.item_key, c.pack_version_id, c.held_wday,
  {micros_started}, {micros_closed}
FROM cases_case c JOIN cases_case p ON p.id = c.parent_id
WHERE {which}
"""
CHILD_TYPES = {
    "case_id": WHOLE, "item": TEXT, "version_id": WHOLE, "held": WHOLE,
    "started_at": WHOLE, "closed_at": WHOLE,
}  # fmt: skip
STEPS = """
SELECT t.case_id, t.key, {micros_since}, {micros_done}
FROM cases_todo t JOIN cases_case c ON c.id = t.case_id
WHERE t.key IN ({keys}) AND t.done_at IS NOT NULL AND {which}
"""
STEP_TYPES = {"case_id": WHOLE, "key": TEXT, "since": WHOLE, "done_at": WHOLE}


@dataclass(frozen=True)
class Wanted:
    """What formulas take from answers and steps."""

    answers: frozenset[str] = frozenset()
    steps: frozenset[str] = frozenset()


def micros(expression: str) -> str:
    """Return an instant as Unix microseconds."""
    return f"(extract(epoch FROM {expression}) * 1000000)::bigint"


def _clock(name: str) -> str:
    return f"(c.clocks->>'{name}')::timestamptz"


def _listed(keys: Iterable[str]) -> str:
    """Return keys as SQL texts. They come from packs, so anything odd is refused."""
    plain = sorted(keys)
    if not all(PLAIN_KEY.match(key) for key in plain):
        raise ValueError("a formula names an answer or a step by an odd key")
    return ", ".join(f"'{key}'" for key in plain)


def month_is(month: str | None, table: str = "c") -> str:
    """Select the cases that closed in a month (YYYY-MM), or those that are open."""
    closed = CLOSED.replace("c.", f"{table}.")
    if month is None:
        return f"{closed} IS NULL"
    return (
        f"{closed} >= ('{month}-01'::timestamp AT TIME ZONE 'Asia/Shanghai') AND "
        f"{closed} < (('{month}-01'::date + interval '1 month') AT TIME ZONE 'Asia/Shanghai')"
    )


def cases_sql(wanted: Wanted, month: str | None) -> str:
    """Return the query for the cases of a month."""
    instants = {
        "submitted_at": "c.submitted_at",
        "first_at": "chain.first_at",
        "started_at": f"COALESCE({_clock('started_at')}, c.accepted_at)",
        "accepted_at": "c.accepted_at",
        "decided_at": "c.decided_at",
        "delivered_at": _clock("delivered_at"),
        "ended_at": "c.ended_at",
        "closed_at": CLOSED,
    }
    return CASES.format(
        instants=", ".join(micros(instants[name]) for name in INSTANTS),
        answers=_answers(wanted),
        chain=CHAIN,
        which=month_is(month),
    )


def _answers(wanted: Wanted) -> str:
    if not wanted.answers:
        return "'{}'"
    return (
        "COALESCE((SELECT jsonb_object_agg(a.key, a.value) FROM jsonb_each_text(c.answers) a "
        f"WHERE a.key IN ({_listed(wanted.answers)}) AND a.value IS NOT NULL), '{{}}')"
    )


def children_sql(month: str | None) -> str:
    """Return the query for the children of a month's cases."""
    return CHILDREN.format(
        micros_started=micros(f"COALESCE({_clock('started_at')}, c.accepted_at)"),
        micros_closed=micros(CLOSED),
        which=month_is(month, "p"),
    )


def steps_sql(wanted: Wanted, month: str | None) -> str:
    """Return the query for the steps that formulas ask about; nothing when there are none."""
    return STEPS.format(
        micros_since=micros("t.since"),
        micros_done=micros("t.done_at"),
        keys=_listed(wanted.steps) or "''",
        which=month_is(month),
    )


KEPT = ("submitted_at", "accepted_at", "decided_at", "delivered_at", "ended_at")
PLACED = ", ".join(f"c.{name}__{part}" for name in KEPT for part in ("on", "sec", "wday", "wclk"))
# Everything here is subtraction: the places were looked up when rows came in.
FACTS = """
SELECT c.case_id, c.case_no, c.item, c.pack, c.county, c.organisation, c.channel, c.state,
  c.result, c.credit_class, c.entity_type, c.parent_item, c.root,
  COALESCE(i.stage, '') AS stage, COALESCE(i.reform_mode, '') AS reform_mode,
  c.commitment, COALESCE(i.commitment_offered, false) AS commitment_offered,
  c.gap, c.gap_closed, c.extended, COALESCE(i.bundle, false) AS bundle, c.overdue, c.resubmitted,
  greatest(c.closed_at__wday - c.started_at__wday - c.held, 0) AS net_wd,
  c.closed_at__wday - c.submitted_at__wday AS gross_wd,
  COALESCE(c.accepted_at__wday, c.closed_at__wday) - c.submitted_at__wday AS receipt_wd,
  c.held AS held_wd,
  c.closed_at__on - c.submitted_at__on AS span_days,
  COALESCE(k.stages_wd, greatest(c.closed_at__wday - c.started_at__wday - c.held, 0)) AS stages_wd,
  COALESCE(k.separate_wd, 0) AS separate_wd,
  c.corrections, c.rating, c.submissions,
  greatest(c.closed_at__wclk - c.started_at__wclk - c.held_clk, 0) AS net_fraction,
  c.closed_at__wclk - c.first_at__wclk AS span_fraction,
  c.submitted_at, c.accepted_at, c.decided_at, c.delivered_at, c.ended_at,
  c.submitted_at__on AS submitted_on, c.accepted_at__on AS accepted_on,
  c.decided_at__on AS decided_on, c.closed_at__on AS closed_on, c.registered_on,
  {placed},
  c.submitted_at__wday AS submitted_on__wday, c.accepted_at__wday AS accepted_on__wday,
  c.decided_at__wday AS decided_on__wday, c.closed_at__wday AS closed_on__wday,
  c.submitted_at__wclk AS submitted_on__wclk, c.accepted_at__wclk AS accepted_on__wclk,
  c.decided_at__wclk AS decided_on__wclk, c.closed_at__wclk AS closed_on__wclk,
  c.registered_on__wday, c.registered_on__wclk,
  json(c.answers)::MAP(VARCHAR, VARCHAR) AS answers,
  json(c.outcome)::MAP(VARCHAR, VARCHAR) AS outcome,
  COALESCE(s.wd, MAP([]::VARCHAR[], []::BIGINT[])) AS step_wd,
  COALESCE(s.clk, MAP([]::VARCHAR[], []::BIGINT[])) AS step_fraction
FROM cases c
LEFT JOIN items i ON i.version_id = c.version_id AND i.item = c.item
LEFT JOIN (
  SELECT h.case_id, sum(greatest(h.closed_at__wday - h.started_at__wday - h.held, 0))::BIGINT
      AS stages_wd, sum(n.statutory_wd)::BIGINT AS separate_wd
  FROM children h LEFT JOIN items n ON n.version_id = h.version_id AND n.item = h.item
  GROUP BY h.case_id
) k ON k.case_id = c.case_id
LEFT JOIN (
  SELECT case_id, map(list(key ORDER BY key), list(wd ORDER BY key)) AS wd,
    map(list(key ORDER BY key), list(clk ORDER BY key)) AS clk
  FROM (
    SELECT case_id, key, sum(done_at__wday - since__wday)::BIGINT AS wd,
      sum(done_at__wclk - since__wclk)::BIGINT AS clk
    FROM steps GROUP BY case_id, key
  ) GROUP BY case_id
) s ON s.case_id = c.case_id
ORDER BY c.item, c.case_id
""".replace("{placed}", PLACED)
