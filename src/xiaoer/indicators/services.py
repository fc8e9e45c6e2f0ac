"""What changes figures: computing them from the mart, closing months, settling revisions."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from xiaoer.exchange.mart.feed_rows import table_of as feed_table
from xiaoer.exchange.mart.refresh import Refreshed, mart_store
from xiaoer.people.access import require
from xiaoer.people.roles import Capability, Viewer

from .catalogue import known
from .definitions import Definition
from .engine import OWN, Engine
from .engines import engine_over
from .figures import Cell, figure, margin
from .models import CityAim, ClosedMonth, EnteredValue, IndicatorValue, Revision
from .querying import scales_of

Progress = Callable[[str, int, int], None]
SUMS = ("numerator", "denominator", "squares", "weights")
KEY = ["indicator", "year", "month", "county_code"]
COMPUTED = [
    "value", "numerator", "denominator", "squares", "weights", "rows", "excluded", "margin",
    "definition", "mart_version", "computed_at",
]  # fmt: skip


class NotNow(Exception):
    """Cannot be done as things stand; the message says why."""


@dataclass(frozen=True)
class Computed:
    """What a computation did."""

    indicators: int
    values: int
    revisions: int


def compute(refreshed: Refreshed, progress: Progress | None = None) -> Computed:
    """Compute the indicators whose rows or definition changed; one transaction for each.

    A figure of a closed month is not overwritten: another result becomes a revision that waits
    for somebody to let it in (time-law 9.11).
    """
    engine = engine_over(mart_store(), refreshed.manifest)
    definitions = [k.definition for k in known() if k.definition]
    stored = _stored()
    values = revisions = 0
    for number, definition in enumerate(definitions):
        if progress:
            progress(definition.id, number, len(definitions))
        mine = stored.get(definition.id, [])
        months = _months(engine, definition, refreshed, mine)
        if months is None or months:
            cells = engine.cells(definition, months, [_cell(row) for row in mine])
            written, waiting = keep(definition, cells, refreshed.manifest.version, months)
            values, revisions = values + written, revisions + waiting
    return Computed(len(definitions), values, revisions)


def _stored() -> dict[str, list[IndicatorValue]]:
    found: dict[str, list[IndicatorValue]] = {}
    for row in IndicatorValue.objects.all().iterator(chunk_size=5_000):
        found.setdefault(row.indicator, []).append(row)
    return found


def _cell(row: IndicatorValue) -> Cell:
    sums = {name: None if getattr(row, name) is None else int(getattr(row, name)) for name in SUMS}
    return Cell(row.year, row.month, row.county_code, row.rows, row.excluded, **sums)


def _months(
    engine: Engine,
    definition: Definition,
    refreshed: Refreshed,
    stored: Iterable[IndicatorValue],
) -> set[str] | None:
    """Return the months to compute anew; `None` for all."""
    if {row.definition for row in stored} != {definition.digest}:
        return None
    source = definition.spec.source
    table = source if source in OWN else feed_table(source)
    written = refreshed.months(table)
    if definition.by_closing:
        return {month for month in written if month[:2].isdigit()}
    # rows left or came: the months of both are touched
    files = [
        path
        for manifest in (refreshed.before, refreshed.manifest)
        for path in engine.store.paths(manifest, table, written)
    ]
    return engine.months_in(definition, files)


@transaction.atomic
def keep(
    definition: Definition, cells: Sequence[Cell], mart_version: int, months: set[str] | None
) -> tuple[int, int]:
    """Write an indicator's cells; returns how many were written and how many wait as revisions."""
    at = timezone.now()
    rows = [_row(definition, cell, mart_version, at) for cell in cells]
    closed = set(ClosedMonth.objects.values_list("year", "month"))
    fixed = [row for row in rows if (row.year, row.month) in closed]
    free = [row for row in rows if (row.year, row.month) not in closed]
    IndicatorValue.objects.bulk_create(
        free, update_conflicts=True, unique_fields=KEY, update_fields=COMPUTED, batch_size=2_000
    )
    _drop_gone(definition, rows, closed, months)
    return len(free), _revise(definition, fixed)


def _row(definition: Definition, cell: Cell, mart_version: int, at: datetime) -> IndicatorValue:
    scales = scales_of(definition)
    return IndicatorValue(
        indicator=definition.id,
        year=cell.year,
        month=cell.month,
        county_code=cell.county,
        value=figure(cell, scales),
        numerator=cell.numerator,
        denominator=cell.denominator,
        squares=cell.squares,
        weights=cell.weights,
        rows=cell.rows,
        excluded=cell.excluded,
        margin=margin(cell, scales),
        definition=definition.digest,
        mart_version=mart_version,
        computed_at=at,
    )


