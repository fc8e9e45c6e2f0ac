"""Writes many new entries at once: a register of a hundred thousand rows is copied in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import connection
from django.utils import timezone
from psycopg.types.json import Jsonb

from .addresses.rows import Row
from .models import StandardAddress

DOCUMENTS = ("other_names", "point")


def copy_in(rows: Sequence[Row], places: Mapping[str, int]) -> None:
    """Write rows that are not there yet; `places` has the organisation of each division."""
    if not rows:
        return
    names = [*rows[0].values, "code", "digest", "organisation_id", "version", "loaded_at"]
    columns = ", ".join(f'"{name}"' for name in names)
    table = StandardAddress._meta.db_table
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for values in _values(rows, places):
            copy.write_row(values)


def _values(rows: Sequence[Row], places: Mapping[str, int]) -> Iterator[list[Any]]:
    now = timezone.now()
    for row in rows:
        place = places.get(row.values["division_code"])
        values = [_value(name, value) for name, value in row.values.items()]
        yield [*values, row.code, row.digest, place, 1, now]


def _value(name: str, value: Any) -> Any:
    return Jsonb(value) if name in DOCUMENTS and value is not None else value
