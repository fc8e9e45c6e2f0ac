"""The calendar as an Arrow table, for SQL engines that need to join by date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .calendar import WorkCalendar
from .hours import DEFAULT_HOURS, ServiceHours

if TYPE_CHECKING:
    import pyarrow as pa


def coordinate_table(calendar: WorkCalendar, hours: ServiceHours = DEFAULT_HOURS) -> pa.Table:
    """Return one row a date: `date, is_working, wday, wclk_before, provisional, version`.

    `wclk_before` counts working seconds before midnight, `wday` working days up to and
    including the date. Arrow is imported here only, so that commands start without it.
    """
    import pyarrow as pa

    days = calendar.days
    ordinals = [calendar.ordinal(row.day) for row in days]
    before = [(n - row.is_working) * hours.seconds for n, row in zip(ordinals, days, strict=True)]
    return pa.table(
        {
            "date": pa.array([row.day for row in days], pa.date32()),
            "is_working": pa.array([row.is_working for row in days], pa.bool_()),
            "wday": pa.array(ordinals, pa.int32()),
            "wclk_before": pa.array(before, pa.int64()),
            "provisional": pa.array([calendar.is_provisional(row.day) for row in days]),
            "version": pa.array([calendar.version] * len(days), pa.string()),
        }
    )