def _drop_gone(
    definition: Definition,
    rows: Iterable[IndicatorValue],
    closed: set[tuple[int, int]],
    months: set[str] | None,
) -> None:
    """Remove figures whose rows are gone, so that nothing stands without rows behind it."""
    present = {(row.year, row.month, row.county_code) for row in rows}
    years = None if months is None else {int(month[:4]) for month in months}
    for row in IndicatorValue.objects.filter(indicator=definition.id):
        key = (row.year, row.month, row.county_code)
        in_reach = years is None or (
            row.year in years and (row.month == 0 or f"{row.year}-{row.month:02}" in (months or ()))
        )
        if in_reach and key not in present and (row.year, row.month) not in closed:
            row.delete()


def _revise(definition: Definition, rows: Iterable[IndicatorValue]) -> int:
    waiting = 0
    for row in rows:
        stored = IndicatorValue.objects.filter(**{name: getattr(row, name) for name in KEY}).first()
        if stored is None:
            row.save()
        elif (stored.value, stored.rows, stored.excluded) != (row.value, row.rows, row.excluded):
            _propose(stored, row)
            waiting += 1
    return waiting


def _propose(stored: IndicatorValue, row: IndicatorValue) -> None:
    cell = {name: getattr(row, name) for name in COMPUTED}
    cell |= {name: cell[name] and int(cell[name]) for name in SUMS}
    cell["computed_at"] = row.computed_at.isoformat()
    Revision.objects.update_or_create(
        value=stored,
        state=Revision.State.WAITING,
        defaults={"before": stored.value, "after": row.value, "cell": cell},
    )


@transaction.atomic
def close_month(viewer: Viewer, year: int, month: int) -> ClosedMonth:
    """Fix a month's figures; raises `Refused`, `NotNow` before the month is over."""
    require(viewer, Capability.KEEP_FIGURES)
    today = timezone.localdate()
    if (year, month) >= (today.year, today.month):
        raise NotNow("这个月还没过完，不能关账")
    if ClosedMonth.objects.filter(year=year, month=month).exists():
        raise NotNow("这个月已经关账了")
    return ClosedMonth.objects.create(
        year=year, month=month, closed_by_id=viewer.user_id, digest=digest_of(year, month)
    )


def digest_of(year: int, month: int) -> str:
    """Return the fingerprint of all figures of a month."""
    rows = IndicatorValue.objects.filter(year=year, month=month).order_by(*KEY)
    text = repr(list(rows.values_list(*KEY, "value", "rows", "excluded", "definition")))
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def settle_revision(viewer: Viewer, revision: int, apply: bool, reason: str) -> Revision:
    """Let another figure into a closed month, or keep the old one; the reason stays on record."""
    require(viewer, Capability.KEEP_FIGURES)
    row = Revision.objects.select_for_update().select_related("value").get(pk=revision)
    if row.state != Revision.State.WAITING:
        raise NotNow("这一条已经定过了")
    if not reason.strip():
        raise NotNow("写明理由，以后查得到")
    if apply:
        value = row.value
        for name in COMPUTED:
            setattr(value, name, row.cell[name])
        value.computed_at = datetime.fromisoformat(row.cell["computed_at"])
        value.save()
    row.state = Revision.State.APPLIED if apply else Revision.State.DECLINED
    row.reason, row.settled_by_id, row.settled_at = reason, viewer.user_id, timezone.now()
    row.save()
    return row


@transaction.atomic
def set_aim(viewer: Viewer, indicator: str, year: int, target: float, document: str) -> CityAim:
    """Fill in a masked target with its document; raises `Refused`, `NotNow`."""
    require(viewer, Capability.KEEP_FIGURES)
    if not document.strip():
        raise NotNow("写明依据：哪份文件定的")
    row, _made = CityAim.objects.update_or_create(
        indicator=indicator,
        year=year,
        defaults={"target": target, "document": document, "set_by_id": viewer.user_id},
    )
    return row


@transaction.atomic
def enter_value(
    viewer: Viewer, indicator: str, year: int, value: float, document: str, page: str = ""
) -> EnteredValue:
    """Enter a figure that an outside body published; without its document it is refused."""
    require(viewer, Capability.KEEP_FIGURES)
    if not document.strip():
        raise NotNow("写明出处：哪份报告")
    return EnteredValue.objects.create(
        indicator=indicator, year=year, value=value, document=document, page=page,
        entered_by_id=viewer.user_id,
    )  # fmt: skip
