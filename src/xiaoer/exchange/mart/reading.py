"""From PostgreSQL to Arrow by `COPY`, through the connection that the caller already has."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import pyarrow.csv as csv
from django.db import connection

BLOCK = 4 << 20


def copied(sql: str, types: Mapping[str, pa.DataType], folder: str | None = None) -> pa.Table:
    """Return the rows of a query; `sql` holds no values of visitors, only our own names.

    The text goes through a temporary file, so that a month of any size needs no memory twice.
    """
    with tempfile.TemporaryFile(dir=folder) as out, connection.cursor() as cursor:
        with cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT csv)") as rows:
            for block in rows:
                out.write(block)
        if not out.tell():
            return pa.schema(list(types.items())).empty_table()
        out.seek(0)
        return csv.read_csv(
            out,
            read_options=csv.ReadOptions(column_names=list(types), block_size=BLOCK),
            parse_options=csv.ParseOptions(newlines_in_values=True),
            convert_options=csv.ConvertOptions(
                column_types=dict(types),
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
                true_values=["t"],
                false_values=["f"],
            ),
        )


def asked(sql: str, values: Any = None) -> list[tuple[Any, ...]]:
    """Return the rows of a small query."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
