"""What the formulas of indicators may name: the columns of the mart, source by source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .formulas import DAY, FINEST, Column, Columns, Kind

if TYPE_CHECKING:
    from .schema import FeedColumn, FeedSpec

ENTERED = "entered"  # values that an outside body publishes, entered with their document

TEXT, BOOL, NUMBER = Column(Kind.TEXT), Column(Kind.BOOL), Column(Kind.NUMBER)
DATE, INSTANT = Column(Kind.DATE, counted=True), Column(Kind.INSTANT, counted=True)
FRACTION = Column(Kind.NUMBER, DAY)

CASES = Columns(
    {
        **dict.fromkeys(
            (
                "case_no", "item", "pack", "county", "organisation", "channel", "state", "result",
                "credit_class", "entity_type", "parent_item", "root", "stage", "reform_mode",
            ),
            TEXT,
        ),
        **dict.fromkeys(
            (
                "commitment", "commitment_offered", "gap", "gap_closed", "extended", "bundle",
                "overdue", "resubmitted",
            ),
            BOOL,
        ),
        **dict.fromkeys(
            (
                "net_wd", "gross_wd", "receipt_wd", "held_wd", "span_days", "stages_wd",
                "separate_wd", "corrections", "rating", "submissions",
            ),
            NUMBER,
        ),
        **dict.fromkeys(("net_fraction", "span_fraction"), FRACTION),
        **dict.fromkeys(
            ("submitted_at", "accepted_at", "decided_at", "delivered_at", "ended_at"), INSTANT
        ),
        **dict.fromkeys(
            ("submitted_on", "accepted_on", "decided_on", "closed_on", "registered_on"), DATE
        ),
    },
    {
        "answers": TEXT,
        "outcome": TEXT,  # step → how it ended last
        "step_wd": NUMBER,  # step → working days in it
        "step_fraction": FRACTION,
    },
)  # fmt: skip

FINDINGS = Columns(
    {
        **dict.fromkeys(("kind", "state", "measure", "county"), TEXT),
        **dict.fromkeys(("found_on", "settled_on"), DATE),
    }
)

CATALOGUE = Columns(
    {
        **dict.fromkeys(
            ("item", "pack", "item_type", "reform_mode", "organisation", "county"), TEXT
        ),
        **dict.fromkeys(("commitment_offered", "bundle"), BOOL),
        "as_of": DATE,
    }
)

KINDS = {
    "string": TEXT,
    "enum": TEXT,
    "integer": NUMBER,
    "decimal": Column(Kind.NUMBER, FINEST),
    "bool": BOOL,
    "date": DATE,
    "datetime": INSTANT,
}
FEED_OWN = {
    **dict.fromkeys(("row_key", "county"), TEXT),
    **dict.fromkeys(("period_start", "period_end"), DATE),
    "month_hours": NUMBER,  # hours of the month that the period starts in
}
MONTHS = {"cases": "closed_on", "findings": "settled_on", "catalogue": "as_of"}
FEED_MONTH = "period_start"


def columns_of_feed(columns: Iterable[FeedColumn]) -> Columns:
    """Return what formulas over a feed may name: its own columns and the envelope's."""
    return Columns({**{column.key: KINDS[column.kind] for column in columns}, **FEED_OWN})


def columns_of(source: str, feeds: Iterable[FeedSpec]) -> Columns | None:
    """Return the columns of a source, `None` when there is no such source."""
    known = {"cases": CASES, "findings": FINDINGS, "catalogue": CATALOGUE}
    if source in known:
        return known[source]
    return next((columns_of_feed(feed.columns) for feed in feeds if feed.key == source), None)


def usual_month(source: str) -> str:
    """Return the column that says to which month a row of a source belongs."""
    return MONTHS.get(source, FEED_MONTH)
