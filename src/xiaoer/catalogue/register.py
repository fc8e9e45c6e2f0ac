"""The register of standard addresses as the matcher asks for it: a few statements on its keys.

Addresses are matched in the database and not from the memory of a process: several processes
serve, rows change, and a room that was withdrawn a second ago must not be a hit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic

from django.conf import settings
from django.db import connection, transaction

from .addresses.columns import variants
from .addresses.keys import may_be_meant, shortened
from .addresses.matching import Entry
from .addresses.parts import NAMES, Parts
from .addresses.regions import Gazetteer

COLUMNS = ", ".join(f'"{name}"' for name in ("code", "text", "status", "other_names", *NAMES))
TABLE = "catalogue_standardaddress"
MOST = 100  # entries that can agree with one address
KEPT_SECONDS = 60  # the list of counties changes once in years


@dataclass(frozen=True, slots=True)
class Stored:
    """The register in the database; `divisions` limits it to some counties."""

    divisions: tuple[str, ...] | None = None

    def exact(self, wanted: Sequence[int]) -> list[Entry]:
        """Return the entries that have one of the keys."""
        scope, values = self._scope()
        query = f"SELECT {COLUMNS} FROM {TABLE} WHERE keys && %s::bigint[]{scope} LIMIT {MOST}"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(query, [list(wanted), *values])
            return sorted(map(_entry, cursor.fetchall()), key=lambda entry: entry.code)

    def near(self, levels: Sequence[Sequence[int]], most: int, start: str) -> list[Entry]:
        """Return the entries that have one of the keys of a level, in one statement."""
        scope, scoped = self._scope()
        wanted = [level for level in levels if level]
        values = [value for level in wanted for value in (list(level), *scoped, f"{start}%")]
        if not wanted:
            return []
        query = " UNION ALL ".join(_level(n, most, scope) for n in range(len(wanted)))
        with connection.cursor() as cursor:
            cursor.execute(query, values)
            found = {str(row[0]): row for row in cursor.fetchall()}
        return [_entry(row) for row in found.values()]

    def _scope(self) -> tuple[str, list[list[str]]]:
        if self.divisions is None:
            return "", []
        return " AND division_code = ANY(%s)", [list(self.divisions)]

    def elsewhere(self, sites: Sequence[int], names: Sequence[str], county: str) -> bool:
        """Say whether one of the sites, under these names, has entries in another county.

        Most names stand in one county only, which the small table of names tells at once.
        """
        query = (
            f"SELECT 1 FROM {TABLE} WHERE keys && %s::bigint[] AND county <> %s AND EXISTS "  # noqa: S608
            "(SELECT 1 FROM catalogue_addressname WHERE short = ANY(%s) AND county <> %s) LIMIT 1"
        )
        with connection.cursor() as cursor:
            cursor.execute(query, [list(sites), county, list(names), county])
            return cursor.fetchone() is not None

    def names_like(self, names: Sequence[str]) -> dict[str, list[str]]:
        """Return for each name the register's names that may be meant by it."""
        wanted = {name: shortened(name) for name in names}
        short = sorted(set().union(*wanted.values())) if wanted else []
        query = "SELECT DISTINCT short, name FROM catalogue_addressname WHERE short = ANY(%s)"
        with connection.cursor() as cursor:
            cursor.execute(query, [short])
            known = cursor.fetchall()
        return {
            name: sorted({n for s, n in known if s in shorts and may_be_meant(name, n)})
            for name, shorts in wanted.items()
        }


def _level(number: int, most: int, scope: str) -> str:
    """OFFSET 0 keeps the planner on the index of keys; sorting comes after it."""
    rows = f"SELECT * FROM {TABLE} WHERE keys && %s::bigint[]{scope} OFFSET 0"  # noqa: S608
    order = f"ORDER BY room NOT LIKE %s, code LIMIT {most}"
    return f"SELECT {COLUMNS} FROM (SELECT * FROM ({rows}) AS found {order}) AS level_{number}"  # noqa: S608


def _entry(row: Sequence[object]) -> Entry:
    code, text, status, other, *values = row
    return Entry(str(code), str(text), _variants(tuple(values), _frozen(other)), status == "active")


def _frozen(other: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    import json

    names = json.loads(other) if isinstance(other, str) else other
    return tuple((key, tuple(values)) for key, values in sorted((names or {}).items()))


@lru_cache(maxsize=20_000)
def _variants(
    values: tuple[str, ...], other: tuple[tuple[str, tuple[str, ...]], ...]
) -> tuple[Parts, ...]:
    """Return the parts of a row under all its names; a pure function of the row's own columns."""
    return variants(Parts(*values), dict(other))


class _Known:
    """The regions of this process, read again after a minute."""

    gazetteer: Gazetteer | None = None
    until: float = 0.0


def forget() -> None:
    """Read the regions again at the next match: the register has changed."""
    _Known.gazetteer = None


def gazetteer() -> Gazetteer:
    """Return the counties and the city that the register knows."""
    if _Known.gazetteer is None or monotonic() > _Known.until:
        _Known.gazetteer = _read()
        _Known.until = monotonic() + KEPT_SECONDS
    return _Known.gazetteer


# steps from one pair of county and city to the next along the index `address_regions`
WALK = f"""
WITH RECURSIVE walk AS (
    (SELECT county, city FROM {TABLE} ORDER BY county, city LIMIT 1)
    UNION ALL
    SELECT beyond.county, beyond.city FROM walk, LATERAL (
        SELECT county, city FROM {TABLE} AS t WHERE (t.county, t.city) > (walk.county, walk.city)
        ORDER BY t.county, t.city LIMIT 1
    ) AS beyond
)
SELECT county, city FROM walk
"""  # noqa: S608


def _read() -> Gazetteer:
    with connection.cursor() as cursor:
        cursor.execute(WALK)
        pairs = cursor.fetchall()
    counties = dict.fromkeys(county for county, _city in pairs if county)
    cities = dict.fromkeys([settings.CITY_NAME, *(city for _county, city in pairs if city)])
    return Gazetteer(tuple(counties), tuple(cities))


def forget_on_commit() -> None:
    """Forget the regions now and when the change is there for others to see."""
    forget()
    transaction.on_commit(forget)
