"""Where moments stand on the working-time axis, added to Arrow tables column by column.

Durations in the mart are then subtractions of stored integers, in any engine.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from xiaoer.clock.batch import CHINA_OFFSET, BatchClock
from xiaoer.clock.calendar import WorkCalendar

MICROS = 1_000_000
DAY_SECONDS = 86_400


@lru_cache(maxsize=4)
def batch_clock(calendar: WorkCalendar) -> BatchClock:
    """Return the calendar compiled for arrays; it is kept."""
    return BatchClock(calendar)


def with_instants(table: pa.Table, names: Iterable[str], calendar: WorkCalendar) -> pa.Table:
    """Turn columns of Unix microseconds into instants, each with its date and places.

    `x` becomes an instant; `x__on` is its date in China, `x__sec` its Unix second, `x__wday` and
    `x__wclk` are its places. A moment outside the calendar has no places.
    """
    clock = batch_clock(calendar)
    for name in names:
        column = pc.cast(table[name], pa.int64()).combine_chunks()
        seconds = np.floor_divide(pc.fill_null(column, 0).to_numpy(), MICROS)
        table = table.set_column(
            table.schema.get_field_index(name), name, pc.cast(column, pa.timestamp("us", "UTC"))
        )
        table = _placed(table, name, seconds, column.is_null(), clock)
    return table


def with_dates(table: pa.Table, names: Iterable[str], calendar: WorkCalendar) -> pa.Table:
    """Add the places of date columns: a date stands at its first second."""
    clock = batch_clock(calendar)
    for name in names:
        column = pc.cast(table[name], pa.date32()).combine_chunks()
        days = pc.fill_null(pc.cast(column, pa.int32()), 0).to_numpy().astype(np.int64)
        seconds = days * DAY_SECONDS - CHINA_OFFSET
        table = table.set_column(table.schema.get_field_index(name), name, column)
        table = _placed(table, name, seconds, column.is_null(), clock, dated=False)
    return table


def _placed(
    table: pa.Table,
    name: str,
    seconds: np.ndarray,
    missing: pa.Array,
    clock: BatchClock,
    dated: bool = True,
) -> pa.Table:
    days = np.floor_divide(seconds + CHINA_OFFSET, DAY_SECONDS)
    nowhere = missing.to_numpy(zero_copy_only=False) | ~_covered(days, clock.calendar)
    known = np.where(nowhere, clock.first * DAY_SECONDS, seconds)
    wday = clock.ordinals(np.floor_divide(known + CHINA_OFFSET, DAY_SECONDS))
    wclk = clock.coordinates(known)
    if dated:
        gone = missing.to_numpy(zero_copy_only=False)
        dates = pa.array(days.astype(np.int32), pa.int32(), mask=gone)
        table = table.append_column(f"{name}__on", dates.cast(pa.date32()))
        table = table.append_column(f"{name}__sec", pa.array(seconds, pa.int64(), mask=gone))
    table = table.append_column(f"{name}__wday", pa.array(wday, pa.int64(), mask=nowhere))
    return table.append_column(f"{name}__wclk", pa.array(wclk, pa.int64(), mask=nowhere))


def _covered(days: np.ndarray, calendar: WorkCalendar) -> np.ndarray:
    first = np.datetime64(calendar.first, "D").astype(np.int64)
    last = np.datetime64(calendar.last, "D").astype(np.int64)
    return (days >= first) & (days <= last)
