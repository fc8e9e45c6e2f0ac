"""Which Parquet files make up the mart. One small file names them; replacing it is the commit.

Files are written once under new names and never changed. A reader takes the manifest and sees
that mart until it looks again, whatever is written meanwhile; what the last two manifests do
not name is removed.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from .shelves import Folder, Shelf

MANIFEST = "manifest.json"
BEFORE = "manifest.before.json"
OPEN = "open"  # the part of rows that belong to no month yet


@dataclass(frozen=True)
class Part:
    """One month of one table: its file (none when it is empty) and rows."""

    file: str
    rows: int


@dataclass(frozen=True)
class Manifest:
    """A state of the mart: tables by month, and up to where the database was read."""

    version: int = 0
    calendar: str = ""
    shape: str = ""  # fingerprint of the columns and of what formulas take from answers
    marks: dict[str, int] = field(default_factory=dict)  # table → last id read
    tables: dict[str, dict[str, Part]] = field(default_factory=dict)

    def months(self, table: str) -> dict[str, Part]:
        """Return the parts of a table by month."""
        return self.tables.get(table, {})

    def rows(self, table: str) -> int:
        """Return how many rows a table has."""
        return sum(part.rows for part in self.months(table).values())

    def with_part(self, table: str, month: str, part: Part) -> Manifest:
        """Return the manifest with one part replaced; an empty part is left out."""
        parts = {**self.months(table), month: part}
        kept = {name: parts[name] for name in sorted(parts) if parts[name].rows}
        return replace(self, tables={**self.tables, table: kept})

    def files(self) -> set[str]:
        """Return all files that the manifest names."""
        return {part.file for parts in self.tables.values() for part in parts.values()}


class Store:
    """The mart's files, wherever they lie."""

    def __init__(self, where: Path | Shelf) -> None:
        """Take a folder, or a shelf of another kind."""
        self.shelf: Shelf = Folder(where) if isinstance(where, Path) else where

    def manifest(self, name: str = MANIFEST) -> Manifest:
        """Return the present state of the mart; an empty one before the first refresh."""
        text = self.shelf.read(name)
        return _restored(json.loads(text)) if text is not None else Manifest()

    def paths(self, manifest: Manifest, table: str, months: set[str] | None = None) -> list[str]:
        """Return the addresses of a table's files, of some months or of all."""
        return [
            self.shelf.address(part.file)
            for month, part in manifest.months(table).items()
            if months is None or month in months
        ]

    def new_file(self, table: str, month: str) -> tuple[str, str]:
        """Return a new name for a part and where to write it."""
        name = f"{table}/{month}.{secrets.token_hex(6)}.parquet"
        return name, self.shelf.address(name)

    def commit(self, manifest: Manifest) -> None:
        """Make a manifest the present one, and remove what the last two do not name."""
        current = self.shelf.read(MANIFEST)
        if current is not None:
            self.shelf.replace(BEFORE, current)
        self.shelf.replace(MANIFEST, json.dumps(_stored(manifest), ensure_ascii=False))
        self._sweep(manifest.files() | self.manifest(BEFORE).files())

    def _sweep(self, kept: set[str]) -> None:
        for name in self.shelf.parts():
            if name not in kept:
                self.shelf.remove(name)


def _stored(manifest: Manifest) -> dict[str, Any]:
    tables = {
        table: {month: [part.file, part.rows] for month, part in parts.items()}
        for table, parts in manifest.tables.items()
    }
    return {**vars(manifest), "tables": tables}


def _restored(values: dict[str, Any]) -> Manifest:
    tables = {
        table: {month: Part(*part) for month, part in parts.items()}
        for table, parts in values["tables"].items()
    }
    return Manifest(**{**values, "tables": tables})
